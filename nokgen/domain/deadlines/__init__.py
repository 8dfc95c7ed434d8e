"""Deadlines: the document's words and the plan's period go in, a resolved `Deadline` comes out.

text → `tokens` → `grammar` (with `clauses`, `events`, `spans`) → `syntax` → `resolve` (with
`placement`) → `deadline`.
"""

from __future__ import annotations

from functools import lru_cache

from nokgen.domain.deadlines.deadline import (
    Deadline,
    Every,
    Form,
    MonthDay,
    Unit,
    Within,
    Yearly,
    deadline_json,
)
from nokgen.domain.deadlines.examples import DEADLINE_EXAMPLES
from nokgen.domain.deadlines.grammar import MAX_LENGTH, parse
from nokgen.domain.deadlines.occurrences import occurrences
from nokgen.domain.deadlines.resolve import resolve
from nokgen.domain.deadlines.syntax import UnreadableError
from nokgen.domain.periods import Period

__all__ = [
    "DEADLINE_EXAMPLES",
    "MAX_LENGTH",
    "Deadline",
    "Every",
    "Form",
    "MonthDay",
    "Unit",
    "Within",
    "Yearly",
    "deadline_json",
    "occurrences",
    "parse_deadline",
]

_NOTHING = frozenset("-‐‑‒–—―−")


@lru_cache(maxsize=4096)
def parse_deadline(text: str | None, period: Period | None) -> Deadline:
    """The deadline that a text names, for a plan of this period (None: no year is known).

    Never raises. Nothing and a dash are NOT_GIVEN; a text with any word that is not understood is
    UNREADABLE. «До мая» and «к маю» end on 30 April, «не позднее мая» on 31, «до 1 мая» on 1 May.
    A bare month in a plan of several years is UNREADABLE with `needs_year`.
    """
    if text is None or all(char.isspace() or char in _NOTHING for char in text):
        return Deadline(Form.NOT_GIVEN, text or "")
    clauses = parse(text)
    if clauses is None:
        return Deadline(Form.UNREADABLE, text)
    try:
        return resolve(text, clauses, period)
    except UnreadableError as fault:
        return Deadline(Form.UNREADABLE, text, needs_year=fault.needs_year)
