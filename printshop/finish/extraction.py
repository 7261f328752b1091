"""What a reader gets who copies or searches: ordinary spaces.

A non-breaking space is the compositor's business. Once lines are broken it says
nothing to a reader, but it keeps "Issue 2566" from being found. The map from glyphs
to text (ToUnicode, ISO 32000-1, 9.10.3) is therefore made to say U+0020 for it; the
page itself does not change.
"""

import re

import pikepdf

_MAPPED = re.compile(rb"^(<[0-9a-fA-F]+> *)<(00[aA]0|202[fF])>", re.MULTILINE)
"""A glyph and its text on a line, where the text is a no-break space, wide or narrow;
a glyph's own number may be that of one, too."""


def map_spaces(pdf: pikepdf.Pdf) -> None:
    """Let every font's no-break spaces be extracted as spaces."""
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary) or "/ToUnicode" not in thing:
            continue
        cmap = thing.ToUnicode
        text = cmap.read_bytes()
        mapped = _MAPPED.sub(rb"\1<0020>", text)
        if mapped != text:
            cmap.write(mapped)
