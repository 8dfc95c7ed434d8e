"""Work goes in; another process does it while this one goes on, and what it came to comes out."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable

_PDEATHSIG = 1
# Fewer files than these are done before a second process is there: a fork takes as long as 2,000.
MANY = 20_000
# Ends what was said: whoever is ended before has not said it.
_WHOLE = b"."


def is_worth_it(files: int) -> bool:
    """Whether a second process would help with so many files, and finds no lock of another thread
    shut.
    """
    if files < MANY or sys.platform != "linux":
        return False
    return len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def aside(work: Callable[[], bytes]) -> Callable[[], bytes | None]:
    """Have `work` done by a fork of this process; whoever asks for what it came to, waits for it.

    None, if it failed or was ended from outside: then it is to be done here. Whoever is interrupted
    while waiting ends it: what it has begun, it cleans up. To be asked for only where it
    `is_worth_it`.
    """
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        try:
            end_with(parent)
            signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(1))
            os.close(reading)  # or nobody would tell that the other end has gone
            with os.fdopen(writing, "wb") as answer:
                answer.write(work())
                answer.write(_WHOLE)
        finally:  # whatever happened: there is one process to go on
            os._exit(0)
    os.close(writing)
    heard = os.fdopen(reading, "rb")

    def found() -> bytes | None:
        try:
            with heard:
                said = heard.read()
        except BaseException:
            os.kill(child, signal.SIGTERM)
            raise
        finally:
            os.waitpid(child, 0)
        return said[: -len(_WHOLE)] if said.endswith(_WHOLE) else None

    return found


def end_with(parent: int) -> None:
    """In a process that `parent` has made: Ctrl-C is for that one, and this one ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
