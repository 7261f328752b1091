"""Why an answer is not what was asked for, as an exception that becomes a page."""

from printshop.batch.wanted import Wanted
from printshop.web.nouns import Trouble


class NotThere(Exception):  # noqa: N818 what is not there is nobody's error
    """There is no such page, issue, story or edition."""


class NoPdf(Exception):  # noqa: N818
    """A PDF is not handed out now; the reader may have it later."""

    def __init__(
        self,
        wanted: Wanted,
        trouble: Trouble | None = None,
        retry_after_s: int | None = None,
    ) -> None:
        """Say what is wrong, if anything is, and when to come back."""
        super().__init__(str(wanted))
        self.wanted, self.trouble = wanted, trouble
        self.retry_after_s = retry_after_s

    @property
    def is_waiting(self) -> bool:
        """Tell that it is being made, and only takes longer than the reader's line."""
        return False


class StillMade(NoPdf):
    """A PDF is still being made: the same address will have it."""

    @property
    def is_waiting(self) -> bool:
        """Tell that it is being made."""
        return True
