"""The news list: which pieces there are, in the order in which the paper runs.

Stories keep the order of their sections. Inside a section they are dealt like cards
over the pages that the section will need, so that every page gets a strong story and
some small ones. Briefs and letters are packed; a story that would take most of a page
is parted, and the rest follows as a continuation.
"""

from collections.abc import Sequence
from dataclasses import replace

from printshop.flatplan.desk import Desk
from printshop.flatplan.flow import LEAST_AFTER, LEAST_BEFORE, Copy
from printshop.flatplan.pack_shapes import FLAG_LINES
from printshop.flatplan.page_forms import INSIDE, story_lines
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import PieceKind
from printshop.issue import Article, Form

_SHORT_STORY_WORDS = 120
_LEADER_BEHIND = 15
"""The columnist leads the page of comment; the leading article stands beside him."""

_SECOND_BAND_SHARE = 0.3
_HEAD_CELLS = {Band.FIRST: 60, Band.SECOND: 28, Band.THIRD: 14, Band.BRIEF: 8}
_FULL_PAGE_SHARE = 0.7
"""Of a page's cells, that the text and head of a story may take on it: what cannot be
made smaller. Its pictures can, and so do not make a story turn."""

_PART_SHARE = 0.55
_LONG_SHARE = 1.25
_LONG_PART_SHARE = 0.9
"""A story that goes on and on fills its first pages; a shorter one shares them."""

_PACK_SHARE = 0.5
_MAY_HOLD = {Band.FIRST: 1_200, Band.SECOND: 900, Band.THIRD: 600, Band.BRIEF: 350}
_NOT_MEANT_TO_HOLD = 6_000
_RANKS_PER_SECTION = 10_000


def story_pieces(articles: Sequence[Article], desk: Desk) -> list[Piece]:
    """Make a piece of every story that is neither a brief nor a letter, by rank."""
    pieces = []
    for section, stories in _by_section(articles, desk):
        plain = [a for a in stories if a.form not in {Form.BRIEF, Form.LETTER}]
        for place, article in enumerate(plain):
            is_strong = place < max(1, round(_SECOND_BAND_SHARE * len(plain)))
            is_short = article.word_count < _SHORT_STORY_WORDS
            pieces.append(
                Piece(
                    kind=PieceKind.STORY,
                    name=article.slug,
                    section=section,
                    rank=_rank(desk, section, place)
                    + (_LEADER_BEHIND if article.form == Form.LEADER else 0),
                    band=Band.SECOND if is_strong and not is_short else Band.THIRD,
                    grid=desk.grid_of(article).name,
                    article=article,
                    end_line=len(desk.galleys[article.slug].lines),
                    pictures=tuple(range(len(article.pictures))),
                )
            )
    return pieces


def _by_section(
    articles: Sequence[Article], desk: Desk
) -> list[tuple[str, list[Article]]]:
    """Part the articles by section, in the issue's order."""
    return [
        (section, [a for a in articles if a.section == section])
        for section in desk.issue.sections
    ]


def _rank(desk: Desk, section: str, place: int) -> int:
    return desk.issue.sections.index(section) * _RANKS_PER_SECTION + 10 * place


def pack_pieces(articles: Sequence[Article], desk: Desk) -> list[Piece]:
    """Pack what briefs and letters are left, a pack a section and kind."""
    packs = []
    for section, stories in _by_section(articles, desk):
        for form, kind in (
            (Form.BRIEF, PieceKind.BRIEFS),
            (Form.LETTER, PieceKind.LETTERS),
        ):
            members = tuple(a for a in stories if a.form == form)
            for number, part in enumerate(_packs(members, desk)):
                packs.append(
                    Piece(
                        kind=kind,
                        name=f"{section} {kind.value} {number + 1}",
                        section=section,
                        rank=_rank(desk, section, 900 + number),
                        band=Band.BRIEF,
                        grid=desk.grid_of(part[0]).name,
                        members=part,
                    )
                )
    return packs


