"""What numbers and addresses of private people look like: patterns, compiled when first needed."""

from __future__ import annotations

import re

_GAP = r"[ \u00a0\u2009\u202f\u2010\u2011–-]"
_LEFT = rf"(?<![\d.,/\w])(?<!\d{_GAP})"
_RIGHT = rf"(?!{_GAP}?\d|[.,/]\d|\w)"
SNILS = re.compile(rf"{_LEFT}\d{{3}}-\d{{3}}-\d{{3}}{_GAP}?\d{{2}}{_RIGHT}")
SNILS_SAID = re.compile(
    rf"снилс\W{{0,3}}(?:№\s?)?({_GAP}?(?:\d{_GAP}?){{10}}\d){_RIGHT}", re.IGNORECASE
)
# Not «постановление 2021 № 123456»: without words, what may be a year is one.
PASSPORT = re.compile(
    rf"{_LEFT}(?!19\d\d|20\d\d)\d{{2}}{_GAP}?\d{{2}}{_GAP}?№{_GAP}?\d{{6}}{_RIGHT}"
)
# «паспорт 45 10 123456», «паспорт гражданина РФ серии 4510 № 123456», «серия 45 10 номер 123456».
PASSPORT_SAID = re.compile(
    rf"\b(?:паспорт\w*|сери[яию])\b[^\d.;]{{0,40}}?"
    rf"(\d{{2}}{_GAP}?\d{{2}}(?:{_GAP}|,|№|номер|N){{0,4}}\d{{6}}){_RIGHT}",
    re.IGNORECASE,
)
# 16 to 19 digits in fours, 15 as American Express writes them, or 13 to 19 without gaps.
CARD = re.compile(
    rf"{_LEFT}(?:\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}(?:{_GAP}\d{{1,3}})?"
    rf"|\d{{4}}{_GAP}\d{{6}}{_GAP}\d{{5}}|\d{{13,19}}){_RIGHT}"
)
# Payment systems by the first digits: Мир, Visa, Mastercard, Maestro, UnionPay, American Express.
ISSUER = re.compile(
    r"220[0-4]\d{12,15}|4\d{12}(?:\d{3}){0,2}|3[47]\d{13}"
    r"|(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d+|(?:5[06-8]|6[0-9])\d{14,17}"
)
INN_12 = re.compile(rf"{_LEFT}\d{{12}}{_RIGHT}")
# The ИНН of an entrepreneur stands in a public register.
ENTREPRENEUR = re.compile(r"(?:\bИП\b|предпринимател\w+)[^;]{0,120}$", re.IGNORECASE)
MOBILE = re.compile(
    r"(?<![\d+])(?:\+7|8)[ \u00a0(-]{0,2}9\d{2}[ \u00a0)-]{0,2}"
    r"\d{3}[ \u00a0-]?\d{2}[ \u00a0-]?\d{2}(?!\d)"
)
MAILBOX = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}"
    r"@(?:mail|bk|list|inbox|internet|yandex|ya|rambler|gmail|outlook|hotmail|icloud)"
    r"\.(?:ru|com)\b",
    re.IGNORECASE,
)
URL = re.compile(r"https?://\S+", re.IGNORECASE)
