"""The plan that a newsroom keeps beside an issue: ``flatplan.<layout>.toml``.

Pages that an editor has locked stand in the next plan as they stand in the file, and
the rest is made up anew. Read in this order:

* ``kept_file``     the nouns: the kept plan, its pages, and their places in the file
* ``record``        what a story was set from, so that a change of it is seen
* ``writing``       the plan as TOML (``toml_text``)
* ``reading``       and back again
* ``consistency``   contradictions on locked pages: ``frame_faults``, ``line_runs``,
  ``advertisers``, each told as a ``fault`` with its place in the file (``geometry``)
* ``changed_copy``  locked text that was changed; ``changed_display`` what is round it;
  what does not fit any more is a ``misfit``
* ``locking``       what of a kept plan stands
"""

from printshop.kept_plan.kept_file import KeptPlan
from printshop.kept_plan.locking import Standing, standing
from printshop.kept_plan.reading import read_kept_plan
from printshop.kept_plan.record import SetFrom
from printshop.kept_plan.writing import written_plan

__all__ = [
    "KeptPlan",
    "SetFrom",
    "Standing",
    "read_kept_plan",
    "standing",
    "written_plan",
]
