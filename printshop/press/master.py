"""The master: an issue's pages, composed once, of which every edition is made.

It is in RGB, has all its links and all of its bleed, and its pictures are cropped to
their frames but not encoded yet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from printshop.findings import Finding
from printshop.finish import PlacedAdvert
from printshop.layout import PT_PER_MM
from printshop.pages.frames import Page
from printshop.pictures.measure import is_page


@dataclass(frozen=True, slots=True)
class Master:
    """The composed pages of an issue."""

    pdf: bytes
    sections: tuple[str, ...]
    """Of every page."""
    adverts: tuple[PlacedAdvert, ...]
    """Advertisers' PDFs, which the press gets as they were sent."""
    findings: tuple[Finding, ...]
    """What is questionable about the pages, in whichever edition."""

    @property
    def page_count(self) -> int:
        """Count the pages."""
        return len(self.sections)


def placed_adverts(pages: Iterable[Page]) -> Iterator[PlacedAdvert]:
    """Find the advertisements that came as PDF, and where they stand."""
    for page in pages:
        for thing in page.things:
            if thing.kind == "ad" and is_page(thing.more["picture"].path):
                picture = thing.more["picture"]
                yield PlacedAdvert(
                    file=picture.path,
                    name=picture.path.name,
                    page=page.number,
                    left_pt=thing.left_mm * PT_PER_MM,
                    top_pt=thing.top_pt,
                    width_pt=thing.width_mm * PT_PER_MM,
                    height_pt=thing.height_pt,
                )
