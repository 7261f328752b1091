"""Files go to a folder or to an object store, whole; and a folder comes from one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from printshop.errors import SourceError
from printshop.storage import (
    FolderStorage,
    Storage,
    folder_at,
    is_url,
    mirror,
    storage_at,
)
from printshop.storage.media_types import kind_told
from printshop.storage.object_store import ObjectStore
from tests.machines import Bucket, s3_server


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    with pytest.MonkeyPatch.context() as patch, s3_server(patch) as made:
        yield made


@pytest.fixture(params=["folder", "s3"])
def storage(
    request: pytest.FixtureRequest, tmp_path: Path, bucket: Bucket
) -> Iterator[Storage]:
    """An empty storage of each kind."""
    if request.param == "folder":
        yield storage_at(str(tmp_path / "output"))
        return
    yield storage_at(f"{bucket.url}/{tmp_path.name}")


@pytest.fixture
def room(bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """A newsroom's folder in the bucket."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = storage_at(f"{bucket.url}/rooms/{tmp_path.name}")
    made.put("printshop.toml", b'title = "The Mole Gazette"\n')
    made.put("issues/7/issue.toml", b"date = 2026-11-20\n")
    made.put("issues/7/pictures/The wall [1], für Ada.jpg", b"a wall")
    made.put("issues/7/sea-wall.md", b"The sea wall")
    made.put("output/7/mole-gazette-7.pdf", b"%PDF")
    return made


def _url(storage: Storage) -> str:
    return storage.address


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_put_can_be_read_and_looked_at(storage: Storage) -> None:
    storage.put("7/article/a.pdf", b"first")
    storage.put("7/article/a.pdf", b"second, longer")

    standing = storage.stat("7/article/a.pdf")

    assert storage.read("7/article/a.pdf") == b"second, longer"
    assert standing is not None
    assert standing.size == len(b"second, longer")
    assert standing.written is not None
    look = storage.glance(["7"])
    assert look("7/article/a.pdf") == (standing.size, standing.mark)


def test_another_file_in_a_place_has_another_mark(storage: Storage) -> None:
    storage.put("a.pdf", b"one")
    first = storage.stat("a.pdf")
    storage.put("a.pdf", b"two")
    second = storage.stat("a.pdf")

    assert first is not None
    assert second is not None
    assert first.size == second.size
    assert first.mark != second.mark


def test_what_is_not_there_is_none_and_can_be_removed(storage: Storage) -> None:
    storage.put("7/a.pdf", b"one")
    storage.remove("7/a.pdf")
    storage.remove("7/a.pdf")

    assert storage.read("7/a.pdf") is None
    assert storage.stat("7/a.pdf") is None
    assert storage.stat("7") is None
    assert storage.glance(["7", "8"])("7/a.pdf") is None


