"""Read a printer's profile from its TOML file, and the ICC file that it names.

* ``printers/NAME.toml`` in the newsroom's folder goes before the shipped one.
* All mistakes of a file are told at once, each with its key and its line.
* An ICC file must be able to turn colours into inks (ICC.1:2010, 7.2 and 8.2): device
  class ``prtr``, data in CMYK, a table B2A0, and whole. It is looked for beside the
  profile's file, unless it is one that ships: ``newsprint`` or ``coated``.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from printshop.errors import Problem, SourceError
from printshop.icc_file import IccError, read_icc
from printshop.printer_profile import (
    Edges,
    IccChoice,
    Marks,
    PrinterProfile,
    RenderingIntent,
)
from printshop.resources import printers_folder

Kind = TypeVar("Kind")

_SHIPPED_ICC = {
    "newsprint": ("newsprint-coldset-tac220.icc", "CGATS TR 002"),
    "coated": ("FOGRA39L_coated.icc", "FOGRA39"),
}
"""File, and name of the printing condition that its measurements are of."""

_REGISTRY = "http://www.color.org"
_PLATES = {"cmyk": False, "black": True}
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_BLEED_MM = 15.0
"""As much as the pages are set with: layouts/newspaper/pages.css."""
_ANY_PPI, _ANY_PT = 4800.0, 100.0

_NUMBERS = {
    "ink.target_percent": ("tac_target_percent", 1.0, 400.0),
    "ink.limit_percent": ("tac_limit_percent", 1.0, 400.0),
    "ink.rich_black_percent": ("rich_black_percent", 85.0, 400.0),
    "pictures.least_ppi": ("least_ppi_error", 0.0, _ANY_PPI),
    "pictures.good_ppi": ("least_ppi_warning", 0.0, _ANY_PPI),
    "pictures.bitmap_least_ppi": ("least_bitmap_ppi_error", 0.0, _ANY_PPI),
    "pictures.bitmap_good_ppi": ("least_bitmap_ppi_warning", 0.0, _ANY_PPI),
    "type.white_pt": ("least_white_text_pt", 0.0, _ANY_PT),
    "type.multi_ink_pt": ("least_multi_ink_text_pt", 0.0, _ANY_PT),
    "type.overprint_below_pt": ("overprint_text_below_pt", 0.0, _ANY_PT),
    "lines.least_pt": ("least_line_pt", 0.0, _ANY_PT),
    "lines.overprint_below_pt": ("overprint_line_below_pt", 0.0, _ANY_PT),
}
"""Keys that are numbers, the profile's name for each, and the least and most."""

_ORDERED = (
    ("ink.target_percent", "ink.limit_percent"),
    ("pictures.least_ppi", "pictures.good_ppi"),
    ("pictures.bitmap_least_ppi", "pictures.bitmap_good_ppi"),
)
"""The first may not be more than the second."""


def printer_folders(workspace: Path | None = None) -> tuple[Path, ...]:
    """List where profiles are looked for, the newsroom's own folder first."""
    own = (workspace / "printers",) if workspace else ()
    return (*(folder for folder in own if folder.is_dir()), printers_folder())


def printer_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """List the names of all profiles there are."""
    return tuple(sorted({path.stem for f in folders for path in f.glob("*.toml")}))


def read_printer(folders: Sequence[Path], name: str) -> PrinterProfile:
    """Read a printer's profile. Raises SourceError with every file, key and line."""
    path = _found(folders, name)
    try:
        text = path.read_text("utf-8")
        table = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(
            f"the printer's profile cannot be read: {error}",
            where=str(path),
            hint="compare it with a profile that ships with printshop",
        ) from error
    taken = _Taken(path, text, table)
    profile = _profile(taken, name)
    taken.finish()
    if taken.problems or profile is None:
        count = "a mistake" if len(taken.problems) == 1 else "mistakes"
        raise SourceError(
            f"the profile of the printer {name} has {count}", problems=taken.problems
        )
    return profile


def _found(folders: Sequence[Path], name: str) -> Path:
    if _NAME.fullmatch(name):
        for folder in folders:
            if (folder / f"{name}.toml").is_file():
                return folder / f"{name}.toml"
    raise SourceError(
        f"there is no printer called {name}",
        hint=f"printers: {', '.join(printer_names(folders))}; "
        "your own are files printers/NAME.toml",
    )


