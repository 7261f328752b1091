"""A workspace made ready for printing: its layouts and fonts, opened once.

The newsroom's own ``layouts/`` and ``fonts/`` come before the shipped ones.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

from printshop.article_pages import ArticleSetting, article_setting
from printshop.flatplan.headlines import Measure
from printshop.large_print import LargePrintSetting, large_print_setting
from printshop.layout import Layout
from printshop.layout_file import read_layout
from printshop.pages import Pressroom
from printshop.publication import Publication
from printshop.resources import fonts_folder, layouts_folder
from printshop.setting import Setting, make_ready
from printshop.sources import Workspace, find_workspace, read_workspace
from printshop.wording import Wording, wording

_STYLESHEETS = ("body.css", "display.css", "pages.css", "layout.css")
_MEASURED = ("caption-lead", "nameplate")
"""What is measured besides the layout's sizes."""


@dataclass(frozen=True)
class Shop:
    """Everything that printing an issue of one workspace needs."""

    workspace: Workspace
    layout_folders: tuple[Path, ...]
    font_folders: tuple[Path, ...]
    layout_name: str

    @property
    def publication(self) -> Publication:
        """The paper."""
        return self.workspace.publication

    @functools.cached_property
    def wording(self) -> Wording:
        """The words that the paper prints by itself."""
        return wording(self.publication.language)

    @functools.cached_property
    def layout(self) -> Layout:
        """The newspaper's design."""
        return read_layout(self.layout_folders, self.layout_name)

    @functools.cached_property
    def pressroom(self) -> Pressroom:
        """Templates and stylesheets of the newspaper's layout, parsed."""
        ready = self._setting
        return Pressroom(
            self.publication, self.layout, ready.engine, ready.templates, self.wording
        )

    @functools.cached_property
    def _setting(self) -> Setting[Layout]:
        layout = self.layout
        shared = {layout.name: layout.templates}
        folders = self.layout_folders, self.font_folders
        return make_ready(layout, *folders, _STYLESHEETS, shared)

    @functools.cached_property
    def measure(self) -> Measure:
        """How wide text is in the styles of the layout."""
        styles = (*self.layout.sizes, *_MEASURED)
        language = self.publication.language
        return self._setting.measured(styles=styles, language=language).width_pt

    @functools.cached_property
    def article_setting(self) -> ArticleSetting:
        """Templates and stylesheets of the article edition, parsed."""
        return article_setting(self.layout_folders, self.font_folders)

    @functools.cached_property
    def large_print_setting(self) -> LargePrintSetting:
        """Templates and stylesheets of the large-print edition, parsed."""
        return large_print_setting(self.layout_folders, self.font_folders)


def open_shop(start: Path, layout_name: str = "") -> Shop:
    """Open the workspace at or above a folder, for a layout or the paper's own one.

    Raises SourceError without a workspace, LayoutError without the layout.
    """
    workspace = read_workspace(find_workspace(start))
    return Shop(
        workspace=workspace,
        layout_folders=_own_first(workspace.root / "layouts", layouts_folder()),
        font_folders=_own_first(workspace.root / "fonts", fonts_folder()),
        layout_name=layout_name or workspace.publication.layout,
    )


def _own_first(own: Path, shipped: Path) -> tuple[Path, ...]:
    return (own, shipped) if own.is_dir() else (shipped,)
