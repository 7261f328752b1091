"""Measure how large each picture of a PDF comes out on its pages.

A picture may be drawn several times, and in forms and patterns: its largest placement
counts, because that one shows its pixels most.
"""

from typing import Any

import pikepdf

from printshop.finish.device_path import (
    IDENTITY,
    Matrix,
    matrix_of,
    side_lengths,
    times,
)

Key = tuple[int, int]
"""Number and generation of a PDF's object."""


def picture_sizes(pdf: pikepdf.Pdf) -> dict[Key, tuple[float, float]]:
    """Give the largest width and height in points at which each picture is drawn."""
    walk = _Walk()
    for page in pdf.pages:
        if "/Contents" in page.obj:
            walk.content(page, page.resources, IDENTITY)
            walk.patterns(page.resources)
    return walk.sizes


class _Walk:
    """All that is drawn, from the pages down."""

    def __init__(self) -> None:
        self.sizes: dict[Key, tuple[float, float]] = {}
        self._open: set[Key] = set()
        self._patterns: set[Key] = set()

    def content(self, stream: Any, resources: Any, matrix: Matrix) -> None:
        """Read one content stream, as far as it places pictures and forms."""
        xobjects, stack = resources.get("/XObject", {}), [matrix]
        for instruction in pikepdf.parse_content_stream(stream, "q Q cm Do"):
            operator = str(instruction.operator)
            if operator == "q":
                stack.append(stack[-1])
            elif operator == "Q":
                del stack[max(1, len(stack) - 1) :]
            elif operator == "cm":
                stack[-1] = times(matrix_of(instruction.operands), stack[-1])
            else:
                found = xobjects.get(str(instruction.operands[0]))
                if found is not None:
                    self._draw(found, resources, stack[-1])

    def patterns(self, resources: Any) -> None:
        """Read the tiling patterns and masks, which lie on the page as it is."""
        for pattern in dict(resources.get("/Pattern", {})).values():
            if isinstance(pattern, pikepdf.Stream):
                self._once(pattern, resources)
        for state in dict(resources.get("/ExtGState", {})).values():
            mask = state.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
                self._once(mask.G, resources)

    def _once(self, stream: Any, resources: Any) -> None:
        if stream.objgen not in self._patterns:
            self._patterns.add(stream.objgen)
            self._form(stream, resources, IDENTITY)

    def _draw(self, xobject: Any, resources: Any, matrix: Matrix) -> None:
        if xobject.get("/Subtype") == pikepdf.Name.Form:
            self._form(xobject, resources, matrix)
            return
        width, height = side_lengths(matrix)
        most_wide, most_high = self.sizes.get(xobject.objgen, (0.0, 0.0))
        largest = max(width, most_wide), max(height, most_high)
        self.sizes[xobject.objgen] = largest

    def _form(self, form: Any, outer: Any, matrix: Matrix) -> None:
        if form.objgen in self._open:
            return  # a form that draws itself
        own = matrix_of(form.Matrix) if "/Matrix" in form else IDENTITY
        resources = form.get("/Resources", outer)
        self._open.add(form.objgen)
        self.content(form, resources, times(own, matrix))
        self.patterns(resources)
        self._open.remove(form.objgen)
