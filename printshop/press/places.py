"""Where a file that is printed goes, below the folder for the output."""

from pathlib import Path

from printshop.press.receipt import Edition
from printshop.press.shop import Shop


def place_of(
    shop: Shop, number: str, edition: Edition, slug: str | None = None
) -> Path:
    """Name the place of an edition of an issue, or of one of its stories."""
    stem = f"{shop.publication.file_name}-{number}"
    name = f"{stem}-{slug}" if slug else stem
    folder = Path(number)
    match edition:
        case Edition.READER:
            return folder / f"{name}.pdf"
        case Edition.ARTICLE:
            return folder / edition.value / f"{name}.pdf"
        case Edition.LARGE_PRINT if slug:
            return folder / edition.value / f"{name}-{edition.value}.pdf"
        case _:
            return folder / f"{name}-{edition.value}.pdf"
