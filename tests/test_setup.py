"""The set-up: locks, Makefile, tools/setup.sh and tools/chromium.py, tried with stand-ins."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import LONGEST
from tools import chromium

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "requirements.txt": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["build"],
        *PROJECT["build-system"]["requires"],
    ],
    "requirements-dev.txt": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["build"],
        *PROJECT["dependency-groups"]["dev"],
    ],
}


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """What a lock pins: package → its requirement and hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        requirement, *hashes = line.split(" --hash=")
        pinned = Requirement(requirement)
        found[canonicalize_name(pinned.name)] = pinned, [each.strip() for each in hashes]
    return found


# Locks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_with_hashes(name: str) -> None:
    for requirement, hashes in locked(name).values():
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_no_folder(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    options = [line for line in text.splitlines() if line.lstrip().startswith("-")]
    assert all(line.lstrip().startswith("--hash=") for line in options)
    assert not re.search(r"://|file:| @ |^\s*[./]", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "wanted"), [(name, wanted) for name in LOCKS for wanted in WANTED[name]]
)
def test_a_lock_holds_what_pyproject_asks_for(name: str, wanted: str) -> None:
    requirement = Requirement(wanted)
    pinned, _ = locked(name)[canonicalize_name(requirement.name)]
    (version,) = (each.version for each in pinned.specifier)
    assert requirement.specifier.contains(version), f"run `make lock`: {wanted}, locked {version}"


def test_the_tests_run_with_the_versions_of_the_site() -> None:
    site, tests = (locked(name) for name in LOCKS)
    assert {name: tests.get(name) for name in site} == site


# Makefile ----------------------------------------------------------------------------------------


def make(*arguments: str) -> str:
    """The output of make, as from a terminal: these tests may themselves run under make."""
    clean = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    run = subprocess.run(
        ["make", *arguments], cwd=ROOT, env=clean, capture_output=True, text=True, check=True
    )
    return run.stdout


def phony_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (line,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    return set(line.split())


def test_make_alone_explains_every_target() -> None:
    explained = set(re.findall(r"^  make ([a-z-]+) +\S", make(), re.MULTILINE))
    assert explained == phony_targets()
    assert {"serve", "site", "test", "lint", "types", "layers", "docs-check", "check"} <= explained


@pytest.mark.parametrize(
    ("target", "kind", "last"),
    [
        ("serve", "runtime", ".venv/bin/python -m nokgen serve --port 8000"),
        ("site", "runtime", ".venv/bin/python -m nokgen build"),
        (
            "test",
            "dev",
            ".venv/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder",
        ),
        # The count of the tests closes the log of the whole check.
        (
            "check",
            "dev",
            ".venv/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder",
        ),
    ],
)
def test_a_target_sets_up_first_and_ends_with_its_work(target: str, kind: str, last: str) -> None:
    commands = [line.strip() for line in make("-n", target).splitlines()]
    assert commands[0] == f"sh tools/setup.sh {kind}"
    assert commands[-1] == last


def test_check_leaves_nothing_out() -> None:
    commands = make("-n", "check")
    for part in (
        "ruff check",
        "ruff format --check",
        "mypy",
        "lint-imports",
        "messages.py --check",
    ):
        assert part in commands


def test_the_integration_runs_the_whole_check() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert re.search(r"^exec make .*\bcheck$", text, re.MULTILINE)


# tools/setup.sh ----------------------------------------------------------------------------------

# Stands for Python: notes its calls, and `-m venv` makes an environment of copies of itself.
PYTHON = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$1 $2" in
  "-m venv")
    mkdir -p "$3/bin"
    cp "$0" "$3/bin/python"
    echo "#!$(pwd)/$3/bin/python" > "$3/bin/pip" ;;
  "-V ") echo "Python 3.12.0" ;;
  "-VV ") echo "Python 3.12.0 (main)" ;;
  "-c import venv, ensurepip") exit "${WITHOUT_VENV:-0}" ;;
  "-c import sys; print"*) echo 3.12 ;;
