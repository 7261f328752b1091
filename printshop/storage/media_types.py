"""What kind of file an object is, told to the store that hands it out.

A store that shows a bucket as a site sends what it was told: without it a browser saves
a page instead of showing it. A folder needs none of this: servers go by the endings.
"""

from collections.abc import Mapping
from typing import Any

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


def kind_told(url: str, path: str) -> Mapping[str, Any]:
    """Give what is to be told to a store of an object that is put there."""
    name = path.rpartition("/")[2]
    kind = _NAMED.get(name) or _KINDS.get(name.rpartition(".")[2])
    if kind is None:
        return {}
    match url.partition("://")[0]:
        case "s3" | "s3a":  # s3fs hands it on as it is
            return {"ContentType": kind}
        case "gs" | "gcs":
            return {"content_type": kind}
        case "az" | "abfs" | "abfss":  # from adlfs 2026.8 on
            return {"content_settings": {"content_type": kind}}
        case _:
            return {}
