"""All that stands round the stories is on the grid, whatever a layout's numbers."""

import shutil

import pytest

from printshop.pages.check_grid import check_baselines, check_pictures
from printshop.pages.proofs import Proofs
from printshop.press.newspaper import set_newspaper
from printshop.press.shop import open_shop
from printshop.sources import read_issue
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