def _inside_lines(desk: Desk) -> int:
    """Count the lines that an inside page has for stories."""
    return story_lines(desk.layout.forms[INSIDE], desk.layout)


def is_too_tall(article: Article, desk: Desk) -> bool:
    """Tell whether a brief or a letter, which are never cut, is longer than a page."""
    most = _inside_lines(desk) - FLAG_LINES
    is_packed = article.form in {Form.BRIEF, Form.LETTER}
    return is_packed and desk.galleys[article.slug].height > most


def hold_price(piece: Piece, share: float) -> int | None:
    """Price holding a piece over that wants a share of a page.

    None where it must run, or has begun to. What is not meant to be held over is the
    dearer, the longer it is: room for something short is found more easily.
    """
    stories = piece.stories
    if any(story.must_run for story in stories):
        return None
    if piece.kind == PieceKind.CONTINUATION:
        return None
    if all(story.may_hold for story in stories):
        return _MAY_HOLD[piece.band]
    return round(_NOT_MEANT_TO_HOLD * (0.2 + 2 * min(share, 1))) + _MAY_HOLD[piece.band]


def _packs(members: Sequence[Article], desk: Desk) -> list[tuple[Article, ...]]:
    """Part members into packs of at most half a page each."""
    packs: list[list[Article]] = []
    cells = 0
    for article in members:
        height = desk.galleys[article.slug].height + 1
        limit = desk.layout.lines * desk.grid_of(article).columns * _PACK_SHARE
        if not packs or cells + height > limit:
            packs.append([])
            cells = 0
        packs[-1].append(article)
        cells += height
    return [tuple(pack) for pack in packs]


def parted(piece: Piece, desk: Desk) -> list[Piece]:
    """Part a story that would take most of a page; a list of one when it fits.

    A part takes about half a page with all that stands in it, or most of one if the
    story is very long; it is parted only where enough is left on either side.
    """
    page_cells = desk.layout.grids[piece.grid].columns * _inside_lines(desk)
    copy = desk.copies[piece.story.slug]
    parts: list[Piece] = []
    rest = piece
    while is_long(rest, desk):
        text = copy.height(rest.first_line, rest.end_line)
        wanted = wanted_cells(rest, desk)
        goes_on = wanted > _LONG_SHARE * page_cells
        part = round((_LONG_PART_SHARE if goes_on else _PART_SHARE) * page_cells)
        height = max(part - (wanted - text), LEAST_BEFORE)
        cut = _turn(copy, rest, min(height, text - LEAST_AFTER))
        if cut is None:
            break
        parts.append(
            replace(rest, end_line=cut, jumps=True, pictures=rest.pictures[:1])
        )
        rest = replace(
            rest,
            kind=PieceKind.CONTINUATION,
            name=f"{piece.name}+{len(parts)}",
            first_line=cut,
            rank=rest.rank + 1,
            pictures=rest.pictures[1:],
            band=Band.THIRD,
            is_bound=True,
        )
    if parts:
        parts = [replace(part, has_extras=False) for part in parts]
    return [*parts, rest]


def is_long(piece: Piece, desk: Desk) -> bool:
    """Tell whether a story's text and head alone would take most of a page."""
    grid = desk.layout.grids[piece.grid]
    lines = _inside_lines(desk)
    text = desk.copies[piece.story.slug].height(piece.first_line, piece.end_line)
    is_over = text + _HEAD_CELLS[piece.band] > _FULL_PAGE_SHARE * grid.columns * lines
    return is_over and piece.end_line - piece.first_line >= LEAST_BEFORE + LEAST_AFTER


def _turn(copy: Copy, rest: Piece, height: int) -> int | None:
    """Find the line at which a story may turn, not below a height; None if nowhere."""
    if height < LEAST_BEFORE:
        return None
    cut = copy.end_of(rest.first_line, rest.end_line, height)
    while cut - rest.first_line >= LEAST_BEFORE and not copy.may_turn(cut):
        cut -= 1
    has_enough = cut - rest.first_line >= LEAST_BEFORE
    return cut if has_enough and rest.end_line - cut >= LEAST_AFTER else None


