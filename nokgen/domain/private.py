"""A text goes in; numbers and addresses that belong to a private person come out (152-ФЗ).

What has check digits is believed only when they fit: СНИЛС (order of the Pension Fund of 2021,
No 192п, rule of check digits since 1996), ИНН, cards (ISO/IEC 7812, Luhn). A passport has none: it
is known by its words («паспорт», «серия») or by the sign № between 4 and 6 digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache

from nokgen.domain.identifiers import is_inn, is_ogrn
from nokgen.frozen import frozen


class Kind(Enum):
    """What a private text is."""

    SNILS = "snils"
    PASSPORT = "passport"
    CARD = "card"
    PERSON_INN = "inn"
    CONTACT = "contact"


NUMBERS = frozenset({Kind.SNILS, Kind.PASSPORT, Kind.CARD, Kind.PERSON_INN})

# Most texts have too few digits for any of these, and are told from the others cheaply.
_DIGITS_OR_MAIL = re.compile(r"@|\d{3}")
_FEWEST_DIGITS = 10
# What every private part has, whatever stands around it: an @, six digits in a row, or ten of which
# no two are further apart than in a passport's.
_SUSPECT = re.compile(r"[@\d](?:(?<=@)|\d{5}|(?:[^\d\0]{0,3}\d){9})")
# Characters before an ИНН in which the word of an entrepreneur is looked for.
_NEAR = 200
_CONTRACT = 19
_KEPT = 2
_HIDDEN = "•"


@frozen
class Private:
    """A private number or address and where it begins in its text."""

    kind: Kind
    text: str
    start: int

    @property
    def masked(self) -> str:
        """The same with its first and last digits only, or the first letter of a mailbox."""
        name, at, host = self.text.partition("@")
        if at:
            kept = name[:1] if len(name) > 1 else ""
            return kept + _HIDDEN * (len(name) - len(kept)) + at + host
        digits = [place for place, sign in enumerate(self.text) if sign.isdigit()]
        hidden = set(digits[_KEPT:-_KEPT])
        return "".join(_HIDDEN if i in hidden else sign for i, sign in enumerate(self.text))


def private_parts(text: str) -> list[Private]:
    """What looks private in a text, in its order; nothing inside of addresses on the internet."""
    if not _DIGITS_OR_MAIL.search(text):
        return []
    if "@" not in text and sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return []
    from nokgen.domain import private_signs as signs  # most runs meet no such text

    plain = signs.URL.sub(lambda found: " " * len(found[0]), text)
    found = sorted(_all(plain), key=lambda each: (each.start, -len(each.text)))
    kept: list[Private] = []
    for each in found:
        if not kept or each.start >= kept[-1].start + len(kept[-1].text):
            kept.append(each)
    return kept


def any_private(texts: Iterable[str]) -> bool:
    """Whether `private_parts` finds anything in one of many texts; they are looked at together."""
    whole = "\0".join(texts)  # no text that was read has this sign
    end = -1
    for found in _SUSPECT.finditer(whole):
        if found.start() < end:
            continue  # its text was looked at
        start = whole.rfind("\0", 0, found.start()) + 1
        end = whole.find("\0", start)
        end = len(whole) if end < 0 else end
        if private_parts(whole[start:end]):
            return True
    return False


# A line of a megabyte may have a hundred faults: it is looked through once.
@lru_cache(maxsize=4)
def without_private(text: str, values: frozenset[str] = frozenset()) -> str:
    """The text with personal numbers masked, and the private texts `values`; as long as before."""
    for each in private_parts(text):
        if each.kind in NUMBERS or each.text in values:
            end = each.start + len(each.text)
            text = text[: each.start] + each.masked + text[end:]
    for value in values:
        text = text.replace(value, Private(Kind.CONTACT, value, 0).masked)
    return text


def is_snils(digits: str) -> bool:
    """Whether 11 digits are a СНИЛС whose check digits fit; there were none up to 001-001-998."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=False))
    return int(digits[:9]) > 1_001_998 and total % 101 % 100 == int(digits[9:])


def is_card(digits: str) -> bool:
    """Whether digits are the number of a bank card: a known issuer, and Luhn's sum fits."""
    from nokgen.domain import private_signs as signs

    if not signs.ISSUER.fullmatch(digits):
        return False
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(int(digit) for digit in digits[::-2])) % 10 == 0


def _all(text: str) -> Iterator[Private]:
    from nokgen.domain import private_signs as signs

    for found in signs.SNILS.finditer(text):
        if is_snils(_digits(found[0])):
            yield Private(Kind.SNILS, found[0], found.start())
    for found in signs.SNILS_SAID.finditer(text):
        yield _group(Kind.SNILS, found)
    for found in signs.PASSPORT.finditer(text):
        yield Private(Kind.PASSPORT, found[0], found.start())
    for found in signs.PASSPORT_SAID.finditer(text):
        yield _group(Kind.PASSPORT, found)
    for found in signs.CARD.finditer(text):
        if _may_be_card(found[0]):
            yield Private(Kind.CARD, found[0], found.start())
    for found in signs.INN_12.finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()]
        if is_inn(found[0]) and not signs.ENTREPRENEUR.search(before):
            yield Private(Kind.PERSON_INN, found[0], found.start())
    for pattern in (signs.MOBILE, signs.MAILBOX):
        for found in pattern.finditer(text):
            yield Private(Kind.CONTACT, found[0], found.start())


def _may_be_card(typed: str) -> bool:
    """Whether no other register explains the number.

    A register number of a public contract has 19 digits, too, and none of its own to check them by;
    an ОГРН or ОГРНИП has a check digit.
    """
    digits = _digits(typed)
    is_contract = typed == digits and len(digits) == _CONTRACT and digits[0] in "123"
    return is_card(digits) and not is_contract and not is_ogrn(digits)


def _group(kind: Kind, found: re.Match[str]) -> Private:
    text = found[1]
    return Private(kind, text.lstrip(), found.start(1) + len(text) - len(text.lstrip()))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
