"""The web pages of a paper: its templates, filled with what the archive shows.

* ``design``       the pages, filled
* ``shown``        what a page is given besides the archive's nouns
* ``composition``  where pictures, quotations and boxes stand in a story's text
* ``typeface``     the paper's own type, in files that browsers load when they need them
* ``assets``       stylesheet, script and type under names that change when they do
* ``files``        how a PDF is offered: its address, and what is known of it
"""

from printshop.web.pages.assets import Asset
from printshop.web.pages.design import WebDesign
from printshop.web.pages.shown import Beside, PdfFiles

__all__ = ["Asset", "Beside", "PdfFiles", "WebDesign"]
