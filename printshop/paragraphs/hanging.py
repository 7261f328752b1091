"""Optical margins: small signs at a line's edge stand a little outside of it.

A hyphen, a comma or a quotation mark at the edge is mostly white, and the column looks
dented there. So much of its width hangs that the eye sees a straight edge, and no more
than the gutter can bear.
"""

AT_END = {
    "-": 0.4,
    "‐": 0.4,
    ",": 0.5,
    ".": 0.5,
    "’": 0.5,
    "”": 0.4,
    "‘": 0.4,
    "“": 0.4,
    "»": 0.25,
    "›": 0.25,
    "…": 0.1,
    ":": 0.25,
    ";": 0.25,
    "–": 0.15,
    "—": 0.1,
}
"""Share of a sign's width that hangs over the right edge."""

AT_START = {"“": 0.4, "‘": 0.5, "„": 0.4, "‚": 0.5, "«": 0.25, "‹": 0.25, "’": 0.5}
"""Share of a sign's width that hangs over the left edge."""
