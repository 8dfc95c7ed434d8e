"""The list of published addresses goes in, its lines with their places come out."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from nokgen.diagnostics import Diagnostic, addresses
from nokgen.frozen import frozen
from nokgen.limits import DEFAULTS, Limits
from nokgen.read.text import decode, read_bytes
from nokgen.source import Span

LOCK = "permalinks.lock"

_LINE = re.compile(r"/(?:[a-z0-9.-]+/)*(?:#[a-z0-9-]+)?")


@frozen
class Permalinks:
    """What was once published: addresses ("/a/b/") and anchors ("/a/b/#m1") with their places."""

    places: Mapping[str, Span]


def read_permalinks(
    root: Path, limits: Limits = DEFAULTS
) -> tuple[Permalinks | None, list[Diagnostic]]:
    """The list in the root of a site, None when there is none; and its faults."""
    if not os.path.lexists(root / LOCK):
        return None, []
    data, found = read_bytes(root / LOCK, LOCK, limits.permalinks_mb, "permalinks_mb")
    text, faults = decode(data, LOCK) if data is not None else (None, [])
    found += faults
    places: dict[str, Span] = {}
    for number, line in enumerate((text or "").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        span = Span(LOCK, number, 1, number, len(line) + 1, line)
        if _LINE.fullmatch(line):
            places.setdefault(line, span)
        else:
            found.append(Diagnostic(addresses.PERMALINK_MALFORMED, span, {"value": line}))
    return Permalinks(places), found
