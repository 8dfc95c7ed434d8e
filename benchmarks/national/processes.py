"""A command goes in; the seconds it took, or the memory of all its processes, come out."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.environment import environment

CORES = 2
_EVERY = 0.05
# A sample may take at most this part of the time, so that it does not slow what it looks at.
_SHARE = 0.1


class BenchError(RuntimeError):
    """A command of the harness did not end well."""


class TimeUpError(BenchError):
    """A command was ended since it took too long, or since the time for everything was up."""


def nokgen_cache(scratch: Path) -> Path:
    """Where nokgen remembers what it need not do again."""
    return scratch / "nokgen-cache"


def hugo_cache(scratch: Path) -> Path:
    """Where Hugo keeps what it keeps."""
    return scratch / "hugo-cache"


def _environment(scratch: Path) -> dict[str, str]:
    """Both sides get two cores and keep what they remember below `scratch`."""
    kept = str(hugo_cache(scratch.resolve()))
    return environment(nokgen_cache(scratch), GOMAXPROCS=str(CORES), HUGO_CACHEDIR=kept)


def available() -> int:
    """Bytes of memory that nobody needs; 0 where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return 0
    return next((int(x.split()[1]) * 1024 for x in lines if x.startswith("MemAvailable:")), 0)


def two_cores() -> None:
    """Bind this process, and all that it starts, to two cores."""
    allowed = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, allowed[:CORES])


@contextmanager
def started(command: Sequence[str | Path], scratch: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in a session of its own; whatever is left of it is ended."""
    log = scratch / "last.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=_environment(scratch),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds on the clock and, if it was asked for, the peak of memory in MB."""

    seconds: float
    memory: float = 0.0


def seconds(command: Sequence[str | Path], scratch: Path, limit: float) -> float:
    """Wall time of a command that must end with 0 within `limit` seconds."""
    begun = time.perf_counter()
    with started(command, scratch) as process:
        code = _ended(process, limit)
        took = time.perf_counter() - begun
    _expect_success(code, command, scratch)
    return took


def peak(command: Sequence[str | Path], scratch: Path, limit: float) -> float:
    """Peak of the memory of all processes of a command together, in MB."""
    return used(command, scratch, limit).memory


def used(command: Sequence[str | Path], scratch: Path, limit: float) -> Used:
    """Wall time and peak of memory of one run.

    The peak is that of the sum of the proportional set sizes (PSS in `/proc/<pid>/smaps_rollup`),
    read many times a second: what two processes share counts once. Reading takes up to a tenth of
    one core, so that the time is a little longer than that of `seconds`.
    """
    highest = 0
    ended = threading.Event()
    begun = time.perf_counter()
    with started(command, scratch) as process:

        def sample() -> None:
            nonlocal highest
            while not ended.is_set():
                begun = time.perf_counter()
                highest = max(highest, sum(map(_pss, session(process.pid))))
                took = time.perf_counter() - begun
                ended.wait(max(_EVERY, took / _SHARE))

        watcher = threading.Thread(target=sample)
        watcher.start()
        try:
            code = _ended(process, limit)
            took = time.perf_counter() - begun
        finally:
            ended.set()
            watcher.join()
    _expect_success(code, command, scratch)
    return Used(took, highest / 1000)


def _ended(process: subprocess.Popen[bytes], limit: float) -> int:
    """Wait for a process; TimeUpError if it had to be ended.

    Not `wait(timeout)`: it looks twenty times a second, and what takes 0.3 s is measured here.
    """
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(max(limit, 0.0), end)
    timer.start()
    try:
        code = process.wait()
    finally:
        timer.cancel()
    if is_late.is_set():
        raise TimeUpError(f"ended after {limit:.0f} s: {_shown(process.args)}")
    return code


def _expect_success(code: int, command: Sequence[str | Path], scratch: Path) -> None:
    if code != 0:
        said = (scratch / "last.log").read_text("utf-8", "replace")[-2000:]
        raise BenchError(f"ended with {code}: {_shown(command)}\n{said}")


def session(leader: int) -> Iterator[int]:
    """The processes of a session."""
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                if os.getsid(int(entry.name)) == leader:
                    yield int(entry.name)
            except ProcessLookupError:
                continue


def _pss(process: int) -> int:
    """kB of one process; 0 when it has just ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as lines:  # noqa: PTH123
            return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def _shown(command: object) -> str:
    return " ".join(map(str, command)) if isinstance(command, list | tuple) else str(command)