class _Taken:
    """A profile's table, from which keys are taken; what is wrong is noted."""

    def __init__(self, path: Path, text: str, table: Mapping[str, Any]) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._text = text
        self._left = dict(_flat(table))

    def problem(self, key: str, message: str, hint: str = "") -> None:
        """Note what is wrong with a key."""
        line = _line_of(self._text, key)
        self.problems.append(Problem(self.path, line, key, message, hint))

    def number(self, key: str, least: float, most: float) -> float | None:
        """Take a number between two others."""
        value = self._left.pop(key, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.problem(key, f"must be a number, not {_shown(value)}")
        elif not least <= value <= most:
            hint = f"write a number from {least:g} to {most:g}"
            self.problem(key, f"may not be {value:g}", hint)
        else:
            return value
        return None

    def text(self, key: str) -> str:
        """Take a text."""
        value = self._left.pop(key, "")
        if isinstance(value, str):
            return value.strip()
        self.problem(key, f"must be text, not {_shown(value)}")
        return ""

    def flag(self, key: str) -> bool:
        """Take true or false; false when it is left out."""
        value = self._left.pop(key, False)
        if isinstance(value, bool):
            return value
        self.problem(key, f"must be true or false, not {_shown(value)}")
        return False

    def choice(self, key: str, choices: Mapping[str, Kind], usual: Kind) -> Kind:
        """Take one of some words."""
        word = self.text(key)
        if word and word not in choices:
            self.problem(key, f"may not be “{word}”", f"write {_listed(choices)}")
        return choices.get(word, usual)

    def finish(self) -> None:
        """Note every key that nobody has asked for."""
        for key in self._left:
            message = "there is no such key in a printer's profile"
            self.problem(key, message, "docs/printers.md lists the keys there are")


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """List every value by its dotted name."""
    found: list[tuple[str, Any]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{before}{key}.")
        else:
            found.append((f"{before}{key}", value))
    return found


def _line_of(text: str, key: str) -> int:
    """Find the line on which a key of a proved TOML file stands; 0 when unseen."""
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if head := re.match(r"\s*\[+\s*([\w.-]+)", line):
            table = f"{head[1]}."
        elif field := re.match(r"\s*([\w.\"' -]+?)\s*=", line):
            name = re.sub(r"[\"' ]", "", field[1])
            if table + name == key:
                return number
    return 0


def _profile(taken: _Taken, name: str) -> PrinterProfile | None:
    """Take all keys; None when something that there must be cannot be had."""
    title = taken.text("title")
    icc = _icc(taken)
    is_mono = taken.choice("plates", _PLATES, usual=False)
    bleed = _edges(taken)
    marks = Marks(**{f.name: taken.flag(f"marks.{f.name}") for f in fields(Marks)})
    trim_mm = _trim_mm(taken)
    numbers = {
        target: number
        for key, (target, least, most) in _NUMBERS.items()
        if (number := taken.number(key, least, most)) is not None
    }
    spots = taken.number("ink.spot_colours", 0, 32) or 0
    if spots != int(spots):
        taken.problem("ink.spot_colours", "must be a whole number")
    if icc is None:
        return None
    profile = PrinterProfile(
        name=name,
        title=title or name,
        icc=icc,
        is_mono=is_mono,
        bleed=bleed,
        marks=marks,
        trim_mm=trim_mm,
        most_spot_colours=int(spots),
        **numbers,
    )
    _check_order(taken, profile)
    return profile


def _check_order(taken: _Taken, profile: PrinterProfile) -> None:
    """Note two limits that contradict each other."""
    for lower, higher in _ORDERED:
        values = (getattr(profile, _NUMBERS[key][0]) for key in (lower, higher))
        low, high = values
        if low > high:
            taken.problem(
                lower,
                f"is {low:g}, which is more than {higher}, {high:g}",
                "raise the one or lower the other",
            )


def _edges(taken: _Taken) -> Edges:
    lengths = {f.name: f"bleed.{f.name}" for f in fields(Edges)}
    return Edges(
        **{
            edge: taken.number(key, 0, _MOST_BLEED_MM) or 0
            for edge, key in lengths.items()
        }
    )


def _trim_mm(taken: _Taken) -> tuple[float, float] | None:
    width = taken.number("trim.width_mm", 30, 2000)
    height = taken.number("trim.height_mm", 30, 2000)
    if (width is None) != (height is None):
        missing = "trim.height_mm" if height is None else "trim.width_mm"
        taken.problem(missing, "is missing", "give the trim's width and height")
    return (width, height) if width and height else None


def _icc(taken: _Taken) -> IccChoice | None:
    """Take the output profile and prove it."""
    name = taken.text("icc")
    intents = {intent.value: intent for intent in RenderingIntent}
    intent = taken.choice("intent", intents, usual=RenderingIntent.RELATIVE)
    identifier, registry = taken.text("identifier"), taken.text("registry")
    hint = f"write {_listed(_SHIPPED_ICC)}, or the path of your printer's ICC file"
    if not name:
        taken.problem("icc", "is missing", hint)
        return None
    path = taken.path.parent / name
    if name in _SHIPPED_ICC:
        file, identifier = _SHIPPED_ICC[name]
        path, registry = printers_folder() / "icc" / file, _REGISTRY
    try:
        icc = read_icc(path)
    except IccError as fault:
        taken.problem("icc", str(fault), hint)
        return None
    return IccChoice(
        name=name,
        path=path,
        sha256=icc.sha256,
        description=icc.description or path.stem,
        identifier=identifier or "Custom",
        registry=registry or (_REGISTRY if identifier else ""),
        intent=intent,
    )


def _shown(value: object) -> str:
    return f"“{str(value)[:40]}”"


def _listed(names: Mapping[str, Any]) -> str:
    return " or ".join(f"“{name}”" for name in names)
