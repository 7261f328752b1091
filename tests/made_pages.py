"""Four faultless pages made by hand, for checks that must see what is broken in them.

Page 1, front: ``splash``, which turns to page 3. Page 2: ``alpha`` beside ``beta``,
which has a picture and a pull quote. Page 3: the rest of ``splash``. Page 4, back:
``gamma``. Galleys are as long as their legs, and all their lines say the same.
"""

from collections.abc import Iterator
from dataclasses import replace

from printshop.flatplan import (
    Desk,
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.galley import Galley, Line
from printshop.issue import Article, Block, BlockKind, PullQuote
from printshop.layout import PT_PER_MM
from printshop.pages.frames import Page, Thing
from printshop.pages.proofs import Proofs
from printshop.pages.ruler import Ruler
from printshop.pages.rules import page_rules
from printshop.publication import Publication
from printshop.typesetter import Box, SeenText
from printshop.wording import wording
from tests import desks

QUOTE = "I should not park on it"
WORDS = wording("en-GB")
PAPER = Publication("The Skerrow Packet", "skerrow-packet", "en-GB")
_LINE = "and nobody came to see it"


def made_proofs() -> Proofs:
    """Lay four pages out by hand."""
    plan = Flatplan("tabloid", desks.NUMBER, tuple(_pages()), 4.0)
    articles = [_article(slug) for slug in ("splash", "alpha", "beta", "gamma")]
    issue = desks.issue_of(articles, sections=("News", "Sport"))
    desk = replace(
        desks.desk_of(issue),
        galleys={article.slug: _galley(article.slug, plan) for article in articles},
    )
    return Proofs(
        plan=plan,
        desk=desk,
        publication=PAPER,
        wording=WORDS,
        pages=tuple(_things(page, desk) for page in plan.pages),
        texts=tuple(_texts(plan, desk)),
        framed=_framed(plan, desk),
        boxes=_boxes(plan, desk),
    )


def frame_name(proofs: Proofs, slug: str, column: int) -> str:
    """Name the first leg of a story in one of its columns."""
    return next(
        f"{page.number}.{placement.name}.{number}"
        for page in proofs.plan.pages
        for placement in page.placements
        for number, frame in enumerate(placement.frames)
        if (frame.kind, frame.slug, frame.column) == (FrameKind.LEG, slug, column)
    )


def with_placement(proofs: Proofs, name: str, **fields: object) -> Proofs:
    """Change the first piece of a name."""
    pages = list(proofs.plan.pages)
    for index, page in enumerate(pages):
        for place, piece in enumerate(page.placements):
            if piece.name == name:
                placements = list(page.placements)
                placements[place] = replace(piece, **fields)  # type: ignore[arg-type]
                pages[index] = replace(page, placements=tuple(placements))
                return _planned(proofs, pages)
    raise KeyError(name)


def with_frame(proofs: Proofs, name: str, kind: FrameKind, **fields: object) -> Proofs:
    """Change the first frame of a kind in the first piece of a name."""
    piece = piece_of(proofs, name)
    frames = list(piece.frames)
    place = next(n for n, frame in enumerate(frames) if frame.kind == kind)
    frames[place] = replace(frames[place], **fields)  # type: ignore[arg-type]
    return with_placement(proofs, name, frames=tuple(frames))


def piece_of(proofs: Proofs, name: str) -> Placement:
    """Find the first piece of a name."""
    return next(
        placement
        for page in proofs.plan.pages
        for placement in page.placements
        if placement.name == name
    )


def with_article(proofs: Proofs, slug: str, **fields: object) -> Proofs:
    """Change a story of the issue."""
    articles = tuple(
        replace(a, **fields) if a.slug == slug else a  # type: ignore[arg-type]
        for a in proofs.desk.issue.articles
    )
    issue = replace(proofs.desk.issue, articles=articles)
    return replace(proofs, desk=replace(proofs.desk, issue=issue))


def with_lines(proofs: Proofs, slug: str, at: int, **fields: object) -> Proofs:
    """Change one line of a story's galley."""
    galley = proofs.desk.galleys[slug]
    lines = list(galley.lines)
    lines[at] = replace(lines[at], **fields)  # type: ignore[arg-type]
    galleys = {**proofs.desk.galleys, slug: replace(galley, lines=tuple(lines))}
    return replace(proofs, desk=replace(proofs.desk, galleys=galleys))


def with_framed(proofs: Proofs, name: str, texts: list[str]) -> Proofs:
    """Set other lines in a leg, as many as there are given."""
    leading = proofs.layout.leading_pt
    lines = [(text, (n + 1) * leading) for n, text in enumerate(texts)]
    return replace(proofs, framed={**proofs.framed, name: lines})


def with_thing(proofs: Proofs, page: int, kind: str, **fields: object) -> Proofs:
    """Change the first thing of a kind on a page; ``more`` is added to its own."""
    return _rethought(proofs, page, kind, fields)


def without_thing(proofs: Proofs, page: int, kind: str) -> Proofs:
    """Take the first thing of a kind from a page."""
    return _rethought(proofs, page, kind, None)


def with_new_thing(proofs: Proofs, page: int, *things: Thing) -> Proofs:
    """Put more things on a page."""
    pages = tuple(
        replace(p, things=(*p.things, *things)) if p.number == page else p
        for p in proofs.pages
    )
    return replace(proofs, pages=pages)


def with_text(proofs: Proofs, **fields: object) -> Proofs:
    """Set one more run of text, in the middle of page 2's first leg unless told."""
    text = replace(proofs.texts[0], **fields)  # type: ignore[arg-type]
    return replace(proofs, texts=(*proofs.texts, text))


def with_box(proofs: Proofs, classes: str, box: Box) -> Proofs:
    """Set one more box of a class."""
    boxes = [*proofs.boxes.get(classes, ()), box]
    return replace(proofs, boxes={**proofs.boxes, classes: boxes})


def _planned(proofs: Proofs, pages: list[PagePlan]) -> Proofs:
    return replace(proofs, plan=replace(proofs.plan, pages=tuple(pages)))


def _rethought(
    proofs: Proofs, number: int, kind: str, fields: dict[str, object] | None
) -> Proofs:
    """Change or take away the first thing of a kind on a page."""
    pages = []
    for page in proofs.pages:
        things = list(page.things)
        if page.number == number:
            place = next(n for n, thing in enumerate(things) if thing.kind == kind)
            thing = things.pop(place)
            if fields is not None:
                more = {**thing.more, **dict(fields.get("more", {}))}  # type: ignore[call-overload]
                changed = replace(thing, **{**fields, "more": more})  # type: ignore[arg-type]
                things.insert(place, changed)
        pages.append(replace(page, things=tuple(things)))
    return replace(proofs, pages=tuple(pages))


# ----------------------------------------------------------------------- the plan


def _article(slug: str) -> Article:
    """Write a story; beta says the words of its pull quote."""
    text = f"{_LINE} {QUOTE} {_LINE}"
    fields: dict[str, object] = {
        "section": "Sport" if slug == "gamma" else "News",
        "body": (Block(BlockKind.PARAGRAPH, text, text),),
    }
    if slug == "beta":
        fields["pictures"] = (desks.picture(),)
        fields["pull_quotes"] = (PullQuote(QUOTE),)
    return desks.story(slug, 0, **fields)


def _pages() -> Iterator[PagePlan]:
    """Place the stories."""
    splash = _piece(
        "splash", 0, 19, 6, 73, "h63", ("The wall stands", "on habit alone")
    )
    splash, end = _legs(splash, 14, 0, jumps=True)
    yield PagePlan(1, "front", "News", (replace(splash, continued_on=3),))
    alpha = _piece("alpha", 0, 4, 3, 88, "h42", ("The night boat", "came by day"))
    beta = _piece("beta", 3, 4, 3, 88, "h31", ("A lamp burns", "by the harbour"))
    yield PagePlan(
        2, "inside", "News", (_legs(alpha, 11, 0)[0], _legs(_extras(beta), 36, 0)[0])
    )
    rest = _piece("splash", 0, 4, 6, 88, "h21", ("What habit built",))
    rest = replace(rest, kind=PieceKind.CONTINUATION, continued_from=1)
    yield PagePlan(3, "inside", "News", (_legs(rest, 5, end)[0],))
    gamma = _piece("gamma", 0, 4, 6, 76, "h42", ("The fifty laps", "of winter"))
    gamma = replace(gamma, section="Sport")
    yield PagePlan(4, "back", "Sport", (_legs(gamma, 11, 0)[0],))


def _piece(
    slug: str,
    column: int,
    top: int,
    columns: int,
    lines: int,
    style: str,
    head: tuple[str, ...],
) -> Placement:
    """Place a story with its kicker and headline."""
    size = desks.tabloid().sizes[style]
    frames = (
        Frame(FrameKind.KICKER, 0, 0, columns, 1, text=("Kirk Links",)),
        Frame(FrameKind.HEADLINE, 0, 1, columns, size.lines(len(head)), style, head),
    )
    return Placement(PieceKind.STORY, slug, column, top, columns, lines, frames, "News")


def _extras(piece: Placement) -> Placement:
    """Give a story a picture over its legs, and a pull quote in the middle one."""
    picture = Frame(FrameKind.PICTURE, 0, 9, 3, 24, caption_lines=1)
    quote = Frame(FrameKind.PULL_QUOTE, 1, 56, 1, 8, "quote-1", (f"‘{QUOTE}’",))
    return replace(piece, frames=(*piece.frames, picture, quote))


def _legs(
    piece: Placement, top: int, first: int, *, jumps: bool = False
) -> tuple[Placement, int]:
    """Fill a story's columns from a line on, round its byline and its quote."""
    frames = list(piece.frames)
    quotes = [frame for frame in frames if frame.kind == FrameKind.PULL_QUOTE]
    for column in range(piece.columns):
        begin, end = top, piece.lines
        if column == 0 and piece.kind == PieceKind.STORY:
            frames.append(Frame(FrameKind.BYLINE, 0, top, 1, 3))
            begin += 3
        if jumps and column == piece.columns - 1:
            end -= 1
            frames.append(Frame(FrameKind.JUMP, column, end, 1, 1))
        runs = [(begin, end)]
        for quote in quotes:
            if quote.column == column:
                runs = [(begin, quote.top), (quote.top + quote.lines, end)]
        for start, stop in runs:
            last = first + stop - start
            frames.append(
                Frame(
                    FrameKind.LEG,
                    column,
                    start,
                    1,
                    stop - start,
                    slug=piece.name,
                    first_line=first,
                    end_line=last,
                )
            )
            first = last
    return replace(piece, frames=tuple(frames)), first


def _galley(slug: str, plan: Flatplan) -> Galley:
    """Set a story in one paragraph that is as long as its legs; the quote first."""
    end = max(frame.end_line for _, _, frame in desks.legs_of(plan, slug))
    texts = [QUOTE, *[_LINE] * (end - 1)]
    lines = tuple(
        Line(n, 1, text, "p", is_first=n == 0, is_last=n + 1 == end)
        for n, text in enumerate(texts)
    )
    return Galley(slug, "columns", lines, 5 * end)


# ------------------------------------------------------------- what stands on pages


def _framed(plan: Flatplan, desk: Desk) -> dict[str, list[tuple[str, float]]]:
    """Set the lines of every leg."""
    leading = desk.layout.leading_pt
    return {
        f"{page.number}.{placement.name}.{number}": [
            (line.text, (n + 1) * leading)
            for n, line in enumerate(
                desk.galleys[frame.slug].lines[frame.first_line : frame.end_line]
            )
        ]
        for page in plan.pages
        for placement in page.placements
        for number, frame in enumerate(placement.frames)
        if frame.kind == FrameKind.LEG
    }


def _texts(plan: Flatplan, desk: Desk) -> Iterator[SeenText]:
    """Set the text of every leg, line by line."""
    for page in plan.pages:
        ruler = Ruler(desk.layout, desk.layout.grids[page.grid])
        for placement in page.placements:
            for frame in placement.frames:
                if frame.kind != FrameKind.LEG:
                    continue
                left = ruler.left_mm(placement.column + frame.column) * PT_PER_MM
                for n in range(frame.end_line - frame.first_line):
                    yield SeenText(
                        page.number,
                        left,
                        left + 110,
                        ruler.baseline_pt(placement.top + frame.top + n),
                        desk.layout.body_pt,
                        "#000000",
                        _LINE,
                        frozenset({"leg"}),
                    )


def _boxes(plan: Flatplan, desk: Desk) -> dict[str, list[Box]]:
    """Set the pictures and the rules."""
    boxes: dict[str, list[Box]] = {"at picture": [], "rule": []}
    layout = desk.layout
    for page in plan.pages:
        ruler = Ruler(layout, layout.grids[page.grid])
        first_line = layout.forms[page.form].first_line
        boxes["rule"] += [
            Box(
                page.number,
                thing.left_mm * PT_PER_MM,
                thing.top_pt,
                thing.width_mm * PT_PER_MM,
                thing.height_pt,
            )
            for thing in page_rules(page, ruler, first_line)
        ]
        for placement in page.placements:
            for frame in placement.frames:
                if frame.kind == FrameKind.PICTURE:
                    boxes["at picture"].append(
                        Box(
                            page.number,
                            ruler.left_mm(placement.column) * PT_PER_MM,
                            ruler.cap_pt(placement.top + frame.top),
                            ruler.width_mm(frame.columns) * PT_PER_MM,
                            layout.picture_height_mm(frame.lines) * PT_PER_MM,
                        )
                    )
    return boxes


def _things(page: PagePlan, desk: Desk) -> Page:
    """Put on a page what the checks look at: furniture, rules, red, jump lines."""
    ruler = Ruler(desk.layout, desk.layout.grids[page.grid])
    first_line = desk.layout.forms[page.form].first_line
    things = [*page_rules(page, ruler, first_line), *_furniture(page, desk)]
    for placement in page.placements:
        if placement.continued_on:
            things.append(
                _thing(
                    "jump",
                    (WORDS.turn_to_page(placement.continued_on),),
                    href=f"#story-{placement.name}-{placement.continued_on}",
                )
            )
        text, href = "Kirk Links", ""
        if placement.continued_from:
            text = WORDS.from_page(placement.continued_from)
            href = f"#story-{placement.name}-{placement.continued_from}"
        things.append(_thing("kicker", (text,), href=href))
    is_left = page.number % 2 == 0
    return Page(page.number, page.form, page.section, is_left, tuple(things))


def _furniture(page: PagePlan, desk: Desk) -> Iterator[Thing]:
    """Furnish a page by its form."""
    date = WORDS.long_date(desk.issue.date)
    if page.form == "front":
        number = WORDS.issue(desk.issue.number)
        yield _thing("date-bar", (), date=date, number=number)
        yield _thing("teaser", ("A lamp",), page=2, href="#story-beta")
        entry = (f"The lamp, {WORDS.page(2)}", "#story-beta")
        yield _thing("refer", ("More on this",), entries=(entry,))
        return
    side = "left" if page.number % 2 == 0 else "right"
    folio = _thing(
        "folio",
        (),
        number=page.number,
        section=page.section,
        title=PAPER.title,
        date=date,
    )
    yield replace(folio, style=side)
    if page.form == "back":
        entries = (("News", "1–3", "#page-1"), ("Sport", "4", "#page-4"))
        yield _thing("index", (), entries=entries)


def _thing(kind: str, lines: tuple[str, ...], **more: object) -> Thing:
    return Thing(kind, 0, 0, 1, 1, lines=lines, more=more)
