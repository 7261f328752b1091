"""Compose the newspaper's pages: fill the templates, set them, paste the galleys in.

Afterwards the words on the pages are compared with the words of the copy, story by
story; TypesetError says which words are missing or out of order.
"""

from dataclasses import dataclass

from printshop.barcode import Barcode, ean13_of_issn, make_barcode
from printshop.errors import TypesetError
from printshop.flatplan import Desk, Flatplan
from printshop.galley import GalleySet
from printshop.issue import Picture
from printshop.layout import Layout
from printshop.pages.frames import Page, PictureMaker, Thing
from printshop.pages.furniture import Furniture
from printshop.pages.house import Advertising
from printshop.pages.proofread import check_frames
from printshop.pages.ruler import Ruler
from printshop.pages.rules import page_rules
from printshop.pages.stories import StoryFrames
from printshop.pictures import crop_to_frame
from printshop.publication import Publication
from printshop.templates import Templates
from printshop.typesetter import Engine, Sheets, frame_origin_pt, paste
from printshop.wording import Wording


@dataclass(frozen=True, slots=True)
class Pressroom:
    """Everything that composing needs besides the plan."""

    publication: Publication
    layout: Layout
    engine: Engine
    templates: Templates
    wording: Wording
    picture_ppi: int = 200


def compose_pages(
    plan: Flatplan, desk: Desk, galleys: GalleySet, room: Pressroom
) -> Sheets:
    """Compose every page of a plan; TypesetError when words are not as planned."""
    shop = PictureShop(room.picture_ppi)
    pages = place_things(plan, desk, room, shop.picture)
    html = room.templates.fill(
        f"{room.layout.name}/pages.html",
        pages=pages,
        layout=room.layout,
        publication=room.publication,
        issue=desk.issue,
        **_metadata(desk, room),
    )
    where = f"issue {desk.issue.number}"
    sheets = room.engine.set_pages(html, shop.made, where=where)
    if sheets.page_count != len(plan.pages):
        raise TypesetError(
            f"{len(plan.pages)} pages were planned and {sheets.page_count} were set",
            where=where,
            hint="the layout's page is not one sheet high: look at its stylesheet",
        )
    return _pasted(sheets, pages, galleys)


def _metadata(desk: Desk, room: Pressroom) -> dict[str, str]:
    """Say what the file is, for its title, author and keywords."""
    issue = desk.issue
    number = room.wording.issue(issue.number).replace("\u00a0", " ")
    date = room.wording.short_date(issue.date).replace("\u00a0", " ")
    return {
        "title": f"{room.publication.title}, {number}, {date}",
        "description": f"{room.publication.title}, {number}",
        "keywords": ", ".join(issue.sections),
    }


def place_things(
    plan: Flatplan, desk: Desk, room: Pressroom, picture_of: PictureMaker
) -> list[Page]:
    """Make every page's things: furniture, advertising, rules, then the stories."""
    story_frames = StoryFrames(
        desk,
        plan,
        room.wording,
        picture_of,
        _section_starts(plan),
    )
    furniture = Furniture(
        desk, plan, room.publication, room.wording, picture_of, _barcode(desk, room)
    )
    advertising = Advertising(
        desk, room.publication.house_ads, picture_of, room.wording
    )
    pages = []
    for page in plan.pages:
        ruler = Ruler(room.layout, room.layout.grids[page.grid])
        news = Ruler(room.layout, room.layout.forms["inside"].grid)
        first_line = room.layout.forms[page.form].first_line
        things: tuple[Thing, ...] = (
            *furniture.things(page, news),
            *page_rules(page, ruler, first_line),
            *story_frames.things(page, ruler),
            *advertising.things(page, ruler),
        )
        pages.append(
            Page(page.number, page.form, page.section, page.number % 2 == 0, things)
        )
    return pages


def _barcode(desk: Desk, room: Pressroom) -> Barcode | None:
    """Make the front page's barcode, when the paper has an ISSN."""
    if not room.publication.issn:
        return None
    number = ean13_of_issn(room.publication.issn, room.publication.barcode_variant)
    return make_barcode(number, desk.issue.add_on)


def _section_starts(plan: Flatplan) -> dict[tuple[int, str], str]:
    """Name the placement with which each section opens, for the outline."""
    starts: dict[str, tuple[int, str]] = {}
    for page in plan.pages:
        for placement in sorted(page.placements, key=lambda p: (p.top, p.column)):
            if placement.section:
                starts.setdefault(placement.section, (page.number, placement.name))
    return {place: section for section, place in starts.items()}


def _pasted(sheets: Sheets, pages: list[Page], galleys: GalleySet) -> Sheets:
    """Cut the galleys into the frames, and check every frame afterwards."""
    frames = {
        thing.more["name"]: (thing.more["galley"], thing.height_pt)
        for page in pages
        for thing in page.things
        if thing.kind == "leg"
    }
    origins = frame_origin_pt(sheets)
    pasted = paste(
        sheets,
        (
            (
                name,
                galleys.boxes[part.slug].cut(
                    part.first_line,
                    part.end_line,
                    *origins[name],
                    is_flush=part.opens_continuation,
                ),
            )
            for name, (part, _) in frames.items()
        ),
    )
    check_frames(pasted, frames, galleys)
    return pasted


class PictureShop:
    """Crops pictures to their frames, once each, under stable addresses."""

    def __init__(self, ppi: int) -> None:
        """Take the resolution of the master."""
        self._ppi = ppi
        self.made: dict[str, tuple[str, bytes]] = {}

    def picture(self, picture: Picture, width_mm: float, height_mm: float) -> str:
        """Crop a picture for a frame and give its address."""
        size = f"{width_mm:.2f}x{height_mm:.2f}"
        address = f"asset:picture/{picture.sha256[:16]}-{size}-{self._ppi}"
        if address not in self.made:
            # each edition encodes it once, as it needs it
            prepared = crop_to_frame(
                picture, width_mm, height_mm, self._ppi, quality=None
            )
            self.made[address] = (prepared.mime_type, prepared.data)
        return address
