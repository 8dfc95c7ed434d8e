"""What an editor waits for: a side and a finished site go in, seconds to fresh pages come out."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path

from benchmarks.national.processes import BenchError, started

_JSON = re.compile(r'"full_title": "[^"]*"')
_STEP = 0.004


def edit(plan: Path, number: int) -> str:
    """Give a plan another title, a new one for each number; the words to look for."""
    words = f"План для замера номер {number}"
    text = plan.read_text("utf-8")
    if plan.suffix == ".md" and text.startswith("{"):
        changed = _JSON.sub(f'"full_title": "{words}"', text, count=1)
    else:
        key = "full_title" if plan.suffix == ".md" else "title"
        pattern = re.compile(rf"(?m)^{key}: .*(?:\n  .*)*")
        changed = pattern.sub(f"{key}: {words}", text, count=1)
    if words not in changed:
        raise BenchError(f"no title in {plan}")
    plan.write_text(changed, "utf-8")
    return words


def spread(plans: Sequence[Path], number: int, of: int) -> Path:
    """The plan for run `number` of `of`: another one each time, of regions far from each other."""
    return plans[(number + 1) * len(plans) // (of + 1)]


def served(
    command: Sequence[str | Path], scratch: Path, address: str, plan: Path, runs: int, limit: float
) -> list[float]:
    """Seconds from a save to the new words at an address of a server that rebuilds."""
    found: list[float] = []
    with started(command, scratch) as process:
        _wait(process.poll, address, "</html>", limit)
        # The first rebuild may still warm something up.
        for number in range(runs + 1):
            time.sleep(1.0)
            words = edit(plan, 1000 + number)
            found.append(_wait(process.poll, address, words, limit))
    return found[1:]


def _wait(ended: object, address: str, words: str, limit: float) -> float:
    begun = time.perf_counter()
    while time.perf_counter() - begun < limit:
        try:
            with urllib.request.urlopen(address, timeout=limit) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - begun
        except (urllib.error.URLError, HTTPException, ConnectionError, TimeoutError):
            # Also while a server replaces the page: it begins an answer and has nothing to end it.
            if callable(ended) and ended() is not None:
                raise BenchError(f"the server of {address} ended") from None
        time.sleep(_STEP)
    raise BenchError(f"more than {limit:.0f} s for {address}")


def snapshot(public: Path) -> dict[str, tuple[int, int]]:
    """What tells whether a file was written: its number and its time."""
    return {
        path.relative_to(public).as_posix(): (stat.st_ino, stat.st_mtime_ns)
        for path in public.rglob("*")
        if path.is_file()
        for stat in (path.stat(),)
    }
