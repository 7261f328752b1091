"""Read the advertisements of ``issue.toml``.

An advertisement is sold as so many columns by so many millimetres, or as a fraction of
a page, and never as both.
"""

from printshop.issue import AdSize, Advertisement
from printshop.sources.fields import Fields
from printshop.sources.picture_files import PictureDesk

_TALLEST_MM = 2_000
_MEASURES = ("columns", "height_mm")


def read_ads(fields: Fields, pictures: PictureDesk) -> tuple[Advertisement, ...]:
    """Read the advertisements; those whose file cannot be printed are left out."""
    read = (_ad(entry, pictures) for entry in fields.tables("ads"))
    return tuple(ad for ad in read if ad is not None)


def _ad(entry: Fields, pictures: PictureDesk) -> Advertisement | None:
    name = entry.text("name", required=True)
    picture = pictures.read_ad(entry, name)
    size = entry.choice("size", AdSize) if entry.value("size") else None
    columns, height_mm = _columns_and_height(entry)
    page = entry.whole_number("page")
    entry.finish()
    if picture is None or not (size or (columns and height_mm)):
        return None
    if size:
        return Advertisement(name, picture, page=page, size=size)
    return Advertisement(name, picture, columns or 0, height_mm or 0.0, page)


def _columns_and_height(entry: Fields) -> tuple[int | None, float | None]:
    """Read columns and millimetres: both, unless a fraction of a page was sold."""
    given = [name for name in _MEASURES if entry.value(name)]
    is_fraction = entry.value("size") is not None
    if is_fraction and given:
        message = f"is given as well as {' and '.join(given)}"
        entry.problem("size", message, "keep either size, or columns and height_mm")
    elif not is_fraction and not given:
        entry.problem(
            "columns",
            "the ad has no size",
            'write columns = 3 and height_mm = 100, or size = "half"',
        )
    is_wanted = not is_fraction and given != []
    columns = entry.whole_number("columns", required=is_wanted)
    height_mm = entry.number("height_mm", required=is_wanted)
    if height_mm is not None and not 0 < height_mm < _TALLEST_MM:
        message = f"must be more than 0 and less than {_TALLEST_MM:,}, not {height_mm}"
        entry.problem("height_mm", message, "write the ad's height in millimetres")
    return columns, height_mm
