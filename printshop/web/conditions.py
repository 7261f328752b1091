"""What a request says about the copy that a reader has already, and the part it wants.

* RFC 9110, 13: ``If-Match`` compares strongly, ``If-None-Match`` weakly; a date counts
  only where there is no tag.
* RFC 9110, 14.2: one range of bytes is granted. Several at once, and what cannot be
  read, are answered with the whole, as the standard allows.
* ``If-Range`` counts with a tag only: two versions may be made within one second.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime

_TAG = re.compile(r'(W/)?("[^"]*")')
_RANGE = re.compile(r"bytes=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)

OK, NOT_MODIFIED, FAILED = 200, 304, 412


@dataclass(frozen=True, slots=True)
class Version:
    """What tells a version of something from the others."""

    tag: str
    """The entity tag, with its quotation marks."""
    modified: datetime.datetime | None = None
    """In UTC, whole seconds."""

    def headers(self) -> dict[str, str]:
        """Write it for an answer."""
        if self.modified is None:
            return {"ETag": self.tag}
        dated = format_datetime(self.modified, usegmt=True)
        return {"ETag": self.tag, "Last-Modified": dated}


def status_for(asked: Mapping[str, str], version: Version) -> int:
    """Decide by a request's headers: 200, 304 or 412."""
    if (match := asked.get("if-match")) is not None:
        is_met = match.strip() == "*" or version.tag in _strong_tags(match)
        if not is_met:
            return FAILED
    elif _is_older(asked.get("if-unmodified-since"), version):
        return FAILED
    if (none := asked.get("if-none-match")) is not None:
        has_it = none.strip() == "*" or version.tag in _tags(none)
        return NOT_MODIFIED if has_it else OK
    since = asked.get("if-modified-since")
    is_known = since is not None and version.modified is not None
    return NOT_MODIFIED if is_known and not _is_older(since, version) else OK


def range_for(asked: Mapping[str, str], version: Version, size: int) -> range | None:
    """Give the bytes that are wanted; None for all, an empty range when there are none.

    An empty range is to be answered with 416.
    """
    found = _RANGE.fullmatch(asked.get("range", "").strip())
    if found is None or found.groups() == ("", ""):
        return None
    condition = asked.get("if-range")
    if condition is not None and condition.strip() != version.tag:
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    end = min(int(last) + 1, size) if last else size
    return range(int(first), max(int(first), end))


def _tags(told: str) -> set[str]:
    return {tag for _, tag in _TAG.findall(told)}


def _strong_tags(told: str) -> set[str]:
    return {tag for weak, tag in _TAG.findall(told) if not weak}


def _is_older(told: str | None, version: Version) -> bool:
    """Tell whether a date is before the version's; what is no date never is."""
    if told is None or version.modified is None:
        return False
    try:
        date = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return True
    if date.tzinfo is None:
        date = date.replace(tzinfo=datetime.UTC)
    return date < version.modified
