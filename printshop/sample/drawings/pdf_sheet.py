"""A drawing sheet that is written as a PDF, as an advertiser sends it to a newspaper.

It has the strokes of ``Sheet``. What stands beyond the trimmed edge is bleed, and round
it are crop marks, so that a paper which printed the whole page would show them. Fonts
are embedded, and cut down to the letters that are used. Black and grey are printed with
black ink alone, and red with the four inks of the process. Small black type and thin
black lines overprint, as printers ask (GWG 2022, R0009 and R0010).
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from printshop.resources import fonts_folder
from printshop.sample.drawings.shapes import Point, trim
from printshop.sample.drawings.sheet import (
    BLACK,
    CONDENSED,
    POINTS_PER_MM,
    RED,
    TEXT,
    WHITE,
    Sheet,
)

DISPLAY = "Source Serif 4 Display"
BLEED_PT = 3 * POINTS_PER_MM
MARGIN_PT = 10 * POINTS_PER_MM
MARK_PT = 5 * POINTS_PER_MM

_FILES = {
    (CONDENSED, 400): "roboto-condensed/RobotoCondensed_400Regular.ttf",
    (CONDENSED, 700): "roboto-condensed/RobotoCondensed_700Bold.ttf",
    (CONDENSED, 900): "roboto-condensed/RobotoCondensed_900Black.ttf",
    (TEXT, 400): "source-serif-4/SourceSerif4SmText-Regular.ttf",
    (TEXT, 700): "source-serif-4/SourceSerif4SmText-Bold.ttf",
    (DISPLAY, 900): "source-serif-4/SourceSerif4Display-Black.ttf",
}
_INKS = {BLACK: "0 0 0 1 k", WHITE: "0 0 0 0 k", RED: "0 .9 .78 .2 k"}
_SYMBOLIC = 4

_OVER = "/Over gs "
_SMALL_TYPE_PT, _THIN_LINE_PT = 12, 2
"""Black type and lines below this overprint."""


@dataclass(slots=True)
class _Face:
    """One font of the sheet, and the letters that it is needed for."""

    file: Path
    name: str
    used: set[str] = field(default_factory=set)
    whole: TTFont = field(init=False)

    def __post_init__(self) -> None:
        self.whole = TTFont(self.file, recalcTimestamp=False)

    def width(self, text: str, size: float) -> float:
        """Measure a line of text in points."""
        letters, widths = self.whole.getBestCmap(), self.whole["hmtx"]
        units = sum(widths[letters[ord(letter)]][0] for letter in text)
        return float(units * size / self.whole["head"].unitsPerEm)

    def glyphs(self, text: str) -> str:
        """Write a line of text as the numbers of its glyphs."""
        self.used |= set(text)
        letters = self.whole.getBestCmap()
        numbers = (self.whole.getGlyphID(letters[ord(each)]) for each in text)
        return "".join(f"{number:04x}" for number in numbers)

    def embedded(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Put the font into a file, with the letters that are used and no others."""
        options = Options(retain_gids=True, layout_features=[], notdef_outline=True)
        font = TTFont(self.file, recalcTimestamp=False)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(letter) for letter in self.used])
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out)
        name = pikepdf.Name(f"/PACKET+{self.name}")
        return pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type0,
                BaseFont=name,
                Encoding=pikepdf.Name("/Identity-H"),
                DescendantFonts=[self._descendant(pdf, name, out.getvalue())],
                ToUnicode=pikepdf.Stream(pdf, self._to_unicode().encode()),
            )
        )

    def _descendant(
        self, pdf: pikepdf.Pdf, name: pikepdf.Name, data: bytes
    ) -> pikepdf.Object:
        font, letters = self.whole, self.whole.getBestCmap()
        per_em = font["head"].unitsPerEm
        widths: list[object] = []
        for letter in sorted(self.used):
            glyph = letters[ord(letter)]
            advance = round(font["hmtx"][glyph][0] * 1000 / per_em)
            widths += [font.getGlyphID(glyph), [advance]]
        head, lines = font["head"], font["hhea"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=name,
            Flags=_SYMBOLIC,
            FontBBox=[round(side * 1000 / per_em) for side in box],
            ItalicAngle=0,
            Ascent=round(lines.ascent * 1000 / per_em),
            Descent=round(lines.descent * 1000 / per_em),
            CapHeight=round(font["OS/2"].sCapHeight * 1000 / per_em),
            StemV=80,
            FontFile2=pikepdf.Stream(pdf, data, Length1=len(data)),
        )
        return pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.CIDFontType2,
                BaseFont=name,
                CIDSystemInfo=pikepdf.Dictionary(
                    Registry=pikepdf.String("Adobe"),
                    Ordering=pikepdf.String("Identity"),
                    Supplement=0,
                ),
                FontDescriptor=pdf.make_indirect(descriptor),
                W=widths,
                DW=0,
                CIDToGIDMap=pikepdf.Name.Identity,
            )
        )

    def _to_unicode(self) -> str:
        """Say which letter each glyph is, for those who copy and those who listen."""
        letters = self.whole.getBestCmap()
        pairs = [
            f"<{self.whole.getGlyphID(letters[ord(letter)]):04x}> <{ord(letter):04x}>"
            for letter in sorted(self.used)
        ]
        return "\n".join(
            (
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
                "/CMapName /Packet def /CMapType 2 def",
                "1 begincodespacerange <0000> <ffff> endcodespacerange",
                f"{len(pairs)} beginbfchar",
                *pairs,
                "endbfchar endcmap CMapName currentdict /CMap defineresource pop",
                "end end",
            )
        )


