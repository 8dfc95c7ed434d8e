"""Dates in the grammar: days, months, quarters, half-years, years, their ranges and lists.

    spans = item { separator item }
    item  = [prefix] atom [ connective atom ] [«включительно»]
    atom  = ( date | day month | part month | month | season | ordinal quarter | … ) [ year ] | year

Every function takes the cursor and gives the node, or None with the cursor where it was.
"""

from __future__ import annotations

from dataclasses import replace

from nokgen.domain.deadlines.cursor import Cursor, phrases
from nokgen.domain.deadlines.syntax import Atom, Item, Spans, Stretch
from nokgen.domain.deadlines.tokens import Kind
from nokgen.domain.deadlines.words import (
    DECADE,
    HALF,
    HALF_YEAR,
    MONTHS,
    MONTHS_AFTER_DAY,
    ORDINALS,
    QUARTER,
    SEASONS,
    YEAR,
)

_YEARS = range(1990, 2101)
_START = ("начало", "начала", "началу", "начале")
_MIDDLE = ("середина", "середины", "середине", "середину")
_END = ("конец", "конца", "концу", "конце")
NOT_LATER = phrases("не позднее", "не позже")
DURING = phrases("в течение", "в течении", "на протяжении")
AFTER_REPORTED = phrases("следующего за отчетным")
_PERIOD = phrases("в период", "на период")
_BEGINNING = phrases("начиная с", "начиная со")
_TERM = phrases("в срок", "срок")
_THIS_YEAR = phrases("текущего года", "текущего г", "этого года", "сего года", "т г", "с г")
_NEXT_YEAR = phrases("следующего года", "следующего г")
_GIVEN_PARTS = {word: n for n, part in enumerate((_START, _MIDDLE, _END), 1) for word in part}


def spans(c: Cursor) -> Spans | None:
    """A list of dates; a number at its end that counts something else («март, 1 раз …») is left."""
    first = item(c)
    if first is None:
        return None
    items, marks = [first], [c.position]
    while True:
        if not _separator(c):
            break
        following = item(c)
        if following is None:
            break
        items.append(following)
        marks.append(c.position)
    while items and _unfinished(items[-1]):
        items.pop()
        marks.pop()
    if not items:
        return None
    c.position = marks[-1]
    return Spans(tuple(items))


def _separator(c: Cursor) -> bool:
    """A comma, «и», or a line break between two items."""
    if c.accept(Kind.COMMA):
        c.word("и")
        return True
    return c.word("и") or (c.peek().newline and not c.at_end)


def _unfinished(node: Item) -> bool:
    return node.last is not None and node.last.stretch is Stretch.NUMBER


def item(c: Cursor) -> Item | None:
    """One date or range with its preposition."""
    start = c.position
    found = _prefixed(c)
    if found is None:
        c.position = start
    return found


def _prefixed(c: Cursor) -> Item | None:
    if c.phrase(_PERIOD):
        return _from(c) if c.word("с", "со") else _range(c, bare=False)
    if c.word("с", "со", "от") or c.phrase(_BEGINNING):
        return _from(c)
    terse = c.phrase(_TERM) is not None
    if c.phrase(NOT_LATER) or c.word("по"):
        return _until(c, exclusive=False)
    if c.word("до", "к", "ко"):
        return _until(c, exclusive=True)
    if terse:
        return None
    if c.phrase(DURING):
        c.word("всего")
        return _range(c, bare=False)
    if c.word("в", "во", "на"):
        return _range(c, bare=False)
    return _range(c, bare=True)


def _until(c: Cursor, *, exclusive: bool) -> Item | None:
    last, exclusive = _last(c, exclusive=exclusive)
    if last is None or (c.peek().kind is Kind.DASH and last.stretch is not Stretch.NUMBER):
        return None
    return Item(None, last, exclusive)


def _last(c: Cursor, *, exclusive: bool) -> tuple[Atom | None, bool]:
    """The atom that ends something, and whether it is still excluded («до конца мая»: no)."""
    if c.norm in _START:
        c.position += 1
        exclusive = True
    elif c.norm in _END:
        exclusive = False
    elif c.norm in _MIDDLE:
        return None, exclusive  # «до середины марта» names no day
    last = atom(c)
    if c.word("включительно") or (c.peek(2).kind is Kind.CLOSE and _included_in_brackets(c)):
        exclusive = False
    return last, exclusive


def _included_in_brackets(c: Cursor) -> bool:
    if c.peek().kind is not Kind.OPEN or c.peek(1).norm != "включительно":
        return False
    c.position += 3
    return True


def _from(c: Cursor) -> Item | None:
    first = atom(c)
    if first is None:
        return None
    mark = c.position
    exclusive = False
    if c.word("до"):
        exclusive = True
    elif not c.word("по") and not c.accept(Kind.DASH):
        return None if first.stretch is Stretch.NUMBER else Item(first, None)
    last, exclusive = _last(c, exclusive=exclusive)
    if last is None:
        c.position = mark
        return None if first.stretch is Stretch.NUMBER else Item(first, None)
    return Item(first, last, exclusive)


