"""Write an archive to be exported: ``python -m tests.generate_archive FOLDER``.

A weekly of as many issues and stories as are asked for, made from a seed: a story has
the same bytes for the same seed, whatever else is asked for. Stories have the forms and
lengths of real ones: most are short, the first of an issue is long and has a picture,
some more have one, and some name a story of the week before.
"""

import argparse
import datetime
import functools
import io
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw, ImageFilter

from tests.archive_copy import PLACES, ROLES, Reporter, reporter
from tests.newsroom import PAPER, Newsroom

_FIRST = datetime.date(1976, 1, 2)
_FIRST_NUMBER = 1001
_SCENES = 24
"""Different photographs; each that is printed has a mark of its own."""

_SIZES_PX = ((1200, 800), (1200, 900), (900, 1200))


@dataclass(frozen=True, slots=True)
class Archive:
    """What is wanted."""

    issues: int
    stories: int
    """Of each issue."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Kind:
    """A place in the paper, and what is written for it."""

    form: str
    section: str
    words: tuple[int, int]
    pictures: float
    """How likely there is one."""


_LEAD = _Kind("news", "News", (350, 800), 1.0)
_NEWS = _Kind("news", "News", (120, 450), 0.3)
_SHORT = _Kind("news", "News", (60, 160), 0.1)
_BRIEF = _Kind("brief", "News", (30, 55), 0)
_FEATURE = _Kind("feature", "Culture", (450, 800), 0.8)
_REVIEW = _Kind("feature", "Culture", (200, 350), 0.3)
_LETTER = _Kind("letter", "Culture", (50, 140), 0)
_PLACES_IN_THE_PAPER = (
    *(_LEAD, _NEWS, _NEWS, _FEATURE, _NEWS),
    *(_BRIEF, _SHORT, _REVIEW, _LETTER, _NEWS),
)
"""Of the first ten stories; then all but the lead begin again."""


def generate_archive(root: Path, archive: Archive) -> Newsroom:
    """Write the archive into a folder."""
    newsroom = Newsroom(root)
    newsroom.write({"printshop.toml": PAPER})
    for at in range(archive.issues):
        number = _FIRST_NUMBER + at
        newsroom.issue(str(number), _FIRST + datetime.timedelta(weeks=at))
        for story in range(1, archive.stories + 1):
            _write_story(newsroom, number, story, archive.seed)
    return newsroom


def _write_story(newsroom: Newsroom, number: int, at: int, seed: int) -> None:
    chance = _chance(seed, number, at)
    writes = reporter(chance)
    kind, slug = _kind(at), _slug(writes, at)
    text = writes.text(chance.randint(*kind.words))
    fields: dict[str, Any] = {
        "headline": writes.headline(),
        "section": kind.section,
        "form": kind.form,
        "rank": at,
        "url": f"https://gazette.example/{number}/{slug}",
        **_signature(writes, kind),
        **_display(writes, kind, text),
    }
    if chance.random() < kind.pictures:
        fields["pictures"] = [_picture(newsroom, number, slug, writes)]
    if number > _FIRST_NUMBER and chance.random() < 0.15:
        before = number - 1
        other = _slug(reporter(_chance(seed, before, at)), at)
        fields["related"] = [{"story": f"{before}/{other}"}]
    matter = yaml.dump(
        fields, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10**6
    )
    newsroom.write({f"issues/{number}/{slug}.md": f"---\n{matter}---\n{text}\n"})


_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The quick one, where it is there; both write the same."""


def _chance(seed: int, number: int, at: int) -> random.Random:
    return random.Random(f"{seed} {number} {at}")


def _kind(at: int) -> _Kind:
    place = (at - 1) % len(_PLACES_IN_THE_PAPER)
    return _PLACES_IN_THE_PAPER[place] if place or at == 1 else _NEWS


def _slug(writes: Reporter, at: int) -> str:
    return f"{writes.subject.replace(' ', '-')}-{at}"


def _signature(writes: Reporter, kind: _Kind) -> dict[str, Any]:
    """Say who has written it."""
    chance = writes.chance
    if kind.form == "brief":
        return {}
    if kind.form == "letter":
        return {"byline": [{"name": writes.other, "place": chance.choice(PLACES)}]}
    return {"byline": [{"name": writes.other, "role": chance.choice(ROLES)}]}


def _display(writes: Reporter, kind: _Kind, text: str) -> dict[str, Any]:
    """Write what stands above and beside a long story."""
    if kind not in {_LEAD, _FEATURE}:
        return {}
    fields: dict[str, Any] = {"standfirst": writes.standfirst()}
    quote = writes.pull_quote(text)
    if quote:
        fields["pull_quotes"] = [{"text": quote, "attribution": writes.other}]
    return fields


def _picture(
    newsroom: Newsroom, number: int, slug: str, writes: Reporter
) -> dict[str, str]:
    """Hand in a photograph."""
    file = f"{slug}.jpg"
    scene = _scene(writes.chance.randrange(_SCENES))
    mark = f"{number} {slug}".encode()
    # A comment stands right behind the mark with which a JPEG begins.
    comment = b"\xff\xfe" + (len(mark) + 2).to_bytes(2, "big") + mark
    data = scene[:2] + comment + scene[2:]
    newsroom.write({f"issues/{number}/pictures/{file}": data})
    return {
        "file": file,
        "alt": f"The {writes.subject}, with houses behind it",
        "caption": writes.caption(),
        "credit": writes.person,
    }


@functools.cache
def _scene(number: int) -> bytes:
    """Draw a sky, a sea and some houses, and take a photograph of them."""
    chance = random.Random(f"scene {number}")
    wide, high = chance.choice(_SIZES_PX)
    sky = Image.linear_gradient("L").resize((wide, high))
    tint = chance.randint(60, 110)
    scene = Image.merge("RGB", (sky, sky.point(lambda v: v // 2 + tint), sky))
    draw = ImageDraw.Draw(scene)
    for _ in range(chance.randint(5, 12)):
        left, top = chance.randrange(wide), chance.randrange(high // 2, high)
        right = left + chance.randint(40, 220)
        colour = tuple(chance.randrange(40, 220) for _ in range(3))
        draw.rectangle((left, top, right, high), fill=colour)
        for floor in range(top + 14, high - 20, 40):
            for window in range(left + 10, right - 18, 34):
                draw.rectangle((window, floor, window + 14, floor + 20), fill="#222")
    taken = io.BytesIO()
    scene.filter(ImageFilter.GaussianBlur(1)).save(taken, "JPEG", quality=82)
    return taken.getvalue()


def main() -> None:
    """Write the archive that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("archive"))
    parser.add_argument("--issues", type=int, default=20)
    parser.add_argument("--stories", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generate_archive(given.folder, Archive(given.issues, given.stories, given.seed))


if __name__ == "__main__":
    main()
