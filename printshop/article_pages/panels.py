"""What follows a story: "Read more", the paper's own panels, and their QR codes.

Rules, from the paper's design specification (8) and the QR code standard: panels stand
whole on the last page; if two do not fit, one does, and then none; a code's modules
are at least 0.7 mm wide where the panel allows, and it keeps its quiet zone.
"""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import segno

from printshop.article_pages.display import DisplayText, TypeCase
from printshop.article_pages.plan import Tail
from printshop.publication import HouseAd, HouseAdKind

_KINDS = (HouseAdKind.NEWSLETTER, HouseAdKind.DONATION, HouseAdKind.SUBSCRIPTION)
_MOST_LINKS = 3
_ONE_PANEL = 12.0
_NO_PANEL = 26.0
_LINK_GUTTER_MM = 8.0
_TEXT_TO_CODE_MM = 3.0


@dataclass(frozen=True, slots=True)
class ReadMore:
    """Another story: its title, when and where it was printed, and its address."""

    title: str
    date_line: str
    page_line: str
    url: str


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as rows of black runs."""

    modules: int
    """Along each side, without the quiet zone."""
    runs: tuple[tuple[int, int, int], ...]
    """Column, row and length of each black run."""


@dataclass(frozen=True, slots=True)
class Link:
    """One "Read more" entry, broken into lines."""

    item: ReadMore
    title: DisplayText
    left_mm: float
    width_mm: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of the paper's own, placed in its row."""

    ad: HouseAd
    is_red: bool
    is_wide: bool
    left_mm: float
    width_mm: float
    lines: int
    headline: DisplayText
    text: tuple[str, ...]
    address: tuple[str, ...]
    text_line: int
    """Where text and address begin, so that they end at the panel's foot."""
    code: QrCode


@dataclass(frozen=True, slots=True)
class TailPage:
    """What follows a story, in one of its sizes."""

    tail: Tail
    links: tuple[Link, ...] = ()
    is_stacked: bool = False
    """The links stand one below the other in the left column."""
    panels: tuple[Panel, ...] = ()

    @property
    def link_lines(self) -> int:
        """Lines of the longest link with its date."""
        return max(link.title.height for link in self.links) + 1


def qr_code(text: str) -> QrCode:
    """Make a QR code that survives a crease: 15 per cent of it may be lost."""
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    return QrCode(
        modules=len(matrix),
        runs=tuple(run for y, row in enumerate(matrix) for run in _runs(row, y)),
    )


def _runs(row: Sequence[int], y: int) -> Iterator[tuple[int, int, int]]:
    start = None
    for x, module in enumerate([*row, 0]):
        if module and start is None:
            start = x
        elif not module and start is not None:
            yield start, y, x - start
            start = None


