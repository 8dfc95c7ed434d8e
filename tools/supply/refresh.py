"""Ask OSV what is known of our packages: the locks go in, advisories.json comes out.

`python -m tools.supply.refresh` needs the network; nothing else here does. It asks by name, so that
the snapshot stays of use when a version changes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict
from urllib.request import Request, urlopen

from tools.supply.locks import Locked, everything
from tools.supply.osv import COMPARED, Affected, Range, Record, about
from tools.supply.snapshot import SNAPSHOT, Snapshot, key_of, written

ADDRESS = "https://api.osv.dev/v1/query"
TIMEOUT = 30.0
PAGES = 100  # of one answer; a server that never ends it is not worth waiting for


class Answer(TypedDict, total=False):
    """What OSV answers to one question."""

    vulns: list[Record]
    next_page_token: str


Question = Mapping[str, object]
Ask = Callable[[Question], Answer]


def refresh(packages: Sequence[Locked], ask: Ask, today: date) -> Snapshot:
    """What `ask` knows of `packages` today."""
    names = {key_of(each): (each.ecosystem, each.name) for each in packages}
    records: dict[str, Record] = {}
    for ecosystem, name in names.values():
        for record in _pages(ask, ecosystem, name):
            records[record["id"]] = _needed(record, packages)
    return Snapshot(today, frozenset(names), tuple(records.values()))


def _pages(ask: Ask, ecosystem: str, name: str) -> Iterator[Record]:
    question: dict[str, object] = {"package": {"ecosystem": ecosystem, "name": name}}
    for _page in range(PAGES):
        answer = ask(question)
        yield from answer.get("vulns", ())
        token = answer.get("next_page_token")
        if not token:
            return
        question["page_token"] = token
    raise SystemExit(f"OSV does not come to an end about {name}")


def _needed(record: Record, packages: Sequence[Locked]) -> Record:
    """`record` without its prose, its references and the packages of others."""
    kept: Record = {"id": record["id"], "aliases": sorted(record.get("aliases", ()))}
    if "summary" in record:
        kept["summary"] = record["summary"]
    if "withdrawn" in record:
        kept["withdrawn"] = record["withdrawn"]
    kept["affected"] = [
        _compared(each)
        for each in record.get("affected", ())
        if any(about(each["package"], package) for package in packages)
    ]
    return kept


def _compared(affected: Affected) -> Affected:
    """Ranges say more than lists of versions, and in less."""
    ranges = [
        Range(type=each["type"], events=each["events"])
        for each in affected.get("ranges", ())
        if each["type"] in COMPARED
    ]
    package = {key: affected["package"][key] for key in ("ecosystem", "name")}
    if ranges:
        return Affected(package=package, ranges=ranges)
    return Affected(package=package, versions=affected.get("versions", []))


def asking(address: str) -> Ask:
    """The service at `address`; OSError if it does not answer."""

    def ask(question: Question) -> Answer:
        request = Request(
            address,
            json.dumps(question).encode(),
            {"Content-Type": "application/json", "User-Agent": "nokgen-supply"},
        )
        with urlopen(request, timeout=TIMEOUT) as answer:
            found: Answer = json.load(answer)
        return found

    return ask


def main(argv: Sequence[str] | None = None) -> int:
    """Write the snapshot and say how much it knows; 3 if the service cannot be reached."""
    parser = argparse.ArgumentParser(prog="python -m tools.supply.refresh")
    parser.add_argument("--address", default=ADDRESS)
    parser.add_argument("--to", type=Path, default=SNAPSHOT)
    parser.add_argument("--today", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    args = parser.parse_args(argv)
    try:
        taken = refresh(everything(), asking(args.address), args.today or date.today())
    except OSError as error:
        print(f"refresh: {args.address}: {error}; the old snapshot stays", file=sys.stderr)
        return 3
    args.to.write_text(written(taken), encoding="utf-8", newline="\n")
    print(f"refresh: {len(taken.asked)} packages, {len(taken.records)} advisories → {args.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
