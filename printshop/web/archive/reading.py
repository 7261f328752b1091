"""Read an issue for the index. A story that cannot be read does not hold up the others.

The reading takes most of a second an issue, so it is done by the copyreader's process.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from printshop.errors import SourceError
from printshop.issue import Article, Issue
from printshop.sources import Workspace, read_issue, read_sound_stories
from printshop.sources.kept_flatplan import kept_pages
from printshop.web.archive.index import (
    IndexedIssue,
    IndexedStory,
    PictureFile,
    SearchedWords,
)
from printshop.web.archive.search_words import searchable
from printshop.web.archive.showing import shown_issue, shown_picture, shown_story

_NOT_USED = frozenset({"picture-001", "picture-004", "picture-005"})


@dataclass(frozen=True, slots=True)
class Needs:
    """What an issue is read from, besides the files in its folder."""

    issues: tuple[str, ...] = ()
    """Others that its stories name: their headlines are shown."""
    pictures: tuple[str, ...] = ()
    """From the workspace's own folder."""
    is_any_picture: bool = False
    """A picture could not be used; it may turn up in that folder."""


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """An issue as it has been read."""

    indexed: IndexedIssue
    faults: Mapping[str, SourceError]
    """What is wrong with its broken stories, by slug."""
    needs: Needs


def read_for_index(workspace: Workspace, number: str) -> ReadIssue:
    """Read an issue. Raises SourceError when none of it can be read."""
    faults: Mapping[str, SourceError] = {}
    try:
        issue = read_issue(workspace, number)
    except SourceError:
        issue, faults = read_sound_stories(workspace, number)
    folder = next(one.path for one in workspace.folders if one.number == number)
    kept = _kept_pages(workspace, number)
    stories = tuple(
        _indexed(workspace.root, issue, article, kept) for article in issue.articles
    )
    card = shown_issue(issue, [story.page.card for story in stories])
    indexed = IndexedIssue(card, folder.name, stories, frozenset(faults))
    return ReadIssue(indexed, faults, _needs(issue, folder))


def _indexed(
    root: Path, issue: Issue, article: Article, kept: Mapping[str, int]
) -> IndexedStory:
    page = article.printed_page or kept.get(article.slug)
    return IndexedStory(
        page=shown_story(issue, article, page),
        is_page_sure=article.printed_page is not None,
        words=_words(article),
        pictures=tuple(_picture_files(root, article)),
    )


def _words(article: Article) -> SearchedWords:
    about = [article.short_headline, article.kicker, article.section]
    about += [f"{one.name} {one.role} {one.place}" for one in article.bylines]
    texts = [block.text for block in article.body]
    texts += [f"{one.lead_in} {one.caption}" for one in article.pictures]
    for box in article.fact_boxes:
        texts += [box.title, *(f"{row.figure} {row.text}" for row in box.rows)]
    return SearchedWords(
        headline=searchable(article.headline),
        standfirst=searchable(article.standfirst),
        about=searchable("\n".join(about)),
        text=searchable("\n".join(texts)),
    )


def _picture_files(root: Path, article: Article) -> list[PictureFile]:
    found = []
    for picture in article.pictures:
        shown = shown_picture(picture)
        file = picture.path.relative_to(root).as_posix()
        found.append(
            PictureFile(
                shown.name, file, picture.sha256, shown.widths, picture.is_vector
            )
        )
    return found


def _needs(issue: Issue, folder: Path) -> Needs:
    articles = issue.articles
    named = {link.issue_number for one in articles for link in one.related}
    recurring = {
        picture.name
        for one in articles
        for picture in one.pictures
        if not picture.path.is_relative_to(folder)
    }
    return Needs(
        issues=tuple(sorted(named - {"", issue.number})),
        pictures=tuple(sorted(recurring)),
        is_any_picture=any(one.code in _NOT_USED for one in issue.findings),
    )


def _kept_pages(workspace: Workspace, number: str) -> Mapping[str, int]:
    try:
        return kept_pages(workspace, number, workspace.publication.layout)
    except SourceError:
        return {}  # it says itself what is wrong when the issue is printed