def _range(c: Cursor, *, bare: bool) -> Item | None:
    first = atom(c)
    if first is None:
        return None
    mark = c.position
    if c.accept(Kind.DASH) or c.word("по"):
        c.word("в", "во")
        last = atom(c)
        if last is not None:
            c.word("включительно")
            return Item(first, last)
        c.position = mark
    return Item(first, first, bare=bare)


def atom(c: Cursor) -> Atom | None:
    """One calendar name with the year that follows it, or a number whose name comes later."""
    start = c.position
    found = _date(c) or _part(c) or _month(c) or _numbered(c)
    if found is None:
        c.position = start
    return found


def _date(c: Cursor) -> Atom | None:
    token = c.accept(Kind.DATE)
    if token is None:
        return None
    day, month, year = token.date
    stretch = Stretch.DAY if day else Stretch.MONTH
    found = Atom(stretch, day, month, year or None)
    if not 1 <= month <= 12:
        return None
    if year:
        c.any_of(YEAR)
        return found if year in _YEARS else None
    return _with_year(c, found)


def _month(c: Cursor) -> Atom | None:
    month = c.find(MONTHS)
    if month is not None:
        c.word("месяц", "месяца", "месяце")
        return _with_year(c, Atom(Stretch.MONTH, month=month))
    season = c.find(SEASONS)
    return _with_year(c, Atom(Stretch.SEASON, month=season)) if season else None


def _part(c: Cursor) -> Atom | None:
    """«Конец июня» and «начало июня» as ten days; «конец года» and «конец квартала» as a month."""
    part = c.find(_GIVEN_PARTS)
    if part is None:
        return None
    whole = _month(c) or _numbered(c) or _this_year(c)
    if whole is None:
        return None
    if whole.stretch is Stretch.MONTH:
        return replace(whole, stretch=Stretch.TEN_DAYS, number=part)
    if part == 3 and whole.stretch in (Stretch.YEAR, Stretch.QUARTER, Stretch.HALF_YEAR):
        return replace(whole, stretch=Stretch.MONTH, number=0, month=whole.last[0])
    return None


def _this_year(c: Cursor) -> Atom | None:
    c.word("текущего", "календарного", "этого")
    return Atom(Stretch.YEAR) if c.any_of(YEAR) else None


def _numbered(c: Cursor) -> Atom | None:
    token = c.peek()
    plain = False
    if token.kind is Kind.NUMBER:
        number, plain = token.value, True
        if number in _YEARS:
            c.position += 1
            _year_words(c)
            return Atom(Stretch.YEAR, year=number)
    elif token.kind is Kind.WORD:
        number = ORDINALS.get(token.norm, 0) or token.roman
    else:
        return None
    if not 0 < number < 32:
        return None
    c.position += 1
    ordinal = token.ordinal or token.norm in ORDINALS
    return _named(c, number, plain=plain) or (
        Atom(Stretch.NUMBER, number, plain=plain)
        if ordinal or not plain or c.peek().kind in (Kind.DASH, Kind.COMMA) or _joins(c)
        else None
    )


def _joins(c: Cursor) -> bool:
    return c.peek().norm in ("и", "по", "до") and c.peek().kind is Kind.WORD


def _named(c: Cursor, number: int, *, plain: bool) -> Atom | None:
    """What follows a number and says what it counts."""
    if plain and c.word("числа"):
        month = c.find(MONTHS)
        return _with_year(c, Atom(Stretch.DAY, number, month)) if month else None
    if c.peek().norm in MONTHS_AFTER_DAY and plain:
        return _with_year(c, Atom(Stretch.DAY, number, c.find(MONTHS) or 0))
    if number <= 4 and c.any_of(QUARTER):
        return _with_year(c, Atom(Stretch.QUARTER, number))
    if number <= 2 and c.any_of(HALF_YEAR):
        return _with_year(c, Atom(Stretch.HALF_YEAR, number))
    if number <= 3 and c.any_of(DECADE):
        month = c.find(MONTHS)
        return _with_year(c, Atom(Stretch.TEN_DAYS, number, month)) if month else None
    if number <= 2 and c.any_of(HALF):
        month = c.find(MONTHS)
        if month:
            return _with_year(c, Atom(Stretch.HALF_MONTH, number, month))
        year = _numbered(c) or _this_year(c)
        if year is not None and year.stretch is Stretch.YEAR:
            return replace(year, stretch=Stretch.HALF_YEAR, number=number)
    return None


def _with_year(c: Cursor, found: Atom) -> Atom:
    """The atom with the year that stands after it, if one does."""
    token = c.peek()
    if token.kind is Kind.NUMBER and token.value in _YEARS:
        c.position += 1
        _year_words(c)
        return replace(found, year=token.value)
    if c.phrase(_THIS_YEAR):
        return found
    mark = c.position
    if c.phrase(_NEXT_YEAR):
        return replace(found, next_year=True)
    if c.any_of(YEAR):
        c.accept(Kind.COMMA)
        if c.phrase(AFTER_REPORTED):
            c.any_of(YEAR)
            return replace(found, next_year=True)
    c.position = mark
    return found


def _year_words(c: Cursor) -> None:
    while c.any_of(YEAR):
        pass
