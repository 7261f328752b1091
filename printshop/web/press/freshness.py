"""What an issue's PDFs are made from at this moment, told from files alone.

* A look is taken for each question anew: nothing is believed for a time. So whoever
  asks after an edit is told of the edit.
* What an edition is not made from is left out: the newspaper's pages do not change
  because another issue does.
* The paper and the list of its issues are read again when their files have changed.
  In a large archive the list alone may be half a second old.
* An issue that is dated after today is not there yet: no file is made of it, and "Read
  more" of no other names its news.
"""

import datetime
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock

from printshop.batch import ExportOrder, FileStamps, Surveyor, Wanted
from printshop.batch.manifest import IssueNotes
from printshop.batch.parts import digest_of
from printshop.batch.stamps import Stamp
from printshop.batch.state import AGE, LATEST
from printshop.press import Edition, Shop, open_shop
from printshop.resources import layouts_folder
from printshop.sources.issue_file import FILE_NAME as ISSUE_FILE
from printshop.sources.markdown_folder import ISSUES
from printshop.sources.publication_file import FILE_NAME as PAPER_FILE
from printshop.storage import FolderStorage

Today = Callable[[], datetime.date]
_LAYOUT_FILE = "layout.toml"
_CHEAP_S = 0.005
_PAUSE = 10


@dataclass(frozen=True, slots=True)
class Look:
    """The workspace as it was at one moment; each file is looked at but once."""

    shop: Shop
    as_of: datetime.date
    """The day from which the age of a story is counted."""
    _surveyor: Surveyor
    _stamps: FileStamps

    def has(self, number: str) -> bool:
        """Tell whether there is such an issue."""
        return number in self.shop.workspace.issue_numbers

    def copy_state(self, number: str) -> str:
        """Digest an issue's own files; OSError when one is being taken away."""
        for folder in self.shop.workspace.folders:
            if folder.number == number:
                return digest_of(self._stamps.folder(folder.path))
        return ""

    def print_state(self, wanted: Wanted, notes: IssueNotes | None) -> str:
        """Digest all that a PDF is made from; notes are of when it was last read."""
        if not self.has(wanted.number):
            return digest_of({"issue": "is not there"})
        parts = self._surveyor.state(wanted.number, notes).parts
        own = {name: told for name, told in parts.items() if self._is_of(wanted, name)}
        return digest_of(own)

    def whole_state(self, number: str, notes: IssueNotes | None) -> str:
        """Digest all that any PDF of an issue is made from."""
        return self._surveyor.state(number, notes).digest

    def shared_state(self) -> str:
        """Digest what all issues have in common, and which issues there are."""
        numbers = json.dumps(self.shop.workspace.issue_numbers)
        return digest_of({"shared": self._surveyor.shared.digest, "issues": numbers})

    def _is_of(self, wanted: Wanted, part: str) -> bool:
        if part.startswith("printer "):
            return False
        if wanted.slug is not None:  # its page is that of the newspaper's plan
            return True
        if part.startswith("layout "):
            return self._surveyor.is_of_layout(wanted.edition, part)
        if part == AGE or part.startswith("issue "):
            return wanted.edition == Edition.LARGE_PRINT
        return part != LATEST


class Freshness:
    """Looks at a workspace; may be asked from any thread."""

    def __init__(self, root: Path, today: Today) -> None:
        """Take the newsroom's folder, and who looks at the calendar."""
        self._root, self._today = root, today
        self._lock = RLock()
        self._stamps: dict[str, Stamp] = {}
        self._last: FileStamps | None = None
        self._opened: tuple[str, Shop] | None = None
        self._listed = "", 0.0
        """What the list of issues was, and how long it need not be looked at."""

    def look(self) -> Look:
        """Look now. Raises PrintshopError when the paper cannot be read."""
        with self._lock:
            if self._last is not None:
                self._stamps |= self._last.fresh
            stamps = self._last = FileStamps(self._stamps)
            day = self._today()
            shop = self._shop(stamps, day)
            order = ExportOrder((), tuple(Edition), FolderStorage(self._root), day)
            return Look(shop, day, Surveyor(shop, order, stamps), stamps)

    def _shop(self, stamps: FileStamps, day: datetime.date) -> Shop:
        """Open the workspace, unless it was opened as it is now."""
        found = digest_of(dict(self._what_opens_it(stamps, day)))
        if self._opened is None or self._opened[0] != found:
            self._opened = None
            shop = _as_shown(open_shop(self._root), day)
            if digest_of(dict(self._what_opens_it(stamps, day))) != found:
                return shop  # it was edited while it was read
            self._opened = found, shop
        return self._opened[1]

    def _what_opens_it(
        self, stamps: FileStamps, day: datetime.date
    ) -> Iterator[tuple[str, str]]:
        yield "day", day.isoformat()
        for name in ("layouts", "fonts"):
            yield name, str((self._root / name).is_dir())
        files = [str(self._root / PAPER_FILE)]
        for folder in (self._root / "layouts", layouts_folder()):
            files += map(str, folder.glob(f"*/{_LAYOUT_FILE}"))
        yield from ((file, _digest_by(stamps, file)) for file in files)
        yield "issues", self._issues(stamps)

    def _issues(self, stamps: FileStamps) -> str:
        """Digest the files that say which issues there are, and of which day.

        An archive that has thousands of them is not asked all the time.
        """
        known, until_s = self._listed
        if time.monotonic() < until_s:
            return known
        began_s = time.thread_time()
        files = _issue_files(self._root / ISSUES)
        found = digest_of({file: _digest_by(stamps, file) for file in files})
        cost_s = time.thread_time() - began_s
        wait_s = _PAUSE * cost_s if cost_s > _CHEAP_S else 0.0
        self._listed = found, time.monotonic() + wait_s
        return found


def _as_shown(shop: Shop, day: datetime.date) -> Shop:
    """Leave out what is dated after a day."""
    folders = shop.workspace.folders
    shown = tuple(one for one in folders if one.date is None or one.date <= day)
    return replace(shop, workspace=replace(shop.workspace, folders=shown))


def _issue_files(folder: Path) -> Iterator[str]:
    """Name the file that orders each issue, whether it is there or not."""
    try:
        with os.scandir(folder) as entries:
            yield from (
                f"{entry.path}/{ISSUE_FILE}" for entry in entries if entry.is_dir()
            )
    except OSError:
        return


def _digest_by(stamps: FileStamps, file: str) -> str:
    """Digest a file; one that is not there has no digest."""
    try:
        return stamps.digest(file, os.stat(file))  # noqa: PTH116 thousands of them
    except OSError:
        return ""
