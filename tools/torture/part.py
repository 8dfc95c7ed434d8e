"""What a part of the torture comes to, and how one is run apart: a module goes in, figures out."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

Run = Callable[[float, int], "Part"]

# A part may finish what it has begun; after that it is stuck.
GRACE_SHARE, GRACE_SECONDS = 0.5, 60.0


@dataclass(frozen=True, slots=True)
class Part:
    """What a part came to: `runs` is how often it tried, each of `faults` says how to repeat it.

    `not_run` is the reason why it could not run at all on this machine; that is never a success.
    """

    name: str
    runs: int
    faults: tuple[str, ...]
    seconds: float
    notes: tuple[str, ...] = ()
    not_run: str | None = None


def run_of(module: str) -> Run:
    """The function `run` of a part's module; ImportError if there is none."""
    run: Run = importlib.import_module(module).run
    return run


def run_apart(name: str, run: Run, budget: float, seed: int, *, grace: float | None = None) -> Part:
    """Run a part in a process of its own; it is ended with all its children if it does not end.

    A part that raises, dies or does not end within its budget and the grace is at fault.
    """
    began = time.monotonic()
    allowed = budget + (max(budget * GRACE_SHARE, GRACE_SECONDS) if grace is None else grace)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run_into, args=(theirs, run, budget, seed))
    process.start()
    theirs.close()
    answer: object = f"did not end within {allowed:.0f} s, though it had {budget:.0f} s"
    if ours.poll(allowed):
        try:
            answer = ours.recv()
        except EOFError:
            process.join()
            answer = f"died with the code {process.exitcode}"
    else:
        process.kill()
    _end(process)
    if isinstance(answer, Part):
        return answer
    return Part(name, 0, (f"the part itself {answer}",), time.monotonic() - began)


def _run_into(answer: Connection, run: Run, budget: float, seed: int) -> None:
    os.setsid()  # so that it can be ended together with what it starts
    try:
        answer.send(run(budget, seed))
    except Exception:  # whatever a part raises is its fault, and is told
        answer.send(f"failed:\n{traceback.format_exc()}")


def _end(process: multiprocessing.process.BaseProcess) -> None:
    """End a process and all that it started."""
    process.join(timeout=1)
    with suppress(ProcessLookupError, PermissionError):
        if process.pid is not None:
            os.killpg(process.pid, signal.SIGKILL)
    process.join()
