"""The numbers of a layout for one story on A4, read from its ``layout.toml``.

Two units: millimetres across the sheet, whole grid lines down it. Display type and
pictures stand on the grid by the design specification's rules (1.1, 1.2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.layout import PT_PER_MM, Compose, InitialStyle, TypeSize
from printshop.layout_file import (
    Lengths,
    check_numbers,
    compose_of,
    custom_properties,
    faults_told,
    find_layout,
    initial_style,
    read_table,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A size that a headline may have, and for how many lines it is meant."""

    size: TypeSize
    most_lines: int


@dataclass(frozen=True, slots=True)
class ArticleLayout:
    """The design of a story's own pages."""

    name: str
    folder: Path
    compose: Compose
    sizes: Mapping[str, TypeSize]
    headlines: tuple[Headline, ...]
    """The first that fits is taken."""
    initial: InitialStyle
    lengths: Mapping[str, float]
    """Every number of the file, by its dotted name."""
    properties: tuple[tuple[str, str], ...]
    """Every length of the file as a CSS custom property and its value."""

    @property
    def leading_pt(self) -> float:
        """Measure one grid line."""
        return self.lengths["text.leading_pt"]

    @property
    def column_mm(self) -> float:
        """Measure one column."""
        return self.lengths["columns.column_mm"]

    @property
    def full_mm(self) -> float:
        """Measure both columns and the gutter."""
        return 2 * self.column_mm + self.lengths["columns.gutter_mm"]

    @property
    def baseline_pt(self) -> float:
        """Measure from the top of a grid line to its baseline."""
        body_pt = self.lengths["text.body_pt"] * self.lengths["text.face_factor"]
        return self.leading_pt / 2 + body_pt

    @property
    def cap_drop_pt(self) -> float:
        """Measure from the top of a grid line to the body's cap height."""
        cap_pt = self.lengths["text.cap_height_em"] * self.lengths["text.body_pt"]
        return self.baseline_pt - cap_pt

    def lines(self, name: str) -> int:
        """Look a number of lines up."""
        return round(self.lengths[name])

    def picture_mm(self, lines: int) -> float:
        """Measure a picture that hangs from cap height and stands on a baseline."""
        lost_pt = self.cap_drop_pt + self.leading_pt - self.baseline_pt
        return (lines * self.leading_pt - lost_pt) / PT_PER_MM

    def picture_lines(self, height_mm: float) -> float:
        """Count the lines that a picture of a height takes; not rounded."""
        lost_pt = self.cap_drop_pt + self.leading_pt - self.baseline_pt
        return (height_mm * PT_PER_MM + lost_pt) / self.leading_pt

    def top_pt(self, size: TypeSize, line: float, count: int = 1) -> float:
        """Measure from the top margin to the box of a block of type.

        One line stands on the baseline of the last grid line that it takes; of
        several the first hangs ``k - 1`` lines and a baseline below the block's top.
        """
        above = size.lines(1) if count == 1 else size.k
        baseline_pt = (line + above - 1) * self.leading_pt + self.baseline_pt
        box_pt = size.k * self.leading_pt / 2 + size.face_factor * size.size_pt
        return baseline_pt - box_pt


def read_article_layout(folders: Sequence[Path], name: str) -> ArticleLayout:
    """Read the layout. Raises LayoutError naming file and key."""
    folder = find_layout(folders, name)
    path = folder / "layout.toml"
    table = read_table(path)
    with faults_told(path, "article"):
        sizes = {key: TypeSize(key, **value) for key, value in table["sizes"].items()}
        check_numbers(*sizes.values())
        return ArticleLayout(
            name=name,
            folder=folder,
            compose=compose_of(table),
            sizes=sizes,
            headlines=tuple(
                Headline(sizes[row["size"]], row["lines"]) for row in table["headlines"]
            ),
            initial=initial_style(table["initial"], table["text"]),
            lengths=Lengths(path, table),
            properties=custom_properties(table),
        )
