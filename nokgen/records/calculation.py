"""The rows of a published table go in, the calculation of each comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from nokgen.domain.scoring.calculate import Calculation, Given, calculate
from nokgen.domain.scoring.compare import tolerance_of
from nokgen.domain.scoring.scheme import Scheme, scheme_for
from nokgen.records.results import Method, Results, Score


def given_by(score: Score) -> Given:
    """What a row gives: indicators, criteria, total and counts."""
    counts = score.counts.model_dump(exclude_none=True) if score.counts else {}
    return Given(
        indicators=score.indicators,
        criteria=score.criteria,
        total=score.total,
        counts={key: Decimal(value) for key, value in counts.items()},
    )


def scheme_of(results: Results, scores: Iterable[Score], *, performing_arts: bool) -> Scheme | None:
    """What counts in these results; None when their method has no formulas that are known."""
    if results.method is not Method.ORDER_344N:
        return None
    has_waiting = any(score.i22 is not None for score in scores)
    return scheme_for(
        results.sphere.value, has_waiting=has_waiting, performing_arts=performing_arts
    )


def tolerance_among(scores: Iterable[Score]) -> Decimal:
    """How far a published figure of this table may be from the recomputed one."""
    return tolerance_of(value for score in scores for value in given_by(score).published.values())


def calculations(
    results: Results, scores: tuple[Score, ...], performing_arts: Collection[str]
) -> tuple[Calculation | None, ...]:
    """The calculation of each row; `performing_arts` are the INNs counted in that way.

    None for a row of a method without known formulas.
    """
    tolerance = tolerance_among(scores)
    found: list[Calculation | None] = []
    for score in scores:
        scheme = scheme_of(results, scores, performing_arts=score.inn in performing_arts)
        found.append(calculate(given_by(score), scheme, tolerance) if scheme else None)
    return tuple(found)
