"""Arguments and options that several commands have."""

import datetime
import os
from pathlib import Path
from typing import Any

import click

from printshop.batch.limits import MEMORY_MB, WALL_S
from printshop.press import Shop
from printshop.storage import folder_at


class FolderOrUrl(click.Path):
    """A folder, as a path, or the address of one, as it is given."""

    def __init__(self) -> None:
        """Take folders only."""
        super().__init__(path_type=Path, file_okay=False)

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """Tell an address from a folder."""
        folder = folder_at(os.fspath(value))
        return value if folder is None else super().convert(folder, param, ctx)


issue_argument = click.argument("issue", required=False, metavar="[ISSUE]")
layout_option = click.option(
    "--layout", default="", metavar="NAME", help="Another layout than the paper's own."
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Write the result as JSON."
)

as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day from which the age of a story is counted; today unless given.",
)
time_limit_option = click.option(
    "--time-limit",
    type=click.FloatRange(min=1),
    default=WALL_S,
    metavar="SECONDS",
    show_default=True,
    help="The longest that one PDF may take.",
)
memory_limit_option = click.option(
    "--memory-limit",
    type=click.IntRange(min=256),
    default=MEMORY_MB,
    metavar="MB",
    show_default=True,
    help="The memory that a process may ask for.",
)
strict_option = click.option(
    "--strict",
    is_flag=True,
    help="End with the copyfit exit code when a story is over or under.",
)


def issue_number(shop: Shop, issue: str | None) -> str:
    """Take the issue that was named, or the latest one."""
    return issue or shop.workspace.latest_number


def today() -> datetime.date:
    """Look at the clock, in the one place where printshop does."""
    return datetime.datetime.now().astimezone().date()
