"""A command goes in; the seconds it took, or the memory of all its processes, come out."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

CORES = 2
_EVERY = 0.05
# A sample may take at most this part of the time, so that it does not slow what it looks at.
_SHARE = 0.1


class BenchError(RuntimeError):
    """A command of the harness did not end well."""


def environment(scratch: Path) -> dict[str, str]:
    """Both sides get two cores and keep what they remember below `scratch`."""
    return {**os.environ, "GOMAXPROCS": str(CORES), "HUGO_CACHEDIR": str(scratch / "hugo-cache")}


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
            env=environment(scratch),
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


def seconds(command: Sequence[str | Path], scratch: Path, limit: float) -> float:
    """Wall time of a command that must end with 0 within `limit` seconds."""
    begun = time.perf_counter()
    with started(command, scratch) as process:
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            raise BenchError(f"more than {limit:.0f} s: {_shown(command)}") from None
        took = time.perf_counter() - begun
    if code != 0:
        said = (scratch / "last.log").read_text("utf-8", "replace")[-2000:]
        raise BenchError(f"ended with {code}: {_shown(command)}\n{said}")
    return took


def peak(command: Sequence[str | Path], scratch: Path, limit: float) -> float:
    """Peak of the memory of all processes of a command together, in MB.

    The sum of the proportional set sizes (PSS in `/proc/<pid>/smaps_rollup`), read many times a
    second: what two processes share counts once.
    """
    highest = 0
    ended = threading.Event()
    with started(command, scratch) as process:

        def sample() -> None:
            nonlocal highest
            while not ended.is_set():
                begun = time.perf_counter()
                highest = max(highest, sum(map(_pss, _session(process.pid))))
                took = time.perf_counter() - begun
                ended.wait(max(_EVERY, took / _SHARE))

        watcher = threading.Thread(target=sample)
        watcher.start()
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            raise BenchError(f"more than {limit:.0f} s: {_shown(command)}") from None
        finally:
            ended.set()
            watcher.join()
    if code != 0:
        raise BenchError(f"ended with {code}: {_shown(command)}")
    return highest / 1000


def _session(leader: int) -> Iterator[int]:
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


def _shown(command: Sequence[str | Path]) -> str:
    return " ".join(map(str, command))
