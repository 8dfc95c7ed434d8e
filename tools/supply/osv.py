"""Advisories in the form of OSV: a package and an advisory go in, whether it is affected comes out.

The rules: <https://ossf.github.io/osv-schema/#evaluation>. Versions of npm are compared by Semantic
Versioning 2.0, clause 11; those of PyPI by `packaging`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict, TypeVar

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from tools.supply.locks import NPM, PYPI, Locked

# Ranges of Git name commits, which no lock has; such advisories list their versions beside them.
COMPARED = ("ECOSYSTEM", "SEMVER")
SEMVER = re.compile(r"v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")
START = "0"


class Range(TypedDict, total=False):
    """A range of versions: `{"introduced": "0"}, {"fixed": "1.2"}` and so on."""

    type: str
    events: list[dict[str, str]]


class Affected(TypedDict, total=False):
    """One package that an advisory is about."""

    package: dict[str, str]
    ranges: list[Range]
    versions: list[str]


class Record(TypedDict, total=False):
    """An advisory, as far as we read it."""

    id: str
    aliases: list[str]
    summary: str
    withdrawn: str
    affected: list[Affected]


@dataclass(frozen=True, slots=True, order=True)
class Semver:
    """A version of npm by its precedence: build metadata do not count."""

    numbers: tuple[int, ...]
    # A release comes after all of its pre-releases.
    released: bool
    # Numbers come before words; a longer list after its own beginning.
    before: tuple[tuple[bool, int, str], ...]


Point = TypeVar("Point", Version, Semver)


class UnreadableError(ValueError):
    """A version that its ecosystem does not know: nothing can be said about the package."""


def affects(record: Record, package: Locked) -> bool:
    """Tell whether `record` is about this version; UnreadableError if nobody can tell."""
    if "withdrawn" in record:
        return False
    mine = (each for each in record.get("affected", ()) if about(each["package"], package))
    return any(_holds(each, package) for each in mine)


def about(said: Mapping[str, str], package: Locked) -> bool:
    """Tell whether the package that an advisory names is `package`."""
    # Debian's and others have a suffix after a colon; ours have none.
    if said["ecosystem"] != package.ecosystem:
        return False
    name = canonicalize_name(said["name"]) if package.ecosystem == PYPI else said["name"]
    return name == package.name


def _holds(affected: Affected, package: Locked) -> bool:
    if package.version in affected.get("versions", ()):
        return True
    ranges = [each["events"] for each in affected.get("ranges", ()) if each["type"] in COMPARED]
    if package.ecosystem == NPM:
        return any(within(package.version, events, npm_version) for events in ranges)
    return any(within(package.version, events, pypi_version) for events in ranges)


def within(version: str, events: Sequence[Mapping[str, str]], read: Callable[[str], Point]) -> bool:
    """Tell whether `version` is in the range that `events` draw, in whatever order they stand."""
    mine = read(version)
    starts = [each["introduced"] for each in events if "introduced" in each]
    fixed = [read(each["fixed"]) for each in events if "fixed" in each]
    last = [read(each["last_affected"]) for each in events if "last_affected" in each]
    # What ended last before this version counts, unless a later start stands between.
    begins = [start for start in map(read, set(starts) - {START}) if start <= mine]
    if START not in starts and not begins:
        return False
    ends = [end for end in fixed if end <= mine] + [end for end in last if end < mine]
    return all(any(end <= start for start in begins) for end in ends)


def pypi_version(text: str) -> Version:
    """A version of PyPI; UnreadableError if it is none."""
    try:
        return Version(text)
    except InvalidVersion as error:
        raise UnreadableError(text) from error


def npm_version(text: str) -> Semver:
    """A version of npm; UnreadableError if it is none."""
    found = SEMVER.fullmatch(text)
    if found is None:
        raise UnreadableError(text)
    *numbers, before = found.groups()
    words = before.split(".") if before else []
    return Semver(
        tuple(int(number) for number in numbers),
        not words,
        tuple((not word.isdecimal(), int(word) if word.isdecimal() else 0, word) for word in words),
    )
