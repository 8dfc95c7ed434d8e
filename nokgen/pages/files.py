"""A file of the site, as `pages` and `feeds` hand it to `write`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site: its path below the output folder and its bytes, or a file to copy."""

    path: str
    content: bytes | Path
