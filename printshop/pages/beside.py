"""Small things beside a story: the columnist's head, and what refers to others."""

from collections.abc import Iterator

from printshop.flatplan import Desk, Flatplan, Frame, PieceKind
from printshop.flatplan.front_index import index_groups
from printshop.flatplan.pack_shapes import (
    FLAG_LINES,
    address_below,
    address_room_pt,
)
from printshop.issue import Article, Picture
from printshop.layout import PT_PER_MM, Layout
from printshop.pages.frames import PictureMaker, Place, Thing
from printshop.pages.ruler import Ruler
from printshop.wording import Wording


def columnist(
    article: Article, place: Place, desk: Desk, picture_of: PictureMaker
) -> Iterator[Thing]:
    """Show a columnist: head shot, first names and last name on a line each, role."""
    left, top, width, height = place
    layout, byline = desk.layout, article.bylines[0]
    indent = 0.0
    if article.head_shot is not None:
        yield _head_shot(article.head_shot, left, top, layout, picture_of)
        lengths = layout.lengths
        indent = lengths["columnist.shot_mm"] + lengths["columnist.gap_mm"]
    size, role = layout.sizes["columnist-name"], layout.sizes["role"]
    name = tuple(byline.name.rsplit(" ", 1))
    below_pt = size.lines(len(name)) * layout.leading_pt
    yield Thing(
        "columnist",
        left + indent,
        top,
        width - indent,
        height,
        lines=name,
        more={
            "role": byline.role or byline.place,
            "name_pt": layout.display_top_pt(size, len(name)),
            "role_pt": below_pt + layout.display_top_pt(role, 1),
        },
    )


def _head_shot(
    picture: Picture, left: float, top: float, layout: Layout, picture_of: PictureMaker
) -> Thing:
    width_mm = layout.lengths["columnist.shot_mm"]
    high_mm = layout.picture_height_mm(int(layout.lengths["columnist.lines"]) - 1)
    return Thing(
        "head-shot",
        left,
        top + layout.picture_drop_pt,
        width_mm,
        high_mm * PT_PER_MM,
        more={"picture": picture, "src": picture_of(picture, width_mm, high_mm)},
    )


def refer_line(
    article: Article, place: Place, desk: Desk, plan: Flatplan, wording: Wording
) -> Iterator[Thing]:
    """Refer to the other stories on this, as many as go into one line."""
    room_pt = place[2] * PT_PER_MM
    style = desk.layout.furniture.refer
    label = wording.more_on_this
    used = desk.measure("kicker", label) + style.label_gap_pt
    entries = []
    for related in article.related:
        if related.issue_number != desk.issue.number:
            continue
        page = plan.first_page_of(related.slug)
        if page is None:
            continue
        story = desk.issue.article(related.slug)
        text = f"{story.teaser_headline}, {wording.page(page)}"
        used += desk.measure("refer", text) + style.entry_gap_pt
        if used > room_pt:
            break
        entries.append((text, f"#story-{story.slug}"))
    if entries:
        left, top, width, height = place
        # the label is the larger of the two styles, and makes the line's baseline
        top += desk.layout.display_top_pt(desk.layout.sizes["kicker"], 1)
        more = {"entries": tuple(entries)}
        yield Thing("refer", left, top, width, height, lines=(label,), more=more)


def letters_address(room: Frame, ruler: Ruler, desk: Desk) -> Iterator[Thing]:
    """Say how to write to the editor: beside the heading “Letters”, or below it.

    ``room`` is the heading's, placed on the sheet's type area.
    """
    if not desk.letters_address:
        return
    drop_pt = desk.layout.display_top_pt(desk.layout.sizes["address"], 1)
    left_mm, width_mm = ruler.left_mm(room.column), ruler.width_mm(room.columns)
    below = address_below(PieceKind.LETTERS, desk, ruler.grid, room.columns)
    if not below:
        room_mm = address_room_pt(desk, ruler.grid, room.columns) / PT_PER_MM
        left_mm += width_mm - room_mm
        top_pt, high_pt = ruler.top_pt(room.top + 1) + drop_pt, ruler.height_pt(1)
        text = (desk.letters_address,)
        yield Thing("address", left_mm, top_pt, room_mm, high_pt, lines=text)
    elif room.lines >= FLAG_LINES + len(below):
        top_pt = ruler.top_pt(room.top + FLAG_LINES - 1) + drop_pt
        high_pt = ruler.height_pt(len(below))
        yield Thing("address", left_mm, top_pt, width_mm, high_pt, "below", below)


def contents(room: Frame, ruler: Ruler, desk: Desk, plan: Flatplan) -> Iterator[Thing]:
    """List what begins on the pages inside, section by section, with its page.

    ``room`` is placed on the sheet's type area.
    """
    pages = {a.slug: plan.first_page_of(a.slug) or 0 for a in desk.issue.articles}
    inside = [article for article in desk.issue.articles if pages[article.slug] > 1]
    drop_pt = desk.layout.display_top_pt(desk.layout.sizes["index"], 1)
    for group in index_groups(inside, desk, ruler.grid, room.columns, room.lines):
        by_page = sorted(group.entries, key=lambda entry: pages[entry[0].slug])
        entries = tuple(
            (lines, pages[article.slug], f"#story-{article.slug}")
            for article, lines in by_page
        )
        yield Thing(
            "contents",
            ruler.left_mm(room.column + group.column),
            ruler.top_pt(room.top + group.top) + drop_pt,
            ruler.width_mm(1),
            ruler.height_pt(group.lines),
            lines=(group.section,),
            more={"entries": entries},
        )
