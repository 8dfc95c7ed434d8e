"""Indicators from raw counts: what an operator counted goes in, steps with points come out.

Formulas: order of the Ministry of Labour of 31.05.2018 No 344н; symbols are those of the order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from nokgen.domain.scoring.scheme import Scheme
from nokgen.domain.scoring.steps import Part, Step
from nokgen.frozen import frozen
from nokgen.messages import N_

HUNDRED = Decimal(100)
_RATIO = "{} ÷ {} · 100"
_HALF_RATIOS = "½ · ({} ÷ {} + {} ÷ {}) · 100"


@frozen
class CountField:
    """A column of raw counts.

    `symbol` is the one of the order. `most` is the largest possible value, `within` the count
    that it cannot exceed: those satisfied are among those asked. `title` is a message id.
    """

    key: str
    title: str
    symbol: str
    indicators: tuple[str, ...]
    most: int | None = None
    within: str | None = None


class CountFaultKind(StrEnum):
    """Why a count cannot be true."""

    NEGATIVE = "negative"
    NOT_WHOLE = "not-whole"
    TOO_MUCH = "too-much"
    MORE_THAN_ASKED = "more-than-asked"


@frozen
class CountFault:
    """A count that cannot be true; `limit` is the number it exceeds."""

    key: str
    kind: CountFaultKind
    value: Decimal
    limit: Decimal | None = None


_FIELDS = (
    CountField("stand_items", N_("Items on the stand"), "Истенд", ("1.1",), within="stand_norm"),
    CountField("stand_norm", N_("Items required on the stand"), "Инорм.стенд", ("1.1",)),
    CountField("site_items", N_("Items on the site"), "Исайт", ("1.1",), within="site_norm"),
    CountField("site_norm", N_("Items required on the site"), "Инорм.сайт", ("1.1",)),
    CountField("remote_ways", N_("Ways of remote contact"), "Сдист", ("1.2",)),
    CountField(
        "stand_satisfied", N_("Satisfied with the stand"), "Устенд", ("1.3",), within="stand_asked"
    ),
    CountField("stand_asked", N_("Used the stand"), "Чстенд", ("1.3",)),
    CountField(
        "site_satisfied", N_("Satisfied with the site"), "Усайт", ("1.3",), within="site_asked"
    ),
    CountField("site_asked", N_("Used the site"), "Чсайт", ("1.3",)),
    CountField("comfort_conditions", N_("Conditions of comfort"), "Скомф", ("2.1",)),
    CountField("waiting_score", N_("Points for waiting time"), "Сожид", ("2.2",), most=100),
    CountField("on_time", N_("Served on time"), "Усвоевр", ("2.2",), within="asked"),
    CountField(
        "asked", N_("People asked"), "Чобщ", ("2.2", "2.3", "4.1", "4.2", "5.1", "5.2", "5.3")
    ),
    CountField(
        "comfort_satisfied", N_("Satisfied with comfort"), "Укомф", ("2.3",), within="asked"
    ),
    CountField(
        "access_equipment", N_("Equipment for disabled people"), "Соргдост", ("3.1",), most=5
    ),
    CountField(
        "access_conditions", N_("Conditions of equal access"), "Суслугдост", ("3.2",), most=6
    ),
    CountField(
        "access_satisfied",
        N_("Disabled people satisfied with access"),
        "Удост",
        ("3.3",),
        within="disabled_asked",
    ),
    CountField("disabled_asked", N_("Disabled people asked"), "Чинв", ("3.3",)),
    CountField(
        "courtesy_first",
        N_("Satisfied with courtesy at first contact"),
        "Уперв.конт",
        ("4.1",),
        within="asked",
    ),
    CountField(
        "courtesy_service",
        N_("Satisfied with courtesy in service"),
        "Уоказ.услуг",
        ("4.2",),
        within="asked",
    ),
    CountField(
        "courtesy_remote",
        N_("Satisfied with courtesy at a distance"),
        "Увежл.дист",
        ("4.3",),
        within="remote_asked",
    ),
    CountField("remote_asked", N_("Used remote contact"), "Чдист", ("4.3",)),
    CountField("recommend", N_("Would recommend"), "Уреком", ("5.1",), within="asked"),
    CountField(
        "schedule_satisfied",
        N_("Satisfied with opening hours"),
        "Уорг.усл",
        ("5.2",),
        within="asked",
    ),
    CountField("overall_satisfied", N_("Satisfied as a whole"), "Ууд", ("5.3",), within="asked"),
)
COUNTS: Mapping[str, CountField] = MappingProxyType({field.key: field for field in _FIELDS})


@frozen
class _Rule:
    """A formula with a place for each key; `points` gives the value, None when it has none.

    `each` is the number of points for each condition, in rules that have a ceiling of 100.
    """

    formula: str
    keys: tuple[str, ...]
    points: Callable[..., Decimal | None]
    each: int = 0

    @property
    def capped(self) -> str:
        """The formula where the ceiling counts."""
        return f"min({self.formula}; 100)"


def _each(points: int, key: str) -> _Rule:
    return _Rule(f"{points} · {{}}", (key,), lambda count: min(HUNDRED, count * points), points)


def _ratio(satisfied: Decimal, asked: Decimal) -> Decimal | None:
    return satisfied / asked * HUNDRED if asked else None


def _half_ratios(
    first: Decimal, of_first: Decimal, second: Decimal, of_second: Decimal
) -> Decimal | None:
    if not (of_first and of_second):
        return None
    return (first / of_first + second / of_second) * HUNDRED / 2


def _waiting(score: Decimal, on_time: Decimal, asked: Decimal) -> Decimal | None:
    return (score + on_time / asked * HUNDRED) / 2 if asked else None


_RULES: Mapping[str, _Rule] = {
    "1.1": _Rule(
        _HALF_RATIOS, ("stand_items", "stand_norm", "site_items", "site_norm"), _half_ratios
    ),
    # 0, 30, 60, 90 and, for more than three ways, 100.
    "1.2": _each(30, "remote_ways"),
    "1.3": _Rule(
        _HALF_RATIOS,
        ("stand_satisfied", "stand_asked", "site_satisfied", "site_asked"),
        _half_ratios,
    ),
    "2.1": _each(20, "comfort_conditions"),
    "2.2": _Rule("½ · ({} + {} ÷ {} · 100)", ("waiting_score", "on_time", "asked"), _waiting),
    "2.3": _Rule(_RATIO, ("comfort_satisfied", "asked"), _ratio),
    "3.1": _each(20, "access_equipment"),
    "3.2": _each(20, "access_conditions"),
    "3.3": _Rule(_RATIO, ("access_satisfied", "disabled_asked"), _ratio),
    "4.1": _Rule(_RATIO, ("courtesy_first", "asked"), _ratio),
    "4.2": _Rule(_RATIO, ("courtesy_service", "asked"), _ratio),
    "4.3": _Rule(_RATIO, ("courtesy_remote", "remote_asked"), _ratio),
    "5.1": _Rule(_RATIO, ("recommend", "asked"), _ratio),
    "5.2": _Rule(_RATIO, ("schedule_satisfied", "asked"), _ratio),
    "5.3": _Rule(_RATIO, ("overall_satisfied", "asked"), _ratio),
}


def indicators_from_counts(counts: Mapping[str, Decimal], scheme: Scheme) -> Mapping[str, Step]:
    """The indicators for which all counts are given and possible, by their ids.

    An indicator is absent, never 0, when a count is missing or impossible or when nobody was
    asked: no rule is known for that (order 344н says nothing).
    """
    wrong = {fault.key for fault in count_faults(counts)}
    steps: dict[str, Step] = {}
    for indicator in scheme.indicators:
        rule = _RULES[indicator.id]
        given = all(key in counts and key not in wrong for key in rule.keys)
        if not given or indicator.id in scheme.sums:
            continue
        value = rule.points(*(counts[key] for key in rule.keys))
        if value is not None:
            parts = tuple(Part(key, counts[key]) for key in rule.keys)
            formula = rule.capped if rule.each * parts[0].value > HUNDRED else rule.formula
            steps[indicator.id] = Step(indicator.id, value, formula, parts, indicator.source)
    return steps


def count_faults(counts: Mapping[str, Decimal]) -> tuple[CountFault, ...]:
    """The counts that cannot be true, in the order of `COUNTS`."""
    faults = (_fault(field, counts) for field in _FIELDS if field.key in counts)
    return tuple(fault for fault in faults if fault is not None)


def _fault(field: CountField, counts: Mapping[str, Decimal]) -> CountFault | None:
    value = counts[field.key]
    if value < 0:
        return CountFault(field.key, CountFaultKind.NEGATIVE, value)
    if value != value.to_integral_value() and field.key != "waiting_score":
        return CountFault(field.key, CountFaultKind.NOT_WHOLE, value)
    if field.most is not None and value > field.most:
        return CountFault(field.key, CountFaultKind.TOO_MUCH, value, Decimal(field.most))
    asked = counts.get(field.within or "")
    if asked is not None and value > asked:
        return CountFault(field.key, CountFaultKind.MORE_THAN_ASKED, value, asked)
    return None
