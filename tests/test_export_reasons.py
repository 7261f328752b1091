"""What a dry run says will be printed is what the run then prints, and no more."""

import datetime
import shutil
from collections.abc import Callable, Sequence

import pytest

from printshop.resources import layouts_folder, printers_folder
from tests.exports import (
    Name,
    export,
    files,
    names,
    rows,
)
from tests.newsroom import Newsroom, prose

Change = Callable[[Newsroom], None]


def story(newsroom: Newsroom, number: str, at: int) -> str:
    """Find a story of a generated issue."""
    return next((newsroom.root / "issues" / number).glob(f"*-{at}.md")).stem


def planned_and_printed(
    newsroom: Newsroom, *options: str
) -> tuple[dict[Name, Sequence[str]], set[Name]]:
    """Give what a dry run says, with its reasons, and what the run has printed."""
    told = rows(export(newsroom.root, "--all", "--json", "--dry-run", *options).stdout)
    before = files(newsroom.root)
    done = export(newsroom.root, "--all", "--json", *options)
    assert done.returncode == 0, done.stderr
    after = files(newsroom.root)
    printed = names(rows(done.stdout), "printed")
    changed = {name for name in after if after[name] != before.get(name)}
    assert sum(name.endswith(".pdf") for name in changed) <= len(printed)
    reasons = {
        (row["issue"], row["edition"], row["article"]): row["reasons"] for row in told
    }
    return reasons, printed


def change_a_story(newsroom: Newsroom) -> None:
    name = story(newsroom, "1001", 1)
    newsroom.change(f"issues/1001/{name}.md", "\n---\n", "\n---\nAnd more of it.\n\n")


def change_a_picture(newsroom: Newsroom) -> None:
    newsroom.picture(f"issues/1001/pictures/{story(newsroom, '1001', 1)}.jpg")


def change_a_layout(newsroom: Newsroom) -> None:
    style = (layouts_folder() / "article" / "article.css").read_text("utf-8")
    newsroom.write({"layouts/article/article.css": f"{style}/* ours */\n"})


def change_the_fonts(newsroom: Newsroom) -> None:
    newsroom.write({"fonts/licence.txt": "Ours."})


def change_the_paper(newsroom: Newsroom) -> None:
    newsroom.change("printshop.toml", "Ada Fell", "Isla Rennie")


def change_the_printer(newsroom: Newsroom) -> None:
    name = "newsprint-coldset.toml"
    profile = (printers_folder() / name).read_text("utf-8")
    old = 'title = "Newsprint, coldset web offset"'
    assert old in profile
    own = profile.replace(old, 'title = "The press in Mole Road"')
    newsroom.write({f"printers/{name}": own})


def publish_an_issue(newsroom: Newsroom) -> None:
    newsroom.issue("1003", datetime.date(1976, 1, 16))
    newsroom.story("1003/sea-bath", prose("the sea bath", 150))


def change_nothing(newsroom: Newsroom) -> None:
    """A month goes by."""


_ALL = {"reader", "article"}


@pytest.mark.proof
@pytest.mark.parametrize(
    ("change", "options", "editions", "reason"),
    [
        (change_a_story, (), _ALL, "story {lead} changed"),
        (change_a_picture, (), _ALL, "picture {lead}.jpg changed"),
        (change_a_layout, (), {"article"}, "layout article/article.css is new"),
        (change_the_fonts, (), _ALL, "font licence.txt is new"),
        (change_the_paper, (), _ALL, "printshop.toml changed"),
        (
            change_the_printer,
            ("--edition", "press", "--edition", "article"),
            {"press"},
            "printer newsprint-coldset.toml is new",
        ),
        (publish_an_issue, (), _ALL, "the latest issue changed"),
        (
            change_nothing,
            ("--as-of", "2026-12-22"),
            {"article"},
            "the age of its stories changed",
        ),
    ],
)
def test_a_dry_run_names_what_is_then_printed_and_why(
    archive: Newsroom,
    change: Change,
    options: tuple[str, ...],
    editions: set[str],
    reason: str,
) -> None:
    if "press" in options:
        export(archive.root, "--all", *options)
    lead = story(archive, "1001", 1)
    change(archive)

    reasons, printed = planned_and_printed(archive, *options)

    assert set(reasons) == printed
    assert {edition for _, edition, _ in printed} == editions
    assert reason.format(lead=lead) in {one for why in reasons.values() for one in why}
    again = export(archive.root, "--all", "--dry-run", *options)
    assert again.stdout == ""


@pytest.mark.proof
@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_manifest_that_is_gone_is_made_again_from_the_receipts(
    archive: Newsroom, is_damaged: bool
) -> None:
    manifest = archive.root / ".printshop" / "manifest.sqlite"
    for left in manifest.parent.glob("manifest.sqlite-*"):
        left.unlink()
    if is_damaged:
        data = bytearray(manifest.read_bytes())
        data[4096:] = b"\x5a" * (len(data) - 4096)
        manifest.write_bytes(data)
    else:
        manifest.unlink()
    lost = next((archive.root / "output" / "1001").glob("*.pdf"))
    before = files(archive.root)
    lost.unlink()

    told = rows(export(archive.root, "--all", "--json", "--dry-run").stdout)
    done = export(archive.root, "--all", "--json")

    assert names(told, "wanted") == {("1001", "reader", None)}
    assert rows(done.stdout)[-1]["printed"] == 1, done.stderr
    assert files(archive.root) == before
    again = export(archive.root, "--all", "--json")
    assert [row["result"] for row in rows(again.stdout)] == ["summary"]


def test_a_dry_run_prints_nothing(archive: Newsroom) -> None:
    shutil.rmtree(archive.root / "output")

    done = export(archive.root, "--all", "--dry-run")

    assert done.stdout.count(": missing\n") == len(done.stdout.splitlines()) == 6
    assert not (archive.root / "output").exists()
