"""Finished files: whole, believed by their digest, and never more than the bound."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from printshop.web.nouns import Made
from printshop.web.press.store import Store

LONG_AGO_S = 3600
KEYS = [hashlib.sha256(bytes([at])).hexdigest() for at in range(4)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


def put(store: Store, scratch: Path, key: str, size: int = 1000) -> Made:
    file = scratch / "fresh.pdf"
    data = key.encode() * (size // len(key) + 1)
    file.write_bytes(data[:size])
    return store.take_in(file, key, hashlib.sha256(data[:size]).hexdigest(), 2)


def was_used(made: Made, ago_s: float) -> None:
    then = time.time() - ago_s
    os.utime(made.path, (then, then))


def test_a_file_is_found_by_its_key_as_it_was_made(
    store: Store, tmp_path: Path
) -> None:
    made = put(store, tmp_path, KEYS[0])

    assert store.find(KEYS[0]) == made
    assert store.is_there(made)
    assert made.path.parent.name == KEYS[0][:2]
    assert store.find(KEYS[1]) is None


def test_a_file_that_is_not_as_it_was_written_is_not_taken_in(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "fresh.pdf"
    file.write_bytes(b"half of i")

    with pytest.raises(OSError, match="not as it was written"):
        store.take_in(file, KEYS[0], hashlib.sha256(b"half of it").hexdigest(), 1)

    assert store.find(KEYS[0]) is None


@pytest.mark.parametrize("damage", [b"", b"x" * 1000])
def test_a_damaged_file_is_not_believed(
    store: Store, tmp_path: Path, damage: bytes
) -> None:
    made = put(store, tmp_path, KEYS[0])
    made.path.write_bytes(damage)

    assert store.find(KEYS[0]) is None
    assert not store.is_there(made)
    assert put(store, tmp_path, KEYS[0]).sha256 == made.sha256
    assert store.is_there(made)


def test_a_slip_without_its_file_is_nothing(store: Store, tmp_path: Path) -> None:
    made = put(store, tmp_path, KEYS[0])
    made.path.unlink()

    assert store.find(KEYS[0]) is None
    assert not store.is_there(made)


def test_what_was_used_longest_ago_is_cleared_away_first(
    store: Store, tmp_path: Path
) -> None:
    made = [put(store, tmp_path, key) for key in KEYS]
    for at, one in enumerate(made):
        was_used(one, LONG_AGO_S + at)
    assert store.is_there(made[3])  # and so it is used now

    assert store.sweep(2500) == (2000, 2, 2)

    left = [store.find(key) is not None for key in KEYS]
    assert left == [True, False, False, True]
    assert sorted(p.name for p in tmp_path.rglob("*.json")) == sorted(
        f"{key}.pdf.json" for key in (KEYS[0], KEYS[3])
    )


def test_what_was_used_a_moment_ago_stays_whatever_the_bound(
    store: Store, tmp_path: Path
) -> None:
    made = put(store, tmp_path, KEYS[0])

    assert store.sweep(10) == (1000, 1, 0)
    assert store.is_there(made)


def test_whoever_reads_a_file_reads_it_to_its_end(store: Store, tmp_path: Path) -> None:
    made = put(store, tmp_path, KEYS[0])
    was_used(made, LONG_AGO_S)
    with made.path.open("rb") as file:
        begun = file.read(10)
        assert store.sweep(0) == (0, 0, 1)
        data = begun + file.read()

    assert hashlib.sha256(data).hexdigest() == made.sha256


def test_other_endings_of_a_key_are_other_files(store: Store, tmp_path: Path) -> None:
    made = put(store, tmp_path, KEYS[0])
    cover = tmp_path / "cover.webp"
    cover.write_bytes(b"picture")
    digest = hashlib.sha256(b"picture").hexdigest()

    drawn = store.take_in(cover, KEYS[0], digest, 1, "-cover-480.webp")

    assert store.find(KEYS[0]) == made
    assert store.find(KEYS[0], "-cover-480.webp") == drawn
