"""Codes of the faults that one file can have against its model: keys, types, values."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code

ALL: tuple[Code, ...] = ()
