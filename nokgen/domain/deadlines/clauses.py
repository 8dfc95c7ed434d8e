"""Repeated and lasting deadlines in the grammar: again and again, all the time.

Every function takes the cursor and gives the node, or None with the cursor where it was.
"""

from __future__ import annotations

from nokgen.domain.deadlines.cursor import Cursor, phrases
from nokgen.domain.deadlines.deadline import Every, Unit
from nokgen.domain.deadlines.spans import AFTER_REPORTED, NOT_LATER, atom
from nokgen.domain.deadlines.syntax import DayOfMonth, Item, Ongoing, Repeat, Stretch
from nokgen.domain.deadlines.tokens import Kind
from nokgen.domain.deadlines.words import ADVERBS, NUMBERS, UNITS, YEAR


def repeat(c: Cursor) -> Repeat | None:
    """«Ежегодно», «не реже одного раза в квартал», «каждый месяц»."""
    unit = c.find(ADVERBS)
    if unit is not None:
        return Repeat(Every(1, unit), adverb=True)
    start = c.position
    unit = _each(c)
    if unit is not None:
        return Repeat(Every(1, unit), adverb=True)
    c.position = start
    every = _times(c)
    if every is not None:
        return Repeat(every, adverb=False)
    c.position = start
    return None


def _each(c: Cursor) -> Unit | None:
    c.word("в")
    if not c.word("каждый", "каждую", "каждое", "каждые", "каждом", "каждого"):
        return None
    return c.find(UNITS)


def _times(c: Cursor) -> Every | None:
    if c.phrase(_AT_LEAST):
        c.accept(Kind.COMMA)
        c.word("чем")
    if c.word("дважды", "трижды"):
        times: int | None = 2 if c.peek(-1).norm == "дважды" else 3
    else:
        times = count(c)
        if not c.word("раз", "раза", "разу", "р"):
            return None
    if not (c.word("в", "за") or c.accept(Kind.SLASH)):
        return None
    c.word("каждый", "каждую", "каждое", "каждые")
    if c.peek().value == 1 or c.peek().norm == "один":
        c.position += 1
    unit = c.find(UNITS)
    return None if unit is None else Every(times or 1, unit)


def count(c: Cursor) -> int | None:
    """A number in digits or words, or both: «10 (десяти)»; None if there is none or they differ."""
    token = c.accept(Kind.NUMBER)
    number = token.value if token is not None else _number_words(c)
    if token is None or number is None or c.peek().kind is not Kind.OPEN:
        return number
    start = c.position
    c.accept(Kind.OPEN)
    if _number_words(c) == number and c.accept(Kind.CLOSE):
        return number
    c.position = start
    return number


def _number_words(c: Cursor) -> int | None:
    number = c.find(NUMBERS)
    if number is not None and 20 <= number < 100 and NUMBERS.get(c.peek().norm, 10) < 10:
        number += c.find(NUMBERS) or 0
    return number


def day_of_month(c: Cursor) -> DayOfMonth | None:
    """«До 10 числа каждого месяца», «не позднее 5 числа месяца, следующего за отчётным»."""
    start = c.position
    if not (c.phrase(NOT_LATER) or c.word("до", "к", "по")):
        return None
    token = c.accept(Kind.NUMBER)
    if token is None or not 0 < token.value < 32 or not c.word("числа", "число"):
        c.position = start
        return None
    every, following = _which_month(c)
    c.word("включительно")
    return DayOfMonth(token.value, every, following, c.words_between(start, c.position))


_AT_LEAST = phrases("не реже", "не менее")
_EACH_NEXT_MONTH = phrases("каждого следующего месяца")
_EACH_MONTH = phrases("каждого месяца")
_NEXT_MONTH = phrases("следующего месяца")
_THIS_MONTH = phrases("текущего месяца", "месяца")


def _which_month(c: Cursor) -> tuple[Every | None, bool]:
    monthly = Every(1, Unit.MONTH)
    if c.phrase(_EACH_NEXT_MONTH):
        return monthly, True
    if c.phrase(_EACH_MONTH):
        every: Every | None = monthly
    else:
        if c.phrase(_NEXT_MONTH):
            return None, True
        if not c.phrase(_THIS_MONTH):
            return None, False
        every = None
    mark = c.position
    c.accept(Kind.COMMA)
    if not c.phrase(AFTER_REPORTED):
        c.position = mark
        return every, False
    if c.word("кварталом"):
        return Every(1, Unit.QUARTER), True
    if c.word("месяцем"):
        return monthly, True
    c.word("периодом")
    return every, True


_ALWAYS = phrases(
    "постоянно",
    "на постоянной основе",
    "в постоянном режиме",
    "регулярно",
    "систематически",
    "непрерывно",
    "бессрочно",
    "круглогодично",
    "круглый год",
    "весь период",
    "весь срок",
)
_LATER = phrases("далее", "затем", "потом", "в дальнейшем")
_THROUGHOUT = phrases("весь", "в течение", "в течении", "на протяжении")
_SCHOOL_YEAR = phrases("учебного года", "учебного г")


def ongoing(c: Cursor) -> Ongoing | None:
    """«Постоянно», «далее постоянно», «в течение года», «в течение 2020 года», «весь период»."""
    start = c.position
    c.word("и")
    later = c.phrase(_LATER) is not None
    if c.phrase(_ALWAYS):
        _term_tail(c)
        return Ongoing(later=later)
    if not later and c.phrase(_THROUGHOUT):
        found = _through(c)
        if found is not None:
            return found
    c.position = start
    return None


def _through(c: Cursor) -> Ongoing | None:
    c.word("всего")
    if c.word("периода", "срока", "времени"):
        _term_tail(c)
        return Ongoing()
    c.word("текущего", "календарного", "отчетного", "этого")
    if c.phrase(_SCHOOL_YEAR):
        return Ongoing()
    if c.any_of(YEAR):
        return Ongoing(this_year=True)
    first = atom(c)
    if first is None or first.stretch is not Stretch.YEAR:
        return None
    last = atom(c) if c.accept(Kind.DASH) else first
    if last is None or last.stretch is not Stretch.YEAR:
        return None
    return Ongoing(items=(Item(first, last),))


def _term_tail(c: Cursor) -> None:
    """«… реализации плана», «… действия программы»: whose period it is adds nothing."""
    mark = c.position
    if c.word("реализации", "действия", "исполнения"):
        c.word("настоящего")
        if not c.word("плана", "программы", "мероприятий", "мероприятия"):
            c.position = mark
