"""What follows a story: "Read more" and the paper's own panels.

Rules, from the paper's design specification (8): both stand on the last page, whole;
if two panels do not fit, one does, and then none; they are never on a page alone.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from printshop.article_pages.display import DisplayText, TypeCase
from printshop.article_pages.job import Tail
from printshop.article_pages.link_notes import has_link_notes
from printshop.article_pages.panels import Panel, set_panel
from printshop.layout import PT_PER_MM
from printshop.publication import HouseAd, HouseAdKind
from printshop.web_address import plain_address

_KINDS = (HouseAdKind.NEWSLETTER, HouseAdKind.DONATION, HouseAdKind.SUBSCRIPTION)
_COLUMNS = (0, 1)
_MOST_LINKS = 3
_LINK_GUTTER_MM = 8.0
_RULE_LINES = 2
"""Blank lines above the links, their rule among them."""

_FORMS = {"normal": 0.0, "high": 1.0, "low": 1.0}
"""Heights that a panel may have, each with its cost."""

_ONE_PANEL = 12.0
_NO_PANEL = 26.0


@dataclass(frozen=True, slots=True)
class ReadMore:
    """Another story: its title, when and where it was printed, and its address."""

    title: str
    date_line: str
    page_line: str
    url: str
    language: str = ""
    """Of its title, when that is its own."""


@dataclass(frozen=True, slots=True)
class Link:
    """One "Read more" entry, broken into lines."""

    item: ReadMore
    title: DisplayText
    left_mm: float
    width_mm: float
    told: str
    """Its date and page, or its address where it has neither."""

    @property
    def end(self) -> int:
        """The line below all that is said of it."""
        return self.title.end + bool(self.told)


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
        return max(link.end for link in self.links) - 1


def story_tails(
    links: Sequence[ReadMore], ads: Sequence[HouseAd], case: TypeCase, language: str
) -> tuple[TailPage, ...]:
    """Set what follows a story in every size that it may have to shrink to."""
    chosen = sorted(ads, key=lambda ad: _KINDS.index(ad.kind))[:2]
    tails = _Tails(tuple(links[:_MOST_LINKS]), tuple(chosen), case, language)
    found = [tails.without_panels()]
    if len(chosen) == len(_COLUMNS):
        found.extend(map(tails.with_two, _FORMS))
    if chosen and len(tails.links) > 1:
        found.extend(map(tails.beside_links, _FORMS))
    elif chosen:
        found.append(tails.with_wide())
    return tuple(found)


@dataclass(frozen=True)
class _Tails:
    """Makes what follows a story, each time in another size."""

    links: tuple[ReadMore, ...]
    ads: tuple[HouseAd, ...]
    case: TypeCase
    language: str

    @functools.cached_property
    def row(self) -> tuple[Link, ...]:
        """The links side by side."""
        if not self.links:
            return ()
        step_mm = (self.case.layout.full_mm + _LINK_GUTTER_MM) / len(self.links)
        return tuple(
            self._link(item, number * step_mm, step_mm - _LINK_GUTTER_MM, 1)
            for number, item in enumerate(self.links)
        )

    @functools.cached_property
    def stack(self) -> tuple[Link, ...]:
        """The links one below the other, in one column."""
        found: list[Link] = []
        for item in self.links:
            line = found[-1].end + 1 if found else 1
            found.append(self._link(item, 0.0, self.case.layout.column_mm, line))
        return tuple(found)

    def _link(self, item: ReadMore, left_mm: float, width_mm: float, line: int) -> Link:
        title = self.case.broken(item.title, "link", width_mm, self.language, line)
        return Link(item, title, left_mm, width_mm, self._told(item, width_mm))

    def _told(self, item: ReadMore, width_mm: float) -> str:
        """Say where a link leads, on paper, in one line."""
        dated = ", ".join(filter(None, (item.date_line, item.page_line)))
        if dated or not has_link_notes(self.case.layout.lengths):
            return dated
        address = plain_address(item.url)
        is_short = self.case.width_pt("small", address) <= width_mm * PT_PER_MM
        return address if is_short else address.partition("/")[0]

    @property
    def row_lines(self) -> int:
        """Lines of the links side by side, heading and blank lines included."""
        if not self.row:
            return 0
        return _RULE_LINES + max(link.end for link in self.row)

    @property
    def above_panels(self) -> int:
        """Lines above panels that stand below the links."""
        return self.row_lines + 1 if self.row else _RULE_LINES

    def without_panels(self) -> TailPage:
        """Set the links alone."""
        cost = _NO_PANEL if self.ads else 0.0
        return TailPage(Tail("no panel", self.row_lines, cost), self.row)

    def with_two(self, form: str) -> TailPage:
        """Set two panels below the links."""
        panels = tuple(self._panel(column, form) for column in _COLUMNS)
        lines = panels[0].lines + self.above_panels
        tail = Tail(f"two {form} panels", lines, _FORMS[form])
        return TailPage(tail, self.row, panels=panels)

    def beside_links(self, form: str) -> TailPage:
        """Set one panel, and the links in the column beside it."""
        panel = self._panel(1, form, ad=0)
        lines = max(panel.lines, self.stack[-1].end) + _RULE_LINES
        tail = Tail(f"one {form} panel", lines, _ONE_PANEL + _FORMS[form])
        return TailPage(tail, self.stack, is_stacked=True, panels=(panel,))

    def with_wide(self) -> TailPage:
        """Set one low panel over both columns, below a single link or none."""
        panel = self._panel(0, "wide")
        tail = Tail("one wide panel", panel.lines + self.above_panels, _ONE_PANEL)
        return TailPage(tail, self.row, panels=(panel,))

    def _panel(self, column: int, form: str, ad: int | None = None) -> Panel:
        chosen = self.ads[column if ad is None else ad]
        return set_panel(chosen, column, form, self.case, self.language)
