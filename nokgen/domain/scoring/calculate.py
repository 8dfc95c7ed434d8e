"""Criteria and totals: what a row of a table gives goes in, checked and recomputed values come out.

Order of the Ministry of Labour of 31.05.2018 No 344н: a criterion is the weighted sum of its
indicators, the total is the mean of the five criteria.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from nokgen.domain.scoring.compare import TOLERANCE, agrees
from nokgen.domain.scoring.counts import indicators_from_counts
from nokgen.domain.scoring.scheme import CRITERIA, MEAN_OF_CRITERIA, TOTAL, Scheme, Sum
from nokgen.domain.scoring.steps import Part, Step, hundredths
from nokgen.frozen import frozen


@frozen
class Given:
    """What a row of a table gives; anything may be absent.

    `indicators` by "1.1", `criteria` by 1 … 5, `counts` by the keys of `COUNTS`.
    """

    indicators: Mapping[str, Decimal] = field(default_factory=dict)
    criteria: Mapping[int, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    counts: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def published(self) -> dict[str, Decimal]:
        """Every published value by its id: "1.1", "k1", "total"."""
        found = {**self.indicators, **{f"k{n}": value for n, value in self.criteria.items()}}
        return found if self.total is None else {**found, TOTAL: self.total}


@frozen
class Line:
    """One value of a calculation: as published, and as it follows from the level below.

    `step` is None when the level below is not complete. `agrees` is None when there are not two
    values to compare.
    """

    id: str
    published: Decimal | None
    step: Step | None
    agrees: bool | None

    @property
    def recomputed(self) -> Decimal | None:
        """The recomputed value, rounded half up to two places."""
        exact = None if self.step is None else self.step.value
        return None if exact is None else hundredths(exact)

    @property
    def value(self) -> Decimal | None:
        """The published value, else the recomputed one; None when there is neither."""
        return self.recomputed if self.published is None else self.published


@frozen
class Calculation:
    """The lines of a row in the order 1.1, 1.2, 1.3, k1, 2.1 … k5, total."""

    lines: tuple[Line, ...]
    scheme: Scheme
    tolerance: Decimal = TOLERANCE

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that could be made, in order."""
        return tuple(line.step for line in self.lines if line.step is not None)

    @property
    def disagreeing(self) -> tuple[Line, ...]:
        """The lines whose published value does not follow from what stands below it."""
        return tuple(line for line in self.lines if line.agrees is False)

    def line(self, value_id: str) -> Line:
        """The line of "1.1", "k1" or "total"; KeyError when the sphere has no such value."""
        for line in self.lines:
            if line.id == value_id:
                return line
        raise KeyError(value_id)

    @property
    def total(self) -> Line:
        """The last line."""
        return self.lines[-1]


def criteria(indicators: Mapping[str, Decimal], scheme: Scheme) -> Mapping[int, Step]:
    """The criteria whose indicators are all present, by their numbers."""
    known = dict(indicators)
    steps: dict[int, Step] = {}
    # K2, K4, K5 of the performing arts rest on K1 and K3: those come first.
    for number in sorted(CRITERIA, key=lambda n: _rests_on_criteria(n, scheme)):
        step = _summed(f"k{number}", known, scheme)
        if step is not None and step.value is not None:
            steps[number] = step
            known[f"k{number}"] = step.value
    return {number: steps[number] for number in CRITERIA if number in steps}


def total(criteria: Mapping[int, Decimal]) -> Step | None:
    """The mean of five criteria, by their numbers; None when one of them is absent."""
    if any(number not in criteria for number in CRITERIA):
        return None
    return _step(TOTAL, MEAN_OF_CRITERIA, [criteria[number] for number in CRITERIA])


def calculate(given: Given, scheme: Scheme, tolerance: Decimal = TOLERANCE) -> Calculation:
    """Every value of a row beside what it follows from.

    A step rests on the published values of the level below it, and on recomputed ones only where
    nothing was published. Recomputed values go on unrounded: the order of rounding is settled by
    no act, and differs by 0.01 in about one total of ten, which `tolerance` covers.
    """
    published = given.published
    steps: dict[str, Step] = dict(indicators_from_counts(given.counts, scheme))
    known = {key: step.value for key, step in steps.items() if step.value is not None}
    known |= published
    for value_id in sorted(scheme.sums, key=lambda key: _depth(key, scheme)):
        step = _summed(value_id, known, scheme)
        if step is not None and step.value is not None:
            steps[value_id] = step
            known.setdefault(value_id, step.value)
    lines = tuple(
        _line(value_id, published.get(value_id), steps.get(value_id), tolerance)
        for value_id in scheme.ids
    )
    return Calculation(lines, scheme, tolerance)


def _line(value_id: str, published: Decimal | None, step: Step | None, margin: Decimal) -> Line:
    exact = None if step is None else step.value
    if published is None or exact is None:
        return Line(value_id, published, step, None)
    return Line(value_id, published, step, agrees(published, exact, margin))


def _rests_on_criteria(number: int, scheme: Scheme) -> bool:
    rule = scheme.sums.get(f"k{number}")
    return rule is not None and rule.terms[0][0].startswith("k")


def _depth(value_id: str, scheme: Scheme) -> int:
    """How many sums stand below a value: what a sum rests on is made before it."""
    rule = scheme.sums.get(value_id)
    return 0 if rule is None else 1 + max(_depth(key, scheme) for key, _ in rule.terms)


def _summed(value_id: str, known: Mapping[str, Decimal], scheme: Scheme) -> Step | None:
    rule = scheme.sums.get(value_id)
    if rule is None or any(key not in known for key, _ in rule.terms):
        return None
    return _step(value_id, rule, [known[key] for key, _ in rule.terms])


def _step(value_id: str, rule: Sum, values: list[Decimal]) -> Step:
    named = [(key, weight, value) for (key, weight), value in zip(rule.terms, values, strict=True)]
    if rule.is_mean:
        places = " + ".join("{}" for _ in named)
        formula = f"({places}) ÷ {len(named)}"
        parts = tuple(Part(key, value) for key, _, value in named)
        return Step(value_id, sum(values, Decimal(0)) / len(values), formula, parts, rule.source)
    formula = " + ".join("{} · {}" for _ in named)
    weighted = [(Part("", weight), Part(key, value)) for key, weight, value in named]
    exact = sum((weight * value for _, weight, value in named), Decimal(0))
    return Step(value_id, exact, formula, tuple(p for pair in weighted for p in pair), rule.source)
