"""A seed of chance and a budget go in; thousands of broken files are read, and faults come out.

`python -m tools.torture.fuzz FOLDER…` repeats what was saved of a fault, or of the kept corpus.
"""

from __future__ import annotations

import multiprocessing
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tools.torture import seeds as of
from tools.torture.guard import SECONDS, SlowError, bound_memory, seconds_of
from tools.torture.mutate import mutated
from tools.torture.mutate_tree import gently_changed, tree_text
from tools.torture.part import Part
from tools.torture.pieces import VALUES
from tools.torture.seed import Seed
from tools.torture.seeds import Sites
from tools.torture.targets import TARGETS

PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Mix:
    """How often each target is chosen, and the share of large files, which cost ten times more."""

    weights: Mapping[str, int]
    large: float


TORTURE = Mix(
    {
        "check": 250,
        "disk": 20,
        "fmt": 80,
        "table": 250,
        "yaml": 180,
        "deadline": 180,
        "markdown": 20,
        "import": 19,
        "build": 1,
    },
    large=0.05,
)
# For the tests: what takes longest is left out.
QUICK = Mix(
    {"check": 14, "fmt": 5, "table": 30, "yaml": 24, "deadline": 23, "markdown": 1}, large=0
)
# What is slower by its nature: a whole site, and documents, which are read in a process of their
# own that has a minute.
LIMITS = {"build": 30.0, "pdf": 60.0, "html": 60.0, "docx": 60.0}
MAX_FAULTS = 20
MEGABYTE = 1_000_000  # up to here the time is promised; larger files may take more in proportion


@dataclass(frozen=True, slots=True)
class Try:
    """One broken file: number `index` of a seed of chance, and the target that reads it."""

    index: int
    target: str
    seed: Seed


@dataclass(slots=True)
class Tally:
    """What a process came to."""

    runs: int = 0
    faults: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    slowest: dict[str, float] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


def run(budget: float, seed: int, mutations: int | None = None) -> Part:
    """Break files for `budget` seconds, or until there were `mutations` of them."""
    began = time.monotonic()
    kept = Path(tempfile.mkdtemp(prefix="nokgen-torture-"))
    context = multiprocessing.get_context("fork")
    tallies = []
    workers = []
    for number in range(PROCESSES):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(
            target=_work, args=(theirs, kept, began + budget, seed, number, mutations)
        )
        process.start()
        theirs.close()
        workers.append((process, ours))
    faults: list[str] = []
    for number, (process, ours) in enumerate(workers):
        try:
            tallies.append(ours.recv())
        except EOFError:
            process.join()
            faults.append(_dead(kept, number, process.exitcode))
        process.join()
    faults += {kind: text for tally in tallies for kind, text in tally.faults.items()}.values()
    if not faults:
        shutil.rmtree(kept)
    runs = sum(tally.runs for tally in tallies)
    notes = _notes(tallies)
    if mutations is not None and runs < mutations and not faults:
        notes = (*notes, f"the time ended before {mutations:,} mutations")
    return Part("fuzz", runs, tuple(faults), time.monotonic() - began, notes)


def _notes(tallies: Sequence[Tally]) -> tuple[str, ...]:
    counts: Counter[str] = sum((tally.counts for tally in tallies), Counter())
    lines = []
    for target in TARGETS:
        came = {
            key.partition(" ")[2]: count
            for key, count in sorted(counts.items())
            if key.startswith(f"{target} ")
        }
        slowest = max((tally.slowest.get(target, 0.0) for tally in tallies), default=0.0)
        if came and target != "deadline":
            words = ", ".join(f"{count:,} {what}" for what, count in came.items())
        else:
            words = f"{sum(came.values()):,}"
        lines.append(f"{target}: {words}; the slowest {slowest * 1000:.0f} ms")
    return tuple(lines)


def _work(
    answer: Connection, kept: Path, until: float, seed: int, number: int, mutations: int | None
) -> None:
    """Every second try, so that two processes share them; ends at a time or a number."""
    bound_memory()
    folder = kept / f"work-{number}"
    tally = Tally()
    sites = Sites(folder / "sites")
    index = number
    while time.monotonic() < until and (mutations is None or index < mutations):
        each = made(seed, index)
        (kept / f"last-{number}").write_text(f"{seed} {index} {each.target}", encoding="utf-8")
        fault = attempt(each, sites, tally)
        if fault is not None and _kind(fault) not in tally.faults:
            place = save(each, kept)
            tally.faults[_kind(fault)] = (
                f"{fault}\n  input: {place}\n  again: python -m tools.torture.fuzz {place}"
            )
            if len(tally.faults) >= MAX_FAULTS:
                break
        index += PROCESSES
    shutil.rmtree(folder, ignore_errors=True)
    answer.send(tally)


def _dead(kept: Path, number: int, code: int | None) -> str:
    """The fault of a process that died: what it was reading is made again and saved."""
    seed, index, _target = (kept / f"last-{number}").read_text(encoding="utf-8").split(" ")
    place = save(made(int(seed), int(index)), kept)
    return f"the process died with the code {code}\n  input: {place}"


