"""The colours that pages are set in: sRGB, by the profile that the engine brings."""

import importlib.resources


def srgb_profile() -> tuple[str, bytes]:
    """Give the name of the ICC profile, and the profile."""
    name = "sRGB2014.icc"
    file = importlib.resources.files("weasyprint.pdf") / name
    return "sRGB IEC61966-2.1", file.read_bytes()
