"""Look for known faults in the locked packages, without a network.

The locks and a snapshot of advisories go in; sentences come out.

`python -m tools.supply.audit` ends with 1 if a locked version is affected; with `--strict` also if
the snapshot is older than two weeks, or knows nothing of a package. `tools/supply/refresh.py` takes
a new one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tools.supply.locks import Locked, everything
from tools.supply.osv import Record, UnreadableError, affects
from tools.supply.policy import POLICY, Policy, read_policy
from tools.supply.snapshot import SNAPSHOT, Snapshot, read_snapshot

FRESH = timedelta(days=14)
REFRESH = "take a new snapshot: python -m tools.supply.refresh"
SHOWN = 5  # names of packages in one sentence


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a look: faults end the run with 1; doubts only a strict one."""

    faults: tuple[str, ...]
    doubts: tuple[str, ...]


def audit(packages: Sequence[Locked], snapshot: Snapshot, policy: Policy, today: date) -> Report:
    """Compare `packages` with what `snapshot` knows, as of `today`."""
    return Report(
        (*_affected(packages, snapshot.records, policy, today), *_idle(packages, policy)),
        tuple(_doubts(packages, snapshot, today)),
    )


def _affected(
    packages: Iterable[Locked], records: Iterable[Record], policy: Policy, today: date
) -> Iterator[str]:
    known = tuple(records)
    for package in packages:
        for record in known:
            try:
                hit = affects(record, package)
            except UnreadableError as error:
                yield f"{package}: {record['id']} names a version that cannot be read: {error}"
                continue
            if hit and not _accepted(record, package, policy, today):
                summary = record.get("summary", "no summary")
                others = ", ".join(record.get("aliases", ()))
                yield f"{package}: {record['id']}{f' ({others})' if others else ''}: {summary}"


def _accepted(record: Record, package: Locked, policy: Policy, today: date) -> bool:
    names = (record["id"], *record.get("aliases", ()))
    found = [policy.accepted[name] for name in names if name in policy.accepted]
    return any(each.package == package.name and today <= each.until for each in found)


def _idle(packages: Iterable[Locked], policy: Policy) -> Iterator[str]:
    """A word that allows a fault of a package that is gone would one day allow another's."""
    names = {package.name for package in packages}
    for name, each in sorted(policy.accepted.items()):
        if each.package not in names:
            yield f"{each.package}: policy.toml accepts {name}, but no lock has the package"


def _doubts(packages: Sequence[Locked], snapshot: Snapshot, today: date) -> Iterator[str]:
    if snapshot.taken is None:
        yield f"no snapshot of the advisories was ever taken, so nothing is known; {REFRESH}"
        return
    if today - snapshot.taken > FRESH:
        age = (today - snapshot.taken).days
        yield f"the snapshot of the advisories is {age} days old; {REFRESH}"
    unknown = sorted({package.name for package in snapshot.unknown(packages)})
    if unknown:
        more = "" if len(unknown) <= SHOWN else f" and {len(unknown) - SHOWN} more"
        yield f"the snapshot knows nothing of {', '.join(unknown[:SHOWN])}{more}; {REFRESH}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print what a look at the locks finds; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.supply.audit")
    parser.add_argument("--strict", action="store_true", help="end with 1 on doubts too")
    parser.add_argument("--today", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    parser.add_argument("--snapshot", type=Path, default=SNAPSHOT)
    parser.add_argument("--policy", type=Path, default=POLICY)
    args = parser.parse_args(argv)
    packages = everything()
    snapshot = read_snapshot(args.snapshot)
    report = audit(packages, snapshot, read_policy(args.policy), args.today or date.today())
    for line in report.faults:
        print(f"audit: fault: {line}", file=sys.stderr)
    for line in report.doubts:
        print(f"audit: {'fault' if args.strict else 'warning'}: {line}", file=sys.stderr)
    if report.faults or (args.strict and report.doubts):
        return 1
    if snapshot.taken is not None:
        known = len(packages) - len(snapshot.unknown(packages))
        print(f"audit: {known} of {len(packages)} pins, no known fault as of {snapshot.taken}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
