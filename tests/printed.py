"""Read printed PDFs back: their words by two programs, their rows, their links."""

import itertools
import re
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

PT_PER_MM = 72 / 25.4

_PROBE = 12
"""Letters that are enough to look for the next run of a story with."""


def pdfium_pages(path: Path) -> list[str]:
    """Read every page's text with pdfium."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def poppler_pages(path: Path) -> list[str]:
    """Read every page's text with Poppler, in the order in which it was written."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    told = subprocess.run(command, capture_output=True, check=True, text=True)
    return told.stdout.split("\f")[:-1]


def letters(text: str) -> str:
    """Keep letters and figures: lines break words, and ligatures join letters."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


class Run(NamedTuple):
    """Letters of a story that stand together."""

    page: int
    """Counted from 1."""
    text: str


def runs_of(copy: str, pages: Sequence[str]) -> list[Run]:
    """Find a text whole and in order, in as many runs as its columns make of it.

    AssertionError names the first words that are missing, or that come too early.
    """
    wanted = letters(copy)
    parts = [letters(page) for page in pages]
    found = "".join(parts)
    ends = list(itertools.accumulate(map(len, parts)))
    runs: list[Run] = []
    at = cursor = 0
    while at < len(wanted):
        length, start = _longest_run(wanted[at:], found, cursor)
        assert length, f"“{wanted[at : at + 60]}” is missing, or is out of order"
        page = next(n for n, end in enumerate(ends, start=1) if start < end)
        runs.append(Run(page, wanted[at : at + length]))
        at, cursor = at + length, start + length
    return runs


def _longest_run(wanted: str, found: str, cursor: int) -> tuple[int, int]:
    """Find where most of the wanted letters follow one another: length and place."""
    probe = re.escape(wanted[:_PROBE])
    starts = (match.start() for match in re.finditer(probe, found[cursor:]))
    lengths = [
        (_same_letters(wanted, found[start : start + len(wanted)]), -start)
        for start in (cursor + start for start in starts)
    ]
    length, start = max(lengths, default=(0, 0))
    return length, -start


def _same_letters(one: str, other: str) -> int:
    """Count the letters with which both begin."""
    pairs = zip(one, other, strict=False)
    return len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], pairs)))


def pages_of(copy: str, pages: Sequence[str]) -> list[int]:
    """List the pages that a text runs over."""
    return list(dict.fromkeys(run.page for run in runs_of(copy, pages)))


_LINE_END_HYPHEN = re.compile("-[\r\n]+|[\x02\xad\ufffe][\r\n]*")
_RUN = 4
"""Words that are enough to look for the next run of a story with."""


def words_of(text: str) -> list[str]:
    """Part a text into words; a word that a line's end divides is one.

    Hyphens inside words are left out, because at a line's end one cannot be told from
    the other.
    """
    whole = _LINE_END_HYPHEN.sub("", text)
    return [word for word in map(letters, whole.split()) if word]


def words_missing(wanted: Sequence[str], found: Sequence[str]) -> list[str]:
    """Find a story's words in order, in runs of some length; give the first missing.

    What stands between columns, and the numbers of notes, part the runs.
    """
    places: dict[str, list[int]] = {}
    for place, word in enumerate(found):
        places.setdefault(word, []).append(place)
    at = cursor = 0
    while at < len(wanted):
        best = (0, 0)
        for start in places.get(wanted[at], ()) or _ends_of(wanted[at], places):
            if start >= cursor:
                length = _same_words(wanted, at, found, start)
                best = max(best, (length, -start))
                if length >= _RUN:
                    break
        if not best[0]:
            return list(wanted[at:])
        at, cursor = at + best[0], best[0] - best[1]
    return []


def _ends_of(word: str, places: Mapping[str, list[int]]) -> Iterator[int]:
    """Find the end of a word that goes over from one page to the next.

    Its beginning stands before whatever follows on its page.
    """
    for cut in range(2, len(word)):
        if any(each.startswith(word[:cut]) for each in places):
            yield from places.get(word[cut:], ())


def _same_words(
    wanted: Sequence[str], at: int, found: Sequence[str], start: int
) -> int:
    pairs = zip(wanted[at:], found[start:], strict=False)
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], pairs)
    # a word of which the end alone stands here is one all the same
    return max(1, len(list(same)))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text on a page; lengths in points from the page's top left."""

    page: int
    left: float
    top: float
    width: float
    height: float
    text: str


def rows_of(path: Path, *, is_loose: bool = True) -> list[Row]:
    """Read a PDF as rows of text, in the order in which they were written.

    Loose rows are as high as their type, others as what is inked of it.
    """
    with pypdfium2.PdfDocument(path) as document:
        return [
            row
            for number, page in enumerate(document, start=1)
            for row in _page_rows(number, page, is_loose=is_loose)
        ]


def _page_rows(
    number: int, page: pypdfium2.PdfPage, *, is_loose: bool
) -> Iterator[Row]:
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    assert text_page.count_chars() == len(text), "a character counts twice"
    high = page.get_height()
    for match in re.finditer(r"[^\r\n]+", text):
        if not match.group().strip():
            continue
        boxes = [
            text_page.get_charbox(index, loose=is_loose)
            for index in range(match.start(), match.end())
            if not text[index].isspace()
        ]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        left, top = min(lefts), high - max(tops)
        width, height = max(rights) - left, max(tops) - min(bottoms)
        yield Row(number, left, top, width, height, match.group().strip())


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page that leads somewhere."""

    page: int
    text: str
    target: str
    """Name of the place in the document; empty for an address."""
    target_page: int | None
    url: str
    width_pt: float


def links_of(path: Path) -> list[Link]:
    """Read every link with the text that it stands on."""
    reader = pypdf.PdfReader(path)
    named = reader.named_destinations
    links = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(reader.pages, start=1):
            text_page = document[number - 1].get_textpage()
            for annotation in page.annotations or ():
                link = annotation.get_object()
                left, one, right, other = map(float, link["/Rect"])
                bottom, top = sorted((one, other))
                target = str(link.get("/Dest", ""))
                where = named.get(target)
                links.append(
                    Link(
                        number,
                        text_page.get_text_bounded(left, bottom, right, top).strip(),
                        target,
                        _page_number(reader, where) if where else None,
                        str(link["/A"]["/URI"]) if "/A" in link else "",
                        right - left,
                    )
                )
    return links


def _page_number(reader: pypdf.PdfReader, place: pypdf.generic.Destination) -> int:
    number = reader.get_destination_page_number(place)
    assert number is not None
    return number + 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn on a page; lengths in points from the page's top left."""

    left: float
    top: float
    width: float
    height: float


def rules_of(path: Path, page_number: int, most_pt: float = 2.1) -> list[Rule]:
    """List the filled rectangles of a page that are thin enough to be rules."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[page_number - 1]
        high = page.get_height()
        rules = []
        for thing in page.get_objects((pdfium.FPDF_PAGEOBJ_PATH,), max_depth=1):
            left, bottom, right, top = thing.get_bounds()
            if min(right - left, top - bottom) <= most_pt:
                rules.append(Rule(left, high - top, right - left, top - bottom))
        return rules


def picture_of(path: Path, page_number: int, dpi: float) -> Image.Image:
    """Draw a page in grey."""
    with pypdfium2.PdfDocument(path) as document:
        drawn = document[page_number - 1].render(scale=dpi / 72)
        picture: Image.Image = drawn.to_pil().convert("L")
        return picture
