"""What the file system says of very many files is asked by several processes; it is the same."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from pathlib import Path
from time import sleep

import pytest

from nokgen.build import look
from nokgen.build.look import Look, keep_ledger
from nokgen.build.store import Store
from nokgen.write import ledger as module
from nokgen.write import stamps
from nokgen.write.ledger import SHARED, Ledger, Named
from nokgen.write.stamps import TICK, Seen, Stamps
from nokgen.write.swap import Places

PARTS = {SHARED: ("a", "org/b"), "one": ("one/c", "org/1/d"), "other": ("org/2/e", "other/f")}
PATHS = tuple(path for paths in PARTS.values() for path in paths)
FOLDERS = {SHARED: ("one", "org", "other"), "one": ("org/1",), "other": ("org/2",), "search": ()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of so many files that two processes ask for them."""
    monkeypatch.setattr(module, "is_worth_it", lambda files: files >= len(PATHS))
    for path in PATHS:
        (tmp_path / "public" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "public" / path).write_text(path, encoding="utf-8")
    return tmp_path / "public"


def ledger_of(folder: Path, seen: dict[str, Seen] | None = None) -> Ledger:
    named = {name: Named((), paths) for name, paths in PARTS.items()}
    found = Ledger.of(folder, named, "search", seen or {})
    assert found is not None
    return found


def assert_true(ledger: Ledger, folder: Path) -> None:
    """As one process takes the stamps: each of them by itself."""
    assert ledger.told.keys() == FOLDERS.keys()
    for name, folders in FOLDERS.items():
        for known, paths in (
            (ledger.part(name).files, PARTS.get(name, ())),
            (ledger.part(name).folders[0], folders),
        ):
            assert sorted(known.paths) == sorted(paths)
            each = [Stamps.of(folder, [path]).packed for path in known.paths]
            assert known.packed == b"".join(each)


def test_two_processes_say_what_one_says(folder: Path) -> None:
    """And a folder with files of two parts belongs to neither."""
    assert_true(ledger_of(folder), folder)


@pytest.mark.parametrize("path", PATHS)
def test_a_change_is_seen_by_either(folder: Path, path: str) -> None:
    known = ledger_of(folder)
    assert known.changed(folder) == {}
    (folder / path).write_text("another", encoding="utf-8")
    (part,) = (name for name, paths in PARTS.items() if path in paths)
    assert known.changed(folder) == {part: frozenset({path})}


@pytest.mark.parametrize("path", PATHS)
def test_a_missing_file_is_told_by_either(folder: Path, path: str) -> None:
    known = ledger_of(folder)
    (folder / path).unlink()
    assert known.changed(folder) is None
    with pytest.raises(FileNotFoundError):
        ledger_of(folder)


def test_what_the_other_process_did_not_say_is_asked_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, seen = os.getpid(), stamps.stamped

    def ended(root: str, paths: Iterable[str]) -> bytes:
        if os.getpid() != me:
            os.kill(os.getpid(), signal.SIGKILL)
        return seen(root, paths)

    monkeypatch.setattr(stamps, "stamped", ended)
    assert_true(ledger_of(folder), folder)


# Files that many processes look at, each at its own


def test_what_was_seen_of_a_part_is_not_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleep(2 * TICK)
    seen = {name: Seen.of(folder, paths) for name, paths in PARTS.items()}
    moved = folder.rename(folder.with_name("moved"))
    real = os.lstat

    def lstat(path: str) -> os.stat_result:
        assert not any(path == f"{moved}/{each}" for each in PATHS)
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "lstat", lstat)
        patched.setattr(module, "is_worth_it", lambda _files: False)
        found = ledger_of(moved, seen)
    assert_true(found, moved)


def test_what_had_changed_just_then_is_asked_again(folder: Path) -> None:
    (folder / "one/c").write_text("another", encoding="utf-8")
    at = (folder / "one/c").lstat().st_ctime_ns
    seen = {name: Seen.of(folder, paths)._replace(at=at) for name, paths in PARTS.items()}
    (folder / "one/c").write_text("a third", encoding="utf-8")
    assert_true(ledger_of(folder, seen), folder)


# What another process tells while the next site is made


@pytest.fixture
def store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """What is known of the folder, of which another process tells."""
    monkeypatch.setattr(look, "MANY", 1)
    store = Store(folder.parent / "cache")
    keep_ledger(store, "key", ledger_of(folder))
    return store


def last(store: Store, folder: Path) -> tuple[object, bool]:
    """What is told of an output, and whether that was known at once."""
    asked = Look(store, "key", folder)
    try:
        known = asked.last(Places.beside(folder))
        assert known is not None
        return known.changed(), known.is_told
    finally:
        asked.end()


def test_another_process_tells_of_a_change(store: Store, folder: Path) -> None:
    assert last(store, folder) == ({}, False)
    (folder / "org/1/d").write_text("another", encoding="utf-8")
    assert last(store, folder) == ({"one": {"org/1/d"}}, False)
    (folder / "org/1/d").unlink()
    assert last(store, folder) == (None, False)


def test_what_was_told_once_is_known(store: Store, folder: Path) -> None:
    (folder / "a").write_text("another", encoding="utf-8")
    asked = Look(store, "key", folder)
    assert not asked.is_as_left
    known = asked.last(Places.beside(folder))
    asked.end()
    assert known is not None
    assert known.is_told
    assert known.changed() == {SHARED: frozenset({"a"})}


def test_a_process_that_says_nothing_is_not_waited_for(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a").write_text("another", encoding="utf-8")
    for program in ("/bin/false", "/nowhere/python"):
        monkeypatch.setattr("sys.executable", program)
        assert last(store, folder)[0] == {SHARED: frozenset({"a"})}


def test_what_is_said_of_another_output_is_not_taken(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one that another build has made since, while the process began."""
    said = iter([(b"another", {}), (b"another", True)])
    monkeypatch.setattr(look, "_said", lambda _process: next(said))
    (folder / "a").write_text("another", encoding="utf-8")
    asked = Look(store, "key", folder)
    known = asked.last(Places.beside(folder))
    assert known is not None
    assert known.changed() == {SHARED: frozenset({"a"})}
    assert not known.fits()  # there is no spare tree
    asked.end()


def test_another_build_that_came_between_is_seen(store: Store, folder: Path) -> None:
    """The process may have looked at either folder, and speaks of one of them."""
    asked = Look(store, "key", folder)
    folder.rename(folder.with_name("old"))
    for path in PATHS:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("another", encoding="utf-8")
    keep_ledger(store, "key", ledger_of(folder))
    known = asked.last(Places.beside(folder))
    asked.end()
    assert known is not None
    assert known.is_told
    assert known.changed() == {}
