"""Pictures of finished pages: side by side for the office, one by one for a website."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from printshop.cli.talk import result
from printshop.errors import SourceError
from printshop.press import open_shop
from printshop.proof import (
    PictureFormat,
    contact_sheet,
    encode_picture,
    page_count,
    page_pictures,
)
from printshop.storage import write_whole

_SHEET_WIDTH_PX = 420
_WIDTHS_PX = (400, 800)
"""Of a page for a website: on a list of issues, and alone."""

_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


@click.command(epilog="Example: printshop proof 2566 --cover --width 800 --format webp")
@click.argument("pdf", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--cover", "is_cover", is_flag=True, help="Draw the first page, by itself."
)
@click.option(
    "--pages",
    default="",
    metavar="PAGES",
    help="Draw these pages, each by itself: 1-3 or 1,4-6.",
)
@click.option(
    "--format",
    "format_name",
    default=PictureFormat.PNG.value,
    show_default=True,
    type=click.Choice([each.value for each in PictureFormat]),
    help="What the pictures are written as.",
)
@click.option(
    "--width",
    "widths_px",
    multiple=True,
    type=click.IntRange(60, 2400),
    help="Width of a page in pixels: 420, and of single pages 400 and 800. With "
    "--cover and --pages it may be given several times.",
)
@click.option(
    "--columns",
    default=4,
    show_default=True,
    type=click.IntRange(1, 12),
    help="Pages a row.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The picture to write, or the folder for single pages; beside the PDF unless "
    "named.",
)
@click.pass_context
def proof(
    context: click.Context,
    pdf: Path | None,
    is_cover: bool,
    pages: str,
    format_name: str,
    widths_px: tuple[int, ...],
    columns: int,
    output: Path | None,
) -> None:
    """Draw the pages of a PDF, side by side into one picture or each by itself.

    PDF is a file, or an issue's number; without it, the latest issue as printed.
    """
    path = _printed(context.obj, pdf)
    picture_format = PictureFormat(format_name)
    if is_cover or pages:
        wanted = _wanted(path, pages, is_cover=is_cover)
        folder = output or path.parent
        _draw_singly(path, wanted, widths_px or _WIDTHS_PX, picture_format, folder)
        return
    if len(widths_px) > 1:
        raise click.UsageError("several --width need --cover or --pages")
    width_px = widths_px[0] if widths_px else _SHEET_WIDTH_PX
    target = output or path.with_suffix(f".{picture_format.value}")
    sheet = contact_sheet(path, columns=columns, page_width_px=width_px)
    write_whole(target, encode_picture(sheet, picture_format))
    result(str(target.resolve()))


def _draw_singly(
    path: Path,
    wanted: Sequence[int],
    widths_px: Sequence[int],
    picture_format: PictureFormat,
    folder: Path,
) -> None:
    """Draw pages one by one in every width, and name the files."""
    digits = max(2, len(str(page_count(path))))
    for width_px in dict.fromkeys(widths_px):
        for number, picture in zip(
            wanted, page_pictures(path, width_px, wanted), strict=True
        ):
            named = f"{path.stem}-page-{number:0{digits}}-{width_px}"
            target = folder / f"{named}.{picture_format.value}"
            write_whole(target, encode_picture(picture, picture_format))
            result(str(target.resolve()))


def _wanted(path: Path, pages: str, *, is_cover: bool) -> list[int]:
    """Read which pages are wanted, in order, each once; they must be there."""
    wanted = {1} if is_cover else set()
    for part in filter(None, (part.strip() for part in pages.split(","))):
        found = _RANGE.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last:
            raise click.BadParameter(
                f"“{part}” is no page and no range of pages; write 1-3 or 1,4-6",
                param_hint="--pages",
            )
        wanted |= set(range(first, min(last, 100_000) + 1))
    there = page_count(path)
    if max(wanted) > there:
        raise SourceError(
            f"there is no page {min(page for page in wanted if page > there)}",
            where=str(path),
            hint=f"it has {there} pages" if there > 1 else "it has one page",
        )
    return sorted(wanted)


def _printed(start: Path, named: Path | None) -> Path:
    """Find the file that is meant by a path or by an issue's number."""
    if named is not None and named.is_file():
        return named
    shop = open_shop(start)
    number = str(named) if named is not None else shop.workspace.latest_number
    name = f"{shop.publication.file_name}-{number}.pdf"
    path = shop.workspace.root / "output" / number / name
    if path.is_file():
        return path
    raise SourceError(
        "there is no such PDF",
        where=str(named or path),
        hint=f"print it first: printshop print {number}",
    )
