"""Codes of the faults that reading a file can find: encoding, line ends, YAML."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code

ALL: tuple[Code, ...] = ()
