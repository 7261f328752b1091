"""House style: what an editor types becomes what a compositor sets.

Pure text-to-text rules, in this order, each for its reason:

1. Spaces collapse, so that no later rule meets two.
2. Feet and inches are taken out before quotation marks are judged.
3. Quotation marks and apostrophes turn the way they face.
4. Dashes, ranges and ellipses, which look at the marks just set.
5. Bonds: spaces at which a line must not end.
6. What only this language does, such as the French spaces.

Three laws hold for every text. No letter and no digit changes. What is set once
does not change when it is set again: every rule spends what a keyboard types
(straight marks, hyphens, points, plain spaces) and none makes more of it, so the
rules are repeated until nothing is left to do. Web and e-mail addresses are never
touched.
"""

from collections.abc import Sequence

from printshop.typography.dashes import set_dashes, set_ellipses, set_ranges
from printshop.typography.english import AMERICAN, BRITISH, OTHER
from printshop.typography.french import FRENCH
from printshop.typography.from_the_right import ARABIC, HEBREW
from printshop.typography.german import GERMAN
from printshop.typography.house_style import HouseStyle
from printshop.typography.quotes import set_primes, set_quotes
from printshop.typography.segments import Segments
from printshop.typography.spaces import collapse_spaces, set_bonds
from printshop.typography.spanish import SPANISH

__all__ = ["set_copy", "set_segments"]

_STYLES = {
    "en": BRITISH,
    "en-us": AMERICAN,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "ar": ARABIC,
    "he": HEBREW,
}


def set_copy(text: str, language: str) -> str:
    """Set one paragraph, or one line, in the house style of a BCP 47 language tag."""
    return _set(Segments(text), _house_style(language)).text


def set_segments(segments: Sequence[str], language: str) -> tuple[str, ...]:
    r"""Set a paragraph that inline markup breaks into text nodes.

    Marks and spaces are judged over the joined text; the result has as many
    segments. What stands between text nodes must have a segment of its own, or the
    words on either side are taken for one: ``"\u2028"`` for a line break, and
    ``"\ufffc"`` for code or a picture. Both come back as they are.
    """
    if not segments:
        return ()
    return _set(Segments.join(segments), _house_style(language)).split()


def _house_style(language: str) -> HouseStyle:
    tag = language.lower().replace("_", "-")
    return _STYLES.get(tag) or _STYLES.get(tag.partition("-")[0], OTHER)


def _set(copy: Segments, style: HouseStyle) -> Segments:
    while (changed := _set_once(copy, style)).text != copy.text:
        copy = changed
    return copy


def _set_once(copy: Segments, style: HouseStyle) -> Segments:
    copy = collapse_spaces(copy)
    for rule in style.rules_first:
        copy = rule(copy)
    copy = set_quotes(set_primes(copy), style.quotes)
    for rule in style.rules_before:
        copy = rule(copy)
    copy = set_ellipses(set_ranges(set_dashes(copy, style)), style)
    copy = set_bonds(copy, style)
    for rule in style.rules_after:
        copy = rule(copy)
    return copy
