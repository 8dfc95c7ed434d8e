"""Codes of the faults of the tree: names, places, unknown and missing files."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code

ALL: tuple[Code, ...] = ()
