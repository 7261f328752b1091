"""Time galleys and their lines: WeasyPrint's own against those broken as a whole.

``python -m benchmarks.galleys --words 20000 --runs 5``. Both are set in turn, so that
both see the same machine; times are CPU seconds, the median of the runs. Fonts and
stylesheets are read anew for each, and no word is remembered from the run before.
"""

import argparse
import gc
import html
import statistics
import sys
import time

from printshop.resources import fonts_folder, layouts_folder
from printshop.typesetter import Assets, Engine, Sheets, may_be_fitted, seen_lines
from tests.prose import prose

CSS = """
@page { size: %(measure)smm 100000mm; margin: 0 }
:root { --text: "Source Serif 4 SmText" }
p { font-size: %(size)spt; line-height: 11pt; margin: 0; text-indent: 1em }
p { text-align: justify; hyphenate-character: "-" }
p:not([data-fit]) { hyphens: auto; hyphenate-limit-chars: 6 3 3 }
"""
_SHARE = 0.95
_WORDS_A_STORY = 600


def set_prose(
    paragraphs: list[str], measure_mm: float, size_pt: float, *, is_fitted: bool
) -> tuple[list[Sheets], float]:
    """Set paragraphs as stories; the CPU seconds go with them."""
    shared = (layouts_folder() / "shared" / "type.css").read_text("utf-8")
    css = CSS % {"measure": measure_mm, "size": size_pt}
    engine = Engine(Assets([fonts_folder()], []), [shared, css])
    documents = list(_stories(paragraphs, is_fitted=is_fitted))
    gc.collect()
    began = time.process_time()
    sheets = [engine.set_pages(document) for document in documents]
    return sheets, time.process_time() - began


def _stories(paragraphs: list[str], *, is_fitted: bool) -> list[str]:
    stories: list[list[str]] = [[]]
    count = 0
    for text in paragraphs:
        if count > _WORDS_A_STORY:
            stories.append([])
            count = 0
        stories[-1].append(text)
        count += text.count(" ") + 1
    return [
        '<html lang="en-GB"><title>x</title><body data-story="x">'
        + "".join(
            f"<p{f' data-fit={number}' * is_fitted}>{html.escape(text)}</p>"
            for number, text in enumerate(story)
        )
        for story in stories
    ]


def spaces_of(sheets: list[Sheets]) -> list[float]:
    """List the word spaces of all lines that have one, sorted."""
    return sorted(
        line.word_space
        for each in sheets
        for line in seen_lines(each, "data-story")
        if line.word_space is not None and abs(line.word_space - 1) > 1e-6
    )


def main() -> None:
    """Set prose both ways some times, and tell the times and the spaces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--measure", type=float, default=45.0, help="millimetres")
    parser.add_argument("--size", type=float, default=8.8, help="points")
    options = parser.parse_args()
    paragraphs = [t for t in prose(options.words) if may_be_fitted(t, "en-GB")]
    times: dict[bool, list[float]] = {False: [], True: []}
    made: dict[bool, list[Sheets]] = {}
    for _ in range(options.runs):
        for is_fitted in (False, True):
            made[is_fitted], seconds = set_prose(
                paragraphs, options.measure, options.size, is_fitted=is_fitted
            )
            times[is_fitted].append(seconds)
    for is_fitted, name in ((False, "plain"), (True, "fit")):
        spaces = spaces_of(made[is_fitted])
        sys.stdout.write(
            f"{name:<6}{statistics.median(times[is_fitted]):>7.2f} s   "
            f"median {spaces[len(spaces) // 2]:.2f}   "
            f"95 % {spaces[int(_SHARE * len(spaces))]:.2f}   worst {spaces[-1]:.1f}   "
            f"over 3 {sum(space > 3 for space in spaces) / len(spaces):.1%}\n"
        )
    ratios = [fit / plain for plain, fit in zip(times[False], times[True], strict=True)]
    sys.stdout.write(
        f"fit takes {statistics.median(ratios):.2f} of the time of plain\n"
    )


if __name__ == "__main__":
    main()
