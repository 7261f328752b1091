"""What the page template is given: stories in order, set as far as Python sets them."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from printshop.article_pages.link_notes import with_link_notes
from printshop.issue import Article, BlockKind, Byline, Form, Picture
from printshop.large_print.display import (
    Headline,
    count_lines,
    sensible_lines,
    set_headline,
)
from printshop.large_print.figures import Figure, set_figure
from printshop.large_print.page_links import with_page_links
from printshop.large_print.setting import LargePrintSetting
from printshop.large_print.sheet import LargePrintSheet, Story, StoryKind
from printshop.large_print.tables import ToldRow, told_rows
from printshop.pictures import crop_to_frame
from printshop.wording import Wording, direction, wording

_MARKUP = re.compile("<[^>]*>")
_GAP = 0.5
"""Lines between paragraphs."""

_HEAD_GAPS = 1.5
"""Lines of white from a story's top to its text."""


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A picture in its size, and the address of its bytes."""

    figure: Figure
    number: int
    src: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One article with all that the template cannot work out."""

    article: Article
    headline: Headline
    """Of the article's own page; in a group, the template sets its text."""
    kicker: str
    standfirst: tuple[str, ...]
    """Its lines."""
    bylines: tuple[str, ...]
    signature: tuple[str, ...]
    lead: SetFigure | None
    """The first picture."""
    lead_before: int
    """The block of the text that it stands before: of 0 it stands over the text."""
    figures: tuple[SetFigure, ...]
    """The others, after the text."""
    tables: Mapping[int, tuple[ToldRow, ...]]
    """Of the blocks that are tables, by their place: rows, where it is told."""
    wording: Wording
    direction: str

    @property
    def words(self) -> Iterator[tuple[str, str]]:
        """Give every part that has to be on the pages, as it is written."""
        article, slug = self.article, self.article.slug
        yield f"{slug} headline", article.headline
        yield f"{slug} text", " ".join(self._texts())
        if article.form in {Form.BRIEF, Form.LETTER}:
            return
        yield f"{slug} standfirst", article.standfirst
        for number, picture in enumerate(article.pictures, start=1):
            yield f"{slug} caption {number}", f"{picture.lead_in} {picture.caption}"
        for number, box in enumerate(article.fact_boxes, start=1):
            rows = " ".join(f"{row.figure} {row.text}" for row in box.rows)
            yield f"{slug} fact box {number}", f"{box.title} {rows} {box.source}"

    def _texts(self) -> Iterator[str]:
        for number, block in enumerate(self.article.body):
            if self.tables.get(number):
                yield from (row.text for row in self.tables[number])
            else:
                yield html.unescape(_MARKUP.sub("", block.html))


@dataclass(frozen=True, slots=True)
class SetStory:
    """A story with its place in the paper."""

    story: Story
    number: int
    """Counted from 1."""
    headline: Headline
    title: str
    """The headline as one text, for the contents."""
    kicker: str
    pieces: tuple[Piece, ...]