def _kind(fault: str) -> str:
    """The same for faults that are most likely one: where it was raised."""
    lines = [line.strip() for line in fault.strip().split("\n")]
    where = [line for line in lines if line.startswith("File ")]
    return where[-1] if where else lines[0][:40]


def made(seed: int, index: int, mix: Mix = TORTURE) -> Try:
    """Try number `index`: the same for the same seed and the same files of the project."""
    rng = Random(f"{seed}/{index}")
    target = rng.choices(list(mix.weights), list(mix.weights.values()))[0]
    chosen = _chosen(target, rng, mix.large)
    if target == "build":
        return Try(index, target, _gently(chosen, rng))
    data = mutated(chosen.data, rng, chosen.suffix, of.tree_of(chosen))
    if target == "check" and chosen.suffix == ".lock":  # read from the disk only
        target = "disk"
    path = _renamed(chosen.path, rng) if target in ("check", "disk") else chosen.path
    return Try(index, target, Seed(chosen.site, path, data))


def _chosen(target: str, rng: Random, large: float) -> Seed:
    match target:
        case "deadline":
            return rng.choice(of.deadline_seeds())
        case "markdown":
            return rng.choice(of.markdown_seeds())
        case "import":
            return rng.choice(of.pdf_seeds() if rng.random() < 0.01 else of.document_seeds())
        case "table":
            return rng.choice(_ending((".csv", ".xlsx"), large > 0))
        case "fmt" | "yaml":
            return rng.choice(_ending((".yaml", ".md"), large > 0))
        case "build":
            return rng.choice(_to_build())
        case "check" if rng.random() < large:
            return rng.choice(of.large_seeds())
    return rng.choice(of.small_seeds())


@cache
def _ending(suffixes: tuple[str, ...], large: bool) -> tuple[Seed, ...]:
    seeds = (*of.small_seeds(), *(of.large_seeds() if large else ()))
    return tuple(each for each in seeds if each.suffix in suffixes)


@cache
def _to_build() -> tuple[Seed, ...]:
    """Files of sites without faults; the small one more often, a build of it is quick."""
    seeds = (each for each in _ending((".yaml",), True) if each.site in of.VALID)
    valid = [each for each in seeds if each.path != "site.yaml"]
    return (*valid, *[each for each in valid if each.site == of.BASE] * 10)


def _gently(seed: Seed, rng: Random) -> Seed:
    text = tree_text(gently_changed(of.tree_of(seed), rng), rng)
    return Seed(seed.site, seed.path, text.encode("utf-8", "replace"))


def _renamed(path: str, rng: Random) -> str:
    """Once in a while another name in the same folder, odd but possible."""
    if rng.random() >= 0.04 or "/" not in path:
        return path
    name = rng.choice(VALUES).replace("/", "-").replace("\0", "")[:60] or "x"
    return f"{path.rpartition('/')[0]}/{name}{Path(path).suffix}"


def attempt(each: Try, sites: Sites, tally: Tally) -> str | None:
    """The fault of a try in words, or None."""
    came = "fault"

    def call() -> None:
        nonlocal came
        came = TARGETS[each.target](each.seed, sites)

    limit = LIMITS.get(each.target, LIMITS.get(each.seed.suffix[1:], SECONDS))
    limit *= max(1.0, len(each.seed.data) / MEGABYTE)
    tally.runs += 1
    try:
        took = seconds_of(call, limit)
    except SlowError:
        return f"{each.target}: more than {limit:.0f} s for {len(each.seed.data):,} bytes"
    except Exception:  # whatever is raised is the fault that was looked for
        return f"{each.target}:\n{traceback.format_exc(limit=-6)[-2500:]}"
    tally.counts[f"{each.target} {came}"] += 1
    tally.seconds += took
    kind = "pdf" if each.seed.suffix == ".pdf" else each.target
    tally.slowest[kind] = max(took, tally.slowest.get(kind, 0.0))
    return None


def save(each: Try, folder: Path) -> Path:
    """Save the broken file so that it can be read again: FOLDER/TARGET/SITE--INDEX/PATH."""
    place = folder / each.target / f"{each.seed.site}--{each.index}"
    file = place / each.seed.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(each.seed.data)
    return place


def load(place: Path) -> Try:
    """What was saved."""
    site, _dashes, _why = place.name.partition("--")
    file = next(path for path in sorted(place.rglob("*")) if path.is_file())
    path = file.relative_to(place).as_posix()
    return Try(0, place.parent.name, Seed(site, path, file.read_bytes()))


def main(places: Sequence[str]) -> int:
    """Repeat what was saved; 1 if any of it is a fault."""
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        sites = Sites(Path(folder))
        for place in places:
            fault = attempt(load(Path(place).resolve()), sites, Tally())
            print(f"{place}: {fault or 'no fault'}")
            faults += fault is not None
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
