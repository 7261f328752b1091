"""What a render process does: it makes one file that is wanted, or finds it made.

* It never holds what has changed: when layouts, fonts or the paper are not as they were
  when it began, it ends with the code ``STALE``, and a fresh one takes its place.
* It looks at all that the file is made from before and afterwards. A file that is not
  of one state is good, but nobody is told that it is the current one.
* A story whose issue cannot be made up is printed without its page, as in an export.
"""

import os
import socket
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from printshop.batch import Limits, Wanted
from printshop.batch.limits import give_back_memory, limit_process, limited
from printshop.batch.manifest import IssueNotes
from printshop.errors import PrintshopError
from printshop.press import Edition, IssuePress
from printshop.press.content_key import hold_code
from printshop.web.nouns import Made, NotMade, Progress, Stage, Trouble
from printshop.web.press.at_hand import AtHand, InHand
from printshop.web.press.covers import covers_of
from printshop.web.press.freshness import Freshness, Look, Today
from printshop.web.press.line import tell_of, tell_steps
from printshop.web.press.planning import Planning
from printshop.web.press.store import Store
from printshop.web.press.trial import print_trial

STALE = 75
"""Exit code of a process that has become too old."""
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class RenderSetting:
    """What all render processes of a press have in common."""

    root: Path
    files: Path
    """The store's folder."""
    scratch: Path
    """On the same disk."""
    plans: Path
    """For locks: who makes up which issue."""
    cache: Path
    """For what is remembered, when the usual place cannot be written."""
    limits: Limits
    today: Today
    code: str
    """Digest of printshop's code as the press has loaded it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be made."""

    at: int
    wanted: Wanted
    notes: IssueNotes | None = None
    """What was noted when the issue was last read."""
    has_pages: bool = True
    """False when making up pages has killed a process."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task."""

    told: Made | NotMade
    state: str
    """What it was made from; empty when that has changed meanwhile."""
    is_same: bool = False
    """Whether the file was there already."""
    is_lasting: bool = True
    """Whether only another state can give another result."""
    notes: IssueNotes | None = None
    pages: Mapping[str, int] | None = None
    """Of the issue's stories, if they are known."""
    pages_state: str = ""
    """What the newspaper's pages were made from."""
    covers: Mapping[int, Made] = field(default_factory=dict)
    """By width."""


@dataclass
class _Bench:
    setting: RenderSetting
    line: socket.socket
    freshness: Freshness
    store: Store
    at_hand: AtHand
    shared: str = ""
    """What layouts, fonts and paper were when the process began."""

    def look(self) -> Look:
        """Look at the workspace; end when this process is too old for it."""
        look = self.freshness.look()
        shared = look.shared_state()
        if self.shared and self.shared != shared:
            os._exit(STALE)
        self.shared = shared
        return look


_BENCHES: list[_Bench] = []
"""The one bench of this process."""


def begin(setting: RenderSetting, line: socket.socket) -> None:
    """Make a process ready: limits, layouts, fonts."""
    limit_process(setting.limits)
    hold_code(setting.code)
    _give_a_cache(setting.cache)
    freshness = Freshness(setting.root, setting.today)
    store, at_hand = Store(setting.files), AtHand(setting.limits)
    bench = _Bench(setting, line, freshness, store, at_hand)
    _BENCHES[:] = [bench]
    with suppress(PrintshopError, OSError):  # told by the first task
        shop = bench.look().shop
        _ = shop.article_setting, shop.measure


def run_task(task: Task) -> Result:
    """Make a file, or find it made; what goes wrong is told, not raised."""
    (bench,) = _BENCHES
    tell_of(bench.line, task.at, Progress(Stage.LOOKING))
    give_back_memory()
    piece, is_lasting = _Piece(bench, task, task.notes), task.has_pages
    told: Made | NotMade
    try:
        told = piece.make()
    except PrintshopError as error:
        is_lasting = not isinstance(error.__cause__, OSError)
        told = NotMade(Trouble.COPY, str(error)[:_MOST_WORDS])
    except OSError as error:  # the disk is full, or a file is just taken away
        words = f"it cannot be read or written: {error}"
        told, is_lasting = NotMade(Trouble.DIED, words), False
    except MemoryError:
        words = f"it needs more than {bench.setting.limits.memory_mb} MB of memory"
        told, is_lasting = NotMade(Trouble.LIMIT, words), False
    except Exception as error:  # noqa: BLE001 a mistake of printshop stops no other
        words = f"{type(error).__name__}: {error}"[:_MOST_WORDS]
        words = f"a mistake of printshop ({words}); please report it"
        told, is_lasting = NotMade(Trouble.DIED, words), False
    return piece.result(told, is_lasting=is_lasting)


