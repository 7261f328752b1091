"""The furniture of the pages: nameplate and skyline, folio, index and imprint."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from printshop.barcode import Barcode
from printshop.flatplan import Desk, Flatplan, PagePlan
from printshop.issue import Picture, Teaser
from printshop.layout import PT_PER_MM
from printshop.pages.fitting import (
    foot_rows,
    imprint_lines,
    most_index_entries,
    printed_next_week,
    printed_strapline,
    printed_teasers,
    shared_columns,
    teaser_columns,
    teaser_lines,
    teaser_picture,
    teaser_text,
)
from printshop.pages.frames import PictureMaker, Thing
from printshop.pages.ruler import Ruler
from printshop.publication import Publication
from printshop.wording import Wording


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
            for thing in self._back(ruler):
                yield replace(thing, pack="foot")

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

    def _rule(self, ruler: Ruler, line: float, weight_pt: float) -> Thing:
        """Draw a rule over the whole type area."""
        left, top, width, _ = self._row(ruler, line)
        return Thing("rule", left, top, width, weight_pt)

    def _front(self, ruler: Ruler) -> Iterator[Thing]:
        """Open the paper: teasers, nameplate, barcode, date bar."""
        layout = self.desk.layout
        yield self._rule(ruler, 0, layout.rules.heavy_pt)
        teasers = printed_teasers(self.desk, self.plan)
        for place, (teaser, page) in enumerate(teasers):
            columns = shared_columns(self.desk, len(teasers))
            for thing in self._teaser(ruler, columns, place, teaser, page):
                yield replace(thing, pack=f"teaser {place}")
        rule_line = layout.furniture.nameplate.rule_line
        if rule_line:
            yield self._rule(ruler, rule_line, layout.rules.story_pt)
        for thing in (*self._nameplate(ruler), self._date_bar(ruler)):
            yield replace(thing, pack="head")

    def _date_bar(self, ruler: Ruler) -> Thing:
        """Say when, which number, and at what price."""
        bar, issue = self.desk.layout.furniture.date_bar, self.desk.issue
        left, top, width, height = self._row(ruler, bar.line, bar.lines)
        strapline = printed_strapline(self.desk, self.publication, self.wording)
        return Thing(
            "date-bar",
            left,
            top - bar.raise_pt,
            width,
            height,
            more={
                "date": self.wording.long_date(issue.date),
                "strapline": strapline,
                "number": self.wording.issue(issue.number),
                "price": issue.price or self.publication.price,
            },
        )

    def _nameplate(self, ruler: Ruler) -> Iterator[Thing]:
        """Fit the title to the width left beside the barcode."""
        layout, style = self.desk.layout, self.desk.layout.furniture.nameplate
        barcode = self._barcode(ruler)
        room_mm = layout.type_width_mm
        if barcode is not None:
            room_mm -= barcode.width_mm + style.barcode_gap_mm
        at_100_pt = self.desk.measure("nameplate", self.publication.title)
        size_pt = min(100 * room_mm * PT_PER_MM / at_100_pt, style.largest_pt)
        baseline_pt = ruler.baseline_pt(style.baseline_line)
        yield Thing(
            "nameplate",
            layout.side_margin_mm,
            baseline_pt - (0.5 + layout.body_face_factor) * size_pt,
            room_mm,
            size_pt,
            lines=(self.publication.title,),
            more={"size_pt": math.floor(size_pt * 10) / 10},
        )
        if barcode is not None:
            yield barcode

    def _barcode(self, ruler: Ruler) -> Thing | None:
        """Place the barcode flush right, if paper and layout have one."""
        layout, style = self.desk.layout, self.desk.layout.furniture.barcode
        if self.barcode is None or not style.lines:
            return None
        width_mm = self.barcode.width_modules * style.module_mm
        return Thing(
            "barcode",
            layout.side_margin_mm + layout.type_width_mm - width_mm,
            ruler.top_pt(style.top_line),
            width_mm,
            ruler.height_pt(style.lines),
            more={"barcode": self.barcode, "module_mm": style.module_mm},
        )

    def _teaser(
        self, ruler: Ruler, columns: int, place: int, teaser: Teaser, page: int
    ) -> Iterator[Thing]:
        """Promise a story inside, with its page."""
        article = self.desk.issue.article(teaser.slug)
        layout, style = self.desk.layout, self.desk.layout.furniture.teasers
        column = columns * place
        words = teaser_columns(self.desk, teaser) + columns - style.columns
        picture = teaser_picture(self.desk, teaser)
        if picture is not None:
            yield self._thumbnail(ruler, column, picture)
        size, most = layout.sizes[style.size], style.headline_lines
        # set lower by the spare half line, so that the last of most lines is on grid
        spare = size.lines(most) - most * size.k if most > 1 else 0
        down_pt = (1 + spare) * layout.leading_pt + layout.display_top_pt(size, most)
        width_mm = ruler.width_mm(words)
        text = teaser_text(self.desk, teaser)
        yield Thing(
            "teaser",
            ruler.left_mm(column + columns - words),
            ruler.top_pt(style.top_line),
            width_mm,
            ruler.height_pt(1 + size.lines(most)),
            size.name,
            teaser_lines(self.desk, text, width_mm) or (),
            {
                "label": teaser.label or article.section,
                "page": page,
                "href": f"#story-{article.slug}",
                "down_pt": down_pt,
            },
        )

    def _thumbnail(self, ruler: Ruler, column: int, picture: Picture) -> Thing:
        """Show a teaser's picture."""
        layout, style = self.desk.layout, self.desk.layout.furniture.teasers
        width_mm = ruler.width_mm(style.picture_columns)
        high_mm = layout.picture_height_mm(style.picture_lines)
        return Thing(
            "head-shot",
            ruler.left_mm(column),
            ruler.cap_pt(style.top_line),
            width_mm,
            high_mm * PT_PER_MM,
            "thumbnail",
            more={
                "picture": picture,
                "src": self.picture_of(picture, width_mm, high_mm),
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
        rule_line = self.desk.layout.furniture.folio.rule_line
        yield self._rule(ruler, rule_line, self.desk.layout.rules.heavy_pt)

    def _back(self, ruler: Ruler) -> Iterator[Thing]:
        """Close the paper: index, imprint, what comes next week."""
        layout = self.desk.layout
        style, rows = layout.furniture.index, foot_rows(self.desk)
        top_line = layout.lines - layout.forms["back"].foot_lines + 1
        rule_line = top_line - layout.rules.above_lines
        yield self._rule(ruler, rule_line, layout.rules.heavy_pt)
        left, top, width, height = self._row(ruler, top_line, style.flag_lines)
        down = top + self._drop_pt("flag")
        inside = (self.wording.inside,)
        yield Thing("flag", left, down, width, height, lines=inside)
        first_line = top_line + style.flag_lines
        yield from self._index(ruler, first_line)
        lines = imprint_lines(self.desk, self.publication, self.wording)
        yield Thing(
            "imprint",
            ruler.left_mm(style.columns),
            ruler.top_pt(first_line) + self._drop_pt("index"),
            ruler.width_mm(ruler.grid.columns - style.columns),
            ruler.height_pt(rows),
            lines=lines[:rows],
            more={"title": self.publication.title},
        )
        next_week = printed_next_week(self.desk, self.wording)
        if next_week:
            deep = layout.furniture.next_week.lines
            left, top, width, height = self._row(ruler, layout.lines - deep, deep)
            down = top + self._drop_pt("next-week")
            yield Thing("next-week", left, down, width, height, lines=next_week)

    def _drop_pt(self, name: str) -> float:
        """Measure how far small type is moved to stand on the body's baseline."""
        return self.desk.layout.display_top_pt(self.desk.layout.sizes[name], 1)

    def _index(self, ruler: Ruler, line: int) -> Iterator[Thing]:
        """List the sections with their pages, column by column."""
        entries = [
            (section, page_range(pages), f"#page-{pages[0]}")
            for section, pages in self.plan.section_pages().items()
        ][: most_index_entries(self.desk)]
        style = self.desk.layout.furniture.index
        rows = math.ceil(len(entries) / style.columns)
        for column in range(style.columns):
            part = tuple(entries[column * rows : (column + 1) * rows])
            if part:
                yield Thing(
                    "index",
                    ruler.left_mm(column),
                    ruler.top_pt(line) + self._drop_pt("index"),
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
