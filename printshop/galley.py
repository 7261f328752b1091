"""Set every story once at its measure and count its lines.

A galley is the slow half of printing. Its lines are what the flatplan does its
arithmetic with, and the same laid-out boxes are cut and pasted afterwards, so what
was measured is what is printed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from printshop.composing import Blocks, fittable, set_composed
from printshop.initials import Initial, make_initial, opening_letter
from printshop.issue import Article, Form
from printshop.ladders import Copy
from printshop.layout import Layout
from printshop.templates import Templates
from printshop.typesetter import Engine, SetGalley, SetLine


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a galley, or one table; positions in grid lines."""

    top: int
    height: int
    text: str
    kind: str
    """``p``, ``h3``, ``li``, ``table``."""
    is_first: bool
    """Opens its paragraph."""
    is_last: bool
    """Ends its paragraph."""

    @property
    def bottom(self) -> int:
        """The grid line below it."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Galley:
    """A story set at one measure, as lines."""

    slug: str
    grid: str
    """Name of the grid whose column is its measure."""
    lines: tuple[Line, ...]
    words: int

    @property
    def height(self) -> int:
        """Grid lines from the first to the last, spaces between blocks included."""
        return self.lines[-1].bottom if self.lines else 0


@dataclass(frozen=True, slots=True)
class GalleySet:
    """All galleys of an issue: as arithmetic, and as boxes to paste."""

    galleys: Mapping[str, Galley]
    boxes: Mapping[str, SetGalley]


def set_galleys(
    articles: Sequence[Article], layout: Layout, engine: Engine, templates: Templates
) -> GalleySet:
    """Set the articles one by one; a story that fails is named by TypesetError."""
    galleys: dict[str, Galley] = {}
    boxes: dict[str, SetGalley] = {}
    for article in articles:
        set_galley = _set_galley(article, layout, engine, templates)
        boxes[article.slug] = set_galley
        galleys[article.slug] = Galley(
            slug=article.slug,
            grid=layout.measures[article.form],
            lines=_lines(set_galley.lines),
            words=article.word_count,
        )
    return GalleySet(galleys, boxes)


def _set_galley(
    article: Article, layout: Layout, engine: Engine, templates: Templates
) -> SetGalley:
    """Lay one story out on an endless page as wide as its column."""
    where = f"issue {article.issue_number}, story {article.slug}"
    grid = layout.measures[article.form]
    initial = _initial(article, layout, engine)

    def copy_with(fitted: Blocks) -> Copy:
        html = templates.fill(
            f"{layout.name}/galley.html",
            article=article,
            grid=grid,
            initial=initial,
            fitted=fitted,
        )
        return Copy(html, article.slug, layout.leading_pt, where)

    fitted = fittable(article) if layout.is_fitted(grid) else Blocks()
    _, galley = set_composed(copy_with, fitted, engine, templates)
    return galley


def _initial(article: Article, layout: Layout, engine: Engine) -> Initial | None:
    """Give features and columns a large initial, where the first word allows one."""
    letter = opening_letter(article)
    if not letter or article.form not in {Form.FEATURE, Form.COLUMN}:
        return None
    following = article.body[0].text[len(letter) :]
    return make_initial(letter, layout.initial, engine.font_folders, following)


def _lines(lines: Sequence[SetLine]) -> tuple[Line, ...]:
    """Mark where paragraphs begin and end."""
    return tuple(
        Line(
            top=line.top - lines[0].top,
            height=line.height,
            text=line.text,
            kind=line.kind,
            is_first=index == 0 or lines[index - 1].block != line.block,
            is_last=index + 1 == len(lines) or lines[index + 1].block != line.block,
        )
        for index, line in enumerate(lines)
    )
