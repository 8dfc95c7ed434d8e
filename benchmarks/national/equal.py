"""Two finished sites go in; whether they are the same work, and what only one makes, come out."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.national.facts import differences, samples

WITHIN = 0.10
PAGES, FILES = 40, 10
SHOWN = 5
_KINDS = (
    (re.compile(r"org/\d+/(.*)"), "org/INN/"),
    (re.compile(r"bus/\d+/(.*)"), "bus/ID/"),
    (re.compile(r"oktmo/\d+/(.*)"), "oktmo/ID/"),
    (re.compile(r"api/v1/org/\d+(.*)"), "api/v1/org/INN"),
    (re.compile(r"api/v1/[^/]*/[^/]*/plans/[^/]*(\.json)"), "api/v1/REGION/TOWN/plans/PLAN"),
    (re.compile(r"api/v1/[^/]*/[^/]*/bodies/[^/]*(\.json)"), "api/v1/REGION/TOWN/bodies/BODY"),
    (re.compile(r"api/v1/[^/]*/(?:[^/]*/)?(measures.json)"), "api/v1/PLACE/"),
    (re.compile(r"api/v1/[^/]*-(?:oblast|kray)/[^/]*(\.json)"), "api/v1/REGION/TOWN"),
    (re.compile(r"api/v1/[^/]*-(?:oblast|kray)(\.json)"), "api/v1/REGION"),
    (re.compile(r"calendar/[^/]+/(.*)"), "calendar/MONTH/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/[^/]+/plans/[^/]+/(.*)"), "REGION/TOWN/plans/PLAN/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/[^/]+/bodies/[^/]+/(.*)"), "REGION/TOWN/bodies/BODY/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/([^/]+)"), "REGION/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/(organizations/.*)"), "REGION/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/[^/]+/(.*)"), "REGION/TOWN/"),
)


@dataclass(slots=True)
class Tally:
    """Files of one kind."""

    files: int = 0
    size: int = 0


def tally(public: Path) -> dict[str, Tally]:
    """Files and bytes by kind; the index and the copied assets are left out."""
    found: dict[str, Tally] = defaultdict(Tally)
    for path, size in _files(str(public), ""):
        row = found[kind(path)]
        row.files += 1
        row.size += size
    return dict(found)


def kind(path: str) -> str:
    """What the addresses of one kind have in common."""
    for pattern, name in _KINDS:
        match = pattern.fullmatch(path)
        if match:
            return name + match.group(1)
    return path


def _files(folder: str, under: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                # Both copy the same styles and scripts; the index is measured apart.
                if under or entry.name not in ("pagefind", "assets"):
                    yield from _files(entry.path, f"{under}{entry.name}/")
            else:
                yield under + entry.name, entry.stat().st_size


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sites have in common and what not; bytes are those of what both make."""

    pages: int
    page_sizes: tuple[int, int]
    files: int
    file_sizes: tuple[int, int]
    furthest: str
    only_ours: tuple[tuple[str, Tally], ...]
    only_theirs: tuple[tuple[str, Tally], ...]
    sampled: int
    faults: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The comparison as people read it."""
        yield f"{self.pages:,} HTML pages on both sides, {_sizes(self.page_sizes)}"
        if self.files:
            same = "" if self.faults else " and say the same"
            yield (
                f"{self.files:,} other files on both sides, {_sizes(self.file_sizes)}; the kind "
                f"furthest apart in bytes is {self.furthest}; {self.sampled} files were read{same}"
            )
        for name, rows in (("nokgen", self.only_ours), ("Hugo", self.only_theirs)):
            if rows:
                yield f"only {name} makes: {'; '.join(_listed(rows))}"
        yield from (f"NOT EQUAL: {fault}" for fault in self.faults)


def _sizes(both: tuple[int, int]) -> str:
    ours, theirs = both
    return (
        f"nokgen {ours / 1e6:,.1f} MB, Hugo {theirs / 1e6:,.1f} MB ({theirs / max(1, ours):.2f} ×)"
    )


def _listed(rows: tuple[tuple[str, Tally], ...]) -> Iterator[str]:
    """The kinds of files, most numerous first; single ones only as a sum."""
    for what, row in sorted(rows, key=lambda each: -each[1].files):
        if row.files > 1:
            yield f"{row.files:,} × `{what}` ({row.size / 1e6:.1f} MB)"
    single = [row for _, row in rows if row.files == 1]
    if single:
        yield f"{len(single)} single files ({sum(row.size for row in single) / 1e6:.1f} MB)"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is compared of a site, so that it can be removed: its files, and sampled ones."""

    files: dict[str, Tally]
    samples: dict[str, str]


def seen(public: Path) -> Seen:
    """Look at a finished site."""
    return Seen(tally(public), dict(samples(public, PAGES, FILES)))


def compared(ours: Seen, theirs: Path) -> Comparison:
    """Compare what both make, kind by kind; the rest is listed."""
    left, right = ours.files, tally(theirs)
    both = [each for each in left if each in right]
    pages = [each for each in both if each.endswith(".html")]
    files = [each for each in both if not each.endswith(".html")]
    apart = {each: right[each].size / max(1, left[each].size) for each in both}
    furthest = max(apart, key=lambda each: abs(apart[each] - 1), default="")
    read = [name for name in ours.samples if (theirs / name).is_file()]
    different = [
        fault
        for name in read
        for fault in differences(name, ours.samples[name], (theirs / name).read_bytes().decode())
    ]
    faults = [
        *_unequal(left, right, apart),
        *different[:SHOWN],
        *([f"and {len(different) - SHOWN} more in sampled files"] if different[SHOWN:] else []),
    ]
    return Comparison(
        sum(left[each].files for each in pages),
        (_size(left, pages), _size(right, pages)),
        sum(left[each].files for each in files),
        (_size(left, files), _size(right, files)),
        f"`{furthest}` ({apart.get(furthest, 1):.2f} ×)",
        tuple(sorted((key, row) for key, row in left.items() if key not in both)),
        tuple(sorted((key, row) for key, row in right.items() if key not in both)),
        len(read),
        tuple(faults),
    )


def _unequal(
    left: dict[str, Tally], right: dict[str, Tally], apart: dict[str, float]
) -> Iterator[str]:
    """Kinds that both make, but not as many of them, or not as heavy."""
    for each, ratio in apart.items():
        if left[each].files != right[each].files:
            yield f"{each}: {left[each].files} and {right[each].files} files"
        elif abs(ratio - 1) > WITHIN:
            yield f"{each}: {ratio:.2f} × the bytes"


def _size(files: dict[str, Tally], kinds: list[str]) -> int:
    return sum(files[each].size for each in kinds)
