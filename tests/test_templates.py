"""Templates are strict: nothing that is missing or unsafe is printed."""

from pathlib import Path

import jinja2.meta
import pytest

from printshop.errors import LayoutError
from printshop.resources import layouts_folder
from printshop.templates import Templates


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A newsroom's own layouts folder."""
    (tmp_path / "tabloid").mkdir()
    return tmp_path


def filled(folder: Path, template: str, /, **context: object) -> str:
    """Write a template and fill it."""
    (folder / "tabloid" / "page.html").write_text(template, "utf-8")
    return Templates([folder]).fill("tabloid/page.html", **context)


def test_text_is_escaped_unless_it_is_marked_as_clean(own: Path) -> None:
    text = '<p>{{ text }}</p>{{ html|safe }}<i title="{{ text }}">'

    assert filled(own, text, text='<b>"a" & b', html="<em>c</em>") == (
        "<p>&lt;b&gt;&#34;a&#34; &amp; b</p><em>c</em>"
        '<i title="&lt;b&gt;&#34;a&#34; &amp; b">'
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ nothing }}",
        "{{ story.nothing }}",
        "{% if nothing %}x{% endif %}",
        "{{ a[3] }}",
    ],
)
def test_a_name_that_does_not_exist_is_told(own: Path, text: str) -> None:
    with pytest.raises(LayoutError) as caught:
        filled(own, text, story=object(), a=[1])

    assert caught.value.where == "tabloid/page.html"
    assert caught.value.hint


def test_a_mistake_in_a_template_is_told_with_its_line(own: Path) -> None:
    with pytest.raises(LayoutError, match="line 3") as caught:
        filled(own, "a\nb\n{% if %}\n")

    assert caught.value.where == "tabloid/page.html"


def test_a_mistake_in_an_included_template_names_that_file(own: Path) -> None:
    (own / "tabloid" / "part.html").write_text("{{ }}", "utf-8")

    with pytest.raises(LayoutError) as caught:
        filled(own, "{% include 'tabloid/part.html' %}")

    assert caught.value.where == "tabloid/part.html"


@pytest.mark.parametrize("name", ["tabloid/none.html", "../secret.html", "/etc/passwd"])
def test_only_what_lies_in_the_layout_folders_is_read(own: Path, name: str) -> None:
    (own.parent / "secret.html").write_text("secret", "utf-8")

    with pytest.raises(LayoutError, match="is missing") as caught:
        Templates([own]).fill(name)

    assert name in caught.value.message
    with pytest.raises(LayoutError, match="is missing"):
        filled(own, f"{{% include '{name}' %}}")


def test_the_newsroom_s_own_template_comes_first(own: Path) -> None:
    (own / "tabloid" / "galley.html").write_text("own", "utf-8")
    templates = Templates([own, layouts_folder()], {"tabloid": "newspaper"})

    assert templates.fill("tabloid/galley.html") == "own"
    shipped = templates.fill("tabloid/specimen.html", styles=["h42"], language="en-GB")
    assert 'data-style="h42"' in shipped


def test_a_layout_s_own_template_may_take_the_shared_one_and_change_a_part(
    own: Path,
) -> None:
    (own / "newspaper").mkdir()
    (own / "newspaper" / "page.html").write_text("a {% block b %}b{% endblock %}")
    text = '{% extends "newspaper/page.html" %}{% block b %}own{% endblock %}'
    (own / "tabloid" / "page.html").write_text(text)
    templates = Templates([own], {"tabloid": "newspaper", "a4": "newspaper"})

    assert templates.fill("tabloid/page.html") == "a own"
    assert templates.fill("a4/page.html") == "a b"
    with pytest.raises(LayoutError, match="is missing"):
        templates.fill("weekly/page.html")


def test_a_layout_uses_no_template_but_its_own_and_those_that_it_shares(
    own: Path,
) -> None:
    for name in ("newspaper", "berliner"):
        (own / name).mkdir()
        (own / name / "page.html").write_text(name)
    (own / "tabloid" / "mine.html").write_text("{% include 'newspaper/page.html' %}")
    (own / "tabloid" / "theirs.html").write_text("{% include 'berliner/page.html' %}")
    templates = Templates([own], only=("newspaper", "tabloid"))

    assert templates.fill("tabloid/mine.html") == "newspaper"
    with pytest.raises(LayoutError, match="belongs to another layout"):
        templates.fill("tabloid/theirs.html")


def test_a_mistake_in_a_shared_template_names_the_file_that_has_it(own: Path) -> None:
    (own / "newspaper").mkdir()
    (own / "newspaper" / "page.html").write_text("a\n{{ nothing }}")
    (own / "newspaper" / "part.html").write_text("{{ }}")
    templates = Templates([own], {"tabloid": "newspaper"})

    with pytest.raises(LayoutError, match=r"line 2: .*undefined") as caught:
        templates.fill("tabloid/page.html")
    assert caught.value.where == "newspaper/page.html"
    with pytest.raises(LayoutError, match="line 1: ") as caught:
        templates.fill("tabloid/part.html")
    assert caught.value.where == "newspaper/part.html"


@pytest.mark.parametrize(
    ("value", "length"),
    [
        (289, "289mm"),
        (2.5, "2.5mm"),
        (0.1 + 0.2, "0.3mm"),
        (1 / 3, "0.3333mm"),
        (0, "0mm"),
        (-4.0, "-4mm"),
        (1200, "1200mm"),
        (1e-9, "0mm"),
    ],
)
def test_lengths_are_written_without_needless_digits(
    own: Path, value: float, length: str
) -> None:
    assert filled(own, "{{ x|mm }}", x=value) == length
    assert filled(own, "{{ x|pt }}", x=value) == length.replace("mm", "pt")


GIVEN = {
    "newspaper/body.css": {"layout", "properties"},
    "newspaper/display.css": {"layout", "properties"},
    "newspaper/galley.html": {"article", "grid", "initial", "fitted"},
    "newspaper/pages.css": {"layout", "properties"},
    "newspaper/pages.html": {"pages", "layout", "publication", "issue"}
    | {"title", "description", "keywords"},
    "newspaper/specimen.html": {"styles", "language"},
    "shared/properties.css": {"layout", "properties"},
    "shared/type.css": {"layout", "properties"},
}


@pytest.mark.parametrize("name", GIVEN)
def test_the_newspaper_s_templates_ask_for_no_name_that_they_are_not_given(
    name: str,
) -> None:
    environment = Templates([layouts_folder()])._environment
    source = (layouts_folder() / name).read_text("utf-8")

    asked = jinja2.meta.find_undeclared_variables(environment.parse(source))

    assert asked <= GIVEN[name]
