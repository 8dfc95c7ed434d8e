"""`python -m tools.torture`: a budget of time goes in, a table of figures comes out.

The parts run one after another, each with its share of the budget. Nothing is written into the
project. Ends with 0, with 1 on any fault, with 2 when a part that was asked for by name cannot run.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tools.torture.part import Part, Run, run_apart, run_of

BUDGET = 600
SEED = 20261122
FINE, FAULTS, NOT_RUN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Kind:
    """A part that there is: the module with its `run`, its share of the budget, what it does."""

    module: str
    share: float
    title: str


PARTS = {
    "fuzz": Kind("tools.torture.fuzz", 5, "content, tables and documents broken at random"),
    "large": Kind("tools.torture.large", 2, "files just below 1 MB, made of one word"),
    "coverage": Kind("tools.torture.coverage", 2, "readers led by the code that they reach"),
    "kills": Kind("tools.torture.kills", 2, "runs killed while they write"),
    "rebuild": Kind("tools.torture.rebuild", 1, "the same bytes in other surroundings"),
}


def main(argv: Sequence[str] | None = None, parts: Mapping[str, Run] | None = None) -> int:
    """Run the parts, or `parts` in their place, and print what came of them; the exit code."""
    args = _arguments(argv, list(parts or PARTS))
    names = args.part or list(parts or PARTS)
    runs = parts or {name: _run(name, args.mutations) for name in names}
    whole = sum(_share(name) for name in names)
    came: list[Part] = []
    began = time.monotonic()
    for name in names:
        budget = args.budget * _share(name) / whole
        what = PARTS[name].title if name in PARTS else name
        print(
            f"{name}: {what}, up to {budget:.0f} s, seed {args.seed} …", file=sys.stderr, flush=True
        )
        came.append(run_apart(name, runs[name], budget, args.seed))
    print(table(came, time.monotonic() - began))
    for part in came:
        _tell_faults(part, args.seed)
    if any(part.faults for part in came):
        return FAULTS
    return NOT_RUN if args.part and any(part.not_run for part in came) else FINE


def table(parts: Sequence[Part], seconds: float) -> str:
    """The figures of all parts, for a terminal."""
    rows = [("part", "runs", "faults", "seconds", "")]
    for part in parts:
        state = "not run" if part.not_run else str(len(part.faults))
        rows.append((part.name, f"{part.runs:,}", state, f"{part.seconds:.1f}", ""))
        rows += [("", "", "", "", note) for note in part.notes]
        if part.not_run:
            rows.append(("", "", "", "", f"NOT RUN: {part.not_run}"))
    lines = [
        f"{name:<12}{runs:>10}{faults:>9}{took:>10}" if name else f"    {note}"
        for name, runs, faults, took, note in rows
    ]
    total = sum(len(part.faults) for part in parts)
    missing = [part.name for part in parts if part.not_run]
    said = f"\n{total} faults in {seconds:.0f} s"
    return "\n".join(lines) + said + (f"; not run: {', '.join(missing)}" if missing else "")


def _tell_faults(part: Part, seed: int) -> None:
    for number, fault in enumerate(part.faults, start=1):
        print(f"\nFAULT {number} of {part.name} (seed {seed})\n{fault}")


def _run(name: str, mutations: int | None) -> Run:
    if name == "fuzz" and mutations is not None:
        from tools.torture.fuzz import run

        return partial(run, mutations=mutations)
    return run_of(PARTS[name].module)


def _share(name: str) -> float:
    return PARTS[name].share if name in PARTS else 1.0


def _arguments(argv: Sequence[str] | None, names: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.torture", description=__doc__)
    parser.add_argument("--budget", type=float, default=BUDGET, help="seconds for all parts")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed, the same tries")
    parser.add_argument(
        "--part", action="append", choices=names, help="only this part; may be given several times"
    )
    parser.add_argument(
        "--mutations", type=int, help="fuzz: end after so many, if the time is enough"
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
