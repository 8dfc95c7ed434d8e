"""Every kind of fault on a small site: the terminal shows exactly what `expected.txt` says.

A case is a folder: the files of `_base` are copied, those listed in `delete.txt` are removed, what
git cannot keep is made by `make.txt`, and the files of `in/` are laid over. The texts are rewritten
by `NOKGEN_UPDATE=1 pytest tests/test_cases.py` and read before they are committed.
"""

from __future__ import annotations

import csv
import os
import shutil
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from nokgen.check import Checked, check
from nokgen.diagnostics import CODES
from nokgen.messages import messages_for
from nokgen.read import read_site
from nokgen.report import render_summary, render_text

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.name != "_base")
TODAY = date(2026, 11, 22)


def make_site(case: Path, site: Path) -> Path:
    """The small site of a case, in the folder `site`."""
    shutil.copytree(CASES / "_base", site)
    for name in _listed(case / "delete.txt"):
        path = site / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if (case / "in").is_dir():
        shutil.copytree(case / "in", site, dirs_exist_ok=True)
    for line in _listed(case / "make.txt"):
        _make(case, site, *line.split(" "))
    return site


def _listed(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _make(case: Path, site: Path, kind: str, name: str, *rest: str) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "file":
            path.write_text("", encoding="utf-8")
        case "folder":
            path.mkdir()
        case "large":
            path.write_bytes(b"#" * (2 * 1024 * 1024 + 1))
        case "link":
            path.symlink_to(rest[0])
        case "pipe":
            os.mkfifo(path)
        case "lines":
            path.write_text(f"{rest[1]}\n" * int(rest[0]), encoding="utf-8")
        case "hex":
            path.write_bytes(bytes.fromhex(rest[0]))
        case "workbook":
            _workbook(path, [case / f"{sheet}.csv" for sheet in rest])
        case "macros":
            with ZipFile(path, "a") as archive:
                archive.writestr("xl/vbaProject.bin", b"")
        case _:
            raise ValueError(f"nobody knows how to make {kind!r}")


def _workbook(path: Path, sheets: list[Path]) -> None:
    """A workbook with a sheet for each CSV file; `=A1` is a formula that nobody has computed."""
    book = Workbook(write_only=True)
    for file in sheets:
        sheet = book.create_sheet(file.stem)
        for row in csv.reader(file.read_text(encoding="utf-8").splitlines()):
            sheet.append(row)
    book.save(path)


def check_case(name: str, folder: Path) -> Checked:
    return check(read_site(make_site(CASES / name, folder / "site")), lambda _zone: TODAY)


def shown(checked: Checked) -> str:
    messages = messages_for("ru")
    found = checked.diagnostics
    return f"{render_text(found, messages)}\n{render_summary(found, messages)}"


@pytest.mark.parametrize("name", NAMES)
def test_the_terminal_shows(name: str, tmp_path: Path) -> None:
    text = shown(check_case(name, tmp_path))
    expected = CASES / name / "expected.txt"
    if os.environ.get("NOKGEN_UPDATE"):
        assert not os.environ.get("CI"), (
            "expected texts are reviewed by people, CI never writes them"
        )
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", sorted(CODES))
def test_every_code_has_a_case_that_shows_it(slug: str) -> None:
    severity = CODES[slug].severity.value
    assert f"{severity}[{slug}]: " in (CASES / slug / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_a_code(name: str) -> None:
    assert name in CODES or name.startswith("_")


def test_the_base_of_all_cases_has_no_faults(tmp_path: Path) -> None:
    site = shutil.copytree(CASES / "_base", tmp_path / "site")
    checked = check(read_site(site), lambda _zone: TODAY)
    assert checked.diagnostics == ()
    assert checked.content is not None
