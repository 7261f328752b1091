"""Codes for glyphs that serve several letters, so that each says the letter it is.

A PDF gives each code of a font one text (ToUnicode, ISO 32000-1, 9.10.3). In Arabic
type one body is drawn for several letters, which its points tell apart. The first
letter of a glyph has the glyph's own code, each other one a code from the end of the
range, and the font a list of what its codes draw (CMap, 9.7.5).

Used of the engine's inside: ``weasyprint.pdf.fonts._build_vector_font_dictionary``, and
``to_unicode`` and ``missing`` of its fonts.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_LAST_CODE = 0xFFFF
_BATCH = 100
"""Codes in one section of a CMap (Adobe Technical Note 5014, 4)."""
_NAME = "Printshop-Letters"


def code_of(font: Any, glyph: int, text: str) -> int:
    """Give the code of a font that draws a glyph and says a text."""
    codes = vars(font).setdefault("letter_codes", {})
    if (glyph, text) not in codes:
        is_first = not any(known == glyph for known, _ in codes)
        code = glyph if is_first else _LAST_CODE - len(codes)
        codes[glyph, text] = code
        font.to_unicode[code] = text
    return int(codes[glyph, text])


@contextmanager
def letters_coded() -> Iterator[None]:
    """Let the engine's fonts say what the codes of letters draw."""
    from weasyprint.pdf import fonts as engine_fonts

    kept = engine_fonts._build_vector_font_dictionary  # noqa: SLF001

    def build(made: Any, pdf: Any, font: Any, *more: Any) -> None:
        kept(made, pdf, font, *more)
        codes = vars(font).get("letter_codes", {})
        drawn = {code: glyph for (glyph, _), code in codes.items() if code != glyph}
        if drawn:
            drawn |= dict.fromkeys(font.missing.values(), 0)
            glyphs = {code: drawn.get(code, code) for code in font.to_unicode}
            made["Encoding"] = _cmap(pdf, glyphs).reference

    engine_fonts._build_vector_font_dictionary = build  # noqa: SLF001
    try:
        yield
    finally:
        engine_fonts._build_vector_font_dictionary = kept  # noqa: SLF001


def _cmap(pdf: Any, glyphs: Mapping[int, int]) -> Any:
    """Write what each code draws."""
    import pydyf

    identity = {"Registry": "Adobe", "Ordering": "Identity"}
    system = {name: pydyf.String(value) for name, value in identity.items()}
    about = {
        "Type": "/CMap",
        "CMapName": f"/{_NAME}",
        "CIDSystemInfo": pydyf.Dictionary({**system, "Supplement": 0}),
    }
    text = "\n".join(_cmap_lines(glyphs))
    made = pydyf.Stream([text.encode()], pydyf.Dictionary(about), compress=True)
    pdf.add_object(made)
    return made


def _cmap_lines(glyphs: Mapping[int, int]) -> Iterator[str]:
    """Yield the lines of a CMap."""
    yield "/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    yield "/CIDSystemInfo"
    yield "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def"
    yield f"/CMapName /{_NAME} def /CMapType 1 def"
    yield "1 begincodespacerange <0000> <ffff> endcodespacerange"
    pairs = sorted(glyphs.items())
    for at in range(0, len(pairs), _BATCH):
        batch = pairs[at : at + _BATCH]
        yield f"{len(batch)} begincidchar"
        yield from (f"<{code:04x}> {glyph}" for code, glyph in batch)
        yield "endcidchar"
    yield "endcmap CMapName currentdict /CMap defineresource pop end end"
