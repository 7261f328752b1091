"""What a sub-editor would ask about wishes of the newsroom that make-up did not grant.

* ``wish-001``      a story stands on another page than it was pinned to
* ``wish-002``      a story has another width than was wished for
* ``wish-003``      a picture has another width than was wished for
* ``wish-004``      a section begins on another page than it was to
"""

from collections.abc import Iterator

from printshop.findings import Finding, Severity
from printshop.flatplan import Flatplan, FrameKind, PieceKind, Placement
from printshop.issue import Article, Form, Issue

_FRONT = 1
_PACKED = frozenset({Form.BRIEF, Form.LETTER})


def wish_questions(plan: Flatplan, issue: Issue) -> Iterator[Finding]:
    """Ask about every wish for a page or a width; what is held over is told elsewhere.

    Briefs and letters go where their pack goes, and have its width.
    """
    placed: dict[str, list[Placement]] = {}
    for page in plan.pages:
        for placement in page.placements:
            placed.setdefault(placement.name, []).append(placement)
    for article in issue.articles:
        where = f"issue {issue.number}, story {article.slug}"
        yield from _page(article, plan.first_page_of(article.slug), where)
        yield from _widths(article, placed.get(article.slug, []), where)
    yield from _sections(plan, issue)


def _page(article: Article, begins: int | None, where: str) -> Iterator[Finding]:
    wished = _FRONT if article.is_front else article.page
    if begins is None or wished is None or begins == wished:
        return
    told = "the front page" if wished == _FRONT else f"page {wished}"
    hint = "rank it higher" if wished == _FRONT else "pin it to that page, or leave it"
    if article.form in _PACKED:
        hint = f"a {article.form.value} stands where the others stand: make it a story"
    yield Finding(
        "wish-001",
        Severity.WARNING,
        where,
        f"it was pinned to {told} and begins on page {begins}",
        hint,
    )


def _widths(
    article: Article, placements: list[Placement], where: str
) -> Iterator[Finding]:
    """Compare the widths of a story and its pictures with those wished for."""
    for placement in placements:
        is_begun = placement.kind == PieceKind.STORY
        if is_begun and article.columns not in {None, placement.columns}:
            yield _other_width(
                "wish-002", where, article.columns or 0, placement.columns
            )
        for frame in placement.frames:
            if frame.kind == FrameKind.PICTURE:
                picture = article.pictures[frame.index]
                if picture.columns not in {None, frame.columns}:
                    name = f"{where}, picture {picture.name}"
                    wished = picture.columns or 0
                    yield _other_width("wish-003", name, wished, frame.columns)


def _other_width(code: str, where: str, wished: int, width: int) -> Finding:
    columns = "column" if wished == 1 else "columns"
    return Finding(
        code,
        Severity.NOTE,
        where,
        f"{wished} {columns} wide was wished for, and it is {width} wide",
        "nothing, or wish for another width",
    )


def _sections(plan: Flatplan, issue: Issue) -> Iterator[Finding]:
    """Ask about sections; what one of them has on the front page does not count."""
    stand = plan.section_pages()
    for section, wished in issue.section_pages:
        inside = [page for page in stand.get(section, ()) if page != _FRONT]
        if inside and min(inside) != wished:
            yield Finding(
                "wish-004",
                Severity.WARNING,
                f"issue {issue.number}",
                f"{section} was to begin on page {wished} and begins on {min(inside)}",
                "look at what is pinned or locked before that page",
            )
