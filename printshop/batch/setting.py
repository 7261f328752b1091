"""What all jobs of a run have in common, and how a process sees it on its machine."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from printshop.batch.limits import Limits
from printshop.batch.wanted import ExportOrder
from printshop.storage import is_url, mirror


@dataclass(frozen=True, slots=True)
class Setting:
    """What all jobs of a run have in common."""

    newsroom: str
    """The newsroom's folder, or the address that it is copied from."""
    order: ExportOrder
    limits: Limits
    run: str
    """Its name. No other run has it."""
    is_dry: bool = False
    """Whether it is only to be said what would be printed."""


def open_newsroom(setting: Setting) -> Path:
    """Name the newsroom's folder; one at an address is copied once in a run.

    Raises SourceError when it cannot be copied.
    """
    if is_url(setting.newsroom):
        return mirror(setting.newsroom, setting.run)
    return Path(setting.newsroom)


def scratch_folder(run: str) -> Path:
    """Name the folder of this machine where a run prints what goes elsewhere."""
    return Path(tempfile.gettempdir()) / f"printshop-{run}"
