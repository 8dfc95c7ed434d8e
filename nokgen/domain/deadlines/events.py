"""Deadlines that something else sets, in the grammar: an event with the time after it, a schedule.

Every function takes the cursor and gives the node, or None with the cursor where it was.
"""

from __future__ import annotations

from collections.abc import Callable

from nokgen.domain.deadlines.clauses import count
from nokgen.domain.deadlines.cursor import Cursor, phrases
from nokgen.domain.deadlines.deadline import Unit, Within
from nokgen.domain.deadlines.spans import DURING, NOT_LATER, item
from nokgen.domain.deadlines.syntax import Clause, Event, Schedule
from nokgen.domain.deadlines.tokens import Kind
from nokgen.domain.deadlines.words import ADVERBS, PLURALS, TERM_UNITS, TERMS, UNITS, WORKING

Rest = Callable[[Cursor], list[Clause] | None]

# Head → whether it needs words after it, and whether it is a condition that may never come.
_EVENT_HEADS: dict[str, tuple[bool, bool]] = {
    "после": (True, False),
    "сразу после": (True, False),
    "незамедлительно": (True, False),
    "немедленно": (True, False),
    "по завершению": (False, False),
    "по завершении": (False, False),
    "по завершение": (False, False),
    "по окончании": (False, False),
    "по окончанию": (False, False),
    "по окончание": (False, False),
    "по итогам": (False, False),
    "по результатам": (False, False),
    "по факту": (False, False),
    "по поступлении": (False, False),
    "по поступлению": (False, False),
    "по получении": (False, False),
    "по получению": (False, False),
    "по истечении": (True, False),
    "по истечению": (True, False),
    "со дня": (True, False),
    "с дня": (True, False),
    "с момента": (True, False),
    "с даты": (True, False),
    "от даты": (True, False),
    "со времени": (True, False),
    "в день": (True, False),
    "по мере": (True, True),
    "по необходимости": (False, True),
    "по запросу": (False, True),
    "по запросам": (False, True),
    "по требованию": (False, True),
    "по решению": (False, True),
    "при": (True, True),
    "в случае": (True, True),
}
_HEADS = phrases(_EVENT_HEADS)
_FIXED = phrases("по мере необходимости", "при необходимости", "по необходимости")


def event(c: Cursor, rest: Rest) -> Event | None:
    """An event and the time after it; its words run on until `rest` can read what follows."""
    start = c.position
    within = _term(c) or _length(c)
    behind = c.position
    if within is not None:
        c.accept(Kind.COMMA)
    words_start = c.position
    if c.phrase(_FIXED):
        _tail(c, rest, fixed=True)
        return Event(c.words_between(words_start, c.position), within, condition=True)
    head = c.phrase(_HEADS)
    if head is not None:
        needs_words, condition = _EVENT_HEADS[head]
        after = c.position
        dated = head == "после" and item(c) is not None
        c.position = after
        _tail(c, rest, fixed=False)
        if not dated and not (needs_words and c.position == after):
            return Event(c.words_between(words_start, c.position), within, condition)
    elif within is not None and c.tokens[start].norm == "в" and _may_stand_alone(within):
        c.position = behind
        return Event(None, within)
    c.position = start
    return None


def _may_stand_alone(within: Within) -> bool:
    """«В течение 10 дней», said of no event; «в течение года» is no term but the whole year."""
    return within.unit is not Unit.YEAR or within.count > 1


_LONGEST = 1000  # units in one length of time


def _term(c: Cursor) -> Within | None:
    """«В десятидневный срок», «в 10-дневный срок», «в месячный срок»."""
    start = c.position
    if c.word("в"):
        number = count(c)
        c.accept(Kind.DASH)
        term = c.find(TERMS) if number is None else None
        if number is not None:
            unit = c.find(TERM_UNITS)
            term = None if unit is None else (number, unit)
        if term is not None and c.word("срок"):
            return Within(*term)
    c.position = start
    return None