esac
"""
TOO_OLD = "#!/bin/sh\nexit 1\n"
ORDINARY_USER = "#!/bin/sh\necho 1000\n"


class Checkout:
    """A folder with the set-up script, locks of one line and a PATH of stand-ins."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a checkout"
        self.programs = folder / "bin"
        self.calls = folder / "calls"
        (self.path / "tools").mkdir(parents=True)
        shutil.copy(ROOT / "tools" / "setup.sh", self.path / "tools")
        for name in (*LOCKS, "pyproject.toml"):
            (self.path / name).write_text(f"# {name}\n", encoding="utf-8")
        self.programs.mkdir()
        for name in ("cat", "cmp", "cp", "dirname", "grep", "mkdir", "rm", "sh"):
            found = shutil.which(name)
            assert found, name
            (self.programs / name).symlink_to(found)
        self.program("id", ORDINARY_USER)

    def program(self, name: str, text: str) -> None:
        path = self.programs / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def setup(self, kind: str = "runtime", **environment: str) -> tuple[int, str, list[str]]:
        """Run the script: its exit code, what it says, and the packages files given to pip."""
        self.calls.write_text("", encoding="utf-8")
        run = subprocess.run(
            ["sh", "tools/setup.sh", kind],
            cwd=self.path,
            env={"PATH": str(self.programs), "CALLS": str(self.calls), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        calls = self.calls.read_text(encoding="utf-8").splitlines()
        pip = [line.split()[-1] for line in calls if line.startswith("-m pip install")]
        return run.returncode, run.stderr, pip


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path)
    made.program("python3", PYTHON)
    return made


def test_the_first_run_installs_and_the_second_does_nothing(checkout: Checkout) -> None:
    code, said, pip = checkout.setup()
    assert (code, pip) == (0, ["requirements.txt", "."])
    assert "making .venv with Python 3.12.0" in said
    assert checkout.setup() == (0, "", [])


def test_the_environment_of_the_tests_serves_the_site_too(checkout: Checkout) -> None:
    checkout.setup("dev")
    assert checkout.setup("runtime") == (0, "", [])


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed(checkout: Checkout, name: str) -> None:
    checkout.setup()
    (checkout.path / name).write_text("# changed\n", encoding="utf-8")
    code, said, pip = checkout.setup()
    assert (code, pip) == (0, ["requirements.txt", "."])
    assert "making" not in said


def test_an_environment_whose_interpreter_is_gone_is_remade(checkout: Checkout) -> None:
    checkout.setup()
    (checkout.path / ".venv" / "bin" / "python").unlink()
    code, said, pip = checkout.setup()
    assert (code, pip) == (0, ["requirements.txt", "."])
    assert "making .venv" in said


def test_an_environment_that_was_moved_is_remade(checkout: Checkout, tmp_path: Path) -> None:
    checkout.setup()
    checkout.path = checkout.path.rename(tmp_path / "elsewhere")
    code, said, _ = checkout.setup()
    assert code == 0
    assert "making .venv" in said


def test_a_stub_of_a_version_switched_off_is_passed_over(checkout: Checkout) -> None:
    checkout.program("python3.13", TOO_OLD)
    assert checkout.setup()[0] == 0


def test_without_a_new_python_it_says_so(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    checkout.program("python3", TOO_OLD)
    code, said, _ = checkout.setup()
    assert code == 3
    assert "nokgen needs Python 3.11 or later, and none was found." in said


def test_without_the_venv_module_an_ordinary_user_is_told_what_to_ask_for(
    checkout: Checkout,
) -> None:
    code, said, _ = checkout.setup(WITHOUT_VENV="1")
    assert code == 3
    assert "sudo apt-get install python3-venv" in said


# tools/chromium.py -------------------------------------------------------------------------------


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("NOKGEN_CHROMIUM", raising=False)
    chromium.find_chromium.cache_clear()
    yield tmp_path
    chromium.find_chromium.cache_clear()


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_shell_without_a_window_is_preferred(programs: Path) -> None:
    program(programs / "chromium", "echo Chromium 156")
    shell = program(programs / "chromium-headless-shell", "echo Chromium 156")
    assert chromium.find_chromium() == shell


def test_a_signpost_to_another_package_is_no_browser(programs: Path) -> None:
    program(programs / "chromium-browser", "echo 'requires the snap to be installed' >&2; exit 1")
    chrome = program(programs / "google-chrome", "echo Google Chrome 156")
    assert chromium.find_chromium() == chrome


def test_a_browser_named_by_hand_comes_first(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs / "chromium", "echo Chromium 156")
    mine = program(tmp_path / "mine", "echo Chromium 157")
    monkeypatch.setenv("NOKGEN_CHROMIUM", str(mine))
    assert chromium.find_chromium() == mine


# What editors' programs read ---------------------------------------------------------------------


def test_every_kind_of_file_has_its_schema_in_the_editor() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["[yaml]"]["editor.insertSpaces"] is True
    for schema, pattern in settings["yaml.schemas"].items():
        assert json.loads((ROOT / schema).read_text(encoding="utf-8")), schema
        places = (ROOT, ROOT / "examples" / "site")
        assert any(list(place.glob(pattern)) for place in places), f"{pattern} matches no file"


def test_the_files_that_begin_are_there() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []
