"""Turn a whole PDF into the colours of the press, in place.

Everything that a page is drawn with is followed from the page: its content, forms,
tiling patterns, the glyphs of Type 3 fonts, gradients, pictures, and soft masks.
Blending happens in DeviceCMYK, in one ink too, because what is black alone overprints
only there (GWG 2022, R0030). Masks that count lightness are worked out in grey, before
all else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf

from printshop.errors import SourceError
from printshop.finish.content_stream import ContentStream
from printshop.finish.device_path import IDENTITY, Matrix, matrix_of, times
from printshop.finish.graphics_state import Overprint
from printshop.finish.inks import ColourTarget, Inks, MaskTones
from printshop.finish.press_pictures import convert_picture
from printshop.finish.shadings import convert_shading
from printshop.finish.soft_masks import backdrop, separate_masks
from printshop.finish.spot_colours import settle_space

_DEFAULTS = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
_OVERPRINTING = ("/OP", "/op", "/OPM")
_DAMAGE = (
    *(pikepdf.PdfError, ValueError, TypeError, LookupError),
    *(ArithmeticError, RuntimeError, AttributeError),
)
"""What reading a damaged file raises: things are missing in it, or of another kind."""


def convert_colours(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Convert all colours of all pages to inks, and let small black overprint.

    Raises SourceError, which names the page, when something is damaged or too large.
    """
    with _damage_told("the PDF"):
        _convert_masks(pdf)
    pass_ = ColourPass(pdf, inks)
    for number, page in enumerate(pdf.pages, start=1):
        with _damage_told(f"page {number} of the PDF"):
            pass_.page(page)
    with _damage_told("the PDF"):
        pass_.settle_spaces()


@contextmanager
def _damage_told(where: str) -> Iterator[None]:
    """Turn what reading a damaged file raises into a SourceError, and say where."""
    try:
        yield
    except SourceError as error:
        error.where = error.where or where
        raise
    except _DAMAGE as error:
        raise SourceError(
            "what the page is drawn with is damaged",
            where=where,
            hint="have the PDF written again",
        ) from error


def _convert_masks(pdf: pikepdf.Pdf) -> None:
    pass_ = ColourPass(pdf, MaskTones())
    for mask in separate_masks(pdf):
        around = backdrop(mask)
        if around is not None:
            mask.BC = pikepdf.Array(list(pass_.target.paint(around)))
        pass_.draw(mask.G, IDENTITY, pikepdf.Dictionary())
    pass_.settle_spaces()


