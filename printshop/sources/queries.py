"""What the desk asks the newsroom while it reads: gathered first, raised once.

An editor mends all the files of an issue in one go, so nothing here stops at the
first mistake. A problem stops the issue; a finding is printed beside it.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from printshop.errors import Problem, SourceError
from printshop.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Queries:
    """The problems and findings of everything read so far."""

    problems: list[Problem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def problem(
        self, file: Path, line: int, field_name: str, message: str, hint: str = ""
    ) -> None:
        """Write down what an editor must mend."""
        self.problems.append(Problem(file, line, field_name, message, hint))

    def warn(self, code: str, where: str, message: str, hint: str = "") -> None:
        """Write down what is questionable and printed all the same."""
        self.findings.append(Finding(code, Severity.WARNING, where, message, hint))

    def fail(self, code: str, where: str, message: str, hint: str = "") -> None:
        """Write down what must not go to the printer, although it can be set."""
        self.findings.append(Finding(code, Severity.FAIL, where, message, hint))

    def raise_problems(self, what: str) -> None:
        """Raise all problems together, if there are any; ``what`` could not be read."""
        if self.problems:
            count = len(self.problems)
            raise SourceError(
                f"{what} cannot be read: {count} "
                f"{'problem' if count == 1 else 'problems'} in the files",
                hint="mend the lines below and run it again",
                problems=sorted_problems(self.problems),
            )


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put problems in the order in which an editor goes through the files."""
    return tuple(sorted(problems, key=lambda each: (each.file, each.line)))


def nearest_hint(written: str, known: Iterable[str], what: str) -> str:
    """Point to the nearest known name, or list them all when none is near."""
    names = list(known)
    lowered = {name.lower(): name for name in names}
    near = difflib.get_close_matches(written.lower(), lowered, n=1, cutoff=0.6)
    if near:
        return f"did you mean “{lowered[near[0]]}”?"
    return f"{what}: {', '.join(names)}" if names else f"{what}: none yet"
