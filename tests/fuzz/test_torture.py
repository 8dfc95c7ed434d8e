"""`make torture` cannot pass when a part of it fails, raises, hangs or cannot run."""

from __future__ import annotations

import os
import time

import pytest

from tools.torture import coverage
from tools.torture.__main__ import PARTS, main
from tools.torture.part import Part, run_apart, run_of


def passes(budget: float, seed: int) -> Part:
    return Part("passes", 1000, (), budget, ("a note",))


def finds_a_fault(budget: float, seed: int) -> Part:
    return Part("finds", 3, ("the input stands in /somewhere/x.yaml",), 0.1)


def is_wrong(budget: float, seed: int) -> Part:
    raise ZeroDivisionError("oh")


def dies(budget: float, seed: int) -> Part:
    os._exit(7)


def cannot(budget: float, seed: int) -> Part:
    return Part("cannot", 0, (), 0.0, not_run="its library is not installed")


def hangs(budget: float, seed: int) -> Part:
    time.sleep(600)
    return passes(budget, seed)


def test_a_part_without_faults_ends_with_0(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--budget", "5"], {"passes": passes}) == 0
    shown = capfd.readouterr().out
    assert "passes           1,000        0       5.0\n    a note" in shown


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (finds_a_fault, "/somewhere/x.yaml"),
        (is_wrong, "ZeroDivisionError: oh"),
        (dies, "died with the code 7"),
    ],
)
def test_a_fault_of_a_part_ends_with_1(
    part: object, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["--seed", "5"], {"passes": passes, "fails": part}) == 1  # type: ignore[dict-item]
    shown = capfd.readouterr().out
    assert told in shown
    assert "(seed 5)" in shown


def test_a_part_that_hangs_is_ended_and_at_fault() -> None:
    part = run_apart("hangs", hangs, 0.1, 1, grace=0.1)
    assert "did not end" in part.faults[0]


def test_fuzzing_by_coverage_says_that_its_library_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(coverage, "find_spec", lambda _name: None)
    part = coverage.run(1, 1)
    assert part.not_run == coverage.NOT_HERE
    assert part.runs == 0


def test_every_part_that_is_listed_stands_there() -> None:
    for kind in PARTS.values():
        assert callable(run_of(kind.module))


def test_a_part_that_cannot_run_is_never_a_success(capfd: pytest.CaptureFixture[str]) -> None:
    parts = {"passes": passes, "cannot": cannot}
    assert main(["--part", "cannot"], parts) == 2
    assert main([], parts) == 0
    shown = capfd.readouterr().out
    assert shown.count("NOT RUN: its library is not installed") == 2
    assert shown.count("; not run: cannot") == 2
