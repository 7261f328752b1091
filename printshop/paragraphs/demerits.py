"""What a line costs, and what it costs beside its neighbours.

After Knuth and Plass (Breaking Paragraphs into Lines, 1981): a line's badness grows
with the cube of what its spaces give, its demerits with the square of the badness. For
narrow columns are added: what tracking costs, ladders, lines of very different colour
one below the other, and how the paragraph ends.
"""

from typing import NamedTuple

from printshop.paragraphs.justification import Justification

LONGEST_LADDER = 2

_LINE = 10.0
_STRETCH = 0.75
"""Spaces wider by this, in units of the font's own, have a badness of 100."""
_CUBIC_TO = 2.2
_STEEP = 17.4
_TRACKED = 15.0
"""Badness of a line that is tracked as far as it may be."""
_HYPHEN = 22_500.0
_WRITTEN_HYPHEN = 2_000.0
_HAIR = 1e-6
_RAG_EM = 2.6
"""Of white at the end of a ragged line have a badness of 100."""
_RAG_SHARE = 2.0
"""Twice as much white counts as a space that is twice as wide."""
_RAGGED_HYPHENS = 2.5
"""In ragged lines a divided word is so much dearer: there is room to go without."""
LAST_SHARE = 0.15
_SHORT_LAST = 60_000.0
_ONE_WORD = 60_000.0
_HYPHEN_BEFORE_LAST = 100_000.0
_FRAGMENT = 300_000.0
"""A last line that is only the end of a divided word."""

COLOUR_JUMP = 30_000.0
LADDERS = (0.0, 0.0, 150_000.0, 6_000_000.0)
"""By divided words in a row."""

WORDLESS_SPACE = 9.0
"""A line of one word that cannot be brought to its measure counts as so loose."""
_NEARLY = 0.02


class Given(NamedTuple):
    """What a line's spaces and letters give."""

    space: float
    """Word space, in units of the font's own."""
    tracking: float
    """White between letters, in the unit of the measure."""
    badness: float


def given(
    gap: float, spaces: float, glyphs: int, em: float, style: Justification
) -> Given | None:
    """Bring a line to its measure; ``gap`` is what it lacks, or is too long.

    ``spaces`` is the width of its spaces together. None when it is too long.
    """
    if style.is_ragged and gap >= -_HAIR:
        return _ragged(gap, em)
    if spaces <= 0.0:
        return _one_word(gap, glyphs, em, style)
    if gap >= 0:
        return _opened(gap, spaces, glyphs, em, style)
    return _closed(gap, spaces, glyphs, em, style)


def _ragged(gap: float, em: float) -> Given:
    """Leave a line as it comes out; the shorter it is, the worse."""
    short = max(0.0, gap) / (_RAG_EM * em)
    return Given(1 + short / _RAG_SHARE, 0.0, 100 * short**3)


def _opened(
    gap: float, spaces: float, glyphs: int, em: float, style: Justification
) -> Given:
    space, tracking, extra = 1 + gap / spaces, 0.0, 0.0
    if space > style.easy_space and style.most_tracking:
        most = style.most_tracking * em
        wanted = gap - (style.easy_space - 1) * spaces
        tracking = min(most, wanted / max(1, glyphs - 1))
        space = 1 + (gap - tracking * (glyphs - 1)) / spaces
        extra = _TRACKED * (tracking / most) ** 2
    stretch = (space - 1) / _STRETCH
    if stretch < _CUBIC_TO:
        return Given(space, tracking, 100 * stretch**3 + extra)
    steep = _CUBIC_TO**3 + (stretch - _CUBIC_TO) * _STEEP
    return Given(space, tracking, 100 * steep + extra)


def _closed(
    gap: float, spaces: float, glyphs: int, em: float, style: Justification
) -> Given | None:
    space, tracking, extra = 1 + gap / spaces, 0.0, 0.0
    if space < style.close_space and style.least_tracking:
        most = style.least_tracking * em
        wanted = gap + (1 - style.close_space) * spaces
        tracking = max(most, wanted / max(1, glyphs - 1))
        space = 1 + (gap - tracking * (glyphs - 1)) / spaces
        extra = _TRACKED * (tracking / most) ** 2
    if space < style.least_space - 1e-9:
        return None
    shrink = (1 - space) / (1 - style.least_space)
    return Given(space, tracking, 100 * shrink**3 + extra)


def _one_word(gap: float, glyphs: int, em: float, style: Justification) -> Given | None:
    """Track a line without a space, at most twice as far as others, or leave it."""
    tracking = gap / max(1, glyphs - 1)
    least, most = style.least_tracking * em, 2 * style.most_tracking * em
    if tracking < least - 1e-9:
        return None
    if tracking <= most:
        return Given(1.0, tracking, 100.0)
    return Given(WORDLESS_SPACE, 0.0, 51_200.0)


def line_demerits(
    badness: float, style: Justification, *, is_divided: bool, is_written: bool
) -> float:
    """Price a line that is not the last; ``is_written``, it ends after a sign."""
    price = (_LINE + badness) ** 2
    if is_divided:
        return price + _HYPHEN * (_RAGGED_HYPHENS if style.is_ragged else 1)
    return price + _WRITTEN_HYPHEN if is_written else price


def last_demerits(badness: float, share: float, *, one_word: bool) -> float:
    """Price the last line; ``share`` is how much of the measure it fills."""
    price = (_LINE + badness) ** 2
    if share < LAST_SHARE:
        price += _SHORT_LAST * (5 - 4 * share / LAST_SHARE)
    if one_word:
        price += _ONE_WORD
    return price


def before_last_demerits(*, one_word: bool) -> float:
    """Price a word that is divided between the last two lines."""
    return _FRAGMENT if one_word else _HYPHEN_BEFORE_LAST


def colour_of(space: float) -> int:
    """Sort a line by its spaces: 0 close, 1 easy, 2 open, 3 loose."""
    if space < 0.93:
        return 0
    if space < 1.31:
        return 1
    return 2 if space < 1.75 else 3
