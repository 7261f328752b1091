"""The only package that knows WeasyPrint: HTML goes in, measured pages come out.

* ``assets``   what the engine may read: nothing but what it is handed
* ``engine``   one layout's stylesheets and fonts, ready to set many documents
* ``listening``  what the engine says while it works
* ``families``  a font family that there is no face for is refused
* ``sheets``   a document that has been set: its boxes by name, its PDF
* ``pasteup``  a set galley, its lines, and cutting them into frames
* ``outline``  the outline of a large initial
* ``structure``  what a screen reader follows: elements, and how they are put right
* ``reading``   from the engine's boxes to those elements
* ``tags``      their place in the PDF
* ``divided_words``  a word that a line's end divides is one to whoever listens
* ``spoken_text``  what is read from right to left, in the order of reading
* ``letter_codes``  a code for every letter, also where glyphs serve several
* ``points``       the points of letters as drawings
* ``colour``    what the pages' colours are worth
* ``inspection``  set pages under a ruler
* ``fitting``   justified paragraphs broken as a whole, and put back as lines
* ``line_boxes``  a long line's boxes cut into the lines of its paragraph
* ``word_widths``  how wide words are in the styles of laid-out boxes
* ``tracking``  white between the letters of a line, in the PDF
* ``metrics``  how wide words are in the styles of a stylesheet

Everything private in WeasyPrint that printshop relies on is used in here, and
``tests/test_typesetter.py`` pins it: the version is held below 71 for its sake.
"""

from printshop.typesetter.assets import Assets
from printshop.typesetter.colour import srgb_profile
from printshop.typesetter.engine import Engine, missing_characters
from printshop.typesetter.fitting import UnfitParagraphsError, may_be_fitted
from printshop.typesetter.inspection import (
    SeenLine,
    SeenText,
    seen_lines,
    seen_texts,
)
from printshop.typesetter.metrics import Metrics
from printshop.typesetter.outline import Outline, outline
from printshop.typesetter.pasteup import (
    SetGalley,
    SetLine,
    frame_origin_pt,
    framed_lines,
    galleys_of,
    paste,
)
from printshop.typesetter.sheets import Box, Fitted, Sheets

__all__ = [
    "Assets",
    "Box",
    "Engine",
    "Fitted",
    "Metrics",
    "Outline",
    "SeenLine",
    "SeenText",
    "SetGalley",
    "SetLine",
    "Sheets",
    "UnfitParagraphsError",
    "frame_origin_pt",
    "framed_lines",
    "galleys_of",
    "may_be_fitted",
    "missing_characters",
    "outline",
    "paste",
    "seen_lines",
    "seen_texts",
    "srgb_profile",
]
