"""Stories a line or up to three longer or shorter than they are best, by arithmetic.

A galley knows which of its paragraphs could have a line more or a line less with
nobody the wiser (``printshop.paragraphs.copyfitting``), and how that would read. So
make-up can try a story in other lengths without setting it; what it takes is set then.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from printshop.galley import Galley, Line
from printshop.paragraphs import Loose, Refit, choose


def refitted(galley: Galley, change: int, first_line: int = 0) -> Galley | None:
    """Make a galley so many lines longer, or shorter; None if it cannot be.

    Only paragraphs that begin at a line or after it are touched.
    """
    loose = [one for one in galley.loose if one.first_line >= first_line]
    refits = choose(loose, change)
    return None if refits is None else _with(galley, refits)


def refitted_as(
    galley: Galley, longer: Sequence[int], shorter: Sequence[int]
) -> Galley | None:
    """Make some blocks a line longer and some shorter; None if they cannot be."""
    loose = {one.block: one for one in galley.loose}
    changes = [*((block, 1) for block in longer), *((block, -1) for block in shorter)]
    refits: list[Refit] = []
    for block, change in changes:
        one = loose.get(block)
        reach = one and one.can_have.get(one.lines + change)
        if not one or not reach:
            return None
        refits.append(Refit(block, one.lines + change, change, reach.is_wide))
    return _with(galley, tuple(sorted(refits, key=lambda refit: refit.block)))


def _with(galley: Galley, refits: tuple[Refit, ...]) -> Galley:
    """Put the paragraphs in their new lines between the others."""
    loose = {one.block: one for one in galley.loose}
    lines: list[Line] = []
    taken = moved = 0
    for refit in sorted(refits, key=lambda one: loose[one.block].first_line):
        one = loose[refit.block]
        lines += _lowered(galley.lines[taken : one.first_line], moved)
        lines += _lowered(_again(galley, one, refit), moved)
        taken, moved = one.first_line + one.lines, moved + refit.change
    lines += _lowered(galley.lines[taken:], moved)
    return replace(galley, lines=tuple(lines), refits=refits, loose=())


def _again(galley: Galley, loose: Loose, refit: Refit) -> Iterator[Line]:
    """Give the lines of a paragraph in another number; an initial stays before them."""
    first = galley.lines[loose.first_line]
    texts = loose.can_have[refit.lines].texts
    for number, text in enumerate(texts):
        yield Line(
            first.top + number,
            first.height,
            text,
            first.kind,
            is_first=number == 0,
            is_last=number + 1 == len(texts),
        )


def _lowered(lines: Iterable[Line], by: int) -> list[Line]:
    return [replace(line, top=line.top + by) if by else line for line in lines]
