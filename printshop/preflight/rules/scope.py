"""For which jobs a rule is asked."""

from printshop.preflight.rule import Docket


def for_paper(docket: Docket) -> bool:
    """Ask it of the pages of a paper."""
    return not docket.is_ad


def for_ad(docket: Docket) -> bool:
    """Ask it of an advertisement."""
    return docket.is_ad


def for_one_plate(docket: Docket) -> bool:
    """Ask it where all is printed in black."""
    return docket.profile.is_mono


def for_four_plates(docket: Docket) -> bool:
    """Ask it where plates have to meet."""
    return not docket.profile.is_mono
