"""Advertisements as they come out of the press: whole, sharp, labelled, described."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from printshop.findings import Severity
from printshop.flatplan import Flatplan, PagePlan, PieceKind, Placement, plan_issue
from printshop.flatplan.sold_space import stand
from printshop.issue import AdSize, Advertisement
from printshop.pictures.page_picture import draw_page
from printshop.press.ad_questions import ad_questions
from printshop.press.newspaper import set_newspaper
from printshop.press.shop import open_shop
from printshop.sources import read_issue
from tests.advertisers import ad_pdf
from tests.desks import (
    advertisement,
    desk_of,
    issue_of,
    legs_of,
    picture,
    story,
    tabloid,
)
from tests.newsroom import Newsroom, Printed, bare_newsroom, once, print_all, prose

MM_PER_PT = 25.4 / 72
SLOPE_ALT = "A slope from dark to light, at half price"
CORNERS_ALT = "Four corners, no two alike"
ADS = f"""
[[ads]]
name = "Corners"
file = "corners.pdf"
alt = "{CORNERS_ALT}"
size = "quarter"
page = 2

[[ads]]
name = "Slope"
file = "slope.png"
alt = "{SLOPE_ALT}"
columns = 2
height_mm = 90
page = 3

[[ads]]
name = "Strip"
file = "strip.pdf"
alt = "A strip"
size = "strip"
page = 3
"""
QUARTER_MM = (131, tabloid().picture_height_mm(43))
STRIP_MM = (266, tabloid().picture_height_mm(15))


def make(folder: Path) -> None:
    newsroom = bare_newsroom(folder / "paper")
    newsroom.issue("7", more=ADS)
    newsroom.picture("issues/7/pictures/slope.png", (1016, 900))
    newsroom.write(
        {
            "issues/7/pictures/corners.pdf": ad_pdf(*QUARTER_MM),
            "issues/7/pictures/strip.pdf": ad_pdf(*STRIP_MM),
        }
    )
    for number in range(6):
        body = prose(f"berth {number}", 420)
        form = "feature" if number == 5 else "news"
        newsroom.story(f"7/berth-{number}", body, rank=2 + number, form=form)
    print_all(newsroom, folder / "output", "7", "--edition", "reader")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = once(tmp_path_factory, "advertising", make)
    return Printed(Newsroom(folder / "paper"), folder / "output")


@pytest.fixture(scope="module")
def paper(printed: Printed) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(printed.file("reader")) as document:
        yield document


def shown_on(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """List where the pictures of a page stand: left, foot, right, top, in points."""
    pictures = page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=8)
    return [each.get_bounds() for each in pictures]


def seen(page: pypdfium2.PdfPage, at: tuple[float, ...], width_px: int) -> np.ndarray:
    """Draw what a reader sees at a place of a page."""
    wide, high = page.get_size()
    left, foot, right, top = at
    crop = (left, foot, wide - right, high - top)
    drawn = page.render(scale=width_px / (right - left), crop=crop).to_pil()
    return pixels(drawn, width_px)


def pixels(image: Image.Image, width_px: int) -> np.ndarray:
    size = (width_px, width_px // 2)
    return np.asarray(image.convert("RGB").resize(size)).astype(int)


@pytest.mark.parametrize(
    ("number", "file", "size"),
    [(2, "corners.pdf", QUARTER_MM), (3, "strip.pdf", STRIP_MM)],
)
def test_the_pixels_of_an_ads_pdf_are_on_its_page(printed, paper, number, file, size):
    data = (printed.newsroom.root / "issues/7/pictures" / file).read_bytes()
    wanted = pixels(draw_page(data, 800), 400)
    page = paper[number - 1]
    widths_mm = [(right - left) * MM_PER_PT for left, _, right, _ in shown_on(page)]
    (at,) = (
        place
        for place, wide in zip(shown_on(page), widths_mm, strict=True)
        if wide == pytest.approx(size[0], abs=0.1)
    )

    assert (at[3] - at[1]) * MM_PER_PT == pytest.approx(size[1], abs=0.1)
    assert np.abs(seen(page, at, 400) - wanted).mean() < 3


def test_a_picture_that_is_an_ad_is_neither_cut_nor_stretched(printed, paper):
    page = paper[2]
    (at,) = (at for at in shown_on(page) if at[2] - at[0] < 86.5 / MM_PER_PT)
    file = printed.newsroom.root / "issues/7/pictures/slope.png"
    with Image.open(file) as image:
        wanted = pixels(image, 400)
        proportion = image.width / image.height

    assert (at[2] - at[0]) / (at[3] - at[1]) == pytest.approx(proportion, rel=0.001)
    assert np.abs(seen(page, at, 400) - wanted).mean() < 3


def test_every_ad_has_its_own_label_above_it(paper):
    for page, count in ((paper[1], 1), (paper[2], 2)):
        text = page.get_textpage()
        searcher = text.search("ADVERTISEMENT")
        labels = []
        while hit := searcher.get_next():
            labels.append(text.get_charbox(hit[0]))
        assert len(labels) == count
        for left, foot, _, _ in labels:
            below = [
                at for at in shown_on(page) if at[3] < foot and abs(at[0] - left) < 2
            ]
            highest = max(top for _, _, _, top in below)
            # close to it, though the slope is not as high as its space
            assert 0 < foot - highest < 5


def test_every_ad_is_described_for_those_who_cannot_see_it(printed):
    shop = open_shop(printed.newsroom.root)
    sheets = set_newspaper(shop, read_issue(shop.workspace, "7")).sheets()
    with pikepdf.open(io.BytesIO(sheets.pdf(is_tagged=True))) as pdf:
        told = {
            str(each.Alt)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        }

    assert {SLOPE_ALT, CORNERS_ALT, "A strip"} <= told


def test_only_the_ad_whose_proportions_differ_raises_a_question(printed):
    (receipt,) = printed.receipts
    asked = [each for each in receipt["findings"] if each["code"].startswith("ad-")]

    (finding,) = asked
    assert finding["code"] == "ad-005"
    assert finding["where"] == "issue 7, ad Slope, picture slope.png"
    assert "1,016 by 900 pixels" in finding["message"]
    assert "the space sold 86.0 by 90.0 mm" in finding["message"]


# ------------------------------------------------------------------ findings


def plan_of(*pages: int) -> Flatplan:
    """Place advertisements on pages, one after another."""
    sold = PieceKind.ADVERTISEMENT
    plans = tuple(
        PagePlan(page, "inside", "", (Placement(sold, f"ad {n}", 0, 9, 3, 30),))
        for n, page in enumerate(pages)
    )
    return Flatplan("tabloid", "2566", plans, 1.0)


def asked(ad: Advertisement, *pages: int) -> list[tuple[str, Severity, str]]:
    issue = issue_of([], ads=[ad])
    found = list(ad_questions(plan_of(*pages), issue, tabloid()))
    assert all(finding.hint for finding in found)
    return [(one.code, one.severity, one.message) for one in found]


def sold(width_px: int, height_px: int, *, is_vector: bool = False) -> Advertisement:
    shown = picture(width_px, height_px, is_vector=is_vector)
    return Advertisement("Lorne", shown, 3, 100, 5)


def test_an_ad_in_its_place_and_size_raises_no_question():
    assert asked(sold(1548, 1181), 5) == []
    assert asked(sold(13_100, 10_000, is_vector=True), 5) == []


def test_an_ad_that_stands_elsewhere_than_it_was_booked_is_told():
    ((code, severity, message),) = asked(sold(1548, 1181), 6)

    assert (code, severity) == ("ad-003", Severity.WARNING)
    assert message == "it was booked for page 5 and stands on 6"


@pytest.mark.parametrize(
    ("width", "told"),
    [(13_360, False), (13_370, True), (12_850, False), (12_830, True)],
)
def test_up_to_two_per_cent_nobody_sees_that_proportions_differ(width, told):
    assert bool(asked(sold(width, 10_000, is_vector=True), 5)) == told


def test_other_proportions_are_told_with_both_sizes():
    ((code, severity, message),) = asked(sold(56_693, 56_693, is_vector=True), 5)

    assert (code, severity) == ("ad-005", Severity.WARNING)
    assert message == (
        "it is 200.0 by 200.0 mm, and the space sold 131.0 by 100.0 mm: it is printed "
        "100.0 by 100.0 mm"
    )


@pytest.mark.parametrize(("width_px", "told"), [(774, False), (773, True)])
def test_fewer_than_150_pixels_an_inch_are_told(width_px, told):
    found = asked(sold(width_px, round(width_px / 1.31)), 5)

    assert [code for code, _, _ in found] == (["ad-006"] if told else [])
    if told:
        assert "printed 131.0 by 100.0 mm: 150 pixels an inch" in found[0][2]


def test_an_ad_that_no_page_takes_is_told():
    ((code, severity, _),) = asked(sold(1548, 1181))

    assert (code, severity) == ("ad-007", Severity.FAIL)


# ------------------------------------------------------------------ the law

COPY = [(), (90, 60), (700, 300, 200, 150), (1500, 900, 30, 400, 250, 80)]


def test_an_ad_keeps_its_page_and_its_rectangle_whatever_the_stories():
    ads = [
        advertisement(3, 100, 2),
        Advertisement("Strip", picture(is_vector=True), page=3, size=AdSize.STRIP),
        Advertisement("Half", picture(is_vector=True), size=AdSize.QUARTER),
    ]
    stands = set()
    for lengths in COPY:
        stories = [story(f"s-{n}", words) for n, words in enumerate(lengths)]
        desk = desk_of(issue_of(stories, ads=ads, pages=4))
        plan = plan_issue(desk, 2)
        assert all(legs_of(plan, one.slug) for one in stories)
        places = {
            (page.number, one.name, one.columns, one.lines)
            for page in plan.pages
            for one in page.placements
            if one.kind == PieceKind.ADVERTISEMENT
        }
        assert len(places) == len(ads)
        stands.add(frozenset(places))

    grid = tabloid().grids["columns"]
    assert stands == {
        frozenset(
            (page, f"ad {n}", *stand(ad, grid, tabloid()))
            for n, (page, ad) in enumerate(zip((2, 3, 3), ads, strict=True))
        )
    }
