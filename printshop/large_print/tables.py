"""Tables in large print: as they are where they fit, else row by row as a list.

A column is at least as wide as its longest word. When not all columns have room
beside each other, every row is told as a list: first its first cell, then each further
cell after the head of its column.
"""

from dataclasses import dataclass

from lxml import html

from printshop.large_print.layout import LargePrintLayout
from printshop.layout import PT_PER_MM
from printshop.typesetter import Metrics

_STYLE = "table"


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One row of a table, as a list."""

    title: str
    cells: tuple[tuple[str, str], ...]
    """Head of the column, and what stands in it; no head where there is none."""

    @property
    def text(self) -> str:
        """Give the row's words in the order in which they are set."""
        cells = (f"{head}: {cell}" if head else cell for head, cell in self.cells)
        return " ".join([self.title, *cells])


def told_rows(
    markup: str, layout: LargePrintLayout, metrics: Metrics
) -> tuple[ToldRow, ...]:
    """Tell a ``<table>`` row by row; nothing when it fits as it is."""
    table = html.fragment_fromstring(markup)
    rows = [[_text(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
    if _width_pt(rows, layout, metrics) <= layout.measure_pt:
        return ()
    has_heads = next(table.iter("thead"), None) is not None
    heads = rows[0] if has_heads else []
    return tuple(_told(row, heads) for row in rows[1 if has_heads else 0 :])


def _told(row: list[str], heads: list[str]) -> ToldRow:
    heads = heads + [""] * (len(row) - len(heads))
    return ToldRow(row[0], tuple(zip(heads[1:], row[1:], strict=False)))


def _text(cell: html.HtmlElement) -> str:
    """Give the words of a cell; its lines are parted by spaces."""
    return " ".join(" ".join(cell.itertext()).split())


def _width_pt(
    rows: list[list[str]], layout: LargePrintLayout, metrics: Metrics
) -> float:
    """Measure how narrow a table can be, gaps included."""
    columns = max(len(row) for row in rows)
    gaps_pt = columns * layout.lengths["table.gap_mm"] * PT_PER_MM
    return gaps_pt + sum(
        max(
            metrics.width_pt(_STYLE, word)
            for row in rows
            for word in (row[column].split() or [""] if column < len(row) else [""])
        )
        for column in range(columns)
    )