def running_orders(
    pieces: Sequence[Piece], desk: Desk, page_cells: int
) -> list[list[Piece]]:
    """Put the pieces into the order of the paper, each section dealt over its pages.

    There are two ways to deal, and either may make the better pages.
    """
    orders: list[list[Piece]] = []
    for deal in (_dealt_like_cards, _dealt_by_size):
        order: list[Piece] = []
        for section in desk.issue.sections:
            own = [piece for piece in pieces if piece.section == section]
            # two measures never stand on one page: the section's lead says which first
            for grid in dict.fromkeys(piece.grid for piece in own):
                alike = [piece for piece in own if piece.grid == grid]
                alike.sort(key=lambda piece: (piece.rank, piece.name))
                dealt = [p for hand in deal(alike, desk, page_cells) for p in hand]
                if section == desk.issue.sections[-1]:
                    dealt.reverse()  # its best stories stand on the back page
                order += dealt
        if order not in orders:
            orders.append(order)
    return orders


Hands = list[list[Piece]]
"""A page's worth of pieces each."""


def _hands(pieces: Sequence[Piece], desk: Desk, page_cells: int) -> int:
    wanted = sum(wanted_cells(piece, desk) for piece in pieces)
    return max(1, round(wanted / page_cells))


def _dealt_like_cards(pieces: Sequence[Piece], desk: Desk, page_cells: int) -> Hands:
    """Deal pieces in turn, by rank: every page gets strong stories and small ones.

    Every page gets a fresh story first; the rests of turned ones come after those.
    """
    hands = _hands(pieces, desk, page_cells)
    fresh = [piece for piece in pieces if piece.kind != PieceKind.CONTINUATION]
    rests = [piece for piece in pieces if piece.kind == PieceKind.CONTINUATION]
    cards = [*fresh[:hands], *rests, *fresh[hands:]]
    return [cards[hand::hands] for hand in range(hands)]


def _dealt_by_size(pieces: Sequence[Piece], desk: Desk, page_cells: int) -> Hands:
    """Give every page one of the best, then the largest to whichever has least."""
    wanted = {piece.name: wanted_cells(piece, desk) for piece in pieces}
    count = _hands(pieces, desk, page_cells)
    fresh = [piece for piece in pieces if piece.kind != PieceKind.CONTINUATION]
    hands = [[piece] for piece in fresh[:count]] or [[]]
    leads = {piece.name for piece in fresh[:count]}
    others = [piece for piece in pieces if piece.name not in leads]
    for piece in sorted(others, key=lambda piece: -wanted[piece.name]):
        least = min(hands, key=lambda hand: sum(wanted[one.name] for one in hand))
        least.append(piece)
    return [sorted(hand, key=lambda piece: (piece.rank, piece.name)) for hand in hands]


def wanted_cells(piece: Piece, desk: Desk) -> int:
    """Estimate the columns times lines that a piece would like to have."""
    grid = desk.layout.grids[piece.grid]
    if piece.article is None:
        heights = [desk.galleys[article.slug].height for article in piece.members]
        return sum(heights) + len(heights) + 3 or piece.columns * piece.lines
    cells = desk.copies[piece.story.slug].height(piece.first_line, piece.end_line)
    cells += _HEAD_CELLS[piece.band]
    for index in piece.pictures[:2]:
        picture = piece.article.pictures[index]
        most = 2 if piece.band == Band.THIRD else 3
        columns = max(
            desk.picture_columns(picture, grid, min(most, grid.columns)), default=0
        )
        if columns:
            width_mm = grid.width_mm(columns)
            lines = desk.layout.picture_lines(width_mm / picture.proportion)
            cells += round(columns * (min(lines, 40) + 2))
    if piece.has_extras and piece.article.fact_boxes:
        cells += 2 * (len(piece.article.fact_boxes[0].rows) + 8)
    return cells
