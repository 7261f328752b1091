"""The frames of stories and packs, placed on the sheet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from printshop.flatplan import (
    Desk,
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.issue import Article
from printshop.layout import PT_PER_MM
from printshop.pages.beside import columnist, contents, letters_address, refer_line
from printshop.pages.captions import attribution_lines, caption_above, spare_lines
from printshop.pages.frames import Galleys, PictureMaker, Thing
from printshop.pages.ruler import Ruler
from printshop.wording import Wording


@dataclass(frozen=True, slots=True)
class StoryFrames:
    """Makes the things that show a page's stories."""

    desk: Desk
    plan: Flatplan
    wording: Wording
    picture_of: PictureMaker
    section_starts: Mapping[tuple[int, str], str] = field(default_factory=dict)

    def things(self, page: PagePlan, ruler: Ruler) -> Iterator[Thing]:
        """Show every story and pack of a page, in the order of reading."""
        for placement in sorted(page.placements, key=lambda p: (p.top, p.column)):
            section = self.section_starts.get((page.number, placement.name))
            if section:
                left, top = ruler.left_mm(placement.column), ruler.top_pt(placement.top)
                yield Thing("section-start", left, top, 1, 1, lines=(section,))
            for number, frame in enumerate(placement.frames):
                name = f"{page.number}.{placement.name}.{number}"
                for thing in self._thing(placement, frame, ruler, name):
                    yield self._belonging(thing, page.number, placement, frame)

    def _belonging(
        self, thing: Thing, page: int, placement: Placement, frame: Frame
    ) -> Thing:
        """Say which story a thing belongs to, and which pack."""
        is_pack = placement.kind not in {PieceKind.STORY, PieceKind.CONTINUATION}
        story = frame.slug if is_pack else placement.name
        return replace(
            thing,
            story=story,
            language=self.desk.issue.article(story).language if story else "",
            pack=f"{page}.{placement.name}" if is_pack else "",
        )

    def _thing(
        self, placement: Placement, frame: Frame, ruler: Ruler, name: str
    ) -> Iterator[Thing]:
        """Show one frame by its kind."""
        makers: dict[FrameKind, Callable[..., Iterator[Thing]]] = {
            FrameKind.KICKER: self._kicker,
            FrameKind.HEADLINE: self._headline,
            FrameKind.STANDFIRST: self._standfirst,
            FrameKind.BYLINE: self._byline,
            FrameKind.PICTURE: self._picture,
            FrameKind.PULL_QUOTE: self._quote,
            FrameKind.FACT_BOX: self._fact_box,
            FrameKind.LEG: self._leg,
            FrameKind.JUMP: self._jump,
            FrameKind.FLAG: self._flag,
            FrameKind.REFER: self._refer,
            FrameKind.INDEX: self._index,
        }
        yield from makers[frame.kind](placement, frame, ruler, name)

    def _place(
        self, placement: Placement, frame: Frame, ruler: Ruler
    ) -> tuple[float, float, float, float]:
        """Give left (mm), top (pt), width (mm) and height (pt) of a frame."""
        return (
            ruler.left_mm(placement.column + frame.column),
            ruler.top_pt(placement.top + frame.top),
            ruler.width_mm(frame.columns),
            ruler.height_pt(frame.lines),
        )

    def _drop_pt(self, name: str) -> float:
        """Measure how far small type is moved to stand on the body's baseline."""
        return self.desk.layout.display_top_pt(self.desk.layout.sizes[name], 1)

    def _article(self, placement: Placement) -> Article:
        return self.desk.issue.article(placement.name)

    def _kicker(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        text, target = frame.text, ""
        if placement.kind == PieceKind.CONTINUATION and placement.continued_from:
            text = (self.wording.from_page(placement.continued_from),)
            target = f"#story-{placement.name}-{placement.continued_from}"
        left, top, width, height = self._place(placement, frame, ruler)
        top += self._drop_pt("kicker")
        yield Thing(
            "kicker", left, top, width, height, lines=text, more={"href": target}
        )

    def _headline(
        self, placement: Placement, frame: Frame, ruler: Ruler, name: str
    ) -> Iterator[Thing]:
        left, top, width, height = self._place(placement, frame, ruler)
        size = self.desk.layout.sizes[frame.style]
        down = self.desk.layout.display_top_pt(size, len(frame.text))
        article = self._article(placement)
        page = name.split(".")[0]
        is_continued = placement.kind == PieceKind.CONTINUATION
        yield Thing(
            "headline",
            left,
            top + down,
            width,
            height,
            frame.style,
            frame.text,
            {
                "anchor": f"story-{article.slug}-{page}",
                "anchors": () if is_continued else (f"story-{article.slug}",),
                "bookmark": "" if is_continued else article.headline,
                "language": article.language,
            },
        )

    def _standfirst(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        left, top, width, height = self._place(placement, frame, ruler)
        size = self.desk.layout.sizes[frame.style]
        down = self.desk.layout.display_top_pt(size, len(frame.text))
        yield Thing(
            "standfirst", left, top + down, width, height, frame.style, frame.text
        )

    def _byline(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        article = self._article(placement)
        place = self._place(placement, frame, ruler)
        if frame.style == "columnist":
            yield from columnist(article, place, self.desk, self.picture_of)
            return
        yield Thing("byline", *place, more={"entries": self.desk.byline(article)})

    def _picture(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        article = self._article(placement)
        picture = article.pictures[frame.index]
        left, top, width, _height = self._place(placement, frame, ruler)
        layout = self.desk.layout
        lines = frame.lines - spare_lines(frame, picture, width, layout)
        high_mm = layout.picture_height_mm(lines)
        yield Thing(
            "picture",
            left,
            top + layout.picture_drop_pt,
            width,
            high_mm * PT_PER_MM,
            more={"picture": picture, "src": self.picture_of(picture, width, high_mm)},
        )
        if frame.caption_lines:
            yield Thing(
                "caption",
                left,
                top + ruler.height_pt(lines) + self._drop_pt("caption"),
                width,
                ruler.height_pt(frame.caption_lines),
                more={"picture": picture},
            )

    def _quote(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        left, top, width, height = self._place(placement, frame, ruler)
        layout = self.desk.layout
        size, rules = layout.sizes[frame.style], layout.rules
        leading = layout.leading_pt
        rule_down = (1 - rules.above_lines) * leading
        yield Thing("red-rule", left, top + rule_down, width, rules.heavy_pt)
        down = layout.display_top_pt(size, len(frame.text))
        yield Thing(
            "pull-quote",
            left,
            top + leading + down,
            width,
            ruler.height_pt(size.lines(len(frame.text))),
            frame.style,
            frame.text,
        )
        attribution = self._article(placement).pull_quotes[frame.index].attribution
        if attribution:
            lines = attribution_lines(attribution, ruler.grid, self.desk)
            deep = (1 + len(lines)) * leading
            down = top + height - deep + self._drop_pt("attribution")
            yield Thing("attribution", left, down, width, deep, lines=lines)
        foot = top + height - leading + rule_down
        yield Thing("rule", left, foot, width, rules.story_pt)

    def _fact_box(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        box = self._article(placement).fact_boxes[frame.index]
        rows = tuple(
            row for row in box.rows if frame.style != "short" or not row.is_optional
        )
        figure_mm = self.desk.figure_width_pt(box) / PT_PER_MM
        yield Thing(
            "fact-box",
            *self._place(placement, frame, ruler),
            more={"box": box, "rows": rows, "figure_mm": figure_mm},
        )

    def _leg(
        self, placement: Placement, frame: Frame, ruler: Ruler, name: str
    ) -> Iterator[Thing]:
        place = self._place(placement, frame, ruler)
        is_packed = placement.kind in {PieceKind.BRIEFS, PieceKind.LETTERS}
        headline = self.desk.issue.article(frame.slug).headline
        more = {
            "name": name,
            "galley": Galleys(
                name,
                frame.slug,
                frame.first_line,
                frame.end_line,
                opens_continuation=placement.kind == PieceKind.CONTINUATION
                and frame.first_line == _first_line(placement),
            ),
            "anchors": (f"story-{frame.slug}",) if is_packed else (),
            "bookmark": headline if is_packed else "",
        }
        yield Thing("leg", *place, more=more)

    def _jump(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        if placement.continued_on is None:
            return
        text = self.wording.turn_to_page(placement.continued_on)
        href = f"#story-{placement.name}-{placement.continued_on}"
        left, top, width, height = self._place(placement, frame, ruler)
        top += self._drop_pt("jump")
        yield Thing(
            "jump", left, top, width, height, lines=(text,), more={"href": href}
        )

    def _flag(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        text = {
            PieceKind.LETTERS.value: self.wording.letters,
            PieceKind.INDEX.value: self.wording.inside,
        }.get(frame.style, self.wording.in_brief)
        left, top, width, height = self._place(placement, frame, ruler)
        drop_pt = self._drop_pt("flag")
        yield Thing("flag", left, top + drop_pt, width, height, lines=(text,))
        if frame.style == PieceKind.LETTERS.value:
            room = replace(frame, column=placement.column + frame.column)
            room = replace(room, top=placement.top + frame.top)
            yield from letters_address(room, ruler, self.desk)

    def _refer(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        left, top, width, height = self._place(placement, frame, ruler)
        article = self._article(placement)
        above = caption_above(placement, frame)
        if above is not None:
            picture = article.pictures[above.index]
            spare = spare_lines(above, picture, width, self.desk.layout)
            top -= ruler.height_pt(spare)
        place = left, top, width, height
        yield from refer_line(article, place, self.desk, self.plan, self.wording)

    def _index(
        self, placement: Placement, frame: Frame, ruler: Ruler, _name: str
    ) -> Iterator[Thing]:
        top_line = placement.top + frame.top
        place = replace(frame, column=placement.column + frame.column, top=top_line)
        yield from contents(place, ruler, self.desk, self.plan)


def _first_line(placement: Placement) -> int:
    """Give the first galley line of a piece."""
    return min(f.first_line for f in placement.frames if f.kind == FrameKind.LEG)
