"""Set a story's galley with its justified paragraphs broken as a whole.

Which paragraphs can be is seen from their words; what of them cannot after all (a word
wider than the column, something that is no text) is set again with the engine's own
lines, paragraph by paragraph.
"""

from collections.abc import Callable

from printshop.issue import Article, BlockKind, Form
from printshop.ladders import Copy, set_without_ladders
from printshop.templates import Templates
from printshop.typesetter import Engine, SetGalley, Sheets, may_be_fitted

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION})

Blocks = frozenset[int]
"""Numbers of blocks of a story's body."""


def fittable(article: Article) -> Blocks:
    """Find the paragraphs whose words can be divided and measured by themselves."""
    head = article.headline if article.form == Form.BRIEF else ""
    return frozenset(
        number
        for number, block in enumerate(article.body)
        if block.kind in _KINDS
        and may_be_fitted(f"{'' if number else head} {block.text}", article.language)
    )


def set_composed(
    copy_with: Callable[[Blocks], Copy],
    fitted: Blocks,
    engine: Engine,
    templates: Templates,
) -> tuple[Sheets, SetGalley]:
    """Set a story; ``copy_with`` fills its template with the blocks that are fitted.

    Raises TypesetError as the engine does.
    """
    while True:
        sheets, galley = set_without_ladders(copy_with(fitted), engine, templates)
        unfit = {int(name) for name, one in sheets.fitted.items() if one.reason}
        if not unfit:
            return sheets, galley
        fitted -= unfit
