"""Checks 11, 15, 19 and 20: bylines and captions, red, pull quotes, codes.

From the design specification (3, 5, 7): red in fewer than six places of a page, of
which the skyline is one, and one solid block; a pull quote at least four lines from
its leg's head and foot and never after the story's end; modules of a QR code 0.7 mm
at least; nothing on a barcode's white.
"""

from collections.abc import Iterator

from printshop.flatplan import Frame, FrameKind, PagePlan, PieceKind, Placement
from printshop.issue import Article, Form
from printshop.pages.cover import piece_runs
from printshop.pages.frames import Page
from printshop.pages.proofread import copy_of, letters_of
from printshop.pages.proofs import Fault, Proofs, frames_of, stories_on
from printshop.typesetter import Box, SeenText

_MOST_RED = 5
_SMALLEST_RED_PT = 10.0
_QUOTE_MARGIN = 4
_QUOTE_APART = 4
"""Lines between a pull quote and the same words in its own column."""

_LEAST_MODULE_MM = 0.7
_COLOURED = 0x20


def check_credits(proofs: Proofs) -> Iterator[Fault]:
    """Check 11: every story has a byline or is a brief, every picture its words."""
    for page in proofs.plan.pages:
        for placement in stories_on(page):
            article = proofs.desk.issue.article(placement.name)
            for what in (*_byline(placement, article), *_pictures(placement, article)):
                yield Fault(11, page.number, f"{article.slug}: {what}")


def _byline(placement: Placement, article: Article) -> Iterator[str]:
    """Ask for the byline where a story begins; a leading article has none."""
    is_start = placement.kind == PieceKind.STORY and article.form != Form.LEADER
    if is_start and not frames_of(placement, FrameKind.BYLINE):
        yield "it has no byline"


def _pictures(placement: Placement, article: Article) -> Iterator[str]:
    for frame in frames_of(placement, FrameKind.PICTURE):
        picture = article.pictures[frame.index]
        if not picture.caption or not frame.caption_lines:
            yield f"the picture {picture.name} has no caption"
        if not picture.credit:
            yield f"the picture {picture.name} has no credit"


def check_red(proofs: Proofs) -> Iterator[Fault]:
    """Check 15: fewer than six red places, one solid block, nothing under 10 pt."""
    for page in proofs.pages:
        solid = _count(page, {"date-bar"}) + sum(
            thing.kind == "house-ad" and thing.style == "red" for thing in page.things
        )
        initials = sum(box.page == page.number for box in proofs.boxes_of("initial"))
        places = (
            solid
            + initials
            + _count(page, {"kicker", "red-rule", "refer"})
            + bool(_count(page, {"teaser"}))
        )
        if places > _MOST_RED:
            yield Fault(15, page.number, f"{places} places are red")
        if solid > 1:
            yield Fault(15, page.number, f"{solid} solid red blocks")
    for text in proofs.texts:
        if _is_coloured(text.colour) and text.size_pt < _SMALLEST_RED_PT - 0.01:
            what = f"“{text.text.strip()}” is red at {text.size_pt:g} pt"
            yield Fault(15, text.page, what)


def _count(page: Page, kinds: set[str]) -> int:
    return sum(thing.kind in kinds for thing in page.things)


def _is_coloured(colour: str) -> bool:
    channels = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return max(channels) - min(channels) >= _COLOURED


def check_quotes(proofs: Proofs) -> Iterator[Fault]:
    """Check 19: pull quotes word for word, inside their leg, away from their words."""
    for page in proofs.plan.pages:
        for placement in stories_on(page):
            for frame in frames_of(placement, FrameKind.PULL_QUOTE):
                for what in _quote(proofs, page, placement, frame):
                    yield Fault(19, page.number, f"{placement.name}: {what}")


def _quote(
    proofs: Proofs, page: PagePlan, placement: Placement, frame: Frame
) -> Iterator[str]:
    """Judge one pull quote: its words, and its place in the leg."""
    article = proofs.desk.issue.article(placement.name)
    words = letters_of(" ".join(frame.text))
    shown = " ".join(frame.text)
    if words not in letters_of(copy_of(article)):
        yield f"the story has no words {shown}"
    runs = [
        run
        for column in range(frame.column, frame.column + frame.columns)
        for run in _text_round(proofs, page, placement, frame, column)
    ]
    for lines, where in runs:
        if lines < _QUOTE_MARGIN:
            yield f"only {lines} lines of its leg stand {where} the pull quote"
    if _is_beside_its_words(proofs, placement, frame, words):
        yield f"{shown} stands beside the same words"


def _text_round(
    proofs: Proofs, page: PagePlan, placement: Placement, quote: Frame, column: int
) -> tuple[tuple[int, str], tuple[int, str]]:
    """Count the lines of text right over and right under a quote in a column."""
    over = under = 0
    top = placement.top + quote.top
    for run in piece_runs(page, placement, column, proofs.filled()):
        if run.frame is None or run.frame.kind != FrameKind.LEG:
            continue
        if run.top < top and _touches(run.end, top):
            over = run.end - run.top
        elif run.top > top and _touches(top + quote.lines, run.top):
            under = run.end - run.top
    return (over, "over"), (under, "under")


def _touches(end: int, top: int) -> bool:
    """Tell whether two things in a leg follow each other."""
    return top - end <= 2


def _is_beside_its_words(
    proofs: Proofs, placement: Placement, quote: Frame, words: str
) -> bool:
    """Tell whether the quoted lines stand at the quote, in its column or the next."""
    lines = proofs.desk.galleys[placement.name].lines
    start = "".join(letters_of(line.text) for line in lines).find(words)
    if start < 0:
        return False
    position = 0
    for number, line in enumerate(lines):
        position += len(letters_of(line.text))
        if position > start:
            return _is_near(proofs, placement, quote, number)
    return False


def _is_near(proofs: Proofs, placement: Placement, quote: Frame, number: int) -> bool:
    """Tell whether a galley line stands at a quote."""
    lines = proofs.desk.galleys[placement.name].lines
    for leg in frames_of(placement, FrameKind.LEG):
        if leg.first_line <= number < leg.end_line:
            at = leg.top + lines[number].top - lines[leg.first_line].top
            columns = abs(leg.column - quote.column)
            apart = _QUOTE_APART if columns == 0 else 0
            is_level = quote.top - apart <= at < quote.top + quote.lines + apart
            return columns <= 1 and is_level
    return False


def check_codes(proofs: Proofs) -> Iterator[Fault]:
    """Check 20: the QR code can be read, and nothing stands on a code's white."""
    for page, thing in proofs.things("house-ad"):
        code = thing.more.get("qr")
        code_mm = proofs.layout.furniture.house_ad.code_mm
        if code is not None and code_mm / code.modules < _LEAST_MODULE_MM:
            module_mm = code_mm / code.modules
            what = f"a module of the QR code is only {module_mm:.2f} mm"
            yield Fault(20, page.number, what)
    for name in ("qr", "barcode"):
        for box in proofs.boxes_of(name):
            for text in proofs.texts:
                if text.page == box.page and _overlaps(text, box):
                    what = f"“{text.text.strip()}” stands on the white of the {name}"
                    yield Fault(20, box.page, what)


def _overlaps(text: SeenText, box: Box) -> bool:
    return (
        text.left_pt < box.x_pt + box.width_pt
        and text.right_pt > box.x_pt
        and text.baseline_pt - 0.68 * text.size_pt < box.y_pt + box.height_pt
        and text.baseline_pt > box.y_pt
    )