def test_what_is_printed_in_a_workroom_gets_to_its_place(
    storage: Storage, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    with storage.workroom(scratch) as room:
        (room / "7").mkdir(parents=True)
        (room / "7" / "a.pdf").write_bytes(b"printed")
        storage.take_from(room, "7/a.pdf")

    assert storage.read("7/a.pdf") == b"printed"
    assert not [path for path in scratch.rglob("*") if path.is_file()]


def test_many_folders_are_glanced_at_as_well_as_few(storage: Storage) -> None:
    numbers = [str(number) for number in range(1, 21)]
    for number in numbers[::7]:
        storage.put(f"{number}/a.pdf", number.encode())
    storage.put("more/a.pdf", b"another")

    look = storage.glance(numbers)

    there = [number for number in numbers if look(f"{number}/a.pdf")]
    assert there == numbers[::7]


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    storage = storage_at(f"file://{tmp_path}/the%20output")

    assert storage == FolderStorage(tmp_path / "the output")
    assert folder_at("s3://papers/x") is None
    assert (is_url("gs://papers"), is_url("file:///srv"), is_url("/srv")) == (
        True,
        False,
        False,
    )


def test_a_store_without_tags_is_told_by_time(tmp_path: Path) -> None:
    store = storage_at(f"memory://{tmp_path.name}/output")
    store.put("7/a.pdf", b"one")
    first = store.stat("7/a.pdf")
    store.put("7/a.pdf", b"two")
    second = store.stat("7/a.pdf")

    assert first is not None
    assert second is not None
    assert first.mark != second.mark
    assert store.glance(["7"])("7/a.pdf") == (3, second.mark)


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize(
    ("address", "message", "hint"),
    [
        ("s3://no-such-bucket/x", "no such bucket", "make the bucket"),
        ("sftp://host/x", "knows no sftp:// addresses", "s3://"),
        ("gs://papers/x", "gcsfs", "pip install 'gcsfs'"),
        ("az://papers/x", "adlfs", "pip install 'adlfs>=2026.8'"),
    ],
)
def test_an_address_that_does_not_serve_is_told_in_a_sentence(
    address: str, message: str, hint: str
) -> None:
    with pytest.raises(SourceError, match=message) as told:
        storage_at(address).glance(["7"])

    assert hint in told.value.hint
    assert address.partition("/x")[0] in told.value.where


@pytest.mark.usefixtures("bucket")
def test_a_file_for_a_bucket_that_is_not_there_is_told_in_a_sentence() -> None:
    with pytest.raises(SourceError, match="no such bucket"):
        storage_at("s3://no-such-bucket/x").put("a.pdf", b"one")


@pytest.mark.parametrize("scheme", ["s3", "gs", "az"])
def test_every_store_is_told_what_kind_of_file_it_gets(scheme: str) -> None:
    told = kind_told(f"{scheme}://papers/output", "7/index.html")

    assert "text/html; charset=utf-8" in str(told)
    assert kind_told(f"{scheme}://papers/output", "7/a-file") == {}
    assert kind_told("file:///papers/output", "7/index.html") == {}


def test_a_store_without_keys_or_without_an_answer_is_told_in_a_sentence(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = ObjectStore(f"{bucket.url}/x")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    fsspec.filesystem("s3").clear_instance_cache()
    with monkeypatch.context() as patch:
        patch.delenv("AWS_ACCESS_KEY_ID")
        with pytest.raises(SourceError, match="there are no keys"):
            store.read("a.pdf")
    fsspec.filesystem("s3").clear_instance_cache()
    with monkeypatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        patch.setenv("AWS_MAX_ATTEMPTS", "1")
        with pytest.raises(SourceError, match="does not answer"):
            store.read("a.pdf")
    fsspec.filesystem("s3").clear_instance_cache()


def test_without_fsspec_the_hint_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)

    with pytest.raises(SourceError, match="not installed") as told:
        storage_at("s3://papers/x").stat("a.pdf")

    assert told.value.hint == "pip install 'printshop[cluster]'"


def test_a_mirror_has_what_is_read_of_a_newsroom_and_not_its_output(
    room: Storage,
) -> None:
    assert set(_files(mirror(_url(room)))) == {
        "printshop.toml",
        "issues/7/issue.toml",
        "issues/7/pictures/The wall [1], für Ada.jpg",
        "issues/7/sea-wall.md",
    }


def test_a_mirror_copies_what_has_changed_and_drops_what_is_gone(room: Storage) -> None:
    copy = mirror(_url(room))
    untouched = copy / "issues" / "7" / "issue.toml"
    before = untouched.stat().st_mtime_ns, untouched.stat().st_ino
    (copy / ".printshop").mkdir()
    (copy / ".printshop" / "manifest.sqlite").write_bytes(b"what was printed")

    room.put("issues/7/sea-wall.md", b"The sea WALL")
    room.remove("issues/7/pictures/The wall [1], für Ada.jpg")
    again = mirror(_url(room))

    assert again == copy
    assert set(_files(copy)) == {
        "printshop.toml",
        "issues/7/issue.toml",
        "issues/7/sea-wall.md",
        ".printshop/manifest.sqlite",
    }
    assert (copy / "issues" / "7" / "sea-wall.md").read_bytes() == b"The sea WALL"
    assert not (copy / "issues" / "7" / "pictures").exists()
    assert (untouched.stat().st_mtime_ns, untouched.stat().st_ino) == before


def test_a_mirror_is_brought_up_to_date_once_in_a_run(room: Storage) -> None:
    copy = mirror(_url(room), "run one")
    room.put("issues/7/sea-wall.md", b"Another sea wall")

    mirror(_url(room), "run one")
    in_the_same_run = (copy / "issues" / "7" / "sea-wall.md").read_bytes()
    mirror(_url(room), "run two")

    assert in_the_same_run == b"The sea wall"
    assert (copy / "issues/7/sea-wall.md").read_bytes() == b"Another sea wall"


def test_a_file_that_was_lost_from_a_mirror_is_copied_again(room: Storage) -> None:
    copy = mirror(_url(room))
    (copy / "issues" / "7" / "sea-wall.md").unlink()

    mirror(_url(room))

    assert (copy / "issues" / "7" / "sea-wall.md").read_bytes() == b"The sea wall"


def test_a_mirror_of_what_is_no_newsroom_is_refused(bucket: Bucket) -> None:
    with pytest.raises(SourceError, match=r"there is no printshop\.toml") as told:
        mirror(f"{bucket.url}/nothing/here")

    assert told.value.where == f"{bucket.url}/nothing/here"
