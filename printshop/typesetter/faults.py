"""Faults of the engine that are mended while it runs.

* A run of text before an inline element ends with a space. When all of the run fits
  on the line and only that space does not, WeasyPrint 70 takes the fit for a failure
  and sets the run's first word alone (``split_first_line``, its third step: the whole
  text is looked at as if it were the second line). Here the space is let go, as it
  would be at any other line's end.
* Text in an inline element is always taken to begin its line, so that where
  ``overflow-wrap`` lets a word be broken anywhere, the first word of an element is
  broken at a line's end without a hyphen (``split_inline_level``; only children of the
  line itself are counted). Here it is told that something stands before it.
* The first line of a paragraph that is read from right to left is indented on its left,
  where it ends (``get_next_linebox``). Here what it holds is moved to its left.
* Of each text in a style with font features, a list with all of its attributes stays in
  memory for good (``Layout.setup``; WeasyPrint's pull request 381 says so): some 50 kB
  a PDF. Here the list is left to its layout alone, which frees it.
"""

import functools
from collections.abc import Callable
from typing import Any

_LINE_START = 0.25
"""Of a line's width: an indent or a large initial may stand before its first word."""

_CONTAINER = 6
_LINE_CHILDREN = 11
"""Place of what stands before in the line among the arguments."""

_WRAPPING = frozenset({"normal", "pre-line"})


@functools.cache
def mend_engine() -> None:
    """Mend the engine once; later calls do nothing."""
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    inline.split_first_line = _letting_last_space_go(inline.split_first_line)
    inline.split_inline_level = _knowing_its_place(inline.split_inline_level)
    inline.get_next_linebox = _indenting_where_it_begins(inline.get_next_linebox)
    line_break.Layout.setup = _giving_back_attributes(line_break.Layout.setup)


def _letting_last_space_go(split: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, *more: Any, **named: Any
    ) -> Any:
        found = split(text, style, context, max_width, *more, **named)
        resume_index = found[2]
        if resume_index is None or max_width is None or not text.endswith(" "):
            return found
        if style["white_space"] not in _WRAPPING or not text.strip(" "):
            return found
        bare = split(text.rstrip(" "), style, context, max_width, *more, **named)
        return bare if bare[2] is None else found

    return split_first_line


def _knowing_its_place(split: Callable[..., Any]) -> Callable[..., Any]:
    from weasyprint.formatting_structure import boxes

    @functools.wraps(split)
    def split_inline_level(
        context: Any, box: Any, position_x: float, *more: Any, **named: Any
    ) -> Any:
        arguments = [context, box, position_x, *more]
        if isinstance(box, boxes.TextBox) and not arguments[_LINE_CHILDREN]:
            line = arguments[_CONTAINER]
            is_block = isinstance(line, boxes.BlockContainerBox)
            if is_block and position_x - line.content_box_x() > (
                _LINE_START * line.width
            ):
                arguments[_LINE_CHILDREN] = [(0, box)]
        return split(*arguments, **named)

    return split_inline_level


def _indenting_where_it_begins(next_line: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(next_line)
    def get_next_linebox(context: Any, linebox: Any, *more: Any, **named: Any) -> Any:
        line, resume_at = next_line(context, linebox, *more, **named)
        if line and linebox.text_indent and line.style["direction"] == "rtl":
            for child in line.children:
                child.translate(-linebox.text_indent, 0)
        return line, resume_at

    return get_next_linebox


def _giving_back_attributes(set_up: Callable[..., None]) -> Callable[..., None]:
    from weasyprint.text.ffi import ffi, pango

    @functools.wraps(set_up)
    def setup(layout: Any, style: Any) -> None:
        # An attribute belongs to one list. The engine keeps each to put it into other
        # lists, too, which is safe only as long as no list is ever freed.
        style.font_config.font_features.clear()
        set_up(layout, style)
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes != ffi.NULL:
            pango.pango_attr_list_unref(attributes)  # the layout has its own hold

    return setup
