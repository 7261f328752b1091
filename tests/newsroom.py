"""Small newsrooms, written where a test may break them, and what they print."""

import contextlib
import datetime
import fcntl
import io
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from printshop.cli.main_group import run

PAPER = """\
title = "The Mole Gazette"
file_name = "mole-gazette"
strapline = "Printed where the boat turns round"
language = "en-GB"
issn = "1234-5679"
price = "£1.20"
web_address = "https://gazette.example"
letters_address = "letters@gazette.example"
leader_kicker = "The Gazette says"

[imprint]
publisher = "Mole Press"
address = "1 Mole Road"
editor = "Ada Fell"

[[house_ads]]
kind = "newsletter"
kicker = "The Gazette by email"
headline = "Every tide in your letter box"
text = "Every Friday at six, with the tides"
url = "https://gazette.example/letter"

[[house_ads]]
kind = "donation"
kicker = "Keep us afloat"
headline = "Four pounds keeps a lamp lit"
text = "The Gazette belongs to its readers"
url = "https://gazette.example/join"
"""
DATE = datetime.date(2026, 11, 20)
OLD_DATE = datetime.date(2020, 2, 14)

_SENTENCES = (
    "On count {} the harbour board asked about {} and wrote the answer down.",
    "Nobody who was asked for count {} had heard of {} before the winter.",
    "A letter of {} pages about {} lies in the office, under the lamp.",
    "“That makes {},” said the harbour master, who has known {} for years.",
    "The boat came in at {} minutes past, and most of the talk was of {}.",
    "In year {} the town had no opinion of {}, and kept it to itself.",
    "It would take {} men and a good crane to do anything about {}.",
)


def prose(subject: str, words: int) -> str:
    """Write about a subject: the same each time, and no two sentences alike."""
    paragraphs: list[list[str]] = []
    written = count = 0
    while written < words:
        if count % 3 == 0:
            paragraphs.append([])
        sentence = _SENTENCES[count % len(_SENTENCES)].format(count + 1, subject)
        paragraphs[-1].append(sentence)
        written += len(sentence.split())
        count += 1
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


@dataclass(frozen=True)
class Newsroom:
    """A workspace on the disk."""

    root: Path

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Put files into the workspace."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else content.encode()
            path.write_bytes(data)

    def change(self, name: str, old: str, new: str) -> None:
        """Change what a file says; it must say it."""
        text = (self.root / name).read_text("utf-8")
        assert old in text, f"{name} does not say {old}"
        self.write({name: text.replace(old, new)})

    def issue(self, number: str, date: datetime.date = DATE, **fields: Any) -> None:
        """Write an issue's own file; tables may follow as ``more``."""
        more = fields.pop("more", "")
        lines = [f"date = {date.isoformat()}", 'sections = ["News", "Culture"]']
        lines += [f"{name} = {value!r}" for name, value in fields.items()]
        text = "\n".join((*lines, more))
        self.write({f"issues/{number}/issue.toml": text})

    def story(self, place: str, body: str, **fields: Any) -> None:
        """Write a story (``7/sea-wall``) with its front matter."""
        slug = place.rpartition("/")[2]
        given = {"headline": slug.replace("-", " ").capitalize(), "section": "News"}
        matter = yaml.safe_dump({**given, **fields}, allow_unicode=True)
        self.write({f"issues/{place}.md": f"---\n{matter}---\n{body}\n"})

    def picture(self, name: str, size: tuple[int, int] = (1200, 800)) -> None:
        """Draw a photograph: a slope from dark to light, so that no two rows match."""
        slope = Image.linear_gradient("L").resize(size).convert("RGB")
        drawn = io.BytesIO()
        slope.save(drawn, "PNG")
        self.write({name: drawn.getvalue()})


def bare_newsroom(root: Path) -> Newsroom:
    """Write the least that can be printed: one issue of one story."""
    newsroom = Newsroom(root)
    newsroom.write({"printshop.toml": PAPER})
    newsroom.issue("7")
    newsroom.story("7/sea-wall", prose("the sea wall", 150))
    return newsroom


def small_newsroom(root: Path) -> Newsroom:
    """Write a paper of four pages that shows every form of story."""
    newsroom = Newsroom(root)
    newsroom.write({"printshop.toml": PAPER})
    teaser = '[[teasers]]\nstory = "the-last-lamp"\nlabel = "Lamps"\n'
    newsroom.issue("7", add_on="47", next_week="The crane", more=teaser)
    newsroom.picture("issues/7/pictures/wall.png")
    newsroom.picture("issues/7/pictures/lamp.png", (900, 1200))
    newsroom.picture("pictures/ada.png", (400, 400))
    _news(newsroom)
    _culture(newsroom)
    _old_issue(newsroom)
    return newsroom


