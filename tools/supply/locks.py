"""Read the locks: requirements files and npm locks go in, pinned packages come out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
PYPI, NPM = "PyPI", "npm"
SITE, TESTS = "requirements.txt", "requirements-dev.txt"
FORM = "nokgen/admin/npm/package-lock.json"
NPM_LOCKS = (FORM, "tests/html/package-lock.json", "benchmarks/lighthouse/package-lock.json")
# The second of them holds all of the first.
LOCKS = (TESTS, *NPM_LOCKS)


@dataclass(frozen=True, slots=True)
class Locked:
    """One package as a lock pins it."""

    ecosystem: str
    name: str
    version: str
    lock: str
    # As the lock writes them: `sha256:<hex>` for PyPI, `sha512-<base64>` for npm.
    hashes: tuple[str, ...]
    marker: Marker | None = None
    # Only npm writes the licence into its lock.
    licence: str | None = None
    # Names of the same ecosystem; of PyPI the metadata know them, not the lock.
    needs: tuple[str, ...] = ()

    @property
    def wanted_here(self) -> bool:
        """Whether this interpreter installs it."""
        return self.marker is None or self.marker.evaluate()

    def __str__(self) -> str:
        return f"{self.name} {self.version} ({self.lock})"


def locked(name: str, root: Path = ROOT) -> tuple[Locked, ...]:
    """Every package of the lock `name`, in its order."""
    text = (root / name).read_text(encoding="utf-8")
    return tuple(_npm(text, name) if name.endswith(".json") else _python(text, name))


def everything(root: Path = ROOT) -> tuple[Locked, ...]:
    """Every package of every lock."""
    return tuple(package for name in LOCKS for package in locked(name, root))


def _python(text: str, lock: str) -> Iterator[Locked]:
    for line in text.replace("\\\n", " ").splitlines():
        if not line or line.startswith("#"):
            continue
        requirement, *hashes = line.split(" --hash=")
        pinned = Requirement(requirement)
        (version,) = (each.version for each in pinned.specifier)
        yield Locked(
            PYPI,
            canonicalize_name(pinned.name),
            version,
            lock,
            tuple(each.strip() for each in hashes),
            pinned.marker,
        )


def _npm(text: str, lock: str) -> Iterator[Locked]:
    for place, package in json.loads(text)["packages"].items():
        if place:
            # A package within a package stands below the folder of the outer one.
            name = place.rpartition("node_modules/")[2]
            hashes = tuple(package.get("integrity", "").split())
            needs = (*package.get("dependencies", ()), *package.get("optionalDependencies", ()))
            licence = package.get("license")
            yield Locked(NPM, name, package["version"], lock, hashes, None, licence, needs)