def run_trial() -> int:
    """Print a few words and throw them away; give the number of bytes."""
    (bench,) = _BENCHES
    with limited(bench.setting.limits):
        return print_trial(bench.look().shop)


@dataclass
class _Piece:
    """One file while it is made."""

    bench: _Bench
    task: Task
    notes: IssueNotes | None
    state: str = ""
    pages_state: str = ""
    taken: InHand | None = None
    is_same: bool = False
    covers: Mapping[int, Made] = field(default_factory=dict)

    def make(self) -> Made:
        """Find the file by its content key, or print it."""
        bench, wanted = self.bench, self.task.wanted
        look = bench.look()
        self.state, self.pages_state = self._states(look)  # before anything is read
        has_pages = self.task.has_pages
        self.taken = bench.at_hand.take(look, wanted, has_pages=has_pages)
        press, self.notes = self.taken.press, self.taken.notes
        self.state, self.pages_state = self._states(look)
        tell = partial(tell_steps, bench.line, self.task.at)
        planning = Planning(bench.setting.plans, tell)
        press.tell = press.register.tell = planning.tell
        press.register.alone = planning.alone
        with limited(bench.setting.limits):
            if press.needs_plan(wanted.edition, wanted.slug):
                press.settle()
            made = bench.store.find(press.key(wanted.edition, wanted.slug))
        self.is_same = made is not None
        with limited(bench.setting.limits):
            made = made or self._printed(press)
            if wanted.edition == Edition.READER:
                with suppress(PrintshopError):  # a paper without a cover is a paper
                    store, scratch = bench.store, bench.setting.scratch
                    self.covers = covers_of(made, store, scratch)
        return made

    def result(self, told: Made | NotMade, *, is_lasting: bool) -> Result:
        """Say what came of it, and of which state of the copy it is."""
        taken, number = self.taken, self.task.wanted.number
        is_whole = taken is not None and taken.state
        try:
            look = self.bench.freshness.look()
            if self._states(look) != (self.state, self.pages_state):
                self.state = self.pages_state = ""
            elif taken is not None:
                self.bench.at_hand.keep(taken, look)
        except (PrintshopError, OSError):
            self.state = self.pages_state = ""
        return Result(
            told,
            self.state,
            is_same=self.is_same,
            is_lasting=is_lasting,
            notes=taken.notes if taken else None,
            pages=taken.press.register.pages(number) if taken and is_whole else None,
            pages_state=self.pages_state,
            covers=self.covers,
        )

    def _states(self, look: Look) -> tuple[str, str]:
        """Tell the state of the file, and that of the newspaper's pages."""
        wanted, notes = self.task.wanted, self.notes
        pages = Wanted(wanted.number, Edition.READER)
        return look.print_state(wanted, notes), look.print_state(pages, notes)

    def _printed(self, press: IssuePress) -> Made:
        bench, wanted = self.bench, self.task.wanted
        if not press.needs_pages(wanted.edition):
            tell_of(bench.line, self.task.at, Progress(Stage.WRITING))
        scratch = bench.setting.scratch
        scratch.mkdir(parents=True, exist_ok=True)  # somebody may have cleared up
        with tempfile.TemporaryDirectory(dir=scratch) as room:
            receipt = press.print(wanted.edition, wanted.slug, Path(room))
            file, key = receipt.file, receipt.key
            return bench.store.take_in(file, key, receipt.sha256, receipt.pages)


def _give_a_cache(folder: Path) -> None:
    """Remember made-up pages in a folder of the press, if there is no usual one."""
    usual = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    place = Path(usual)
    while not place.exists() and place != place.parent:
        place = place.parent
    if not os.access(place, os.W_OK):
        os.environ["XDG_CACHE_HOME"] = str(folder)
