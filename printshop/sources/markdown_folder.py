"""Read a newsroom's folder: ``printshop.toml``, and an issue a folder in ``issues``.

* ``issues/<number>/issue.toml`` is the issue, and every ``*.md`` beside it a story.
* Names that begin with ``_`` or ``.`` and ``README.md`` are the newsroom's own.
* All problems of all files are told together; one bad issue never hides another.
"""

import datetime
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from printshop.errors import Problem, SourceError
from printshop.findings import Finding
from printshop.issue import Article, Issue
from printshop.publication import Publication
from printshop.sources import publication_file
from printshop.sources.article_file import StoryDesk, read_article, story_files
from printshop.sources.downloads_table import Downloads
from printshop.sources.issue_file import (
    FILE_NAME,
    IssueHead,
    read_issue_head,
    read_number_and_date,
)
from printshop.sources.printer_profiles import check_printers
from printshop.sources.queries import Queries, nearest_hint, sorted_problems
from printshop.sources.text_file import entries

ISSUES = "issues"


@dataclass(frozen=True, slots=True)
class IssueFolder:
    """Where an issue lies; its date is None when it cannot be read."""

    number: str
    date: datetime.date | None
    path: Path


@dataclass(frozen=True, slots=True)
class Workspace:
    """A newsroom's folder: the paper, and where its issues lie."""

    root: Path
    publication: Publication
    folders: tuple[IssueFolder, ...]
    """Oldest first, by date and then by number."""
    downloads: Downloads
    """How the paper's PDFs are handed out."""

    @property
    def issue_numbers(self) -> tuple[str, ...]:
        """Numbers of all issues, oldest first."""
        return tuple(folder.number for folder in self.folders)

    @property
    def latest_number(self) -> str:
        """Number of the issue with the latest date; SourceError without issues."""
        if not self.folders:
            raise SourceError(
                "there is no issue yet",
                where=str(self.root / ISSUES),
                hint=f"make a folder {ISSUES}/1 with an {FILE_NAME} in it",
            )
        return self.folders[-1].number


class Check(NamedTuple):
    """Everything wrong and everything questionable in a whole workspace."""

    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]


def find_workspace(start: Path) -> Path:
    """Find the newsroom's folder at or above a place."""
    place = start.resolve()
    for folder in (place, *place.parents):
        if (folder / publication_file.FILE_NAME).is_file():
            return folder
    raise _no_workspace(start, "here or above")


def read_workspace(root: Path) -> Workspace:
    """Read the paper and list its issues; SourceError when the paper is unreadable."""
    queries = Queries()
    workspace = _workspace(root, queries)
    queries.raise_problems(f"the newspaper in {root}")
    return workspace


def read_issue(workspace: Workspace, number: str) -> Issue:
    """Read everything of one issue; SourceError tells all problems of all its files."""
    queries = Queries()
    issue = _issue(workspace, _folder(workspace, number), queries)
    queries.raise_problems(f"issue {number}")
    return issue


def read_sound_stories(
    workspace: Workspace, number: str
) -> tuple[Issue, Mapping[str, SourceError]]:
    """Read what is sound of an issue, and say by slug what is wrong with the rest.

    Raises SourceError when something else than a story cannot be read.
    """
    folder = _folder(workspace, number)
    queries = Queries()
    issue = _issue(workspace, folder, queries)
    faults: dict[str, list[Problem]] = {}
    for problem in queries.problems:
        if problem.file.parent != folder.path or problem.file.suffix != ".md":
            queries.raise_problems(f"issue {number}")
        faults.setdefault(problem.file.stem, []).append(problem)
    sound = {one.slug for one in issue.articles} - faults.keys()
    articles = [_without_lost(one, sound) for one in issue.articles]
    return replace(
        issue, articles=tuple(one for one in articles if one.slug in sound)
    ), {slug: _fault(number, slug, problems) for slug, problems in faults.items()}


def _without_lost(article: Article, sound: Container[str]) -> Article:
    """Let a story name only those of its issue that can be read."""
    related = (
        link
        for link in article.related
        if link.issue_number != article.issue_number or link.slug in sound
    )
    return replace(article, related=tuple(related))


def _fault(number: str, slug: str, problems: Sequence[Problem]) -> SourceError:
    return SourceError(
        "the story cannot be read",
        where=f"issue {number}, story {slug}",
        hint="mend the lines below and run it again",
        problems=sorted_problems(problems),
    )


