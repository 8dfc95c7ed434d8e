"""The text of a cell goes in; whether it is the number of a measure or of a section comes out."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?:№ ?)?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")
# Cyrillic letters and the Ukrainian «І» are typed for Roman digits.
_ROMAN = r"[IVXLІХ]{1,6}"
_ROMAN_NUMBER = re.compile(rf"(?:раздел\s+)?{_ROMAN}[.)]?", re.IGNORECASE)
_SECTION = re.compile(
    rf"(?P<number>(?:(?:раздел|глава|часть|этап|блок|направление)\s+)?"
    rf"(?:{_ROMAN}|\d{{1,2}}(?:\.\d{{1,2}})*)(?:[.)]|(?=\s*[:–—-]?\s)))\s*[:–—-]?\s*(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    rf"(?:раздел|глава|этап|блок|направление)\s+(?:{_ROMAN}|\d+)\b|{_ROMAN}(?:[.)]\s*|\s+)[«А-ЯЁ]"
)


def is_number(text: str) -> bool:
    """Whether a text is the printed number of a measure: «1», «1.», «2.3», «4)»."""
    return _NUMBER.fullmatch(text.strip()) is not None


def is_roman(text: str) -> bool:
    """Whether a text is a Roman number, as sections have."""
    return _ROMAN_NUMBER.fullmatch(text.strip()) is not None


def opens_section(text: str) -> bool:
    """Whether a line by its own words is the title of a section: «II. Применение …»."""
    return _NAMED.match(text.strip()) is not None or (
        text[:1].isupper() and re.match(r"(?:раздел|глава)\s", text, re.IGNORECASE) is not None
    )


def split_section(text: str) -> tuple[str, str]:
    """The number of a section, "" if it has none, and its title."""
    found = _SECTION.fullmatch(text.strip())
    if found is None:
        return "", text.strip()
    return found["number"].strip(), found["title"].strip()


def split_number(text: str) -> tuple[str, str]:
    """The number with which a measure begins, "" if there is none, and its words."""
    found = re.match(r"(\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3})\s+(?=\S)", text)
    if found is None:
        return "", text
    return found[1], text[found.end() :]


def id_part(number: str) -> str:
    """The number as a part of an id: «2.3.» is 2-3, "" for what has no digits."""
    return "-".join(str(int(part)) for part in re.findall(r"\d+", number))
