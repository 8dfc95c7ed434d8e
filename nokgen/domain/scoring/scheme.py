"""The uniform order of calculation: a sphere goes in, its indicators, weights and sums come out.

Order of the Ministry of Labour of 31.05.2018 No 344н; what is a practice of operators and stands
in no act that we know says so in `source`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from nokgen.frozen import frozen
from nokgen.messages import N_

TOTAL = "total"
ORDER = N_("Order of the Ministry of Labour of 31 May 2018 No 344n")
EDUCATION_ORDER = N_(
    "Order of the Ministry of Labour of 31 May 2018 No 344n; the sphere has no indicator 2.2"
)
PRACTICE = N_("Practice of operators in the performing arts; no text of an act is known to us")


class Method(StrEnum):
    """How scores were counted; results of different methods are never put together."""

    ORDER_344N = "order-344n"
    BEFORE_2018 = "before-2018"
    GOSUSLUGI_2025 = "gosuslugi-2025"
    OTHER = "other"


@frozen
class Indicator:
    """An indicator, 0 to 100 points.

    `weight` is its share of the criterion, all of them together are 1. `title`, `formula` (in
    words) and `source` are message ids.
    """

    id: str
    title: str
    criterion: int
    weight: Decimal
    formula: str
    source: str = ORDER


@frozen
class Sum:
    """How a value follows from values of the level below: the sum of weight · value.

    `terms` are pairs of an id ("1.1", "k1") and its weight. `is_mean` when all weigh the same, and
    people write it as a mean. `source` is a message id.
    """

    terms: tuple[tuple[str, Decimal], ...]
    source: str = ORDER
    is_mean: bool = False


@frozen
class Scheme:
    """What counts in a sphere.

    `sums` holds how "k1" … "k5" and "total" follow from the level below, and "2.2" where it is
    the mean of 2.1 and 2.3.
    """

    indicators: tuple[Indicator, ...]
    sums: Mapping[str, Sum]

    @property
    def ids(self) -> tuple[str, ...]:
        """Every value in the order in which people read it: 1.1, 1.2, 1.3, k1, 2.1 … total."""
        found: list[str] = []
        for number in CRITERIA:
            found += [i.id for i in self.indicators if i.criterion == number]
            found.append(f"k{number}")
        return (*found, TOTAL)

    def indicator(self, indicator_id: str) -> Indicator | None:
        """The indicator of this id; None when the sphere does not have it."""
        return next((i for i in self.indicators if i.id == indicator_id), None)


CRITERIA: Mapping[int, str] = MappingProxyType(
    {
        1: N_("Openness and accessibility of information"),
        2: N_("Comfort of conditions"),
        3: N_("Accessibility for disabled people"),
        4: N_("Courtesy of the staff"),
        5: N_("Satisfaction with conditions"),
    }
)

MEAN_OF_CRITERIA = Sum(tuple((f"k{number}", Decimal("0.2")) for number in CRITERIA), is_mean=True)

_ALL: tuple[Indicator, ...] = (
    Indicator(
        "1.1",
        N_("Information on the stand and on the site"),
        1,
        Decimal("0.3"),
        N_("Half of: share of what the stand must show, and share of what the site must show"),
    ),
    Indicator(
        "1.2",
        N_("Remote contact"),
        1,
        Decimal("0.3"),
        N_("30 points for each way that works; more than three give 100"),
    ),
    Indicator(
        "1.3",
        N_("Satisfied with the openness of information"),
        1,
        Decimal("0.4"),
        N_("Half of: share of those satisfied with the stand, and with the site, of its users"),
    ),
    Indicator(
        "2.1",
        N_("Comfortable conditions"),
        2,
        Decimal("0.3"),
        N_("20 points for each condition; five or more give 100"),
    ),
    Indicator(
        "2.2",
        N_("Waiting time"),
        2,
        Decimal("0.4"),
        N_("Half of: points for the waiting time, and share of those served on time"),
    ),
    Indicator(
        "2.3",
        N_("Satisfied with the comfort"),
        2,
        Decimal("0.3"),
        N_("Share of those satisfied, of all asked"),
    ),
    Indicator(
        "3.1",
        N_("Equipment of the building for disabled people"),
        3,
        Decimal("0.3"),
        N_("20 points for each of five conditions"),
    ),
    Indicator(
        "3.2",
        N_("Services for disabled people on equal terms"),
        3,
        Decimal("0.4"),
        N_("20 points for each of six conditions; five or more give 100"),
    ),
    Indicator(
        "3.3",
        N_("Satisfied with the access for disabled people"),
        3,
        Decimal("0.3"),
        N_("Share of those satisfied, of the disabled people asked"),
    ),
    Indicator(
        "4.1",
        N_("Courtesy at the first contact"),
        4,
        Decimal("0.4"),
        N_("Share of those satisfied, of all asked"),
    ),
    Indicator(
        "4.2",
        N_("Courtesy in the service itself"),
        4,
        Decimal("0.4"),
        N_("Share of those satisfied, of all asked"),
    ),
    Indicator(
        "4.3",
        N_("Courtesy in remote contact"),
        4,
        Decimal("0.2"),
        N_("Share of those satisfied, of those who used remote contact"),
    ),
    Indicator(
        "5.1",
        N_("Ready to recommend"),
        5,
        Decimal("0.3"),
        N_("Share of those ready to recommend, of all asked"),
    ),
    Indicator(
        "5.2",
        N_("Satisfied with the opening hours"),
        5,
        Decimal("0.2"),
        N_("Share of those satisfied, of all asked"),
    ),
    Indicator(
        "5.3",
        N_("Satisfied with the conditions as a whole"),
        5,
        Decimal("0.5"),
        N_("Share of those satisfied, of all asked"),
    ),
)

_HALF = Decimal("0.5")
_WITH_WAITING = ("health", "social", "disability-assessment")
_WITHOUT_WAITING = ("education", "culture")
# A mean that no counts of its own can give: tables of these spheres that do hold a 2.2.
_DERIVED_WAITING = Indicator(
    "2.2",
    N_("Waiting time"),
    2,
    Decimal("0.4"),
    N_("Mean of 2.1 and 2.3, in tables that hold it although the sphere does not have it"),
    EDUCATION_ORDER,
)


def scheme_for(sphere: str, *, has_waiting: bool = False, performing_arts: bool = False) -> Scheme:
    """What counts in a sphere: education, culture, health, social, disability-assessment.

    `has_waiting` is for tables of education and culture that hold a 2.2 all the same: as the mean
    of 2.1 and 2.3 with the weights 0.3, 0.4, 0.3 it gives the same criterion. `performing_arts`
    counts in culture only: K2 = K4 = K5 = (K1 + K3) / 2, a practice of operators.
    ValueError for any other sphere.
    """
    if sphere in _WITH_WAITING:
        return _scheme(_ALL)
    if sphere not in _WITHOUT_WAITING:
        raise ValueError(f"no order of calculation for the sphere {sphere!r}")
    if performing_arts and sphere == "culture":
        return _performing_arts()
    if has_waiting:
        indicators = tuple(_DERIVED_WAITING if i.id == "2.2" else i for i in _ALL)
        mean = Sum((("2.1", _HALF), ("2.3", _HALF)), EDUCATION_ORDER, is_mean=True)
        return _scheme(indicators, {"2.2": mean})
    return _scheme(tuple(_halved(i) for i in _ALL if i.id != "2.2"))


def _halved(indicator: Indicator) -> Indicator:
    """The weights of criterion 2 without 2.2: 0.5 and 0.5."""
    if indicator.criterion != 2:
        return indicator
    return Indicator(indicator.id, indicator.title, 2, _HALF, indicator.formula, indicator.source)


def _performing_arts() -> Scheme:
    indicators = tuple(i for i in _ALL if i.criterion in (1, 3))
    mean = Sum((("k1", _HALF), ("k3", _HALF)), PRACTICE, is_mean=True)
    return _scheme(indicators, {"k2": mean, "k4": mean, "k5": mean})


def _scheme(indicators: tuple[Indicator, ...], others: Mapping[str, Sum] | None = None) -> Scheme:
    sums = {TOTAL: MEAN_OF_CRITERIA}
    for number in CRITERIA:
        own = tuple((i.id, i.weight) for i in indicators if i.criterion == number)
        if own:
            second = EDUCATION_ORDER if number == 2 and len(own) == 2 else ORDER
            sums[f"k{number}"] = Sum(own, second)
    return Scheme(indicators, MappingProxyType({**sums, **(others or {})}))
