"""The stored value of a cell and its number format go in; the text that a person means comes out.

A workbook stores numbers as binary fractions and dates as numbers of days; only the format tells
which is which. Formats: ECMA-376, part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum

# Numbers of the formats that every workbook has without saying so; 27–36 and 50–58 are dates of
# East Asian ones.
_PERCENT_IDS = {9, 10}
_DATE_IDS = {14, 15, 22, *range(27, 37), *range(50, 59)}
_TIME_IDS = {18, 19, 20, 21, 45, 46, 47}
# What Excel gives to a number that it has taken for a date: 1.2 → 01.фев, 5.21 → май.21.
_DAY_MONTH_ID, _MONTH_YEAR_ID = 16, 17

_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_SEPARATOR = re.compile(r'[\s\\".-]+')
# Excel keeps 15 digits of a number; what is behind them is noise of binary fractions.
_DIGITS = ".15g"
_SHORT = re.compile(r"-?[1-9]\d{0,5}(?:\.\d{0,8}[1-9])?|[1-9]\d{6,14}|0", re.ASCII)
_DAY = 24 * 60 * 60
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
# Excel believes in 29 February 1900.
_FALSE_DAY = 60


class Kind(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    DAY_MONTH = "day and month"
    MONTH_YEAR = "month and year"
    ZEROS = "zeros"


@dataclass(frozen=True, slots=True)
class Format:
    """A number format; `digits` are those to which zeros fill up a number."""

    kind: Kind
    digits: int = 0


GENERAL = Format(Kind.NUMBER)


def format_of(number: int, code: str | None) -> Format:
    """The format of a number in the list of formats, with its code if the workbook gives one."""
    if code is None:
        return _built_in(number)
    plain = _QUIET.sub("", code.split(";", 1)[0]).casefold()
    if plain.startswith("general") or not plain:
        return GENERAL
    if re.fullmatch("0{2,}", plain):
        return Format(Kind.ZEROS, len(plain))
    if "%" in plain:
        return Format(Kind.PERCENT)
    signs = _SEPARATOR.sub("", plain)
    if re.fullmatch("d{1,2}mmm", signs):
        return Format(Kind.DAY_MONTH)
    if re.fullmatch("mmmyy", signs):
        return Format(Kind.MONTH_YEAR)
    if re.search("[dy]|mmm", signs):
        return Format(Kind.DATE)
    return Format(Kind.TIME) if re.search("[hs]", signs) else GENERAL


def _built_in(number: int) -> Format:
    if number in _PERCENT_IDS:
        return Format(Kind.PERCENT)
    if number in _DATE_IDS:
        return Format(Kind.DATE)
    if number in _TIME_IDS:
        return Format(Kind.TIME)
    if number == _DAY_MONTH_ID:
        return Format(Kind.DAY_MONTH)
    return Format(Kind.MONTH_YEAR) if number == _MONTH_YEAR_ID else GENERAL


def number_text(stored: str) -> str:
    """A stored number as a person would write it: 86.17000000000001 is 86.17, 5.1E9 5100000000."""
    if _SHORT.fullmatch(stored):
        return stored
    try:
        text = format(float(stored) + 0.0, _DIGITS)  # -0 is 0
        return format(Decimal(text), "f") if "e" in text else text
    except (ValueError, InvalidOperation):
        return stored


def formatted(stored: str, shape: Format, *, since_1904: bool) -> str:
    """A stored number as its format means it; dates as 2021-09-30, times as 14:05:00."""
    text = number_text(stored)
    match shape.kind:
        case Kind.NUMBER:
            return text
        case Kind.ZEROS:
            return text.zfill(shape.digits) if text.isdecimal() else text
        case Kind.PERCENT:
            return _percent(text)
    moment = _moment(text, since_1904)
    if moment is None:
        return text
    match shape.kind:
        case Kind.DAY_MONTH:
            return f"{moment.day}.{moment.month}"
        case Kind.MONTH_YEAR:
            return f"{moment.month}.{moment.year % 100:02}"
        case Kind.TIME if moment.year < 1905:
            return f"{moment:%H:%M:%S}"
    date = f"{moment.year:04}-{moment:%m-%d}"
    return (
        date
        if (moment.hour, moment.minute, moment.second) == (0, 0, 0)
        else f"{date} {moment:%H:%M}"
    )


def _percent(text: str) -> str:
    try:
        return f"{number_text(format(Decimal(text) * 100, 'f'))}%"
    except InvalidOperation:
        return text


def _moment(text: str, since_1904: bool) -> datetime | None:
    """The moment that a number of days means; None for one that is no date of Excel."""
    try:
        days = float(text)
        if since_1904:
            return _EPOCH_1904 + timedelta(seconds=round(days * _DAY))
        if 1 <= days < _FALSE_DAY:
            days += 1
        return _EPOCH + timedelta(seconds=round(days * _DAY))
    except (ValueError, OverflowError):
        return None
