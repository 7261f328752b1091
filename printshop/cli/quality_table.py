"""The numbers and the faults of the pages, for a person or for a program."""

from collections.abc import Sequence
from dataclasses import asdict

from printshop.cli.talk import result, result_json
from printshop.pages.proofs import Fault
from printshop.pages.quality import Quality


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
    result("checks")
    for fault in faults:
        result(f"  page {fault.page:<4}check {fault.number:<4}{fault.what}")
    if not faults:
        result("  nothing to mend")
