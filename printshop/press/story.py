"""One story's own PDF: the story, what it says about its age and its page, and more.

"Read more" is what the story names, filled up to three with the latest news: the
stories of form ``news`` of the newest issue, by rank.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from printshop.article_pages import ArticleSheet, ReadMore, set_article
from printshop.errors import SourceError
from printshop.finish import finish_reader_pdf
from printshop.issue import Article, Form, Issue, Related
from printshop.preflight import check_fonts
from printshop.press.about import about_story
from printshop.press.content_key import content_key
from printshop.press.ninjs import source_file
from printshop.press.places import place_of
from printshop.press.questions import article_questions
from printshop.press.receipt import Edition, Receipt
from printshop.press.register import PageRegister
from printshop.press.shop import Shop
from printshop.storage import write_whole
from printshop.wording import wording

READ_MORE = 3

T = TypeVar("T")


def print_story(
    shop: Shop,
    register: PageRegister,
    issue: Issue,
    article: Article,
    as_of: datetime.date,
    output: Path,
) -> Receipt:
    """Print one story. Raises TypesetError when it cannot be set."""
    sheet = article_sheet(shop, register, issue, article, as_of)
    sheets = set_article(sheet, shop.article_setting)
    data = finish_reader_pdf(
        sheets.pdf(is_tagged=True),
        about_story(shop, issue, article, sheet.printed_page),
        source_file(shop, issue, article),
        has_outline=False,
    )
    where = f"issue {issue.number}, story {article.slug}"
    path = output / place_of(shop, issue.number, Edition.ARTICLE, article.slug)
    findings = (
        *(finding for finding in issue.findings if is_about(finding.where, where)),
        *article_questions(article, shop),
        *check_fonts(data, shop.font_folders, where),
    )
    return Receipt(
        edition=Edition.ARTICLE,
        article=article.slug,
        file=path.resolve(),
        pages=sheets.page_count,
        key=article_key(shop, sheet),
        sha256=write_whole(path, data),
        findings=findings,
    )


def article_sheet(
    shop: Shop,
    register: PageRegister,
    issue: Issue,
    article: Article,
    as_of: datetime.date,
) -> ArticleSheet:
    """Gather all that a story's own PDF says."""
    return ArticleSheet(
        publication=shop.publication,
        article=article,
        issue_number=issue.number,
        issue_date=issue.date,
        age_notice=wording(article.language).age_notice(article.date, as_of),
        printed_page=register.page(article),
        read_more=tuple(read_more(shop, register, article)),
        house_ads=shop.publication.house_ads,
    )


def article_key(shop: Shop, sheet: ArticleSheet) -> str:
    """Digest all that a story's own PDF is made from."""
    return content_key("article", {"sheet": sheet}, shop.made_of(Edition.ARTICLE))


def is_about(place: str, where: str) -> bool:
    """Tell whether the place of a finding is a story or in it."""
    return place == where or place.startswith(f"{where},")


def read_more(
    shop: Shop, register: PageRegister, article: Article
) -> Iterator[ReadMore]:
    """List what the story names, then the latest news, three together."""
    own = article.issue_number, article.slug
    named = (*article.related, *_latest_news(shop, register))
    return first_entries(own, named, lambda one: _entry(shop, register, one))


def first_entries(
    own: tuple[str, str], named: Iterable[Related], entry: Callable[[Related], T | None]
) -> Iterator[T]:
    """List the first three that have an entry: none twice, and not the story itself."""
    seen = {own}
    count = 0
    for related in named:
        place = (related.issue_number, related.slug or related.url)
        if place in seen or count == READ_MORE:
            continue
        seen.add(place)
        told = entry(related)
        if told is not None:
            count += 1
            yield told


def _latest_news(shop: Shop, register: PageRegister) -> Iterator[Related]:
    """Name the news of the newest issue, the best-ranked of each section first."""
    try:
        issue = register.issue(shop.workspace.latest_number)
    except SourceError:
        return  # that issue says itself what is wrong when it is printed
    news = [article for article in issue.articles if article.form == Form.NEWS]
    for article in sorted(
        news, key=lambda a: (issue.sections.index(a.section), a.rank, a.slug)
    ):
        yield Related(issue_number=issue.number, slug=article.slug)


def _entry(shop: Shop, register: PageRegister, related: Related) -> ReadMore | None:
    """Say where a related story is to be found: date, page, address."""
    if not related.issue_number:
        return ReadMore(related.title, "", "", related.url)
    try:
        article = register.issue(related.issue_number).article(related.slug)
    except SourceError:
        # its issue cannot be read: the title alone is printed, if there is one
        return ReadMore(related.title, "", "", "") if related.title else None
    page = register.page(article)
    return ReadMore(
        title=related.title or article.headline,
        date_line=shop.wording.short_date(article.date),
        page_line=shop.wording.page(page) if page is not None else "",
        url=article.url,
        language="" if related.title else article.language,
    )
