"""How far two colours stand apart, as the WCAG count it (2.2, 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, written ``#rgb`` or ``#rrggbb``: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    figures = colour.strip("#")
    if len(figures) == 3:
        figures = "".join(2 * figure for figure in figures)
    shares = (int(figures[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [
        s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
