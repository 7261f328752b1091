"""An advertiser's own PDF in its rectangle of the press file: type and inks as sent.

* In the master an advertisement is a picture. Its place is found by the rectangle in
  which the page draws a picture; what is drawn there is taken out before colours are
  converted, and the advertiser's page goes in afterwards, as a form.
* The page is cut off at its TrimBox and turned as it says, as ``page_picture`` does.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from printshop.errors import SourceError, TypesetError
from printshop.finish.boxes import as_array, read_box
from printshop.finish.pdfx import clean_streams
from printshop.pictures.errors import PictureError
from printshop.pictures.measure import read_picture_file
from printshop.pictures.page_picture import damage_told, trimmed_page
from printshop.printers_marks import Box

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

_NEAR_PT = 1.5
"""A picture in the advertisement's own proportion may stand so far from its frame."""


@dataclass(frozen=True, slots=True)
class PlacedAdvert:
    """An advertiser's PDF, and where on which page it stands."""

    file: Path
    name: str
    """Of the advertiser, for a person to read."""
    page: int
    """Counted from 1."""
    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float
    """From the trimmed page's top left corner, y down."""

    def on_page(self, trim: Box) -> Box:
        """Give the rectangle as PDF counts, y up, on a page with that TrimBox."""
        left, top = trim.left + self.left_pt, trim.top - self.top_pt
        return Box(left, top - self.height_pt, left + self.width_pt, top)


class AdvertSpace:
    """A place on a page out of which the picture was taken."""

    def __init__(self, advert: PlacedAdvert, form: pikepdf.Stream) -> None:
        """Take the empty form that the page draws there, one unit wide and high."""
        self._advert = advert
        self._form = form

    def fill(self, pdf: pikepdf.Pdf) -> None:
        """Put the advertiser's page in. SourceError when its file cannot be used."""
        try:
            placed = _page_of(self._advert.file, pdf)
        except PictureError as error:
            raise SourceError(
                f"the PDF of {self._advert.name} cannot be placed: {error.message}",
                where=str(self._advert.file),
                hint=error.hint,
            ) from error
        self._form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Ad=placed))
        self._form.write(_into_unit_square(placed) + b" /Ad Do")


def take_out_pictures(
    pdf: pikepdf.Pdf, adverts: Sequence[PlacedAdvert]
) -> list[AdvertSpace]:
    """Take the pictures of advertisers' PDFs off their pages.

    Raises TypesetError when there is none where an advertisement should stand.
    """
    return [
        _taken_out(pdf, advert, pikepdf.Name(f"/Advert{number}"))
        for number, advert in enumerate(adverts, start=1)
    ]


def advert_pictures(
    pdf: pikepdf.Pdf, adverts: Sequence[PlacedAdvert]
) -> Iterator[pikepdf.Object]:
    """Find the pictures that a master shows in place of advertisers' PDFs."""
    for advert in adverts:
        instructions, place = _found(pdf, advert)
        name = str(instructions[place].operands[0])
        yield pdf.pages[advert.page - 1].resources.XObject[name]


def _taken_out(
    pdf: pikepdf.Pdf, advert: PlacedAdvert, name: pikepdf.Name
) -> AdvertSpace:
    page = pdf.pages[advert.page - 1]
    instructions, place = _found(pdf, advert)
    form = pdf.make_stream(b"")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 1, 1])
    form.Resources = pikepdf.Dictionary()
    page.add_resource(form, pikepdf.Name.XObject, name)
    instructions[place] = pikepdf.ContentStreamInstruction(
        [name], pikepdf.Operator("Do")
    )
    content = pikepdf.unparse_content_stream(instructions)
    page.obj.Contents = pdf.make_stream(content)
    return AdvertSpace(advert, form)


def _found(pdf: pikepdf.Pdf, advert: PlacedAdvert) -> tuple[list[Instruction], int]:
    """Read a page, and find the instruction that draws the picture of an advert."""
    page = pdf.pages[advert.page - 1]
    frame = advert.on_page(read_box(page.trimbox))
    instructions: list[Instruction] = list(pikepdf.parse_content_stream(page))
    place = _drawn_at(instructions, frame, page)
    if place is None:
        raise TypesetError(
            f"the advertisement of {advert.name} is not where it was planned",
            where=f"page {advert.page}",
            hint="a layout's template has to show it as a picture that fills its frame",
        )
    return instructions, place


def _drawn_at(
    instructions: Sequence[Instruction],
    frame: Box,
    page: pikepdf.Page,
) -> int | None:
    """Find the instruction that draws a picture in a frame's middle and fills it."""
    pictures = {
        name
        for name, thing in page.resources.get("/XObject", pikepdf.Dictionary()).items()
        if thing.get("/Subtype") == pikepdf.Name.Image
    }
    matrix, kept = pikepdf.Matrix(), []
    for place, instruction in enumerate(instructions):
        operands = instruction.operands
        match str(instruction.operator):
            case "q":
                kept.append(matrix)
            case "Q" if kept:
                matrix = kept.pop()
            case "cm":
                matrix = pikepdf.Matrix(pikepdf.Array(operands)) @ matrix
            case "Do" if str(operands[0]) in pictures and _fills(matrix, frame):
                return place
    return None


def _fills(matrix: pikepdf.Matrix, frame: Box) -> bool:
    """Tell whether a unit square is drawn over a frame, as large as it goes."""
    drawn = matrix.transform(pikepdf.Rectangle(0, 0, 1, 1))
    off = (
        (drawn.llx + drawn.urx - frame.left - frame.right) / 2,
        (drawn.lly + drawn.ury - frame.bottom - frame.top) / 2,
        min(frame.width - drawn.width, frame.height - drawn.height),
    )
    return max(map(abs, off)) < _NEAR_PT


def _page_of(file: Path, pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Take the first page of an advertiser's file over as a form, trimmed."""
    trimmed, _, _ = trimmed_page(read_picture_file(file))
    with damage_told(), pikepdf.open(io.BytesIO(trimmed)) as alone:
        clean_streams(alone)
        page = alone.pages[0]
        form = page.as_form_xobject()
        form.BBox = as_array(read_box(page.mediabox))
        return pdf.copy_foreign(alone.make_indirect(form))


def _into_unit_square(form: pikepdf.Object) -> bytes:
    """Say how a form is drawn so that it fills a square of one unit."""
    turned = pikepdf.Matrix(form.get("/Matrix", pikepdf.Matrix().as_array()))
    edges = read_box(pikepdf.Array(form.BBox))
    box = turned.transform(pikepdf.Rectangle(*edges.sides))
    across, up = 1 / box.width, 1 / box.height
    numbers = (across, 0, 0, up, -box.llx * across, -box.lly * up)
    return b" ".join(f"{number:.8f}".encode() for number in numbers) + b" cm"
