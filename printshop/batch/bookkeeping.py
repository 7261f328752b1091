"""What the parent enters into the manifest while an export runs."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from printshop.batch.manifest import FileRow, IssueNotes, Manifest
from printshop.batch.slips import read_slip
from printshop.batch.state import State, Surveyor
from printshop.batch.wanted import Job, Task, Wanted
from printshop.press import Shop, place_of


class Books:
    """Enters states and files."""

    def __init__(
        self, manifest: Manifest, surveyor: Surveyor, shop: Shop, output: Path
    ) -> None:
        """Take the manifest and who knows the issues' states."""
        self._manifest, self._surveyor = manifest, surveyor
        self._shop, self._output = shop, output
        self._states: dict[str, State] = {}
        self._files = manifest.files()

    def keep_notes(self, job: Job, told: Mapping[str, Any]) -> None:
        """Enter what a worker has read of an issue; its state may be told anew."""
        ages = tuple((day, language) for day, language in told["ages"])
        notes = IssueNotes(ages, tuple(told["named"]))
        self._manifest.keep_notes(job.number, notes)
        state = self._surveyor.state(job.number, notes)
        self._manifest.keep_state(state.digest, state.parts)
        self._states[job.number] = state

    def keep_file(self, task: Task, told: Mapping[str, Any]) -> None:
        """Enter a file that was printed, or found to be up to date."""
        wanted = task.wanted
        state = self._states[wanted.number].digest
        row = self._files.get(wanted)
        if told["what"] == "same" and row and row.key == task.known_key:
            self._manifest.keep_file(replace(row, state=state))
            return
        fresh = self._row(wanted, state, told["seconds"])
        if fresh is not None:
            self._manifest.keep_file(fresh)

    def _row(self, wanted: Wanted, state: str, seconds: float) -> FileRow | None:
        place = place_of(self._shop, wanted.number, wanted.edition, wanted.slug)
        path = self._output / place
        slip = read_slip(path)
        if slip is None:
            return None
        stat = path.stat()
        written = datetime.datetime.fromtimestamp(stat.st_mtime, datetime.UTC)
        return FileRow(
            wanted=wanted,
            state=state,
            key=slip.key,
            place=place.as_posix(),
            sha256=slip.sha256,
            size=stat.st_size,
            mtime_ns=stat.st_mtime_ns,
            pages=slip.pages,
            findings=slip.findings,
            printed=written.isoformat(timespec="seconds"),
            seconds=seconds,
        )
