"""The large-print edition: an issue or one story, A4, one column, 18 pt.

It follows the paper's design specification (9) and the clear-print guidance of the
associations of blind and partially sighted people: type of 16 pt and more, in
upright letters; lines that begin at one margin and are never hyphenated; space
between paragraphs; nothing beside or behind the text; what belongs to a page always in
the same place. Unlike the newspaper's pages these flow: the engine breaks them.

* ``sheet``    everything that the pages are made from, in one value
* ``stories``  which articles make one story, and in which order
* ``layout``   the layout's numbers
* ``setting``  a layout made ready once to set many files
* ``display``  headlines, broken by sense in the largest size that fits
* ``figures``  how large pictures are, and which are told in words
* ``tables``   tables, and those too wide for one as lists
* ``page_links``  links from story to story, by their pages
* ``undivided``  words with hyphens, kept whole
* ``things``   what the page template is given
* ``proof``    that every word is there, and every reference true
* ``compose``  all of it, set and proved
"""

from printshop.large_print.compose import set_large_print
from printshop.large_print.setting import LargePrintSetting, large_print_setting
from printshop.large_print.sheet import LargePrintSheet, MoreLink, Story
from printshop.large_print.stories import stories_of

__all__ = [
    "LargePrintSetting",
    "LargePrintSheet",
    "MoreLink",
    "Story",
    "large_print_setting",
    "set_large_print",
    "stories_of",
]
