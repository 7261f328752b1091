"""Printshop works outside its checkout, from what the lock and the wheel hold."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from printshop.resources import (
    fonts_folder,
    layouts_folder,
    printers_folder,
    sample_folder,
)

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
LOCKED = [
    Requirement(line.removesuffix("\\"))
    for line in LOCK.splitlines()
    if line and not line.startswith(("#", " "))
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_lock_holds_every_declared_dependency_at_an_allowed_version() -> None:
    project = PROJECT["project"]
    declared = project["dependencies"] + project["optional-dependencies"]["dev"]
    for requirement in map(Requirement, declared):
        versions = [
            next(iter(locked.specifier)).version
            for locked in LOCKED
            if canonicalize_name(locked.name) == canonicalize_name(requirement.name)
        ]

        assert versions, requirement.name
        assert all(version in requirement.specifier for version in versions)


def test_the_lock_pins_every_package_with_the_hashes_of_its_files() -> None:
    blocks = re.split(r"\n(?=\S)", LOCK)
    packages = [block for block in blocks if not block.startswith("#")]

    assert len(packages) == len(LOCKED)
    for locked, block in zip(LOCKED, packages, strict=True):
        assert [clause.operator for clause in locked.specifier] == ["=="], locked
        assert "--hash=sha256:" in block, locked


def test_the_lock_names_no_registry() -> None:
    assert "://" not in LOCK
    assert not re.search(r"--(?:extra-)?index-url|--find-links|^-", LOCK, re.MULTILINE)


def _system_requirements(kind: str, programs: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(ROOT / ".ci/system-requirements.sh"), kind, sys.executable],
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=False,
    )


def _put_program(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_missing_programs_are_named_where_they_cannot_be_installed(
    tmp_path: Path,
) -> None:
    ended = _system_requirements("tests", tmp_path)

    assert ended.returncode == 1
    for package in ("qpdf", "poppler-utils", "ghostscript", "chromium", "dnf install"):
        assert package in ended.stderr


def test_missing_programs_are_installed_where_apt_is(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    _put_program(tmp_path, "id", "echo 0")
    _put_program(tmp_path, "env", 'shift; "$@"')
    _put_program(
        tmp_path,
        "apt-get",
        f'echo "$1 $*" >> {asked}\n'
        f'[ "$1" = update ] || for name in qpdf pdftotext gs chromium; do\n'
        f'  echo "#!/bin/sh" > {tmp_path}/$name; /bin/chmod +x {tmp_path}/$name\n'
        f"done",
    )

    ended = _system_requirements("tests", tmp_path)

    assert ended.returncode == 0, ended.stderr
    update, install = asked.read_text(encoding="utf-8").splitlines()
    assert update.startswith("update ")
    assert install.endswith("qpdf poppler-utils ghostscript chromium")


def test_apt_is_left_alone_when_nothing_is_missing(tmp_path: Path) -> None:
    for name in ("qpdf", "pdftotext", "gs", "chromium"):
        _put_program(tmp_path, name, "")
    _put_program(tmp_path, "apt-get", f"echo asked > {tmp_path}/asked")

    ended = _system_requirements("tests", tmp_path)

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert not (tmp_path / "asked").exists()


def test_only_the_shops_own_fonts_can_be_found() -> None:
    listed = subprocess.run(
        ["fc-list", "--format", "%{file}\n"],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts_folder() / "fonts.conf")},
        capture_output=True,
        text=True,
        check=True,
    )

    fonts = {*fonts_folder().rglob("*.ttf"), *fonts_folder().rglob("*.otf")}
    assert {Path(line) for line in listed.stdout.splitlines()} == fonts
    assert fonts


def test_every_font_has_its_licence_beside_it() -> None:
    for font in fonts_folder().rglob("*.?tf"):
        assert list(font.parent.glob("OFL*.txt")), font


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-index", "--no-deps", "--no-build-isolation"]
    _pip(folder, sys.executable, "wheel", *options, "--wheel-dir=.", str(ROOT))
    (made,) = folder.glob("*.whl")
    return made


def _run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a command as somebody would who has only just logged in."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "SSL_")) or name in {"PATH", "LANG"}
    }
    ran = subprocess.run(
        command,
        cwd=folder,
        env={**environment, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def _pip(folder: Path, python: Path | str, command: str, *arguments: str) -> None:
    """Run our own pip for another Python, which needs none of its own."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(python)]
    _run([*pip, command, *arguments], folder)


def test_the_wheel_holds_layouts_fonts_printers_and_the_sample(wheel: Path) -> None:
    expected = {
        f"printshop/{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in (
            ("_layouts", layouts_folder()),
            ("_fonts", fonts_folder()),
            ("sample", sample_folder()),
            ("printers", printers_folder()),
        )
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    with zipfile.ZipFile(wheel) as archive:
        missing = expected - set(archive.namelist())

    assert expected
    assert not missing


def test_every_icc_profile_has_its_licence_beside_it() -> None:
    profiles = list(printers_folder().rglob("*.icc"))

    assert profiles
    for profile in profiles:
        assert profile.with_name(f"{profile.stem}.LICENSE.txt").is_file(), profile


def test_the_wheel_declares_every_licence_and_holds_its_text(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [n.partition("/licenses/")[2] for n in archive.namelist()]
        (metadata,) = (n for n in archive.namelist() if n.endswith("/METADATA"))
        declared = archive.read(metadata).decode()

    assert "License-Expression: MIT AND OFL-1.1 AND Zlib AND CC0-1.0" in declared
    texts = [
        ROOT / "LICENSE",
        *fonts_folder().rglob("OFL*.txt"),
        *printers_folder().rglob("*.LICENSE.txt"),
        sample_folder() / "PICTURES.md",
    ]
    assert {path.relative_to(ROOT).as_posix() for path in texts} == set(names) - {""}


def _bare_venv(folder: Path) -> Path:
    venv.create(folder / "venv", symlinks=True)
    return folder / "venv" / "bin" / "python"


def _assert_it_prints_outside_the_checkout(programs: Path, folder: Path) -> None:
    paper = folder / "paper"
    _run([programs / "printshop", "init", str(paper)], folder)
    _run([programs / "printshop", "print"], paper)

    pdfs = sorted(paper.rglob("*.pdf"))
    assert len(pdfs) > 1
    for pdf in pdfs:
        with pypdfium2.PdfDocument(pdf) as document:
            text = "".join(page.get_textpage().get_text_range() for page in document)
        assert text.strip(), pdf


def test_an_installed_printshop_prints_outside_its_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    python = _bare_venv(tmp_path)
    _pip(tmp_path, python, "install", "--no-index", "--no-deps", str(wheel))
    # The dependencies are borrowed from here: to install them takes a minute.
    (site_packages,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    (site_packages / "borrowed.pth").write_text(
        sysconfig.get_path("purelib"), encoding="utf-8"
    )

    where = _run(
        [python, "-c", "import printshop; print(printshop.__path__[0])"], tmp_path
    )
    assert Path(where.strip()) == site_packages / "printshop"
    _assert_it_prints_outside_the_checkout(python.parent, tmp_path)


@pytest.mark.proof
def test_the_declared_dependencies_are_all_that_printing_needs(
    wheel: Path, tmp_path: Path
) -> None:
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("\n".join(map(str, LOCKED)), encoding="utf-8")
    python = _bare_venv(tmp_path)
    _pip(tmp_path, python, "install", "--constraint", str(constraints), str(wheel))

    assert shutil.which("pytest", path=python.parent) is None
    _assert_it_prints_outside_the_checkout(python.parent, tmp_path)
