"""On which pages the stories of an issue stand, as readers are told beside them.

Files say it from their own plan. Here it is told at once or not at all, and may be as
old as the last file that was made: a story that was edited stands where it stood.
"""

import math
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from printshop.batch import Wanted
from printshop.errors import PrintshopError
from printshop.press import Edition
from printshop.sources.kept_flatplan import kept_pages
from printshop.web.press.freshness import Look
from printshop.web.press.ledger import Ledger

_LOOK_S = 1.0
"""So long one look is enough: a page may list the stories of twenty issues."""


class PageNumbers:
    """Tells pages, for the one thread of the desk."""

    def __init__(
        self,
        look: Callable[[], Look | None],
        state_of: Callable[[Look | None, Wanted], str],
        ledger: Ledger,
    ) -> None:
        """Take how to look at the workspace, and what was learnt from files."""
        self._take_look, self._state_of, self._ledger = look, state_of, ledger
        self._look: Look | None = None
        self._looked_at = -math.inf

    def of(self, number: str) -> Mapping[str, int] | None:
        """Give each story's first page: of the plan as it is, the kept, or the last."""
        look = self._recent_look()
        if look is None or not look.has(number):
            return None
        state, pages = self._ledger.pages(number) or ("", {})
        if state and state == self._state_of(look, Wanted(number, Edition.READER)):
            return pages
        kept: Mapping[str, int] = {}
        with suppress(PrintshopError):
            workspace, layout = look.shop.workspace, look.shop.publication.layout
            kept = kept_pages(workspace, number, layout)
        return kept or pages or None

    def _recent_look(self) -> Look | None:
        if time.monotonic() - self._looked_at > _LOOK_S:
            self._look = self._take_look()
            self._looked_at = time.monotonic()
        return self._look
