"""Bring the site beside the output up to date, and touch only what has changed.

An issue's bundle depends on its PDFs alone; its page on the issues before and after
it, too; what stands above the issues is written when any of them has changed. One
issue that fails is told of, and stays as it was; all others go on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from printshop.download_site.bundle import Bundled, Bundling, digest_of, put
from printshop.download_site.design import Design, digest
from printshop.download_site.front import front_files
from printshop.download_site.memory import Known, Memory, known_of
from printshop.download_site.nouns import (
    IssueFiles,
    PrintedFile,
    SiteFault,
    SiteOutcome,
)
from printshop.download_site.places import issue_page
from printshop.download_site.several import bundle_all
from printshop.errors import PrintshopError
from printshop.press import Edition, Shop
from printshop.storage import Storage

Tell = Callable[[int, int], None]
"""Says how many issues are done, and of how many."""


def update_site(
    shop: Shop,
    storage: Storage,
    memory: Memory,
    printed: Iterable[PrintedFile],
    workers: int = 1,
    tell: Tell = lambda *_: None,
) -> SiteOutcome:
    """Bring the site of an output up to date with the PDFs that stand there.

    Raises SourceError when the output cannot be reached at all.
    """
    update = _Update(shop, storage, memory)
    update.bundle(issue_files(printed), workers, tell)
    with update.told(""):
        update.show()
    return SiteOutcome(len(update.known), tuple(update.written), tuple(update.faults))


def issue_files(printed: Iterable[PrintedFile]) -> Mapping[str, IssueFiles]:
    """Sort what is for readers by issue; what is for the press is left out."""
    found: dict[str, list[PrintedFile]] = {}
    for one in sorted(printed, key=lambda file: file.place):
        found.setdefault(one.number, []).append(one)
    sorted_out = (_issue_files(number, files) for number, files in found.items())
    return {files.number: files for files in sorted_out if files.all_files}


def _issue_files(number: str, printed: Sequence[PrintedFile]) -> IssueFiles:
    whole = {one.edition: one for one in printed if one.slug is None}
    return IssueFiles(
        number=number,
        issue=whole.get(Edition.READER),
        large_print=whole.get(Edition.LARGE_PRINT),
        stories=tuple(
            one for one in printed if one.edition == Edition.ARTICLE and one.slug
        ),
    )


@dataclass
class _Update:
    """One run: what is known, and what has come of it."""

    shop: Shop
    storage: Storage
    memory: Memory
    known: dict[str, Known] = field(init=False)
    written: list[str] = field(default_factory=list)
    faults: list[SiteFault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = self.memory.issues()
        _, files = self.memory.site()
        self._look = self.storage.glance(dict.fromkeys([*self.known, *files]))

    @contextmanager
    def told(self, number: str) -> Iterator[None]:
        """Tell of what goes wrong with an issue, or with the site itself."""
        try:
            yield
        except PrintshopError as error:
            self.faults.append(SiteFault(number, str(error)))

    def _size(self, place: str) -> int | None:
        """Give the size that a file had when the run began."""
        seen = self._look(place)
        return seen[0] if seen else None

    def _stand(self, sizes: Mapping[str, int]) -> bool:
        return all(self._size(place) == size for place, size in sizes.items())

    def bundle(
        self, issues: Mapping[str, IssueFiles], workers: int, tell: Tell
    ) -> None:
        """Make what belongs to each issue, where one of its PDFs has changed."""
        for number in self.known.keys() - issues.keys():
            self._forget(number)
        has_archive = self.shop.workspace.downloads.has_archives
        orders = {
            made_of: self._order(files)
            for files in issues.values()
            for made_of in (digest_of(files, has_archive=has_archive),)
            if not self._stands(files.number, made_of)
        }
        made = bundle_all(tuple(orders.values()), workers)
        for done, (made_of, (files, bundled)) in enumerate(
            zip(orders, made, strict=True), start=1
        ):
            if isinstance(bundled, str):
                self.faults.append(SiteFault(files.number, bundled))
            else:
                with self.told(files.number):
                    self._keep(files, bundled, made_of)
            tell(done, len(orders))

    def _stands(self, number: str, made_of: str) -> bool:
        known = self.known.get(number)
        return bool(known and known.made_of == made_of and self._stand(known.sizes))

    def _order(self, files: IssueFiles) -> Bundling:
        known = self.known.get(files.number)
        covers = known.entry.covers if known else ()
        is_shown = files.issue and known and known.front == files.issue.sha256
        if not is_shown or not self._stand({one.place: one.size for one in covers}):
            covers = ()
        return Bundling(
            storage=self.storage,
            files=files,
            publication=self.shop.publication.title,
            file_name=self.shop.publication.file_name,
            has_archive=self.shop.workspace.downloads.has_archives,
            covers=covers,
        )

    def _keep(self, files: IssueFiles, bundled: Bundled, made_of: str) -> None:
        """Keep what an issue has now; what it has no more goes, such as its ZIP."""
        front = files.issue.sha256 if files.issue else ""
        known = known_of(bundled.entry, made_of, front)
        before = self.known.get(files.number)
        for place in before.sizes.keys() - known.sizes.keys() if before else ():
            self.storage.remove(place)
        self.known[files.number] = known
        self.memory.keep_issues([known])
        self.written += bundled.written

    def _forget(self, number: str) -> None:
        """Take away all that was made for an issue that is no more."""
        with self.told(number):
            for place in (*self.known[number].sizes, issue_page(number)):
                self.storage.remove(place)
            del self.known[number]
            self.memory.forget_issue(number)

    def show(self) -> None:
        """Write the pages and feeds that have changed."""
        design = Design(self.shop)
        newest_first = sorted(self.known.values(), key=_age, reverse=True)
        made_of = digest([design.digest, *(known.told for known in newest_first)])
        before, files = self.memory.site()
        if made_of == before and self._stand(files):
            return
        sizes = dict(self._issue_pages(design, newest_first, files))
        entries = [known.entry for known in newest_first]
        for place, data in front_files(design, entries):
            self._put(place, data)
            sizes[place] = len(data)
        for place in files.keys() - sizes.keys():
            self.storage.remove(place)
        self.memory.keep_site(made_of, sizes)

    def _issue_pages(
        self, design: Design, issues: Sequence[Known], files: Mapping[str, int]
    ) -> Iterator[tuple[str, int]]:
        """Write the pages of issues, and give their sizes."""
        fresh = []
        around = zip([None, *issues], issues, [*issues[1:], None], strict=False)
        for newer, known, older in around:
            place = issue_page(known.number)
            beside = (
                f"{one.number} {one.date}" if one else "" for one in (newer, older)
            )
            page = digest([design.digest, known.told, *beside])
            size = files.get(place)
            if known.page != page or size is None or self._size(place) != size:
                data = design.issue(known, newer, older).encode()
                self._put(place, data)
                size = len(data)
                fresh.append(replace(known, page=page))
            yield place, size
        self.known.update((known.number, known) for known in fresh)
        self.memory.keep_issues(fresh)

    def _put(self, place: str, data: bytes) -> None:
        if put(self.storage, place, data):
            self.written.append(place)


def _age(known: Known) -> tuple[str, str]:
    """Order by date, then by number as people count: 9 before 10."""
    return known.date, known.number.zfill(40)
