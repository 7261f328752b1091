"""The numbers and the faults of the pages, for a person or for a program."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from printshop.cli.talk import result, result_json
from printshop.pages.proofs import Fault
from printshop.pages.quality import Quality
from printshop.pages.type_numbers import TypeNumbers


def say_quality(quality: Quality, faults: Sequence[Fault], *, as_json: bool) -> None:
    """Print the numbers of the pages, then what the checks found."""
    if as_json:
        checks = [asdict(fault) for fault in faults]
        result_json({**asdict(quality), "checks": checks})
        return
    for page in quality.pages:
        result(
            f"page {page.page:<4}{page.fill_percent:>6.1f} % filled"
            f"{page.white_lines:>6} white lines,{page.white_percent:>5.1f} %"
        )
    for name, number in (
        ("lines off the grid", f"{quality.off_grid_lines}"),
        ("widows", f"{quality.widows}"),
        ("longest ladder", f"{quality.longest_ladder}"),
        ("word space, 95 %", f"{quality.word_space_p95:.2f}"),
        ("word space, worst", f"{quality.word_space_worst:.2f}"),
        ("tombstones", f"{quality.tombstones}"),
        ("jumps", f"{quality.jumps}"),
        ("last legs a line short", f"{quality.short_legs}"),
    ):
        result(f"{name:<24}{number}")
    result("")
    for row in _type_rows(quality.stories):
        result(row)
    result("")
    result("checks")
    for fault in faults:
        result(f"  page {fault.page:<4}check {fault.number:<4}{fault.what}")
    if not faults:
        result("  nothing to mend")


def _type_rows(stories: Sequence[TypeNumbers]) -> Iterator[str]:
    """Tell how evenly each story is set: word spaces, then faults counted."""
    yield (
        f"{'story':<26}{'lines':>6}{'median':>8}{'95 %':>6}{'worst':>7}{'>2.2':>6}"
        f"{'>3':>4}{'ladders':>9}{'fragments':>11}{'rivers':>8}{'one word':>10}"
    )
    for one in stories:
        yield (
            f"{one.slug:<26}{one.lines:>6}{one.word_space_median:>8.2f}"
            f"{one.word_space_p95:>6.2f}{one.word_space_worst:>7.2f}"
            f"{one.lines_over_2_2:>6}{one.lines_over_3:>4}{one.ladders:>9}"
            f"{one.fragments:>11}{one.rivers:>8}{one.one_word_ends:>10}"
        )
