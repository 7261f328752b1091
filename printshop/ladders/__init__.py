"""Copy set with at most two hyphens at the ends of lines in a row.

* ``setting``    finds the ladders of a set story, and sets it again without them
* ``measured``   how loose and how uneven the lines of a paragraph are
* ``words``      finds a word in the HTML of a story, to keep it whole
"""

from printshop.ladders.setting import Copy, set_without_ladders

__all__ = ["Copy", "set_without_ladders"]
