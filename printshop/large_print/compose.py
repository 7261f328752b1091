"""Set a large-print file: fill templates, let the engine break pages, prove them."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from printshop.article_pages.measured import direction
from printshop.large_print.proof import (
    prove_contents,
    prove_feet,
    prove_story_words,
)
from printshop.large_print.setting import LargePrintSetting
from printshop.large_print.sheet import LargePrintSheet
from printshop.large_print.things import Composer, SetStory
from printshop.large_print.undivided import Whole
from printshop.layout import PT_PER_MM
from printshop.publication import HouseAd
from printshop.typesetter import Sheets
from printshop.web_address import plain_address
from printshop.wording import Wording, wording

_UNDIVIDED = "shared/undivided.html"
_PAPER = "the-paper"
"""Name of the last part of an issue, which is about the paper itself."""


def set_large_print(sheet: LargePrintSheet, setting: LargePrintSetting) -> Sheets:
    """Set the pages. Raises TypesetError unless they are right in word and number."""
    composer = Composer(sheet, setting)
    stories = list(composer.stories())
    furniture = _furniture(sheet)
    sheets = _set(composer, stories, furniture, sheet.house_ads)
    if not sheet.is_issue:
        fitting = [ad for ad in sheet.house_ads if _has_room(ad, sheets)]
        if len(fitting) < len(sheet.house_ads):
            sheets = _set(composer, stories, furniture, fitting)
    lengths = setting.layout.lengths
    foot_mm = lengths["sheet.top_margin_mm"]
    foot_mm += setting.layout.lines_mm(lengths["page.foot_rule_line"])
    prove_story_words(stories, sheets)
    prove_contents(sheets)
    prove_feet(sheets, furniture["wording"].story_goes_on, foot_mm * PT_PER_MM)
    return sheets


def _set(
    composer: Composer,
    stories: Sequence[SetStory],
    furniture: Mapping[str, Any],
    ads: Sequence[HouseAd],
) -> Sheets:
    """Fill the templates with the stories and the paper's own panels, and set them."""
    sheet, setting = composer.sheet, composer.setting
    templates, layout = setting.templates, setting.layout
    markup = templates.fill(
        f"{layout.name}/large-print.html",
        layout=layout,
        sheet=sheet,
        publication=sheet.publication,
        stories=stories,
        sections=_sections(stories),
        panels=[(ad, plain_address(ad.url)) for ad in ads],
        whole=Whole(lambda word: templates.fill(_UNDIVIDED, text=word).strip()),
        **furniture,
    )
    return setting.engine.set_pages(markup, composer.pictures, where=sheet.where)


def _has_room(ad: HouseAd, sheets: Sheets) -> bool:
    """Tell whether a panel stands on the page where its story ends.

    No page has panels alone.
    """
    parts = sheets.elements("data-words").values()
    last = max(box.page for boxes in parts for box in boxes)
    return sheets.elements("data-panel")[ad.headline][0].page <= last


def _sections(stories: Sequence[SetStory]) -> list[tuple[str, list[SetStory]]]:
    """Part the stories by section, for the contents."""
    parted = itertools.groupby(stories, key=lambda one: one.story.section)
    return [(section, list(entries)) for section, entries in parted]


def _furniture(sheet: LargePrintSheet) -> dict[str, Any]:
    """Give what stands round the stories, in the language of the file."""
    publication, first = sheet.publication, sheet.stories[0].articles[0]
    language = publication.language if sheet.is_issue else first.language
    words = wording(language)
    authors = [publication.title]
    title = _issue_title(sheet, words)
    if not sheet.is_issue:
        title, authors = first.headline, [byline.name for byline in first.bylines]
    before, _, after = words.page_label_form.partition("{}")
    return {
        "wording": words,
        "language": language,
        "direction": direction(language),
        "title": title,
        "authors": authors,
        "page_words": (before, after),
        "paper": _PAPER,
        "story_address": plain_address(first.url) if first.url else "",
    }


def _issue_title(sheet: LargePrintSheet, words: Wording) -> str:
    """Name the file as a reader will look for it."""
    named = (
        sheet.publication.title,
        words.issue(sheet.issue_number),
        words.short_date(sheet.issue_date),
        words.large_print,
    )
    return ", ".join(named).replace("\u00a0", " ")
