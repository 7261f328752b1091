"""What the script of the download button says, under the names that it knows."""

import json

from printshop.web.nouns import Stage, Trouble
from printshop.web.pages.notices import trouble_words
from printshop.wording.screen_words import WebWords


def script_words(words: WebWords) -> str:
    """Write the words as JSON that may stand in a script."""
    told = {
        "wait": words.please_wait,
        "before": words.before_yours_form,
        "next": words.next_in_line,
        Stage.LOOKING.value: words.looking,
        Stage.SETTING.value: words.setting_form,
        Stage.MAKING_UP.value: words.making_up,
        Stage.WRITING.value: words.writing,
        "begun": words.begun,
        "failed": words.not_made,
        "trouble": {each.value: trouble_words(words, each) for each in Trouble},
        "full": words.full,
        "in": words.try_again_in_form,
        "again": words.try_again,
        "lost": words.lost,
        "gone": words.gone,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
