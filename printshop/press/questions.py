"""What a sub-editor would ask about an issue and its plan: findings, not errors.

* ``glyph-001``     a character that no configured font has
* ``picture-010``   a picture that the make-up left out
* ``fact-001``      a fact box that the make-up left out
* ``fact-002``      a fact box that it shortened
* ``quote-001``     a pull quote that it left out
* ``form-001``      a field that a brief or a letter does not show
* ``layout-001``    a rule of a stylesheet that the engine does not understand
* ``page-001``      white lines at the foot of a page
* ``copyfit-001``   a story, or lines of it, for which no page had room
* ``copyfit-002``   a story that is too short for its space
* ``copyfit-003``   a story that must run and does not
* ``copyfit-004``   a story held over that may be held

What it asks about advertisements stands in ``ad_questions``, and about wishes for
pages and widths in ``wish_questions``.
"""

from collections.abc import Iterator, Sequence

from printshop.findings import Finding, Severity
from printshop.flatplan import Flatplan, FrameKind
from printshop.flatplan.copyfit import Status, StoryFit
from printshop.issue import Article, Form, Issue
from printshop.layout import Layout
from printshop.press.ad_questions import ad_questions
from printshop.press.shop import Shop
from printshop.press.wish_questions import wish_questions
from printshop.typesetter import missing_characters

_WHITE_LINES = 2
"""A hole that nobody sees."""


def issue_questions(issue: Issue, shop: Shop) -> Iterator[Finding]:
    """Ask about every story of an issue."""
    for article in issue.articles:
        yield from article_questions(article, shop)


def article_questions(article: Article, shop: Shop) -> Iterator[Finding]:
    """Ask whether all characters of a story are in the fonts."""
    missing = missing_characters(_all_text(article), shop.font_folders)
    if missing:
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in missing)
        yield Finding(
            "glyph-001",
            Severity.FAIL,
            f"issue {article.issue_number}, story {article.slug}",
            f"no font has {named}",
            "put a font that has it into fonts/, or write it another way",
        )


def _all_text(article: Article) -> str:
    """Join everything of a story that is printed."""
    parts = [
        *(article.headline, article.short_headline, article.kicker, article.standfirst),
        *(block.text for block in article.body),
        *(f"{b.name}{b.role}{b.place}" for b in article.bylines),
        *(f"{p.lead_in}{p.caption}{p.credit}" for p in article.pictures),
        *(f"{quote.text}{quote.attribution}" for quote in article.pull_quotes),
    ]
    for box in article.fact_boxes:
        parts += [box.title, box.source, *(f"{r.figure}{r.text}" for r in box.rows)]
    return "".join(parts)


def plan_questions(plan: Flatplan, issue: Issue, layout: Layout) -> Iterator[Finding]:
    """Ask about what the make-up left out, and about white at the foot of pages."""
    for page in plan.pages:
        form = layout.forms[page.form]
        end = max((p.top + p.lines for p in page.placements), default=form.first_line)
        white = layout.lines - form.foot_lines - end
        if white > _WHITE_LINES:
            yield Finding(
                "page-001",
                Severity.WARNING,
                f"issue {issue.number}, page {page.number}",
                f"{white} lines are left white at its foot",
                "give the issue more copy, or the paper a house advertisement",
            )
    yield from ad_questions(plan, issue, layout)
    yield from wish_questions(plan, issue)
    yield from _shown_questions(plan, issue)


def _shown_questions(plan: Flatplan, issue: Issue) -> Iterator[Finding]:
    """Ask about what of a story is not on the pages that it stands on."""
    shown: dict[str, set[tuple[FrameKind, int, str]]] = {}
    for page in plan.pages:
        for placement in page.placements:
            for frame in placement.frames:
                shown.setdefault(placement.name, set()).add(
                    (frame.kind, frame.index, frame.style)
                )
    for article in issue.articles:
        if article.slug not in shown and not any(plan.pages_of(article.slug)):
            continue  # it stands nowhere: copyfit says so
        where = f"issue {issue.number}, story {article.slug}"
        styles = {style for kind, _, style in shown.get(article.slug, set())}
        if "short" in styles:
            yield Finding(
                "fact-002",
                Severity.NOTE,
                where,
                "the optional rows of its fact box were left out",
                "shorten the story or the box, to have them printed",
            )
        seen = {(kind, index) for kind, index, _ in shown.get(article.slug, set())}
        yield from _left_out(article, seen, where)


