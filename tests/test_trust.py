"""docs/trust.md: every promise names what holds it, and all that is named exists and can fail."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tools.torture import __main__ as torture

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "trust.md"
HEADINGS = (
    "Hostile content",
    "Robustness",
    "Crash safety",
    "Reproducible builds",
    "Serving",
    "Privacy",
    "Supply chain",
    "Long life",
)
HEAD = ["| promise | held by |", "| --- | --- |"]
# A name without parameters stands for all of them.
TEST = re.compile(r"(tests/[\w/]+\.py)::(?:(\w+)::)?(test_\w+)(?:\[(.+)\])?")
COMMAND = re.compile(r"(?:make torture|python -m tools\.torture)(?: .*)?")


def sections(text: str) -> dict[str, list[tuple[str, list[str]]]]:
    """The rows below each heading: a promise, and all that its right cell names."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for part in text.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        lines = [line for line in body.splitlines() if line.startswith("|")]
        assert lines[:2] == HEAD, f"the table of {heading!r} has another head"
        found[heading] = []
        for line in lines[2:]:
            cells = re.split(r"(?<!\\)\|", line.strip("| "))
            assert len(cells) == 2, f"not two cells: {line}"
            found[heading].append((cells[0].strip(), re.findall(r"`([^`]+)`", cells[1])))
    return found


ROWS = [
    pytest.param(promise, held, id=f"{heading}: {promise[:60]}")
    for heading, rows in sections(DOCUMENT.read_text(encoding="utf-8")).items()
    for promise, held in rows
]


@cache
def named_in(path: Path) -> dict[str, ast.FunctionDef]:
    """The tests of a module, those of its classes as `Class::test`."""
    found = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        above = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        found |= {above + each.name: each for each in inner if isinstance(each, ast.FunctionDef)}
    return found


def fault_of(name: str, root: Path = ROOT) -> str | None:
    """What is wrong with a name of the right column; None if it holds."""
    test = TEST.fullmatch(name)
    if test:
        file, above, function, parameters = test.groups()
        if not (root / file).is_file():
            return f"there is no {file}"
        found = named_in(root / file).get(f"{above}::{function}" if above else function)
        if found is None:
            return f"{file} has no {function}"
        marks = " ".join(ast.unparse(each) for each in found.decorator_list)
        if re.search(r"\bskip\b|\bxfail\b", marks):
            return f"{function} is skipped"
        if parameters is not None and "parametrize" not in marks and "each_" not in marks:
            return f"{function} has no parameters"
        return None
    if COMMAND.fullmatch(name):
        parts = re.findall(r"--part[ =](\w+)", name)
        unknown = set(parts) - torture.PARTS.keys()
        return f"torture has no part {', '.join(sorted(unknown))}" if unknown else None
    return "neither a test nor a command of make torture"


@pytest.mark.parametrize(("promise", "held"), ROWS)
def test_what_a_promise_names_exists(promise: str, held: list[str]) -> None:
    assert promise
    assert held, "nothing holds it"
    assert [fault for name in held if (fault := fault_of(name))] == []


def test_named_parameters_are_those_of_the_test() -> None:
    names = [name for row in ROWS for name in row.values[1] if name.endswith("]")]
    if names:
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
        run = subprocess.run([*command, *names], cwd=ROOT, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr


def test_every_section_promises_something() -> None:
    found = sections(DOCUMENT.read_text(encoding="utf-8"))
    assert tuple(found) == HEADINGS
    assert [heading for heading, rows in found.items() if not rows] == []


def test_a_promise_is_made_once() -> None:
    promises = [row.values[0] for row in ROWS]
    assert len(set(promises)) == len(promises)


def test_a_part_of_the_torture_can_be_run() -> None:
    for name, kind in torture.PARTS.items():
        # Read, not imported: some bring instruments that change the interpreter.
        path = ROOT / f"{kind.module.replace('.', '/')}.py"
        assert path.is_file(), name
        assert "run" in named_in(path), name


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md"])
def test_the_promises_are_linked(name: str) -> None:
    assert "(docs/trust.md)" in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tests/test_a.py::test_x", None),
        ("tests/test_a.py::test_each", None),
        ("tests/test_a.py::test_each[1-a b]", None),
        ("tests/test_a.py::Group::test_y", None),
        ("make torture", None),
        ("python -m tools.torture --part fuzz", None),
        ("tests/test_a.py::test_x[1]", "test_x has no parameters"),
        ("tests/test_a.py::test_z", "tests/test_a.py has no test_z"),
        ("tests/test_a.py::test_y", "tests/test_a.py has no test_y"),
        ("tests/test_b.py::test_x", "there is no tests/test_b.py"),
        ("tests/test_a.py::test_off", "test_off is skipped"),
        ("python -m tools.torture --part nothing", "torture has no part nothing"),
        ("a promise", "neither a test nor a command of make torture"),
        ("tests/test_a.py", "neither a test nor a command of make torture"),
    ],
)
def test_a_name_that_holds_nothing_is_found(name: str, said: str | None, tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text(
        "def test_x(): ...\n"
        "@pytest.mark.parametrize('n', [1])\n"
        "def test_each(n): ...\n"
        "@pytest.mark.skip\n"
        "def test_off(): ...\n"
        "class Group:\n"
        "    def test_y(self): ...\n",
        encoding="utf-8",
    )
    assert fault_of(name, tmp_path) == said
