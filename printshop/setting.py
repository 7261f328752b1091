"""A layout made ready once to set many files: its templates, and its styles parsed.

Every layout has stylesheets of its own, below those that all share, and a specimen:
one element for each style, by which type is measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from printshop.templates import Templates
from printshop.typesetter import Assets, Engine, Metrics

_SHARED = ("shared/properties.css", "shared/type.css")


class Designed(Protocol):
    """What every kind of layout has."""

    @property
    def name(self) -> str:
        """The folder's name."""

    @property
    def properties(self) -> tuple[tuple[str, str], ...]:
        """Its lengths as CSS custom properties, with their values."""


Design = TypeVar("Design", bound=Designed)


@dataclass(frozen=True, slots=True)
class Setting(Generic[Design]):
    """A layout with its templates and its parsed stylesheets."""

    layout: Design
    templates: Templates
    engine: Engine

    def measured(self, **values: Any) -> Metrics:
        """Set the layout's specimen and measure its type."""
        name = f"{self.layout.name}/specimen.html"
        specimen = self.templates.fill(name, layout=self.layout, **values)
        where = f"layout {self.layout.name}"
        return Metrics(self.engine.set_pages(specimen, where=where))


def make_ready(
    layout: Design,
    layout_folders: Sequence[Path],
    font_folders: Sequence[Path],
    stylesheets: Sequence[str],
    shared: Mapping[str, str] | None = None,
) -> Setting[Design]:
    """Parse a layout's stylesheets; folders, the newsroom's own first.

    ``shared`` names for a layout the folder of the templates that it shares. Raises
    LayoutError when a stylesheet is missing or wrong.
    """
    templates = Templates(layout_folders, shared)
    names = (*_SHARED, *(f"{layout.name}/{name}" for name in stylesheets))
    styles = [
        templates.fill(name, layout=layout, properties=layout.properties)
        for name in names
    ]
    engine = Engine(Assets(font_folders, layout_folders), styles)
    return Setting(layout, templates, engine)