@dataclass(slots=True)
class PdfSheet(Sheet):
    """One drawing under way that is to be a PDF."""

    strokes: list[str] = field(default_factory=list)
    faces: dict[tuple[str, int], _Face] = field(default_factory=dict)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The edges of what is drawn: the trimmed page with its bleed."""
        wide, high = self.width_pt + BLEED_PT, self.height_pt + BLEED_PT
        return (-BLEED_PT, -BLEED_PT, wide, high)

    def areas(self, outlines: Iterable[Sequence[Point]], fill: str = BLACK) -> None:
        """Fill outlines in one colour, cut off at the edge of the bleed."""
        for outline in outlines:
            cut = trim(outline, self.box)
            if len(cut) > 2:
                self.strokes += [_ink(fill), self._way(cut), "h f"]

    def line(
        self,
        points: Iterable[Point],
        *,
        width: float = 0.5,
        colour: str = BLACK,
        dash: str = "",
    ) -> None:
        """Draw an open line of the width given in points."""
        over = _OVER if colour == BLACK and width < _THIN_LINE_PT else ""
        ink = _ink(colour).upper()
        pen = f"q {over}{ink} {width:g} w 1 j [{dash}] 0 d"
        self.strokes += [pen, self._way(points)]
        self.strokes.append("S Q")

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 8.5,
        weight: int = 400,
        anchor: str = "start",
        fill: str = BLACK,
        family: str = CONDENSED,
        is_italic: bool = False,
    ) -> None:
        """Set a line of upright text with its baseline at y."""
        if is_italic:
            raise ValueError("this sheet has no italics")
        face = self._face(family, weight)
        back = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        left, foot = self._at((x - back * face.width(text, size), y))
        over = _OVER if fill == BLACK and size < _SMALL_TYPE_PT else ""
        self.strokes.append(
            f"q {over}BT {_ink(fill)} /{face.name} {size:g} Tf "
            f"{left:.3f} {foot:.3f} Td <{face.glyphs(text)}> Tj ET Q"
        )

    def width_of(self, text: str, size: float, family: str, weight: int) -> float:
        """Measure a line of text in points."""
        return self._face(family, weight).width(text, size)

    def write(self) -> bytes:
        """Write the drawing as a file, the same to the byte each time."""
        pdf = pikepdf.new()
        wide, high = self.width_pt, self.height_pt
        pdf.add_blank_page(page_size=(wide + 2 * MARGIN_PT, high + 2 * MARGIN_PT))
        page = pdf.pages[0]
        trimmed = (MARGIN_PT, MARGIN_PT, MARGIN_PT + wide, MARGIN_PT + high)
        low, far = MARGIN_PT - BLEED_PT, MARGIN_PT + BLEED_PT
        page.trimbox = pikepdf.Array(trimmed)
        page.obj.BleedBox = pikepdf.Array([low, low, far + wide, far + high])
        fonts = {f"/{each.name}": each.embedded(pdf) for each in self.faces.values()}
        over = pikepdf.Dictionary(OP=True, op=True, OPM=1)
        page.obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(fonts), ExtGState=pikepdf.Dictionary(Over=over)
        )
        self._mark_corners()
        page.Contents = pikepdf.Stream(pdf, "\n".join(self.strokes).encode("ascii"))
        pdf.docinfo["/Title"] = self.title
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, recompress_flate=True)
        return out.getvalue()

    def _mark_corners(self) -> None:
        """Draw the crop marks, clear of the bleed."""
        wide, high = self.width_pt, self.height_pt
        far = BLEED_PT + MARK_PT
        for x, away in ((0.0, -1), (wide, 1)):
            for y, off in ((0.0, -1), (high, 1)):
                self.line([(x + away * BLEED_PT, y), (x + away * far, y)], width=0.25)
                self.line([(x, y + off * BLEED_PT), (x, y + off * far)], width=0.25)

    def _face(self, family: str, weight: int) -> _Face:
        key = family, weight
        if key not in self.faces:
            file = fonts_folder() / _FILES[key]
            self.faces[key] = _Face(file, file.stem.replace("_", "-"))
        return self.faces[key]

    def _at(self, point: Point) -> Point:
        """Turn a point counted from the top into one counted from the foot."""
        return MARGIN_PT + point[0], MARGIN_PT + self.height_pt - point[1]

    def _way(self, points: Iterable[Point]) -> str:
        placed = [f"{x:.2f} {y:.2f}" for x, y in map(self._at, points)]
        return " ".join((placed[0], "m", *(f"{each} l" for each in placed[1:])))


def _ink(colour: str) -> str:
    """Name the ink for a colour: a grey is that much black."""
    return _INKS.get(colour) or f"0 0 0 {1 - int(colour[1:3], 16) / 255:.3f} k"
