"""A server that rebuilds goes in, seconds from a save until an editor sees it come out."""

from __future__ import annotations

import os
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from benchmarks.national import edits
from benchmarks.national.processes import BenchError, TimeUpError, session, started

_STEP = 0.004
# A server is at rest that has hardly used the processors for so long: after a build nokgen learns
# for the next save, then makes the index of the search.
_REST = 2.0
_HARDLY = 0.05
# What the events tell a browser to wait before it asks again.
_AGAIN = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A server on this machine: its command, and the plan whose page is in view.

    `made` is the file of that page in the finished site; `has_events`: pages listen to the server.
    """

    command: Sequence[str | Path]
    port: int
    page: str
    plan: Path
    made: Path
    has_events: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Seconds from a save until the page in view had the new words, and until its file had."""

    page: float
    site: float


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def served(server: Server, scratch: Path, runs: int, limit: float) -> Iterator[Shown]:
    """What an editor waits for who sees the page of a plan in a browser and saves the plan."""
    with started(server.command, scratch) as process:

        def has_ended() -> bool:
            return process.poll() is not None

        def loaded() -> str:
            return _loaded(f"http://127.0.0.1:{server.port}{server.page}", limit)

        def made() -> str:
            return server.made.read_text("utf-8")

        _wait(loaded, "</html>", has_ended, limit)
        if server.has_events:
            threading.Thread(target=_listen, args=(server, has_ended), daemon=True).start()
        for number in range(runs + 1):
            _rest(process.pid, limit)
            begun = time.perf_counter()
            words = edits.edit(server.plan, 1000 + number)
            page = _wait(loaded, words, has_ended, limit) - begun
            site = _wait(made, words, has_ended, limit) - begun
            # The first save may still warm something up.
            if number:
                yield Shown(page, site)


def _listen(server: Server, has_ended: Callable[[], bool]) -> None:
    """Hold the events of the page open, as the browser does that shows it."""
    while not has_ended():
        with suppress(OSError, HTTPException):
            connection = HTTPConnection("127.0.0.1", server.port)
            connection.request("GET", f"/.nokgen/events?page={quote(server.page, safe='')}")
            with connection.getresponse() as answer:
                while answer.readline():
                    pass
        time.sleep(_AGAIN)


def _loaded(address: str, limit: float) -> str:
    with urllib.request.urlopen(address, timeout=limit) as answer:
        text: str = answer.read().decode()
        return text


def _wait(
    look: Callable[[], str], words: str, has_ended: Callable[[], bool], limit: float
) -> float:
    """When the words were there."""
    until = time.perf_counter() + limit
    while time.perf_counter() < until:
        # Also while a server replaces the page: it begins an answer and has nothing to end it.
        with suppress(OSError, HTTPException, UnicodeDecodeError):
            if words in look():
                return time.perf_counter()
        if has_ended():
            raise BenchError("the server ended")
        time.sleep(_STEP)
    raise TimeUpError(f"more than {limit:.0f} s until a page had its new words")


def _rest(leader: int, limit: float) -> None:
    """Wait until the processes of a session have nothing to do."""
    until = time.perf_counter() + limit
    before = _worked(leader)
    while time.perf_counter() < until:
        time.sleep(_REST)
        now = _worked(leader)
        if abs(now - before) < _HARDLY:
            return
        before = now
    raise TimeUpError(f"the server was not at rest within {limit:.0f} s")


def _worked(leader: int) -> float:
    """Seconds of the processors that the processes of a session took, with those that ended."""
    ticks = 0
    for process in session(leader):
        with suppress(OSError):
            stat = Path(f"/proc/{process}/stat").read_text("utf-8")
            # Behind the name: user, system, and the same of children that ended.
            ticks += sum(map(int, stat.rpartition(")")[2].split()[11:15]))
    return ticks / _TICKS
