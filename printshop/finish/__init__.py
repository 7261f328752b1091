"""Turn typeset pages into each edition's file.

* ``extraction``  what a reader gets who copies or searches
* ``metadata``    page labels, how the file opens, an identifier without a clock
"""

from printshop.finish.metadata import finish_reader_pdf

__all__ = ["finish_reader_pdf"]
