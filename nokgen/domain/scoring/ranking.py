"""Places and summaries of totals: values go in; places, means, bands and changes come out.

A missing value (None) has no place, and no part in any mean; it is never 0. Values of different
methods must not meet here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from nokgen.domain.scoring.steps import hundredths
from nokgen.frozen import frozen
from nokgen.messages import N_


@frozen
class Band:
    """A band of points with both ends; `label` is a message id."""

    slug: str
    label: str
    low: int
    high: int


# The bands in use on bus.gov.ru; practice, no text of an act.
BANDS = (
    Band("excellent", N_("excellent"), 81, 100),
    Band("good", N_("good"), 61, 80),
    Band("fair", N_("fair"), 41, 60),
    Band("below-average", N_("below average"), 21, 40),
    Band("poor", N_("poor"), 0, 20),
)


@frozen
class Change:
    """How the total of one organisation changed; `difference` has two places."""

    key: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """Points gained; negative when lost."""
        return hundredths(self.after) - hundredths(self.before)


def places(totals: Sequence[Decimal | None]) -> list[str]:
    """The place of each total, the highest first; equal ones share: "1", "2–3", "2–3", "4".

    Totals are compared as they are shown, rounded half up to two places. No total, no place: "".
    """
    rounded = [None if total is None else hundredths(total) for total in totals]
    counted = Counter(total for total in rounded if total is not None)
    words: dict[Decimal, str] = {}
    taken = 0
    for total in sorted(counted, reverse=True):
        first, taken = taken + 1, taken + counted[total]
        words[total] = str(first) if first == taken else f"{first}–{taken}"
    return ["" if total is None else words[total] for total in rounded]


def mean(values: Iterable[Decimal | None]) -> Decimal | None:
    """The plain mean of what is known, not rounded; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def median(values: Iterable[Decimal | None]) -> Decimal | None:
    """The middle of what is known, the mean of the two middle ones; None when nothing is."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    middle = len(known) // 2
    return known[middle] if len(known) % 2 else (known[middle - 1] + known[middle]) / 2


def band(value: Decimal) -> Band | None:
    """The band of a value of 0 to 100; None for any other.

    The bands are of whole points, so a value is rounded half up to whole points first: 80.49 is
    in 61–80, and 80.5 is in 81–100.
    """
    if not 0 <= value <= 100:
        return None
    whole = value.quantize(Decimal(1), ROUND_HALF_UP)
    return next(candidate for candidate in BANDS if whole >= candidate.low)


def distribution(values: Iterable[Decimal | None]) -> Mapping[Band, int]:
    """How many values each band holds, all five in their order, also the empty ones."""
    counted = Counter(band(value) for value in values if value is not None)
    return {candidate: counted[candidate] for candidate in BANDS}


def changes(
    before: Mapping[str, Decimal | None], after: Mapping[str, Decimal | None]
) -> tuple[Change, ...]:
    """How those with both totals changed, the largest improvement first, equal ones by key."""
    both = (
        Change(key, old, new)
        for key, old in before.items()
        if old is not None and (new := after.get(key)) is not None
    )
    return tuple(sorted(both, key=lambda change: (-change.difference, change.key)))