def plain_address(url: str) -> str:
    """Write an address as it is printed: without scheme, "www." and last slash."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


def story_tails(
    links: Sequence[ReadMore], ads: Sequence[HouseAd], case: TypeCase, language: str
) -> tuple[TailPage, ...]:
    """Set what follows a story in every size that it may have to shrink to."""
    layout = case.layout
    chosen = sorted(ads, key=lambda ad: _KINDS.index(ad.kind))[:2]
    makers = _Tails(tuple(links[:_MOST_LINKS]), chosen, case, language)
    tails = [makers.without_panels()]
    heights = layout.lines("panel.lines"), layout.lines("panel.least_lines")
    for cost, lines in enumerate(heights):
        if len(chosen) == 2:
            tails.append(makers.with_two(lines, float(cost)))
        if chosen and links:
            tails.extend(makers.beside_links(lines, _ONE_PANEL + cost))
    if chosen and not links:
        tails.append(makers.with_wide(layout.lines("panel.wide_lines"), _ONE_PANEL))
    return tuple(tails)


@dataclass(frozen=True)
class _Tails:
    """Makes what follows a story, each time in another size."""

    links: tuple[ReadMore, ...]
    ads: Sequence[HouseAd]
    case: TypeCase
    language: str

    @functools.cached_property
    def row(self) -> tuple[Link, ...]:
        """The links side by side."""
        return _row(self.links, self.case, self.language) if self.links else ()

    @property
    def row_lines(self) -> int:
        """Lines of that row, rule and blank lines above it included."""
        return 4 + max(link.title.height for link in self.row) if self.row else 0

    def without_panels(self) -> TailPage:
        """Links alone."""
        cost = _NO_PANEL if self.ads else 0.0
        return TailPage(Tail("no panel", self.row_lines, cost), self.row)

    def with_two(self, lines: int, cost: float) -> TailPage:
        """Two panels below the links."""
        panels = tuple(
            _panel(ad, number, self.case, self.language, lines=lines)
            for number, ad in enumerate(self.ads)
        )
        above = self.row_lines + 1 if self.row else 2
        tail = Tail(f"two panels of {lines}", lines + above, cost)
        return TailPage(tail, self.row, panels=panels)

    def beside_links(self, lines: int, cost: float) -> Iterator[TailPage]:
        """One panel, and the links in the column beside it if they fit."""
        stack = _stack(self.links, self.case, self.language)
        if stack[-1].title.end + 1 <= lines:
            panel = _panel(self.ads[0], 1, self.case, self.language, lines=lines)
            tail = Tail(f"one panel of {lines}", lines + 2, cost)
            yield TailPage(tail, stack, is_stacked=True, panels=(panel,))

    def with_wide(self, lines: int, cost: float) -> TailPage:
        """One low panel over both columns."""
        ad = self.ads[0]
        panel = _panel(ad, 0, self.case, self.language, lines=lines, is_wide=True)
        return TailPage(Tail("one wide panel", lines + 2, cost), panels=(panel,))


def _row(links: Sequence[ReadMore], case: TypeCase, language: str) -> tuple[Link, ...]:
    """Set the links side by side."""
    width_mm = (case.layout.full_mm + _LINK_GUTTER_MM) / len(links) - _LINK_GUTTER_MM
    return tuple(
        Link(
            link,
            case.broken(link.title, "link", width_mm, language, 1),
            number * (width_mm + _LINK_GUTTER_MM),
            width_mm,
        )
        for number, link in enumerate(links)
    )


def _stack(links: Sequence[ReadMore], case: TypeCase, language: str) -> tuple[Link, ...]:
    """Set the links one below the other."""
    width_mm = case.layout.column_mm
    found = []
    line = 1
    for link in links:
        title = case.broken(link.title, "link", width_mm, language, line)
        found.append(Link(link, title, 0.0, width_mm))
        line = title.end + 2
    return tuple(found)


def _panel(
    ad: HouseAd,
    column: int,
    case: TypeCase,
    language: str,
    *,
    lines: int,
    is_wide: bool = False,
) -> Panel:
    """Set one panel: headline above, text and address beside the code below it."""
    layout = case.layout
    width_mm = layout.full_mm if is_wide else layout.column_mm
    inset_mm = layout.lengths["panel.inset_mm"]
    beside_mm = (
        width_mm - 2 * inset_mm - layout.lengths["panel.patch_mm"] - _TEXT_TO_CODE_MM
    )
    head_mm = beside_mm if is_wide else width_mm - 2 * inset_mm
    headline = case.broken(ad.headline, "panel-head", head_mm, language, 2)
    address = _address_lines(plain_address(ad.url), case, beside_mm)
    text = case.wrapped(ad.text, "panel-text", beside_mm)
    foot = lines - 1
    if headline.end + len(text) + len(address) > foot:
        text = ()
    return Panel(
        ad=ad,
        is_red=ad.kind == HouseAdKind.NEWSLETTER,
        is_wide=is_wide,
        left_mm=column * (layout.column_mm + layout.lengths["columns.gutter_mm"]),
        width_mm=width_mm,
        lines=lines,
        headline=headline,
        text=text,
        address=address,
        text_line=foot - len(text) - len(address),
        code=qr_code(ad.url),
    )


def _address_lines(address: str, case: TypeCase, width_mm: float) -> tuple[str, ...]:
    """Break an address before its slashes."""
    lines: list[str] = []
    line = ""
    for part in address.replace("/", " /").split(" "):
        wider = case.width_pt("panel-text", line + part) > width_mm * 72 / 25.4
        if line and wider:
            lines.append(line)
            line = part
        else:
            line += part
    return (*lines, line)
