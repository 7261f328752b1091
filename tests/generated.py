"""Issues as a newsroom might hand them over, made from a seed: no clock, no chance.

A paper is ordered by its layout, its pages and the share of them that its copy should
want. News runs to that share; comment and features, which are set in a measure of
their own and therefore never share a page with news, run to that share of the whole
pages that the newsroom keeps for them; but where nearly all is text, nobody orders
more than goes in.

Lengths, headlines and pictures have the spread of real papers: most stories 120 to
600 words and a few long ones, headlines of 25 to 60 characters, the first stories of a
section longer and with more pictures than its last.
"""

import datetime
import itertools
import math
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from printshop.flatplan.page_forms import BACK, FRONT, INSIDE, story_lines
from printshop.flatplan.sold_space import ad_pages, stand
from printshop.issue import (
    AdSize,
    Advertisement,
    Article,
    Block,
    BlockKind,
    Byline,
    FactBox,
    FactRow,
    Form,
    Issue,
    Picture,
    PullQuote,
)
from printshop.layout import PT_PER_MM, Grid, Layout
from tests.desks import advertisement, desk_of, galley_of, issue_of

SECTIONS = ("News", "Business", "Comment", "Culture", "Sport")

_WORDS = """
the of and to a in that it was for on with as his they be at one have this from or had
by but some what there we can out other were all your when up use how said an each she
harbour council wall road bridge trust boat winter survey crane market school ferry
engineer minister committee inspector fisherman librarian accountant apprentice widow
asked answered counted mended painted promised refused measured published forgot closed
nobody everybody Monday Thursday November pounds metres money water weather paper office
quietly twice already almost never again before after between without against because
small old cold narrow crooked second public private expensive temporary remarkable
island parish signal station timetable lighthouse breakwater company electricity letter
question evidence decision accident insurance allotment quarter-deck forty-seven report
"""
_VOCABULARY = tuple(_WORDS.split())
_CAPITALS = ("Harbour", "Council", "Trust", "Ferry", "Wall", "School", "Market", "Lamp")
_SMALL_WORDS = ("of", "in", "to", "for", "on", "by", "as", "at", "with", "over", "and")
_VERBS = ("closes", "asks", "mends", "keeps", "loses", "finds", "sells", "waits")
_NAMES = ("Nan Petrie", "Hector Mair", "Isla Rennie", "Agnes Lorne", "Col Tosi")
_ROLES = ("Council reporter", "Harbour correspondent", "", "Writer")

_PROPORTIONS = ((3, 2), (3, 2), (3, 2), (4, 3), (4, 3), (16, 9), (1, 1), (2, 3), (4, 5))
_LONG_SIDES_PX = (6000, 4500, 3600, 3600, 2400, 2400, 1600, 1000)
_AD_HEIGHTS_MM = (50.0, 60.0, 80.0, 100.0, 130.0, 150.0)
_MOST_SOLD = 0.12
"""Of the paper: the rest of what an advertiser asks for is refused."""


@dataclass(frozen=True, slots=True)
class Order:
    """A paper to be generated."""

    layout: Layout
    seed: int
    pages: int = 8
    share: float = 0.95
    """Of the space that the copy should want, advertising included."""
    fixed: bool = True
    """Whether the issue says how many pages it has."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How long stories of a kind are, and what stands round them."""

    form: Form
    words: tuple[int, int, int]
    """Fewest, usual and most."""
    pictures: tuple[int, ...]
    """As many as one of these."""


