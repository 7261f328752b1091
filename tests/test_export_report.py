"""A report tells of every PDF that was ordered, also of those printed long ago."""

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from printshop.batch.report import Report, ReportedFile, ReportedIssue
from printshop.batch.report_page import draw_report
from printshop.cli.main_group import run
from printshop.download_site import SiteFault, SiteOutcome
from printshop.errors import ExitCode
from printshop.findings import Finding, Severity
from printshop.resources import layouts_folder
from printshop.templates import Templates
from tests.exports import words
from tests.newsroom import Newsroom

DAY = datetime.date(2026, 11, 20)


def reported(newsroom: Newsroom, *options: str) -> tuple[int, dict[str, Any], str]:
    """Export, and give the exit code with what both reports say."""
    as_json, as_page = newsroom.root / "run.json", newsroom.root / "run.html"
    wish = ("--report", str(as_json), "--report", str(as_page))
    code = run(words(newsroom.root, "--all", *wish, *options))
    return code, json.loads(as_json.read_text("utf-8")), as_page.read_text("utf-8")


def said(page: str, selector: str) -> list[str]:
    """Give what is said in some places of a page, element by element."""
    root = lxml.html.fromstring(page)
    return [
        " ".join(" ".join(map(str, one.itertext())).split())
        for one in root.cssselect(selector)
    ]


def test_findings_of_files_that_were_not_printed_again_are_in_it(
    exported: Path, archive: Newsroom
) -> None:
    slips = [
        json.loads(path.read_text("utf-8"))
        for path in (exported / "output").rglob("*.receipt.json")
    ]

    code, told, page = reported(archive)

    assert code == ExitCode.OK
    assert told["counts"] == {"printed": 0, "same": 6, "failed": 0, "not reached": 0}
    standing = {
        (issue["issue"], file["edition"], file["article"]): file
        for issue in told["issues"]
        for file in issue["files"]
    }
    assert len(standing) == len(slips) == 6
    assert any(slip["findings"] for slip in slips)
    for slip in slips:
        file = standing[slip["number"], slip["edition"], slip["article"]]
        assert (file["pages"], file["size"]) == (slip["pages"], slip["size"])
        assert file["findings"] == slip["findings"]
        assert (exported / "output" / file["file"]).is_file()
    messages = {one["message"] for slip in slips for one in slip["findings"]}
    found = " ".join(said(page, ".findings li"))
    assert all(" ".join(message.split()) in found for message in messages)


def test_what_failed_stands_first_with_the_reason(archive: Newsroom) -> None:
    bad = sorted((archive.root / "issues" / "1001").glob("*.md"))[0]
    archive.change(f"issues/1001/{bad.name}", "section:", "sektion:")

    code, told, page = reported(archive)

    assert code == ExitCode.BATCH
    assert [issue["issue"] for issue in told["issues"]] == ["1001", "1002"]
    failed = [f for f in told["issues"][0]["files"] if f["result"] == "failed"]
    assert {(f["edition"], f["article"]) for f in failed} >= {
        ("reader", None),
        ("article", bad.stem),
    }
    assert told["counts"]["failed"] == len(failed)
    assert told["issues"][0]["files"][0]["result"] == "failed"
    for one in failed:
        assert "sektion" in one["message"] or bad.stem in one["message"]
        assert one["reasons"]
    (verdict,) = said(page, ".verdict")
    assert verdict == f"{len(failed)} PDFs failed"
    assert "sektion" in " ".join(said(page, ".failed li"))
    opened = lxml.html.fromstring(page).cssselect("details[open] summary b")
    assert [one.text for one in opened] == ["Issue 1001"]


def test_it_says_what_was_printed_and_why(archive: Newsroom) -> None:
    pdf = next((archive.root / "output" / "1002" / "article").glob("*.pdf"))
    pdf.unlink()

    code, told, page = reported(archive)

    (file,) = [
        file
        for issue in told["issues"]
        for file in issue["files"]
        if file["result"] == "printed"
    ]
    assert code == ExitCode.OK
    assert file["file"] == f"1002/article/{pdf.name}"
    assert file["reasons"] == ["missing"]
    assert 0 < file["seconds"] < told["seconds"]
    assert told["downloads"]["faults"] == []
    assert said(page, ".verdict") == ["1 PDF printed, none failed"]
    row = f"story {file['article']}, article printed missing {file['pages']}"
    assert any(one.startswith(row) for one in said(page, ".inside tr"))


