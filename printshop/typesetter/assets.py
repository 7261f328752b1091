"""What the engine may read while it sets a page: what it was handed, and fonts.

The rules of law 4 (no network, no file outside issue, layout and fonts):

* only ``asset:`` addresses are answered; http, file and data are refused, whatever
  a story, a drawing or a stylesheet asks for;
* ``asset:fonts/…`` and ``asset:layouts/…`` are looked up below the font and layout
  folders, the newsroom's own before the shipped ones, and never outside them; of
  layouts, only those that the pages are made of;
* every other address must have been handed over by name, as bytes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

_TYPES = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class Assets:
    """Everything that may be read, by its ``asset:`` address."""

    fonts: Sequence[Path]
    """Font folders, the first that has the file answers."""
    layouts: Sequence[Path] = ()
    given: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Address (``asset:picture/wall.jpg``) to media type and bytes."""
    only: Collection[str] = ()
    """Names of the layouts whose files may be read; all of them when empty."""

    def with_given(self, given: Mapping[str, tuple[str, bytes]]) -> "Assets":
        """Hand over more, by address."""
        return replace(self, given={**self.given, **given})

    def find(self, url: str) -> tuple[str, bytes]:
        """Answer an address with media type and bytes; KeyError when it may not be."""
        if url in self.given:
            return self.given[url]
        for prefix, folders in (
            ("asset:fonts/", self.fonts),
            ("asset:layouts/", self.layouts),
        ):
            if url.startswith(prefix):
                name = url.removeprefix(prefix)
                is_layout = folders is self.layouts
                if is_layout and self.only and name.split("/")[0] not in self.only:
                    break
                path = find_below(folders, name)
                if path is not None:
                    return _TYPES.get(path.suffix, ""), path.read_bytes()
        raise KeyError(url)


def find_below(folders: Sequence[Path], name: str) -> Path | None:
    """Find a file below the first folder that has it; never outside of them."""
    for folder in folders:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    return None
