"""What a rule is: an id, what should be so, why, and a function that looks.

A rule about pages looks at one page after another, so that a long file does not have
to be held whole; a rule about the file looks once, after all pages have been read.
A rule yields a ``Fault`` for what is wrong and ``Unseen`` for what it cannot tell.
The docstring of its function is its reason, and there is none without one.

Ids: ``R`` and four figures are the Ghent Workgroup's (GWG 2022), ``X`` are those of
PDF/X-4 (ISO 15930-7:2010), ``H`` are our own. An id never changes its meaning.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from printshop.preflight.geometry import Box
from printshop.preflight.outcome import Severity
from printshop.preflight.sheets import SeenFile, SeenPage
from printshop.printer_profile import PrinterProfile


@dataclass(frozen=True, slots=True)
class Docket:
    """What a file is meant for: the job's slip that goes with it to the printer."""

    profile: PrinterProfile
    barcode: str = ""
    """Number and add-on that the front page should show: ``9771234567003 47``."""
    is_ad: bool = False
    """One advertisement, and not pages of a paper."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that breaks a rule."""

    message: str
    page: int = 0
    box: Box | None = None
    severity: Severity | None = None
    """None for the rule's own."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something that a rule cannot tell, and why."""

    why: str
    page: int = 0


class NotCheckedError(Exception):
    """A rule cannot be looked at: a program is missing, or it fails."""


Told = Iterator[Fault | Unseen]
PageCheck = Callable[[SeenPage, Docket], Told]
FileCheck = Callable[[SeenFile, Docket], Told]
Asked = Callable[[Docket], bool]


def _always(_: Docket) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    id: str
    title: str
    reason: str
    severity: Severity
    applies: Asked
    """For which jobs it is asked."""
    page_check: PageCheck | None = None
    file_check: FileCheck | None = None


def page_rule(
    rule_id: str, title: str, severity: Severity, applies: Asked = _always
) -> Callable[[PageCheck], Rule]:
    """Make a rule of a function that looks at one page."""

    def made(check: PageCheck) -> Rule:
        reason = _reason(check, rule_id)
        return Rule(rule_id, title, reason, severity, applies, page_check=check)

    return made


def file_rule(
    rule_id: str, title: str, severity: Severity, applies: Asked = _always
) -> Callable[[FileCheck], Rule]:
    """Make a rule of a function that looks at the whole file."""

    def made(check: FileCheck) -> Rule:
        reason = _reason(check, rule_id)
        return Rule(rule_id, title, reason, severity, applies, file_check=check)

    return made


def _reason(check: Callable[..., object], rule_id: str) -> str:
    """Take a rule's reason from its function."""
    if not check.__doc__:
        raise TypeError(f"the rule {rule_id} gives no reason")
    return " ".join(check.__doc__.split())
