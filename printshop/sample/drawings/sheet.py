"""The drawing sheet: points on paper, cut to the edge, written as plain SVG.

One unit is one point at the size in which the paper prints the drawing. Rules:
flat colours only, because gradients, filters, masks, clipping and transparency
each fail somewhere between the drawing board and the plate; nothing over the edge;
no rule under 0.25 pt, no text under 8 pt, white text bold and from 10 pt, red text
bold and from 10 pt, no grey text, as newsprint wants it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from printshop.sample.drawings.shapes import Point, ring, trim

BLACK = "#000000"
WHITE = "#ffffff"
RED = "#be1e2d"
TINT = "#ececec"

CONDENSED = "Roboto Condensed"
TEXT = "Source Serif 4 SmText"

POINTS_PER_MM = 72 / 25.4
LINE_PT = 11
"""One line of the newspaper's grid."""
HANG_PT = 5.1
"""A picture hangs from cap height and stands on a baseline: that much is lost."""


def columns_pt(columns: int) -> float:
    """Measure the width of so many 41 mm columns with their 4 mm gutters."""
    return (45 * columns - 4) * POINTS_PER_MM


def lines_pt(lines: int) -> float:
    """Measure the height of a picture that takes so many lines of the grid."""
    return lines * LINE_PT - HANG_PT


def number(value: float) -> str:
    """Write a coordinate in hundredths of a point, as short as it goes."""
    return f"{round(value, 2) + 0:g}"


def polygon(points: Iterable[Point], grain: int) -> str:
    """Write a closed outline as path data, each point from the one before."""
    spots = [(round(x * grain), round(y * grain)) for x, y in points]
    steps = [
        (x - last[0], y - last[1])
        for last, (x, y) in zip([(0, 0), *spots], spots, strict=False)
    ]
    first, *others = [f"{x / grain:g} {y / grain:g}" for x, y in steps]
    return f"M{first}l{' '.join(others)}z".replace(" -", "-")


def polyline(points: Iterable[Point]) -> str:
    """Write an open line as path data."""
    return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in points)}"


@dataclass(slots=True)
class Sheet:
    """One drawing under way."""

    width_pt: float
    height_pt: float
    title: str
    grain: int = 50
    """Steps to a point: how finely outlines are written."""
    root: ElementTree.Element = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the sheet with its title."""
        width, height = number(self.width_pt), number(self.height_pt)
        self.root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": f"{width}pt",
                "height": f"{height}pt",
                "viewBox": f"0 0 {width} {height}",
            },
        )
        ElementTree.SubElement(self.root, "title").text = self.title

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The paper's edges: left, top, right, bottom."""
        return (0, 0, self.width_pt, self.height_pt)

    def areas(self, outlines: Iterable[Sequence[Point]], fill: str = BLACK) -> None:
        """Fill outlines in one colour, cut off at the paper's edge."""
        cut = (trim(outline, self.box) for outline in outlines)
        data = "".join(
            polygon(outline, self.grain) for outline in cut if len(outline) > 2
        )
        if data:
            ElementTree.SubElement(self.root, "path", {"d": data, "fill": fill})

    def area(self, outline: Sequence[Point], fill: str = BLACK) -> None:
        """Fill one outline."""
        self.areas([outline], fill)

    def panel(
        self, x: float, y: float, width: float, height: float, fill: str = BLACK
    ) -> None:
        """Fill a rectangle."""
        self.area(
            [(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill
        )

    def disc(self, x: float, y: float, radius: float, fill: str = BLACK) -> None:
        """Fill a circle."""
        sides = max(16, min(64, int(radius * 4)))
        self.area(ring(x, y, radius, radius, sides=sides), fill)

    def line(
        self,
        points: Iterable[Point],
        *,
        width: float = 0.5,
        colour: str = BLACK,
        dash: str = "",
    ) -> None:
        """Draw an open line of the width given in points."""
        made = {
            "d": polyline(points),
            "fill": "none",
            "stroke": colour,
            "stroke-width": number(width),
            "stroke-linejoin": "round",
        }
        if dash:
            made["stroke-dasharray"] = dash
        ElementTree.SubElement(self.root, "path", made)

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
        """Set a line of text with its baseline at y."""
        made = {
            "x": number(x),
            "y": number(y),
            "font-family": family,
            "font-size": number(size),
            "fill": fill,
        }
        if weight != 400:
            made["font-weight"] = str(weight)
        if anchor != "start":
            made["text-anchor"] = anchor
        if is_italic:
            made["font-style"] = "italic"
        ElementTree.SubElement(self.root, "text", made).text = text

    def write(self) -> bytes:
        """Write the drawing as a file, the same to the byte each time."""
        ElementTree.indent(self.root, space="")
        written: str = ElementTree.tostring(self.root, encoding="unicode")
        return (written + "\n").encode()