def _folder(workspace: Workspace, number: str) -> IssueFolder:
    """Find an issue's folder; SourceError when there is none."""
    folders = [each for each in workspace.folders if each.number == number]
    if not folders:
        newest_first = workspace.issue_numbers[::-1]
        raise SourceError(
            f"there is no issue {number}",
            where=str(workspace.root / ISSUES),
            hint=nearest_hint(number, newest_first[:12], "the latest issues are"),
        )
    return folders[0]


def check_workspace(root: Path) -> Check:
    """Read everything and collect what is wrong, without stopping at anything."""
    queries = Queries()
    workspace = _workspace(root, queries)
    for folder in workspace.folders:
        _issue(workspace, folder, queries)
    check_printers(root, workspace.publication, queries)
    return Check(sorted_problems(queries.problems), tuple(queries.findings))


def _workspace(root: Path, queries: Queries) -> Workspace:
    """Read the paper; one that cannot be read leaves its issues readable."""
    if not (root / publication_file.FILE_NAME).is_file():
        raise _no_workspace(root, "in this folder")
    read = publication_file.read_publication(root, queries)
    stand_in = Publication("", "", publication_file.FALLBACK_LANGUAGE), Downloads()
    publication, downloads = read or stand_in
    folders = [
        IssueFolder(*read_number_and_date(path), path)
        for path in entries(root / ISSUES)
        if path.is_dir() and not path.name.startswith(("_", "."))
    ]
    in_order = tuple(sorted(folders, key=_age))
    return Workspace(root, publication, in_order, downloads)


def _age(folder: IssueFolder) -> tuple[datetime.date, str]:
    """Order by date, then by number as people count: 9 before 10."""
    return folder.date or datetime.date.min, folder.number.zfill(40)


def _issue(workspace: Workspace, folder: IssueFolder, queries: Queries) -> Issue:
    """Read an issue, with blanks for what cannot be read."""
    own = Queries(queries.problems)
    files = _story_files(folder, own)
    slugs = {file.stem for file in files}
    head = read_issue_head(folder.path, workspace.publication, slugs, own)
    _note_same_number(workspace, folder, own)
    desk = StoryDesk(
        head=head,
        language=workspace.publication.language,
        archive={each.number: each.path for each in reversed(workspace.folders)},
        queries=own,
    )
    read = [read_article(file, desk) for file in files]
    queries.findings.extend(own.findings)
    return Issue(
        number=head.number,
        date=head.date or datetime.date.min,
        sections=head.sections,
        articles=_in_order(read, head),
        price=head.price,
        add_on=head.add_on,
        next_week=head.next_week,
        pages=head.pages,
        teasers=head.teasers,
        ads=head.ads,
        section_pages=head.section_pages,
        is_printed=head.is_printed,
        findings=tuple(own.findings),
    )


def _story_files(folder: IssueFolder, queries: Queries) -> list[Path]:
    """List the story files, each slug once."""
    files: dict[str, Path] = {}
    for file in story_files(folder.path):
        if file.stem in files:
            message = f"is a second story “{file.stem}” beside {files[file.stem].name}"
            queries.problem(file, 0, "", message, "give one of them another name")
        files.setdefault(file.stem, file)
    if not files:
        hint = "write each story into a file of its own, such as sea-wall.md"
        queries.problem(folder.path, 0, "", "the issue has no stories", hint)
    return list(files.values())


def _note_same_number(
    workspace: Workspace, folder: IssueFolder, queries: Queries
) -> None:
    for other in workspace.folders:
        if other.number == folder.number and other.path != folder.path:
            message = f"issue {folder.number} is in {other.path.name} as well"
            hint = "give each issue a number of its own"
            queries.problem(folder.path / FILE_NAME, 0, "number", message, hint)


def _in_order(read: Iterable[Article | None], head: IssueHead) -> tuple[Article, ...]:
    """Sort the stories by section, rank and slug."""
    place = {section: at for at, section in enumerate(head.sections)}
    articles = [article for article in read if article is not None]
    last = len(place)
    return tuple(
        sorted(
            articles,
            key=lambda each: (place.get(each.section, last), each.rank, each.slug),
        )
    )


def _no_workspace(place: Path, where: str) -> SourceError:
    return SourceError(
        f"there is no {publication_file.FILE_NAME} {where}",
        where=str(place),
        hint="start a newspaper with “printshop init DIR”, or name one with “-C DIR”",
    )
