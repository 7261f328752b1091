"""Colour spaces and colours as a content stream names them, and the inks they print.

Rules, from ISO 32000-1, 8.6:

* DeviceGray prints on the black plate; DeviceCMYK on the four; a Separation or DeviceN
  on the plates it names, of which ``All`` is every plate and ``None`` no plate.
* Which inks RGB, Lab or calibrated colour becomes is not known before it is converted.
  White alone is white in all of them.
* Where a resource dictionary has a DefaultGray, DefaultRGB or DefaultCMYK, that space
  stands for the device's own (8.6.5.6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pikepdf

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_NO_SPOT = frozenset((*PROCESS, "All", "None"))

_LEAST_INK = 0.005
"""Less than this is no ink: half a step of eight bits, rounded up."""


class Family(StrEnum):
    """The kinds of colour space."""

    GRAY = "DeviceGray"
    RGB = "DeviceRGB"
    CMYK = "DeviceCMYK"
    CALGRAY = "CalGray"
    CALRGB = "CalRGB"
    LAB = "Lab"
    ICC = "ICCBased"
    INDEXED = "Indexed"
    SEPARATION = "Separation"
    DEVICEN = "DeviceN"
    PATTERN = "Pattern"
    UNKNOWN = "unknown"


_SHORT = {"G": Family.GRAY, "RGB": Family.RGB, "CMYK": Family.CMYK}
_COMPONENTS = {
    Family.GRAY: 1,
    Family.CALGRAY: 1,
    Family.SEPARATION: 1,
    Family.INDEXED: 1,
    Family.RGB: 3,
    Family.CALRGB: 3,
    Family.LAB: 3,
    Family.CMYK: 4,
}
_UNCONVERTED = frozenset(
    {Family.RGB, Family.CALRGB, Family.CALGRAY, Family.LAB, Family.ICC, Family.UNKNOWN}
)


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """One colour space."""

    family: Family
    components: int
    colorants: tuple[str, ...] = ()
    """The inks that a Separation or DeviceN names."""
    under: "ColourSpace | None" = None
    """What an Indexed space, or a pattern without colours, takes its colours from."""
    table: bytes = b""
    """The colours of an Indexed space."""

    @property
    def true(self) -> "ColourSpace":
        """The space that the colours are really in."""
        return self.under if self.under is not None else self

    @property
    def name(self) -> str:
        """How a printer calls it."""
        true = self.true
        if true.family == Family.ICC:
            return f"ICCBased of {true.components} components"
        return true.family.value

    @property
    def spots(self) -> frozenset[str]:
        """The inks it names that are none of the four."""
        return frozenset(self.true.colorants) - _NO_SPOT

    @property
    def is_unconverted(self) -> bool:
        """Tell whether its inks are not known before somebody converts it."""
        return self.true.family in _UNCONVERTED

    @property
    def first_colour(self) -> "Colour":
        """The colour that is set when the space is (8.6.8)."""
        family = self.family
        if family in (Family.SEPARATION, Family.DEVICEN):
            return Colour(self, (1.0,) * self.components)
        if self.components == len(PROCESS):
            return Colour(self, (0.0, 0.0, 0.0, 1.0))
        return Colour(self, (0.0,) * self.components)


GRAY = ColourSpace(Family.GRAY, 1)
RGB = ColourSpace(Family.RGB, 3)
CMYK = ColourSpace(Family.CMYK, 4)
UNKNOWN = ColourSpace(Family.UNKNOWN, 0)
_DEVICE = {Family.GRAY: GRAY, Family.RGB: RGB, Family.CMYK: CMYK}


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour in its space."""

    space: ColourSpace
    values: tuple[float, ...]
    """None for a pattern that has colours of its own."""
    pattern: Any = None
    """The pattern, which is content itself."""

    @property
    def inks(self) -> Mapping[str, float] | None:
        """The share of each ink that it prints; None when nobody can know."""
        colour = self._looked_up()
        amounts = colour.amounts
        if amounts is None:
            return {} if colour.is_light else None
        return {ink: share for ink, share in amounts.items() if share > _LEAST_INK}

    @property
    def is_white(self) -> bool:
        """Tell whether it leaves the paper as it is."""
        return self.inks == {}

    @property
    def is_black(self) -> bool:
        """Tell whether it is solid black ink and no other."""
        inks = self.inks
        return (
            inks is not None
            and set(inks) == {"Black"}
            and inks["Black"] >= 1 - _LEAST_INK
        )

    @property
    def percent(self) -> float | None:
        """All its inks summed; None when nobody can know."""
        inks = self.inks
        return None if inks is None else 100 * sum(inks.values())

    @property
    def text(self) -> str:
        """Write the inks as a printer does: ``C20 K100``."""
        inks = self.inks
        if inks is None:
            return self.space.name
        short = {name: name[0] if name != "Black" else "K" for name in PROCESS}
        told = [f"{short.get(k, k + ' ')}{100 * v:.0f}" for k, v in inks.items()]
        return " ".join(told) or "white"

    @property
    def amounts(self) -> Mapping[str, float] | None:
        """The share of each plate's ink, even none; None when nobody can know."""
        space, values = self.space, self.values
        match space.family:
            case Family.GRAY:
                return {"Black": 1 - values[0]}
            case Family.CMYK:
                return dict(zip(PROCESS, values, strict=True))
            case Family.ICC if space.components == len(PROCESS):
                return dict(zip(PROCESS, values, strict=True))
            case Family.SEPARATION | Family.DEVICEN:
                pairs = zip(space.colorants, values, strict=True)
                return {ink: share for ink, share in pairs if ink != "None"}
        return None

    @property
    def is_light(self) -> bool:
        """Tell whether it is white, of what is in RGB, Lab or calibrated colour."""
        space, values = self.space, self.values
        if space.family == Family.LAB:
            return values[0] >= 100 and not any(values[1:])
        is_additive = space.family in (Family.RGB, Family.CALRGB, Family.CALGRAY)
        return (is_additive or space.family == Family.ICC) and min(values) >= 1

    def _looked_up(self) -> "Colour":
        """Take an Indexed colour's own colour out of the table."""
        under = self.space.under
        if self.space.family != Family.INDEXED or under is None:
            return self
        at = int(self.values[0]) * under.components
        bytes_ = self.space.table[at : at + under.components]
        shares = [byte / 255 for byte in bytes_.ljust(under.components, b"\0")]
        if under.family == Family.LAB:
            shares = [100 * shares[0], *(200 * share - 100 for share in shares[1:])]
        return Colour(under, tuple(shares))


