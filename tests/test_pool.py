"""Work in several processes: what comes back, in which order, and what a failure looks like."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache

import pytest

from nokgen.build.pool import WORTH_IT, done

# A process of its own: where tests run side by side there are threads, and no fork.
PROGRAM = """
import json, os, signal, threading, time
from nokgen.build.pool import WORTH_IT, done
from nokgen.messages import messages_for
from nokgen.surroundings import SurroundingsError

say = messages_for("ru").gettext
pieces = list(range(20))
found = {}

def slow_at_first(n):
    time.sleep(0.2 if n == 1 else 0)
    return n, os.getpid()

came = list(done(slow_at_first, pieces, 2))
found["order"] = [n for n, _pid in came] == pieces
found["processes"] = len({pid for n, pid in came if n})
found["ours"] = [n for n, pid in came if pid == os.getpid()]
few = list(done(slow_at_first, pieces[: WORTH_IT - 1], 2))
found["few"] = {pid for _n, pid in few} == {os.getpid()}
one = list(done(slow_at_first, pieces, 1))
found["one job"] = {pid for _n, pid in one} == {os.getpid()}

def fails(n):
    if n == 7:
        raise SurroundingsError("%(path)s", hint="hint", params={"path": "/a"}, exit_code=2)
    return n

got = []
try:
    for n in done(fails, pieces, 2):
        got.append(n)
except SurroundingsError as error:
    found["failure"] = [error.message, error.hint, dict(error.params), error.exit_code]
found["before it"] = got

def bug(n):
    raise KeyError(n)

try:
    list(done(bug, pieces, 2))
except KeyError as error:
    found["bug"] = repr(error)

def dies(n):
    if n == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return n

try:
    list(done(dies, pieces, 2))
except SurroundingsError as error:
    found["killed"] = [say(error.message), say(error.hint)]

stop = threading.Event()
threading.Thread(target=stop.wait, daemon=True).start()
beside = list(done(slow_at_first, pieces, 2))
found["beside a thread"] = {pid for _n, pid in beside} == {os.getpid()}
stop.set()
print(json.dumps(found))
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")


@cache
def found() -> dict[str, object]:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert isinstance(told, dict)
    return told


def test_results_come_in_the_order_of_the_pieces_from_other_processes() -> None:
    assert found()["order"] is True
    assert found()["processes"] == 2
    assert found()["ours"] == [0]  # what it has loaded, the others need not load


def test_little_work_and_one_job_stay_in_this_process() -> None:
    assert found()["few"] is True
    assert found()["one job"] is True


def test_no_fork_beside_a_thread() -> None:
    assert found()["beside a thread"] is True


def test_a_failure_comes_back_whole_after_what_was_done_before() -> None:
    assert found()["failure"] == ["%(path)s", "hint", {"path": "/a"}, 2]
    assert found()["before it"] == list(range(7))
    assert found()["bug"] in [f"KeyError({n})" for n in range(20)]


def test_a_process_that_is_ended_from_outside_is_told_in_words() -> None:
    assert found()["killed"] == [
        "Один из процессов сборки прервали извне: возможно, не хватило памяти.",
        "Соберите ещё раз, попросив меньше процессов: --jobs 1.",
    ]


def test_pieces_are_worked_on_lazily_here() -> None:
    asked: list[int] = []

    def work(piece: int) -> int:
        asked.append(piece)
        return piece

    results = done(work, range(WORTH_IT), 1)
    assert next(results) == 0
    assert asked == [0]
