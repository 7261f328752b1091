"""The strict Jinja environment in which layouts are written.

* Everything is escaped unless a template says ``|safe`` of text that ``sources``
  has cleaned; a name that does not exist is an error, never an empty string.
* Only the layout folders can be read; the newsroom's own come first.
"""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2

from printshop.errors import LayoutError


class Templates:
    """Fills the templates of the layout folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Look templates up in the folders, the first that has one wins."""
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
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
                f"line {error.lineno}: {error.message}", where=error.name or name
            ) from error
        except jinja2.UndefinedError as error:
            raise LayoutError(
                f"{error.message}",
                where=name,
                hint="use only the names that docs/designers.md lists",
            ) from error


def _with_unit(value: float, unit: str) -> str:
    """Write a length for CSS, without needless digits."""
    return f"{value:.4f}".rstrip("0").rstrip(".") + unit