def copyfit_questions(fits: Sequence[StoryFit], issue: Issue) -> Iterator[Finding]:
    """Ask about every story that is over or under."""
    for fit in fits:
        where = f"issue {issue.number}, story {fit.slug}"
        if fit.status == Status.OVER:
            yield _over(fit, issue.article(fit.slug), where)
        elif fit.status == Status.UNDER:
            yield Finding(
                "copyfit-002",
                Severity.WARNING,
                where,
                f"it is {fit.told} ({fit.where})",
                fit.advice,
            )


def _over(fit: StoryFit, article: Article, where: str) -> Finding:
    """Say that a story does not stand in the paper, and how much that matters."""
    is_whole = not fit.placements
    told = f"it is {fit.told}: " + (
        "no page had room for it" if is_whole else "they stand on no page"
    )
    if article.must_run:
        return Finding("copyfit-003", Severity.FAIL, where, told, fit.advice)
    if article.may_hold and is_whole:
        return Finding("copyfit-004", Severity.NOTE, where, told, fit.advice)
    return Finding("copyfit-001", Severity.WARNING, where, told, fit.advice)


def layout_questions(layout: str, warnings: Sequence[str]) -> Iterator[Finding]:
    """Ask about rules of the stylesheets that the engine does not understand."""
    for warning in dict.fromkeys(warnings):
        yield Finding(
            "layout-001",
            Severity.WARNING,
            f"layout {layout}",
            warning,
            "look the rule up in the layout's stylesheets",
        )


def _left_out(
    article: Article, seen: set[tuple[FrameKind, int]], where: str
) -> Iterator[Finding]:
    for number, picture in enumerate(article.pictures):
        is_shown = (FrameKind.PICTURE, number) in seen
        if not is_shown and picture is not article.head_shot:
            yield Finding(
                "picture-010",
                Severity.NOTE,
                f"{where}, picture {picture.name}",
                "the make-up had no room for this picture",
                "shorten the story, or rank it higher",
            )
    for number, box in enumerate(article.fact_boxes):
        if (FrameKind.FACT_BOX, number) not in seen:
            yield Finding(
                "fact-001",
                Severity.WARNING,
                where,
                f"the make-up had no room for the fact box “{box.title}”",
                "shorten the story or the box, or rank it higher",
            )
    yield from _not_shown(article, seen, where)


def _not_shown(
    article: Article, seen: set[tuple[FrameKind, int]], where: str
) -> Iterator[Finding]:
    """Ask about small things that a page does without."""
    for number, quote in enumerate(article.pull_quotes):
        if (FrameKind.PULL_QUOTE, number) not in seen:
            yield Finding(
                "quote-001",
                Severity.NOTE,
                where,
                f"the make-up had no room for the pull quote “{quote.text}”",
                "nothing: the words stand in the story",
            )
    if article.form in {Form.BRIEF, Form.LETTER}:
        unused = _unused_by_packs(article)
        if unused:
            yield Finding(
                "form-001",
                Severity.NOTE,
                where,
                f"a {article.form.value} is printed without its {unused}",
                "give it another form, to have that printed",
            )


def _unused_by_packs(article: Article) -> str:
    """Name the first thing that a brief or a letter has and does not show."""
    byline = article.bylines if article.form == Form.BRIEF else ()
    given = {
        "standfirst": article.standfirst,
        "kicker": article.kicker,
        "byline": byline,
    }
    return next((name for name, value in given.items() if value), "")
