"""Commands that set and print an issue."""

import datetime
from pathlib import Path
from typing import Any

import click

from printshop.cli.options import (
    as_of_option,
    issue_argument,
    issue_number,
    json_option,
    layout_option,
    strict_option,
    today,
)
from printshop.cli.talk import (
    counted,
    progress,
    result,
    result_json,
    say,
    say_findings,
)
from printshop.errors import ExitCode
from printshop.galley import GalleySet
from printshop.issue import Issue
from printshop.layout import PT_PER_MM, Layout
from printshop.press import (
    Edition,
    Order,
    PrintRun,
    in_words,
    open_shop,
    print_issue,
    set_copy,
)
from printshop.sources import read_issue


@click.command(epilog="Example: printshop galley 2566")
@issue_argument
@layout_option
@json_option
@click.pass_context
def galley(
    context: click.Context, issue: str | None, layout: str, as_json: bool
) -> None:
    """Set every story once and list its words, lines and length in the column.

    Without ISSUE, the latest.
    """
    shop = open_shop(context.obj, layout)
    printed = read_issue(shop.workspace, issue_number(shop, issue))
    rows = _galley_rows(printed, set_copy(shop, printed, in_words(say)), shop.layout)
    if as_json:
        result_json(rows)
        return
    result(
        f"{'story':<34}{'form':<9}{'words':>6}{'lines':>7}{'column':>9}{'length':>10}"
    )
    for row in rows:
        result(
            f"{row['slug']:<34}{row['form']:<9}{row['words']:>6}{row['lines']:>7}"
            f"{row['column_mm']:>6} mm{row['length_mm']:>7} mm"
        )
    words = sum(article.word_count for article in printed.articles)
    result(f"{counted(len(rows), 'story', 'stories')}, {words} words")


def _galley_rows(
    issue: Issue, galleys: GalleySet, layout: Layout
) -> list[dict[str, Any]]:
    """Measure every story: its words, and lines and length in its column."""
    leading_mm = layout.leading_pt / PT_PER_MM
    return [
        {
            "slug": article.slug,
            "section": article.section,
            "form": article.form.value,
            "words": article.word_count,
            "lines": galley.height,
            "column_mm": layout.grids[galley.grid].column_mm,
            "length_mm": round(galley.height * leading_mm, 1),
        }
        for article in issue.articles
        for galley in (galleys.galleys[article.slug],)
    ]


@click.command(
    "print", epilog="Example: printshop print 2566 --edition article --article sea-wall"
)
@issue_argument
@click.option(
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice([edition.value for edition in Edition]),
    help="What to print; reader and article unless named.",
)
@click.option(
    "--article", "articles", multiple=True, metavar="SLUG", help="Only this story."
)
@click.option(
    "--printer",
    default="",
    metavar="NAME",
    help="The printer's profile for press and mono; the paper's own unless named.",
)
@click.option(
    "--split",
    type=click.Choice(["pages"]),
    help="For press and mono, a file for each page, too.",
)
@layout_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the files go; output/ in the workspace unless named.",
)
@as_of_option
@strict_option
@json_option
@click.pass_context
def print_command(
    context: click.Context,
    issue: str | None,
    editions: tuple[str, ...],
    articles: tuple[str, ...],
    printer: str,
    split: str | None,
    layout: str,
    output: Path | None,
    as_of: datetime.datetime | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Print an issue: its newspaper pages and a PDF of each of its stories.

    Without ISSUE, the latest. The files' names are printed as they stand finished.
    """
    shop = open_shop(context.obj, layout)
    wanted = tuple(Edition(name) for name in dict.fromkeys(editions))
    if articles and not wanted:
        wanted = (Edition.ARTICLE,)
    order = Order(
        number=issue_number(shop, issue),
        output=output or shop.workspace.root / "output",
        as_of=as_of.date() if as_of else today(),
        editions=wanted or (Edition.READER, Edition.ARTICLE),
        articles=articles,
        printer=printer,
        is_split=split == "pages",
    )
    with progress() as tell:
        run = print_issue(shop, order, tell)
    _report(run, as_json=as_json)
    context.exit(_exit_code(run, strict=strict))


def _report(run: PrintRun, *, as_json: bool) -> None:
    if as_json:
        result_json([receipt.as_json() for receipt in run.receipts])
    else:
        for receipt in run.receipts:
            result(str(receipt.file))
    say_findings(tuple(f for receipt in run.receipts for f in receipt.findings))
    for receipt in run.receipts:
        if receipt.must_not_be_sent:
            say(f"printshop: this file is kept, but must not be sent: {receipt.file}")
    for failure in run.failures:
        say(f"printshop: {failure.message}")
    if run.failures:
        failed = counted(len(run.failures), "file", "files")
        printed = counted(len(run.receipts), "file was", "files were")
        say(f"{failed} failed, {printed} printed")


def _exit_code(run: PrintRun, *, strict: bool) -> ExitCode:
    """Say by a code that something failed, does not fit, or must not be sent."""
    pages = [failure for failure in run.failures if failure.article is None]
    if pages or (len(run.failures) == 1 and not run.receipts):
        return (*pages, *run.failures)[0].exit_code
    if run.failures:
        return ExitCode.BATCH
    if strict and run.unfitted:
        return ExitCode.COPYFIT
    if any(receipt.must_not_be_sent for receipt in run.receipts):
        return ExitCode.PREFLIGHT
    return ExitCode.OK
