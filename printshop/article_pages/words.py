"""Prove that every word of a story stands on its pages, in order.

Set text is compared without spaces and hyphens, because lines end where they end,
and without regard to capitals, because credits are set in them.
"""

from collections.abc import Mapping

from printshop.errors import TypesetError

_SHOWN = 40
"""Characters of a difference that are shown."""

_NOT_COMPARED = dict.fromkeys(map(ord, "-\u00ad\u2010\u200b\u2060\ufeff"))


def squeezed(text: str) -> str:
    """Take out of a text what setting may change."""
    return "".join(text.translate(_NOT_COMPARED).casefold().split())


def prove_words(
    wanted: Mapping[str, str], found: Mapping[str, str], where: str
) -> None:
    """Compare part for part; TypesetError names the part and the words missed."""
    for part, text in wanted.items():
        expected, seen = squeezed(text), squeezed(found.get(part, ""))
        if expected != seen:
            at = _first_difference(expected, seen)
            raise TypesetError(
                f"the {part} was not set as it is written, from "
                f"“{expected[at : at + _SHOWN]}” on",
                where=where,
                hint="look at the layout's template, or shorten what does not fit",
            )


def _first_difference(expected: str, seen: str) -> int:
    pairs = enumerate(zip(expected, seen, strict=False))
    return next(
        (at for at, (one, other) in pairs if one != other),
        min(len(expected), len(seen)),
    )
