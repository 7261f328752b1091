"""Arguments and options that several commands have."""

import datetime

import click

from printshop.press import Shop

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
