"""How far the making of an issue's pages has come, for whoever waits for them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Work(StrEnum):
    """What is being done."""

    SETTING = "setting"
    """``done`` stories of ``total``."""
    MAKING_UP = "making-up"
    COMPOSING = "composing"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that begins, or of a long one the part that is done."""

    work: Work
    words: str = ""
    """For people, one line a step; empty when it is only a part of one."""
    done: int = 0
    total: int = 0


Tell = Callable[[Step], None]
"""Takes every step."""


def in_words(say: Callable[[str], None]) -> Tell:
    """Tell only the steps that have words, to whom takes words."""

    def tell(step: Step) -> None:
        if step.words:
            say(step.words)

    return tell


def untold(step: Step) -> None:
    """Tell nobody."""
