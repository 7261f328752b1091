"""What every machine of a run must have in common, or one PDF would get two keys.

* the same printshop, to the letter, with the same engine, layouts and fonts;
* the same newsroom's folder, and the same output: the parent leaves the run's name in
  both, and a worker must find it there.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from printshop import __version__
from printshop.batch.manifest import FOLDER
from printshop.batch.setting import Setting
from printshop.errors import PrintshopError, SourceError
from printshop.press.content_key import code_digest, engine_versions, folder_digest
from printshop.resources import fonts_folder, layouts_folder
from printshop.storage import FolderStorage, Storage, is_url

_NAME = ".printshop-run"
_PATIENCE_S = 5.0
"""A folder that several machines share may be slow to show what is new in it."""


@dataclass(frozen=True, slots=True)
class Installation:
    """A printshop as it is installed on a machine."""

    versions: tuple[tuple[str, str], ...]
    """Of printshop and of the libraries that set and write pages."""
    digest: str
    """Of code, layouts and fonts: a version number says too little."""


def installation() -> Installation:
    """Describe the printshop of this machine."""
    versions = {"printshop": __version__, **engine_versions()}
    folders = (layouts_folder(), fonts_folder())
    parts = (code_digest(), *(folder_digest(folder) for folder in folders))
    return Installation(tuple(versions.items()), " ".join(parts))


def difference(theirs: Installation, ours: Installation) -> str:
    """Say in what another machine differs from this one; empty when it does not."""
    known = dict(theirs.versions)
    for name, version in ours.versions:
        if known.get(name) != version:
            return f"it has {name} {known.get(name, 'none')}, and here it is {version}"
    if theirs.digest != ours.digest:
        return f"its printshop {__version__} is not the same as the one here"
    return ""


@contextmanager
def shown_to_all(setting: Setting) -> Iterator[None]:
    """Leave the run's name where every worker has to find it, as long as it lasts."""
    places = list(_shared(setting))
    for storage, place in places:
        storage.put(place, setting.run.encode())
    try:
        yield
    finally:
        for storage, place in places:
            with suppress(PrintshopError):  # it is in nobody's way
                storage.remove(place)


def check_fitness(setting: Setting, ours: Installation) -> None:
    """Raise SourceError when this machine cannot do a run's jobs."""
    if told := difference(installation(), ours):
        raise SourceError(
            told, hint="install the same printshop on all machines, and start it anew"
        )
    for storage, place in _shared(setting):
        if not _finds(storage, place, setting.run.encode()):
            raise SourceError(
                "it does not see the same folder there",
                where=storage.address,
                hint="let all machines share the folder, or give an s3:// address",
            )


def _shared(setting: Setting) -> Iterator[tuple[Storage, str]]:
    """Name what all machines share; an address that is copied needs no name in it."""
    yield setting.order.output, _NAME
    if not is_url(setting.newsroom):
        yield FolderStorage(Path(setting.newsroom) / FOLDER), "run"


def _finds(storage: Storage, place: str, run: bytes) -> bool:
    end = time.monotonic() + _PATIENCE_S
    while storage.read(place) != run:
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True
