"""The other half of check 9, and checks 17 and 18: rules, boxes, and text near them.

From the design specification (1.2, 3, 4, 10): text keeps half a line from rules and
boxes, the rule's own weight counted with it; nothing is thinner than 0.25 pt;
reversed type is 10 pt at least, and h63 over a picture; a story's rule lies over it
where the layout says and is as wide; a vertical rule begins and ends with text.
"""

from collections.abc import Iterator

from printshop.flatplan import PagePlan, PieceKind, Placement
from printshop.layout import PT_PER_MM, Layout
from printshop.pages.frames import Page, Thing
from printshop.pages.proofs import Fault, Proofs
from printshop.pages.ruler import Ruler
from printshop.typesetter import Box, SeenText

_CAP_EM = 0.68
_THINNEST_PT = 0.25
_SMALLEST_REVERSED_PT = 10.0
_SMALLEST_OVER_PICTURE_PT = 60.0
_LIGHT = 0xC0
_RULE_SHARE = 0.5
_WEIGHT_SLACK_PT = 0.7
"""A rule's own weight, and the tenth of a point that arithmetic may lose."""

_OFF_PT = 0.5
_WIDEST_VERTICAL_MM = 1.0
_ADVERTISING = {PieceKind.ADVERTISEMENT, PieceKind.HOUSE_AD}
_BOXES = ("fact-box", "house-ad", "date-bar")


def check_nearness(proofs: Proofs) -> Iterator[Fault]:
    """Check 9, its second half: no text nearer than half a line to a rule or box."""
    least_pt = _RULE_SHARE * proofs.layout.leading_pt - _WEIGHT_SLACK_PT
    edges = [("rule", box) for box in proofs.boxes_of("rule")]
    edges += [(kind, box) for kind in _BOXES for box in proofs.boxes_of(kind)]
    for kind, box in edges:
        near = [
            text
            for text in proofs.texts
            if text.page == box.page and _gap(text, box) < least_pt
            if not (kind != "rule" and _is_within(text, box))
        ]
        if near:
            nearest = min(near, key=lambda text: _gap(text, box))
            what = (
                f"“{nearest.text.strip()}” is {_gap(nearest, box):.1f} pt from the "
                f"{kind} at {box.y_pt / PT_PER_MM:.0f} mm"
            )
            yield Fault(9, box.page, what)


def _gap(text: SeenText, box: Box) -> float:
    """Measure the white between a text's letters and a box, the shorter way."""
    top_pt = text.baseline_pt - _CAP_EM * text.size_pt
    down = max(top_pt - box.y_pt - box.height_pt, box.y_pt - text.baseline_pt)
    beside = max(text.left_pt - box.x_pt - box.width_pt, box.x_pt - text.right_pt)
    return max(down, beside)


def _is_within(text: SeenText, box: Box) -> bool:
    """Tell whether a text stands inside a box."""
    return (
        box.x_pt <= text.left_pt
        and text.right_pt <= box.x_pt + box.width_pt
        and box.y_pt <= text.baseline_pt <= box.y_pt + box.height_pt
    )


def check_print(proofs: Proofs) -> Iterator[Fault]:
    """Check 17: rules and reversed type that print; no text on a picture."""
    for box in proofs.boxes_of("rule"):
        weight_pt = min(box.width_pt, box.height_pt)
        if weight_pt < _THINNEST_PT - 0.001:
            yield Fault(17, box.page, f"a rule of {weight_pt:.2f} pt")
    pictures = list(proofs.boxes_of("picture"))
    for text in proofs.texts:
        words = text.text.strip()
        is_small = text.size_pt < _SMALLEST_REVERSED_PT - 0.01
        if _is_light(text.colour) and is_small and "ghost" not in text.classes:
            yield Fault(17, text.page, f"“{words}” is reversed at {text.size_pt:g} pt")
        is_over = any(
            box.page == text.page and _is_within(text, box) for box in pictures
        )
        if is_over and text.size_pt < _SMALLEST_OVER_PICTURE_PT:
            yield Fault(17, text.page, f"“{words}” stands on a picture")


