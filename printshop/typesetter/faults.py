"""Faults of the engine that are mended while it runs.

* A run of text before an inline element ends with a space. When all of the run fits
  on the line and only that space does not, WeasyPrint 70 takes the fit for a failure
  and sets the run's first word alone (``split_first_line``, its third step: the whole
  text is looked at as if it were the second line). Here the space is let go, as it
  would be at any other line's end.
"""

import functools
from collections.abc import Callable
from typing import Any

_WRAPPING = frozenset({"normal", "pre-line"})


@functools.cache
def mend_engine() -> None:
    """Mend the engine once; later calls do nothing."""
    from weasyprint.layout import inline

    inline.split_first_line = _letting_last_space_go(inline.split_first_line)


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
