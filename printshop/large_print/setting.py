"""A large-print layout, made ready once to set many files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.large_print.layout import LargePrintLayout, read_large_print_layout
from printshop.templates import Templates
from printshop.typesetter import Assets, Engine, Metrics

LAYOUT = "large-print"


@dataclass(frozen=True, slots=True)
class LargePrintSetting:
    """Parsed stylesheets, templates, numbers and measured type of one layout."""

    layout: LargePrintLayout
    templates: Templates
    engine: Engine
    metrics: Metrics


def large_print_setting(
    layout_folders: Sequence[Path],
    font_folders: Sequence[Path],
    layout_name: str = LAYOUT,
) -> LargePrintSetting:
    """Read a layout and parse its stylesheets; folders, the newsroom's own first.

    Raises LayoutError when the layout is missing or wrong.
    """
    layout = read_large_print_layout(layout_folders, layout_name)
    templates = Templates(layout_folders)
    stylesheets = [
        templates.fill("shared/properties.css", properties=layout.properties),
        templates.fill("shared/type.css"),
        templates.fill(f"{layout_name}/large-print.css", layout=layout),
    ]
    engine = Engine(Assets(font_folders, layout_folders), stylesheets)
    specimen = templates.fill(f"{layout_name}/specimen.html", layout=layout)
    metrics = Metrics(engine.set_pages(specimen, where=f"layout {layout_name}"))
    return LargePrintSetting(layout, templates, engine, metrics)
