"""One step of a calculation: a formula and the numbers in its places; a value comes out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from nokgen.frozen import frozen

HUNDREDTH = Decimal("0.01")


@frozen
class Part:
    """A number in a formula: `name` is a count ("stand_items"), an id ("1.1"), or a weight ("")."""

    name: str
    value: Decimal


@frozen
class Step:
    """How a value came about.

    `id` is "1.1", "k1" or "total". `value` is exact (28 digits), not rounded: whether each step is
    rounded or only the last one is settled by no act, so rounding is left to who shows it; None
    when the numbers give no value, for example because nobody was asked. `formula` has a `{}`
    for each part; `source` is a message id.
    """

    id: str
    value: Decimal | None
    formula: str
    parts: tuple[Part, ...]
    source: str

    @property
    def expression(self) -> str:
        """The formula with its numbers, with decimal points: "½ · (10 ÷ 11 + 48 ÷ 52) · 100"."""
        return self.filled(str)

    def filled(self, written: Callable[[Decimal], str]) -> str:
        """The formula with its numbers as `written` writes them, rounded to hundredths."""
        return self.formula.format(*(written(shown(part.value)) for part in self.parts))


def hundredths(value: Decimal) -> Decimal:
    """Rounded half up to two places, as published tables round: 2.675 → 2.68."""
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)


def shown(value: Decimal) -> Decimal:
    """Rounded half up to two places, without noughts at the end: 90.50 → 90.5, 90.00 → 90."""
    rounded = hundredths(value)
    whole = rounded.to_integral_value()
    if rounded == whole:
        return whole
    tenths = rounded.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return tenths if tenths == rounded else rounded
