"""Plan an issue: which lines of which story stand where on which page.

Pure arithmetic on galleys, pictures' proportions and page forms. No HTML, no PDF, no
files. Read in this order:

* ``plan``          the nouns: frames, placements, pages, the flatplan
* ``desk``          what make-up may look at: layout, copy, a ruler for type
* ``headlines``     break display type by sense and balance
* ``flow``          fill legs with lines; where copy may be cut
* ``pieces``        what is placed as one rectangle
* ``body``, ``leg_prices``, ``lengths``, ``pull_quotes``, ``bodies``, ``heads``,
  ``furnishings``, ``story_shapes``, ``pack_shapes``, ``turning``, ``splash``   the ways
  in which a piece can stand, kept by ``shape_book``
* ``guillotine``    make up one page exactly: ``piece_sets``, ``price_tables``, ``cuts``
* ``judge``, ``bans``, ``judged_page``   what no cut sees, and how it is mended
* ``page_forms``, ``sold_space``, ``inside``, ``front``, ``front_index``   the pages
* ``newslist``, ``settled``   the pieces in the order of the paper; what is fixed
* ``runs``, ``assign``, ``mend``, ``rescue``, ``page_count``   what stands on which page
* ``memory``        what is not worked out again
* ``issue_plan``    the whole issue, and the names of the pages in its jump lines
* ``copyfit``, ``fitted``   which stories fit, and what was taken up for them
* ``dummy``         the plan as a newsroom reads it
"""

from printshop.flatplan.desk import Desk
from printshop.flatplan.issue_plan import plan_issue
from printshop.flatplan.plan import (
    Flatplan,
    Frame,
    FrameKind,
    Kept,
    PagePlan,
    PieceKind,
    Placement,
)

__all__ = [
    "Desk",
    "Flatplan",
    "Frame",
    "FrameKind",
    "Kept",
    "PagePlan",
    "PieceKind",
    "Placement",
    "plan_issue",
]
