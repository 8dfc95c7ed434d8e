"""Commands that write sources: each file as a whole, and never over what was not read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from nokgen.cli.main import run as run_command
from nokgen.messages import messages_for
from nokgen.new import init
from nokgen.new.disk import create
from nokgen.owners import write_owners
from nokgen.surroundings import SurroundingsError
from nokgen.write import file
from nokgen.write.file import create_file, replace_file, sweep
from tools.torture.kills import command_faults, in_two_steps, struck_at

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

BEFORE, AFTER, THEIRS = b"title: before\n", b"title: after, and longer\n", b"title: theirs\n"
CHANGED = (
    "файл a.yaml только что изменила другая программа, он оставлен как есть "
    "Сохраните его там и запустите команду ещё раз."
)


def said(error: SurroundingsError) -> str:
    messages = messages_for("ru")
    sentences = [text for text in (error.message, error.hint) if text]
    return " ".join(messages.gettext(text, **error.params) for text in sentences)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def replace(target: Path) -> int:
    replace_file(target, BEFORE, AFTER, name="a.yaml")
    return 0


def make(target: Path) -> int:
    create_file(target, AFTER, name="a.yaml")
    return 0


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "rename"])
@pytest.mark.parametrize("before", [BEFORE, None], ids=["replaced", "new"])
def test_killed_at_every_change_of_the_disk(
    tmp_path: Path, exchange: bool, before: bytes | None
) -> None:
    target = tmp_path / "a.yaml"

    def work() -> int:
        if not exchange:
            in_two_steps()
        return make(target) if before is None else replace(target)

    struck = True
    number = 0
    while struck:
        target.unlink(missing_ok=True)
        if before is not None:
            target.write_bytes(before)
        struck = struck_at(number, work, tmp_path).struck
        assert (target.read_bytes() if target.exists() else None) in (before, AFTER)
        if target.exists() and target.read_bytes() == BEFORE:
            replace(target)
        sweep(tmp_path)
        assert names_in(tmp_path) in (["a.yaml"], [])
        number += 1
    assert number > 3


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_disk_that_refuses_leaves_the_file(tmp_path: Path, number: int) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(BEFORE)

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    def work() -> int:
        try:
            return replace(target)
        except SurroundingsError as error:
            print(said(error))
            return 3

    for at in (0, 1):  # the draft, its bytes
        end = struck_at(at, work, tmp_path, fail)
        assert (end.code, end.said) == (
            3,
            f"не удалось записать a.yaml: {os.strerror(number)} "
            "проверьте, можно ли вам писать в эту папку и есть ли место на диске.\n",
        )
        assert target.read_bytes() == BEFORE
        assert names_in(tmp_path) == ["a.yaml"]


def saved_before(step: Callable[[Path, Path], bool], target: Path) -> Callable[[Path, Path], bool]:
    """Somebody saves the file at the last moment before a step."""

    def call(one: Path, other: Path) -> bool:
        if target.exists() and target.read_bytes() == THEIRS:
            return step(one, other)
        target.write_bytes(THEIRS)
        return step(one, other)

    return call


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "rename"])
def test_what_is_saved_at_the_last_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(BEFORE)
    step = file.exchange if exchange else (lambda _one, _other: False)
    monkeypatch.setattr(file, "exchange", saved_before(step, target))
    with pytest.raises(SurroundingsError) as caught:
        replace(target)
    assert said(caught.value) == CHANGED
    assert target.read_bytes() == THEIRS
    assert names_in(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize("atomic", [True, False], ids=["one step", "link"])
def test_what_is_made_at_the_last_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atomic: bool
) -> None:
    target = tmp_path / "a.yaml"
    step = file.settle if atomic else (lambda _one, _other: False)
    monkeypatch.setattr(file, "settle", saved_before(step, target))
    assert create(target, "ours") is False
    assert target.read_bytes() == THEIRS
    target.unlink()
    with pytest.raises(SurroundingsError) as caught:
        replace_file(target, None, AFTER, name="a.yaml")
    assert said(caught.value) == CHANGED
    assert target.read_bytes() == THEIRS
    assert names_in(tmp_path) == ["a.yaml"]


def test_a_file_keeps_its_mode_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(BEFORE)
    target.chmod(0o640)
    replace(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    create(tmp_path / "b.yaml", "new")
    assert (tmp_path / "b.yaml").stat().st_mode == usual.stat().st_mode


def test_a_link_in_place_of_a_draft_is_not_written_through(tmp_path: Path) -> None:
    """Content that comes by a pull request may hold links of any name."""
    secret, content = tmp_path / "secret", tmp_path / "content"
    secret.write_bytes(b"mine")
    content.mkdir()
    for name in (f".nokgen-{os.getpid()}.tmp", ".a.yaml.nokgen.tmp"):
        (content / name).symlink_to(secret)
    (content / "a.yaml").write_bytes(BEFORE)
    replace(content / "a.yaml")
    create(content / "b.yaml", "new")
    write_owners(content / "a.yaml", AFTER.decode(), "other")
    assert secret.read_bytes() == b"mine"
    assert (content / "a.yaml").read_bytes() == b"other"


def test_the_draft_of_a_living_run_stays(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(BEFORE)
    seen: list[list[str]] = []

    def at_the_end() -> None:
        child = os.fork()
        if child == 0:
            sweep(tmp_path)
            os._exit(0)
        os.waitpid(child, 0)
        seen.append(names_in(tmp_path))
        os.write(1, " ".join(seen[0]).encode())

    end = struck_at(3, lambda: replace(target), tmp_path, at_the_end)
    assert ".tmp" in end.said
    assert target.read_bytes() == AFTER
    assert names_in(tmp_path) == ["a.yaml"]


# The commands


@pytest.fixture
def site(tmp_path: Path) -> Path:
    init(tmp_path / "site", messages_for("ru"))
    return tmp_path / "site"


def test_fmt_killed_while_it_writes(tmp_path: Path) -> None:
    found = list(command_faults(tmp_path, "fmt", stride=2))
    assert [fault for fault in found if fault] == []
    assert len(found) > 1


def test_permalinks_that_somebody_changes_meanwhile_stay(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Between reading the list and writing it lies a check of the whole site."""
    from nokgen import check

    lock, real = site / "permalinks.lock", check.check

    def checked(*args: object) -> object:
        found = real(*args)  # type: ignore[arg-type]
        lock.write_text("/from-a-merge/\n")
        return found

    monkeypatch.setattr(check, "check", checked)
    arguments = ["-C", str(site), "--today", "2026-11-22", "permalinks"]
    assert run_command(arguments, messages_for("ru")) == 3
    assert "только что изменила другая программа" in capsys.readouterr().err
    assert lock.read_text() == "/from-a-merge/\n"


def test_owners_that_somebody_changes_meanwhile_stay(tmp_path: Path) -> None:
    path = tmp_path / "CODEOWNERS"
    path.write_text("* @theirs\n")
    with pytest.raises(SurroundingsError) as caught:
        write_owners(path, "", "* @ours\n")
    assert "только что изменила другая программа" in said(caught.value)
    assert path.read_text() == "* @theirs\n"
