"""One layout's fonts and stylesheets, parsed once and used for many documents.

* System fonts are never used: FONTCONFIG_FILE points at the shipped ``fonts.conf``,
  which knows the shipped fonts only. It has to be set before Pango is loaded.
* What the engine logs is listened to (``listening``); its warnings are kept in
  ``Sheets.warnings``.
"""

import functools
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from printshop.errors import TypesetError
from printshop.resources import fonts_folder
from printshop.typesetter.assets import Assets, find_below
from printshop.typesetter.divided_words import note_divided_words
from printshop.typesetter.families import check_families, families_of
from printshop.typesetter.faults import mend_engine
from printshop.typesetter.fitting import fit_paragraphs
from printshop.typesetter.listening import heard
from printshop.typesetter.sheets import FIT, Sheets
from printshop.typesetter.word_widths import WordWidths

os.environ["FONTCONFIG_FILE"] = str(fonts_folder() / "fonts.conf")

_INVISIBLE = frozenset("\n\t\r \u00a0\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f")


class Engine:
    """Sets HTML in the fonts and stylesheets of one layout."""

    def __init__(self, assets: Assets, stylesheets: Sequence[str]) -> None:
        """Parse the font faces and the stylesheets (CSS text, in cascade order)."""
        try:
            from weasyprint import CSS
            from weasyprint.text.fonts import FontConfiguration
        except OSError as error:
            raise TypesetError(
                "the engine's system libraries are missing",
                hint="install Pango and HarfBuzz (Debian: libpango-1.0-0, "
                "libpangoft2-1.0-0, libharfbuzz-subset0); see docs/operators.md",
            ) from error

        mend_engine()
        note_divided_words()
        self._assets = assets
        self._font_config = FontConfiguration()
        self._word_widths = WordWidths()
        faces = find_below(assets.fonts, "fonts.css")
        if faces is None:
            raise TypesetError(
                "no fonts.css among the fonts",
                hint="put one into fonts/, or take your own fonts folder away",
            )
        fetcher = _fetcher(assets)
        more = find_below(assets.fonts, "more-fonts.css")
        texts = [faces.read_text("utf-8"), *stylesheets]
        texts += [more.read_text("utf-8")] if more else []
        self._families = families_of(texts)
        with heard("stylesheets") as warnings:
            self._stylesheets = [
                CSS(string=text, font_config=self._font_config, url_fetcher=fetcher)
                for text in texts
            ]
        self.warnings = tuple(warnings)

    @property
    def font_folders(self) -> Sequence[Path]:
        """Where fonts are looked for, the newsroom's own folder first."""
        return self._assets.fonts

    def set_pages(
        self,
        html: str,
        pictures: Mapping[str, tuple[str, bytes]] | None = None,
        *,
        where: str = "",
    ) -> Sheets:
        """Lay out a document; pictures are media type and bytes by ``asset:`` URL.

        Raises TypesetError, with ``where``, when the engine could not use something,
        LayoutError for a font family that it has no face for, and
        UnfitParagraphsError for paragraphs that cannot be broken as a whole.
        """
        from weasyprint import HTML

        assets = self._assets.with_given(pictures or {})
        with heard(where) as warnings:
            document = HTML(string=html, url_fetcher=_fetcher(assets)).render(
                stylesheets=self._stylesheets, font_config=self._font_config
            )
        sheets = Sheets(document, tuple(warnings), where)
        if FIT in html:
            sheets.fitted = fit_paragraphs(sheets, self._word_widths)
        check_families(sheets, self._families)
        return sheets


def _fetcher(assets: Assets) -> Any:
    """Make the engine's only way to read anything."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class AssetFetcher(URLFetcher):  # type: ignore[misc]
        """Answers ``asset:`` addresses from ``Assets``; refuses everything else."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            del headers
            try:
                media_type, data = assets.find(url)
            except KeyError:
                raise ValueError(f"{url[:80]} may not be read") from None
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    return AssetFetcher(allowed_protocols=("asset",), allow_redirects=False)


def missing_characters(text: str, font_folders: Iterable[Path]) -> tuple[str, ...]:
    """List the characters of a text that no configured font has, in code order."""
    covered = _covered(tuple(font_folders))
    return tuple(sorted(set(text) - covered - _INVISIBLE))


@functools.cache
def _covered(folders: tuple[Path, ...]) -> frozenset[str]:
    """Read what every font below the folders can print."""
    from fontTools.ttLib import TTFont

    characters: set[str] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in {".ttf", ".otf", ".woff2", ".woff"}:
                with TTFont(path, lazy=True) as font:
                    characters.update(map(chr, font.getBestCmap()))
    return frozenset(characters)
