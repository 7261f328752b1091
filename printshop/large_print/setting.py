"""A large-print layout, made ready once to set many files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.large_print.layout import LargePrintLayout, read_large_print_layout
from printshop.setting import Setting, make_ready
from printshop.typesetter import Metrics

LAYOUT = "large-print"


@dataclass(frozen=True, slots=True)
class LargePrintSetting(Setting[LargePrintLayout]):
    """A large-print layout, its templates and stylesheets, and its type."""

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
    ready = make_ready(layout, layout_folders, font_folders, ("large-print.css",))
    metrics = ready.measured()
    return LargePrintSetting(layout, ready.templates, ready.engine, metrics)