_SPLASH = _Kind(Form.NEWS, (450, 750, 1300), (1, 1, 2, 3))
_LEAD = _Kind(Form.NEWS, (350, 550, 900), (1, 1, 1, 2, 2))
_NEWS = _Kind(Form.NEWS, (120, 300, 620), (0, 0, 0, 1, 1))
_SHORT = _Kind(Form.NEWS, (60, 130, 220), (0, 0, 0, 0, 1))
_LONG = _Kind(Form.NEWS, (800, 1400, 2400), (1, 2, 3))
_BRIEF = _Kind(Form.BRIEF, (30, 50, 90), (0,))
_LEADER = _Kind(Form.LEADER, (280, 380, 520), (0,))
_COLUMN = _Kind(Form.COLUMN, (450, 650, 900), (0, 1, 1))
_LETTER = _Kind(Form.LETTER, (50, 110, 220), (0,))
_FEATURE = _Kind(Form.FEATURE, (500, 800, 1150), (1, 2, 2, 3))
_REVIEW = _Kind(Form.FEATURE, (250, 380, 550), (0, 1, 1))
_FOR_WHOLE_PAGES = (_LONG, _LEADER, _COLUMN, _LETTER, _FEATURE, _REVIEW)
_FOR_A_LEAD = (_SPLASH, _LEAD)
_TABLOID_CELLS = 534
"""Of an inside page."""

_OF_FEATURES = {"Comment", "Culture"}
"""Sections that are set in the measure of features."""

_PACKED = {Form.BRIEF, Form.LETTER}
_HEAD_CELLS = (60, 28, 14)
"""Of the first story of a section, of the second, and of the others."""
_USUAL_PPI = 200

_MOST_TEXT = 0.85
"""Of a page without pictures: nothing in it can be made smaller."""

_MOST_MISSES = 6
"""Stories in a row that were longer than what is left of a section."""

_WORTH_A_STORY = 45
"""Cells that are worth another story."""


def generated_issue(order: Order) -> Issue:
    """Write an issue: the same for the same order, whatever was written before."""
    return _Newsroom(order).issue()


def copy_share(issue: Issue, layout: Layout, pages: int) -> float:
    """Tell what share of so many pages the copy and the advertising want."""
    return _wanted(issue.articles, issue.ads, layout) / _space(layout, pages)


def _space(layout: Layout, pages: int) -> int:
    """Count the cells of the news grid that stories may use on so many pages."""
    return sum(_page_cells(layout, page, pages) for page in range(1, pages + 1))


def _page_cells(layout: Layout, page: int, pages: int) -> int:
    name = FRONT if page == 1 else BACK if page == pages else INSIDE
    lines = story_lines(layout.forms[name], layout) + 1
    return layout.forms[INSIDE].grid.columns * lines


def _wanted(
    articles: Iterable[Article], ads: Iterable[Advertisement], layout: Layout
) -> float:
    """Count the cells that copy and advertising want, as a chief sub would."""
    news = layout.forms[INSIDE].grid
    sizes = [stand(ad, news, layout) for ad in ads]
    sold = sum(columns * (lines + 1) for columns, lines in sizes)
    return sold + sum(_cells_of(article, layout) for article in articles)


def _cells_of(article: Article, layout: Layout) -> float:
    """Cast a story off: text, head, the first two pictures, and a fact box."""
    grid, news = layout.grids[layout.measures[article.form]], layout.forms[INSIDE].grid
    galley = galley_of(article, layout)
    cells = galley.lines[-1].bottom + 1
    if article.form not in _PACKED:
        cells += _HEAD_CELLS[min(article.rank, len(_HEAD_CELLS)) - 1]
        cells += 6 if article.standfirst else 0
        for picture in article.pictures[:2]:
            columns = 3 if article.rank == 1 else 2
            columns = min(columns, grid.columns - 1)
            most_mm = picture.width_px / _USUAL_PPI * 25.4
            while columns > 1 and grid.width_mm(columns) > most_mm:
                columns -= 1
            lines = layout.picture_lines(grid.width_mm(columns) / picture.proportion)
            cells += round(columns * (min(lines, 40) + 2))
        cells += sum(2 * (len(box.rows) + 5) for box in article.fact_boxes)
    return cells * news.columns / grid.columns


