"""The large initial with which a feature or a column opens.

From the design specification (2.4): red, three lines deep, standing on the third
baseline; an opening quotation mark goes with its letter. It is drawn as an outline,
so that the word it begins stays whole for whoever copies, searches or listens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.issue import Article, BlockKind
from printshop.layout import InitialStyle
from printshop.typesetter import outline

_OPENING_QUOTES = "“‘„‚«\"'"
_SHORTEST_OPENING = 140
"""Characters of a first paragraph that is deep enough for an initial."""


@dataclass(frozen=True, slots=True)
class Initial:
    """One initial, ready to be drawn by ``shared/initial.html``."""

    text: str
    path: str
    width_pt: float
    body_advance_pt: float
    """Width of the same letters in the text, which they must not take up."""
    space_pt: float
    """Width of the space after a letter that is a word: its line begins after it."""
    style: InitialStyle


def opening_letter(article: Article) -> str:
    """Give the letter that could open a story large, or ``""``.

    Only a plain letter at the head of a paragraph of three lines or more can.
    """
    if not article.body or article.body[0].kind != BlockKind.PARAGRAPH:
        return ""
    opening = article.body[0]
    letter = opening.text[: 2 if opening.text[:1] in _OPENING_QUOTES else 1]
    is_plain = opening.html.startswith(letter) and letter[-1:].isalpha()
    return letter if is_plain and len(opening.text) >= _SHORTEST_OPENING else ""


def make_initial(
    letter: str, style: InitialStyle, font_folders: Sequence[Path], following: str = ""
) -> Initial:
    """Draw an initial; ``following`` is the text after it.

    Raises LayoutError when the layout names a missing font.
    """
    large = outline(font_folders, style.font, letter)
    small = outline(font_folders, style.body_font, letter)
    space = " " if following.startswith(" ") else ""
    gap = outline(font_folders, style.body_font, space)
    return Initial(
        text=letter,
        path=large.path,
        width_pt=large.advance_em * style.size_pt,
        body_advance_pt=small.advance_em * style.body_pt,
        space_pt=gap.advance_em * style.body_pt,
        style=style,
    )
