"""The import contracts bite, and the house's budgets are kept."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "printshop"
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if PACKAGE / "sample" not in path.parents
)

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

EMPTY_NAMES = {"base", "common", "data", "helper", "helpers", "manager", "misc"}
EMPTY_NAMES |= {"util", "utils"}

MARKUP = re.compile(
    r"</?(?:html|head|body|style|section|article|div|p|h[1-6]|figure|img|table)[ />]"
)


def _name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.fixture(scope="module")
def copied_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package and its contracts, where a test may break them."""
    root = tmp_path_factory.mktemp("contracts")
    shutil.copy(ROOT / "pyproject.toml", root)
    for path in MODULES:
        copy = root / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return root


def _lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--no-cache"], cwd=root, capture_output=True, text=True, check=False
    )


def test_the_package_keeps_its_contracts(copied_package: Path) -> None:
    linted = _lint_imports(copied_package)

    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("issue.py", "import weasyprint", "Only typesetter knows WeasyPrint"),
        ("issue.py", "import click", "Only cli knows click"),
        (
            "issue.py",
            "import uvicorn",
            "Only web knows Starlette, uvicorn and prometheus_client",
        ),
        (
            "issue.py",
            "import pypdf",
            "Only finish, preflight and impose know the PDF",
        ),
        (
            "issue.py",
            "import pikepdf",
            "Only finish, preflight and impose know the PDF",
        ),
        ("errors.py", "import printshop.issue", "Imports go down only"),
        ("issue.py", "import printshop.publication", "Imports go down only"),
        ("colophon.py", "", "Imports go down only"),
    ],
    ids=lambda value: value.replace("import ", "") or "unlisted",
)
def test_a_forbidden_import_breaks_its_contract(
    copied_package: Path, module: str, line: str, contract: str
) -> None:
    path = copied_package / "printshop" / module
    before = path.read_text() if path.exists() else None
    path.write_text(f"{before or ''}\n{line}\n")
    try:
        linted = _lint_imports(copied_package)
    finally:
        path.unlink() if before is None else path.write_text(before)

    assert linted.returncode == 1
    broken = re.sub(r"\s+", " ", linted.stdout.split("Broken contracts")[-1])
    assert contract in broken


def _functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_and_function_stays_within_its_budget(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    long = {
        name: lines
        for name, lines in _functions(ast.parse(text))
        if lines > LONGEST_FUNCTION
    }

    lines = len(text.splitlines())

    assert not long
    assert lines <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_is_named_after_an_idea(path: Path) -> None:
    assert not EMPTY_NAMES & set(path.stem.split("_"))


def _docstrings(tree: ast.Module) -> set[int]:
    """Identify string statements: docstrings of modules, functions and fields."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


# Sources read markup, and so may name it; what is printed is written by layouts.
@pytest.mark.parametrize(
    "path", [path for path in MODULES if "sources" not in path.parts], ids=_name
)
def test_markup_stands_in_layouts_and_never_in_python(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = _docstrings(tree)
    markup = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and MARKUP.search(node.value)
    ]

    assert not markup
