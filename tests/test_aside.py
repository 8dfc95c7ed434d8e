"""Work that another process does meanwhile: what it came to, or nothing, never half of it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from types import FrameType

import pytest

from nokgen.aside import aside

# More than a pipe holds: the other process waits until somebody reads.
LARGE = bytes(range(256)) * 1024


@pytest.mark.parametrize("said", [b"", b".", LARGE])
def test_what_was_said_arrives(said: bytes) -> None:
    assert aside(lambda: said)() == said


def test_work_that_fails_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert aside(lambda: bytes([1 // 0]))() is None
    assert capfd.readouterr() == ("", "")


def test_half_an_answer_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    fork = os.fork

    def noted() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", noted)
    found = aside(lambda: LARGE)
    os.kill(children[0], signal.SIGKILL)
    assert found() is None


def test_who_is_not_asked_ends_all_the_same() -> None:
    found = aside(lambda: LARGE)
    del found  # with it goes the end of the pipe from which nobody has read
    _pid, status = os.wait()
    assert os.WIFEXITED(status)


def test_who_is_interrupted_ends_the_work_which_cleans_up(tmp_path: Path) -> None:
    begun, cleaned = tmp_path / "begun", tmp_path / "cleaned"

    def work() -> bytes:
        try:
            begun.touch()
            time.sleep(600)
            return b""
        finally:
            cleaned.touch()

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        if begun.exists():
            raise KeyboardInterrupt
        signal.setitimer(signal.ITIMER_REAL, 0.05)

    found = aside(work)
    before = signal.signal(signal.SIGALRM, interrupted)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(KeyboardInterrupt):
            found()
    finally:
        signal.signal(signal.SIGALRM, before)
    assert cleaned.exists()
