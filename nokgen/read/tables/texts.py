"""The text of a cell goes in; it comes out clean, with what Excel did to it on the way.

The habits are those of Excel in a Russian Windows: it takes 1.2 for the first of February, an ИНН
for a number with an exponent, and saves to CSV what is shown and not what is meant.
"""

from __future__ import annotations

import re

from nokgen.diagnostics import Code, Hint
from nokgen.diagnostics import tables as codes
from nokgen.frozen import frozen
from nokgen.limits import Limits
from nokgen.messages import N_
from nokgen.read.tables.refusal import too_large

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\t": " "})
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_GUARD = re.compile(r'="([^"]*)"')

_MONTHS = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_LATIN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join([*_MONTHS, *_LATIN])
_DAY_MONTH = re.compile(rf"(?P<day>\d{{1,2}})[ .-](?P<month>{_MONTH})\.?", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?P<month>{_MONTH})\.?[ .-](?P<year>\d\d)", re.IGNORECASE)
# Excel always writes the sign of an exponent; people hardly ever do.
_EXPONENT = re.compile(r"[+-]?\d+(?:[.,]\d+)?[EeЕе][+-]\d{1,3}")
_FAILED = re.compile(
    r"#(?:REF|NAME|VALUE|DIV/0|NUM|N/A|NULL|ССЫЛКА|ИМЯ|ЗНАЧ|ДЕЛ/0|ЧИСЛО|Н/Д|ПУСТО)[!?]?|#{3,}"
)
_SUSPECT = re.compile(r"[+#\d-]|" + _MONTH, re.IGNORECASE)

_AS_TEXT = Hint(
    N_(
        "the last digits are lost in the file: in Excel give the column the format “Text”, type "
        "the number anew and save again"
    )
)
_AS_TEXT_DATE = Hint(
    N_("most likely it was `%(text)s`: in Excel give the column the format “Text” and type it anew")
)
_FORMULA = Hint(
    N_("mend the formula, or type the value itself; leave the cell empty if there is none")
)
_WIDEN = Hint(N_("the column was too narrow in Excel: make it wider and save again"))


@frozen
class Garbled:
    """A text that is not what was typed; `text` is the most likely one."""

    code: Code
    text: str
    params: dict[str, object]
    hint: Hint


def clean(text: str, limits: Limits) -> str:
    """The text with plain spaces, without invisible signs and without blanks at its ends."""
    if len(text) > limits.cell_characters:
        raise too_large(limits, "cell_characters")
    if not text.isascii():
        text = _INVISIBLE.sub("", text.translate(_SPACES))
    return text.strip()


def unguarded(text: str) -> str:
    """`="0123"`, by which programs keep Excel from making a number of a text, is 0123."""
    guard = _GUARD.fullmatch(text) if text.startswith("=") else None
    return guard[1].strip() if guard else text


def garbled(text: str) -> Garbled | None:
    """What Excel made of the text of a cell, None when it left it alone."""
    if not _SUSPECT.match(text):
        return None
    if _EXPONENT.fullmatch(text):
        return Garbled(codes.NUMBER_GARBLED, text, {"value": text}, _AS_TEXT)
    if _FAILED.fullmatch(text):
        return failed(text)
    date = _DAY_MONTH.fullmatch(text)
    if date:
        return garbled_date(text, f"{int(date['day'])}.{_month(date['month'])}")
    date = _MONTH_YEAR.fullmatch(text)
    if date:
        return garbled_date(text, f"{_month(date['month'])}.{date['year']}")
    return None


def failed(value: str) -> Garbled:
    """A formula that came to an error in place of a value."""
    hint = _WIDEN if value.startswith("##") else _FORMULA
    return Garbled(codes.FORMULA_FAILED, value, {"value": value}, hint)


def garbled_date(value: str, text: str) -> Garbled:
    """A number that Excel took for a day of a month or a month of a year."""
    hint = Hint(_AS_TEXT_DATE.message, {"text": text})
    return Garbled(codes.NUMBER_BECAME_DATE, text, {"value": value}, hint)


def _month(name: str) -> int:
    name = name.casefold()
    if name in _LATIN:
        return _LATIN.index(name) + 1
    return next(n for n, month in enumerate(_MONTHS, 1) if re.fullmatch(month, name))
