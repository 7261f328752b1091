"""Print an issue: the steps in order, and nothing else.

* ``shop``         a workspace with its layouts and fonts, made ready once
* ``newspaper``    set, plan and compose an issue's pages
* ``master``       the pages, composed once, of which all editions are made
* ``printers``     which printer an edition is made for
* ``editions``     the reader's file, and the files for the press
* ``kept_plans``   the flatplan that is kept beside an issue
* ``story``        one story's own PDF
* ``large_print``  the issue, or one story, in large print
* ``register``     on which page a story ran
* ``content_key``  the digest of all that a PDF is made from
* ``issue_press``  one issue, file by file, each with its key first
* ``steps``        how far the making of the pages has come
* ``places``       where a file goes
* ``receipt``      what was printed
"""

from printshop.press.issue_press import IssuePress
from printshop.press.issue_run import Order, PrintRun, print_issue
from printshop.press.kept_plans import keep_plan, refuse_if_printed
from printshop.press.newspaper import Newspaper, set_copy, set_newspaper
from printshop.press.places import place_of
from printshop.press.receipt import Edition, Failure, Receipt
from printshop.press.shop import Shop, open_shop
from printshop.press.steps import in_words

__all__ = [
    "Edition",
    "Failure",
    "IssuePress",
    "Newspaper",
    "Order",
    "PrintRun",
    "Receipt",
    "Shop",
    "in_words",
    "keep_plan",
    "open_shop",
    "place_of",
    "print_issue",
    "refuse_if_printed",
    "set_copy",
    "set_newspaper",
]