def _length(c: Cursor) -> Within | None:
    """«В течение 10 (десяти) рабочих дней», «не позднее чем через месяц», «3 дня»."""
    start = c.position
    bounded = c.phrase(NOT_LATER) is not None
    c.word("чем")
    bounded = c.phrase(DURING) is not None or c.word("через") or bounded
    number = count(c)
    working = c.find(WORKING)
    token = c.peek()
    unit = c.find(UNITS)
    numbered = unit in (Unit.QUARTER, Unit.HALF_YEAR) and token.norm not in PLURALS
    # «В течение 2020 года» and «в течение 2 квартала» name a year and a quarter, not a length.
    named = _digits(c, start) and (numbered or (number or 0) >= _LONGEST)
    if unit is None or not (bounded or number) or named:
        c.position = start
        return None
    return Within(number or 1, unit, working)


def _digits(c: Cursor, start: int) -> bool:
    return any(token.kind is Kind.NUMBER for token in c.tokens[start : c.position])


_STARTERS = ADVERBS.keys() | {
    *("до", "но", "не", "а", "постоянно", "далее"),
    *("каждый", "каждую", "каждое"),
}


def _tail(c: Cursor, rest: Rest, *, fixed: bool) -> None:
    """Move behind the words of an event or a schedule.

    They end at the bracket that they stand in; or at once (`fixed`) or at a comma, if what follows
    there can be read as further forms; otherwise at the end of the text. So nothing is lost.
    """
    end = _closing(c)
    cut = c.position if fixed else _cut(c, end)
    if cut is not None and not c.probing:
        c.position = cut
        c.probing = True
        readable = cut < end and rest(c) is not None
        c.probing = False
        c.position = cut
        if readable:
            return
    c.position = end


def _closing(c: Cursor) -> int:
    """Where the bracket closes that was opened before the cursor; else the end of the text."""
    depth = sum(
        (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE) for token in c.tokens[: c.position]
    )
    if depth <= 0:
        return c.end
    for index in range(c.position, c.end):
        depth += (c.tokens[index].kind is Kind.OPEN) - (c.tokens[index].kind is Kind.CLOSE)
        if depth == 0:
            return index
    return c.end


def _cut(c: Cursor, end: int) -> int | None:
    for index in range(c.position, end - 1):
        if c.tokens[index].kind is Kind.COMMA and c.tokens[index + 1].norm in _STARTERS:
            return index
    return None


_SCHEDULE_HEADS = phrases(
    "согласно",
    "в соответствии с",
    "в соответствии со",
    "по согласованию",
    "по договору",
    "по контракту",
    "в сроки",
    "в установленные сроки",
    "в установленный срок",
)
_PAPERS = frozenset(["графику", "плану", "планам", "планом", "расписанию", "графиком"])


def schedule(c: Cursor, rest: Rest) -> Schedule | None:
    """«Согласно графику …», «по отдельному плану», «в сроки, установленные …»."""
    start = c.position
    if c.phrase(_SCHEDULE_HEADS) or _by_paper(c) or _set_term(c):
        after = c.position
        _tail(c, rest, fixed=False)
        if c.position > after or c.tokens[start].norm in ("по", "в"):
            return Schedule(c.words_between(start, c.position))
    c.position = start
    return None


def _by_paper(c: Cursor) -> bool:
    """«По … графику» with up to four words between."""
    if c.peek().norm != "по":
        return False
    for ahead in range(1, 6):
        token = c.peek(ahead)
        if token.kind is not Kind.WORD:
            return False
        if token.norm in _PAPERS:
            c.position += ahead + 1
            return True
    return False


_TERM_SET = phrases("в срок")


def _set_term(c: Cursor) -> bool:
    start = c.position
    if c.phrase(_TERM_SET):
        c.accept(Kind.COMMA)
        if c.word("установленный", "определенный", "утвержденный"):
            return True
    c.position = start
    return False
