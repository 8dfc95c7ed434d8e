"""Quantities of measures: the document's words go in, a number, its comparison and unit come out.

    quantity = [comparison] number [(– | до) number] [adjectives] noun [per unit] [«и более»]

What is counted may be a noun that is not known: then the number stands, and the words are kept. A
second number, «на каждого», «по 2» or «около» change what it means: such a text is not read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from nokgen.domain.deadlines.clauses import count
from nokgen.domain.deadlines.cursor import Cursor, phrases
from nokgen.domain.deadlines.deadline import Unit
from nokgen.domain.deadlines.tokens import Kind, Token, clean, tokenize
from nokgen.domain.deadlines.words import ADVERBS, UNITS
from nokgen.domain.nouns import NOUNS, Noun
from nokgen.frozen import frozen

MAX_LENGTH = 200
Compare = Literal["=", ">=", "<=", ">", "<", "range"]

_COMPARISONS: dict[str, Compare] = {
    "не менее": ">=",
    "не менее чем": ">=",
    "не меньше": ">=",
    "не ниже": ">=",
    "не реже": ">=",
    "как минимум": ">=",
    "минимум": ">=",
    "от": ">=",
    "≥": ">=",
    "> =": ">=",
    "не более": "<=",
    "не более чем": "<=",
    "не больше": "<=",
    "не выше": "<=",
    "не чаще": "<=",
    "максимум": "<=",
    "до": "<=",
    "≤": "<=",
    "< =": "<=",
    "более": ">",
    "более чем": ">",
    "больше": ">",
    "свыше": ">",
    ">": ">",
    "менее": "<",
    "менее чем": "<",
    "меньше": "<",
    "<": "<",
    "ровно": "=",
    "всего": "=",
    "=": "=",
}
_PHRASES = phrases(_COMPARISONS)
_AND_MORE = phrases("и более", "и больше")
_THOUSANDS = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_THOUSAND = ("тыс", "тысяч", "тысячи", "тысяча")
# With one of these the number is not the whole amount.
_CHANGING = ADVERBS.keys() | {
    *("на", "по", "и", "или", "либо", "не", "каждый", "каждая", "каждое"),
    *("каждого", "каждой", "каждом", "каждому", "каждую"),
}


@frozen
class Quantity:
    """How many; `unit` is the noun counted (nominative singular), None if the noun is not known.

    `upper` is the end of a range (compare «range»), `per` the time that the number is for, `words`
    what is counted, as the document writes it.
    """

    compare: Compare
    count: int
    unit: str | None
    upper: int | None = None
    per: Unit | None = None
    words: str = ""


def quantity_json(quantity: Quantity) -> dict[str, object]:
    """The published shape: form, compare, count, unit; `to` for a range, `per` if given."""
    shape: dict[str, object] = {
        "form": "quantity",
        "compare": quantity.compare,
        "count": quantity.count,
        "unit": quantity.unit,
    }
    if quantity.upper is not None:
        shape["to"] = quantity.upper
    if quantity.per is not None:
        shape["per"] = quantity.per.value
    return shape


@lru_cache(maxsize=1024)
def parse_quantity(text: str | None) -> Quantity | None:
    """The quantity that a text names; None if there is none or any word of it is not understood."""
    if not text or len(text) > MAX_LENGTH:
        return None
    text = _THOUSANDS.sub("", clean(text).strip())
    tokens = tokenize(text)
    return _quantity(Cursor(text, tokens)) if tokens else None


def _quantity(c: Cursor) -> Quantity | None:
    phrase = c.phrase(_PHRASES)
    compare: Compare = _COMPARISONS[phrase] if phrase else "="
    number = _number(c)
    if number is None:
        return None
    upper = None
    if c.accept(Kind.DASH) or (phrase == "от" and c.word("до")):
        upper = _number(c)
        if upper is None or upper <= number or phrase not in (None, "от"):
            return None
        compare = "range"
    more = c.phrase(_AND_MORE) is not None
    start, noun = c.position, _noun(c)
    end = c.position
    per = _per(c)
    if per is None and not more and c.phrase(_AND_MORE):
        more = True
    if not c.at_end and per is None and not more:
        end = c.end
    elif not c.at_end:
        return None
    if any(not _harmless(token) for token in c.tokens[start:end]) or (more and compare != "="):
        return None
    words = c.words_between(start, end)
    lemma = noun.lemma if noun is not None else None
    return Quantity(">=" if more else compare, number, lemma, upper, per, words)


def _number(c: Cursor) -> int | None:
    number = count(c)
    if number is not None and c.word(*_THOUSAND):
        number *= 1000
    return number


def _noun(c: Cursor) -> Noun | None:
    """The noun that is counted, behind its adjectives; the cursor stays where no noun is known."""
    start = c.position
    if c.peek().norm == "%":
        c.position += 1
        return NOUNS["процент"]
    while c.norm not in NOUNS and c.norm.endswith(
        ("ых", "их", "ого", "его", "ый", "ий", "ая", "ую", "ое", "ой")
    ):
        c.position += 1
    noun = c.find(NOUNS)
    if noun is None:
        c.position = start
    return noun


def _per(c: Cursor) -> Unit | None:
    start = c.position
    if c.word("в", "за") or c.accept(Kind.SLASH):
        unit = c.find(UNITS)
        if unit is not None:
            return unit
    c.position = start
    return None


def _harmless(token: Token) -> bool:
    if token.kind is Kind.OTHER:
        return token.norm == "%"
    return token.kind in (Kind.WORD, Kind.DASH) and token.norm not in _CHANGING