def _is_light(colour: str) -> bool:
    return all(int(colour[n : n + 2], 16) >= _LIGHT for n in (1, 3, 5))


def check_rules(proofs: Proofs) -> Iterator[Fault]:
    """Check 18: story rules as wide as stories, vertical ones as long as the text."""
    pages = {page.number: page for page in proofs.pages}
    for plan in proofs.plan.pages:
        ruler = proofs.ruler(plan)
        page = pages[plan.number]
        first_line = proofs.layout.forms[plan.form].first_line
        for placement in plan.placements:
            is_ruled = placement.kind not in _ADVERTISING and placement.top > first_line
            if is_ruled and not _has_rule(placement, page, ruler):
                what = f"no rule as wide as {placement.name} lies over it"
                yield Fault(18, plan.number, what)
        for what in _verticals(proofs, plan, page):
            yield Fault(18, plan.number, what)


def _has_rule(placement: Placement, page: Page, ruler: Ruler) -> bool:
    """Tell whether a story's own rule lies over it."""
    top_pt = ruler.top_pt(placement.top - ruler.layout.rules.above_lines)
    left_mm = ruler.left_mm(placement.column)
    width_mm = ruler.width_mm(placement.columns)
    return any(
        thing.kind == "rule"
        and abs(thing.top_pt - top_pt) < _OFF_PT
        and abs(thing.left_mm - left_mm) * PT_PER_MM < _OFF_PT
        and abs(thing.width_mm - width_mm) * PT_PER_MM < _OFF_PT
        for thing in page.things
    )


def _verticals(proofs: Proofs, plan: PagePlan, page: Page) -> Iterator[str]:
    """Look at both ends of every vertical rule."""
    grid = proofs.layout.grids[plan.grid]
    things = [box for box in proofs.boxes_of("picture") if box.page == plan.number]
    texts = [text for text in proofs.texts if text.page == plan.number]
    for rule in page.things:
        if rule.kind != "rule" or rule.width_mm > _WIDEST_VERTICAL_MM:
            continue
        reach_pt = (grid.column_mm + grid.gutter_mm) * PT_PER_MM
        ends = [
            text.baseline_pt for text in texts if _is_beside(text, rule, reach_pt)
        ] + [
            box.y_pt + box.height_pt
            for box in things
            if _is_picture_beside(box, rule, reach_pt)
        ]
        end_pt = rule.top_pt + rule.height_pt
        where = f"the vertical rule at {rule.left_mm:.0f} mm, {_place(rule)}"
        if not _is_on_grid(proofs.layout, rule):
            yield f"{where} does not go from cap height to a baseline"
        if not any(abs(end - end_pt) < 2 * proofs.layout.leading_pt for end in ends):
            yield f"{where} goes on where no text stands beside it"


def _is_on_grid(layout: Layout, rule: Thing) -> bool:
    """Tell whether a rule goes from a line's cap height to another's baseline."""
    margin_pt = layout.top_margin_mm * PT_PER_MM
    top = (rule.top_pt - margin_pt - layout.picture_drop_pt) / layout.leading_pt
    foot_pt = rule.top_pt + rule.height_pt - margin_pt - layout.baseline_pt
    foot = foot_pt / layout.leading_pt
    slack = _OFF_PT / layout.leading_pt
    return abs(top - round(top)) < slack and abs(foot - round(foot)) < slack


def _is_beside(text: SeenText, rule: Thing, reach_pt: float) -> bool:
    """Tell whether a text stands in the column left or right of a rule."""
    x_pt = rule.left_mm * PT_PER_MM
    return text.left_pt < x_pt + reach_pt and text.right_pt > x_pt - reach_pt


def _is_picture_beside(box: Box, rule: Thing, reach_pt: float) -> bool:
    x_pt = rule.left_mm * PT_PER_MM
    return box.x_pt < x_pt + reach_pt and box.x_pt + box.width_pt > x_pt - reach_pt


def _place(rule: Thing) -> str:
    """Say from where to where a rule goes."""
    top_mm = rule.top_pt / PT_PER_MM
    return f"{top_mm:.0f} to {top_mm + rule.height_pt / PT_PER_MM:.0f} mm"
