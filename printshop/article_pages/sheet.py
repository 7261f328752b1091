"""Everything that the pages of one story are made from, in one value."""

import datetime
from dataclasses import dataclass

from printshop.article_pages.tails import ReadMore
from printshop.issue import Article
from printshop.publication import HouseAd, Publication


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """A story with what is printed around it. No clock is looked at but these."""

    publication: Publication
    article: Article
    issue_number: str
    issue_date: datetime.date
    age_notice: str = ""
    """"This article is over 6 years, 9 months old"; empty for a young one."""
    printed_page: int | None = None
    read_more: tuple[ReadMore, ...] = ()
    """Three at most are shown."""
    house_ads: tuple[HouseAd, ...] = ()

    @property
    def where(self) -> str:
        """Name the story in an error."""
        return f"issue {self.issue_number}, story {self.article.slug}"

    @property
    def kicker(self) -> str:
        """The word over the headline: the story's own, the leader's, its section."""
        article = self.article
        if article.kicker:
            return article.kicker
        if article.form == "leader" and self.publication.leader_kicker:
            return self.publication.leader_kicker
        return article.section
