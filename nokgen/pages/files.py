"""What a build makes: pages from views, and files with their content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nokgen.render import View


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site; `path` leads from its root. A `Path` as content is copied as it is."""

    path: str
    content: bytes | Path


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page before it is rendered: its address, the name of its template, its view."""

    address: str
    template: str
    view: View
