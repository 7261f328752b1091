"""What the documents promise is there, and what is there is in the documents."""

import ast
import datetime
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest

from printshop.batch.report import Report, ReportedFile, ReportedIssue
from printshop.cli.main_group import program
from printshop.download_site import SiteOutcome
from printshop.errors import ExitCode
from printshop.findings import Severity
from printshop.pages.type_numbers import TypeNumbers
from printshop.sources import check_workspace
from tests.newsroom import Newsroom

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
DOCUMENTS = [README, ROOT / "CHANGELOG.md", ROOT / "fonts" / "README.md"]
DOCUMENTS += sorted((ROOT / "docs").glob("*.md"))
MODULES = sorted((ROOT / "printshop").rglob("*.py"))


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _section(text: str, heading: str) -> str:
    """Cut out what stands under a heading, up to the next of its rank or above."""
    rank = len(heading) - len(heading.lstrip("#"))
    _, found, rest = f"\n{text}".partition(f"\n{heading}\n")
    assert found, f"there is no heading “{heading}”"
    return re.split(rf"^#{{1,{rank}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def _first_cells(text: str) -> list[str]:
    """Read the first column of all tables, of what stands there as code."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def _blocks(text: str, kind: str = "") -> list[str]:
    """Cut out the code blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


# ------------------------------------------------------------------ commands


def _options(command: click.Command) -> set[str]:
    return {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }


@pytest.mark.parametrize("name", sorted(program.commands))
def test_every_command_is_described_with_all_of_its_options(name: str) -> None:
    section = _section(_text("docs/commands.md"), f"## {name}")
    described = {cell.split()[0] for cell in _first_cells(section)}

    assert described == _options(program.commands[name])
    assert _blocks(section)[0].startswith("printshop ")


def test_the_options_of_the_program_itself_are_described() -> None:
    opening = _text("docs/commands.md").split("\n## ")[0]

    for option in (*_options(program), "--help", "-C DIR"):
        assert f"`{option}" in opening


def _typed() -> Iterator[tuple[str, list[str]]]:
    """Yield every command that a document shows as typed, with its words."""
    for path in DOCUMENTS:
        for block in re.findall(r"^```\w*\n(.*?)^```", path.read_text(), re.M | re.S):
            for line in re.findall(r"^(?:\$ )?printshop (.+)$", block, re.MULTILINE):
                typed = re.sub(r'"\$\(date [^)]*\)"', "2026-11-22", line)
                typed = re.split(r" {2,}|[|>&]| 2>", typed)[0]
                if "[OPTIONS]" not in typed:
                    yield _name(path), shlex.split(typed)


def test_every_command_in_the_documents_can_be_typed() -> None:
    typed = list(_typed())

    assert len(typed) > 20
    for path, words in typed:
        if words == ["--version"]:
            continue
        try:
            context = program.make_context("printshop", list(words))
            named = [*context._protected_args, *context.args]
            command = program.commands[named[0]]
            command.make_context(named[0], named[1:], parent=context)
        except click.ClickException as error:
            pytest.fail(f"{path}: printshop {' '.join(words)}: {error.message}")


def _shapes(value: Any) -> Any:
    """Reduce a value to the names of its fields."""
    if isinstance(value, dict):
        return {key: _shapes(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_shapes(value[0])] if value else []
    return None


def test_the_documents_show_json_as_it_is() -> None:
    finding = dict.fromkeys(("code", "severity", "where", "message", "hint"))
    problem = dict.fromkeys(("file", "line", "field", "message", "hint"))
    row = dict.fromkeys(
        ("slug", "section", "form", "words", "lines", "column_mm", "length_mm")
    )
    leg = dict.fromkeys(("slug", "first_line", "end_line"))
    placement = {
        **dict.fromkeys(("kind", "name", "column", "top", "columns", "lines")),
        **dict.fromkeys(("continued_on", "continued_from")),
        "legs": [leg],
    }
    page = {
        **dict.fromkeys(("number", "form", "section")),
        "placements": [placement],
    }
    part = dict.fromkeys(("page", "column", "top", "columns", "lines"))
    story = {
        **dict.fromkeys(("slug", "status", "lines", "words", "advice")),
        "placements": [part],
        "tried": [None],
    }
    plan = {
        **dict.fromkeys(("issue", "layout", "copy_pages")),
        "pages": [page],
        "stories": [story],
    }
    numbers = {
        **dict.fromkeys(("off_grid_lines", "widows", "longest_ladder", "tombstones")),
        **dict.fromkeys(("word_space_p95", "word_space_worst", "jumps", "short_legs")),
        "pages": [
            dict.fromkeys(("page", "fill_percent", "white_lines", "white_percent"))
        ],
        "stories": [dict.fromkeys(field.name for field in fields(TypeNumbers))],
        "checks": [dict.fromkeys(("number", "page", "what"))],
    }
    receipt: dict[str, Any] = dict.fromkeys(
        ("edition", "article", "file", "pages", "key", "sha256", "must_not_be_sent")
    )

    shown = [
        _shapes(json.loads(block))
        for block in _blocks(_text("docs/commands.md"), "json")
    ]

    assert shown == [
        {"problems": [problem], "findings": [finding]},
        [row],
        plan,
        numbers,
        [{**receipt, "findings": []}],
        _shapes(_report_as_json()),
    ]


def _report_as_json() -> Any:
    """Write the report of an export that has printed one PDF."""
    day = datetime.date(2026, 11, 22)
    started = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    file = ReportedFile("article", "sea-wall", "printed", ("missing",))
    issues = (ReportedIssue("2566", day, (file,)),)
    site = SiteOutcome(1, ("index.html",), ())
    report = Report("", "", "", day, started, 0.0, False, issues, site)
    return json.loads(json.dumps(report.as_json()))


# ------------------------------------------------------------------ codes


def test_every_exit_code_is_described_by_number_and_name() -> None:
    section = _section(_text("docs/findings.md"), "## Exit codes")
    rows = re.findall(r"^\| (\d+) \| `([A-Z]+)` \| .+ \|$", section, re.MULTILINE)

    assert rows == [(str(int(code)), code.name) for code in ExitCode]


def _is_docstring(node: ast.AST, tree: ast.Module) -> bool:
    return any(
        isinstance(other, ast.Expr) and other.value is node for other in ast.walk(tree)
    )


def _codes(*, in_docstrings: bool) -> set[str]:
    """Find every finding's code in the source, in its strings or in its docstrings."""
    codes: set[str] = set()
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = re.findall(r"(?<![\w-])[a-z]+-\d{3}(?![\w-])", node.value)
                if found and _is_docstring(node, tree) == in_docstrings:
                    codes.update(found)
    return codes


def _described_findings() -> dict[str, str]:
    section = _section(_text("docs/findings.md"), "## The findings")
    row = r"^\| `([a-z]+-\d{3})` \| (\w+) \| .+ \| .+ \|$"
    return dict(re.findall(row, section, re.MULTILINE))


def test_every_finding_is_described_with_what_to_do() -> None:
    used = _codes(in_docstrings=False)

    assert len(used) > 10
    assert set(_described_findings()) == used


def test_docstrings_name_no_finding_that_is_never_made() -> None:
    assert _codes(in_docstrings=True) <= _codes(in_docstrings=False)


def _severities() -> Iterator[tuple[str, str]]:
    """Yield code and severity wherever a call says both."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            code, called = node.args[0], node.func
            if not isinstance(code, ast.Constant):
                continue
            if isinstance(called, ast.Attribute) and called.attr in {"warn", "fail"}:
                name = "warning" if called.attr == "warn" else "fail"
                yield str(code.value), name
            elif isinstance(called, ast.Name) and called.id == "Finding":
                severity = node.args[1]
                assert isinstance(severity, ast.Attribute)
                yield str(code.value), Severity[severity.attr].value


def test_every_finding_is_described_with_its_severity() -> None:
    described = _described_findings()
    severities = {
        (code, severity)
        for code, severity in _severities()
        if re.fullmatch(r"[a-z]+-\d{3}", code)
    }

    assert len(severities) > 8
    assert severities <= set(described.items())


# ------------------------------------------------------------------ fields

PICTURES = "pictures:\n  - zzzzzz: 1\n"
STORY_TABLES = {
    "": "zzzzzz: 1\n",
    "byline": "byline:\n  - zzzzzz: 1\n",
    "pictures": PICTURES,
    "pull_quotes": "pull_quotes:\n  - zzzzzz: 1\n",
    "fact_boxes": "fact_boxes:\n  - zzzzzz: 1\n",
    "fact_boxes.rows": "fact_boxes:\n  - rows:\n      - zzzzzz: 1\n",
    "related": "related:\n  - zzzzzz: 1\n",
}
ISSUE_TABLES = {
    "": "zzzzzz = 1\n",
    "teasers": "[[teasers]]\nzzzzzz = 1\n",
    "ads": "[[ads]]\nzzzzzz = 1\n",
}
PAPER_TABLES = {
    "": "zzzzzz = 1\n",
    "imprint": "[imprint]\nzzzzzz = 1\n",
    "house_ads": "[[house_ads]]\nzzzzzz = 1\n",
    "downloads": "[downloads]\nzzzzzz = 1\n",
}


def _fields(root: Path, file: str, table: str, given: str) -> set[str]:
    """Ask for a table's fields, by giving it one that nobody knows."""
    newsroom = Newsroom(root)
    story = given if file == "story" else "headline: A\nsection: News\n"
    newsroom.write(
        {
            "printshop.toml": given if file == "paper" else 'title = "A"\n',
            "issues/1/issue.toml": given if file == "issue" else "number = '1'\n",
            "issues/1/story.md": f"---\n{story}---\nText.\n",
        }
    )
    field = f"{table}.zzzzzz" if table else "zzzzzz"
    (hint,) = {
        problem.hint
        for problem in check_workspace(root).problems
        if problem.field == field
    }
    assert hint.startswith("the fields are: ")
    return set(hint.removeprefix("the fields are: ").split(", "))


def _described_fields(text: str, opening: str, *, up_to: str) -> set[str]:
    """Read the names in the first table after some words."""
    assert opening in text, opening
    rest = text.split(opening, 1)[1].split(up_to, 1)[0] + "\n\n"
    table = re.search(r"^\| field \|.*?(?=\n\n)", rest, re.MULTILINE | re.DOTALL)
    assert table, opening
    return set(_first_cells(table.group() + "\n"))


@pytest.mark.parametrize(
    ("file", "table", "opening"),
    [
        ("paper", "", "## The paper: printshop.toml"),
        ("paper", "imprint", "### The imprint: `[imprint]`"),
        ("paper", "house_ads", "### House ads: `[[house_ads]]`"),
        ("paper", "downloads", "### Downloads: `[downloads]`"),
        ("issue", "", "## An issue: issue.toml"),
        ("issue", "teasers", "### Teasers: `[[teasers]]`"),
        ("issue", "ads", "### Advertisements: `[[ads]]`"),
        ("story", "", "## A story: its fields"),
        ("story", "byline", "**`byline`**"),
        ("story", "pictures", "## Pictures"),
        ("story", "pull_quotes", "**`pull_quotes`**"),
        ("story", "fact_boxes", "**`fact_boxes`**"),
        ("story", "related", "## Read more"),
    ],
)
def test_every_field_is_described_and_no_other(
    tmp_path: Path, file: str, table: str, opening: str
) -> None:
    tables = {"paper": PAPER_TABLES, "issue": ISSUE_TABLES, "story": STORY_TABLES}[file]
    known = _fields(tmp_path, file, table, tables[table])
    if table == "fact_boxes":  # its rows are described in the same table
        known |= _fields(tmp_path, file, "fact_boxes.rows", tables["fact_boxes.rows"])
    known -= tables.keys() - {""}  # of tables within only the name is needed
    text = _text("docs/editors.md")

    described = _described_fields(text, opening, up_to="\n## " if table else "\n### ")

    assert described - tables.keys() - {"rows"} == known - {"rows"}


@pytest.mark.parametrize("name", ["imprint", "house_ads", "teasers", "ads"])
def test_every_table_is_named(name: str) -> None:
    assert f"`{name}`" in _text("docs/editors.md")


def test_the_smallest_newspaper_of_the_documents_has_no_problems(
    tmp_path: Path,
) -> None:
    text = _text("docs/editors.md").split("The smallest newspaper that prints", 1)[1]
    files = re.findall(
        r"`([\w./-]+\.(?:toml|md))`:\n\n```\w+\n(.*?)```", text, re.DOTALL
    )
    Newsroom(tmp_path).write(dict(files[:3]))

    report = check_workspace(tmp_path)

    assert [name for name, _ in files[:3]] == [
        *("printshop.toml", "issues/1/issue.toml", "issues/1/bridge.md")
    ]
    assert (report.problems, report.findings) == ((), ())


# ------------------------------------------------------------------ README and links


def test_the_two_commands_of_the_readme_are_in_the_makefile() -> None:
    section = _section(README.read_text(), "## Two commands")
    targets = set(re.findall(r"^make (\w+)", section, re.MULTILINE))
    rules = set(re.findall(r"^(\w+):", _text("Makefile"), re.MULTILINE))

    assert targets == {"print", "test"}
    assert targets <= rules


def test_the_readme_names_every_part_of_the_program() -> None:
    section = _section(README.read_text(), "## How a paper is printed")
    (tree,) = (b for b in _blocks(section) if b.startswith("printshop/\n"))
    parts = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in (ROOT / "printshop").iterdir()
        if path.is_dir() or path.suffix == ".py"
        if not path.name.startswith(("_", "."))
    }

    named = set(re.findall(r"[\w.]+(?:/|\.py)", tree)) - {"printshop/"}

    assert parts <= named
    for name in named:
        assert (ROOT / name).exists() or (ROOT / "printshop" / name).exists(), name


def test_the_readme_shows_the_contract_that_is_kept() -> None:
    contracts = tomllib.loads(_text("pyproject.toml"))["tool"]["importlinter"]
    (layers,) = (c["layers"] for c in contracts["contracts"] if "layers" in c)
    there = {path.stem for path in (ROOT / "printshop").iterdir()}
    kept = [sorted(set(re.findall(r"\w+", layer)) & there) for layer in layers]
    (block,) = (b for b in _blocks(README.read_text()) if b.startswith("cli\n"))

    shown = [sorted(re.findall(r"\w+", line)) for line in block.splitlines()]

    assert shown == [names for names in kept if names and names != ["__main__"]]


def _anchor(heading: str) -> str:
    """Make the address of a heading as the usual viewers of Markdown do."""
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)|[`*]", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def _without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_every_link_of_a_document_leads_somewhere(path: Path) -> None:
    text = re.sub("`[^`\n]*`", "", _without_code(path.read_text("utf-8")))
    for address in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"(https?|mailto):", address):
            continue
        file, _, anchor = address.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), address
        if anchor:
            headings = re.findall(
                r"^#+ (.+)$", _without_code(target.read_text("utf-8")), re.MULTILINE
            )
            assert anchor in map(_anchor, headings), address


def test_every_document_can_be_reached_from_the_readme() -> None:
    text = README.read_text("utf-8")

    for path in DOCUMENTS[1:]:
        assert f"]({_name(path)})" in text, path.name
