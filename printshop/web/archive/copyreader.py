"""The copyreader: reads issues into the index, the newest first, then what changes.

It works in rounds of about a second. In each it looks at what somebody waits for, at
what has never been read, at the newest issues, and at some of the others, in turn. So
it is soon back; an edit to an old issue is found at the latest when it is asked for.

What cannot be read is told, and stays in the index as it was read last.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from printshop.batch.limits import (
    Limits,
    give_back_memory,
    limit_process,
    limited,
)
from printshop.errors import SourceError
from printshop.sources import IssueFolder, Workspace, read_workspace
from printshop.sources.issue_file import read_number_and_date
from printshop.sources.markdown_folder import ISSUES
from printshop.sources.publication_file import FILE_NAME
from printshop.web.archive.copy_state import own_state, shared_state
from printshop.web.archive.index import FILE, open_index, put_issue, take_out
from printshop.web.archive.looked_at import LookedAt, LookedAtTable
from printshop.web.archive.reading import Needs, ReadIssue, read_for_index

READING = Limits(wall_s=60, processor_s=60)
"""What reading one issue may take."""

_ROUND_S = 1.0
"""After so long a round ends, whatever is left."""

_NEWEST = 12
"""Issues that are looked at in every round."""

_OTHERS_S = 0.04
"""How long others are looked at in a round; some milliseconds are enough for one."""

_DIED = "reading it took too long or too much memory, or has ended the process"


@dataclass(frozen=True, slots=True)
class Round:
    """What came of a round."""

    is_more: bool = False
    """Something is left that should not wait."""
    read: tuple[str, ...] = ()
    """Issues that were read."""
    told: tuple[str, ...] = ()
    """What the newsroom has to mend."""


@dataclass
class Copyreader:
    """Reads the issues of one workspace into its index."""

    root: Path
    limits: Limits = READING
    _workspace: Workspace | None = None
    _made_of: object = None
    _others: int = 0
    """How far it has come with the older issues."""
    _fault: str = ""
    """What keeps the paper itself from being read."""
    _read: list[str] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open the index. Raises SourceError when it cannot be written."""
        self._sql: sqlite3.Connection = open_index(self.root)
        self._inode = (self.root / FILE).stat().st_ino
        self._table = LookedAtTable(self._sql)

    def close(self) -> None:
        """Close the index."""
        self._sql.close()

    def has_index(self) -> bool:
        """Tell whether the index is still there: somebody may clear it away."""
        file = self.root / FILE
        return file.exists() and file.stat().st_ino == self._inode

    def read_all(self) -> tuple[str, ...]:
        """Go round until nothing is left, and tell what has to be mended."""
        told: list[str] = []
        done = Round(is_more=True)
        while done.is_more:
            done = self.go_round()
            told += done.told
        return tuple(told)

    def go_round(self) -> Round:
        """Look at what is due, and read what has changed."""
        self._read, self._told = [], []
        try:
            workspace = self._opened()
        except SourceError as error:
            self._answer(self._table.asked())
            is_news, self._fault = str(error) != self._fault, str(error)
            return Round(told=(self._fault,) if is_news else ())
        self._fault = ""
        is_more = self._look_at_due(workspace)
        if not is_more:
            self._table.mark_whole()
        return Round(is_more, tuple(self._read), tuple(self._told))

    def _opened(self) -> Workspace:
        """Read the paper and the list of its issues, if they are not as they were."""
        file = self.root / FILE_NAME
        told = file.stat() if file.exists() else None
        folder = self.root / ISSUES
        names = (
            sorted(each.name for each in os.scandir(folder)) if folder.is_dir() else []
        )
        made_of = (told and (told.st_size, told.st_mtime_ns), names)
        if self._workspace is None or made_of != self._made_of:
            self._workspace = None
            self._workspace = read_workspace(self.root)
            self._made_of = made_of
            self._take_out_gone(self._workspace)
        return self._workspace

    def _take_out_gone(self, workspace: Workspace) -> None:
        """Take issues out whose folders are no more, unless all of them are."""
        if not (self.root / ISSUES).is_dir():
            return  # it is being moved, or is on a disk that is not there just now
        there = {folder.path.name for folder in workspace.folders}
        for number, folder in list(
            self._sql.execute("SELECT number, folder FROM issues")
        ):
            if folder not in there:
                take_out(self._sql, number)
        for folder in self._table.shared_states().keys() - there:
            self._table.forget(folder)

    def _look_at_due(self, workspace: Workspace) -> bool:
        """Read what is due and has changed; tell whether the time was too short."""
        shared = shared_state(workspace.publication)
        began = time.monotonic()
        asked = self._table.asked()
        self._answer(set(asked).difference(workspace.issue_numbers))
        for folder in self._due(workspace, asked, shared):
            if self._is_changed(folder, shared):
                if self._is_renamed(folder):
                    self._workspace = None
                    return True
                self._read_issue(workspace, folder, shared)
            if folder.number in asked:
                self._answer([folder.number])
            if self._read and time.monotonic() > began + _ROUND_S:
                return True
        self._answer(asked)
        return False

    def _due(
        self, workspace: Workspace, asked: Sequence[str], shared: str
    ) -> Iterator[IssueFolder]:
        newest_first = workspace.folders[::-1]
        yield from (folder for folder in newest_first if folder.number in asked)
        seen = self._table.shared_states()
        for folder in newest_first:
            if seen.get(folder.path.name) != shared:
                yield folder
        yield from newest_first[:_NEWEST]
        yield from self._some_others(newest_first[_NEWEST:])

    def _some_others(self, folders: Sequence[IssueFolder]) -> Iterator[IssueFolder]:
        """Go on with the older issues where the last round has stopped."""
        began = time.monotonic()
        for _ in folders:
            self._others = (self._others + 1) % len(folders)
            yield folders[self._others]
            if time.monotonic() > began + _OTHERS_S:
                return

    def _is_changed(self, folder: IssueFolder, shared: str) -> bool:
        row = self._table.at(folder.path.name)
        if row is None or row.shared != shared:
            return True
        return row.own != self._own_state(folder, row.needs)

    def _own_state(self, folder: IssueFolder, needs: Needs) -> str:
        name = folder.path.name
        return own_state(self.root, name, needs, self._table.folder_of)

    def _is_renamed(self, folder: IssueFolder) -> bool:
        """Tell whether an issue has another number or date: then all are in order."""
        return read_number_and_date(folder.path) != (folder.number, folder.date)

    def _read_issue(
        self, workspace: Workspace, folder: IssueFolder, shared: str
    ) -> None:
        """Read an issue into the index, and keep in which state it was."""
        name = folder.path.name
        known = self._table.at(name)
        needs = known.needs if known else Needs()
        own = self._own_state(folder, needs)
        row = LookedAt(name, folder.number, own, shared, needs, _DIED)
        self._table.keep(row)  # before it is read: it may end the process
        try:
            with limited(self.limits):
                read = read_for_index(workspace, folder.number)
        except (SourceError, MemoryError) as error:
            fault = str(error) or _DIED
            self._told.append(f"issue {folder.number}: {fault}")
            self._table.keep(replace(row, fault=fault))
        else:
            put_issue(self._sql, read.indexed)
            self._keep_read(folder, row, read)
        self._read.append(folder.number)

    def _keep_read(self, folder: IssueFolder, row: LookedAt, read: ReadIssue) -> None:
        """Keep the state from before the reading, of all that was read."""
        own = row.own
        if read.needs != row.needs:
            is_same = self._own_state(folder, row.needs) == own
            own = self._own_state(folder, read.needs) if is_same else ""
        told = [str(error) for error in read.faults.values()]
        self._told += told
        fault = "\n".join(told)
        self._table.keep(replace(row, own=own, needs=read.needs, fault=fault))

    def _answer(self, numbers: Iterable[str]) -> None:
        for number in numbers:
            self._table.answer(number)


_READERS: list[Copyreader] = []
"""The one of this process."""


def begin(limits: Limits) -> None:
    """Make a process ready."""
    limit_process(limits)


def go_round(root: Path) -> Round:
    """Let the copyreader of this process go round once; it begins with the first."""
    if _READERS and not _READERS[0].has_index():
        _READERS.pop().close()
    if not _READERS:
        _READERS.append(Copyreader(root))
    try:
        done = _READERS[0].go_round()
    except sqlite3.Error:
        _READERS.pop().close()  # what is damaged is begun anew
        raise
    if done.read and not done.is_more:
        give_back_memory()
    return done
