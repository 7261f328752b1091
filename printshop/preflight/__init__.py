"""Read the finished file with fresh eyes, before anybody else does.

* ``inspection``  every rule, page by page: ``inspect``
* ``rules``       what is looked at, and why
* ``content``     what stands on a page, read out of its content streams
* ``outcome``     pass, fail, or not checked
* ``fonts``       every font is embedded, and comes from the fonts folder
"""

from printshop.preflight.fonts import check_fonts
from printshop.preflight.inspection import inspect
from printshop.preflight.outcome import Detail, Outcome, Report, Result, Severity
from printshop.preflight.rules import RULES

__all__ = [
    "RULES",
    "Detail",
    "Outcome",
    "Report",
    "Result",
    "Severity",
    "check_fonts",
    "inspect",
]
