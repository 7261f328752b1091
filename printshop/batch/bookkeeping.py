"""What the parent enters into the manifest while an export runs."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from printshop.batch.manifest import FileRow, IssueNotes, Manifest
from printshop.batch.parts import State
from printshop.batch.slips import Slip, as_told, read_slip, slip_from
from printshop.batch.state import Surveyor
from printshop.batch.wanted import Job, Task, Wanted
from printshop.press import Shop, place_of
from printshop.storage import Storage


class Books:
    """Enters states and files."""

    def __init__(
        self, manifest: Manifest, surveyor: Surveyor, shop: Shop, output: Storage
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
        self._manifest.keep_state(state)
        self._states[job.number] = state

    def keep_file(self, task: Task, told: Mapping[str, Any]) -> None:
        """Enter a file that was printed, or found to be up to date."""
        wanted = task.wanted
        state = self._states[wanted.number].digest
        row = self._files.get(wanted)
        if told["what"] == "same" and row and row.key == task.known_key:
            self._manifest.keep_file(replace(row, state=state))
            return
        fresh = self._row(wanted, state, told)
        if fresh is not None:
            self._manifest.keep_file(fresh)

    def _row(
        self, wanted: Wanted, state: str, told: Mapping[str, Any]
    ) -> FileRow | None:
        place = place_of(self._shop, wanted.number, wanted.edition, wanted.slug)
        found = _said(told) or self._seen(place.as_posix())
        if found is None:
            return None
        slip, mark, written = found
        return FileRow(
            wanted=wanted,
            state=state,
            key=slip.key,
            place=place.as_posix(),
            sha256=slip.sha256,
            size=slip.size,
            mark=mark,
            pages=slip.pages,
            told=json.dumps(slip.findings, ensure_ascii=False),
            printed=written,
            seconds=told["seconds"],
        )

    def _seen(self, place: str) -> tuple[Slip, str, str] | None:
        """Look at a file of which the worker had too much to say for a message."""
        slip, standing = read_slip(self._output, place), self._output.stat(place)
        return (slip, *as_told(standing)) if slip and standing else None


def _said(told: Mapping[str, Any]) -> tuple[Slip, str, str] | None:
    """Take what a worker says of the file that it has printed."""
    if not told.get("slip"):
        return None
    return slip_from(told["slip"]), told["mark"], told["written"]
