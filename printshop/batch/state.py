"""All that an issue's PDFs are made from, as names and digests.

Reading 100,000 stories takes minutes, looking at their files seconds. So an issue's
state is told from files alone, from what was noted when it was last read, and from the
day. When the state is the one in which a PDF was printed, the PDF is up to date.
"""

import datetime
import functools
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from printshop.batch.manifest import IssueNotes
from printshop.batch.parts import Parts, State, digest_of
from printshop.batch.stamps import FileStamps
from printshop.batch.wanted import ExportOrder, Wanted
from printshop.issue import Issue
from printshop.press import Edition, Shop, place_of
from printshop.press.content_key import code_digest, engine_versions
from printshop.printer_file import printer_folders
from printshop.sources import IssueFolder
from printshop.sources.article_file import is_story_name, story_files
from printshop.sources.publication_file import FILE_NAME
from printshop.wording import wording

AGE = "the age of its stories"
LATEST = "the latest issue"
_UNKNOWN = IssueNotes((), ())


class Surveyor:
    """Tells the state of every issue of a workspace."""

    def __init__(self, shop: Shop, order: ExportOrder, stamps: FileStamps) -> None:
        """Take what all issues have in common."""
        self._shop, self._order, self._stamps = shop, order, stamps
        self._folders = {each.number: each for each in shop.workspace.folders}
        self._files = functools.cache(self._files_of)
        self._whole = functools.cache(lambda number: digest_of(self._files(number)))
        self._shared = _parts_of(dict(self._shared_parts()))

    @property
    def shared(self) -> Parts:
        """Give what all issues have in common."""
        return self._shared

    def state(self, number: str, notes: IssueNotes | None) -> State:
        """Tell the state of an issue that was read before, or never."""
        known = notes or _UNKNOWN
        parts = {_part_name(name): told for name, told in self._files(number).items()}
        parts[AGE] = digest_of(self._ages(known))
        for other in known.named:
            if other in self._folders:
                parts[f"issue {other}"] = self._whole(other)
        latest = self._shop.workspace.latest_number
        if number != latest:
            parts[LATEST] = self._whole(latest)
        own = _parts_of(parts)
        both = hashlib.sha256(f"{self._shared.digest} {own.digest}".encode())
        return State(self._shared, own, both.hexdigest())

    def slugs(self, number: str) -> list[str]:
        """Name the stories of an issue, by their files."""
        files = self._files(number)
        named = (name for name in files if "/" not in name and is_story_name(name))
        return sorted({name[: -len(".md")] for name in named})

    def with_source(self) -> frozenset[tuple[str, str | None]]:
        """Name all issues, and all stories of each, that have a source."""
        numbers = self._shop.workspace.issue_numbers
        stories = ((number, slug) for number in numbers for slug in self.slugs(number))
        return frozenset(chain(((number, None) for number in numbers), stories))

    def place(self, wanted: Wanted) -> str:
        """Name the place of a PDF below the output."""
        place = place_of(self._shop, wanted.number, wanted.edition, wanted.slug)
        return place.as_posix()

    def is_of_layout(self, edition: Edition, part: str) -> bool:
        """Tell whether an edition is made of a file of the layouts."""
        return _layout_of(part) in self._shop.layouts_of(edition)

    def copy_bytes(self, number: str) -> int:
        """Tell how much copy an issue has."""
        files = story_files(self._folder(number).path)
        return sum(file.stat().st_size for file in files)

    def _folder(self, number: str) -> IssueFolder:
        return self._folders[number]

    def _files_of(self, number: str) -> Mapping[str, str]:
        """Digest the files of an issue."""
        return self._stamps.folder(self._folder(number).path)

    def _ages(self, notes: IssueNotes) -> dict[str, str]:
        """Say what is printed about the age of stories on the order's day."""
        return {
            f"{day} {language}": _age_notice(day, language, self._order.as_of)
            for day, language in notes.ages
        }

    def _shared_parts(self) -> Iterable[tuple[str, str]]:
        root = self._shop.workspace.root
        yield "printshop itself", code_digest()
        for name, version in engine_versions().items():
            yield f"engine {name}", version
        paper = root / FILE_NAME
        yield FILE_NAME, self._stamps.digest(str(paper), paper.stat())
        for name, digest in self._stamps.folder(root / "pictures").items():
            yield f"picture {name} of the paper", digest
        yield from self._of_all("printer", printer_folders(root))
        yield from self._of_all("font", self._shop.font_folders)
        printed = set().union(*map(self._shop.layouts_of, Edition))
        for name, digest in self._of_all("layout", self._shop.layout_folders):
            if _layout_of(name) in printed:
                yield name, digest

    def _of_all(self, kind: str, folders: Sequence[Path]) -> Iterable[tuple[str, str]]:
        """Digest the files of the newsroom's own folder and of the shipped one."""
        for folder in folders:
            is_own = folder.is_relative_to(self._shop.workspace.root)
            shipped = "" if is_own else "shipped "
            for name, digest in self._stamps.folder(folder).items():
                yield f"{kind} {shipped}{name}", digest


@functools.lru_cache(maxsize=65536)
def _age_notice(day: str, language: str, as_of: datetime.date) -> str:
    return wording(language).age_notice(datetime.date.fromisoformat(day), as_of)


def _layout_of(part: str) -> str:
    """Name the layout of ``layout shipped article/article.css``."""
    return part.removeprefix("layout ").removeprefix("shipped ").split("/")[0]


def _part_name(name: str) -> str:
    """Name a file of an issue as an editor calls it."""
    if name.startswith("pictures/"):
        return f"picture {name.removeprefix('pictures/')}"
    if "/" not in name and is_story_name(name):
        return f"story {name[: -len('.md')]}"
    return name


def _parts_of(digests: Mapping[str, str]) -> Parts:
    return Parts(digests, digest_of(digests))


def notes_of(issue: Issue) -> IssueNotes:
    """Note what the state of an issue depends on besides its files."""
    ages = sorted({(one.date.isoformat(), one.language) for one in issue.articles})
    related = (link for one in issue.articles for link in one.related)
    named = {link.issue_number for link in related} - {"", issue.number}
    return IssueNotes(tuple(ages), tuple(sorted(named)))
