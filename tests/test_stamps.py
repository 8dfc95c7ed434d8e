"""What the file system says of very many files is asked by two processes; that changes nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from nokgen.write import stamps
from nokgen.write.stamps import Stamps

PATHS = ("a", "b", "c", "d", "e")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of so many files that two processes ask for them."""
    monkeypatch.setattr(stamps, "_may_fork", lambda: True)
    monkeypatch.setattr(stamps, "_MANY", len(PATHS))
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


@pytest.mark.parametrize("left", [0, 40])
def test_half_an_answer_is_no_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    """The other process is ended from outside: it has said nothing, or the beginning."""
    me, seen = os.getpid(), stamps._seen

    def cut(root: str, paths: Sequence[str]) -> bytes:
        return seen(root, paths) if os.getpid() == me else seen(root, paths)[:left]

    monkeypatch.setattr(stamps, "_seen", cut)
    assert Stamps.of(folder, PATHS) == alone(folder)
