"""What a finished file says that it is, and what it brings along."""

import datetime
import json
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from tests.newsroom import Printed, print_all, printed_small_newsroom

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed_small_newsroom(tmp_path_factory)


def _told(file: Path) -> dict[str, list[str]]:
    """Read Dublin Core and PRISM out of a file, each name once."""
    with pikepdf.open(file) as pdf:
        data = pdf.Root.Metadata.read_bytes()
    tree = etree.fromstring(data[data.index(b"<x:xmpmeta") :].partition(b"<?")[0])
    told: dict[str, list[str]] = {}
    for prefix, address in NAMES.items():
        for fact in tree.iter(f"{{{address}}}*"):
            name = f"{prefix}:{etree.QName(fact).localname}"
            assert name not in told, "said twice"
            items = [str(item.text) for item in fact.iter(f"{RDF}li")]
            told[name] = items or [str(fact.text)]
    return told


def test_a_story_says_whose_it_is_in_info_and_in_xmp(printed: Printed) -> None:
    file = printed.file("article", "sea-wall")
    told = _told(file)
    with pikepdf.open(file) as pdf:
        info = {str(name)[1:]: str(value) for name, value in pdf.docinfo.items()}

    pages = [
        receipt["pages"] for receipt in printed.receipts if receipt["article"] is None
    ]
    assert 1 <= int(told.pop("prism:startingPage")[0]) <= pages[0]
    assert told == {
        "dc:format": ["application/pdf"],
        "dc:title": ["The sea wall is standing on habit alone"],
        "dc:creator": ["Hector Mair"],
        "dc:description": [
            "Nobody remembers who built it, and nobody is asked to mend it"
        ],
        "dc:subject": ["Mole Road", "News"],
        "dc:publisher": ["Mole Press"],
        "dc:date": ["2026-11-20"],
        "dc:language": ["en-GB"],
        "dc:identifier": ["https://gazette.example/sea-wall"],
        "prism:aggregationType": ["newspaper"],
        "prism:publicationName": ["The Mole Gazette"],
        "prism:issn": ["1234-5679"],
        "prism:number": ["7"],
        "prism:publicationDate": ["2026-11-20"],
        "prism:section": ["News"],
        "prism:url": ["https://gazette.example/sea-wall"],
    }
    assert info["Author"] == "Hector Mair"
    assert info["Keywords"] == "Mole Road, News"
    assert info["Issue"] == "7"
    assert info["ISSN"] == "1234-5679"
    assert info["Date"] == "2026-11-20"
    assert info["WebAddress"] == "https://gazette.example/sea-wall"


def test_the_issue_says_what_it_is(printed: Printed) -> None:
    told = _told(printed.file("reader"))

    assert told["dc:title"] == ["The Mole Gazette, Issue 7, 20 November 2026"]
    assert told["dc:creator"] == ["The Mole Gazette"]
    assert told["dc:subject"] == ["News", "Culture"]
    assert told["prism:number"] == ["7"]
    assert told["prism:url"] == ["https://gazette.example"]
    assert "prism:startingPage" not in told


# ------------------------------------------------------------------ the source


def _attached(file: Path) -> tuple[Any, dict[str, Any]]:
    with pikepdf.open(file) as pdf:
        (described,) = pdf.Root.AF
        stream = described.EF.F
        assert described.AFRelationship == "/Source"
        assert stream.Subtype == "/application/json"
        assert str(stream.Params.ModDate) == "D:20261120000000Z"
        assert str(described.Desc)
        assert str(described.UF) == f"{file.stem}.json"
        assert pdf.Root.Names.EmbeddedFiles.Names[1].objgen == described.objgen
        data = stream.read_bytes()
        assert int(stream.Params.Size) == len(data)
        return str(described.UF), json.loads(data)