class _Newsroom:
    """Everybody who writes for one issue."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._layout = order.layout
        self._chance = random.Random(f"{order.layout.name} {order.seed}")
        self._count = 0

    def issue(self) -> Issue:
        """Sell space, and write every part of the paper to the pages it has."""
        ads = tuple(self._ads())
        articles: list[Article] = []
        for pages, sections in self._parts():
            form = Form.FEATURE if sections.keys() & _OF_FEATURES else Form.NEWS
            grid = self._layout.grids[self._layout.measures[form]]
            cells = self._order.share * self._room(pages, ads, grid)
            for section, share in sections.items():
                articles += self._written(section, share * cells)
        return self._issue(articles, ads)

    def _parts(self) -> Iterator[tuple[Sequence[int], Mapping[str, float]]]:
        """Part the paper where its measure changes: pages, and shares of sections."""
        last = self._order.pages
        if last < 8:
            yield range(1, last + 1), {"News": 0.55, "Business": 0.2, "Sport": 0.25}
            return
        features = 2 if last >= 16 else 1
        sport = max(1, round(0.25 * (last - features)))
        news = last - features - sport - 1
        yield range(1, news + 1), {"News": 0.7, "Business": 0.3}
        yield [news + 1], {"Comment": min(1.0, _MOST_TEXT / self._order.share)}
        yield range(news + 2, news + 2 + features), {"Culture": 1.0}
        yield range(last - sport + 1, last + 1), {"Sport": 1.0}

    def _room(
        self, pages: Sequence[int], ads: Sequence[Advertisement], grid: Grid
    ) -> float:
        """Count the cells of some pages that no advertisement takes.

        An advertisement takes whole columns of the pages' own grid.
        """
        layout, count = self._layout, self._order.pages
        desk = desk_of(self._issue((), ads), layout)
        sold = 0.0
        for number, page in ad_pages(count, desk).items():
            columns, lines = stand(ads[number], grid, layout)
            cells = columns * (lines + 1) * layout.forms[INSIDE].grid.columns
            sold += cells / grid.columns if page in pages else 0
        return sum(_page_cells(layout, page, count) for page in pages) - sold

    def _issue(
        self, articles: Sequence[Article], ads: Sequence[Advertisement]
    ) -> Issue:
        pages = self._order.pages if self._order.fixed else None
        return issue_of(articles, sections=SECTIONS, ads=ads, pages=pages)

    # ------------------------------------------------------------ the stories

    def _written(self, section: str, cells: float) -> list[Article]:
        """Write a section; its last story is made as long as the space that is left."""
        articles: list[Article] = []
        left = cells
        misses = 0
        for kind in self._kinds(section):
            article = self._article(section, len(articles) + 1, kind)
            fits = self._cells(article) <= left
            fitting = article if fits else self._cut(article, left, kind)
            if fitting is not None:
                articles.append(fitting)
                left -= self._cells(fitting)
            misses = 0 if fitting is not None else misses + 1
            if left < _WORTH_A_STORY or misses == _MOST_MISSES:
                break
        if articles:
            articles[-1] = self._lengthened(articles[-1], left)
        return articles

    def _cut(self, article: Article, cells: float, kind: _Kind) -> Article | None:
        """Make a story as short as a space, and give up its pictures if it must."""
        plain = replace(article, pictures=(), fact_boxes=(), pull_quotes=())
        usual = self._scaled(kind.words[0], kind)
        for tried, least in ((article, usual), (plain, min(usual, 60))):
            for words in range(article.word_count, least, -6):
                body = self._body(words, has_crossheads=False)
                shorter = replace(tried, body=body)
                if self._cells(shorter) <= cells:
                    return shorter
        return None

    def _lengthened(self, article: Article, cells: float) -> Article:
        """Let a story run on to the end of the space, a paragraph at a time."""
        most = self._cells(article) + cells
        while article.form != Form.BRIEF and article.word_count < 600:
            body = (*article.body, *self._body(18, has_crossheads=False))
            longer = replace(article, body=body)
            if self._cells(longer) > most:
                break
            article = longer
        return article

    def _cells(self, article: Article) -> float:
        return _cells_of(article, self._layout)

    def _kinds(self, section: str) -> Iterator[_Kind]:
        """Say what the next story of a section is, without an end."""
        match section:
            case "Comment":
                return itertools.chain((_COLUMN, _LEADER), itertools.repeat(_LETTER))
            case "Culture":
                return itertools.cycle((_FEATURE, _REVIEW))
            case "News":
                return itertools.chain((_SPLASH,), self._news(most_briefs=4))
            case _:
                return self._news(most_briefs=0 if section == "Sport" else 2)

    def _news(self, most_briefs: int) -> Iterator[_Kind]:
        """Mix the stories of a page or two, again and again."""
        while True:
            yield from (_LEAD, _NEWS, _NEWS, _NEWS)
            yield self._chance.choice((_LONG, _NEWS, _NEWS, _LEAD))
            yield from (_NEWS, _SHORT, _NEWS, _SHORT)
            yield from [_BRIEF] * most_briefs

    def _article(self, section: str, rank: int, kind: _Kind) -> Article:
        """Write one story of a kind."""
        chance = self._chance
        self._count += 1
        least, usual, most = (self._scaled(words, kind) for words in kind.words)
        words = round(min(max(chance.lognormvariate(0, 0.35) * usual, least), most))
        is_packed = kind.form in _PACKED
        is_long = words > 350 and not is_packed
        body = self._body(words, has_crossheads=is_long)
        kept = kind.form in {Form.LEADER, Form.LETTER, Form.BRIEF}
        return Article(
            slug=f"{section.lower()}-{self._count:03}",
            issue_number="2566",
            source=Path("story.md"),
            headline=self._headline(12, 34) if is_packed else self._headline(25, 60),
            section=section,
            date=datetime.date(2026, 11, 20),
            body=body,
            rank=rank,
            form=kind.form,
            short_headline=self._headline(14, 30) if words > 500 else "",
            kicker="" if is_packed or chance.random() < 0.5 else self._headline(8, 18),
            standfirst=self._sentence(chance.randint(10, 22))
            if is_long and not kept and chance.random() < 0.75
            else "",
            bylines=self._bylines(kind),
            language="en-GB",
            pictures=tuple(
                self._picture(kind) for _ in range(chance.choice(kind.pictures))
            ),
            pull_quotes=self._pull_quotes(body) if is_long and not kept else (),
            fact_boxes=self._fact_boxes() if is_long and not kept else (),
        )

    def _scaled(self, words: int, kind: _Kind) -> int:
        """Order less from those who fill most of a page, where pages are small."""
        size = min(1.0, _page_cells(self._layout, 2, 4) / _TABLOID_CELLS)
        if kind in _FOR_WHOLE_PAGES:
            return max(30, round(words * size))
        return round(words * math.sqrt(size)) if kind in _FOR_A_LEAD else words

    def _bylines(self, kind: _Kind) -> tuple[Byline, ...]:
        if kind.form in {Form.BRIEF, Form.LEADER}:
            return ()
        if kind is _SHORT:
            return ()
        names = self._chance.sample(_NAMES, 2 if self._chance.random() < 0.07 else 1)
        role = "" if kind.form == Form.LETTER else self._chance.choice(_ROLES)
        return tuple(Byline(name, role) for name in names)

    def _picture(self, kind: _Kind) -> Picture:
        """Take a photograph, or now and then a chart drawn for one to three columns."""
        chance = self._chance
        width, height = chance.choice(_PROPORTIONS)
        number = chance.randint(1, 10**6)
        name, alt = f"picture-{number}", "A picture"
        caption = self._sentence(chance.randint(8, 24))
        if kind.form == Form.NEWS and chance.random() < 0.08:
            grid = self._layout.forms[INSIDE].grid
            columns = chance.randint(1, min(3, grid.columns))
            width_px = round(100 * grid.width_mm(columns) * PT_PER_MM)
            height_px = round(width_px * chance.uniform(0.5, 1.1))
            return Picture(
                f"{name}.svg",
                Path(f"{name}.svg"),
                alt,
                caption,
                width_px=width_px,
                height_px=height_px,
                is_vector=True,
            )
        unit = chance.choice(_LONG_SIDES_PX) / max(width, height)
        return Picture(
            f"{name}.jpg",
            Path(f"{name}.jpg"),
            alt,
            caption,
            credit=chance.choice(_NAMES),
            focus_x=round(chance.uniform(0.3, 0.7), 2),
            width_px=round(width * unit),
            height_px=round(height * unit),
        )

    def _pull_quotes(self, body: Sequence[Block]) -> tuple[PullQuote, ...]:
        """Take words out of a story, to set them large."""
        if self._chance.random() < 0.45:
            return ()
        words = body[0].text.split()
        count = self._chance.randint(6, 14)
        return (PullQuote(" ".join(words[:count]), self._chance.choice(_NAMES)),)

    def _fact_boxes(self) -> tuple[FactBox, ...]:
        chance = self._chance
        if chance.random() < 0.75:
            return ()
        count = chance.randint(3, 7)
        rows = tuple(
            FactRow(
                str(chance.randint(1, 4_000)),
                self._sentence(chance.randint(4, 10)),
                is_optional=n >= 3 and chance.random() < 0.5,
            )
            for n in range(count)
        )
        return (FactBox(self._headline(12, 26), rows, "Harbour trust"),)

    # -------------------------------------------------------------- the words

    def _body(self, words: int, *, has_crossheads: bool) -> tuple[Block, ...]:
        """Write so many words, in paragraphs of the usual lengths."""
        chance = self._chance
        blocks: list[Block] = []
        while words > 0:
            if has_crossheads and len(blocks) % 7 == 6:
                text = self._headline(8, 20)
                blocks.append(Block(BlockKind.CROSSHEAD, text, text))
            length = min(words, chance.randint(14, 70))
            text = f"{self._sentence(length)}."
            blocks.append(Block(BlockKind.PARAGRAPH, text, text))
            words -= length
        return tuple(blocks)

    def _sentence(self, words: int) -> str:
        text = " ".join(self._chance.choices(_VOCABULARY, k=words))
        return text[0].upper() + text[1:]

    def _headline(self, least: int, most: int) -> str:
        """Write a headline of so many characters: most are of middling length."""
        chance = self._chance
        length = round(chance.triangular(least, most, (2 * least + 3 * most) / 5))
        words = [chance.choice(_CAPITALS), chance.choice(_VERBS)]
        while len(" ".join(words)) < length - 3:
            pool = _SMALL_WORDS if chance.random() < 0.3 else _VOCABULARY
            words.append(chance.choice(pool))
        while len(words) > 2 and (
            len(" ".join(words)) > most or words[-1] in _SMALL_WORDS
        ):
            words.pop()
        return " ".join(words)[:most].strip()

    # -------------------------------------------------------- the advertising

    def _ads(self) -> Iterator[Advertisement]:
        """Sell none to six spaces, to some on a page of their wish."""
        chance, order = self._chance, self._order
        left = _MOST_SOLD * _space(self._layout, order.pages)
        grid = self._layout.forms[INSIDE].grid
        taken: set[int] = set()
        for _ in range(chance.randint(0, min(6, order.pages - 2))):
            ad = self._ad(taken)
            columns, lines = stand(ad, grid, self._layout)
            if columns * (lines + 1) > left:
                continue
            left -= columns * (lines + 1)
            taken |= {ad.page} if ad.page else set()
            yield ad

    def _ad(self, taken: set[int]) -> Advertisement:
        chance, order = self._chance, self._order
        free = sorted(set(range(2, order.pages)) - taken)
        page = chance.choice(free) if free and chance.random() < 0.4 else None
        if chance.random() < 0.35:
            size = chance.choice((AdSize.STRIP, AdSize.QUARTER, AdSize.HALF))
            columns, lines = self._layout.ad_sizes[size]
            height_mm = self._layout.picture_height_mm(lines)
            drawn = advertisement(columns, height_mm, page, self._layout)
            return replace(drawn, columns=0, height_mm=0.0, size=size)
        grid = self._layout.forms[INSIDE].grid
        most_mm = self._layout.picture_height_mm(self._layout.lines) / 2
        heights = [height for height in _AD_HEIGHTS_MM if height < most_mm]
        columns = chance.choice((1, 2, 2, 3, 3, 4, 6))
        columns = min(columns, grid.columns)
        return advertisement(columns, chance.choice(heights), page, self._layout)
