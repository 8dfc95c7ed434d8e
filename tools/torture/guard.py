"""A call goes in; it is watched for time, memory and what it writes, and ends with a fault."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SECONDS = 2.0
# Time of the processor, not of the wall, so that other programs do not matter; the alarm comes
# later than the promise, and what was too slow is tried again before it is called a fault.
ALARM = 2.5 * SECONDS
MEMORY = 3 * 1024**3

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Events of Python's audit hooks that change the disk, and which of their arguments are paths.
_CHANGES = {
    "os.mkdir": (0,),
    "os.rmdir": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.link": (1,),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.chmod": (0,),
    "os.utime": (0,),
}
_FORBIDDEN = ("os.system", "os.exec", "os.posix_spawn", "socket.connect", "socket.bind")


class SlowError(BaseException):
    """The time is over; no `except Exception` swallows it."""


class StrayError(Exception):
    """Something was written, started or called that must not be."""


class _Watch:
    """What may be written at the moment; None when nobody watches."""

    allowed: Sequence[str] | None = None
    strays: list[str]
    hooked = False


def only_writes(*allowed: Path) -> _Allowing:
    """A context in which anything written outside `allowed` is a StrayError at its end."""
    return _Allowing([os.path.realpath(path) for path in allowed])


class _Allowing:
    def __init__(self, allowed: Sequence[str]) -> None:
        self._allowed = allowed

    def __enter__(self) -> None:
        if not _Watch.hooked:
            sys.addaudithook(_audit)
            _Watch.hooked = True
        _Watch.strays = []
        _Watch.allowed = self._allowed

    def __exit__(self, *_error: object) -> None:
        _Watch.allowed = None
        if _Watch.strays:
            raise StrayError("; ".join(_Watch.strays[:5]))


def _audit(event: str, args: tuple[object, ...]) -> None:
    if _Watch.allowed is None:
        return
    if event == "open":
        path, _mode, flags = args[0], args[1], args[2]
        if isinstance(flags, int) and flags & _WRITING and not isinstance(path, int):
            _look("open", path)
    elif event in _CHANGES:
        for place in _CHANGES[event]:
            _look(event, args[place])
    elif event in _FORBIDDEN:
        _Watch.strays.append(f"{event} {args!r}"[:200])


def _look(event: str, path: object) -> None:
    if not isinstance(path, str | bytes | os.PathLike):
        return
    # Of relative names only those below an open folder are met (`shutil.rmtree`): its own is seen.
    name = os.fsdecode(path)
    if not Path(name).is_absolute() or name == os.devnull or name.endswith(".pyc"):
        return
    real = str(Path(os.path.realpath(Path(name).parent), Path(name).name))
    allowed = _Watch.allowed or ()
    if not any(real.startswith(each) for each in allowed) and "__pycache__" not in real:
        _Watch.strays.append(f"{event} {name}")


@contextmanager
def alarm(seconds: float = ALARM) -> Iterator[None]:
    """A context that ends with SlowError after so many seconds of the processor."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise SlowError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds_of(call: Callable[[], None], limit: float = SECONDS) -> float:
    """How long a call takes on the processor; SlowError if twice longer than `limit`."""
    for attempt in range(2):
        began = time.process_time()
        try:
            with alarm(limit / SECONDS * ALARM):
                call()
        except SlowError:
            if attempt:
                raise
            continue
        took = time.process_time() - began
        if took <= limit:
            return took
    raise SlowError


def bound_memory(limit: int = MEMORY) -> None:
    """Let this process have no more memory than that: MemoryError instead of a dead machine."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
