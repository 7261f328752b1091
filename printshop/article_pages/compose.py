"""Set a planned story: fill the page template, paste the galley in, prove the words."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from printshop.article_pages.link_notes import with_link_notes
from printshop.article_pages.makeup import MadeUp, make_up
from printshop.article_pages.setting import ArticleSetting
from printshop.article_pages.sheet import ArticleSheet
from printshop.article_pages.things import Composer
from printshop.article_pages.words import prove_words
from printshop.issue import Article, Form
from printshop.layout import PT_PER_MM
from printshop.typesetter import Sheets, frame_origin_pt, paste
from printshop.web_address import plain_address, qr_code
from printshop.wording import Wording, direction, wording

_NAMEPLATE_SHARE = 0.62
"""Of the page's width; the issue and date stand beside it."""

_RUNNING_GAP_MM = 12.0
_MARKUP = re.compile("<[^>]*>")


def set_article(sheet: ArticleSheet, setting: ArticleSetting) -> Sheets:
    """Set a story's pages. Raises TypesetError when not every word is on them."""
    article = with_link_notes(sheet.article, setting.layout.lengths, setting.templates)
    sheet = replace(sheet, article=article)
    made = make_up(sheet, setting)
    composer = Composer(sheet.article, setting.layout, made)
    markup = setting.templates.fill(
        f"{setting.layout.name}/article.html",
        pages=composer.pages(),
        layout=setting.layout,
        made=made,
        sheet=sheet,
        article=sheet.article,
        publication=sheet.publication,
        direction=direction(sheet.article.language),
        **_furniture(sheet, setting, made),
    )
    master = setting.engine.set_pages(markup, composer.pictures, where=sheet.where)
    origins = frame_origin_pt(master)
    sheets = paste(
        master,
        [
            (name, made.measured.galley.cut(frame.first, frame.end, *origins[name]))
            for name, frame in composer.frames.items()
        ],
    )
    wanted = dict(_wanted_words(sheet.article, made))
    prove_words(wanted, sheets.texts("data-words"), sheet.where)
    return sheets


def _furniture(
    sheet: ArticleSheet, setting: ArticleSetting, made: MadeUp
) -> dict[str, Any]:
    """Give what stands round the story: nameplate, running head, foot."""
    layout, article = setting.layout, sheet.article
    words = wording(article.language)
    is_from_left = direction(article.language) == "ltr"
    has_left = bool(made.head.bylines) and is_from_left
    return {
        "wording": words,
        "nameplate_pt": _title_pt("nameplate", sheet, setting),
        "running_pt": _title_pt("running", sheet, setting),
        "running": _running_head(sheet, setting, words),
        "notice_left_mm": layout.full_mm - layout.column_mm if has_left else 0.0,
        "keywords": [word for word in (article.kicker, article.section) if word],
        "address": plain_address(article.url) if article.url else "",
        "code": qr_code(article.url) if article.url else None,
    }


def _title_pt(style: str, sheet: ArticleSheet, setting: ArticleSetting) -> float:
    """Find the size in which the paper's title leaves room for issue and date."""
    width_pt = setting.case.width_pt(style, sheet.publication.title)
    most_pt = setting.layout.full_mm * PT_PER_MM * _NAMEPLATE_SHARE
    return setting.layout.sizes[style].size_pt * min(1.0, most_pt / width_pt)


def _running_head(sheet: ArticleSheet, setting: ArticleSetting, words: Wording) -> str:
    """Choose the headline that fits beside the title on the following pages."""
    width_pt = setting.case.width_pt
    right = f"{words.issue(sheet.issue_number)}, {words.short_date(sheet.issue_date)}"
    taken_pt = width_pt("running", sheet.publication.title) + width_pt("small", right)
    free_pt = (setting.layout.full_mm - _RUNNING_GAP_MM) * PT_PER_MM - taken_pt
    for text in (sheet.article.headline, sheet.article.teaser_headline):
        if width_pt("small", text) <= free_pt:
            return text
    return ""


def _wanted_words(article: Article, made: MadeUp) -> Iterator[tuple[str, str]]:
    """Give every part of the story that has to be on its pages, as it is written."""
    yield "headline", article.headline
    if article.standfirst:
        yield "standfirst", article.standfirst
    signed = article.bylines if article.form == Form.LETTER else ()
    signature = (
        ", ".join(filter(None, (byline.name, byline.role, byline.place)))
        for byline in signed
    )
    blocks = (html.unescape(_MARKUP.sub("", block.html)) for block in article.body)
    yield "text", " ".join((*blocks, *signature))
    for index, picture in enumerate(article.pictures):
        words = f"{picture.lead_in} {picture.caption} {picture.credit}"
        yield f"caption {index + 1}", words
    for index, box in enumerate(article.fact_boxes):
        rows = " ".join(f"{row.figure} {row.text}" for row in box.rows)
        yield f"fact box {index + 1}", f"{box.title} {rows} {box.source}"
    placed = {frame.box for frame in made.plan.frames}
    for index, quote in enumerate(article.pull_quotes):
        text = made.measured.quotes[f"quote-{index}"]
        if f"quote-{index}" in placed:
            yield (
                f"pull quote {index + 1}",
                f"{' '.join(text.lines)} {quote.attribution}",
            )