def _news(newsroom: Newsroom) -> None:
    newsroom.story(
        "7/sea-wall",
        prose("the sea wall", 600) + "\n\n## A crosshead\n\n" + prose("the road", 500),
        headline="The sea wall is standing on habit alone",
        short_headline="The wall that habit built",
        kicker="Mole Road",
        standfirst="Nobody remembers who built it, and nobody is asked to mend it",
        byline=[{"name": "Hector Mair", "role": "Reporter", "place": "Mole Road"}],
        rank=1,
        url="https://gazette.example/sea-wall",
        pictures=[
            {
                "file": "wall.png",
                "alt": "A wall at dusk",
                "lead_in": "At dusk",
                "caption": "The wall as it stood on Monday",
                "credit": "Nan Petrie",
            }
        ],
        related=[{"story": "3/first-frost"}, {"story": "the-last-lamp"}],
    )
    newsroom.story(
        "7/night-boat",
        prose("the night boat", 500),
        headline="The night boat will leave by day",
        byline="Isla Rennie",
        rank=2,
        pull_quotes=[
            {"text": "asked about the night boat", "attribution": "The board"}
        ],
    )
    newsroom.story("7/new-crane", prose("the crane", 300), rank=3)
    newsroom.story("7/fish-market", prose("the fish market", 260), rank=4)
    for slug in ("a-lost-dog", "a-found-dog", "a-third-dog"):
        newsroom.story(f"7/{slug}", prose(slug.replace("-", " "), 45), form="brief")


def _culture(newsroom: Newsroom) -> None:
    newsroom.story(
        "7/the-last-lamp",
        prose("the lamp", 500)
        + "\n\n- oil for the lamp\n- a wick, and patience\n\n"
        + "| Lamp | Lit |\n|---|---|\n| North | 1868 |\n| South | 1901 |\n\n"
        + prose("the wick", 300),
        headline="The last lamp of the harbour is trimmed by hand",
        standfirst="A day with the man who lights it",
        byline=[{"name": "Ada Fell", "role": "Writer"}],
        section="Culture",
        form="feature",
        rank=1,
        url="https://gazette.example/the-last-lamp",
        pictures=[
            {
                "file": "lamp.png",
                "alt": "A lamp",
                "caption": "The lamp, lit",
                "credit": "Nan Petrie",
                "focus": [0.5, 0.2],
            }
        ],
        pull_quotes=[{"text": "had no opinion of the lamp", "attribution": "The town"}],
        fact_boxes=[
            {
                "title": "The lamp in figures",
                "rows": [
                    {"figure": "1868", "text": "the year in which it was lit"},
                    {"figure": "2", "text": "wicks a week", "optional": True},
                ],
                "source": "Harbour board",
            }
        ],
    )
    newsroom.story(
        "7/what-we-say",
        prose("the leader", 250),
        section="Culture",
        form="leader",
        rank=2,
    )
    newsroom.story(
        "7/a-late-leek",
        prose("the leek", 350),
        section="Culture",
        form="column",
        byline=[{"name": "Nan Dunnet", "role": "Gardens"}],
        pictures=[{"file": "ada.png", "alt": "Nan Dunnet", "credit": "Nan Petrie"}],
        rank=3,
    )
    for writer in ("Catriona Moss", "Alec Bain", "Hail Kerr"):
        name = writer.lower().replace(" ", "-")
        newsroom.story(
            f"7/letter-{name}",
            prose(f"what {writer} knows", 70),
            headline=f"A word from {writer}",
            section="Culture",
            form="letter",
            byline=[{"name": writer, "place": "Mole Road"}],
        )


def _old_issue(newsroom: Newsroom) -> None:
    newsroom.issue("3", OLD_DATE)
    newsroom.story(
        "3/first-frost",
        prose("the frost", 200),
        headline="The first frost was early",
        printed_page=5,
        url="https://gazette.example/first-frost",
    )
    newsroom.story("3/old-pier", prose("the pier", 150), rank=2)


def once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]
) -> Path:
    """Make a folder once, for all workers of a test run."""
    of_all = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_all = of_all.parent
    folder, made = of_all / name, of_all / f"{name}.made"
    with (of_all / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


@dataclass(frozen=True)
class Printed:
    """What a run of the press left behind."""

    newsroom: Newsroom
    output: Path

    @property
    def receipts(self) -> list[dict[str, Any]]:
        """The receipts as the command line gave them, of all issues."""
        receipts: list[dict[str, Any]] = []
        for path in sorted(self.output.glob("receipts-*.json")):
            receipts += json.loads(path.read_text("utf-8"))
        return receipts

    def file(self, edition: str, slug: str | None = None) -> Path:
        """Find a file by its receipt."""
        (found,) = (
            Path(receipt["file"])
            for receipt in self.receipts
            if (receipt["edition"], receipt["article"]) == (edition, slug)
        )
        return found


def print_all(newsroom: Newsroom, output: Path, number: str, *options: str) -> None:
    """Print an issue in-process, and keep its receipts beside its files."""
    output.mkdir(parents=True, exist_ok=True)
    place = ["-C", str(newsroom.root), "print", number, "--output", str(output)]
    told = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(told):
        patch.setenv("XDG_CACHE_HOME", str(output / "cache"))
        code = run([*place, "--json", *options])
    assert code == 0, told.getvalue()
    (output / f"receipts-{number}.json").write_text(told.getvalue(), "utf-8")


def printed_small_newsroom(factory: pytest.TempPathFactory) -> Printed:
    """Print the small newspaper's new issue once for all tests."""

    def make(folder: Path) -> None:
        newsroom = small_newsroom(folder / "paper")
        print_all(newsroom, folder / "output", "7", "--as-of", "2026-11-22")

    folder = once(factory, "small-newsroom", make)
    return Printed(Newsroom(folder / "paper"), folder / "output")
