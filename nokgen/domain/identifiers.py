"""Identifiers of Russian registers: text goes in, whether its check digits fit comes out.

Algorithms: order of the tax service of 29.06.2012 № ММВ-7-6/435@ (ИНН); rules of the registers
of legal persons and of entrepreneurs (ОГРН, ОГРНИП).
"""

from __future__ import annotations

from operator import mul

_WEIGHTS_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_WEIGHTS_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_WEIGHTS_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def is_inn(text: str) -> bool:
    """Whether `text` is an ИНН (10 digits, or 12 of a person) whose check digits fit."""
    if not (text.isascii() and text.isdigit()):
        return False
    if len(text) == 10:
        return _check_digit(text, _WEIGHTS_10) == text[9]
    if len(text) == 12:
        return _check_digit(text, _WEIGHTS_11) == text[10] and (
            _check_digit(text, _WEIGHTS_12) == text[11]
        )
    return False


def is_ogrn(text: str) -> bool:
    """Whether `text` is an ОГРН (13 digits) or ОГРНИП (15 digits) whose check digit fits."""
    if not (text.isascii() and text.isdigit()) or len(text) not in (13, 15):
        return False
    divisor = 11 if len(text) == 13 else 13
    return int(text[:-1]) % divisor % 10 == int(text[-1])


def _check_digit(digits: str, weights: tuple[int, ...]) -> str:
    total = sum(map(mul, map(int, digits), weights))
    return str(total % 11 % 10)
