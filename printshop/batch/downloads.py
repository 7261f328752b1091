"""What readers download, brought up to date with what the manifest says was printed.

A PDF whose issue or story is no more is not handed out, also while it still stands.
"""

from collections.abc import Iterator

from printshop.batch.manifest import FOLDER, Manifest
from printshop.batch.state import Surveyor
from printshop.download_site import (
    PrintedFile,
    SiteOutcome,
    open_memory,
    update_site,
)
from printshop.download_site.site import Tell
from printshop.press import Shop
from printshop.storage import Storage


def update_downloads(
    shop: Shop,
    manifest: Manifest,
    surveyor: Surveyor,
    storage: Storage,
    workers: int,
    tell: Tell = lambda *_: None,
) -> SiteOutcome:
    """Bring the site beside an output up to date, for all issues that stand there.

    Raises SourceError when the output cannot be reached, or nothing kept in mind.
    """
    printed = tuple(_handed_out(manifest, surveyor))
    folder = shop.workspace.root / FOLDER
    with open_memory(folder, manifest.output) as memory:
        return update_site(shop, storage, memory, printed, workers, tell)


def _handed_out(manifest: Manifest, surveyor: Surveyor) -> Iterator[PrintedFile]:
    there = surveyor.with_source()
    for wanted, row in manifest.files().items():
        if (wanted.number, wanted.slug) in there:
            yield PrintedFile(
                number=wanted.number,
                edition=wanted.edition,
                slug=wanted.slug,
                place=row.place,
                sha256=row.sha256,
                size=row.size,
                pages=row.pages,
            )
