"""The grammar of deadlines: a text goes in, its clauses come out, or None if it cannot be read.

    deadline = [«срок» [:]] clause { [separator] clause }
    clause   = repeat | day of month | event | ongoing | schedule | spans
    separator = , | ; | «и» | «а также» | «но» | brackets | a colon

Every word must be used: a text with words left over is not read at all. The length of a text is
bounded, no clause is tried at more than a few places, and an event looks behind its words once.
"""

from __future__ import annotations

from nokgen.domain.deadlines import clauses, events, spans
from nokgen.domain.deadlines.cursor import Cursor, phrases
from nokgen.domain.deadlines.syntax import Clause, Event, Schedule, Spans
from nokgen.domain.deadlines.tokens import Kind, Token, clean, tokenize

MAX_LENGTH = 500
_MAX_TOKENS = 120
_AND = phrases("а также", "но")


def parse(text: str) -> list[Clause] | None:
    """The clauses of a text, in its order; None if any part of it is not understood."""
    text = clean(text)
    if len(text) > MAX_LENGTH:
        return None
    tokens = tokenize(text)
    if not tokens or len(tokens) > _MAX_TOKENS or not _balanced(tokens):
        return None
    cursor = Cursor(text, tokens)
    return _labelled(cursor)


def _balanced(tokens: list[Token]) -> bool:
    depth = 0
    for token in tokens:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth not in (0, 1):
            return False
    return depth == 0


def _labelled(c: Cursor) -> list[Clause] | None:
    if c.peek().norm in ("срок", "сроки") and c.peek(1).kind in (Kind.COLON, Kind.DASH):
        c.position = 2
    return _clauses(c)


def _clauses(c: Cursor) -> list[Clause] | None:
    found: list[Clause] = []
    while True:
        clause = _clause(c)
        if clause is None:
            return None
        if isinstance(clause, Spans) and found and isinstance(found[-1], Spans):
            return None  # «июль сентябрь» without a comma may be a list or a range
        found.append(clause)
        _separators(c)
        if c.at_end:
            return found


def _separators(c: Cursor) -> None:
    c.accept(Kind.CLOSE)
    _ = c.accept(Kind.COMMA) or c.accept(Kind.COLON) or c.accept(Kind.OPEN)
    _ = c.phrase(_AND) or (c.peek(1).norm != "далее" and c.word("и"))
    c.accept(Kind.CLOSE)


def _clause(c: Cursor) -> Clause | None:
    return (
        clauses.repeat(c)
        or clauses.day_of_month(c)
        or _told_elsewhere(c)
        or clauses.ongoing(c)
        or spans.spans(c)
    )


def _told_elsewhere(c: Cursor) -> Event | Schedule | None:
    """An event or a schedule; while one looks behind its own words, there is no second one."""
    if c.probing:
        return None
    return events.event(c, _behind) or events.schedule(c, _behind)


def _behind(c: Cursor) -> list[Clause] | None:
    _separators(c)
    return None if c.at_end else _clauses(c)
