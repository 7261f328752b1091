"""All that an issue's PDFs are made from, as names and digests.

Reading 100,000 stories takes minutes, looking at their files seconds. So an issue's
state is told from files alone, from what was noted when it was last read, and from the
day. When the state is the one in which a PDF was printed, the PDF is up to date.
"""

import datetime
import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from printshop.batch.manifest import IssueNotes
from printshop.batch.stamps import FileStamps
from printshop.batch.wanted import ExportOrder
from printshop.press import Shop
from printshop.press.content_key import code_digest, engine_versions
from printshop.sources import IssueFolder
from printshop.sources.article_file import story_files
from printshop.sources.publication_file import FILE_NAME
from printshop.wording import wording

AGE = "the age of its stories"
LATEST = "the latest issue"
_UNKNOWN = IssueNotes((), ())


@dataclass(frozen=True, slots=True)
class State:
    """What an issue's PDFs are made from."""

    parts: Mapping[str, str]
    """Digests by names such as ``picture harbour.jpg``."""

    @property
    def digest(self) -> str:
        """Digest the whole."""
        return _digest_of(self.parts)


class Surveyor:
    """Tells the state of every issue of a workspace."""

    def __init__(self, shop: Shop, order: ExportOrder, stamps: FileStamps) -> None:
        """Take what all issues have in common."""
        self._shop, self._order, self._stamps = shop, order, stamps
        self._folders = {each.number: each for each in shop.workspace.folders}
        self._files = functools.cache(self._files_of)
        self._shared = dict(self._shared_parts())

    def state(self, number: str, notes: IssueNotes | None) -> State:
        """Tell the state of an issue that was read before, or never."""
        known = notes or _UNKNOWN
        parts = {**self._shared, **self._files(number)}
        parts[AGE] = _digest_of(self._ages(known))
        for other in known.named:
            if other in self._folders:
                parts[f"issue {other}"] = _digest_of(self._files(other))
        latest = self._shop.workspace.latest_number
        if number != latest:
            parts[LATEST] = _digest_of(self._files(latest))
        return State(parts)

    def slugs(self, number: str) -> list[str]:
        """Name the stories of an issue, by their files."""
        return sorted({file.stem for file in story_files(self._folder(number).path)})

    def copy_bytes(self, number: str) -> int:
        """Tell how much copy an issue has."""
        files = story_files(self._folder(number).path)
        return sum(file.stat().st_size for file in files)

    def _folder(self, number: str) -> IssueFolder:
        return self._folders[number]

    def _files_of(self, number: str) -> dict[str, str]:
        """Digest the files of an issue."""
        found = self._stamps.folder(self._folder(number).path)
        return {_part_name(name): digest for name, digest in found.items()}

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
            yield f"picture {name}", digest
        yield "the printers", _digest_of(self._stamps.folder(root / "printers"))
        yield "the fonts", _digest_of(self._of_all(self._shop.font_folders))
        for name, digests in self._layouts().items():
            yield f"layout {name}", _digest_of(digests)

    def _of_all(self, folders: Iterable[Path]) -> dict[str, str]:
        """Digest the files of several folders, in their order."""
        return {
            f"{at}/{name}": digest
            for at, folder in enumerate(folders)
            for name, digest in self._stamps.folder(folder).items()
        }

    def _layouts(self) -> dict[str, dict[str, str]]:
        """Sort the layouts' files by layout."""
        layouts: dict[str, dict[str, str]] = {}
        for place, digest in self._of_all(self._shop.layout_folders).items():
            layouts.setdefault(place.split("/")[1], {})[place] = digest
        return layouts


@functools.lru_cache(maxsize=65536)
def _age_notice(day: str, language: str, as_of: datetime.date) -> str:
    return wording(language).age_notice(datetime.date.fromisoformat(day), as_of)


def _part_name(name: str) -> str:
    """Name a file of an issue as an editor calls it."""
    if name.startswith("pictures/"):
        return f"picture {name.removeprefix('pictures/')}"
    if name.endswith(".md") and "/" not in name:
        return f"story {name.removesuffix('.md')}"
    return name


def _digest_of(parts: Mapping[str, str]) -> str:
    told = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
