"""Find the picture files that stories and advertisements name, and measure them.

A picture that cannot be printed is left out, and a finding says so; the story is
still worth printing. Codes:

* picture-001  the file is missing
* picture-002  no description for readers who cannot see it (WCAG 2.2, 1.1.1)
* picture-003  no caption or no credit
* picture-004  the file is damaged, or in no format that we read there
* picture-005  more pixels than can be decoded safely
* ad-002       an advertisement is left out: its file cannot be printed
* ad-004       an advertisement's PDF has more pages than the one that is printed
"""

import dataclasses
import difflib
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from printshop.issue import Picture
from printshop.pictures import (
    PictureError,
    TooManyPixelsError,
    measure_picture,
)
from printshop.sources.fields import Fault, Fields
from printshop.sources.queries import Queries
from printshop.sources.text_file import entries
from printshop.typography import set_copy

FOLDER_NAME = "pictures"


@dataclass(frozen=True, slots=True)
class PictureDesk:
    """Where one story's or one issue's pictures lie, and who hears about them."""

    issue_folder: Path
    where: str
    """``issue 2566, story sea-wall``."""
    language: str
    queries: Queries

    @property
    def folders(self) -> tuple[Path, Path]:
        """The issue's own pictures first, then those that recur."""
        workspace = self.issue_folder.parent.parent
        return self.issue_folder / FOLDER_NAME, workspace / FOLDER_NAME

    def read_pictures(
        self, entries: list[Fields], *, needs_caption: bool = True
    ) -> tuple[Picture, ...]:
        """Read a story's pictures; those that cannot be printed are left out."""
        pictures = []
        for entry in entries:
            picture = self._read(entry)
            entry.finish()
            if picture:
                self._note_gaps(picture, needs_caption=needs_caption)
                pictures.append(picture)
        return tuple(pictures)

    def read_ad(self, entry: Fields, advertiser: str) -> Picture | None:
        """Read an advertisement's picture; None when it cannot be placed."""
        where = f"{self.where}, ad {advertiser}"
        name = entry.text_in_form("file", fault_in_picture_name, required=True)
        alt = set_copy(entry.text("alt"), self.language)
        if not name:
            return None
        picture = self._measured(name, entry, where)
        if picture is None:
            hint = "ask the advertiser for the file, or take the ad out"
            message = "the ad is left out: its file cannot be printed"
            self.queries.fail("ad-002", where, message, hint)
            return None
        picture = dataclasses.replace(picture, alt=alt)
        self._note_alt(picture, where)
        return picture

    def _read(self, entry: Fields) -> Picture | None:
        name = entry.text_in_form("file", fault_in_picture_name, required=True)

        def copy_of(part: str) -> str:
            return set_copy(entry.text(part), self.language)

        alt, lead_in = copy_of("alt"), copy_of("lead_in")
        caption, credit = copy_of("caption"), copy_of("credit")
        focus_x, focus_y = _focus(entry)
        columns = entry.whole_number("columns")
        picture = None
        if name.lower().endswith(".pdf"):
            where = f"{self.where}, picture {name}"
            message = "a PDF is placed as an advertisement only, not in a story"
            hint = "export it from the PDF as SVG, PNG or JPEG"
            self.queries.warn("picture-004", where, message, hint)
        elif name:
            picture = self._measured(name, entry, self.where)
        if picture is None:
            return None
        return dataclasses.replace(
            picture,
            columns=columns,
            alt=alt,
            lead_in=lead_in,
            caption=caption,
            credit=credit,
            focus_x=focus_x,
            focus_y=focus_y,
        )

    def _measured(self, name: str, entry: Fields, where: str) -> Picture | None:
        """Find and measure a file; None with a finding or a problem."""
        where = f"{where}, picture {name}"
        path = self._found(name)
        if path is None:
            hint = self._missing_hint(name)
            self.queries.warn("picture-001", where, "the file is missing", hint)
            return None
        if not any(_lies_in(path, folder) for folder in self.folders):
            message = f"“{name}” leads out of the pictures folders"
            entry.problem("file", message, "copy the picture itself into the folder")
            return None
        try:
            size = measure_picture(path)
        except PictureError as error:
            if isinstance(error, TooManyPixelsError):
                self.queries.fail("picture-005", where, error.message, error.hint)
            else:
                self.queries.warn("picture-004", where, error.message, error.hint)
            return None
        if size.page_count > 1:
            message = f"it has {size.page_count} pages, and the first is printed"
            hint = "ask for a PDF of one page, or make an ad of each page"
            self.queries.warn("ad-004", where, message, hint)
        return Picture(
            name=name,
            path=path,
            alt="",
            width_px=size.width_px,
            height_px=size.height_px,
            is_vector=size.is_vector,
            sha256=size.sha256,
        )

    def _found(self, name: str) -> Path | None:
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        return None

    def _missing_hint(self, name: str) -> str:
        """Point to a file of nearly the same name, or to the folders."""
        at_hand = {
            path.name: path
            for folder in reversed(self.folders)
            for path in entries(folder)
        }
        lowered = {each.lower(): each for each in at_hand}
        near = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=0.7)
        if near:
            return f"did you mean “{lowered[near[0]]}”?"
        issue = self.issue_folder.name
        return f"put it into issues/{issue}/{FOLDER_NAME} or {FOLDER_NAME}"

    def _note_gaps(self, picture: Picture, *, needs_caption: bool) -> None:
        self._note_alt(picture, self.where)
        gaps = [] if picture.caption or not needs_caption else ["caption"]
        gaps += [] if picture.credit else ["credit"]
        if gaps:
            self.queries.warn(
                "picture-003",
                f"{self.where}, picture {picture.name}",
                f"it has no {' and no '.join(gaps)}",
                "say what it shows, and who took or drew it",
            )

    def _note_alt(self, picture: Picture, where: str) -> None:
        if not picture.alt:
            self.queries.warn(
                "picture-002",
                f"{where}, picture {picture.name}",
                "it has no description for readers who cannot see it",
                "write alt with what the picture shows, in one sentence",
            )


def fault_in_picture_name(text: str) -> Fault | None:
    """Find a name that does not stay within the pictures folders."""
    parts = PurePosixPath(text).parts
    is_outside = ".." in parts or text.startswith("/") or parts == ()
    if is_outside or "\\" in text or re.match("[A-Za-z]:", text):
        return Fault(
            f"“{text[:60]}” is not in the pictures folders",
            f"copy the file into {FOLDER_NAME} and write only its name",
        )
    if any(len(part.encode()) > 255 for part in parts) or len(text) > 500:
        return Fault("the name is too long for a file", "give the file a shorter name")
    return None


def _lies_in(path: Path, folder: Path) -> bool:
    """Follow links: rendering never touches a file outside the issue's folders."""
    return path.resolve().is_relative_to(folder.resolve())


def _focus(entry: Fields) -> tuple[float, float]:
    """Read the point to keep in every crop."""
    default = (0.5, 0.4)
    value = entry.value("focus")
    if value is None:
        return default
    shares = value.content if isinstance(value.content, list) else []
    numbers = [share.content for share in shares]
    match numbers:
        case [int() | float() as x, int() | float() as y] if (
            not isinstance(x, bool) and 0 <= x <= 1 and 0 <= y <= 1
        ):
            return float(x), float(y)
    hint = "write focus: [0.5, 0.4], shares of the width and of the height"
    entry.problem("focus", "must be two numbers from 0 to 1", hint)
    return default