def colour_space(named: Any, resources: Any, depth: int = 0) -> ColourSpace:
    """Read a colour space: a device's own by name, one of the resources, or an array.

    Raises ValueError when spaces stand in each other without end.
    """
    if depth > 8:
        raise ValueError("colour spaces stand in each other")
    if isinstance(named, pikepdf.Array):
        return _from_array(named, resources, depth)
    name = str(named).removeprefix("/")
    if family := _SHORT.get(name) or _device_family(name):
        default = _resource(resources, f"Default{family.value.removeprefix('Device')}")
        if default is not None and depth == 0:
            return colour_space(default, resources, depth + 1)
        return _DEVICE[family]
    if name == Family.PATTERN.value:
        return ColourSpace(Family.PATTERN, 0)
    own = _resource(resources, name)
    return UNKNOWN if own is None else colour_space(own, resources, depth + 1)


def _device_family(name: str) -> Family | None:
    return next((family for family in _DEVICE if family.value == name), None)


def _resource(resources: Any, name: str) -> Any:
    spaces = resources.get("/ColorSpace") if resources is not None else None
    return spaces.get(f"/{name}") if spaces is not None else None


def _from_array(array: pikepdf.Array, resources: Any, depth: int) -> ColourSpace:
    kind = str(array[0]).removeprefix("/")
    match kind:
        case "ICCBased":
            return ColourSpace(Family.ICC, int(array[1].get("/N", 3)))
        case "Separation":
            return ColourSpace(Family.SEPARATION, 1, (_ink(array[1]),))
        case "DeviceN":
            inks = tuple(_ink(name) for name in array[1].as_list())
            return ColourSpace(Family.DEVICEN, len(inks), inks)
        case "Indexed" | "I":
            under = colour_space(array[1], resources, depth + 1)
            return ColourSpace(Family.INDEXED, 1, under=under, table=_table(array[3]))
        case "Pattern" if len(array) > 1:
            under = colour_space(array[1], resources, depth + 1)
            return ColourSpace(Family.PATTERN, under.components, under=under)
        case "CalGray" | "CalRGB" | "Lab":
            return ColourSpace(Family(kind), _COMPONENTS[Family(kind)])
    return colour_space(array[0], resources, depth + 1)


def _ink(name: Any) -> str:
    return str(name).removeprefix("/")


def _table(table: Any) -> bytes:
    is_stream = isinstance(table, pikepdf.Stream)
    return table.read_bytes() if is_stream else bytes(table)
