"""What the furniture says goes into its room, and is broken where it may be."""

from dataclasses import replace

from printshop.pages.fitting import imprint_lines, imprint_text, shared_columns
from printshop.publication import Imprint, Publication
from printshop.wording import wording
from tests.desks import desk_of, issue_of, story

PAPER = replace(
    Publication("The Skerrow Packet", "skerrow-packet", "en-GB"),
    imprint=Imprint(
        publisher="Packet Press Society Ltd",
        telephone="01632 960118",
        subscriptions="01632 960119",
        copyright="© 2026 Packet Press Society and the writers",
    ),
)


def test_no_line_of_the_imprint_ends_in_a_telephone_number_or_before_a_year() -> None:
    desk = desk_of(issue_of([story("wall")]))
    words = wording("en-GB")

    text = imprint_text(PAPER, words)
    assert "01632\u00a0960118" in text
    assert "©\u00a02026 Packet" in text

    lines = imprint_lines(desk, PAPER, words)
    assert len(lines) > 1
    assert not any(line.endswith(("©", "01632")) for line in lines)


def test_fewer_teasers_share_the_page_and_none_has_more_than_half_of_it() -> None:
    desk = desk_of(issue_of([story("wall")]))

    assert [shared_columns(desk, count) for count in (1, 2, 3)] == [3, 3, 2]
