"""Impose a file: read its pages, place them, draw the sheets, keep what holds."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from printshop.impose.creep import check_creep
from printshop.impose.drawing import draw_marks_round, draw_side
from printshop.impose.folded import folded_sides
from printshop.impose.keeping import keep, language_of, left_out, title_of
from printshop.impose.nouns import SheetSide, Wish
from printshop.impose.page_pictures import look_at
from printshop.impose.proofs import proof_sides
from printshop.impose.source_pages import (
    SourcePage,
    check_direction,
    check_one_size,
    check_pictures,
    read_pages,
    size_mm,
)
from printshop.pdf_file import damage_told
from printshop.printer_profile import Marks
from printshop.printers_marks import Box, margin_mm
from printshop.wording import wording

_SHEET_MARKS = Marks(*[True] * 6)
_PROOF_MARKS = Marks(crop=True, slug=True)
_FULL_SIZE = 0.9995


@dataclass(frozen=True, slots=True)
class Imposed:
    """Sheets, one page for each side."""

    data: bytes
    """The same file and the same wish give the same bytes."""
    sides: int
    notices: tuple[str, ...]
    """What whoever prints the sheets should know; a sentence each."""


def impose(pdf: pikepdf.Pdf, wish: Wish, file: Path) -> Imposed:
    """Put the pages of a PDF, which was read from a file, on sheets.

    Raises SourceError when they cannot be folded, or not on this sheet.
    """
    where = str(file)
    with damage_told(file):
        pages = read_pages(pdf, where)
        check_pictures(pdf, where)
        if wish.scheme.is_folded:
            check_direction(pdf, where)
        needs_looking = wish.creep_mm or wish.has_marks
        seen = look_at(pdf, pages) if needs_looking else ()
        drops = tuple(left_out(pdf))
    sides = _placed(pages, wish, where)
    if wish.creep_mm:
        check_creep(seen, wish.creep_mm, wish.pages_per_section, where)
    is_mono = all(page.is_grey for page in seen)
    with pikepdf.new() as sheets, damage_told(file):
        _draw(sheets, pdf, pages, sides, wish, is_mono=is_mono)
        keep(pdf, sheets, sides)
        if wish.scheme.is_folded:
            facing = pikepdf.Dictionary(Duplex=_duplex(sides[0]))
            sheets.Root.ViewerPreferences = facing
        data = _saved(sheets, pdf.pdf_version)
    notices = (*_told(pages, sides, wish), *drops)
    return Imposed(data, len(sides), notices)


def _placed(
    pages: Sequence[SourcePage], wish: Wish, where: str
) -> tuple[SheetSide, ...]:
    margin = margin_mm(_marks(wish))
    if not wish.scheme.is_folded:
        return proof_sides(pages, wish.scheme, wish.sheet, margin)
    check_one_size(pages, where)
    return folded_sides(pages, wish, margin, where)


def _draw(
    sheets: pikepdf.Pdf,
    pdf: pikepdf.Pdf,
    pages: Sequence[SourcePage],
    sides: Sequence[SheetSide],
    wish: Wish,
    *,
    is_mono: bool,
) -> None:
    notice = wording(language_of(pdf)).intentionally_blank
    frames = not wish.scheme.is_folded
    for side in sides:
        sheet = draw_side(sheets, pdf, side, pages, notice=notice, has_frames=frames)
        slug = _slug(title_of(pdf), side)
        draw_marks_round(sheet, side, _marks(wish), slug, is_mono=is_mono)


def _marks(wish: Wish) -> Marks:
    if not wish.has_marks:
        return Marks()
    return _SHEET_MARKS if wish.scheme.is_folded else _PROOF_MARKS


def _slug(title: str, side: SheetSide) -> str:
    """Name the paper, the side of the sheet, and its pages from left to right."""
    numbers = [str(page.number) for page in side.pages]
    pages = " and ".join([", ".join(numbers[:-1]), numbers[-1]]).removeprefix(" and ")
    scale = side.pages[0].scale
    size = "" if scale > _FULL_SIZE else f", at {scale:.0%}"
    named = f"{title}, " if title else ""
    return f"{named}{side.name}, page{'s'[: len(numbers) - 1]} {pages}{size}"


def _duplex(side: SheetSide) -> pikepdf.Name:
    """Say how the sheet is turned for its back: round an upright axis."""
    if side.width_pt > side.height_pt:
        return pikepdf.Name.DuplexFlipShortEdge
    return pikepdf.Name.DuplexFlipLongEdge


def _told(
    pages: Sequence[SourcePage], sides: Sequence[SheetSide], wish: Wish
) -> Iterator[str]:
    first = sides[0]
    paper = size_mm(Box(0, 0, first.width_pt, first.height_pt))
    if not wish.scheme.is_folded:
        scale = first.pages[0].scale
        yield f"{len(pages)} pages at {scale:.0%} of their size on {paper}"
        return
    edge = "short" if first.width_pt > first.height_pt else "long"
    count = len(sides) // 2
    sheets, them = ("sheet", "it") if count == 1 else ("sheets", "them")
    yield (
        f"{len(pages)} pages on {count} {sheets} of {paper}, printed on both "
        f"sides: turn {them} over the {edge} edge"
    )
    numbers = sorted(page.number for side in sides for page in side.pages)
    blanks = [number for number in numbers if number > len(pages)]
    if blanks:
        few = "page" if len(blanks) == 1 else "pages"
        told = ", ".join(map(str, blanks))
        yield f"{len(blanks)} blank {few} added at the end ({told}), with a notice"


def _saved(sheets: pikepdf.Pdf, version: str) -> bytes:
    file = io.BytesIO()
    packs = tuple(map(int, version.split("."))) >= (1, 5)
    mode = pikepdf.ObjectStreamMode
    sheets.save(
        file,
        min_version=version,
        deterministic_id=True,
        object_stream_mode=mode.generate if packs else mode.disable,
        compress_streams=True,
    )
    return file.getvalue()
