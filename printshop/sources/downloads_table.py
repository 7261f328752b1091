"""Read ``[downloads]`` of ``printshop.toml``: how the paper's PDFs are handed out.

No PDF is made from it, so it is no part of the publication and of no content key.
"""

from dataclasses import dataclass

from printshop.sources.fields import Fault, Fields
from printshop.sources.formats import fault_in_web_address


@dataclass(frozen=True, slots=True)
class Downloads:
    """Where the output stands on the web, and what goes beside it."""

    address: str = ""
    """Of the output, with a slash at its end; empty when it is not known."""
    has_archives: bool = True
    """A ZIP for each issue."""


def read_downloads(fields: Fields) -> Downloads:
    """Read the table of the paper's file."""
    address = fields.text_in_form("address", _fault_in_address)
    says_nothing = fields.value("archives") is None
    has_archives = fields.flag("archives") or says_nothing
    fields.finish()
    ended = address if not address or address.endswith("/") else f"{address}/"
    return Downloads(ended, has_archives)


def _fault_in_address(text: str) -> Fault | None:
    """Find what keeps the names of files from being put after an address."""
    if "?" in text or "#" in text:
        return Fault(
            f"“{text[:60]}” is no address of a folder",
            "leave out what begins with ? or #",
        )
    return fault_in_web_address(text)
