"""Write an archive to be exported: ``python -m tests.generate_archive FOLDER``.

A weekly of as many issues and stories as are asked for, made from a seed: the same
bytes for the same seed, whatever else is asked for. Stories have the spread of real
ones: most are short, some have a picture, a few name a story of the week before.
"""

import argparse
import datetime
import io
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from tests.newsroom import PAPER, Newsroom

_FIRST = datetime.date(1976, 1, 2)
_FIRST_NUMBER = 1001
_SUBJECTS = (
    "harbour wall",
    "night boat",
    "fish market",
    "signal lamp",
    "ice house",
    "school roof",
    "coal ferry",
    "north crane",
    "tide table",
    "bread van",
)
_PEOPLE = ("Nan Petrie", "Hector Mair", "Isla Rennie", "Agnes Lorne", "Col Tosi")
_DOES = (
    "closes for the winter",
    "is mended at last",
    "costs more than was said",
    "opens a day early",
    "is lost and found",
    "waits for the council",
)
_OPENINGS = (
    "On Monday",
    "Before the tide",
    "After a long evening",
    "At the pier",
    "For the second year",
    "Without much talk",
    "In a letter of four pages",
)
_DAYS = ("Monday", "market day", "the longest day", "the last day of the winter")
_SAYS = (
    "{opening} the council asked what the {subject} costs, and wrote the answer down.",
    "Nobody at the meeting had seen the {subject} by daylight, {person} said.",
    "{opening} {person} counted {count} boats that had no use for the {subject}.",
    "The survey names the {subject} on {count} of its pages and explains it on none.",
    "“I have known the {subject} for {count} years,” said {person}, and sat down.",
    "{opening} the money for the {subject} was promised again, this time in pounds.",
    "Whoever built the {subject} left no drawing, and {count} people remember why.",
)


@dataclass(frozen=True, slots=True)
class Archive:
    """What is wanted."""

    issues: int
    stories: int
    """Of each issue."""
    seed: int = 1


def generate_archive(root: Path, archive: Archive) -> Newsroom:
    """Write the archive into a folder."""
    newsroom = Newsroom(root)
    newsroom.write({"printshop.toml": PAPER})
    for at in range(archive.issues):
        number = str(_FIRST_NUMBER + at)
        newsroom.issue(number, _FIRST + datetime.timedelta(weeks=at))
        for story in range(1, archive.stories + 1):
            _write_story(newsroom, number, story, archive.seed)
    return newsroom


def _write_story(newsroom: Newsroom, number: str, at: int, seed: int) -> None:
    chance = random.Random(f"{seed} {number} {at}")
    subject = chance.choice(_SUBJECTS)
    slug = f"{subject.replace(' ', '-')}-{at}"
    words = min(900, max(60, round(chance.lognormvariate(5.5, 0.5))))
    fields: dict[str, Any] = {
        "headline": f"The {subject} {chance.choice(_DOES)}",
        "byline": chance.choice(_PEOPLE),
        "section": "Culture" if at % 5 == 4 else "News",
        "rank": at,
        "url": f"https://gazette.example/{number}/{slug}",
    }
    if at == 1 or chance.random() < 0.3:
        picture = f"{slug}.jpg"
        newsroom.write({f"issues/{number}/pictures/{picture}": _picture(chance)})
        fields["pictures"] = [
            {
                "file": picture,
                "alt": f"The {subject}",
                "caption": f"The {subject} as it was on {chance.choice(_DAYS)}",
                "credit": chance.choice(_PEOPLE),
            }
        ]
    newsroom.story(f"{number}/{slug}", _text(chance, subject, words), **fields)


def _text(chance: random.Random, subject: str, words: int) -> str:
    """Write paragraphs of two to four sentences."""
    paragraphs: list[str] = []
    written = 0
    while written < words:
        sentences = [
            chance.choice(_SAYS).format(
                opening=chance.choice(_OPENINGS),
                subject=subject,
                person=chance.choice(_PEOPLE),
                count=chance.randint(2, 60),
            )
            for _ in range(chance.randint(2, 4))
        ]
        paragraphs.append(" ".join(sentences))
        written += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def _picture(chance: random.Random) -> bytes:
    """Draw a sky, a sea and some houses, and take a photograph of them."""
    wide, high = chance.choice(((1200, 800), (1200, 900), (900, 1200)))
    sky = Image.linear_gradient("L").resize((wide, high))
    scene = Image.merge("RGB", (sky, sky.point(lambda v: v // 2 + 90), sky))
    draw = ImageDraw.Draw(scene)
    for _ in range(chance.randint(5, 12)):
        left, top = chance.randrange(wide), chance.randrange(high // 2, high)
        right = left + chance.randint(40, 220)
        colour = tuple(chance.randrange(40, 220) for _ in range(3))
        draw.rectangle((left, top, right, high), fill=colour)
    taken = io.BytesIO()
    scene.save(taken, "JPEG", quality=85)
    return taken.getvalue()


def main() -> None:
    """Write the archive that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", type=int, default=20)
    parser.add_argument("--stories", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generate_archive(given.folder, Archive(given.issues, given.stories, given.seed))


if __name__ == "__main__":
    main()
