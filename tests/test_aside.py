"""Work that another process does meanwhile: what it came to, or nothing, never half of it."""

from __future__ import annotations

import os
import signal

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
