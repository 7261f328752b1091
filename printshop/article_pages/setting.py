"""A layout for single stories, made ready once to set many of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.article_pages.display import TypeCase
from printshop.article_pages.layout import ArticleLayout, read_article_layout
from printshop.templates import Templates
from printshop.typesetter import Assets, Engine, Metrics


@dataclass(frozen=True, slots=True)
class ArticleSetting:
    """Parsed stylesheets, templates, numbers and measured type of one layout."""

    layout: ArticleLayout
    templates: Templates
    engine: Engine
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
    templates = Templates(layout_folders)
    stylesheets = [
        templates.fill("shared/properties.css", properties=layout.properties),
        templates.fill("shared/type.css"),
        templates.fill(f"{layout_name}/article.css", layout=layout),
    ]
    engine = Engine(Assets(font_folders, layout_folders), stylesheets)
    specimen = templates.fill(f"{layout_name}/specimen.html", layout=layout)
    metrics = Metrics(engine.set_pages(specimen, where=f"layout {layout_name}"))
    return ArticleSetting(layout, templates, engine, TypeCase(layout, metrics))
