"""What an edition's file tells about itself, from paper, issue and story."""

from printshop.finish import About
from printshop.issue import Article, Issue
from printshop.press.shop import Shop


def about_issue(shop: Shop, issue: Issue) -> About:
    """Describe a whole issue."""
    paper = shop.publication
    return About(
        publication=paper.title,
        number=issue.number,
        date=issue.date,
        language=paper.language,
        authors=(paper.title,),
        subject=_named(shop, issue),
        keywords=issue.sections,
        publisher=paper.imprint.publisher,
        issn=paper.issn,
        rights=paper.imprint.copyright,
        url=paper.web_address,
    )


def about_story(
    shop: Shop, issue: Issue, article: Article, printed_page: int | None
) -> About:
    """Describe one story of an issue."""
    paper = shop.publication
    keywords = (article.kicker, article.section)
    return About(
        publication=paper.title,
        number=issue.number,
        date=issue.date,
        language=article.language or paper.language,
        authors=tuple(one.name for one in article.bylines) or (paper.title,),
        subject=article.standfirst or _named(shop, issue),
        keywords=tuple(dict.fromkeys(word for word in keywords if word)),
        publisher=paper.imprint.publisher,
        issn=paper.issn,
        rights=paper.imprint.copyright,
        url=article.url,
        section=article.section,
        starting_page=printed_page,
    )


def _named(shop: Shop, issue: Issue) -> str:
    """Name paper and issue, as on the front page."""
    named = f"{shop.publication.title}, {shop.wording.issue(issue.number)}"
    return named.replace("\u00a0", " ")
