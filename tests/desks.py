"""Synthetic issues for the laws of the plan: stories by the yard, and no engine.

Every character is as wide as ``CHARACTER_EM`` of its type size, so galleys, headlines
and captions are set by arithmetic, and a plan can be checked without a page.
"""

import datetime
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

from printshop.flatplan import Desk, Flatplan, Frame, FrameKind, Placement
from printshop.flatplan.headlines import Measure, wrap
from printshop.galley import Galley, GalleySet, Line
from printshop.issue import (
    Advertisement,
    Article,
    Block,
    BlockKind,
    Byline,
    Form,
    Issue,
    Picture,
)
from printshop.layout import PT_PER_MM, Layout
from printshop.layout_file import read_layout
from printshop.paragraphs import Loose, Reach
from printshop.resources import layouts_folder

CHARACTER_EM = 0.45
DATE = datetime.date(2026, 11, 20)
NUMBER = "2566"

_OTHER_SIZES_PT = {"kicker": 10.5, "flag": 21.0, "fact-title": 10.5, "credit": 6.5}
_SENTENCE = (
    "the wall that habit built stood over harbour road and nobody from council came "
    "to see it until November: when a surveyor counted forty-seven cracks in its face"
)
_WORDS = _SENTENCE.split()
_PARAGRAPHS = (41, 9, 66, 23, 4, 88, 31)
"""Words of one paragraph after another."""


@functools.cache
def shipped(name: str) -> Layout:
    """Read a newspaper layout that is shipped."""
    return read_layout([layouts_folder()], name)


def tabloid() -> Layout:
    """Read the shipped tabloid."""
    return shipped("tabloid")


def ruler(layout: Layout) -> Measure:
    """Make a ruler for the type of a layout: every character is of one width."""
    sizes_pt = {name: size.size_pt for name, size in layout.sizes.items()}
    sizes_pt = {**_OTHER_SIZES_PT, "galley": layout.body_pt, **sizes_pt}
    widths_pt = {name: CHARACTER_EM * size_pt for name, size_pt in sizes_pt.items()}
    other_pt = CHARACTER_EM * layout.body_pt
    return lambda style, text: widths_pt.get(style, other_pt) * len(text)


def measure(style: str, text: str) -> float:
    """Measure a text in the tabloid's type."""
    return ruler(tabloid())(style, text)


def words(count: int, start: int = 0) -> str:
    """Write so many words."""
    return " ".join(_WORDS[(start + n) % len(_WORDS)] for n in range(count))


def paragraphs(count: int, *, crosshead_every: int = 0) -> tuple[Block, ...]:
    """Write a body of so many words, with a crosshead before every n-th paragraph."""
    blocks: list[Block] = []
    written = number = 0
    while written < count:
        if crosshead_every and number and number % crosshead_every == 0:
            blocks.append(Block(BlockKind.CROSSHEAD, "A lease", "A lease"))
        length = min(_PARAGRAPHS[number % len(_PARAGRAPHS)], count - written)
        text = words(length, start=written)
        blocks.append(Block(BlockKind.PARAGRAPH, text, text))
        written, number = written + length, number + 1
    return tuple(blocks)


def table(rows: int) -> Block:
    """Write a table of so many rows, each a line high."""
    html = "<table>" + "<tr><td>day</td><td>47</td></tr>" * rows + "</table>"
    return Block(BlockKind.TABLE, html, " ".join(["day 47"] * rows))


def story(slug: str, count: int = 300, **fields: object) -> Article:
    """Write a story of so many words; every field of an article can be given."""
    plain: dict[str, object] = {
        "slug": slug,
        "issue_number": NUMBER,
        "source": Path(f"{slug}.md"),
        "headline": f"Sea wall of {slug} is standing on habit",
        "section": "News",
        "date": DATE,
        "body": paragraphs(count),
        "bylines": (Byline("Hector Mair", "Council reporter"),),
        "language": "en-GB",
    }
    return Article(**{**plain, **fields})  # type: ignore[arg-type]


def picture(width_px: int = 3000, height_px: int = 2000, **fields: object) -> Picture:
    """Take a photograph of a size in pixels."""
    plain: dict[str, object] = {
        "name": "wall.jpg",
        "path": Path("wall.jpg"),
        "alt": "A wall",
        "caption": words(14),
        "credit": "Nan Petrie",
        "width_px": width_px,
        "height_px": height_px,
    }
    return Picture(**{**plain, **fields})  # type: ignore[arg-type]


