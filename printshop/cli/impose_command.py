"""The command that puts the pages of a PDF on sheets."""

import math
from pathlib import Path

import click

from printshop.cli.talk import result, say
from printshop.impose import Scheme, SheetSize, Wish, impose, read_sheet_size
from printshop.pdf_file import open_pdf
from printshop.storage import write_whole

_MOST_CREEP_MM = 20.0
_PAGES_A_SHEET = 4


class _Sheet(click.ParamType[SheetSize]):
    name = "sheet"

    def convert(
        self,
        value: str | SheetSize,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> SheetSize:
        if isinstance(value, SheetSize):
            return value
        try:
            return read_sheet_size(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _creep(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):
        raise click.BadParameter("it is a length in millimetres.")
    return value


def _section(
    _context: click.Context, _parameter: click.Parameter, value: int | None
) -> int | None:
    if value is not None and value % _PAGES_A_SHEET:
        raise click.BadParameter(f"{value} is no multiple of four.")
    return value


@click.command(
    "impose", epilog="Example: printshop impose paper.pdf --scheme saddle --marks"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--scheme",
    required=True,
    type=click.Choice([scheme.value for scheme in Scheme]),
    help="saddle and section: sheets to be folded. 2up and 4up: office proofs.",
)
@click.option(
    "--sheet",
    type=_Sheet(),
    metavar="SIZE",
    help="A3, SRA3 and the like, or 450x640; as large as needed unless named.",
)
@click.option(
    "--creep",
    "creep_mm",
    type=click.FloatRange(0, _MOST_CREEP_MM),
    default=0.0,
    callback=_creep,
    metavar="MM",
    help="How far the innermost pages move towards the fold.",
)
@click.option("--marks", is_flag=True, help="Draw marks for cutting and folding.")
@click.option(
    "--pages-per-section",
    type=click.IntRange(_PAGES_A_SHEET),
    callback=_section,
    metavar="N",
    help="With section: fold every N pages on their own; N is a multiple of four.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The PDF to write; FILE-saddle.pdf and the like beside FILE unless named.",
)
def impose_command(
    file: Path,
    scheme: str,
    sheet: SheetSize | None,
    creep_mm: float,
    marks: bool,
    pages_per_section: int | None,
    output: Path | None,
) -> None:
    """Put the pages of a PDF on sheets: for folding, or as an office proof."""
    wish = Wish(Scheme(scheme), sheet, creep_mm, marks, pages_per_section)
    _refuse_contradictions(wish)
    target = output or file.with_name(f"{file.stem}-{scheme}.pdf")
    if target.resolve() == file.resolve():
        raise click.UsageError("--output names the file that is to be imposed.")
    with open_pdf(file) as pdf:
        imposed = impose(pdf, wish, file)
    write_whole(target, imposed.data)
    for notice in imposed.notices:
        say(notice)
    result(str(target.resolve()))


def _refuse_contradictions(wish: Wish) -> None:
    if wish.creep_mm and not wish.scheme.is_folded:
        raise click.UsageError("--creep goes with the schemes saddle and section.")
    if wish.pages_per_section and wish.scheme != Scheme.SECTION:
        raise click.UsageError("--pages-per-section goes with the scheme section.")
