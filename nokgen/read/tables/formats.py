"""The value of a cell and its number format go in; the text that a person means comes out.

Formats: ECMA-376, part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache

_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SEPARATOR = re.compile(r"[\s.-]+")


class Kind(Enum):
    """What a number format makes of a number, where its value does not say so."""

    PLAIN = "plain"
    PERCENT = "percent"
    ZEROS = "zeros"
    # What Excel gives to a number that it has taken for a date: 1.2 → 01.фев, 5.21 → май.21.
    DAY_MONTH = "day and month"
    MONTH_YEAR = "month and year"


@lru_cache(maxsize=1024)
def kind_of(code: str) -> tuple[Kind, int]:
    """The kind of a number format, and the digits to which zeros fill up a number."""
    plain = _QUIET.sub("", code.split(";", 1)[0]).casefold()
    signs = _SEPARATOR.sub("", plain)
    if re.fullmatch("0{2,}", plain):
        return Kind.ZEROS, len(plain)
    if "%" in plain:
        return Kind.PERCENT, 0
    if re.fullmatch("d{1,2}mmm", signs):
        return Kind.DAY_MONTH, 0
    return Kind.MONTH_YEAR if re.fullmatch("mmmyy", signs) else Kind.PLAIN, 0


def number_text(value: float | Decimal) -> str:
    """A number as a person would write it: 86.17000000000001 is 86.17, 5.1E9 5100000000.

    Excel keeps 15 digits; what is behind them is noise of binary fractions.
    """
    text = format(Decimal(value) + 0, ".15g")  # -0 is 0
    text = format(Decimal(text), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def formatted(value: float, code: str) -> str:
    """A number as its format means it."""
    text = number_text(value)
    match kind_of(code):
        case Kind.ZEROS, digits:
            return text.zfill(digits) if text.isdecimal() else text
        case Kind.PERCENT, _:
            return f"{number_text(Decimal(text) * 100)}%"
    return text


def moment_text(value: date | time | timedelta, code: str) -> str:
    """A date as 2021-09-30, with a time when it has one; a time as 14:05:00."""
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, time):
        return f"{value:%H:%M:%S}"
    match kind_of(code):
        case Kind.DAY_MONTH, _:
            return f"{value.day}.{value.month}"
        case Kind.MONTH_YEAR, _:
            return f"{value.month}.{value.year % 100:02}"
    is_day = not isinstance(value, datetime) or value.time().replace(microsecond=0) == time()
    day = f"{value.year:04}-{value:%m-%d}"
    return day if is_day else f"{day} {value:%H:%M}"
