"""The pieces that make-up lays out: stories and their rests, packs, advertising."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from printshop.flatplan.plan import PieceKind
from printshop.issue import Article


class Band(IntEnum):
    """How loud a piece may be; the names are those of ``[headlines]``."""

    FIRST = 0
    SECOND = 1
    THIRD = 2
    BRIEF = 3

    @property
    def key(self) -> str:
        """Give the name in the layout file."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to be placed as a rectangle."""

    kind: PieceKind
    name: str
    """Its story's slug; of anything else a name with a space, as no slug has one."""
    section: str
    rank: int
    """In the issue: a better piece stands above a worse one."""
    band: Band
    grid: str
    article: Article | None = None
    first_line: int = 0
    end_line: int = 0
    pictures: tuple[int, ...] = ()
    """Which of the story's pictures belong to this piece."""
    has_extras: bool = True
    """Whether the story's pull quote and fact boxes belong to this piece."""
    jumps: bool = False
    """Ends with a jump line, because more of the story follows elsewhere."""
    turns: bool = False
    """Too long for one page: it goes on, wherever it ends on its own."""
    is_in_need: bool = False
    """Nothing else gives it room: it takes smaller heads, and shapes at any price."""
    is_bound: bool = False
    """Stands on the page after the part before it."""
    members: tuple[Article, ...] = ()
    """The briefs or letters of a pack."""
    columns: int = 0
    lines: int = 0
    """The fixed size of an advertisement."""
    digest: str = ""
    """Of all that its shapes depend on: pieces of one digest share their tables."""

    def __hash__(self) -> int:
        """Hash what tells pieces apart: their stories are long."""
        return hash((self.name, self.digest))

    @property
    def key(self) -> str:
        """Name the piece for whatever is remembered of it."""
        return self.digest or f"{self.name} {self.columns} {self.lines}"

    @property
    def story(self) -> Article:
        """Give the story; only a story and its continuation have one."""
        if self.article is None:
            raise TypeError(f"{self.name} is not a story")
        return self.article

    @property
    def story_name(self) -> str:
        """Give the name that all parts of a story share."""
        return self.name.split("+")[0]

    @property
    def stories(self) -> tuple[Article, ...]:
        """List the stories in it: none in advertising."""
        return (self.article,) if self.article else self.members

    @property
    def is_read(self) -> bool:
        """Tell whether it is something to read, neither advertising nor white."""
        return not self.is_filler and self.kind != PieceKind.WHITE

    @property
    def is_filler(self) -> bool:
        """Tell whether it belongs at the foot: an advertisement of any kind."""
        return self.kind in {PieceKind.ADVERTISEMENT, PieceKind.HOUSE_AD}


def signed(piece: Piece, digest_of: Callable[[str], str]) -> Piece:
    """Give a piece its digest, from those of its stories and from what it is."""
    stories = [piece.article] if piece.article else []
    copy = [digest_of(article.slug) for article in (*stories, *piece.members)]
    own = (
        piece.kind,
        piece.name,
        piece.section,
        piece.rank,
        piece.band,
        piece.grid,
        piece.first_line,
        piece.end_line,
        piece.pictures,
        piece.has_extras,
        piece.jumps,
        piece.turns,
    )
    digest = hashlib.sha256(repr((own, copy)).encode()).hexdigest()
    return replace(piece, digest=digest)
