"""What make-up remembers from one plan to the next.

Shapes, tables and pages are kept by the digests of their pieces, which stand for the
whole copy: when one story has changed, all the others are found again. One memory
serves one layout and one issue at a time; it may be thrown away at any moment.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from printshop.flatplan.price_tables import Table
from printshop.flatplan.shapes import Shape

Known = dict[Hashable, tuple[Shape, ...]]
Tables = dict[Hashable, Table]
Tokens = dict[tuple[str, int], int]
"""The numbers under which pieces are remembered, by digest and rank."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Shapes and tables by grid, and the pages inside that were priced."""

    pages: dict[Hashable, Any] = field(default_factory=dict)
    grids: dict[str, tuple[Known, Tables, Tokens]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[Known, Tables, Tokens]:
        """Give the shapes, tables and tokens of one grid on one kind of page."""
        return self.grids.setdefault(name, ({}, {}, {}))
