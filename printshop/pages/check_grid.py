"""Checks 5 and 6: baselines on the grid, pictures between cap height and baseline.

From the design specification (1.1, 1.2): headlines, standfirsts and pull quotes may
stand on the half line. What has a grid of its own is not measured: the nameplate, the
date bar, the folio, and what stands in advertisements.
"""

from collections.abc import Iterator

from printshop.layout import Layout
from printshop.pages.proofs import Fault, Proofs

_OFF_PT = 0.1
_PICTURE_OFF_PT = 0.2
_HALF_LINES = {
    "headline",
    "deck",
    "pull-quote",
    "h15",
    "teaser-headline",
    "columnist-name",
}
_OWN_GRID = {"nameplate", "bar", "folio-line", "house-ad", "ad", "ad-label"}


def check_baselines(proofs: Proofs) -> Iterator[Fault]:
    """Check 5: every baseline is on the grid."""
    layout = proofs.layout
    first_pt = layout.top_margin_mm / 25.4 * 72 + layout.baseline_pt
    told = set()
    for text in proofs.texts:
        if text.classes & _OWN_GRID:
            continue
        step_pt = layout.leading_pt / (2 if text.classes & _HALF_LINES else 1)
        off_pt = _off(text.baseline_pt - first_pt, step_pt)
        place = (text.page, round(text.baseline_pt, 1))
        if abs(off_pt) > _OFF_PT and place not in told:
            told.add(place)
            what = f"“{text.text.strip()}” is {off_pt:+.2f} pt off the grid"
            yield Fault(5, text.page, what)


def check_pictures(proofs: Proofs) -> Iterator[Fault]:
    """Check 6: pictures hang from cap height and stand on a baseline."""
    layout = proofs.layout
    for box in proofs.boxes_of("picture"):
        top_off, foot_off = _picture_offs(layout, box.y_pt, box.y_pt + box.height_pt)
        for edge, off_pt in (("cap height", top_off), ("a baseline", foot_off)):
            if abs(off_pt) > _PICTURE_OFF_PT:
                place_mm = box.y_pt / 72 * 25.4
                at = f"the picture at {place_mm:.0f} mm"
                yield Fault(6, box.page, f"{at} is {off_pt:+.2f} pt off {edge}")


def _picture_offs(layout: Layout, top_pt: float, foot_pt: float) -> tuple[float, float]:
    """Measure a picture's edges from the nearest cap height and baseline."""
    margin_pt = layout.top_margin_mm / 25.4 * 72
    top_off = _off(top_pt - margin_pt - layout.picture_drop_pt, layout.leading_pt)
    foot_off = _off(foot_pt - margin_pt - layout.baseline_pt, layout.leading_pt)
    return top_off, foot_off


def _off(distance_pt: float, step_pt: float) -> float:
    """Measure the distance to the nearest of equal steps."""
    return distance_pt - round(distance_pt / step_pt) * step_pt
