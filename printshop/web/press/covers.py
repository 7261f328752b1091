"""Pictures of a front page, drawn from the reader's file when that is made."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from printshop.proof import PictureFormat, encode_picture, page_pictures
from printshop.storage import write_whole
from printshop.web.nouns import Made
from printshop.web.press.ledger import cover_ending
from printshop.web.press.nouns import COVER_WIDTHS_PX
from printshop.web.press.store import Store


def covers_of(issue: Made, store: Store, scratch: Path) -> Mapping[int, Made]:
    """Find or draw the covers of an issue, by width. Raises SourceError."""
    return {
        width_px: store.find(issue.key, cover_ending(width_px))
        or _drawn(issue, width_px, store, scratch)
        for width_px in COVER_WIDTHS_PX
    }


def _drawn(issue: Made, width_px: int, store: Store, scratch: Path) -> Made:
    (picture,) = page_pictures(issue.path, width_px, [1])
    encoded = encode_picture(picture, PictureFormat.WEBP)
    with tempfile.TemporaryDirectory(dir=scratch) as room:
        file = Path(room) / "cover.webp"
        sha256 = write_whole(file, encoded)
        ending = cover_ending(width_px)
        return store.take_in(file, issue.key, sha256, pages=1, ending=ending)
