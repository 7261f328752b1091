"""What the service tells of itself: one line an event, JSON unless a person looks on.

Readers are not in it: neither their addresses nor what they have searched for. Who
needs them has them in the proxy's log; the request's name stands in both.
"""

import datetime
import json
import logging
import sys
from collections.abc import Mapping
from typing import Any, TextIO

_OWN = "told"
"""Name of what a line of ours carries with it."""

LOG = logging.getLogger("printshop.web")


def note(event: str, *, level: int = logging.INFO, **told: Any) -> None:
    """Write an event into the log."""
    LOG.log(level, event, extra={_OWN: told})


def open_logbook(stream: TextIO | None = None) -> None:
    """Send all that is logged in this process to a stream, or to standard error."""
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    handler.setFormatter(_PlainLine() if out.isatty() else _JsonLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO)


def _told(record: logging.LogRecord) -> Mapping[str, Any]:
    told: Mapping[str, Any] = getattr(record, _OWN, {})
    return told


class _JsonLine(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line: dict[str, Any] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **_told(record),
        }
        if not hasattr(record, _OWN):
            line["logger"] = record.name
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class _PlainLine(logging.Formatter):
    """For a terminal: the clock, what happened, and what is to be known of it."""

    def format(self, record: logging.LogRecord) -> str:
        told = dict(_told(record))
        told.pop("request", None)
        event = record.getMessage()
        if event == "request":
            event = f"{told.pop('status')} {told.pop('method')} {told.pop('path')}"
            told = {"ms": told.get("ms")}
        clock = self.formatTime(record, "%H:%M:%S")
        more = " ".join(f"{name}={value}" for name, value in told.items())
        line = _printable(f"{clock} {event} {more}".rstrip())
        if record.exc_info:
            line = f"{line}\n{self.formatException(record.exc_info)}"
        return line


def _printable(text: str) -> str:
    """Keep what a stranger has sent from moving the cursor."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)