def advertisement(
    columns: int, height_mm: float, page: int | None, layout: Layout | None = None
) -> Advertisement:
    """Sell a space to somebody who draws for it: a hundred units a point."""
    grid = (layout or tabloid()).forms["inside"].grid
    width_mm = grid.width_mm(columns)
    size = (round(100 * side * PT_PER_MM) for side in (width_mm, height_mm))
    drawing = picture(*size, is_vector=True)
    return Advertisement("Lorne Chandlery", drawing, columns, height_mm, page)


def issue_of(
    articles: Sequence[Article],
    *,
    sections: Sequence[str] = (),
    ads: Sequence[Advertisement] = (),
    pages: int | None = None,
) -> Issue:
    """Make an issue, its stories by section, rank and slug as ``sources`` does."""
    names = tuple(sections or dict.fromkeys(a.section for a in articles))
    ordered = sorted(articles, key=lambda a: (names.index(a.section), a.rank, a.slug))
    return Issue(
        NUMBER, DATE, names or ("News",), tuple(ordered), ads=tuple(ads), pages=pages
    )


def desk_of(
    issue: Issue, layout: Layout | None = None, *, is_loose: bool = False
) -> Desk:
    """Lay an issue on the make-up desk, its galleys set by arithmetic.

    ``is_loose``, some paragraphs could be a line longer or shorter.
    """
    layout = layout or tabloid()
    return Desk(
        layout=layout,
        issue=issue,
        galleys={
            a.slug: galley_of(a, layout, is_loose=is_loose) for a in issue.articles
        },
        measure=ruler(layout),
        language="en-GB",
        leader_kicker="The Packet says",
    )


def galley_of(
    article: Article, layout: Layout | None = None, *, is_loose: bool = False
) -> Galley:
    """Set a story at its measure, line by line."""
    layout = layout or tabloid()
    width_of = ruler(layout)
    grid = layout.grids[layout.measures[article.form]]
    lines: list[Line] = []
    loose: list[Loose] = []
    for number, (kind, text, blanks, height) in enumerate(_set_blocks(article)):
        top = lines[-1].bottom + blanks if lines else 0
        if height:
            lines.append(Line(top, height, text, kind, is_first=True, is_last=True))
            continue
        set_lines = wrap(text, "galley", grid.width_mm(1) * PT_PER_MM, width_of)
        if is_loose and kind == "p":
            loose += _loose(number, len(lines), set_lines)
        lines += [
            Line(top + n, 1, line, kind, n == 0, n + 1 == len(set_lines))
            for n, line in enumerate(set_lines)
        ]
    words = article.word_count
    return Galley(article.slug, grid.name, tuple(lines), words, loose=tuple(loose))


def _loose(number: int, first_line: int, lines: Sequence[str]) -> Iterator[Loose]:
    """Let every second paragraph gain a line, and every third lose one, spaced."""
    *most, last = lines
    can_have: dict[int, Reach] = {}
    if len(lines) > 2 and number % 2 == 0 and " " in last:
        head, _, tail = last.rpartition(" ")
        can_have[len(lines) + 1] = Reach(100.0 * number, False, (*most, head, tail))
    if len(lines) > 2 and number % 3 == 1:
        joined = (*most[:-1], f"{most[-1]} {last}")
        can_have[len(lines) - 1] = Reach(100.0 * number, True, joined)
    if can_have:
        yield Loose(number, first_line, len(lines), can_have)


def _set_blocks(article: Article) -> Iterator[tuple[str, str, int, int]]:
    """Yield tag, text, blank lines above and, of a table, the height of each block."""
    after_table = 0
    if article.form == Form.LETTER:
        yield "h3", article.headline, 0, 0
    for number, block in enumerate(article.body):
        text = block.text
        if number == 0 and article.form == Form.BRIEF:
            text = f"{article.headline} {text}"
        if block.kind == BlockKind.TABLE:
            yield "table", text, 1, block.html.count("<tr>")
        elif block.kind == BlockKind.CROSSHEAD:
            yield "h3", text, 1, 0
        else:
            yield "p", text, after_table, 0
        after_table = int(block.kind == BlockKind.TABLE)
    if article.form == Form.LETTER:
        yield "p", ", ".join(byline.name for byline in article.bylines), after_table, 0


def galley_set(desk: Desk) -> GalleySet:
    """Give the desk's galleys as the proofreader takes them."""
    return GalleySet(desk.galleys, {})


def legs_of(plan: Flatplan, slug: str) -> list[tuple[int, Placement, Frame]]:
    """List a story's legs in the order of reading: page, piece, frame."""
    return [
        (page.number, placement, frame)
        for page in plan.pages
        for placement in page.placements
        for frame in placement.frames
        if frame.kind == FrameKind.LEG and frame.slug == slug
    ]
