"""Set every story once at its measure and count its lines.

A galley is the slow half of printing. Its lines are what the flatplan does its
arithmetic with, and the same laid-out boxes are cut and pasted afterwards, so what
was measured is what is printed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from printshop.composing import PLAIN, Fitting, fittable, set_composed
from printshop.initials import Initial, make_initial, opening_letter
from printshop.issue import Article, Form
from printshop.ladders import Copy
from printshop.layout import Compose, Layout
from printshop.paragraphs import Loose, Refit
from printshop.templates import Templates
from printshop.typesetter import Engine, Fitted, SetGalley, SetLine, Sheets


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
    compose: Compose = Compose.FIT
    """How its lines were found."""
    refits: tuple[Refit, ...] = ()
    """Paragraphs that gained or lost a line, so that the story fits its space."""
    loose: tuple[Loose, ...] = ()
    """Paragraphs that still could (``printshop.looseness``)."""

    @property
    def height(self) -> int:
        """Grid lines from the first to the last, spaces between blocks included."""
        return self.lines[-1].bottom if self.lines else 0


@dataclass(frozen=True, slots=True)
class GalleySet:
    """All galleys of an issue: as arithmetic, and as boxes to paste."""

    galleys: Mapping[str, Galley]
    boxes: Mapping[str, SetGalley]

    def changed(self, galley: Galley, boxes: SetGalley) -> "GalleySet":
        """Give the same with one story set anew."""
        slug = galley.slug
        return GalleySet({**self.galleys, slug: galley}, {**self.boxes, slug: boxes})


@dataclass(frozen=True, slots=True)
class Composer:
    """Sets stories in a layout."""

    layout: Layout
    engine: Engine
    templates: Templates

    def composing(self, compose: Compose) -> "Composer":
        """Give one that finds lines in this way, whatever the layout says."""
        return replace(self, layout=replace(self.layout, compose=compose))

    def set(
        self, article: Article, refits: Sequence[Refit] = ()
    ) -> tuple[Galley, SetGalley]:
        """Set a story in as many lines as are best, with some in another number.

        Only in a story set as is best is it found out which paragraphs are loose.
        Raises TypesetError.
        """
        lines = {refit.block: refit.lines for refit in refits}
        fitting = self._fitting(article, lines)
        sheets, made = self._composed(article, fitting)
        galley = Galley(
            slug=article.slug,
            grid=self.layout.measures[article.form],
            lines=_lines(made.lines),
            words=article.word_count,
            compose=self.layout.compose,
            refits=tuple(refits),
            loose=tuple(_loose(made.lines, sheets.fitted)),
        )
        return galley, made

    def _fitting(self, article: Article, lines: Mapping[int, int]) -> Fitting:
        if self.layout.compose == Compose.PLAIN:
            return PLAIN
        return Fitting(fittable(article), lines, is_asked=not lines)

    def _composed(self, article: Article, fitting: Fitting) -> tuple[Sheets, SetGalley]:
        """Lay one story out on an endless page as wide as its column."""
        layout = self.layout
        where = f"issue {article.issue_number}, story {article.slug}"
        initial = _initial(article, layout, self.engine)

        def copy_with(fitted: Fitting) -> Copy:
            html = self.templates.fill(
                f"{layout.name}/galley.html",
                article=article,
                grid=layout.measures[article.form],
                initial=initial,
                fitted=fitted,
            )
            return Copy(html, article.slug, layout.leading_pt, where)

        return set_composed(copy_with, fitting, self.engine, self.templates)


def set_galleys(
    articles: Sequence[Article],
    layout: Layout,
    engine: Engine,
    templates: Templates,
    tell_set: Callable[[int], None] = lambda _: None,
) -> GalleySet:
    """Set the articles one by one; a story that fails is named by TypesetError.

    After each, ``tell_set`` is told how many are set.
    """
    composer = Composer(layout, engine, templates)
    made = {}
    for count, article in enumerate(articles, start=1):
        made[article.slug] = composer.set(article)
        tell_set(count)
    return GalleySet(
        {slug: galley for slug, (galley, _) in made.items()},
        {slug: boxes for slug, (_, boxes) in made.items()},
    )


def _initial(article: Article, layout: Layout, engine: Engine) -> Initial | None:
    """Give features and columns a large initial, where the first word allows one."""
    letter = opening_letter(article)
    if not letter or article.form not in {Form.FEATURE, Form.COLUMN}:
        return None
    following = article.body[0].text[len(letter) :]
    return make_initial(letter, layout.initial, engine.font_folders, following)


def _loose(lines: Sequence[SetLine], fitted: Mapping[str, Fitted]) -> Iterator[Loose]:
    """Find the paragraphs that could have a line more, or a line less."""
    for name, one in fitted.items():
        if one.can_have:
            first = next(n for n, line in enumerate(lines) if line.name == name)
            yield Loose(int(name), first, one.lines, one.can_have)


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
