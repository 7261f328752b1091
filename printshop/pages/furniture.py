"""The furniture of the pages: nameplate and skyline, folio, index and imprint."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from printshop.barcode import Barcode
from printshop.flatplan import Desk, Flatplan, PagePlan
from printshop.layout import PT_PER_MM
from printshop.pages.fitting import (
    MOST_INDEX_ENTRIES,
    foot_rows,
    imprint_lines,
    printed_next_week,
    printed_strapline,
    printed_teasers,
    teaser_lines,
    teaser_text,
)
from printshop.pages.frames import PictureMaker, Thing
from printshop.pages.ruler import Ruler
from printshop.publication import Publication
from printshop.wording import Wording

_MODULE_MM = 0.33
"""A barcode at 100 per cent."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Makes what every page carries besides its stories."""

    desk: Desk
    plan: Flatplan
    publication: Publication
    wording: Wording
    picture_of: PictureMaker
    barcode: Barcode | None

    def things(self, page: PagePlan, ruler: Ruler) -> Iterator[Thing]:
        """Furnish a page by its form."""
        if page.form == "front":
            yield from self._front(ruler)
            return
        yield from self._folio(page, ruler)
        if page.form == "back":
            yield from self._back(ruler)

    def _row(
        self, ruler: Ruler, line: float, lines: float = 1
    ) -> tuple[float, float, float, float]:
        """Give the place of a row over the whole type area."""
        layout = self.desk.layout
        return (
            layout.side_margin_mm,
            ruler.top_pt(line),
            layout.type_width_mm,
            ruler.height_pt(lines),
        )

    def _front(self, ruler: Ruler) -> Iterator[Thing]:
        layout, lengths = self.desk.layout, self.desk.layout.lengths
        left, top, width, _ = self._row(ruler, 0)
        yield Thing("rule", left, top, width, 2.0)
        yield from self._skyline(ruler)
        yield Thing(
            "rule", left, ruler.top_pt(lengths["nameplate.rule_line"]), width, 0.5
        )
        yield from self._nameplate(ruler)
        bar_line = lengths["nameplate.bar_line"]
        bar_top_pt = ruler.top_pt(bar_line) - 3
        issue = self.desk.issue
        price = issue.price or self.publication.price
        yield Thing(
            "date-bar",
            left,
            bar_top_pt,
            width,
            1.5 * layout.leading_pt,
            more={
                "date": self.wording.long_date(issue.date),
                "strapline": printed_strapline(
                    self.desk, self.publication, self.wording
                ),
                "number": self.wording.issue(issue.number),
                "price": price,
            },
        )

    def _nameplate(self, ruler: Ruler) -> Iterator[Thing]:
        """Fit the title to the width left beside the barcode."""
        layout, lengths = self.desk.layout, self.desk.layout.lengths
        barcode_mm = 0.0
        if self.barcode is not None:
            barcode_mm = self.barcode.width_modules * _MODULE_MM
        room_mm = layout.type_width_mm - (barcode_mm + 5 if barcode_mm else 0)
        at_100_pt = self.desk.measure("nameplate", self.publication.title)
        size_pt = min(
            100 * room_mm * PT_PER_MM / at_100_pt, lengths["nameplate.largest_pt"]
        )
        baseline_pt = ruler.baseline_pt(lengths["nameplate.baseline_line"])
        yield Thing(
            "nameplate",
            layout.side_margin_mm,
            baseline_pt - (0.5 + layout.body_face_factor) * size_pt,
            room_mm,
            size_pt,
            lines=(self.publication.title,),
            more={"size_pt": math.floor(size_pt * 10) / 10},
        )
        if self.barcode is not None:
            yield Thing(
                "barcode",
                layout.side_margin_mm + layout.type_width_mm - barcode_mm,
                ruler.top_pt(lengths["nameplate.barcode_line"]),
                barcode_mm,
                ruler.height_pt(lengths["nameplate.barcode_lines"]),
                more={"barcode": self.barcode, "module_mm": _MODULE_MM},
            )

    def _skyline(self, ruler: Ruler) -> Iterator[Thing]:
        """Promise up to three stories inside, with their pages."""
        for place, (teaser, page) in enumerate(printed_teasers(self.desk, self.plan)):
            article = self.desk.issue.article(teaser.slug)
            photographs = sorted(article.pictures, key=lambda p: p.is_vector)
            picture = photographs[0] if photographs else None
            left_mm = ruler.left_mm(2 * place)
            width_mm = ruler.width_mm(1)
            high_mm = self.desk.layout.picture_height_mm(6)
            if picture is not None:
                yield Thing(
                    "head-shot",
                    left_mm,
                    ruler.cap_pt(1),
                    width_mm,
                    high_mm * PT_PER_MM,
                    more={
                        "picture": picture,
                        "src": self.picture_of(picture, width_mm, high_mm),
                    },
                )
                left_mm = ruler.left_mm(2 * place + 1)
            else:
                width_mm = ruler.width_mm(2)
            yield Thing(
                "teaser",
                left_mm,
                ruler.top_pt(1),
                width_mm,
                ruler.height_pt(7),
                lines=teaser_lines(self.desk, teaser_text(self.desk, teaser), width_mm)
                or (),
                more={
                    "label": teaser.label or article.section,
                    "page": page,
                    "href": f"#story-{article.slug}",
                },
            )

    def _folio(self, page: PagePlan, ruler: Ruler) -> Iterator[Thing]:
        """Show number, flag, title and date; mirrored on right-hand pages."""
        left, top, width, height = self._row(ruler, 0, 2)
        is_left = page.number % 2 == 0
        yield Thing(
            "folio",
            left,
            top,
            width,
            height,
            "left" if is_left else "right",
            more={
                "number": page.number,
                "section": page.section,
                "title": self.publication.title,
                "date": self.wording.long_date(self.desk.issue.date),
                "anchor": f"page-{page.number}",
            },
        )
        yield Thing("rule", left, ruler.top_pt(2.5), width, 2.0)

    def _back(self, ruler: Ruler) -> Iterator[Thing]:
        """Close the paper: index, imprint, what comes next week."""
        layout = self.desk.layout
        top_line = layout.lines - layout.forms["back"].foot_lines + 1
        left, top, width, _ = self._row(ruler, top_line)
        yield Thing("rule", left, top - 0.4 * layout.leading_pt, width, 2.0)
        yield Thing(
            "flag",
            left,
            top,
            ruler.width_mm(3),
            ruler.height_pt(2),
            lines=(self.wording.inside,),
        )
        yield from self._index(ruler, top_line + 3)
        lines = imprint_lines(self.desk, self.publication, self.wording)
        yield Thing(
            "imprint",
            ruler.left_mm(3),
            ruler.top_pt(top_line + 3),
            ruler.width_mm(3),
            ruler.height_pt(foot_rows(self.desk)),
            lines=lines[: foot_rows(self.desk)],
            more={"title": self.publication.title},
        )
        next_week = printed_next_week(self.desk, self.wording)
        if next_week:
            place = self._row(ruler, layout.lines - 2, 2)
            yield Thing("next-week", *place, lines=next_week)

    def _index(self, ruler: Ruler, line: int) -> Iterator[Thing]:
        """List the sections with their pages, in three columns of four or more."""
        entries = [
            (section, page_range(pages), f"#page-{pages[0]}")
            for section, pages in self.plan.section_pages().items()
        ][:MOST_INDEX_ENTRIES]
        rows = max(4, math.ceil(len(entries) / 3))
        for column in range(3):
            part = tuple(entries[column * rows : (column + 1) * rows])
            if part:
                yield Thing(
                    "index",
                    ruler.left_mm(column),
                    ruler.top_pt(line),
                    ruler.width_mm(1),
                    ruler.height_pt(rows),
                    more={"entries": part},
                )


def page_range(pages: tuple[int, ...]) -> str:
    """Write page numbers as printed in an index: ``2–5, 8``."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs
    )
