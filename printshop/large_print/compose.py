"""Set a large-print file: fill templates, let the engine break pages, prove them.

What follows a story ("Read more", panels) never has a page alone: it is left out there.
"""

import itertools
from collections.abc import Mapping, Sequence, Set
from typing import Any

from printshop.large_print.proof import (
    prove_contents,
    prove_feet,
    prove_story_words,
    tails_alone,
)
from printshop.large_print.setting import LargePrintSetting
from printshop.large_print.sheet import LargePrintSheet
from printshop.large_print.things import Composer, SetStory
from printshop.large_print.undivided import Whole
from printshop.layout import PT_PER_MM
from printshop.typesetter import Sheets
from printshop.web_address import plain_address
from printshop.wording import Wording, direction, wording

_UNDIVIDED = "shared/undivided.html"
_NAMEPLATE_SHARE = 0.58
"""Of the text's width, of which the stylesheet gives it 60 per cent."""

_PAPER = "the-paper"
"""Name of the last part of an issue, which is about the paper itself."""


def set_large_print(sheet: LargePrintSheet, setting: LargePrintSetting) -> Sheets:
    """Set the pages. Raises TypesetError unless they are right in word and number."""
    composer = Composer(sheet, setting)
    stories = list(composer.stories())
    furniture = _furniture(sheet)
    left_out: set[str] = set()
    sheets = _set(composer, stories, furniture, left_out)
    while alone := set(tails_alone(stories, sheets)):
        left_out |= alone
        sheets = _set(composer, stories, furniture, left_out)
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
    left_out: Set[str],
) -> Sheets:
    """Fill the templates with the stories and what follows them, and set them."""
    sheet, setting = composer.sheet, composer.setting
    templates, layout = setting.templates, setting.layout
    markup = templates.fill(
        f"{layout.name}/large-print.html",
        layout=layout,
        sheet=sheet,
        publication=sheet.publication,
        stories=stories,
        sections=_sections(stories),
        panels=[(ad, plain_address(ad.url)) for ad in sheet.house_ads],
        left_out=left_out,
        is_long=_is_long(sheet.publication.title, setting),
        whole=Whole(lambda word: templates.fill(_UNDIVIDED, text=word).strip()),
        **furniture,
    )
    return setting.engine.set_pages(markup, composer.pictures, where=sheet.where)


def _is_long(title: str, setting: LargePrintSetting) -> bool:
    """Tell whether the paper's title has no room in the nameplate's own size."""
    most_pt = setting.layout.measure_pt * _NAMEPLATE_SHARE
    return setting.metrics.width_pt("nameplate", title) > most_pt


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
