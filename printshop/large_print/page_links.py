"""Links between the stories of one file: to the page there, and telling its number.

Whoever has the paper turns to the page; whoever has the file need not go to the web
for a story that lies in it. All other links get notes, as in a story's own PDF.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from printshop.issue import Article
from printshop.templates import Templates
from printshop.wording import wording

_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def with_page_links(
    article: Article, places: Mapping[str, str], template: str, templates: Templates
) -> Article:
    """Turn links to stories of the file to their pages.

    ``places`` are the stories' names in the file by their addresses.
    """
    words = wording(article.language)

    def turned(link: re.Match[str]) -> str:
        slug = places.get(html.unescape(link[1]).rstrip("/"))
        if slug is None:
            return link[0]
        linked = Markup(link[2])
        return templates.fill(template, slug=slug, linked=linked, words=words).strip()

    body = [
        replace(block, html=_LINK.sub(turned, block.html)) for block in article.body
    ]
    return replace(article, body=tuple(body))
