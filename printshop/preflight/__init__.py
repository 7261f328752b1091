"""Read the finished file with fresh eyes, before anybody else does.

* ``fonts``   every font is embedded, and comes from the fonts folder
"""

from printshop.preflight.fonts import check_fonts

__all__ = ["check_fonts"]
