"""Text of a deadline → tokens: words in one spelling, numbers, dates; broken words made whole.

Latin and other look-alike letters count as the Cyrillic ones, «ё» as «е»; every token knows where
it stands.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import NamedTuple

from nokgen.domain.deadlines.words import ABBREVIATIONS, VOCABULARY


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    DATE = auto()
    DASH = auto()
    COMMA = auto()
    COLON = auto()
    SLASH = auto()
    OPEN = auto()
    CLOSE = auto()
    OTHER = auto()
    END = auto()


class Token(NamedTuple):
    """One token: `norm` is a word's spelling, `value` a number, `roman` that of a Roman number."""

    kind: Kind
    norm: str
    start: int
    end: int
    glued: bool = False  # no space before it
    newline: bool = False  # a line break before it
    value: int = 0
    ordinal: bool = False
    roman: int = 0
    date: tuple[int, int, int] = (0, 0, 0)  # day, month, year; 0 where not given


_DASHES = "-‐‑‒–—―−⁃"
_SUFFIX = "(?:ый|ой|ий|ая|ое|oe|ые|ого|oгo|ому|ом|ую|ых|ти|го|гo|му|ми|ех|й|е|e|я|м|ю|х|x|и)"
_TOKEN = re.compile(
    rf"""
      (?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9]))
    | (?P<full>[0-9]{{1,2}}\s?[./]\s?[0-9]{{1,2}}\s?[./]\s?[0-9]{{4}}(?![0-9])
        |[0-9]{{1,2}}[./][0-9]{{1,2}}[./][0-9]{{2}}(?![0-9]))
    | (?P<my>[0-9]{{1,2}}\.[0-9]{{4}}(?![0-9]))
    | (?P<dm>[0-9]{{1,2}}\.[0-9][0-9](?![0-9]|\.[0-9]))
    | (?P<ordinal>[0-9]{{1,4}}[{_DASHES}]{_SUFFIX}(?![^\W\d_]))
    | (?P<quoted>[«"„“][ ]?[0-9]{{1,2}}[ ]?[»"”“])
    | (?P<number>[0-9]+)
    | (?P<word>[^\W\d_]+)
    | (?P<dash>[{_DASHES}]+)
    | (?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = re.compile("[0-9]+")
_SIGNS = {
    ",": Kind.COMMA,
    ";": Kind.COMMA,
    ":": Kind.COLON,
    "/": Kind.SLASH,
    "(": Kind.OPEN,
    ")": Kind.CLOSE,
}
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYaceopxykmtëËёЁ", "АВСЕНКМОРТХУасеорхукмтеЕеЕ")
_CYRILLIC = re.compile("[а-яА-ЯёЁ]")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
# Roman numerals as they are typed: Latin, Ukrainian, palochka; П, Ш, У stand for II, III, V.
_ROMAN_LETTERS = str.maketrans(
    {
        **dict.fromkeys("IiІіӀӏlⅠⅰ", "I"),
        **dict.fromkeys("VvУу", "V"),
        **dict.fromkeys("ПпⅡⅱ", "II"),
        **dict.fromkeys("ШшⅢⅲ", "III"),
        **dict.fromkeys("Ⅳⅳ", "IV"),
    }
)
_SUFFIXES = frozenset(re.findall("[а-я]+", "ый ой ий ая ое ые ого ому ом ую ых го му й е я м ю х"))


def clean(text: str) -> str:
    """The text composed (NFC) and without invisible characters; tokens stand in this text."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE)


def tokenize(text: str) -> list[Token]:
    """The tokens of a `clean` text, in order; nothing but white space is left out."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        gap = text[end:start]
        end = match.end()
        tokens.append(_token(match, not gap, "\n" in gap or "\r" in gap))
    return _without_stops(_joined(tokens, text))


def _token(match: re.Match[str], glued: bool, newline: bool) -> Token:
    raw, kind, span = match.group(), match.lastgroup, match.span()
    if kind == "word":
        return _word(raw, span, glued, newline)
    if kind in ("number", "ordinal", "quoted"):
        digits = _DIGITS.findall(raw)[0]
        value = int(digits) if len(digits) < 7 else 0
        if not value:
            return Token(Kind.OTHER, raw, *span, glued, newline)
        return Token(
            Kind.NUMBER, raw, *span, glued, newline, value=value, ordinal=kind == "ordinal"
        )
    if kind == "dash":
        return Token(Kind.DASH, "-", *span, glued, newline)
    if kind == "other":
        return Token(_SIGNS.get(raw, Kind.OTHER), raw, *span, glued, newline)
    parts = [int(part) for part in _DIGITS.findall(raw)]
    if kind == "iso":
        parts.reverse()
    if kind == "my":
        parts.insert(0, 0)
    elif kind == "dm":
        parts.append(0)
    day, month, year = parts
    if kind == "full" and year < 100:
        year += 2000
    return Token(Kind.DATE, raw, *span, glued, newline, date=(day, month, year))


def _word(raw: str, span: tuple[int, int], glued: bool, newline: bool) -> Token:
    norm = raw.translate(_LOOK_ALIKE).lower()
    if norm not in VOCABULARY and not _CYRILLIC.search(raw):
        norm = raw.lower()
    return Token(Kind.WORD, norm, *span, glued, newline, roman=_roman(raw))


def _roman(raw: str) -> int:
    """The quarter or half-year that a Roman number from I to IV names; 0 for anything else."""
    return _ROMAN.get(raw.translate(_ROMAN_LETTERS), 0) if len(raw) < 5 else 0


def _joined(tokens: list[Token], text: str) -> list[Token]:
    """Words made whole that a line end or a stray space cut («сен- тябрь»); «II-й» without «й»."""
    out: list[Token] = []
    for token in tokens:
        if token.kind is Kind.WORD and out:
            dashed = out[-1].kind is Kind.DASH and len(out) > 1
            before = out[-2] if dashed else out[-1]
            if before.kind is Kind.WORD:
                if dashed and token.glued and before.roman and token.norm in _SUFFIXES:
                    out.pop()
                    continue
                whole = before.norm + token.norm
                apart = before.norm in VOCABULARY and token.norm in VOCABULARY
                if whole in VOCABULARY and not apart:
                    del out[-2 if dashed else -1 :]
                    out.append(before._replace(norm=whole, end=token.end, roman=0))
                    continue
            elif token.glued and before.value == 1 and not dashed:
                roman = _roman("I" + text[token.start : token.end])
                if roman:  # «1V квартал», typed with a one for I
                    out[-1] = token._replace(start=before.start, glued=before.glued, roman=roman)
                    continue
        out.append(token)
    return out


def _without_stops(tokens: list[Token]) -> list[Token]:
    """Full stops gone after abbreviations, dates and at the end; elsewhere they part two forms."""
    out: list[Token] = []
    for index, token in enumerate(tokens):
        if token.norm != "." or token.kind is not Kind.OTHER:
            out.append(token)
            continue
        before = out[-1] if out else None
        if before is None or before.kind is Kind.OTHER:
            out.append(token)
        elif index == len(tokens) - 1 or before.kind is Kind.DATE or before.norm in ABBREVIATIONS:
            continue
        elif before.kind is Kind.NUMBER and before.value < 1000:
            out.append(token)  # «1. Март» is a numbered list, not a date
        else:
            out.append(token._replace(kind=Kind.COMMA))
    return out
