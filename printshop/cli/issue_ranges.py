"""Which issues a command means: numbers, and ranges of them by date."""

from collections.abc import Sequence

from printshop.errors import SourceError
from printshop.press import Shop


def named_issues(shop: Shop, given: Sequence[str], *, is_all: bool) -> tuple[str, ...]:
    """Name the issues that are meant, oldest first."""
    known = shop.workspace.issue_numbers
    if is_all:
        return known
    if not given:
        return (shop.workspace.latest_number,)
    wanted: set[str] = set()
    for name in given:
        first, _, last = name.partition("..")
        if name in known:
            wanted.add(name)
        elif first in known and last in known:
            wanted.update(known[known.index(first) : known.index(last) + 1])
        else:
            raise SourceError(
                f"there is no issue {name}",
                where=str(shop.workspace.root),
                hint="name an issue, or the first and the last of a range: 2560..2566",
            )
    return tuple(number for number in known if number in wanted)
