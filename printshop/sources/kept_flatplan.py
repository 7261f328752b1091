"""Where an issue's flatplan is kept, and on which page it says that a story ran.

``issues/<number>/flatplan.<layout>.toml`` has a table for each page::

    [[pages]]
    number = 5
    stories = ["sea-wall", "yacht-berths"]

A story that runs over several pages is named on each; the first one counts. All else
in the file is about making pages up, and is read by ``kept_plan``.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from printshop.errors import SourceError
from printshop.sources.markdown_folder import Workspace


def kept_plan_file(workspace: Workspace, number: str, layout: str) -> Path:
    """Name the file in which the flatplan of an issue is kept, if it is."""
    folder = next(f.path for f in workspace.folders if f.number == number)
    return folder / f"flatplan.{layout}.toml"


def kept_pages(workspace: Workspace, number: str, layout: str) -> Mapping[str, int]:
    """Read the first page of every story of a kept flatplan; empty without one.

    Raises SourceError when the file is there but says something else.
    """
    path = kept_plan_file(workspace, number, layout)
    if not path.is_file():
        return {}
    pages: dict[str, int] = {}
    try:
        for page in tomllib.loads(path.read_text("utf-8"))["pages"]:
            for slug in page["stories"]:
                pages[slug] = min(int(page["number"]), pages.get(slug, 10**6))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise SourceError(
            f"the flatplan cannot be read ({error})",
            where=str(path),
            hint="write a [[pages]] table with number and stories for each page",
        ) from error
    return pages
