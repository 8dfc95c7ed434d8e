"""What was known of faults in our packages on a day: a file goes in or out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.supply.locks import Locked
from tools.supply.osv import Record

SNAPSHOT = Path(__file__).with_name("advisories.json")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The advisories about the packages that were asked for, whatever their version."""

    # None: nobody has asked yet, so nothing is known.
    taken: date | None
    # `PyPI/jinja2`, `npm/yaml`, …
    asked: frozenset[str]
    records: tuple[Record, ...]

    def unknown(self, packages: Iterable[Locked]) -> tuple[Locked, ...]:
        """Those of `packages` that nobody asked about."""
        return tuple(each for each in packages if key_of(each) not in self.asked)


def key_of(package: Locked) -> str:
    """The name under which a package is asked for."""
    return f"{package.ecosystem}/{package.name}"


def read_snapshot(path: Path = SNAPSHOT) -> Snapshot:
    """The snapshot of the file at `path`."""
    said = json.loads(path.read_text(encoding="utf-8"))
    taken = None if said["taken"] is None else date.fromisoformat(said["taken"])
    return Snapshot(taken, frozenset(said["asked"]), tuple(said["advisories"]))


def written(snapshot: Snapshot) -> str:
    """The text of the file, the same for the same snapshot."""
    said = {
        "taken": None if snapshot.taken is None else snapshot.taken.isoformat(),
        "asked": sorted(snapshot.asked),
        "advisories": sorted(snapshot.records, key=lambda record: record["id"]),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
