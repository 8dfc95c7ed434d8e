"""The table of all kinds of faults: every code that can be reported."""

from __future__ import annotations

from nokgen.diagnostics import reading, rules, shape, tree
from nokgen.diagnostics.diagnostic import Code

ALL: tuple[Code, ...] = (*reading.ALL, *tree.ALL, *shape.ALL, *rules.ALL)

CODES: dict[str, Code] = {code.slug: code for code in ALL}
