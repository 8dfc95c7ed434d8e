"""The table of all kinds of faults: every code that can be reported."""

from __future__ import annotations

from nokgen.diagnostics import addresses, assessment, reading, rules, scores, shape, tables, tree
from nokgen.diagnostics.diagnostic import Code

ALL: tuple[Code, ...] = (
    *addresses.ALL,
    *reading.ALL,
    *tables.ALL,
    *tree.ALL,
    *shape.ALL,
    *rules.ALL,
    *scores.ALL,
    *assessment.ALL,
)

CODES: dict[str, Code] = {code.slug: code for code in ALL}
