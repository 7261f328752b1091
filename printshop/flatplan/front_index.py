"""The index of the front page, where it has no briefs: what stands inside, by section.

Below its flag stand groups, one for each section: the section's name, then some of
its stories with the page of each. A group is never broken over columns, and the lines
left over are shared out between groups, as between briefs. An index takes as many
entries as fill its depth; every section has one before any has two.

Which stories stand inside is known for good only when the whole issue is planned, and
the pages of a locked front page change with the rest of the paper. So a plan keeps
the room alone, and ``index_groups`` fills it when the pages are set.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from printshop.flatplan.desk import Desk
from printshop.flatplan.pack_shapes import (
    FLAG_LINES,
    FLAG_LOOK,
    Dealt,
    deal,
    least_depth,
)
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import Frame, FrameKind, PieceKind
from printshop.flatplan.shapes import Shape
from printshop.issue import Article, Form
from printshop.layout import PT_PER_MM, Grid

NAME = "front index"
_LEAST_ENTRIES = 3
_MOST_OF_A_SECTION = 4
_MOST_LINES = 3
"""Of one entry: a headline that needs more is not listed."""

_NUMBER_GAP_MM = 2
_WIDTH_PRICE = (0, 0, 30, 50)
"""By columns: it is never wider."""

_DEEPER_PRICE = 2
"""For each line more than the least: an index is not what a reader buys."""

_BEHIND = 900


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """A section in the index: where it stands below the flag, and its stories."""

    column: int
    top: int
    section: str
    entries: tuple[tuple[Article, tuple[str, ...]], ...]
    """Each story with its headline, broken into lines."""

    @property
    def lines(self) -> int:
        """Count its lines: the section's name, and those of the headlines."""
        return 1 + sum(len(lines) for _, lines in self.entries)


def index_piece(stories: Sequence[Article], desk: Desk, grid: Grid) -> Piece | None:
    """Make the piece that lists some of these stories; None if they are too few."""
    listed = _entries(stories, desk, grid)
    if len(listed) < _LEAST_ENTRIES:
        return None
    return Piece(
        kind=PieceKind.INDEX,
        name=NAME,
        section="",
        rank=_BEHIND,
        band=Band.BRIEF,
        grid=grid.name,
        members=tuple(article for article, _ in listed),
    )


def index_shapes(piece: Piece, desk: Desk, most_lines: int) -> Iterator[Shape]:
    """Offer an index at every width and at every depth that it fills to the line."""
    grid = desk.layout.grids[piece.grid]
    entries = _entries(piece.members, desk, grid)
    for columns in range(1, min(grid.columns, len(_WIDTH_PRICE)) + 1):
        offered: dict[int, int] = {}
        for count in range(_least_count(entries), len(entries) + 1):
            heights = [group.lines for group in _grouped(entries[:count], desk)]
            if len(heights) < columns:
                continue
            least = least_depth(heights, columns)
            for depth in range(least, least + len(heights) + 1):
                dealt = deal(heights, columns, depth)
                if dealt is not None and dealt.unspread == 0:
                    offered.setdefault(depth, dealt.badness)
                    offered[depth] = min(offered[depth], dealt.badness)
        for depth, badness in sorted(offered.items()):
            if depth + FLAG_LINES <= most_lines:
                price = badness + _WIDTH_PRICE[columns - 1]
                price += _DEEPER_PRICE * (depth - min(offered))
                draw = partial(_frames, columns, depth)
                yield Shape(columns, depth + FLAG_LINES, price, draw, FLAG_LOOK)


def index_groups(
    stories: Sequence[Article], desk: Desk, grid: Grid, columns: int, lines: int
) -> tuple[IndexGroup, ...]:
    """Fill the room of an index with as many of these stories as leave least white."""
    entries = _entries(stories, desk, grid)
    best: tuple[int, tuple[IndexGroup, ...]] | None = None
    for count in range(len(entries), 0, -1):
        groups = _grouped(entries[:count], desk)
        dealt = _dealt([group.lines for group in groups], columns, lines)
        if dealt is not None and (best is None or dealt.badness < best[0]):
            best = dealt.badness, _placed(groups, dealt)
    return best[1] if best else ()


def _least_count(entries: Sequence[tuple[Article, tuple[str, ...]]]) -> int:
    """Count the entries of an index that names every section once."""
    return max(_LEAST_ENTRIES, len({article.section for article, _ in entries}))


def _entries(
    stories: Sequence[Article], desk: Desk, grid: Grid
) -> list[tuple[Article, tuple[str, ...]]]:
    """Break the headlines, in the order in which they are taken up.

    The first story of each section comes first, then the second of each.
    """
    size = desk.layout.sizes["index"]
    room_pt = desk.width_pt(grid, 1) - desk.measure("byline", "00")
    room_pt -= _NUMBER_GAP_MM * PT_PER_MM
    counts: dict[str, int] = {}
    found: list[tuple[int, Article, tuple[str, ...]]] = []
    for article in stories:
        if article.form in {Form.BRIEF, Form.LETTER}:
            continue
        text = article.teaser_headline
        lines = desk.broken_to_width(text, size, room_pt, _MOST_LINES)
        widest_pt = max(desk.measure(size.name, line) for line in lines)
        place = counts.get(article.section, 0)
        is_fit = len(lines) <= _MOST_LINES and widest_pt <= room_pt
        if is_fit and place < _MOST_OF_A_SECTION:
            counts[article.section] = place + 1
            found.append((place, article, lines))
    found.sort(key=lambda one: one[0])
    return [(article, lines) for _, article, lines in found]


def _grouped(
    entries: Sequence[tuple[Article, tuple[str, ...]]], desk: Desk
) -> list[IndexGroup]:
    """Put entries under their sections, in the order of the paper."""
    groups = []
    for section in desk.issue.sections:
        own = tuple(one for one in entries if one[0].section == section)
        if own:
            groups.append(IndexGroup(0, 0, section, own))
    return groups


def _dealt(heights: Sequence[int], columns: int, lines: int) -> Dealt | None:
    """Deal groups into the columns that they fill, which may be fewer."""
    for used in range(min(columns, len(heights)), 0, -1):
        dealt = deal(heights, used, lines)
        if dealt is not None:
            return dealt
    return None


def _placed(groups: Sequence[IndexGroup], dealt: Dealt) -> tuple[IndexGroup, ...]:
    return tuple(
        IndexGroup(column, top, group.section, group.entries)
        for group, (column, top) in zip(groups, dealt.places, strict=True)
    )


def _frames(columns: int, depth: int) -> tuple[Frame, ...]:
    """Place the flag, and the room below it."""
    style = PieceKind.INDEX.value
    return (
        Frame(FrameKind.FLAG, 0, 0, columns, FLAG_LINES, style=style),
        Frame(FrameKind.INDEX, 0, FLAG_LINES, columns, depth),
    )
