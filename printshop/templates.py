"""The strict Jinja environment in which layouts are written.

* Everything is escaped unless a template says ``|safe`` of text that ``sources``
  has cleaned; a name that does not exist is an error, never an empty string.
* Only the layout folders can be read; the newsroom's own come first. What a layout is
  made of is known: its own folder, those that it shares, and no other.
* A template that a layout's own folder has not is taken from the folder whose
  templates it shares: ``tabloid/pages.html`` is ``newspaper/pages.html``.
"""

import functools
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from printshop.errors import LayoutError


class _Shelf(jinja2.FileSystemLoader):
    """Finds a layout's templates, and those that it shares with others."""

    def __init__(
        self,
        folders: Sequence[Path],
        shared: Mapping[str, str],
        only: Collection[str],
    ) -> None:
        super().__init__([str(folder) for folder in folders])
        self._shared, self._only = shared, only

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Read a template, the layout's own first."""
        layout, _, name = template.partition("/")
        if self._only and layout not in self._only:
            raise LayoutError(
                f"the template {template} belongs to another layout",
                where="layouts",
                hint=f"copy it to {' or '.join(sorted(self._only))}",
            )
        try:
            return super().get_source(environment, template)
        except jinja2.TemplateNotFound:
            if layout not in self._shared:
                raise
            return super().get_source(environment, f"{self._shared[layout]}/{name}")


class Templates:
    """Fills the templates of the layout folders."""

    def __init__(
        self,
        folders: Sequence[Path],
        shared: Mapping[str, str] | None = None,
        only: Collection[str] = (),
    ) -> None:
        """Look templates up in the folders, the first that has one wins.

        ``shared`` names for a layout the folder of the templates that it shares;
        ``only`` the layouts of which templates may be used, all of them when empty.
        """
        self._environment = jinja2.Environment(
            loader=_Shelf(folders, shared or {}, only),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["mm"] = functools.partial(_with_unit, unit="mm")
        self._environment.filters["pt"] = functools.partial(_with_unit, unit="pt")

    def fill(self, name: str, **context: Any) -> str:
        """Fill a template (``tabloid/pages.html``).

        Raises LayoutError, naming the file and line, when it is missing or wrong.
        """
        try:
            return self._environment.get_template(name).render(**context)
        except jinja2.TemplateNotFound as error:
            raise LayoutError(
                f"the template {error.name} is missing",
                hint="put it back, or take the layout's folder away",
            ) from error
        except jinja2.TemplateSyntaxError as error:
            raise LayoutError(
                f"line {error.lineno}: {error.message}",
                where=_in_layouts(error.filename) if error.filename else name,
            ) from error
        except jinja2.UndefinedError as error:
            frames = traceback.extract_tb(error.__traceback__)
            *_, fault = (one for one in frames if not one.filename.endswith(".py"))
            raise LayoutError(
                f"line {fault.lineno}: {error.message}",
                where=_in_layouts(fault.filename),
                hint="use only the names that docs/designers.md lists",
            ) from error


def _in_layouts(filename: str) -> str:
    """Name a template as a layout's designer does: ``tabloid/pages.html``."""
    return "/".join(Path(filename).parts[-2:])


def _with_unit(value: float, unit: str) -> str:
    """Write a length for CSS, without needless digits."""
    return f"{value:.4f}".rstrip("0").rstrip(".") + unit
