"""All that stands round the stories is on the grid, whatever a layout's numbers."""

import shutil

import pypdfium2
import pytest

from printshop.layout import PT_PER_MM
from printshop.pages.check_grid import check_baselines, check_pictures
from printshop.pages.frames import Page, Thing
from printshop.pages.proofs import Proofs
from printshop.press.newspaper import set_newspaper
from printshop.press.shop import open_shop
from printshop.sources import read_issue
from tests.desks import picture
from tests.newsroom import Newsroom, small_newsroom
from tests.test_layouts import OWN, changed

_ITS_OWN = {"motto"}
"""Of the magazine, whose designer has put it where he wants it."""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A small issue with every kind of furniture in it."""
    made = small_newsroom(tmp_path_factory.mktemp("furniture"))
    made.picture("pictures/ada.png", (400, 440))
    shutil.copytree(OWN, made.root / "layouts")
    return made


def proofs_in(newsroom: Newsroom, layout: str) -> Proofs:
    shop = open_shop(newsroom.root, layout)
    newspaper = set_newspaper(shop, read_issue(shop.workspace, "7"))
    return newspaper.proofs(newspaper.sheets())


def off_grid(proofs: Proofs) -> list[str]:
    own = [text.text.strip() for text in proofs.texts if text.classes & _ITS_OWN]
    faults = (*check_baselines(proofs), *check_pictures(proofs))
    return [
        fault.what for fault in faults if not any(words in fault.what for words in own)
    ]


@pytest.mark.parametrize("name", ["berliner", "a4", "magazine"])
def test_every_line_of_every_layout_is_on_its_grid(
    newsroom: Newsroom, name: str
) -> None:
    assert off_grid(proofs_in(newsroom, name)) == []


def test_the_tabloid_s_furniture_is_all_there_and_on_the_grid(
    newsroom: Newsroom,
) -> None:
    proofs = proofs_in(newsroom, "tabloid")
    kinds = {thing.kind for page in proofs.pages for thing in page.things}

    assert {"flag", "teaser", "columnist", "next-week", "address", "index"} <= kinds
    assert {"refer", "fact-box", "attribution", "imprint", "folio", "jump"} <= kinds
    assert off_grid(proofs) == []


def test_the_columns_of_the_index_are_filled_evenly(newsroom: Newsroom) -> None:
    proofs = proofs_in(newsroom, "tabloid")
    parts = [len(thing.more["entries"]) for _, thing in proofs.things("index")]
    sections = len(proofs.plan.section_pages())

    assert sum(parts) == sections
    assert max(parts) == -(-sections // proofs.layout.furniture.index.columns)


NUMBERS = [
    {
        "text.leading_pt": "12",
        "sizes.columnist-name.size_pt": "20",
        "sizes.columnist-name.k": "2",
        "sizes.next-week.size_pt": "10",
        "sizes.next-week.k": "1",
    },
    {
        "text.leading_pt": "11.5",
        "text.body_pt": "9.5",
        "sizes.flag.size_pt": "18",
        "sizes.label.size_pt": "8",
    },
    {
        "furniture.teasers.size": '"h21"',
        "sizes.refer.size_pt": "7",
        "sizes.kicker.size_pt": "9",
        "sizes.role.size_pt": "7",
    },
]


@pytest.mark.parametrize("numbers", NUMBERS)
def test_furniture_stays_on_the_grid_when_numbers_are_changed(
    newsroom: Newsroom, numbers: dict[str, str]
) -> None:
    changed(newsroom.root / "layouts", *numbers.items())

    assert off_grid(proofs_in(newsroom, "changed")) == []


@pytest.mark.parametrize(("style", "is_filled"), [("thumbnail", True), ("", False)])
def test_a_drawing_fills_a_thumbnail_and_elsewhere_keeps_its_proportion(
    newsroom: Newsroom, style: str, is_filled: bool
) -> None:
    """A square of black in a frame of two to one: half of it, or white beside it."""
    shop = open_shop(newsroom.root)
    drawn = picture(width_px=300, height_px=300, is_vector=True)
    more = {"picture": drawn, "src": "asset:square"}
    shown = Thing("head-shot", 20, 100, 40, 20 * PT_PER_MM, style, more=more)
    html = shop.pressroom.templates.fill(
        "tabloid/pages.html",
        pages=[Page(1, "front", "News", False, (shown,))],
        layout=shop.layout,
        publication=shop.publication,
        issue=read_issue(shop.workspace, "7"),
        title="One thumbnail",
        description="One thumbnail",
        keywords="",
    )
    made = {"asset:square": ("image/svg+xml", _SQUARE)}
    sheets = shop.pressroom.engine.set_pages(html, made, where="a test")

    with pypdfium2.PdfDocument(sheets.pdf()) as document:
        page = document[0].render(scale=1).to_pil()
    bleed_mm = 15
    row = round((bleed_mm + 100 / PT_PER_MM + 10) * page.width / (289 + 2 * bleed_mm))
    inked = [
        page.convert("L").getpixel(
            (round((bleed_mm + mm) * page.width / (289 + 2 * bleed_mm)), row)
        )
        < 100
        for mm in (22, 40, 58)
    ]
    assert inked == [is_filled, True, is_filled]


_SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" '
    b'viewBox="0 0 300 300"><rect width="300" height="300"/></svg>'
)
