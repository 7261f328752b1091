"""Check the printers' profiles of a newsroom: before one of them is needed."""

from pathlib import Path

from printshop.errors import Problem, SourceError
from printshop.printer_file import printer_folders, printer_names, read_printer
from printshop.publication import Publication
from printshop.sources.publication_file import FILE_NAME
from printshop.sources.queries import Queries, nearest_hint


def check_printers(root: Path, publication: Publication, queries: Queries) -> None:
    """Read every profile of the newsroom's own, and look for the paper's printer."""
    folders = printer_folders(root)
    for path in sorted((root / "printers").glob("*.toml")):
        try:
            read_printer(folders, path.stem)
        except SourceError as error:
            whole = (Problem(path, 0, "", error.message, error.hint),)
            queries.problems.extend(error.problems or whole)
    names, own = printer_names(folders), publication.printer
    if own and own not in names:
        message = f"there is no printer called {own}"
        hint = nearest_hint(own, names, "the printers are")
        queries.problem(root / FILE_NAME, 0, "printer", message, hint)