def test_the_source_of_a_story_is_attached_as_ninjs(printed: Printed) -> None:
    _, story = _attached(printed.file("article", "sea-wall"))
    by_role = {head["role"]: head["value"] for head in story["headlines"]}
    html, plain = story["bodies"][:2]

    assert story["uri"] == "https://gazette.example/sea-wall"
    assert story["standard"]["version"] == "3.0"
    assert story["by"] == "Hector Mair"
    assert story["located"] == "Mole Road"
    assert by_role["main"] == "The sea wall is standing on habit alone"
    assert by_role["short"] == "The wall that habit built"
    assert "<h2>A crosshead</h2>" in html["value"]
    assert plain["wordCount"] == len(plain["value"].split())
    names = [one["name"] for one in story["associations"]]
    assert names == [
        "picture 1",
        "The first frost was early",
        "The last lamp of the harbour is trimmed by hand",
    ]
    (picture, *_) = story["associations"]
    told = {one["role"]: one["value"] for one in picture["descriptions"]}
    assert told["alt"] == "A wall at dusk"
    assert picture["renditions"][0]["width"] == 1200


NINJS = {
    *("uri", "standard", "type", "representationType", "pubStatus", "version"),
    *("firstCreated", "versionCreated", "contentCreated", "language", "title"),
    *("slugline", "by", "located", "copyrightHolder", "copyrightNotice"),
    *("headlines", "descriptions", "bodies", "subjects", "genres", "people"),
    *("infoSources", "associations", "altIds", "name", "renditions"),
}
"""Those of its names that printshop uses; the schema allows no others."""

_TEXT = {"role", "contentType", "value"}
PARTS = {
    "standard": {"name", "version", "schema"},
    "headlines": _TEXT,
    "descriptions": _TEXT,
    "bodies": _TEXT | {"charCount", "wordCount"},
    "subjects": {"name", "rel"},
    "people": {"name", "rel"},
    "genres": {"name"},
    "infoSources": {"name", "role"},
    "altIds": {"role", "value"},
    "renditions": {"name", "originalFilename", "digest", "width", "height"},
}
"""Those of the names inside them; again no others are allowed."""

NUMBERS = {"charCount", "wordCount", "width", "height"}
CHOICES = {
    "type": {"text", "picture", "graphic"},
    "representationType": {"full"},
    "pubStatus": {"usable"},
}
MOMENTS = {"firstCreated", "versionCreated", "contentCreated"}


def _assert_by_schema(item: dict[str, Any]) -> None:
    """Check an item's names, and what kind of thing stands under each."""
    assert set(item) <= NINJS
    assert item["uri"].partition(":")[0] in {"https", "tag"}
    for name, value in item.items():
        if name == "associations":
            assert all(each["name"] for each in value)
        elif name in PARTS:
            for part in [value] if name == "standard" else value:
                assert set(part) <= PARTS[name]
                assert all(
                    type(v) is (int if k in NUMBERS else str) for k, v in part.items()
                )
        else:
            assert type(value) is str
            assert value in CHOICES.get(name, {value})
        if name in MOMENTS:
            assert datetime.datetime.fromisoformat(value).tzinfo


def test_every_story_uses_names_of_the_schema_and_has_an_address_of_its_own(
    printed: Printed,
) -> None:
    files = [Path(r["file"]) for r in printed.receipts if r["edition"] == "article"]
    stories = [_attached(file)[1] for file in files]

    assert len({story["uri"] for story in stories}) == len(files) > 8
    for story in stories:
        for item in (story, *story.get("associations", ())):
            _assert_by_schema(item)


# ------------------------------------------------------------------ how it is written


def test_files_for_readers_are_linearised_and_packed(printed: Printed) -> None:
    for receipt in printed.receipts:
        file = Path(receipt["file"])
        told = subprocess.run(
            ["qpdf", "--check-linearization", file],
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        assert "no linearization errors" in told.stdout
        data = file.read_bytes()
        assert b"/Linearized" in data[:300]
        assert b"/ObjStm" in data
        with pikepdf.open(file) as pdf:
            assert pdf.check_linearization()
            entries = [pdf.Root.Outlines.First] if "/Outlines" in pdf.Root else []
            assert all("/ByteRange" not in entry for entry in entries)
            assert not {"/Type"} & set(entries[0].keys() if entries else ())


def test_the_same_story_gives_the_same_file(printed: Printed, tmp_path: Path) -> None:
    options = ("--edition", "article", "--article", "a-lost-dog")
    print_all(printed.newsroom, tmp_path, "7", *options, "--as-of", "2026-11-22")
    again = Printed(printed.newsroom, tmp_path).file("article", "a-lost-dog")

    assert again.read_bytes() == printed.file("article", "a-lost-dog").read_bytes()
