"""Rows of an assessment by the order 344н go in; what does not follow from what comes out.

Published figures stay as they are: what is found here warns the editor, and is an error only where
a figure is not what its column says it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nokgen.check.findings import Path
from nokgen.check.score_sheet import ScoreSheet
from nokgen.diagnostics import Code, Hint, scores
from nokgen.domain.scoring import (
    CRITERIA,
    TOTAL,
    Given,
    Line,
    Scheme,
    WeightedPoints,
    calculate,
    criteria,
    hundredths,
    is_sum_not_mean,
    missing_criterion,
    scheme_for,
    tolerance_of,
    weighted_points,
)
from nokgen.messages import N_
from nokgen.records.organization import Organization
from nokgen.records.results import Counts, Method, Results, Score

# Of one kind in one table: whoever has looked into these finds the rest.
MOST = 20
# A table with fewer than three criteria leaves them out on purpose.
MOST_MISSING = 2
_MORE = N_("there are more rows of this kind: %(count)s")
_LEAVE_OUT = N_("leave the columns %(names)s out, or enter the indicators on the scale 0 to 100")
_IMPLIED = N_("the missing one must be %(value)s: look for it in the publication")
_MEAN = Hint(N_("enter the mean if it is published; otherwise leave the total out"))
_LOOK_UP = N_("look into the publication: `nokgen explain --score` shows the calculation")

Row = tuple[Path, Score, Scheme]


def check_figures(
    record: Results, sheet: ScoreSheet, organizations: Mapping[str, Organization]
) -> None:
    """Totals follow from criteria, criteria from indicators, indicators from counts."""
    if record.method is not Method.ORDER_344N or not sheet.rows:
        return
    has_waiting = any(score.i22 is not None for _path, score in sheet.rows)
    rows = [
        (
            path,
            score,
            scheme_for(
                record.sphere.value,
                has_waiting=has_waiting,
                performing_arts=_performs(organizations.get(score.inn)),
            ),
        )
        for path, score in sheet.rows
    ]
    values = [value for score in sheet.scores for value in published_of(score).values()]
    told = _Told(sheet, tolerance_of(values))
    plain = scheme_for(record.sphere.value, has_waiting=has_waiting)
    weighted = _check_weighted(told, plain)
    _check_criteria(rows, told)
    for row in rows:
        _check_row(row, weighted, told)
    told.tell()


def published_of(score: Score) -> dict[str, Decimal]:
    """Every published figure of a row by its key."""
    return Given(score.indicators, score.criteria, score.total).published


def counts_of(counts: Counts | None) -> dict[str, Decimal]:
    """The counts that are given, by their keys."""
    given = counts.model_dump(exclude_none=True) if counts is not None else {}
    return {key: Decimal(value) for key, value in given.items()}


def shown(value: Decimal) -> str:
    """A figure as people write it: rounded to hundredths, with a comma, without noughts behind."""
    text = f"{hundredths(value):f}"
    return text.rstrip("0").rstrip(".").replace(".", ",") or "0"


@dataclass(slots=True)
class _Told:
    """What is wrong with the figures of a table; of each kind only so many rows are told."""

    sheet: ScoreSheet
    tolerance: Decimal
    faults: list[tuple[Code, Path, Mapping[str, object]]] = field(default_factory=list)

    def note(self, code: Code, path: Path, **params: object) -> None:
        """Remember a fault of a row."""
        self.faults.append((code, path, params))

    def tell(self) -> None:
        """Tell the first of each kind; the last of those says how many more there are."""
        all_of = Counter(code for code, _path, _params in self.faults)
        told: Counter[Code] = Counter()
        for code, path, params in self.faults:
            told[code] += 1
            more = all_of[code] - MOST
            is_last = told[code] == MOST and more > 0
            hint = _MEAN if code is scores.SUM_NOT_MEAN else Hint(_LOOK_UP)
            hint = Hint(_MORE, {"count": str(more)}) if is_last else hint
            if told[code] <= MOST:
                self.sheet.findings.add(code, path, params, hint)


def _performs(organization: Organization | None) -> bool:
    return organization is not None and bool(organization.performing_arts)


def _check_weighted(told: _Told, scheme: Scheme) -> WeightedPoints | None:
    """Points that are multiplied by their weight already are no indicators."""
    found = weighted_points(told.sheet.scores, scheme, told.tolerance)
    if found is not None:
        column = told.sheet.column(found.indicators[0])
        names = ", ".join(f"`{each}`" for each in found.indicators)
        indicator = scheme.indicator(found.indicators[0])
        limit = 100 * indicator.weight if indicator is not None else Decimal(100)
        params = {"name": found.indicators[0], "limit": shown(limit)}
        hint = Hint(_LEAVE_OUT, {"names": names})
        told.sheet.findings.add(scores.WEIGHTED_POINTS, column, params, hint, key=True)
    return found


def _check_criteria(rows: Sequence[Row], told: _Told) -> None:
    """No criterion is missing that the totals rest on."""
    every = [score for _path, score, _scheme in rows]
    columns = {number: [_criterion(row, number) for row in rows] for number in CRITERIA}
    found = missing_criterion(columns, [score.total for score in every], told.tolerance)
    if found is None or len(found.missing) > MOST_MISSING:
        return
    first = found.rows[0]
    values = [columns[number][first] or Decimal(0) for number in found.shown]
    params = {
        "names": ", ".join(f"k{number}" for number in found.missing),
        "mean": shown(sum(values, Decimal(0)) / len(values)),
        "total": shown(every[first].total or Decimal(0)),
    }
    implied = found.implied[0]  # of `first`: they are in step with `found.rows`
    hint = Hint(_IMPLIED, {"value": shown(implied)}) if implied is not None else Hint(_LOOK_UP)
    path = (*rows[first][0], TOTAL)
    told.sheet.findings.add(scores.CRITERION_MISSING, path, params, hint)


def _criterion(row: Row, number: int) -> Decimal | None:
    """A criterion as published, else as its indicators give it."""
    _path, score, scheme = row
    published = score.criteria.get(number)
    if published is not None or not score.indicators:
        return published
    found = criteria(score.indicators, scheme).get(number)
    return found.value if found is not None else None


def _check_row(row: Row, weighted: WeightedPoints | None, told: _Told) -> None:
    path, score, scheme = row
    given = Given(score.indicators, score.criteria, score.total, counts_of(score.counts))
    is_sum = score.total is not None and is_sum_not_mean(
        score.criteria, score.total, told.tolerance
    )
    for line in calculate(given, scheme, told.tolerance).disagreeing:
        if line.id == TOTAL and is_sum:
            told.note(scores.SUM_NOT_MEAN, (*path, TOTAL), **_figures(line))
        elif line.id == TOTAL:
            told.note(scores.TOTAL_DIFFERS, (*path, TOTAL), **_figures(line))
        elif weighted is not None and _number(line) in weighted.criteria:
            continue
        elif line.id.startswith("k"):
            told.note(scores.CRITERION_DIFFERS, (*path, line.id), **_figures(line))
        else:
            told.note(scores.INDICATOR_DIFFERS, (*path, line.id), **_figures(line))


def _figures(line: Line) -> dict[str, str]:
    return {
        "figure": line.id,
        "value": shown(line.published or Decimal(0)),
        "expected": shown(line.recomputed or Decimal(0)),
    }


def _number(line: Line) -> int:
    """The criterion that a figure belongs to."""
    return int(line.id.removeprefix("k")[0])
