"""The title of a plan and its deadlines go in; the years of the plan come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from nokgen.frozen import frozen

_PERIOD = re.compile(r"(20\d\d)\s*(?:[-–—/]|по|и|гг?\.\s*[-–—])\s*(20\d\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# «от 27.12.2021 № 66» in a title is the day of an act, no year of the plan.
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.20\d\d|от\s+\d{1,2}\s+[а-яё]+\s+20\d\d")


class Origin(StrEnum):
    """From what the years of a plan were taken."""

    TITLE = "title"
    DEADLINES = "deadlines"
    YEARLY = "yearly"
    ADDRESS = "address"
    APPROVAL = "approval"
    NOWHERE = "nowhere"


@frozen
class PlanYears:
    """The years of a plan; both None for a plan of every year or when nothing says the years."""

    first: int | None
    last: int | None
    origin: Origin


def years_in(text: str) -> tuple[int, ...]:
    """All years that a text names but for those of days, in order, each once."""
    found = [int(year) for year in _YEAR.findall(_DAY.sub(" ", text))]
    return tuple(dict.fromkeys(found))


def years_of(title: str, deadlines: Sequence[str], slug: str, approved: int | None) -> PlanYears:
    """The years that the title says; else the deadlines; else the address or the approval."""
    plain = _DAY.sub(" ", title)
    if period := _PERIOD.search(plain):
        first, last = int(period[1]), int(period[2])
        if first < last:
            return PlanYears(first, last, Origin.TITLE)
    if named := years_in(plain):
        return PlanYears(max(named), max(named), Origin.TITLE)
    said = sorted({year for text in deadlines for year in years_in(text)})
    if said:
        return PlanYears(said[0], said[-1], Origin.DEADLINES)
    yearly = sum("ежегодно" in text.casefold() for text in deadlines)
    if yearly * 3 > len(deadlines):
        return PlanYears(None, None, Origin.YEARLY)
    if in_slug := re.match(r"(20\d\d)(?:-(20\d\d))?(?!\d)", slug):
        first = int(in_slug[1])
        return PlanYears(first, int(in_slug[2] or first), Origin.ADDRESS)
    if approved is not None:
        return PlanYears(approved, approved, Origin.APPROVAL)
    return PlanYears(None, None, Origin.NOWHERE)
