"""A paragraph's text in one piece, which remembers where markup cuts it.

House style judges the whole paragraph: in ``He said "<em>no</em>"`` the closing
mark stands alone in its text node. So the rules edit the joined text, and every
edit carries the cuts along.

Web and e-mail addresses are left exactly as typed: an address with a curly
apostrophe or a real dash in it leads nowhere.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

OBJECT = "\ufffc"
"""Stands for code or a picture in the text: a word that nobody may change."""

LINE_END = "\u2028"
"""Stands for a line that the writer has ended on purpose."""

_ADDRESS_STOPS = r"\s<>\"“”„«»"
"""What no address contains, and what therefore ends it."""

_ADDRESS_TAIL = rf"[^{_ADDRESS_STOPS}]*[^{_ADDRESS_STOPS}.,;:!?'’)\]…]"
"""The rest of an address, without the punctuation of the sentence round it."""

ADDRESS = re.compile(
    rf"""
    \b(?:https?|ftp)://{_ADDRESS_TAIL}
    | (?<![\w.-])www\.{_ADDRESS_TAIL}
    | (?<![\w.+%-])\w[\w.+%'’-]*@[\w-]+(?:\.[\w-]+)+
    | (?<![\w.@-])(?:(?:xn--)?\w+(?:-\w+)*\.)+[a-z]{{2,}}(?:/{_ADDRESS_TAIL})?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A web or e-mail address, with or without its scheme; file names look the same."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Other characters in the place of those between two offsets."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Segments:
    """One paragraph: its joined text, and the offsets at which markup cuts it."""

    text: str
    cuts: tuple[int, ...] = ()
    """Rising offsets between segments: one fewer than there are segments."""

    @classmethod
    def join(cls, segments: Sequence[str]) -> "Segments":
        """Join at least one segment into a paragraph."""
        cuts, offset = [], 0
        for segment in segments[:-1]:
            offset += len(segment)
            cuts.append(offset)
        return cls("".join(segments), tuple(cuts))

    def split(self) -> tuple[str, ...]:
        """Give the segments back, as many as were joined."""
        starts, ends = (0, *self.cuts), (*self.cuts, len(self.text))
        return tuple(
            self.text[start:end] for start, end in zip(starts, ends, strict=True)
        )

    def replace(
        self, pattern: re.Pattern[str], setting: str | Callable[[re.Match[str]], str]
    ) -> "Segments":
        """Set something else for every match; a string is taken as it stands."""
        edits = []
        for match in pattern.finditer(self.text):
            text = setting if isinstance(setting, str) else setting(match)
            edits.append(_narrowed(match, text))
        return self.edit(edits)

    def edit(self, edits: Iterable[Edit]) -> "Segments":
        """Make edits that come in order, but none inside an address."""
        made = _outside_addresses(self.text, edits)
        if not made:
            return self
        pieces, end = [], 0
        for edit in made:
            pieces += [self.text[end : edit.start], edit.text]
            end = edit.end
        pieces.append(self.text[end:])
        return Segments("".join(pieces), _moved(self.text, self.cuts, made))


def _narrowed(match: re.Match[str], text: str) -> Edit:
    """Keep the characters that do not change out of the edit, and the cuts true."""
    old, start, end = match[0], match.start(), match.end()
    same = 0
    while same < min(len(old), len(text)) and old[same] == text[same]:
        same += 1
    old, text, start = old[same:], text[same:], start + same
    while old and text and old[-1] == text[-1]:
        old, text, end = old[:-1], text[:-1], end - 1
    return Edit(start, end, text)


def _outside_addresses(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Drop the edits that change nothing, and those that touch an address."""
    wanted = [edit for edit in edits if text[edit.start : edit.end] != edit.text]
    if not wanted:
        return []
    addresses = [match.span() for match in ADDRESS.finditer(text)]
    starts = [start for start, _ in addresses]

    def is_free(edit: Edit) -> bool:
        before = bisect_right(starts, max(edit.start, edit.end - 1))
        return (
            before == 0
            or addresses[before - 1][1] <= edit.start
            or (edit.start == edit.end == addresses[before - 1][0])
        )

    return [edit for edit in wanted if is_free(edit)]


def _moved(text: str, cuts: Sequence[int], edits: Sequence[Edit]) -> tuple[int, ...]:
    """Carry the cuts along; one inside an edit stays as far from its start."""
    moved: list[int] = []
    shift, following = 0, 0
    for cut in cuts:
        while following < len(edits) and _is_before(edits[following], cut, text):
            edit = edits[following]
            shift += len(edit.text) - (edit.end - edit.start)
            following += 1
        moved.append(cut + shift)
        if following < len(edits) and edits[following].start < cut:
            edit = edits[following]
            moved[-1] = edit.start + shift + min(cut - edit.start, len(edit.text))
    return tuple(moved)


def _is_before(edit: Edit, cut: int, text: str) -> bool:
    """Tell whether a cut comes after an edit; nothing is added to a stand-in."""
    is_insertion_at_cut = edit.start == edit.end == cut
    if is_insertion_at_cut and text[cut - 1 : cut] in {OBJECT, LINE_END}:
        return False
    return edit.end <= cut