class ColourPass:
    """One walk through all that pages are drawn with; each thing is converted once."""

    def __init__(self, pdf: pikepdf.Pdf, target: ColourTarget) -> None:
        """Start with a PDF that has not been converted."""
        self.target = target
        self._pdf = pdf
        self._done: set[tuple[int, int]] = set()
        self._resources: list[Any] = []
        self._switches: dict[Overprint, pikepdf.Object] = {}

    # ------------------------------------------------------------- what is drawn

    def page(self, page: pikepdf.Page) -> None:
        """Convert a page."""
        self._group(page.obj)
        if "/Contents" not in page.obj:
            return
        page.contents_coalesce()
        resources = page.resources
        stream = ContentStream(self, resources, is_page=True)
        content = stream.rewritten(page)
        page.obj.Contents = self._pdf.make_stream(content)
        self.resources(resources)

    def draw(self, xobject: Any, matrix: Matrix, resources: Any) -> None:
        """Convert a form where it is drawn, which says how large it comes out."""
        if xobject.get("/Subtype") != pikepdf.Name.Form or self._was_done(xobject):
            return
        own = _matrix(xobject)
        self._stream(xobject, times(own, matrix), resources, is_page=False)
        self._group(xobject)

    def overprint_name(self, resources: Any, overprint: Overprint) -> pikepdf.Name:
        """Name the state that switches overprint, and put it among the resources."""
        if overprint not in self._switches:
            strokes, rest = overprint
            state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState)
            state["/OP"], state["/op"], state["/OPM"] = strokes, rest, 1
            self._switches[overprint] = self._pdf.make_indirect(state)
        if "/ExtGState" not in resources:
            resources.ExtGState = pikepdf.Dictionary()
        name = _SWITCH_NAMES[overprint]
        if name not in resources.ExtGState:
            resources.ExtGState[name] = self._switches[overprint]
        return pikepdf.Name(name)

    def inline_picture(self, image: Any, resources: Any) -> pikepdf.Name | None:
        """Convert an inline picture; one in colour becomes an object of its own."""
        entries = image.obj
        space = str(entries.get("/ColorSpace", ""))
        is_ink = space == "/DeviceCMYK" and self.target.keeps_inks
        if "/ImageMask" in entries or space == "/DeviceGray" or is_ink:
            return None
        stream = self._pdf.make_stream(image.read_raw_bytes())
        for key, value in entries.items():
            stream[key] = value
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        self._was_done(stream)
        convert_picture(self._pdf, stream, resources, self.target)
        if "/XObject" not in resources:
            resources.XObject = pikepdf.Dictionary()
        number = len(resources.XObject)
        while f"/Inline{number}" in resources.XObject:
            number += 1
        resources.XObject[f"/Inline{number}"] = stream
        return pikepdf.Name(f"/Inline{number}")

    def _stream(self, owner: Any, matrix: Matrix, outer: Any, *, is_page: bool) -> None:
        resources = owner.get("/Resources", outer)
        stream = ContentStream(self, resources, matrix, is_page=is_page)
        owner.write(stream.rewritten(owner))
        self.resources(resources)

    # ---------------------------------------------------------- what it is drawn with

    def resources(self, resources: Any) -> None:
        """Convert all that is named there, drawn or not."""
        if self._was_done(resources):
            return
        self._resources.append(resources)
        for xobject in _values(resources, "/XObject"):
            self._xobject(xobject, resources)
        for pattern in _values(resources, "/Pattern"):
            self._pattern(pattern, resources)
        for shading in _values(resources, "/Shading"):
            self._shading(shading, resources)
        for state in _values(resources, "/ExtGState"):
            self._state(state, resources)
        for font in _values(resources, "/Font"):
            self._font(font, resources)

    def _xobject(self, xobject: Any, resources: Any) -> None:
        if xobject.get("/Subtype") == pikepdf.Name.Image:
            if not self._was_done(xobject):
                convert_picture(self._pdf, xobject, resources, self.target)
        else:
            self.draw(xobject, IDENTITY, resources)

    def _pattern(self, pattern: Any, resources: Any) -> None:
        if self._was_done(pattern):
            return
        if "/Shading" in pattern:
            self._shading(pattern.Shading, resources)
            if "/ExtGState" in pattern:
                self._state(pattern.ExtGState, resources)
        else:
            is_coloured = int(pattern.get("/PaintType", 1)) == 1
            matrix = _matrix(pattern)
            self._stream(pattern, matrix, resources, is_page=is_coloured)

    def _shading(self, shading: Any, resources: Any) -> None:
        if not self._was_done(shading):
            convert_shading(self._pdf, shading, resources, self.target)

    def _font(self, font: Any, resources: Any) -> None:
        if font.get("/Subtype") != pikepdf.Name.Type3 or self._was_done(font):
            return
        matrix = matrix_of(font.FontMatrix)
        inner = font.get("/Resources", resources)
        for glyph in _values(font, "/CharProcs"):
            if not self._was_done(glyph):
                self._stream(glyph, matrix, inner, is_page=False)

    def _state(self, state: Any, resources: Any) -> None:
        """Take out overprint that was meant for other colours; convert the mask."""
        if any(state.objgen == ours.objgen for ours in self._switches.values()):
            return
        for key in _OVERPRINTING:
            if key in state:
                del state[key]
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and mask.get("/S") == _ALPHA:
            self.draw(mask.G, IDENTITY, resources)

    def _group(self, owner: Any) -> None:
        group = owner.get("/Group")
        if group is not None and "/CS" in group:
            group.CS = pikepdf.Name(self.target.space)

    # ------------------------------------------------------------------ at the end

    def settle_spaces(self) -> None:
        """Take the old colour spaces away, once nothing is drawn in them any more."""
        for resources in self._resources:
            spaces = resources.get("/ColorSpace", {})
            for name in [str(key) for key in spaces]:
                if name not in _DEFAULTS:
                    spaces[name] = settle_space(
                        self._pdf, spaces[name], None, self.target
                    )
            for name in _DEFAULTS:
                if name in spaces:
                    del spaces[name]

    def _was_done(self, thing: Any) -> bool:
        """Tell whether it was converted before, and note that it is now."""
        if not thing.is_indirect:
            return False
        done = thing.objgen in self._done
        self._done.add(thing.objgen)
        return done


def _values(holder: Any, key: str) -> list[Any]:
    found = holder.get(key)
    return [] if found is None else [thing for _, thing in found.items()]


def _matrix(owner: Any) -> Matrix:
    return matrix_of(owner.Matrix) if "/Matrix" in owner else IDENTITY


_SWITCH_NAMES: dict[Overprint, str] = {
    (False, False): "/Knockout",
    (False, True): "/OverprintFill",
    (True, False): "/OverprintStroke",
    (True, True): "/Overprint",
}
_ALPHA = pikepdf.Name.Alpha
