"""Stylesheet, script, icon and type, under names that change when they do.

So a browser may keep them for ever: ``web.3f9c01aa27de.css``.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from printshop.web.pages.typeface import WebFace

CSS = "text/css; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
_ICON = "image/svg+xml"
_TYPE = "font/woff2"

_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that belongs to the design."""

    data: bytes
    media_type: str


class Assets:
    """The files of a design, by name."""

    def __init__(
        self, stylesheet: str, script: str, icon: str, faces: Iterable[WebFace]
    ) -> None:
        """Take what the templates give; type is cut when somebody asks for it."""
        sheet = Asset(_bare(stylesheet), CSS)
        self.script = Asset(_bare(script), SCRIPT)
        drawn = Asset(icon.encode(), _ICON)
        self.icon_name = _named("icon", drawn, "svg")
        self.stylesheet_name = _named("web", sheet, "css")
        self.script_name = _named("download", self.script, "js")
        self._ready = {
            self.icon_name: drawn,
            self.stylesheet_name: sheet,
            self.script_name: self.script,
        }
        self._faces: dict[str, Callable[[], bytes]] = {
            face.file_name: face.cut.woff2 for face in faces
        }

    def asset(self, name: str) -> Asset | None:
        """Give a file; None when there is none of that name."""
        if name in self._ready:
            return self._ready[name]
        cut = self._faces.get(name)
        return Asset(cut(), _TYPE) if cut else None


def _bare(text: str) -> bytes:
    """Take remarks, indents and empty lines off: nobody reads them on the way."""
    lines = (line.strip() for line in _REMARK.sub("", text).splitlines())
    return "\n".join(line for line in lines if line).encode()


def _named(stem: str, asset: Asset, ending: str) -> str:
    return f"{stem}.{hashlib.sha256(asset.data).hexdigest()[:12]}.{ending}"
