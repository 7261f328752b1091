r"""Write values as TOML, in one way only, so that equal plans are equal files.

What an editor program would not show, or would lose, is written as its code: a space
at which no line ends stands as ``\u00a0``.
"""

import re
from collections.abc import Mapping, Sequence

Scalar = str | bool | int | float
Inline = Scalar | Sequence[Scalar] | Mapping[str, Scalar | Sequence[Scalar]]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_key(name: str) -> str:
    """Write a key, in quotation marks where it needs them."""
    return name if _BARE_KEY.fullmatch(name) else toml_value(name)


def toml_value(value: Inline) -> str:
    """Write a value on one line."""
    if isinstance(value, str):
        return '"' + "".join(map(_character, value)) + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        entries = (f"{toml_key(k)} = {toml_value(v)}" for k, v in value.items())
        return "{ " + ", ".join(entries) + " }"
    return "[" + ", ".join(map(toml_value, value)) + "]"


def _character(character: str) -> str:
    if character in {'"', "\\"}:
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
