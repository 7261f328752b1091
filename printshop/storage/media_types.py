"""What kind of file an object is, told to the store that hands it out.

A store that shows a bucket as a site sends what it was told: without it a browser saves
a page instead of showing it. A folder needs none of this: servers go by the endings.
"""

from collections.abc import Mapping

_KINDS = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "webp": "image/webp",
    "xml": "application/rss+xml",
    "zip": "application/zip",
}
_NAMED = {"feed.json": "application/feed+json"}
_SAID_AS = {
    "s3": "ContentType",
    "s3a": "ContentType",
    "gs": "content_type",
    "gcs": "content_type",
}
"""How the libraries of stores call it: s3fs hands it on to S3, gcsfs has its own."""


def kind_told(url: str, path: str) -> Mapping[str, str]:
    """Give what is to be told to a store of an object that is put there."""
    name = path.rpartition("/")[2]
    said_as = _SAID_AS.get(url.partition("://")[0])
    kind = _NAMED.get(name) or _KINDS.get(name.rpartition(".")[2])
    return {said_as: kind} if said_as and kind else {}
