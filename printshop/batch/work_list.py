"""What is to be done, and why: the PDFs whose issue is not in the state they show.

Long issues come first, so that no core waits for the last of them. The others come by
date: stories name older ones, whose pages have been made up by then. The last few come
by length again.
"""

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence

from printshop.batch.manifest import FileRow, Manifest
from printshop.batch.parts import State
from printshop.batch.state import AGE, LATEST, Surveyor
from printshop.batch.wanted import ExportOrder, Job, Task, Wanted
from printshop.press import Edition
from printshop.storage import Glance

_PAGES_FIRST = (
    Edition.READER,
    Edition.PRESS,
    Edition.MONO,
    Edition.ARTICLE,
    Edition.LARGE_PRINT,
)
MISSING = "missing"
UNKNOWN = "not known from an earlier export"
DAMAGED = "not as it was printed"
NEIGHBOURS = "its page, or what it points to, changed"

_IN_EVERY_KEY = ("layout ", "font ", "engine ", "printshop itself")
"""Parts of a state that are whole in the key of every PDF."""

_MOST_REASONS = 4

_LONG = 1.5
"""Times the usual length."""

_LAST = 16
"""Jobs at the end that are put in order by their length."""


def work_list(order: ExportOrder, manifest: Manifest, surveyor: Surveyor) -> list[Job]:
    """List the issues that have PDFs to be looked at, the longest first."""
    notes, look = manifest.notes(), order.output.glance(order.numbers)
    scan = _Scan(manifest, surveyor, look)
    jobs = []
    for number in order.numbers:
        state = surveyor.state(number, notes.get(number))
        tasks = tuple(scan.tasks(all_wanted(order, number, surveyor), state))
        if tasks:
            weight = surveyor.copy_bytes(number)
            jobs.append(Job(number, tasks, state.digest, weight))
    return in_order(jobs)


def in_order(jobs: Sequence[Job]) -> list[Job]:
    """Put jobs, which come by date, in the order in which they are to be done."""
    if not jobs:
        return []
    long = _LONG * statistics.median(job.weight for job in jobs)
    longest = [job for job in jobs if job.weight > long]
    others = [job for job in jobs if job.weight <= long]
    last = max(0, len(others) - _LAST)
    return [*_by_length(longest), *others[:last], *_by_length(others[last:])]


def _by_length(jobs: Sequence[Job]) -> list[Job]:
    return sorted(jobs, key=lambda job: -job.weight)


def all_wanted(order: ExportOrder, number: str, surveyor: Surveyor) -> Iterator[Wanted]:
    """List all PDFs of an issue, the newspaper's pages first."""
    for edition in sorted(order.editions, key=_PAGES_FIRST.index):
        if edition == Edition.ARTICLE:
            for slug in surveyor.slugs(number):
                yield Wanted(number, edition, slug)
        else:
            yield Wanted(number, edition)


class _Scan:
    """Looks over what stands in the output, without reading it."""

    def __init__(self, manifest: Manifest, surveyor: Surveyor, look: Glance) -> None:
        self._manifest, self._surveyor, self._look = manifest, surveyor, look
        self._files = manifest.files()

    def tasks(self, all_wanted: Iterable[Wanted], state: State) -> Iterator[Task]:
        """List what is not there as it was printed in the state that the issue has."""
        for wanted in all_wanted:
            row = self._files.get(wanted)
            if row is None or row.state != state.digest or not self._is_whole(row):
                yield self._task(wanted, row, state)

    def _is_whole(self, row: FileRow) -> bool:
        """Tell by size and mark whether a file is the one that was printed."""
        return self._look(row.place) == (row.size, row.mark)

    def _task(self, wanted: Wanted, row: FileRow | None, state: State) -> Task:
        place = row.place if row else self._surveyor.place(wanted)
        if self._look(place) is None:
            return Task(wanted, "", (MISSING,), is_sure=True)
        if row is None:
            return Task(wanted, "", (UNKNOWN,))
        if not self._is_whole(row):
            return Task(wanted, "", (DAMAGED,))
        changed = _changes(self._manifest.parts(row.state), state.parts)
        is_sure = any(name.startswith(_IN_EVERY_KEY) for name in changed)
        return Task(wanted, row.key, _told(wanted, changed), is_sure)


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Say what has become of the parts of a state."""
    told = {}
    for name in sorted({*old, *new}):
        if name not in old:
            told[name] = "is new"
        elif name not in new:
            told[name] = "is gone"
        elif old[name] != new[name]:
            told[name] = "changed"
    return told


def _told(wanted: Wanted, changed: Mapping[str, str]) -> tuple[str, ...]:
    """Say of the changes what concerns a PDF; the key has the last word."""
    told = [
        f"{name} {what}" for name, what in changed.items() if _concerns(wanted, name)
    ]
    if len(told) > _MOST_REASONS:
        told[_MOST_REASONS - 1 :] = [f"{len(told) - _MOST_REASONS + 1} more"]
    return tuple(told) or (NEIGHBOURS,)


def _concerns(wanted: Wanted, part: str) -> bool:
    if part.startswith("printer "):
        return wanted.edition in {Edition.PRESS, Edition.MONO}
    if wanted.edition == Edition.ARTICLE:
        return not part.startswith("story ") or part == f"story {wanted.slug}"
    if part == LATEST:
        return False
    return part != AGE or wanted.edition == Edition.LARGE_PRINT
