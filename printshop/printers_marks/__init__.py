"""What is drawn round the trimmed page for those who print, fold and cut it.

On a page or sheet whose boxes stand already, with the origin where they say::

    area = MarkedArea(trim=Box(...), bleed=Box(...), folds_pt=(x, ...))
    stamp_marks(page, area, profile.marks, slug="Paper, Issue 1, Page 1", is_mono=True)

``stamp_marks`` draws what ``printer_profile.Marks`` asks for, and keeps the page's own
drawing from having a say in it. Who writes the content streams himself takes
``draw_marks`` (bytes of a content stream, enclosed in q and Q) and ``mark_resources``
(to be merged into the page's resources). All marks stand within ``margin_mm(marks)``
of the BleedBox: make the MediaBox that much larger at every edge.

Rules:

* Marks stand outside the BleedBox, 2 mm away from it: between 1 and 3 mm is usual, and
  ISO 15930-7 wants nothing but the design inside it.
* They are drawn in Separation All (ISO 32000-1, 8.6.6.4), so on every plate, in lines
  of 0.25 pt. What is printed with black alone has them in DeviceGray.
* The plates' names are each in their own ink, so that every plate names itself.
* Letters are drawn as outlines: a font in the margin would be one more thing to embed.

Modules: ``geometry`` boxes, ``lines`` crop, bleed, fold and registration marks,
``colour_bar``, ``slug``, ``letters`` text as outlines, ``stamp`` all together.
"""

from printshop.printers_marks.geometry import PT_PER_MM, Box, MarkedArea
from printshop.printers_marks.letters import Lettering, letter
from printshop.printers_marks.stamp import (
    draw_marks,
    margin_mm,
    mark_resources,
    stamp_marks,
)

__all__ = [
    "PT_PER_MM",
    "Box",
    "Lettering",
    "MarkedArea",
    "draw_marks",
    "letter",
    "margin_mm",
    "mark_resources",
    "stamp_marks",
]
