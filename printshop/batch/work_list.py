"""What is to be done, and why: the PDFs whose issue is not in the state they show.

Long issues come first, so that no core waits for the last of them.
"""

from collections.abc import Iterator, Mapping

from printshop.batch.manifest import FileRow, Manifest
from printshop.batch.state import AGE, LATEST, State, Surveyor
from printshop.batch.wanted import ExportOrder, Job, Task, Wanted
from printshop.press import Edition

_PAGES_FIRST = (
    Edition.READER,
    Edition.PRESS,
    Edition.MONO,
    Edition.ARTICLE,
    Edition.LARGE_PRINT,
)
MISSING = "missing"
DAMAGED = "not as it was printed"
NEIGHBOURS = "its page, or what it points to, may have changed"


def work_list(order: ExportOrder, manifest: Manifest, surveyor: Surveyor) -> list[Job]:
    """List the issues that have PDFs to be looked at, the longest first."""
    notes, files = manifest.notes(), manifest.files()
    jobs = []
    for number in order.numbers:
        state = surveyor.state(number, notes.get(number))
        digest = state.digest
        tasks = tuple(
            _task(wanted, files.get(wanted), state, order, manifest)
            for wanted in all_wanted(order, number, surveyor)
            if not _is_current(files.get(wanted), digest, order)
        )
        if tasks:
            jobs.append(Job(number, tasks, digest, surveyor.copy_bytes(number)))
    return sorted(jobs, key=lambda job: -job.weight)


def all_wanted(order: ExportOrder, number: str, surveyor: Surveyor) -> Iterator[Wanted]:
    """List all PDFs of an issue, the newspaper's pages first."""
    for edition in sorted(order.editions, key=_PAGES_FIRST.index):
        if edition == Edition.ARTICLE:
            for slug in surveyor.slugs(number):
                yield Wanted(number, edition, slug)
        else:
            yield Wanted(number, edition)


def _is_current(row: FileRow | None, state: str, order: ExportOrder) -> bool:
    return row is not None and row.state == state and _is_whole(row, order)


def _is_whole(row: FileRow, order: ExportOrder) -> bool:
    """Tell by size and time whether a file is the one that was printed."""
    try:
        told = (order.output / row.place).stat()
    except OSError:
        return False
    return (told.st_size, told.st_mtime_ns) == (row.size, row.mtime_ns)


def _task(
    wanted: Wanted,
    row: FileRow | None,
    state: State,
    order: ExportOrder,
    manifest: Manifest,
) -> Task:
    if row is None or not (order.output / row.place).exists():
        return Task(wanted, "", (MISSING,))
    if not _is_whole(row, order):
        return Task(wanted, "", (DAMAGED,))
    changed = _changes(manifest.parts(row.state), state.parts)
    return Task(wanted, row.key, _told(wanted, changed))


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
    told = tuple(
        f"{name} {what}" for name, what in changed.items() if _concerns(wanted, name)
    )
    return told or (NEIGHBOURS,)


def _concerns(wanted: Wanted, part: str) -> bool:
    if wanted.edition == Edition.ARTICLE:
        return not part.startswith("story ") or part == f"story {wanted.slug}"
    if part == LATEST:
        return False
    return part != AGE or wanted.edition == Edition.LARGE_PRINT
