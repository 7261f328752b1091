"""How a story is presented: its headline's size, its initial, what stands beside it.

Kicker, initial and panels follow the story's own PDF, so that both are of one paper.
"""

from collections.abc import Mapping, Sequence

from printshop.issue import BlockKind, Form
from printshop.press import Shop
from printshop.publication import HouseAd, HouseAdKind, Publication
from printshop.typography import set_copy
from printshop.web.archive.nouns import IssueCard, StoryCard, StoryPage
from printshop.web.pages.composition import composed
from printshop.web.pages.shown import Beside
from printshop.wording import direction

_LARGE, _MIDDLE = 46, 80
"""Letters of a headline, up to which it is set large, or in the middle size."""
_SMALL_FORMS = {Form.BRIEF, Form.LETTER}
_OPENED_FORMS = {Form.FEATURE, Form.COLUMN}
_SLIM_PX = 440
"""A drawing made for less is as wide as the text: else its lettering would shout."""
_LONG_WORDS = 450
"""From here on news opens with an initial, too."""
_AD_KINDS = (HouseAdKind.NEWSLETTER, HouseAdKind.DONATION, HouseAdKind.SUBSCRIPTION)
_MOST_ADS = 2
_MOST_LISTED = 6
"""Stories in each list beside a story."""


def story_context(shop: Shop, page: StoryPage, beside: Beside) -> Mapping[str, object]:
    """Give what the page of a story says of it."""
    card = page.card
    more_from = _others(beside.more_from, page, beside, ())
    opening, closing = set_copy("'quote'", card.language).split("quote")
    return {
        "story": page,
        "beside": beside,
        "kicker": _kicker(shop.publication, card),
        "headline_size": _headline_size(card),
        "is_signed_below": card.form == Form.LETTER,
        "has_initial": _has_initial(page),
        "lead_kind": _lead_kind(page),
        "pieces": composed(page),
        "quotation_marks": (opening, closing),
        "issue_shown": IssueCard(card.number, page.issue_date, 0, None),
        "house_ads": _house_ads(shop.publication.house_ads),
        "more_from": more_from,
        "latest_news": _others(beside.latest_news, page, beside, more_from),
    }


def _kicker(paper: Publication, card: StoryCard) -> str:
    leader = paper.leader_kicker if card.form == Form.LEADER else ""
    return card.kicker or leader or card.section


def _headline_size(card: StoryCard) -> str:
    if card.form in _SMALL_FORMS or len(card.headline) > _MIDDLE:
        return "small"
    return "large" if len(card.headline) <= _LARGE else "middle"


def _has_initial(page: StoryPage) -> bool:
    form = page.card.form
    is_long = page.word_count >= _LONG_WORDS and form not in _SMALL_FORMS
    is_text = bool(page.body) and page.body[0].kind == BlockKind.PARAGRAPH
    is_from_left = direction(page.card.language) == "ltr"
    return is_text and is_from_left and (is_long or form in _OPENED_FORMS)


def _lead_kind(page: StoryPage) -> str:
    """Tell how the first picture stands: over the whole width, or over the text."""
    first = page.pictures[0] if page.pictures else None
    is_slim = first is not None and first.is_drawing and first.width_px < _SLIM_PX
    return "lead slim" if is_slim else "lead"


def _house_ads(ads: Sequence[HouseAd]) -> list[HouseAd]:
    """Choose two, as an article in print has them."""
    in_order = sorted(ads, key=lambda ad: _AD_KINDS.index(ad.kind))
    return in_order[:_MOST_ADS]


def _others(
    cards: Sequence[StoryCard],
    page: StoryPage,
    beside: Beside,
    shown: Sequence[StoryCard],
) -> list[StoryCard]:
    """Choose a few that the page does not show already."""
    seen = {(page.card.number, page.card.slug)}
    seen |= {(link.number, link.slug) for link in beside.read_more if link.slug}
    seen |= {(card.number, card.slug) for card in shown}
    others = [card for card in cards if (card.number, card.slug) not in seen]
    return others[:_MOST_LISTED]
