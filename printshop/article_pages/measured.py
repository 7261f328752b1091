"""Set a story's text once in its column, and measure what goes with it.

The galley is one endless column; captions and fact boxes are set beside it, at every
width that they may have, so that one setting tells the lines of everything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from printshop.article_pages.display import DisplayText
from printshop.article_pages.figures import Figure, column_figure, wide_figure
from printshop.article_pages.job import Block
from printshop.article_pages.layout import ArticleLayout
from printshop.article_pages.setting import ArticleSetting
from printshop.article_pages.sheet import ArticleSheet
from printshop.composing import PLAIN, Fitting, fittable, set_composed
from printshop.initials import Initial, make_initial, opening_letter
from printshop.issue import Article, BlockKind, Form
from printshop.ladders import Copy
from printshop.layout import Compose
from printshop.typesetter import SetGalley, Sheets
from printshop.typography import set_copy
from printshop.wording import direction

LEAD_OVER = "figure-0-wide"
LEAD_BESIDE = "figure-0-column"
"""The first picture over both columns of page 1, and at the head of the right one."""

HALF_LINE = 0.5
"""Large text counts half lines of the grid."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A story's galley and the lines of everything that goes with it."""

    galley: SetGalley
    is_large: bool
    figures: Mapping[str, Figure]
    """By name: ``figure-0-wide``, ``figure-0-column``, …"""
    captions: Mapping[str, int]
    """Lines of each figure's caption."""
    facts: tuple[Block, ...]
    quotes: Mapping[str, DisplayText]

    def lines_of(self, name: str) -> int:
        """Count a figure or fact box with its caption and the blank line below."""
        if name in self.figures:
            return self.figures[name].lines + self.captions[name] + 1
        return next(block.lines for block in self.facts if block.name == name) + 1


def measure_story(sheet: ArticleSheet, setting: ArticleSetting) -> Measured:
    """Set the galley with all pieces beside it. Raises TypesetError."""
    article, layout = sheet.article, setting.layout
    figures = {figure.name: figure for figure in _figures(article, layout)}
    is_large = _is_large(article, layout, figures)
    initial = None if is_large else _initial(sheet, setting)
    step_pt = layout.leading_pt * (HALF_LINE if is_large else 1)

    def copy_with(fitted: Fitting) -> Copy:
        html = setting.templates.fill(
            f"{layout.name}/galley.html",
            layout=layout,
            article=article,
            direction=direction(article.language),
            is_large=is_large,
            initial=initial,
            figures=figures.values(),
            signature=article.bylines if article.form == Form.LETTER else (),
            fitted=fitted,
        )
        return Copy(html, article.slug, step_pt, sheet.where)

    is_fitted = layout.compose == Compose.FIT and not is_large
    fitting = Fitting(fittable(article)) if is_fitted else PLAIN
    pieces, galley = set_composed(copy_with, fitting, setting.engine, setting.templates)
    heights = _piece_lines(pieces, layout.leading_pt)
    return Measured(
        galley=galley,
        is_large=is_large,
        figures=figures,
        captions={name: heights[name] for name in figures},
        facts=tuple(
            Block(name, lines)
            for name, lines in heights.items()
            if name.startswith("facts-")
        ),
        quotes=_quotes(article, setting),
    )


def _figures(article: Article, layout: ArticleLayout) -> Iterator[Figure]:
    """Set every picture in the widths that it may have."""
    for index, picture in enumerate(article.pictures):
        kind = "lead" if not index else "picture.banner"
        fewest, most = (
            layout.lines(f"{kind}{'.' if not index else '_'}{name}_lines")
            for name in ("fewest", "most")
        )
        wanted = layout.lines("lead.lines") if not index else (fewest + most) // 2
        is_long = article.word_count >= layout.lengths["picture.banner_words"]
        wide = wide_figure(
            f"figure-{index}-wide", picture, layout, (fewest, wanted, most)
        )
        if wide and (is_long or not index):
            yield wide
        yield column_figure(f"figure-{index}-column", picture, layout)


def _is_large(
    article: Article, layout: ArticleLayout, figures: Mapping[str, Figure]
) -> bool:
    """Tell whether a story is a handful of words with nothing beside them."""
    return (
        0 < article.word_count < layout.lengths["short.words"]
        and all(block.kind == BlockKind.PARAGRAPH for block in article.body)
        and not article.fact_boxes
        and len(article.pictures) == len([n for n in figures if n == LEAD_OVER])
    )


def _initial(sheet: ArticleSheet, setting: ArticleSetting) -> Initial | None:
    """Open features, columns and long stories with a large initial."""
    article, layout = sheet.article, setting.layout
    is_long = article.word_count >= layout.lengths["long.words"]
    is_wanted = article.form in {Form.FEATURE, Form.COLUMN} or (
        is_long and article.form not in {Form.BRIEF, Form.LETTER}
    )
    letter = opening_letter(article)
    if not letter or not is_wanted or direction(article.language) == "rtl":
        return None
    following = article.body[0].text[len(letter) :]
    folders = setting.engine.font_folders
    return make_initial(letter, layout.initial, folders, following)


def _piece_lines(pieces: Sheets, leading_pt: float) -> dict[str, int]:
    """Count the lines of captions and boxes."""
    return {
        name: round(boxes[0].height_pt / leading_pt)
        for name, boxes in pieces.elements("data-piece").items()
    }


def _quotes(article: Article, setting: ArticleSetting) -> dict[str, DisplayText]:
    """Break the pull quotes for a column, in their marks."""
    opening, closing = set_copy("'quote'", article.language).split("quote")
    width_mm = setting.layout.column_mm
    return {
        f"quote-{index}": setting.case.broken(
            f"{opening}{quote.text}{closing}", "quote", width_mm, article.language
        )
        for index, quote in enumerate(article.pull_quotes)
    }
