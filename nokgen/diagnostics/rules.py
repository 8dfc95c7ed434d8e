"""Codes of the faults that show only across records, files and the calendar."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code

ALL: tuple[Code, ...] = ()