@dataclass
class Composer:
    """Makes the things of one file, and prepares its pictures."""

    sheet: LargePrintSheet
    setting: LargePrintSetting
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Media type and bytes by address."""

    def stories(self) -> Iterator[SetStory]:
        """Set every story of the file."""
        for number, story in enumerate(self.sheet.stories, start=1):
            articles = (self._linked(article, story) for article in story.articles)
            pieces = tuple(self._piece(article, story.kind) for article in articles)
            title = self._title(story)
            yield SetStory(
                story=story,
                number=number,
                headline=self._headline(title, story.articles[0].language),
                title=title,
                kicker=pieces[0].kicker if len(pieces) == 1 else story.section,
                pieces=pieces,
            )

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """The stories of the file by the addresses of all that stands in them."""
        return {
            article.url.rstrip("/"): story.slug
            for story in self.sheet.stories
            for article in story.articles
            if article.url
        }

    def _linked(self, article: Article, story: Story) -> Article:
        """Give the article's links their pages in the file, or their notes."""
        layout, templates = self.setting.layout, self.setting.templates
        others = {u: slug for u, slug in self._places.items() if slug != story.slug}
        template = f"{layout.name}/page-link.html"
        linked = with_page_links(article, others, template, templates)
        return with_link_notes(linked, layout.lengths, templates)

    def _title(self, story: Story) -> str:
        words = wording(self.sheet.publication.language)
        if story.kind == StoryKind.LETTERS:
            return words.letters
        if story.kind == StoryKind.BRIEFS:
            return words.in_brief
        return story.articles[0].headline

    def _headline(self, text: str, language: str) -> Headline:
        return set_headline(text, language, self.setting.layout, self.setting.metrics)

    def _piece(self, article: Article, kind: StoryKind) -> Piece:
        words = wording(article.language)
        is_letter = article.form == Form.LETTER
        signed = [_signed(byline, article.language) for byline in article.bylines]
        bylines = () if is_letter else tuple(map(words.byline, signed))
        figures: list[SetFigure] = []
        if kind == StoryKind.ALONE and article.form not in {Form.BRIEF, Form.LETTER}:
            figures = [
                self._figure(article, picture, number)
                for number, picture in enumerate(article.pictures, start=1)
            ]
        lead = figures[0] if figures else None
        return Piece(
            article=article,
            headline=self._headline(article.headline, article.language),
            kicker=self._kicker(article),
            standfirst=self._standfirst(article),
            bylines=bylines,
            signature=tuple(signed) if is_letter else (),
            lead=lead,
            lead_before=self._lead_before(article, lead, bylines) if lead else 0,
            figures=tuple(figures[1:]),
            tables=self._tables(article),
            wording=words,
            direction=direction(article.language),
        )

    def _kicker(self, article: Article) -> str:
        """Choose the words over the headline: the story's, else its section's."""
        leader = self.sheet.publication.leader_kicker
        if not article.kicker and article.form == Form.LEADER and leader:
            return leader
        return article.kicker or article.section

    def _tables(self, article: Article) -> Mapping[int, tuple[ToldRow, ...]]:
        return {
            number: told_rows(block.html, self.setting.layout, self.setting.metrics)
            for number, block in enumerate(article.body)
            if block.kind == BlockKind.TABLE
        }

    def _figure(self, article: Article, picture: Picture, number: int) -> SetFigure:
        """Size a picture and prepare its bytes; a drawing that is told needs none."""
        layout = self.setting.layout
        is_head_shot = picture == article.head_shot
        figure = set_figure(picture, layout, is_small=is_head_shot)
        if figure.is_told:
            return SetFigure(figure, number)
        src = f"asset:picture/{article.slug}/{number}"
        ppi = round(layout.lengths["picture.ppi"])
        cut = crop_to_frame(picture, figure.width_mm, figure.height_mm, ppi)
        self.pictures[src] = cut.mime_type, cut.data
        return SetFigure(figure, number, src)

    def _standfirst(self, article: Article) -> tuple[str, ...]:
        layout, metrics = self.setting.layout, self.setting.metrics
        return sensible_lines(
            article.standfirst, "standfirst", article.language, layout, metrics
        )

    def _lead_before(
        self, article: Article, lead: SetFigure, bylines: Sequence[str]
    ) -> int:
        """Find the block of text that the first picture stands before.

        Where it has no room under the headline it opens the next page: it comes after
        the paragraph that runs over, so that it leaves no hole on the first.
        """
        layout = self.setting.layout
        room = layout.text_lines - self._head_lines(article, bylines)
        if lead.figure.is_told or self._figure_lines(lead, article) <= room:
            return 0
        for number, block in enumerate(article.body):
            room -= self._lines(block.text, "text") + _GAP
            if room < 0:
                return number + 1
        return len(article.body)

    def _head_lines(self, article: Article, bylines: Sequence[str]) -> float:
        """Count the lines from a story's top to its text."""
        headline = self._headline(article.headline, article.language)
        standfirst = len(self._standfirst(article))
        standfirst_lines = standfirst * self.setting.layout.sizes["standfirst"].k
        rows = 1 + sum(self._lines(byline, "byline") for byline in bylines)
        return headline.height + standfirst_lines + rows + _HEAD_GAPS

    def _figure_lines(self, lead: SetFigure, article: Article) -> float:
        """Count the lines that a picture takes with its caption."""
        picture = lead.figure.picture
        credit = wording(article.language).photograph(picture.credit)
        caption = f"{picture.lead_in} {picture.caption}".strip()
        lines = self._lines(caption, "caption-lead") + self._lines(credit, "caption")
        return lead.figure.height_mm / self.setting.layout.lines_mm(1) + lines + 1

    def _lines(self, text: str, style: str) -> int:
        return count_lines(text, style, self.setting.layout, self.setting.metrics)


def _signed(byline: Byline, language: str) -> str:
    """Join a name with what and where it is."""
    return wording(language).listed(byline.name, byline.role, byline.place)
