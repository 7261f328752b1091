"""Pages as plates: how much of each ink comes where, as Ghostscript makes them.

Ghostscript is a program of its own, and is asked only when it is there:
``gs -sDEVICE=tiff32nc -r72 -dOverprint=/simulate``. Rules:

* ink is averaged over squares of 15 mm² (GWG 2022, R0026): 3.873 mm a side, which at
  72 pixels an inch is eleven pixels;
* what lies outside the bleed is not looked at: marks print on every plate.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from printshop.preflight.geometry import Box
from printshop.preflight.rule import NotCheckedError
from printshop.preflight.sheets import PageFacts

LARGEST_PT = 5000
"""Sheets larger than this square are not drawn."""

_PPI = 72
_WINDOW_PX = 11
_PAGES_AT_ONCE = 8
_SECONDS_A_PAGE = 60
_MOST_PLACES = 12
_LEAST_INK = 8
"""Of 255: less on a plate is rounding."""

_COMMAND = (
    *("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiff32nc"),
    *(f"-r{_PPI}", "-dOverprint=/simulate", "-sCompression=lzw"),
)


@dataclass(frozen=True, slots=True, eq=False)
class PagePlates:
    """The four plates of one page."""

    inks: npt.NDArray[np.uint8]
    """Row, column, plate: 255 is solid."""
    media: Box

    def heavier_than(self, percent: float, within: Box) -> Iterator[tuple[float, Box]]:
        """Yield squares with more ink than this, the heaviest first, none twice."""
        top, left, inks = self._cut(within)
        means = _window_means(inks)
        for _ in range(_MOST_PLACES):
            row, column = np.unravel_index(np.argmax(means), means.shape)
            heaviest = float(means[row, column])
            if round(heaviest) <= percent:
                return
            yield heaviest, self._box(top + int(row), left + int(column), _WINDOW_PX)
            rows = slice(max(0, row - _WINDOW_PX), row + _WINDOW_PX)
            columns = slice(max(0, column - _WINDOW_PX), column + _WINDOW_PX)
            means[rows, columns] = 0

    def coloured(self, within: Box) -> Box | None:
        """Find the box round everything that is not on the black plate alone."""
        top, left, inks = self._cut(within)
        rows, columns = np.nonzero(inks[:, :, :3].max(axis=2) > _LEAST_INK)
        if not rows.size:
            return None
        first = self._box(top + int(rows.min()), left + int(columns.min()), 1)
        last = self._box(top + int(rows.max()), left + int(columns.max()), 1)
        return Box(first.left, last.low, last.right, first.high)

    @property
    def _scale(self) -> tuple[float, float]:
        """Pixels a point, across and down."""
        height, width = self.inks.shape[:2]
        return width / self.media.width, height / self.media.height

    def _cut(self, box: Box) -> tuple[int, int, npt.NDArray[np.uint8]]:
        """Cut a box out; give its first row and column, too."""
        across, down = self._scale
        box = box.common(self.media)
        left = round((box.left - self.media.left) * across)
        right = round((box.right - self.media.left) * across)
        top = round((self.media.high - box.high) * down)
        foot = round((self.media.high - box.low) * down)
        return top, left, self.inks[top:foot, left:right]

    def _box(self, row: int, column: int, side: int) -> Box:
        across, down = self._scale
        left = self.media.left + column / across
        high = self.media.high - row / down
        return Box(left, high - side / down, left + side / across, high)


def draw_plates(
    path: Path, pages: Sequence[PageFacts]
) -> Iterator[tuple[PageFacts, PagePlates]]:
    """Draw pages, in their order.

    Raises NotCheckedError when Ghostscript is missing or fails.
    """
    if pages and shutil.which(_COMMAND[0]) is None:
        raise NotCheckedError("install ghostscript")
    for start in range(0, len(pages), _PAGES_AT_ONCE):
        some = pages[start : start + _PAGES_AT_ONCE]
        with tempfile.TemporaryDirectory(prefix="printshop-") as folder:
            _run(path, [page.number for page in some], Path(folder))
            for place, page in enumerate(some, start=1):
                shown = _inks(Path(folder) / f"{place}.tif")
                # as it stands in the file, not as it is turned to be shown
                upright = np.rot90(shown, page.rotate // 90)
                yield page, PagePlates(upright, page.media)


def _run(path: Path, pages: Sequence[int], folder: Path) -> None:
    numbers = ",".join(map(str, pages))
    target = f"-sOutputFile={folder}/%d.tif"
    command = [*_COMMAND, f"-sPageList={numbers}", target, str(path.resolve())]
    try:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            timeout=_SECONDS_A_PAGE * len(pages),
        )
    except subprocess.TimeoutExpired as error:
        raise NotCheckedError("Ghostscript took too long") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise NotCheckedError("Ghostscript cannot draw the pages") from error


def _inks(path: Path) -> npt.NDArray[np.uint8]:
    try:
        with Image.open(path) as image:
            return np.asarray(image)
    except (OSError, ValueError) as error:
        raise NotCheckedError("Ghostscript cannot draw the pages") from error


def _window_means(inks: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Average the summed inks, in per cent, over every window of a page."""
    total = inks.sum(axis=2, dtype=np.int64)
    side = min(_WINDOW_PX, *total.shape)
    if not side:
        return np.zeros((1, 1))
    sums = np.pad(total, ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    windows = sums[side:, side:] - sums[:-side, side:]
    windows = windows - sums[side:, :-side] + sums[:-side, :-side]
    means: npt.NDArray[np.float64] = windows / (side * side) * 100 / 255
    return means
