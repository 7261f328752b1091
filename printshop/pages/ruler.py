"""From columns and grid lines to millimetres and points on the sheet."""

from dataclasses import dataclass

from printshop.layout import Grid, Layout


@dataclass(frozen=True, slots=True)
class Ruler:
    """Places of one page's grid on its sheet."""

    layout: Layout
    grid: Grid

    def left_mm(self, column: int) -> float:
        """Measure from the sheet's left edge to a column."""
        return self.layout.side_margin_mm + self.grid.left_mm(column)

    def width_mm(self, columns: int) -> float:
        """Measure columns with their gutters."""
        return self.grid.width_mm(columns)

    def top_pt(self, line: float) -> float:
        """Measure from the sheet's top edge to the top of a grid line."""
        margin_pt = self.layout.top_margin_mm / 25.4 * 72
        return margin_pt + line * self.layout.leading_pt

    def height_pt(self, lines: float) -> float:
        """Measure grid lines."""
        return lines * self.layout.leading_pt

    def cap_pt(self, line: float) -> float:
        """Measure to the cap height of the body's text on a line."""
        return self.top_pt(line) + self.layout.picture_drop_pt

    def baseline_pt(self, line: float) -> float:
        """Measure to the baseline of a line."""
        return self.top_pt(line) + self.layout.baseline_pt
