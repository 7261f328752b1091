"""Compare what was set with the copy: every word of every story, once and in order.

Letters and figures are compared, not spaces and hyphens, because lines are broken
and words divided. What a stylesheet adds, such as bullets, does not count.
"""

import itertools
from collections.abc import Iterable, Mapping

from printshop.errors import TypesetError
from printshop.flatplan import Flatplan, FrameKind
from printshop.galley import GalleySet
from printshop.issue import Article, Form
from printshop.pages.frames import Galleys
from printshop.typesetter import Sheets, framed_lines

_SLACK_PT = 0.2


def letters_of(text: str) -> str:
    """Keep letters and figures alone."""
    return "".join(filter(str.isalnum, text))


def copy_of(article: Article) -> str:
    """Give the text that a story's galley holds: heading and signature with some."""
    body = " ".join(block.text for block in article.body)
    if article.form == Form.BRIEF:
        return f"{article.headline} {body}"
    if article.form == Form.LETTER:
        signed = " ".join(
            f"{byline.name} {byline.place or byline.role}" for byline in article.bylines
        )
        return f"{article.headline} {body} {signed}"
    return body


def check_galley(article: Article, lines: Iterable[str]) -> None:
    """Raise TypesetError when a galley has lost or gained a word of its story."""
    wanted = letters_of(copy_of(article))
    found = letters_of("".join(lines))
    if wanted != found:
        raise _lost(article, wanted, found)


def check_plan(plan: Flatplan, galleys: GalleySet, issue_number: str) -> None:
    """Raise TypesetError unless the plan has every line once and in order.

    Of a story that was held over it has no line.
    """
    for slug, galley in galleys.galleys.items():
        runs = [
            (frame.first_line, frame.end_line)
            for page in plan.pages
            for placement in page.placements
            for frame in placement.frames
            if frame.kind == FrameKind.LEG and frame.slug == slug
        ]
        runs.sort()
        end = 0 if slug in plan.held else len(galley.lines)
        edges = [0, *itertools.chain.from_iterable(runs), end]
        if edges[::2] != edges[1::2]:
            raise TypesetError(
                "the flatplan does not place every line once",
                where=f"issue {issue_number}, story {slug}",
                hint="this is a mistake of printshop: please report it",
            )


def check_frames(
    sheets: Sheets, frames: Mapping[str, tuple[Galleys, float]], galleys: GalleySet
) -> None:
    """Raise TypesetError unless every frame holds its lines, inside its height."""
    set_lines = framed_lines(sheets)
    for name, (part, height_pt) in frames.items():
        wanted = [
            line.text
            for line in galleys.galleys[part.slug].lines[
                part.first_line : part.end_line
            ]
        ]
        found = set_lines.get(name, [])
        if [text for text, _ in found] != wanted or any(
            bottom > height_pt + _SLACK_PT for _, bottom in found
        ):
            raise TypesetError(
                "the lines in a frame are not those that were planned",
                where=f"{sheets.where}, story {part.slug}, frame {name}",
                hint="this is a mistake of printshop: please report it",
            )


def _lost(article: Article, wanted: str, found: str) -> TypesetError:
    at = next(
        (n for n, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b),
        min(len(wanted), len(found)),
    )
    near = wanted[max(0, at - 20) : at + 20]
    return TypesetError(
        f"the set text differs from the copy near “{near}”",
        where=f"issue {article.issue_number}, story {article.slug}",
        hint="look for text that the layout's stylesheet hides or adds",
    )
