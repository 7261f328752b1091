"""Plan an issue: which lines of which story stand where on which page.

Pure arithmetic on galleys, pictures' proportions and page forms. No HTML, no PDF, no
files. Read in this order:

* ``plan``          the nouns: frames, placements, pages, the flatplan
* ``desk``          what make-up may look at: layout, copy, a ruler for type
* ``headlines``     break display type by sense and balance
* ``flow``          fill legs with lines; where copy may be cut
* ``body``, ``story_shapes``, ``pack_shapes``   the ways in which a piece can stand
* ``guillotine``    make up one page exactly
* ``front``         the front page
* ``newslist``      the pieces, in the order of the paper
* ``assign``        which piece stands on which page
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
