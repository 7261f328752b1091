"""From an article to what is shown of it: its card, its page, its pictures."""

import re
from collections.abc import Sequence

from printshop.issue import Article, Block, Issue, Picture
from printshop.sources.formats import slug_from
from printshop.web.archive.nouns import IssueCard, ShownPicture, StoryCard, StoryPage

WIDTHS_PX = (480, 960, 1600)
"""In which pictures are to be had: for phones, for columns, for fine screens."""

_WORTHWHILE = 1.2
"""How many times as wide as the next smaller one a picture's own width must be."""

_HIGHEST_PX = 4000
"""However narrow a picture is: WebP has no room for more than 16,383."""

_CSS_PX = 96 / 72 / 100
"""Of a hundredth of a point."""

_HEADLINES = 4
_DIGEST_LETTERS = 8
_WORD = re.compile(r"\w+")


def shown_issue(issue: Issue, cards: Sequence[StoryCard]) -> IssueCard:
    """Show an issue as it is listed; its stories are given in order."""
    fronted = {article.slug for article in issue.articles if article.is_front}
    front_first = sorted(cards, key=lambda card: card.slug not in fronted)
    return IssueCard(
        number=issue.number,
        date=issue.date,
        story_count=len(cards),
        lead=front_first[0] if front_first else None,
        headlines=tuple(card.headline for card in front_first[:_HEADLINES]),
        price=issue.price,
        next_week=issue.next_week,
    )


def shown_story(issue: Issue, article: Article, page: int | None) -> StoryPage:
    """Show a story that began on a page, as far as that is known."""
    head_shot = article.head_shot
    pictures = tuple(
        shown_picture(one) for one in article.pictures if one is not head_shot
    )
    return StoryPage(
        card=_card(article, page, pictures),
        issue_date=issue.date,
        body=article.body,
        bylines=article.bylines,
        pictures=pictures,
        head_shot=shown_picture(head_shot) if head_shot else None,
        pull_quotes=article.pull_quotes,
        quoted_blocks=tuple(
            _quoted_block(article.body, quote.text) for quote in article.pull_quotes
        ),
        fact_boxes=article.fact_boxes,
        related=article.related,
        url=article.url,
        word_count=article.word_count,
    )


def shown_picture(picture: Picture) -> ShownPicture:
    """Show a picture in the widths that are worth having."""
    width_px, height_px = picture.width_px, picture.height_px
    most = min(WIDTHS_PX[-1], max(1, int(_HIGHEST_PX * picture.proportion)))
    if picture.is_vector:
        width_px = max(1, round(width_px * _CSS_PX))
        height_px = max(1, round(height_px * _CSS_PX))
    else:
        most = min(most, width_px)
    smaller = (one for one in WIDTHS_PX if one * _WORTHWHILE <= most)
    widths = (*smaller, most)
    stem = slug_from(picture.path.stem) or "picture"
    return ShownPicture(
        name=f"{stem}-{picture.sha256[:_DIGEST_LETTERS]}",
        widths=widths,
        width_px=width_px,
        height_px=height_px,
        alt=picture.alt,
        caption=picture.caption,
        lead_in=picture.lead_in,
        credit=picture.credit,
        focus_x=picture.focus_x,
        focus_y=picture.focus_y,
        is_drawing=picture.is_vector,
    )


def _card(
    article: Article, page: int | None, pictures: Sequence[ShownPicture]
) -> StoryCard:
    return StoryCard(
        number=article.issue_number,
        slug=article.slug,
        headline=article.headline,
        section=article.section,
        date=article.date,
        language=article.language,
        form=article.form,
        short_headline=article.short_headline,
        kicker=article.kicker,
        standfirst=article.standfirst,
        authors=tuple(byline.name for byline in article.bylines),
        page=page,
        picture=pictures[0] if pictures else None,
    )


def _quoted_block(body: Sequence[Block], quotation: str) -> int:
    """Find the block that a quotation's words stand in; -1 without one."""
    words = _plain_words(quotation)
    texts = (_plain_words(block.text) for block in body)
    return next((at for at, text in enumerate(texts) if words in text), -1)


def _plain_words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
