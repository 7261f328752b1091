"""Put the pages of a PDF on sheets: for folding, and for looking at.

* ``saddle``   printer's pairs: sheets folded into one another and stitched
* ``section``  the same pairs, not stitched, in one section or in several
* ``2up``      an office proof: the spreads as a reader sees them
* ``4up``      an office proof: four pages a sheet, in their order

Folded sheets carry the pages at their own size, office proofs at what the paper has
room for. What cannot be folded is refused, with the reason.

Modules: ``order`` which pages stand together, ``source_pages`` what the pages are,
``sheet_size``, ``nouns``, ``folded`` and ``proofs`` where pages stand on a sheet,
``page_pictures`` what is seen on them, ``drawing``, ``keeping`` what of the file is
kept, ``imposition`` all of it in order.
"""

from printshop.impose.imposition import Imposed, impose
from printshop.impose.nouns import Scheme, SheetSize, Wish
from printshop.impose.sheet_size import read_sheet_size

__all__ = ["Imposed", "Scheme", "SheetSize", "Wish", "impose", "read_sheet_size"]
