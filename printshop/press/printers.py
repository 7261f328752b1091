"""Which printer an edition is made for.

In this order: the printer that was named for the run, then the paper's own
(``printer`` in ``printshop.toml``) if it prints such editions, then the usual one.
"""

from dataclasses import replace
from pathlib import Path

from printshop.errors import LayoutError, SourceError
from printshop.layout import Layout
from printshop.press.receipt import Edition
from printshop.press.shop import Shop
from printshop.printer_file import printer_folders, read_printer
from printshop.printer_profile import DEFAULT_MONO, DEFAULT_PRESS, PrinterProfile

_SAME_MM = 0.1


def printer_for(shop: Shop, edition: Edition, named: str = "") -> PrinterProfile:
    """Choose the printer of an edition, and read its profile.

    Raises SourceError when there is no such profile, or one that is wrong; LayoutError
    when it asks for another trim than the layout's.
    """
    folders = printer_folders(shop.workspace.root)
    profile = _chosen(folders, shop.publication.printer, edition, named)
    _check_trim(profile, shop.layout)
    return _black_only(profile) if edition == Edition.MONO else profile


def _chosen(
    folders: tuple[Path, ...], own: str, edition: Edition, named: str
) -> PrinterProfile:
    is_mono = edition == Edition.MONO
    if named:
        profile = read_printer(folders, named)
        if profile.is_mono and not is_mono:
            raise SourceError(
                f"the printer {named} prints black alone",
                hint="print it with --edition mono, or name another printer",
            )
        return profile
    usual = read_printer(folders, own) if own else None
    if usual and usual.is_mono == is_mono:
        return usual
    return read_printer(folders, DEFAULT_MONO if is_mono else DEFAULT_PRESS)


def _black_only(profile: PrinterProfile) -> PrinterProfile:
    """Let a printer print with black alone: there can be no more than all of it."""
    if profile.is_mono:
        return profile
    whole = 100
    return replace(
        profile,
        is_mono=True,
        tac_target_percent=whole,
        tac_limit_percent=whole,
        rich_black_percent=whole,
    )


def _check_trim(profile: PrinterProfile, layout: Layout) -> None:
    """Raise LayoutError when the printer takes another sheet than the layout has."""
    if profile.trim_mm is None:
        return
    sheet_mm = layout.sheet_width_mm, layout.sheet_height_mm
    if any(
        abs(a - b) > _SAME_MM for a, b in zip(profile.trim_mm, sheet_mm, strict=True)
    ):
        asked, has = (
            f"{wide:g} × {high:g} mm" for wide, high in (profile.trim_mm, sheet_mm)
        )
        raise LayoutError(
            f"the printer {profile.name} asks for pages of {asked}, and the layout "
            f"{layout.name} has {has}",
            hint="choose another printer, or a layout with that sheet (--layout)",
        )
