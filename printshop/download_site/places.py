"""Where the site's own files stand in the storage, and how they are called.

What belongs to an issue lies in the issue's folder, beside its PDF. Names follow the
PDFs' own, so that a file still says what it is when it has been downloaded.
"""

INDEX = "index.html"
STYLESHEET = "downloads.css"
RSS = "feed.xml"
JSON_FEED = "feed.json"


def issue_page(number: str) -> str:
    """Name the page of an issue."""
    return f"{number}/{INDEX}"


def year_page(year: int) -> str:
    """Name the page of a year."""
    return f"issues-{year}.html"


def archive_place(file_name: str, number: str) -> str:
    """Name the ZIP of an issue."""
    return f"{number}/{file_name}-{number}.zip"


def cover_place(file_name: str, number: str, width_px: int) -> str:
    """Name the picture of an issue's front page at a width."""
    return f"{number}/{file_name}-{number}-cover-{width_px}.webp"
