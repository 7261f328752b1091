"""Press files under a glass: plates by Ghostscript, colours as they are written."""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pikepdf
from PIL import Image

from printshop.finish.content_colour import convert_colours
from printshop.finish.inks import Inks
from printshop.resources import printers_folder

NEWSPRINT = (printers_folder() / "icc" / "newsprint-coldset-tac220.icc").read_bytes()
INKS = Inks(NEWSPRINT, tac_percent=220)
MONO = Inks(NEWSPRINT, is_mono=True)
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
DPI = 144
PX_PER_MM = DPI / 25.4

NO_INK = {"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased"}


class Plates:
    """A page as its plates: how much ink there is, from 0 to 1."""

    def __init__(self, inks: dict[str, np.ndarray]) -> None:
        self.inks = inks

    def cut(self, x_mm: float, y_mm: float, width_mm: float, height_mm: float):
        """Cut out a rectangle, measured from the top left corner."""
        edges = np.array([x_mm, y_mm, x_mm + width_mm, y_mm + height_mm]) * PX_PER_MM
        left, top, right, bottom = edges.round().astype(int)
        return Plates({n: p[top:bottom, left:right] for n, p in self.inks.items()})

    def at(self, x_mm: float, y_mm: float) -> tuple[float, ...]:
        """Read all inks at a place."""
        y, x = round(y_mm * PX_PER_MM), round(x_mm * PX_PER_MM)
        return tuple(float(plate[y, x]) for plate in self.inks.values())

    def __getitem__(self, plate: str) -> np.ndarray:
        return self.inks[plate]

    @property
    def used(self) -> set[str]:
        """The plates that print anything."""
        return {name for name, plate in self.inks.items() if plate.max() > 0.01}


def plates_of(data: bytes, page: int = 1) -> Plates:
    """Separate a page with Ghostscript, which may not complain."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "in.pdf"
        path.write_bytes(data)
        told = subprocess.run(
            [
                *("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep"),
                *("-dOverprint=/enable", f"-r{DPI}", f"-dFirstPage={page}"),
                *(f"-dLastPage={page}", f"-sOutputFile={folder}/out.tif", str(path)),
            ],
            capture_output=True,
            check=True,
            text=True,
        )
        assert not told.stderr
        assert "Warning" not in told.stdout
        found = {}
        for file in sorted(Path(folder).glob("out(*).tif")):
            name = re.sub(r"out\((.*)\)", r"\1", file.stem)
            with Image.open(file) as image:
                found[name] = 1 - np.asarray(image.convert("L")) / 255
    order = [*PLATES, *sorted(set(found) - set(PLATES))]
    return Plates({name: found[name] for name in order})


def converted(data: bytes, inks: Inks = INKS) -> bytes:
    """Convert a PDF's colours."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        convert_colours(pdf, inks)
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Write a PDF, the same bytes each time."""
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def drawn(content: str, width_mm: float = 40, height_mm: float = 40, **resources):
    """Make a PDF of one page from a content stream in millimetres, y up."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width_mm * 72 / 25.4, height_mm * 72 / 25.4))
    scale = 72 / 25.4
    page.Contents = pdf.make_stream(f"{scale} 0 0 {scale} 0 0 cm {content}".encode())
    page.Resources = pikepdf.Dictionary()
    for kind, named in resources.items():
        made = {f"/{name}": _made(pdf, thing) for name, thing in named.items()}
        page.Resources[f"/{kind}"] = pikepdf.Dictionary(made)
    return saved(pdf)


def stream(data: bytes, **entries):
    """Describe a stream that ``drawn`` is to make."""
    return data, entries


def _made(pdf: pikepdf.Pdf, thing):
    if not isinstance(thing, tuple):
        return thing
    data, entries = thing
    made = pdf.make_stream(data)
    for key, value in entries.items():
        made[f"/{key}"] = _made(pdf, value)
    return made


def colours_left(data: bytes) -> list[str]:
    """Name all spaces and operators that are not ink, wherever they stand."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            found += [name for name in _names(thing) if name in NO_INK]
            if isinstance(thing, pikepdf.Stream) and _is_content(thing):
                found += _operators(thing)
        for page in pdf.pages:
            found += _operators(page)
    return found


def fills_of(data: bytes) -> list[tuple[float, ...]]:
    """List the inks that the first page's content fills with, in order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            tuple(float(ink) for ink in instruction.operands)
            for instruction in pikepdf.parse_content_stream(pdf.pages[0], "k")
        ]


def _names(thing) -> Iterator[str]:
    if isinstance(thing, pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for inner in thing:
            if not getattr(inner, "is_indirect", False):
                yield from _names(inner)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for inner in thing.values():
            if not getattr(inner, "is_indirect", False):
                yield from _names(inner)


def _is_content(thing: pikepdf.Stream) -> bool:
    return thing.get("/Subtype") == pikepdf.Name.Form or "/PatternType" in thing


def _operators(owner) -> list[str]:
    wrong = {"rg", "RG"}
    operators = (str(i.operator) for i in pikepdf.parse_content_stream(owner))
    return [operator for operator in operators if operator in wrong]
