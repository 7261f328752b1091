"""A real render of a few words: layouts, fonts and engine do what they should."""

from datetime import date

from printshop.article_pages import ArticleSheet, set_article
from printshop.issue import Article, Block, BlockKind
from printshop.press import Shop

_DAY = date(2000, 1, 1)
_WORDS = "Whoever reads this sees that the press is running."


def print_trial(shop: Shop) -> int:
    """Set a story of one sentence as a PDF, and tell its bytes."""
    article = Article(
        slug="trial",
        issue_number="0",
        source=shop.workspace.root,
        headline=shop.publication.title,
        section="",
        date=_DAY,
        body=(Block(BlockKind.PARAGRAPH, _WORDS, _WORDS),),
        language=shop.publication.language,
    )
    sheet = ArticleSheet(shop.publication, article, "0", _DAY)
    return len(set_article(sheet, shop.article_setting).pdf(is_tagged=True))
