"""Justified paragraphs as a good compositor sets them: pure arithmetic.

* ``word_breaks``    where words may be divided, by the customs of their language
* ``hanging``        what stands a little outside of the margin
* ``measured``       a paragraph under the ruler: all its breaks, and running sums
* ``justification``  how far word spaces and letters may give
* ``demerits``       what a line costs, and what it costs beside its neighbours
* ``copyfitting``    which paragraphs gain or lose a line, so that a story fits
* ``setting``        the lines of a broken paragraph
* ``total_fit``      the cheapest lines of a whole paragraph, in any number of lines
"""

from printshop.paragraphs.copyfitting import (
    MOST_LINES,
    Loose,
    Reach,
    Refit,
    choose,
    others,
    styles,
)
from printshop.paragraphs.justification import COPYFITTING, HOUSE, Justification
from printshop.paragraphs.measured import (
    NO_BREAK_SPACE,
    Extent,
    MeasuredParagraph,
    Ruler,
    Run,
)
from printshop.paragraphs.setting import Counts, FittedLine, Measures, Setting
from printshop.paragraphs.total_fit import fit, reachable
from printshop.paragraphs.word_breaks import WordBreaks, word_breaks

__all__ = [
    "COPYFITTING",
    "HOUSE",
    "MOST_LINES",
    "NO_BREAK_SPACE",
    "Counts",
    "Extent",
    "FittedLine",
    "Justification",
    "Loose",
    "MeasuredParagraph",
    "Measures",
    "Reach",
    "Refit",
    "Ruler",
    "Run",
    "Setting",
    "WordBreaks",
    "choose",
    "fit",
    "others",
    "reachable",
    "styles",
    "word_breaks",
]
