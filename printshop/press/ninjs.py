"""A story as JSON, in the news trade's own form: IPTC ninjs 3.0.

Every name is one of that schema, which allows no others; only ``uri`` must be given.
Days become midnight, because its dates have a time. Pictures, and the stories that
"Read more" names, are associations; pull quotes and fact boxes are further bodies.
"""

import datetime
import json
from collections.abc import Iterator
from typing import Any

from printshop.finish import SourceFile
from printshop.issue import Article, Issue, Picture, Related
from printshop.press.shop import Shop
from printshop.web_address import plain_address

_STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}


def source_file(shop: Shop, issue: Issue, article: Article) -> SourceFile:
    """Make the file that is attached to a story's own PDF."""
    told = json.dumps(ninjs(shop, issue, article), ensure_ascii=False, indent=1)
    stem = f"{shop.publication.file_name}-{issue.number}-{article.slug}"
    return SourceFile(
        name=f"{stem}.json",
        media_type="application/json",
        description=f"{article.headline} (ninjs 3.0)",
        data=f"{told}\n".encode(),
        date=issue.date,
    )


def ninjs(shop: Shop, issue: Issue, article: Article) -> dict[str, Any]:
    """Say everything about a story; what is empty is left out."""
    paper = shop.publication
    uri = article.url or _uri(shop, issue.number, article.slug)
    day = _moment(article.date)
    told = {
        "uri": uri,
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full",
        "pubStatus": "usable",
        "version": "1",
        "firstCreated": day,
        "versionCreated": _moment(issue.date),
        "contentCreated": day,
        "language": article.language or paper.language,
        "title": article.headline,
        "slugline": article.slug,
        "by": ", ".join(byline.name for byline in article.bylines),
        "located": next((b.place for b in article.bylines if b.place), ""),
        "copyrightHolder": paper.imprint.publisher or paper.title,
        "copyrightNotice": paper.imprint.copyright,
        "headlines": list(_headlines(article)),
        "descriptions": list(_valued(("standfirst", article.standfirst))),
        "bodies": list(_bodies(shop, article)),
        "subjects": [{"name": article.section, "rel": "section"}],
        "genres": [{"name": article.form.value}],
        "people": [{"name": b.name, "rel": "author"} for b in article.bylines],
        "infoSources": [{"name": paper.title, "role": "publisher"}],
        "associations": [
            *(_picture(uri, n, one) for n, one in enumerate(article.pictures, 1)),
            *(_related(shop, one) for one in article.related),
        ],
        "altIds": list(_numbers(shop, issue, article)),
    }
    return {name: value for name, value in told.items() if value}


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _uri(shop: Shop, number: str, slug: str) -> str:
    """Name a story that has no address of its own (RFC 4151)."""
    paper = shop.publication
    site = plain_address(paper.web_address).partition("/")[0]
    return f"tag:{site or f'{paper.file_name}.invalid'},2000:{number}/{slug}"


def _valued(*pairs: tuple[str, str]) -> Iterator[dict[str, str]]:
    for role, value in pairs:
        if value:
            yield {"role": role, "contentType": "text/plain", "value": value}


def _headlines(article: Article) -> Iterator[dict[str, str]]:
    yield from _valued(
        ("main", article.headline),
        ("short", article.short_headline),
        ("kicker", article.kicker),
    )


def _bodies(shop: Shop, article: Article) -> Iterator[dict[str, Any]]:
    """Give the text with its marks and without, then what stands beside it."""
    templates = shop.article_setting.templates
    html = templates.fill("shared/story-source.html", article=article)
    plain = "\n\n".join(block.text for block in article.body)
    for media_type, value in (("text/html", html), ("text/plain", plain)):
        yield {
            "role": "main",
            "contentType": media_type,
            "charCount": len(plain),
            "wordCount": article.word_count,
            "value": value,
        }
    for quote in article.pull_quotes:
        said = "\n".join(filter(None, (quote.text, quote.attribution)))
        yield from _valued(("pull quote", said))
    for box in article.fact_boxes:
        rows = (f"{row.figure} {row.text}" for row in box.rows)
        lines = (box.title, *rows, box.source)
        yield from _valued(("fact box", "\n".join(filter(None, lines))))


def _picture(uri: str, number: int, picture: Picture) -> dict[str, Any]:
    told = f"{picture.lead_in} {picture.caption}".strip()
    size = {} if picture.is_vector else _size(picture)
    association = {
        "name": f"picture {number}",
        "uri": f"{uri}#picture-{number}",
        "type": "graphic" if picture.is_vector else "picture",
        "by": picture.credit,
        "descriptions": list(_valued(("caption", told), ("alt", picture.alt))),
        "renditions": [
            {
                "name": "original",
                "originalFilename": picture.name,
                "digest": picture.sha256,
                **size,
            }
        ],
    }
    return {name: value for name, value in association.items() if value}


def _size(picture: Picture) -> dict[str, int]:
    return {"width": picture.width_px, "height": picture.height_px}


def _related(shop: Shop, related: Related) -> dict[str, Any]:
    slug = related.slug or related.url
    return {
        "name": related.title or slug,
        "uri": related.url or _uri(shop, related.issue_number, related.slug),
        "type": "text",
    }


def _numbers(shop: Shop, issue: Issue, article: Article) -> Iterator[dict[str, str]]:
    """Name the story by what a library would: ISSN, issue, slug."""
    numbers = (
        ("issn", shop.publication.issn),
        ("issue", issue.number),
        ("slug", article.slug),
    )
    for role, value in numbers:
        if value:
            yield {"role": role, "value": value}
