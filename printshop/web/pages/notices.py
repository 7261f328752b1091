"""What is said when a page or a PDF cannot be shown, and where to go from there."""

from dataclasses import dataclass

from printshop.batch.wanted import Wanted
from printshop.web.addresses import Addresses
from printshop.web.nouns import Trouble
from printshop.wording.screen_words import WebWords


@dataclass(frozen=True, slots=True)
class WayOn:
    """A link to what a reader may try next."""

    address: str
    name: str
    is_pdf: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A short page in words."""

    heading: str
    told: tuple[str, ...]
    ways_on: tuple[WayOn, ...] = ()


def no_such_page(words: WebWords) -> Notice:
    """Say that an address leads nowhere."""
    return Notice(words.not_found, (words.not_found_hint,))


def not_made(
    words: WebWords,
    at: Addresses,
    wanted: Wanted,
    trouble: Trouble | None,
    retry_after_s: int,
) -> Notice:
    """Say why a PDF was not made; no trouble means that the queue is full."""
    told = [trouble_words(words, trouble)]
    if retry_after_s:
        told.append(words.try_again_in(retry_after_s))
    again = WayOn(at.pdf(wanted), words.try_again, is_pdf=True)
    return Notice(words.not_made, tuple(told), (again, _back(words, at, wanted)))


def being_made(words: WebWords, at: Addresses, wanted: Wanted) -> Notice:
    """Say that a PDF takes longer than usual."""
    ways_on = (_back(words, at, wanted),)
    return Notice(words.being_made, (words.being_made_hint,), ways_on)


def trouble_words(words: WebWords, trouble: Trouble | None) -> str:
    """Say in a sentence what went wrong; without a trouble, that the queue is full."""
    return {
        None: words.full,
        Trouble.COPY: words.copy_trouble,
        Trouble.LIMIT: words.limit_trouble,
        Trouble.DIED: words.died_trouble,
        Trouble.STOPPED: words.stopped_trouble,
    }[trouble]


def _back(words: WebWords, at: Addresses, wanted: Wanted) -> WayOn:
    if wanted.slug:
        return WayOn(at.story(wanted.number, wanted.slug), words.to_story)
    return WayOn(at.issue(wanted.number), words.to_issue)
