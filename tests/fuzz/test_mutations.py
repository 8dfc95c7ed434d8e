"""Files broken at random, a few thousand of them: the same every time, and none brings nokgen down.

`make torture` runs the same with a hundred thousand. What once was a fault, or nearly one, is kept
in `tests/data/corpus/`, as TARGET/SITE--WHY/PATH.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from nokgen.cli.main import run
from nokgen.import_.limits import LINES
from nokgen.import_.readers.html import read_html
from nokgen.import_.readers.text import read_text
from nokgen.import_.refusal import RefusalError
from nokgen.messages import messages_for
from nokgen.read.compose import compose
from tools.torture import targets
from tools.torture.fuzz import QUICK, Tally, Try, attempt, load, made, main, save
from tools.torture.fuzz import run as torture
from tools.torture.guard import SlowError, StrayError, only_writes, seconds_of
from tools.torture.seed import Seed
from tools.torture.seeds import ROOT, Sites

SEED = 20261122
COUNT = 2000
CORPUS = ROOT / "tests" / "data" / "corpus"
KEPT = sorted(path for path in CORPUS.glob("*/*") if path.is_dir())
WITH_SITE = [place for place in KEPT if place.parent.name in ("check", "disk", "fmt", "build")]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return Sites(tmp_path_factory.mktemp("sites"))


def name_of(place: Path) -> str:
    return f"{place.parent.name}/{place.name}"


def test_thousands_of_broken_files(sites: Sites, tmp_path: Path) -> None:
    tally = Tally()
    for index in range(COUNT):
        each = made(SEED, index, QUICK)
        fault = attempt(each, sites, tally)
        assert fault is None, f"{fault}\nsaved in {save(each, tmp_path)}"
    assert tally.runs == COUNT
    # Both ends are reached: what is refused, and what stays valid though it was changed.
    counts = Counter(tally.counts)
    assert counts["check accepted"] > 5 < counts["check refused"]
    assert counts["table accepted"] > 20 < counts["table refused"]
    assert counts["fmt styled"] > 20 < counts["fmt left alone"]


@pytest.mark.parametrize("place", KEPT, ids=name_of)
def test_the_kept_corpus(place: Path, sites: Sites) -> None:
    assert attempt(load(place), sites, Tally()) is None


@pytest.mark.parametrize("place", WITH_SITE, ids=name_of)
def test_check_ends_with_0_or_1_whatever_a_file_contains(
    place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    each = load(place)
    folder = Sites(tmp_path).folder(each.seed.site)
    file = folder / each.seed.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(each.seed.data)
    code = run(["--root", str(folder), "--today", "2026-11-22", "check"], messages_for("ru"))
    # 2 says that the settings themselves are at fault.
    assert code in ((0, 2) if each.seed.path == "site.yaml" else (0, 1))
    assert "Traceback" not in capfd.readouterr().err


def test_the_same_seed_breaks_the_same_files() -> None:
    first, second = ([made(7, index, QUICK) for index in range(40)] for _ in range(2))
    assert first == second
    assert first != [made(8, index, QUICK) for index in range(40)]


def test_a_text_of_endless_lines_is_refused_before_it_takes_time() -> None:
    assert read_text("а\n" * LINES).rows == LINES
    with pytest.raises(RefusalError):
        read_text("а\n" * (LINES + 1))


def test_a_page_of_endless_references_is_refused_before_it_takes_time() -> None:
    with pytest.raises(RefusalError):
        read_html(b"<html><table><tr><td>" + b"&" * 900_000)


def test_a_file_of_blanks_is_read_in_time() -> None:
    # Was 5 s for 30,000 blanks: the search for a lost «№» looked from each of them.
    # Ends with SlowError, not after hours, if it does so again.
    seconds_of(lambda: compose("a: b" + " " * 900_000 + "c"))


def fails(seed: Seed, _sites: Sites) -> str:
    raise IndexError(f"of {len(seed.data)} bytes")


def loops(_seed: Seed, _sites: Sites) -> str:
    while True:
        pass


def test_a_fault_is_told_with_the_input_that_repeats_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    every = dict.fromkeys(targets.TARGETS, fails)
    monkeypatch.setattr("tools.torture.fuzz.TARGETS", every)
    part = torture(60, seed=1, mutations=4)
    assert part.runs == 4
    assert "IndexError" in part.faults[0]
    place = part.faults[0].rpartition(" ")[2]
    assert main([place]) == 1
    assert "IndexError" in capsys.readouterr().out
    monkeypatch.setattr("tools.torture.fuzz.TARGETS", targets.TARGETS)
    assert main([place]) == 0


def test_what_hangs_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tools.torture.fuzz.TARGETS", {"yaml": loops})
    monkeypatch.setattr("tools.torture.guard.ALARM", 0.02)
    fault = attempt(Try(0, "yaml", Seed("", "x.yaml", b"a: b")), Sites(tmp_path), Tally())
    assert fault is not None
    assert "more than 2 s" in fault
    with pytest.raises(SlowError):
        seconds_of(lambda: _burn(0.02), limit=0.01)


def _burn(seconds: float) -> None:
    began = time.process_time()
    while time.process_time() - began < seconds:
        pass


def test_what_is_written_elsewhere_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    with only_writes(tmp_path / "public"):
        (tmp_path / "public" / "a").write_text("a", encoding="utf-8")
    with pytest.raises(StrayError, match="elsewhere"), only_writes(tmp_path / "public"):
        (tmp_path / "elsewhere").write_text("a", encoding="utf-8")
    with pytest.raises(StrayError, match="mkdir"), only_writes(tmp_path / "public"):
        (tmp_path / "folder").mkdir()
