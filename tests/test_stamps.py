"""What the file system says of very many files is asked by two processes; that changes nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from pathlib import Path

import pytest

from nokgen.write import stamps
from nokgen.write.stamps import Early, Stamps

PATHS = ("a", "b", "c", "d", "e")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of so many files that two processes ask for them."""
    monkeypatch.setattr(stamps, "is_worth_it", lambda files: files >= len(PATHS))
    for path in PATHS:
        (tmp_path / path).write_text(path, encoding="utf-8")
    return tmp_path


def alone(folder: Path) -> Stamps:
    """The stamps as one process takes them: each of them by itself."""
    each = [Stamps.of(folder, [path]).packed for path in PATHS]
    return Stamps(PATHS, b"".join(each))


def test_two_processes_say_what_one_says(folder: Path) -> None:
    assert Stamps.of(folder, PATHS) == alone(folder)


@pytest.mark.parametrize("path", ["a", "e"])
def test_a_change_is_seen_by_either(folder: Path, path: str) -> None:
    known = Stamps.of(folder, PATHS)
    (folder / path).write_text("another", encoding="utf-8")
    assert known.differing(folder) == [path]


@pytest.mark.parametrize("path", ["a", "e"])
def test_a_missing_file_is_told_by_either(folder: Path, path: str) -> None:
    (folder / path).unlink()
    with pytest.raises(FileNotFoundError):
        Stamps.of(folder, PATHS)


def test_what_the_other_process_did_not_say_is_asked_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, seen = os.getpid(), stamps.seen

    def ended(root: str, paths: Iterable[str]) -> bytes:
        if os.getpid() != me:
            os.kill(os.getpid(), signal.SIGKILL)
        return seen(root, paths)

    monkeypatch.setattr(stamps, "seen", ended)
    assert Stamps.of(folder, PATHS) == alone(folder)


# Stamps that are asked for while other files are made


def test_early_stamps_are_those_of_the_same_files(folder: Path) -> None:
    early = Early.of(folder, frozenset(PATHS))
    assert early is not None
    moved = folder.rename(folder.with_name("moved"))
    found = early.stamps()
    assert sorted(found.paths) == list(PATHS)
    assert found == Stamps.of(moved, found.paths)


def test_early_stamps_of_what_is_not_there_are_none(folder: Path) -> None:
    (folder / "c").unlink()
    early = Early.of(folder, frozenset(PATHS))
    assert early is not None
    assert early.stamps() == Stamps()


def test_few_are_not_asked_for_early(folder: Path) -> None:
    assert Early.of(folder, frozenset(PATHS[1:])) is None