def test_a_report_of_a_kind_that_is_not_known_is_refused_at_once(
    archive: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = next((archive.root / "output").rglob("*.pdf"))
    lost.unlink()

    code = run(words(archive.root, "--all", "--report", "run.pdf"))

    assert code == ExitCode.USAGE
    assert "must end with .html or .json" in capsys.readouterr().err
    assert not lost.exists()


# ------------------------------------------------------------------ made-up runs


def finding(severity: Severity, at: int = 1) -> Finding:
    where = f"issue {at}, story boat"
    return Finding("copyfit-002", severity, where, "it is <b>under</b>", "write")


def issue(at: int, *files: ReportedFile) -> ReportedIssue:
    return ReportedIssue(str(at), DAY, files)


def report(*issues: ReportedIssue, **more: Any) -> Report:
    made = Report(
        paper="The Mole Gazette",
        printshop="1.2.3",
        output="s3://bucket/output",
        as_of=DAY,
        started=datetime.datetime(2026, 11, 20, 23, 5, tzinfo=datetime.UTC),
        seconds=4567.8,
        was_interrupted=False,
        issues=issues,
    )
    return replace(made, **more)


def drawn(made: Report) -> str:
    return draw_report(made, Templates([layouts_folder()]))


def test_what_pdfs_of_an_issue_share_is_told_once_and_in_its_words() -> None:
    shared = finding(Severity.WARNING)
    files = [
        ReportedFile("reader", None, "same", findings=(shared,)),
        ReportedFile("article", "boat", "same", findings=(shared,)),
    ]

    page = drawn(report(issue(1, *files)))

    assert said(page, ".findings li") == [
        "warning copyfit-002 story boat: it is <b>under</b> write"
    ]


@pytest.mark.parametrize(
    ("made", "verdict", "kind"),
    [
        (report(), "Everything was up to date", "clean"),
        (report(was_interrupted=True), "Interrupted", "warning"),
        (
            report(downloads=SiteOutcome(1, (), (SiteFault("7", "it is broken"),))),
            "The downloads are not up to date",
            "fail",
        ),
        (
            report(
                issue(
                    1,
                    ReportedFile(
                        "press", None, "printed", findings=(finding(Severity.FAIL),)
                    ),
                )
            ),
            "1 PDF printed, and something is found that must not be sent",
            "warning",
        ),
        (
            report(issue(1, ReportedFile("press", None, "failed", message="No."))),
            "1 PDF failed",
            "fail",
        ),
    ],
)
def test_the_verdict_stands_over_it(made: Report, verdict: str, kind: str) -> None:
    page = drawn(made)

    assert said(page, ".verdict") == [verdict]
    assert lxml.html.fromstring(page).cssselect(f"header.{kind}")
    assert "1 h 16 min" in said(page, ".about")[0]


def test_a_report_of_a_thousand_issues_can_still_be_opened() -> None:
    def made_issue(at: int) -> ReportedIssue:
        found = (finding(Severity.WARNING, at), finding(Severity.NOTE, at))
        stories = (
            ReportedFile(
                "article",
                f"the-boat-is-late-{story}",
                "printed",
                ("missing",),
                seconds=0.4,
                file=f"{at}/article/boat.pdf",
                pages=1,
                findings=found if story % 5 == 0 else (),
            )
            for story in range(10)
        )
        return issue(at, ReportedFile("reader", None, "printed"), *stories)

    page = drawn(report(*(made_issue(at) for at in range(1, 1001))))

    assert len(page) < 4_000_000
    root = lxml.html.fromstring(page)
    assert len(root.cssselect("details")) == 1000
    assert not root.cssselect("details[open]")
    assert not root.findall(".//script")
    assert said(page, ".verdict") == ["11,000 PDFs printed, none failed"]
    assert said(page, "section tbody tr")[:4] == [
        "article 10,000 0 0 10,000",
        "reader 1,000 0 0 0",
        "warning copyfit-002 1,000 1,000 it is <b>under</b>",
        "note copyfit-002 1,000 1,000 it is <b>under</b>",
    ]
