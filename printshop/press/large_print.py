"""The large-print edition: an issue's stories in the paper's order, or one alone.

In the whole issue, "Read more" is what a story names: another story of the issue is
linked in the file, by its page there. A story alone has what its own PDF has.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from printshop.errors import SourceError
from printshop.findings import Finding
from printshop.finish import About, finish_reader_pdf
from printshop.issue import Article, Issue
from printshop.large_print import (
    LargePrintSheet,
    MoreLink,
    Story,
    set_large_print,
    stories_of,
)
from printshop.preflight import check_fonts
from printshop.press.about import about_issue, about_story
from printshop.press.content_key import content_key
from printshop.press.places import place_of
from printshop.press.questions import article_questions, issue_questions
from printshop.press.receipt import Edition, Receipt
from printshop.press.register import PageRegister
from printshop.press.shop import Shop
from printshop.press.story import is_about, read_more
from printshop.storage import write_whole
from printshop.wording import wording

_NAME = Edition.LARGE_PRINT.value


def print_large_issue(
    shop: Shop,
    register: PageRegister,
    issue: Issue,
    as_of: datetime.date,
    output: Path,
) -> Receipt:
    """Print a whole issue. Raises TypesetError when it cannot be set."""
    sheet = large_issue_sheet(shop, register, issue, as_of)
    questions = (*issue.findings, *issue_questions(issue, shop))
    path = output / place_of(shop, issue.number, Edition.LARGE_PRINT)
    about = about_issue(shop, issue)
    return _printed(shop, sheet, path, about, questions)


def large_issue_sheet(
    shop: Shop, register: PageRegister, issue: Issue, as_of: datetime.date
) -> LargePrintSheet:
    """Gather all that an issue in large print says."""
    return LargePrintSheet(
        publication=shop.publication,
        issue_number=issue.number,
        issue_date=issue.date,
        stories=tuple(_stories(shop, register, issue, as_of)),
        is_issue=True,
        next_week=issue.next_week,
        house_ads=shop.publication.house_ads,
    )


def print_large_story(
    shop: Shop,
    register: PageRegister,
    issue: Issue,
    article: Article,
    as_of: datetime.date,
    output: Path,
) -> Receipt:
    """Print one story. Raises TypesetError when it cannot be set."""
    sheet = large_story_sheet(shop, register, issue, article, as_of)
    where = f"issue {issue.number}, story {article.slug}"
    questions = (
        *(finding for finding in issue.findings if is_about(finding.where, where)),
        *article_questions(article, shop),
    )
    path = output / place_of(shop, issue.number, Edition.LARGE_PRINT, article.slug)
    about = about_story(shop, issue, article, sheet.printed_page)
    return _printed(shop, sheet, path, about, questions)


def large_story_sheet(
    shop: Shop,
    register: PageRegister,
    issue: Issue,
    article: Article,
    as_of: datetime.date,
) -> LargePrintSheet:
    """Gather all that one story in large print says."""
    more = tuple(
        MoreLink(
            title=entry.title,
            told=", ".join(filter(None, (entry.date_line, entry.page_line))),
            url=entry.url,
            language=entry.language,
        )
        for entry in read_more(shop, register, article)
    )
    return LargePrintSheet(
        publication=shop.publication,
        issue_number=issue.number,
        issue_date=issue.date,
        stories=(Story((article,), age_notice=_age(article, as_of), more=more),),
        is_issue=False,
        printed_page=register.page(article),
        house_ads=shop.publication.house_ads,
    )


def large_print_key(shop: Shop, sheet: LargePrintSheet) -> str:
    """Digest all that a large-print file is made from."""
    return content_key(_NAME, {"sheet": sheet}, shop.made_of(Edition.LARGE_PRINT))


def _printed(
    shop: Shop,
    sheet: LargePrintSheet,
    path: Path,
    about: About,
    questions: Sequence[Finding],
) -> Receipt:
    """Set, finish and write a file."""
    sheets = set_large_print(sheet, shop.large_print_setting)
    pdf = sheets.pdf(is_tagged=True)
    data = finish_reader_pdf(pdf, about, has_outline=sheet.is_issue)
    slug = None if sheet.is_issue else sheet.stories[0].slug
    where = f"issue {sheet.issue_number}" + (f", story {slug}" if slug else "")
    return Receipt(
        edition=Edition.LARGE_PRINT,
        article=slug,
        file=path.resolve(),
        pages=sheets.page_count,
        key=large_print_key(shop, sheet),
        sha256=write_whole(path, data),
        findings=(*questions, *check_fonts(data, shop.font_folders, where)),
    )


def _age(article: Article, as_of: datetime.date) -> str:
    return wording(article.language).age_notice(article.date, as_of)


def _stories(
    shop: Shop, register: PageRegister, issue: Issue, as_of: datetime.date
) -> Iterator[Story]:
    """Gather the issue's stories, with what each says about its age and others."""
    stories = list(stories_of(issue.articles))
    places = {one.slug: story.slug for story in stories for one in story.articles}
    for story in stories:
        yield replace(
            story,
            age_notice=_age(story.articles[0], as_of),
            more=tuple(_more(shop, register, story, places)),
        )


def _more(
    shop: Shop, register: PageRegister, story: Story, places: Mapping[str, str]
) -> Iterator[MoreLink]:
    """Say where to find what a story names: in this file, another issue, elsewhere."""
    number = story.articles[0].issue_number
    for related in (one for article in story.articles for one in article.related):
        if not related.issue_number:
            yield MoreLink(related.title or related.url, url=related.url)
            continue
        try:
            article = register.issue(related.issue_number).article(related.slug)
        except SourceError:
            # its issue cannot be read: the title alone is printed, if there is one
            if related.title:
                yield MoreLink(related.title)
            continue
        title = related.title or article.headline
        language = "" if related.title else article.language
        if related.issue_number == number:
            yield MoreLink(title, places[related.slug], language=language)
        else:
            day = shop.wording.short_date(article.date)
            yield MoreLink(title, told=day, url=article.url, language=language)
