"""One file that is broken: its site, its place and its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Seed:
    """A file to break: the site in which it stands, its path there, and its bytes."""

    site: str
    path: str
    data: bytes

    @property
    def suffix(self) -> str:
        """How the path ends, with the dot."""
        return Path(self.path).suffix
