"""What a text must look like to be a slug, a web address, a language tag, an ISSN.

Every function names the fault, or returns None when there is none.

* web addresses: http and https only, with a host (RFC 3986)
* language tags: language, script, region, variants (RFC 5646, 2.1)
* ISSN: the check digit is weighted 8 down to 2, modulo 11 (ISO 3297)
* add-on: two or five digits beside an EAN-13 (GS1 General Specifications, 5.2.2)
"""

import re
import unicodedata
from urllib.parse import urlsplit

from printshop.barcode import is_valid_issn
from printshop.sources.fields import Fault

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
LONGEST_ADDRESS = 2_000

_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?"
    r"(-(?P<region>[a-z]{2}|[0-9]{3}))?(-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*",
    re.IGNORECASE,
)


def fault_in_slug(text: str) -> Fault | None:
    """Find what cannot stand in a file's name and in an address."""
    if SLUG.fullmatch(text) and len(text) <= 100:
        return None
    better = slug_from(text)
    return Fault(
        f"“{text}” cannot be part of an address",
        "use small letters a–z, figures and hyphens only"
        + (f": {better}" if better and better != text else ""),
    )


def slug_from(text: str) -> str:
    """Make the nearest slug of a text; empty when nothing of it can be used."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode("ascii")).strip("-")[:100].strip("-")


def fault_in_issue_number(text: str) -> Fault | None:
    """Find what cannot stand in the name of an issue's PDF."""
    if re.fullmatch(r"\w[\w.-]{0,39}", text):
        return None
    return Fault(
        f"“{text}” cannot be part of a file's name",
        "use letters, figures, hyphens and full stops only, such as 2566",
    )


def fault_in_web_address(text: str) -> Fault | None:
    """Find what keeps an address from being opened by everybody."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    is_whole = parts.scheme in {"http", "https"} and host
    if is_whole and len(text) <= LONGEST_ADDRESS and not re.search(r'[\s<>"]', text):
        return None
    return Fault(
        f"“{text[:60]}” is no web address",
        "write the whole address, beginning with https://",
    )


def fault_in_language(text: str) -> Fault | None:
    """Find what makes a language tag unreadable."""
    if _LANGUAGE.fullmatch(text):
        return None
    better = text.replace("_", "-")
    is_tag = _LANGUAGE.fullmatch(better)
    return Fault(
        f"“{text}” is no language tag",
        f"write {better}" if is_tag else "write a tag such as en-GB, de or gd",
    )


def language_from(text: str) -> str:
    """Write a language tag as RFC 5646 advises: ``en-GB``, ``sr-Latn-RS``."""
    first, *others = text.split("-")
    cased = [first.lower()]
    for part in others:
        is_region = len(part) == 2
        is_script = len(part) == 4 and part.isalpha()
        cased.append(part.upper() if is_region else part.lower())
        if is_script:
            cased[-1] = part.title()
    return "-".join(cased)


def fault_in_issn(text: str) -> Fault | None:
    """Find a wrong shape, or say which check digit would be right."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", text):
        return Fault(f"“{text}” is no ISSN", "write it like 1234-5679")
    if is_valid_issn(text):
        return None
    digits = text.replace("-", "")[:7]
    total = sum(
        int(digit) * weight
        for digit, weight in zip(digits, range(8, 1, -1), strict=True)
    )
    check = "0123456789X"[-total % 11]
    return Fault(
        f"the ISSN {text} has a wrong check digit",
        f"{text[:8]}{check} would be right; look it up in the register",
    )


def fault_in_add_on(text: str) -> Fault | None:
    """Find an add-on that is not two or five digits."""
    if re.fullmatch(r"[0-9]{2}(?:[0-9]{3})?", text):
        return None
    return Fault(f"“{text}” is no add-on", 'write two or five digits, such as "47"')


def fault_in_barcode_variant(text: str) -> Fault | None:
    """Find a variant that is not two digits."""
    if re.fullmatch(r"[0-9]{2}", text):
        return None
    return Fault(f"“{text}” is no variant", 'write two digits, such as "00"')
