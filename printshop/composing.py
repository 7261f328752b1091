"""Set a story's galley with its justified paragraphs broken as a whole.

Which paragraphs can be is seen from their words; what of them cannot after all (a word
wider than the column, something that is no text) is set again with the engine's own
lines, paragraph by paragraph.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from printshop.issue import Article, BlockKind, Form
from printshop.ladders import Copy, set_without_ladders
from printshop.templates import Templates
from printshop.typesetter import (
    Engine,
    SetGalley,
    Sheets,
    UnfitParagraphsError,
    may_be_fitted,
)

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION})


@dataclass(frozen=True, slots=True)
class Fitting:
    """Which blocks of a story's body are broken as a whole, and how."""

    blocks: frozenset[int] = frozenset()
    lines: Mapping[int, int] = field(default_factory=dict)
    """How many lines a block is to have, if not as many as are best."""
    is_asked: bool = False
    """It is found out which of them could have a line more, or a line less."""


PLAIN = Fitting()
"""None of them."""


def fittable(article: Article) -> frozenset[int]:
    """Find the paragraphs whose words can be divided and measured by themselves."""
    head = article.headline if article.form == Form.BRIEF else ""
    return frozenset(
        number
        for number, block in enumerate(article.body)
        if block.kind in _KINDS
        and may_be_fitted(f"{'' if number else head} {block.text}", article.language)
    )


def set_composed(
    copy_with: Callable[[Fitting], Copy],
    fitting: Fitting,
    engine: Engine,
    templates: Templates,
) -> tuple[Sheets, SetGalley]:
    """Set a story; ``copy_with`` fills its template with what is to be fitted.

    Raises TypesetError as the engine does.
    """
    while True:
        try:
            return set_without_ladders(copy_with(fitting), engine, templates)
        except UnfitParagraphsError as error:
            unfit = set(map(int, error.reasons))
            fitting = replace(fitting, blocks=fitting.blocks - unfit)
