"""Records of results go in, assessments with places, changes and doubts come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from nokgen.domain.few import PEOPLE, is_few, shown_people, tells_of_few
from nokgen.domain.scoring.calculate import Calculation, Line
from nokgen.domain.scoring.ranking import changes, places
from nokgen.model.assessment import Assessment, Doubt, OrganizationRef, Points, Row
from nokgen.model.plans import Ground
from nokgen.records.calculation import calculations
from nokgen.records.content import ResultsFile
from nokgen.records.organization import Organization
from nokgen.records.results import Method, Score

Known = Mapping[str, tuple[Organization, OrganizationRef]]

_SCALES = {Method.BEFORE_2018: 160}


def assessments_of(
    files: Iterable[ResultsFile], ground: Ground, known: Known
) -> tuple[Assessment, ...]:
    """The assessments of a territory, the newest first; changes are not filled yet."""
    found = [_assessment(file, ground, known) for file in files]
    return tuple(sorted(found, key=lambda each: (-each.record.year, each.address)))


def _assessment(file: ResultsFile, ground: Ground, known: Known) -> Assessment:
    record = file.record
    arts = {score.inn for score in file.scores if known[score.inn][0].performing_arts}
    counted = calculations(record, file.scores, arts)
    refs = [known[score.inn][1] for score in file.scores]
    totals = [_total(score, line) for score, line in zip(file.scores, counted, strict=True)]
    of_all = places([total.value for total in totals])
    of_kind = _places_of_kind(refs, totals)
    rows = [
        _row(score, calculation, ref, total, (place, kind_place))
        for score, calculation, ref, total, place, kind_place in zip(
            file.scores, counted, refs, totals, of_all, of_kind, strict=True
        )
    ]
    considered = record.considered
    return Assessment(
        record=record,
        path=file.path,
        table=file.table,
        address=f"{ground.place.address}results/{file.slug}/",
        place=ground.place,
        considered_by=ground.body(considered.body) if considered and considered.body else None,
        rows=tuple(sorted(rows, key=_best_first)),
        scale=_SCALES.get(record.method, 100),
        is_table_open=not any(map(_tells_of_few, file.scores)),
    )


def _tells_of_few(score: Score) -> bool:
    counts = score.counts.model_dump(include=set(PEOPLE), exclude_none=True) if score.counts else {}
    return is_few(score.respondents) or is_few(score.visitors) or tells_of_few(counts)


def _best_first(row: Row) -> tuple[bool, Decimal, str, str]:
    total = row.total.value
    return total is None, -(total or Decimal(0)), row.organization.name, row.organization.inn


def _places_of_kind(refs: list[OrganizationRef], totals: list[Points]) -> list[str]:
    found = [""] * len(refs)
    for kind in {ref.kind for ref in refs}:
        own = [index for index, ref in enumerate(refs) if ref.kind is kind]
        for index, place in zip(own, places([totals[i].value for i in own]), strict=True):
            found[index] = place
    return found


def _row(
    score: Score,
    calculation: Calculation | None,
    ref: OrganizationRef,
    total: Points,
    place: tuple[str, str],
) -> Row:
    first, second, third, fourth, fifth = (_criterion(score, calculation, n) for n in range(1, 6))
    return Row(
        organization=ref,
        indicators=_indicators(score, calculation),
        criteria=(first, second, third, fourth, fifth),
        total=total,
        respondents=shown_people(score.respondents),
        visitors=shown_people(score.visitors),
        place=place[0],
        place_of_kind=place[1],
        change=None,
        change_since=None,
        doubts=_doubts(calculation),
        few_respondents=is_few(score.respondents),
        few_visitors=is_few(score.visitors),
    )


def _points(line: Line) -> Points:
    return Points(line.value, line.published is None and line.value is not None)


def _total(score: Score, calculation: Calculation | None) -> Points:
    return _points(calculation.total) if calculation else Points(score.total)


def _criterion(score: Score, calculation: Calculation | None, number: int) -> Points:
    if calculation is None:
        return Points(score.criteria.get(number))
    return _points(calculation.line(f"k{number}"))


def _indicators(score: Score, calculation: Calculation | None) -> Mapping[str, Points]:
    if calculation is None:
        return {number: Points(value) for number, value in score.indicators.items()}
    lines = [calculation.line(indicator.id) for indicator in calculation.scheme.indicators]
    return {line.id: _points(line) for line in lines if line.value is not None}


def _doubts(calculation: Calculation | None) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(line.id, line.published, line.recomputed)
        for line in (calculation.disagreeing if calculation else ())
        if line.published is not None and line.recomputed is not None
    )


def with_changes(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """The same assessments with the change of each organisation since its last one.

    Only totals by the same method and in the same sphere are compared. Call with all assessments
    in which the organisations may stand: those of the municipality and of its region.
    """
    every = tuple(assessments)
    history: dict[tuple[str, object], list[tuple[int, Decimal]]] = {}
    for assessment in every:
        for row in assessment.rows:
            if row.total.value is not None:
                key = (row.organization.inn, assessment.series)
                history.setdefault(key, []).append((assessment.record.year, row.total.value))
    return tuple(
        replace(
            assessment,
            rows=tuple(
                _changed(row, assessment, history.get((row.organization.inn, assessment.series)))
                for row in assessment.rows
            ),
        )
        for assessment in every
    )


def _changed(row: Row, assessment: Assessment, known: list[tuple[int, Decimal]] | None) -> Row:
    earlier = [each for each in known or () if each[0] < assessment.record.year]
    if row.total.value is None or not earlier:
        return row
    year, before = max(earlier)
    (change,) = changes({"": before}, {"": row.total.value})
    return replace(row, change=change.difference, change_since=year)
