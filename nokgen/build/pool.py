"""Pieces of work go in, their results come out in the same order, from as many processes as asked.

The processes are forks: they have everything that the caller has, and only results travel.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import TypeVar

from nokgen.aside import end_with
from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError

T = TypeVar("T")
R = TypeVar("R")

# Fewer pieces than these are done before processes for them have started.
WORTH_IT = 3
# What the processes of this pool work with; a fork has it without a copy.
_WORK: dict[int, Callable[[int], object]] = {}
_NAMES = count()


def usual_jobs() -> int:
    """As many processes as this process may use cores; one where processes cannot be forked."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


def done(
    work: Callable[[T], R],
    pieces: Sequence[T],
    jobs: int,
    *,
    is_small: bool = True,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[R]:
    """The results of `work` for every piece, in their order.

    In this process with one job, for few pieces, or while other threads run: a fork would find
    their locks shut. The first of small pieces is done here, too: what it loads and compiles, the
    others have by their fork. While others work, this process does what is to be done `meanwhile`.
    SurroundingsError when a process was ended from outside.
    """
    if jobs < 2 or len(pieces) < WORTH_IT or threading.active_count() > 1:
        yield from map(work, pieces)
        return
    if is_small:
        yield work(pieces[0])
        pieces = pieces[1:]
    import multiprocessing  # an edit makes too little to need them
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    name = next(_NAMES)
    _WORK[name] = lambda number: work(pieces[number])
    context = multiprocessing.get_context("fork")
    # What is known by now stays until the end: a collector that looks at it in every process would
    # make a copy of it for each.
    gc.freeze()
    pool = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=end_with, initargs=(os.getpid(),)
    )
    try:
        futures = [pool.submit(_do, name, number) for number in range(len(pieces))]
        meanwhile()
        for place, future in enumerate(futures):
            yield future.result()  # type: ignore[misc]
            futures[place] = None  # type: ignore[call-overload]
    except BrokenProcessPool as error:
        raise SurroundingsError(
            N_("A process of the build was ended from outside: perhaps the memory was not enough."),
            hint=N_("Build again with fewer processes: --jobs 1."),
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        del _WORK[name]


def _do(name: int, number: int) -> object:
    return _WORK[name](number)
