"""Break display type into lines by sense and balance.

From the design specification (2.1, 2.2): the narrowest width with the same number
of lines; breaks before a preposition or conjunction are preferred, none comes after
one; no line under 40 per cent of the longest; never one word alone on the last line.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str, str], float]
"""Width in points of a text in a named style."""

MOST_LINES = 4
_SHORTEST_SHARE = 0.4
_MOST_WORDS_TO_TRY = 18

BAD_BREAK = 0.5
"""From this badness on a break is one that a sub-editor would mend."""

_CLINGING = {
    "en": (
        "a an and as at be but by for from his her if in into is it its my no nor not "
        "of off on or our over so than that the their to under up was were who will "
        "with"
    ),
    "de": (
        "am an auf aus bei bis das dem den der des die durch ein eine einem einen "
        "einer für im in ins ist mit nach nicht oder ohne über um und unter vom von "
        "vor zu zum zur"
    ),
    "fr": (
        "à au aux avec ce ces dans de des du elle en est et il la le les leur mais ne "
        "ni ou par pas pour qui sa sans se ses son sous sur un une"
    ),
    "es": (
        "a al con de del el en es la las lo los no o para pero por que se sin su sus "
        "un una y"
    ),
}
"""Words that a line must not end with, by language."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Display text with its line breaks fixed."""

    lines: tuple[str, ...]
    width_pt: float
    badness: float
    """0 is faultless; 1 is a break that a sub-editor would mend if he could."""


def clings(word: str, language: str) -> bool:
    """Tell whether a line must not end with a word of a language."""
    return word.lower() in _CLINGING.get(language[:2], "").split()


def break_lines(
    text: str,
    style: str,
    width_pt: float,
    measure: Measure,
    language: str,
    most_lines: int = MOST_LINES,
) -> list[Broken]:
    """Break a headline for a width: the best way for each possible number of lines.

    The list is empty when a word is too wide or too many lines are needed.
    """
    words = text.split(" ")
    clinging = frozenset(_CLINGING.get(language[:2], "").split())
    found = []
    for count in range(1, min(most_lines, len(words)) + 1):
        best = _best_break(words, count, style, width_pt, measure, clinging)
        if best is not None:
            found.append(best)
            if best.badness < BAD_BREAK:  # more lines would only be taller
                break
    return found


def _best_break(
    words: Sequence[str],
    count: int,
    style: str,
    width_pt: float,
    measure: Measure,
    clinging: frozenset[str],
) -> Broken | None:
    """Try every way to break the words into so many lines."""
    if len(words) > _MOST_WORDS_TO_TRY and count > 2:
        return _narrowed(words, count, style, width_pt, measure, clinging)
    best: Broken | None = None
    for cuts in itertools.combinations(range(1, len(words)), count - 1):
        edges = (0, *cuts, len(words))
        lines = tuple(" ".join(words[a:b]) for a, b in itertools.pairwise(edges))
        widths = [measure(style, line) for line in lines]
        if max(widths) > width_pt:
            continue
        badness = _badness(lines, widths, words, cuts, clinging)
        broken = Broken(lines, max(widths), badness)
        if best is None or (badness, max(widths)) < (best.badness, best.width_pt):
            best = broken
    return best


def _badness(
    lines: Sequence[str],
    widths: Sequence[float],
    words: Sequence[str],
    cuts: Sequence[int],
    clinging: frozenset[str],
) -> float:
    """Weigh sense and balance."""
    badness = 0.3 * (1 - min(widths) / max(widths)) if len(lines) > 1 else 0.0
    if min(widths) < _SHORTEST_SHARE * max(widths):
        badness += 1.0
    if len(lines) > 1 and " " not in lines[-1]:
        badness += 0.8
    for cut in cuts:
        if words[cut - 1].lower() in clinging:
            badness += 1.0
        elif words[cut].lower() in clinging:
            badness -= 0.03
    return badness


def _narrowed(
    words: Sequence[str],
    count: int,
    style: str,
    width_pt: float,
    measure: Measure,
    clinging: frozenset[str],
) -> Broken | None:
    """Fill line after line, ever narrower: for texts too long to try every way."""
    best: Broken | None = None
    for percent in range(100, 49, -2):
        lines = wrap(" ".join(words), style, width_pt * percent / 100, measure)
        widths = [measure(style, line) for line in lines]
        if len(lines) != count or max(widths) > width_pt:
            break
        cuts = list(itertools.accumulate(len(line.split(" ")) for line in lines))
        badness = 0.4 + _badness(lines, widths, words, cuts[:-1], clinging)
        if best is None or badness < best.badness:
            best = Broken(lines, max(widths), badness)
    return best


def wrap(text: str, style: str, width_pt: float, measure: Measure) -> tuple[str, ...]:
    """Fill line after line, as the engine does with ragged text."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and measure(style, longer) > width_pt:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)
