"""Small things beside a story: the columnist's head, the line that refers on."""

from collections.abc import Iterator

from printshop.flatplan import Desk, Flatplan
from printshop.issue import Article
from printshop.layout import PT_PER_MM
from printshop.pages.frames import PictureMaker, Place, Thing
from printshop.wording import Wording


def columnist(
    article: Article, place: Place, desk: Desk, picture_of: PictureMaker
) -> Iterator[Thing]:
    """Show a columnist: head shot, name on two lines, role."""
    left, top, width, height = place
    layout = desk.layout
    shot_mm = layout.lengths["columnist.shot_mm"]
    byline = article.bylines[0]
    indent = 0.0
    if article.head_shot is not None:
        lines = int(layout.lengths["columnist.lines"]) - 1
        high_mm = layout.picture_height_mm(lines)
        picture = article.head_shot
        indent = shot_mm + 2
        yield Thing(
            "head-shot",
            left,
            top + layout.picture_drop_pt,
            shot_mm,
            high_mm * PT_PER_MM,
            more={
                "picture": picture,
                "src": picture_of(picture, shot_mm, high_mm),
            },
        )
    yield Thing(
        "columnist",
        left + indent,
        top,
        width - indent,
        height,
        more={"name": byline.name, "role": byline.role or byline.place},
    )


def refer_line(
    article: Article, place: Place, desk: Desk, plan: Flatplan, wording: Wording
) -> Iterator[Thing]:
    """Refer to the other stories on this, as many as go into one line."""
    room_pt = place[2] * PT_PER_MM
    label = wording.more_on_this
    used = desk.measure("kicker", label) + 14
    entries = []
    for related in article.related:
        if related.issue_number != desk.issue.number:
            continue
        page = plan.first_page_of(related.slug)
        if page is None:
            continue
        story = desk.issue.article(related.slug)
        text = f"{story.teaser_headline}, {wording.page(page)}"
        used += desk.measure("caption", text) + 18
        if used > room_pt:
            break
        entries.append((text, f"#story-{story.slug}"))
    if entries:
        yield Thing("refer", *place, lines=(label,), more={"entries": tuple(entries)})
