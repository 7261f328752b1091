"""Page proofs: all that a person who looks the pages over has before him."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from printshop.flatplan import (
    Desk,
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.layout import Layout
from printshop.pages.cover import lines_filled
from printshop.pages.frames import Page, Thing
from printshop.pages.ruler import Ruler
from printshop.publication import Publication
from printshop.typesetter import Box, SeenText, Sheets, framed_lines, seen_texts
from printshop.wording import Wording


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something on a page that one of the twenty checks does not pass."""

    number: int
    """Of the check, in the design specification (10)."""
    page: int
    what: str


@dataclass(frozen=True, slots=True)
class Proofs:
    """The laid-out pages, the things that were put on them, and the plan."""

    plan: Flatplan
    desk: Desk
    publication: Publication
    wording: Wording
    pages: tuple[Page, ...]
    """With every thing at its place."""
    texts: tuple[SeenText, ...]
    """Every run of text as it was set."""
    framed: Mapping[str, Sequence[tuple[str, float]]]
    """The lines in every leg, by frame: text and lower edge in points."""
    boxes: Mapping[str, Sequence[Box]]
    """The boxes of all elements, by their class."""

    @property
    def layout(self) -> Layout:
        """The design."""
        return self.desk.layout

    def filled(self) -> dict[str, int]:
        """Count the grid lines that every leg's text reaches down, by its frame."""
        return lines_filled(self.framed, self.layout)

    def ruler(self, page: PagePlan) -> Ruler:
        """Give the ruler of a page's stories."""
        return Ruler(self.layout, self.layout.grids[page.grid])

    def things(self, kind: str) -> Iterator[tuple[Page, Thing]]:
        """Yield the things of a kind with their pages."""
        for page in self.pages:
            for thing in page.things:
                if thing.kind == kind:
                    yield page, thing

    def boxes_of(self, word: str) -> Iterator[Box]:
        """Yield the boxes of all elements that have a class."""
        for classes, boxes in self.boxes.items():
            if word in classes.split():
                yield from boxes


def proofs_of(
    sheets: Sheets,
    pages: Sequence[Page],
    plan: Flatplan,
    desk: Desk,
    publication: Publication,
    wording: Wording,
) -> Proofs:
    """Take proofs of composed pages."""
    return Proofs(
        plan=plan,
        desk=desk,
        publication=publication,
        wording=wording,
        pages=tuple(pages),
        texts=tuple(seen_texts(sheets)),
        framed=framed_lines(sheets),
        boxes=sheets.elements("class"),
    )


def stories_on(page: PagePlan) -> list[Placement]:
    """List the stories of a page and the rests of stories."""
    kinds = {PieceKind.STORY, PieceKind.CONTINUATION}
    return [placement for placement in page.placements if placement.kind in kinds]


def frames_of(placement: Placement, kind: FrameKind) -> list[Frame]:
    """List the frames of a kind in a piece."""
    return [frame for frame in placement.frames if frame.kind == kind]


def across(one: Placement, other: Placement) -> bool:
    """Tell whether two pieces share columns."""
    return (
        one.column < other.column + other.columns
        and other.column < one.column + one.columns
    )
