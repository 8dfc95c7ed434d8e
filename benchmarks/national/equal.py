"""Two finished sites go in; whether they are the same work, and what only one makes, come out."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

WITHIN = 0.10
SAMPLES = 40
SHOWN = 5
_KINDS = (
    (re.compile(r"org/\d+/(.*)"), "org/INN/"),
    (re.compile(r"bus/\d+/(.*)"), "bus/ID/"),
    (re.compile(r"oktmo/\d+/(.*)"), "oktmo/ID/"),
    (re.compile(r"api/.*()"), "api/…"),
    (re.compile(r"calendar/[^/]+/(.*)"), "calendar/MONTH/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/[^/]+/plans/[^/]+/(.*)"), "REGION/TOWN/plans/PLAN/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/[^/]+/bodies/[^/]+/(.*)"), "REGION/TOWN/bodies/BODY/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/([^/]+)"), "REGION/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/(organizations/.*)"), "REGION/"),
    (re.compile(r"[^/]*-(?:oblast|kray)/[^/]+/(.*)"), "REGION/TOWN/"),
)
_TEXT = re.compile(r">([^<>]{3,})<")
_MAIN = re.compile(r"<main.*</main>", re.S)
_FACTS = (
    ("measures", re.compile(r'<h[34] id="m\d+">([^<]*)<')),
    ("deadlines", re.compile(r"<dd><b>([^<]*)</b>")),
    ("responsible", re.compile(r'<dd><a href="[^"]*bodies/[^"]*">([^<]*)</a></dd>')),
    ("reports", re.compile(r'<time datetime="([^"]*)"')),
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
    """What two sites have in common and what not."""

    pages: int
    ours: int
    theirs: int
    data: int
    our_data: int
    their_data: int
    only_ours: tuple[tuple[str, Tally], ...]
    only_theirs: tuple[tuple[str, Tally], ...]
    faults: tuple[str, ...]

    def lines(self, full: bool) -> Iterator[str]:
        """The comparison as people read it; `full`: also what only one side makes."""
        yield (
            f"{self.pages:,} HTML pages on both sides; bytes: nokgen {self.ours:,}, Hugo "
            f"{self.theirs:,} ({self.theirs / max(1, self.ours):.2f})"
        )
        if self.data:
            yield (
                f"{self.data:,} data files (JSON, CSV) on both sides; bytes: nokgen "
                f"{self.our_data:,}, Hugo {self.their_data:,}"
            )
        for name, rows in (("nokgen", self.only_ours), ("Hugo", self.only_theirs)):
            if full and rows:
                yield f"only {name} makes: {'; '.join(_listed(rows))}"
        yield from (f"NOT EQUAL: {fault}" for fault in self.faults)


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
    """What is compared of a site, so that it can be removed: its files, and sampled pages."""

    files: dict[str, Tally]
    samples: dict[str, str]


def seen(public: Path) -> Seen:
    """Look at a finished site."""
    return Seen(tally(public), dict(_samples(public)))


def compared(ours: Seen, theirs: Path) -> Comparison:
    """Compare the pages that both make; the rest is listed."""
    left, right = ours.files, tally(theirs)
    both = [each for each in left if each in right]
    pages = [each for each in both if each.endswith(".html")]
    data = [each for each in both if not each.endswith(".html")]
    faults = [
        f"{each}: {left[each].files} and {right[each].files} files"
        for each in both
        if left[each].files != right[each].files
    ]
    own, other = (sum(side[each].size for each in pages) for side in (left, right))
    if abs(other / max(1, own) - 1) > WITHIN:
        faults.append(f"the pages of Hugo are {other / max(1, own):.2f} × as heavy")
    different = list(_facts(ours, theirs))
    faults.extend(different[:SHOWN])
    if len(different) > SHOWN:
        faults.append(f"and {len(different) - SHOWN} more sampled pages")
    return Comparison(
        sum(left[each].files for each in pages),
        own,
        other,
        sum(left[each].files for each in data),
        sum(left[each].size for each in data),
        sum(right[each].size for each in data),
        tuple(sorted((key, row) for key, row in left.items() if key not in both)),
        tuple(sorted((key, row) for key, row in right.items() if key not in both)),
        tuple(faults),
    )


def _samples(public: Path) -> Iterator[tuple[str, str]]:
    patterns = ("*/*/plans/*/index.html", "org/*/index.html", "*/*/bodies/*/index.html")
    for pattern in (*patterns, "*/*/index.html"):
        pages = sorted(public.glob(pattern))
        for page in pages[:: max(1, len(pages) // SAMPLES)]:
            yield page.relative_to(public).as_posix(), page.read_text("utf-8")


def _facts(ours: Seen, theirs: Path) -> Iterator[str]:
    """Sampled pages hold the same facts: every measure, date and responsible body."""
    for name, left in ours.samples.items():
        other = theirs / name
        if other.is_file():
            yield from _differences(name, left, other.read_text("utf-8"))


def _differences(name: str, left: str, right: str) -> Iterator[str]:
    for fact, pattern in _FACTS:
        wanted, found = (list(map(_plain, pattern.findall(text))) for text in (left, right))
        if wanted != found:
            yield f"{name}: {fact} differ: {len(wanted)} and {len(found)}"
    words = [
        {_plain(found) for main in _MAIN.findall(text) for found in _TEXT.findall(main)}
        for text in (left, right)
    ]
    # Long titles are shortened at another letter.
    missing = [text for text in words[0] - words[1] if "…" not in text]
    if len(missing) > len(words[0]) / 10:
        yield f"{name}: {len(missing)} of {len(words[0])} texts are missing: {missing[:3]}"


def _plain(text: str) -> str:
    """The words alone: nokgen keeps short words together with no-break spaces."""
    return " ".join(unescape(text).split())
