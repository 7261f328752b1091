"""Turn typeset pages into each edition's file.

* ``metadata``   page labels, how the file opens, an identifier without a clock
"""

from printshop.finish.metadata import finish_reader_pdf

__all__ = ["finish_reader_pdf"]
