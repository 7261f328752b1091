"""Which copy a reader has, and which part is wanted: the words of RFC 9110."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.web.conditions import Version, range_for, status_for

MADE = datetime.datetime(2026, 11, 20, 6, 30, 12, tzinfo=datetime.UTC)
VERSION = Version('"7c1f"', MADE)
SAME, BEFORE = "Fri, 20 Nov 2026 06:30:12 GMT", "Fri, 20 Nov 2026 06:30:11 GMT"


def test_a_version_is_written_as_headers() -> None:
    assert VERSION.headers() == {"ETag": '"7c1f"', "Last-Modified": SAME}
    assert Version('"a"').headers() == {"ETag": '"a"'}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 200),
        ({"if-none-match": '"7c1f"'}, 304),
        ({"if-none-match": 'W/"7c1f"'}, 304),
        ({"if-none-match": '"a", "7c1f"'}, 304),
        ({"if-none-match": "*"}, 304),
        ({"if-none-match": '"other"'}, 200),
        ({"if-none-match": "7c1f"}, 200),
        ({"if-modified-since": SAME}, 304),
        ({"if-modified-since": BEFORE}, 200),
        ({"if-modified-since": "yesterday"}, 200),
        # The tag is the better witness: the date is not even looked at.
        ({"if-none-match": '"other"', "if-modified-since": SAME}, 200),
        ({"if-match": '"7c1f"'}, 200),
        ({"if-match": "*"}, 200),
        ({"if-match": 'W/"7c1f"'}, 412),
        ({"if-match": '"other"'}, 412),
        ({"if-unmodified-since": SAME}, 200),
        ({"if-unmodified-since": BEFORE}, 412),
    ],
)
def test_a_copy_that_is_there_is_not_sent_again(
    asked: dict[str, str], status: int
) -> None:
    assert status_for(asked, VERSION) == status


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-99", range(100)),
        ("bytes=900-", range(900, 1000)),
        ("bytes=-100", range(900, 1000)),
        ("bytes=990-5000", range(990, 1000)),
        ("bytes=-5000", range(1000)),
        ("BYTES = 0-0", None),
        ("Bytes=0-0", range(1)),
        ("bytes=0-1,5-6", None),
        ("bytes=-", None),
        ("bytes=9-3", None),
        ("bytes=a-b", None),
        ("lines=1-2", None),
        ("bytes=" + "9" * 40 + "-", None),
    ],
)
def test_one_range_of_bytes_is_granted(asked: str, part: range | None) -> None:
    assert range_for({"range": asked}, VERSION, 1000) == part


@pytest.mark.parametrize("asked", ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
def test_bytes_that_are_not_there_make_an_empty_range(asked: str) -> None:
    assert range_for({"range": asked}, VERSION, 1000) == range(0)


def test_a_part_of_another_version_is_answered_with_the_whole() -> None:
    asked = {"range": "bytes=500-"}

    assert range_for({**asked, "if-range": '"7c1f"'}, VERSION, 1000) is not None
    assert range_for({**asked, "if-range": '"old"'}, VERSION, 1000) is None
    assert range_for({**asked, "if-range": SAME}, VERSION, 1000) is None


@given(st.text(st.characters(min_codepoint=32, max_codepoint=255)), st.integers(0, 9))
def test_whatever_is_asked_for_a_range_lies_in_the_file(asked: str, size: int) -> None:
    for told in (asked, f"bytes={asked}", f"bytes={size}-{asked}"):
        part = range_for({"range": told}, VERSION, size)
        assert part is None or 0 <= part.start <= part.stop
        assert part is None or not part or part.stop <= size


@given(st.text(st.characters(min_codepoint=32, max_codepoint=255)))
def test_no_header_is_a_mistake(told: str) -> None:
    for name in (
        *("if-match", "if-none-match", "if-modified-since"),
        "if-unmodified-since",
    ):
        assert status_for({name: told}, VERSION) in {200, 304, 412}
