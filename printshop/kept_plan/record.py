"""What a story was when its page was planned: enough to tell later that it changed."""

import hashlib
import json
from dataclasses import dataclass

from printshop.galley import Galley
from printshop.issue import Article, Form
from printshop.layout import Compose

_FIGURES = 12
"""Of a digest: for telling two texts apart, not for safety."""


@dataclass(frozen=True, slots=True)
class SetFrom:
    """What a story was set from."""

    headline: str
    words: int
    lines: int
    """Lines of its galley."""
    copy: str
    """Digest of the text that the galley holds."""
    details: str
    """Digest of what stands round the text: kicker, bylines, pictures, boxes."""
    compose: Compose
    """How the lines of its galley were found."""
    longer: tuple[int, ...] = ()
    """Which of its paragraphs and crossheads, from 1, were set a line longer."""
    shorter: tuple[int, ...] = ()

    def was_set_from(self, article: Article) -> bool:
        """Tell whether the text of a story is what it was."""
        return self.copy == _copy(article)


def set_from(article: Article, galley: Galley) -> SetFrom:
    """Take note of a story as it is."""
    return SetFrom(
        headline=article.headline,
        words=article.word_count,
        lines=len(galley.lines),
        copy=_copy(article),
        details=_details(article),
        compose=galley.compose,
        longer=tuple(one.block + 1 for one in galley.refits if one.change > 0),
        shorter=tuple(one.block + 1 for one in galley.refits if one.change < 0),
    )


def _copy(article: Article) -> str:
    told: list[object] = [[block.kind.value, block.html] for block in article.body]
    if article.form in {Form.BRIEF, Form.LETTER}:
        told.append([article.headline, _bylines(article)])
    return _digest(told)


def _details(article: Article) -> str:
    return _digest(
        [
            article.kicker,
            article.short_headline,
            article.standfirst,
            _bylines(article),
            [
                [p.name, p.lead_in, p.caption, p.credit, p.sha256]
                for p in article.pictures
            ],
            [[quote.text, quote.attribution] for quote in article.pull_quotes],
            [
                [box.title, box.source]
                + [[row.figure, row.text, row.is_optional] for row in box.rows]
                for box in article.fact_boxes
            ],
        ]
    )


def _bylines(article: Article) -> list[list[str]]:
    return [[one.name, one.role, one.place] for one in article.bylines]


def _digest(told: object) -> str:
    text = json.dumps(told, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_FIGURES]
