"""Write a flatplan as TOML that a sub-editor can read, compare and change.

A page is a table, a placement is a table, a frame is a line. ``column`` and ``top``
say how much lies left of a thing and above it, in columns and grid lines; galley
lines, pictures, quotes and boxes are counted from 1. The pages in jump lines are not
written: they are made when the plan is read.
"""

from collections.abc import Iterator
from dataclasses import asdict

from printshop.flatplan import (
    Desk,
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.issue import Issue
from printshop.kept_plan.advertisers import ad_index
from printshop.kept_plan.record import set_from
from printshop.kept_plan.toml_text import Scalar, toml_key, toml_value

_NUMBERED = {FrameKind.PICTURE, FrameKind.PULL_QUOTE, FrameKind.FACT_BOX}


def written_plan(plan: Flatplan, desk: Desk) -> str:
    """Write a plan, and of each story what it was set from."""
    parts = [_head(plan)]
    parts += [_page(page, desk.issue) for page in plan.pages]
    parts.append("\n".join(["[stories]", *_records(desk)]))
    return "\n\n".join(parts) + "\n"


def _head(plan: Flatplan) -> str:
    number = plan.issue_number
    return "\n".join(
        [
            f"# Flatplan of issue {number} in the layout {plan.layout}, "
            f"written by “printshop plan {number} --write”.",
            "# Set locked = true to keep a page as it stands; "
            "the rest is made up anew.",
            *_entries(
                {
                    "issue": number,
                    "layout": plan.layout,
                    "page_count": len(plan.pages),
                    "copy_pages": round(plan.copy_pages, 2),
                    "held": plan.held,
                }
            ),
        ]
    )


def _entries(values: dict[str, Scalar | tuple[str, ...]]) -> Iterator[str]:
    for name, value in values.items():
        yield f"{name} = {toml_value(value)}"


def _page(page: PagePlan, issue: Issue) -> str:
    head = _entries(
        {
            "number": page.number,
            "locked": page.is_locked,
            "form": page.form,
            "section": page.section,
            "grid": page.grid,
            "stories": tuple(page.slugs()),
        }
    )
    parts = ["\n".join(["[[pages]]", *head])]
    parts += [_placement(placement, issue) for placement in page.placements]
    return "\n\n".join(parts)


def _placement(placement: Placement, issue: Issue) -> str:
    values: dict[str, Scalar | tuple[str, ...]] = {
        "kind": placement.kind.value,
        "name": placement.name,
    }
    if placement.kind == PieceKind.ADVERTISEMENT:
        values["advertiser"] = _advertiser(placement, issue)
    values |= {
        "section": placement.section,
        "column": placement.column,
        "top": placement.top,
        "columns": placement.columns,
        "lines": placement.lines,
    }
    lines = ["[[pages.placements]]", *_entries(values)]
    if placement.frames:
        lines.append("frames = [")
        lines += [f"  {_frame(frame, placement)}," for frame in placement.frames]
        lines.append("]")
    return "\n".join(lines)


def _advertiser(placement: Placement, issue: Issue) -> str:
    number = ad_index(placement.name, issue)
    return "" if number is None else issue.ads[number].name


def _frame(frame: Frame, placement: Placement) -> str:
    """Write a frame on a line; what says nothing is left out."""
    values: dict[str, Scalar | tuple[Scalar, ...]] = {
        "kind": frame.kind.value,
        "column": frame.column,
        "top": frame.top,
        "columns": frame.columns,
        "lines": frame.lines,
    }
    if frame.style:
        values["style"] = frame.style
    if frame.index or frame.kind in _NUMBERED:
        values["number"] = frame.index + 1
    if frame.text:
        values["text"] = frame.text
    if frame.slug != (placement.name if frame.kind == FrameKind.LEG else ""):
        values["story"] = frame.slug
    if frame.kind == FrameKind.LEG:
        values["galley"] = (frame.first_line + 1, frame.end_line)
    if frame.caption_lines:
        values["caption_lines"] = frame.caption_lines
    return toml_value(values)


def _records(desk: Desk) -> Iterator[str]:
    for article in sorted(desk.issue.articles, key=lambda one: one.slug):
        record = asdict(set_from(article, desk.galleys[article.slug]))
        told = {name: value for name, value in record.items() if value != ()}
        yield f"{toml_key(article.slug)} = {toml_value(told)}"
