"""A layout for single stories, made ready once to set many of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.article_pages.display import TypeCase
from printshop.article_pages.layout import ArticleLayout, read_article_layout
from printshop.setting import Setting, make_ready


@dataclass(frozen=True, slots=True)
class ArticleSetting(Setting[ArticleLayout]):
    """A story's layout, its templates and stylesheets, and its type."""

    case: TypeCase


def article_setting(
    layout_folders: Sequence[Path],
    font_folders: Sequence[Path],
    layout_name: str = "article",
) -> ArticleSetting:
    """Read a layout and parse its stylesheets; folders, the newsroom's own first.

    Raises LayoutError when the layout is missing or wrong.
    """
    layout = read_article_layout(layout_folders, layout_name)
    ready = make_ready(layout, layout_folders, font_folders, ("article.css",))
    case = TypeCase(layout, ready.measured())
    return ArticleSetting(layout, ready.templates, ready.engine, case)
