"""The numbers of a large-print layout, read from its ``layout.toml``.

Nothing may be smaller than ``text.least_pt``: a size that is, is a mistake of the
layout and is told as one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.article_pages.link_notes import has_link_notes
from printshop.errors import LayoutError
from printshop.layout import PT_PER_MM, TypeSize
from printshop.layout_file import (
    Lengths,
    Named,
    check_numbers,
    custom_properties,
    faults_told,
    find_layout,
    read_table,
)


@dataclass(frozen=True, slots=True)
class LargePrintLayout:
    """The design of the large-print edition."""

    name: str
    sizes: Mapping[str, TypeSize]
    headlines: tuple[tuple[str, int], ...]
    """Sizes that a headline may have, and in how many lines; the first that fits."""
    lengths: Mapping[str, float]
    """Every number of the file, by its dotted name."""
    properties: tuple[tuple[str, str], ...]
    """Every length of the file as a CSS custom property and its value."""

    @property
    def leading_pt(self) -> float:
        """Measure one line of text."""
        return self.lengths["text.leading_pt"]

    @property
    def measure_mm(self) -> float:
        """Measure the one column."""
        margins_mm = 2 * self.lengths["sheet.side_margin_mm"]
        return self.lengths["sheet.width_mm"] - margins_mm

    @property
    def measure_pt(self) -> float:
        """Measure the one column."""
        return self.measure_mm * PT_PER_MM

    @property
    def text_lines(self) -> int:
        """Count the lines of text that a page has room for."""
        return round(self.lengths["page.text_end"] - self.lengths["page.text_line"])

    def lines_mm(self, lines: float) -> float:
        """Measure so many lines."""
        return lines * self.leading_pt / PT_PER_MM

    def drop_pt(self, size: str) -> float:
        """Measure how far type of a size is to be let down to the body's baseline.

        Both stand in a line of the body's leading; smaller type hangs too high in it.
        """
        body_pt = self.lengths["text.body_pt"] * self.lengths["text.face_factor"]
        own = self.sizes[size]
        return body_pt - own.size_pt * own.face_factor


def read_large_print_layout(folders: Sequence[Path], name: str) -> LargePrintLayout:
    """Read the layout. Raises LayoutError naming file and key."""
    path = find_layout(folders, name) / "layout.toml"
    table = read_table(path)
    with faults_told(path, "large-print"):
        sizes = {key: TypeSize(key, **value) for key, value in table["sizes"].items()}
        check_numbers(*sizes.values())
        layout = LargePrintLayout(
            name=name,
            sizes=Named(path, "sizes.", sizes),
            headlines=tuple(
                (sizes[row["size"]].name, int(row["lines"]))
                for row in table["headlines"]
            ),
            lengths=Lengths(path, table),
            properties=custom_properties(table),
        )
    _refuse_small_type(layout, path)
    return layout


def _refuse_small_type(layout: LargePrintLayout, path: Path) -> None:
    least_pt = layout.lengths["text.least_pt"]
    sizes = {f"sizes.{size.name}": size.size_pt for size in layout.sizes.values()}
    sizes["text.body_pt"] = layout.lengths["text.body_pt"]
    if has_link_notes(layout.lengths):
        sizes["links.note_pt"] = layout.lengths["links.note_pt"]
    for name, size_pt in sizes.items():
        if size_pt < least_pt:
            raise LayoutError(
                f"{name} is {size_pt:g} pt, which is too small for large print",
                where=str(path),
                hint=f"make it {least_pt:g} pt or more",
            )
