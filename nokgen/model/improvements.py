"""Records of plans to remove shortcomings go in, resolved plans come out.

An item has the deadline grammar and the statuses of a measure: it is resolved as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from nokgen.domain.deadlines import Form
from nokgen.domain.status import StatusKind
from nokgen.model.assessment import Assessment, Improvement, Item, OrganizationRef, Removal
from nokgen.model.measures import Terms, resolve_measure
from nokgen.model.plan import BodyRef
from nokgen.model.plans import Ground, known_years, plan_period, with_carried
from nokgen.records.content import ImprovementFile
from nokgen.records.improvement import Improvement as ImprovementRecord
from nokgen.records.improvement import Item as ItemRecord
from nokgen.records.organization import Organization
from nokgen.records.plan import Measure as MeasureRecord
from nokgen.records.plan import Report


def improvements_of(
    files: Iterable[ImprovementFile],
    ground: Ground,
    known: Mapping[str, tuple[Organization, OrganizationRef]],
    assessments: Iterable[Assessment],
) -> tuple[Improvement, ...]:
    """The plans of a territory, the newest assessment first, then by organisation."""
    answered = {assessment.address: assessment for assessment in assessments}
    plans = [_improvement(file, ground, known, answered) for file in files]

    def newest_first(plan: Improvement) -> tuple[int, str, str]:
        year = plan.answers.record.year if plan.answers else plan.record.year or 0
        return -year, plan.name, plan.address

    return tuple(sorted(plans, key=newest_first))


def _improvement(
    file: ImprovementFile,
    ground: Ground,
    known: Mapping[str, tuple[Organization, OrganizationRef]],
    answered: Mapping[str, Assessment],
) -> Improvement:
    record = file.record
    address = f"{ground.place.address}improvement/{file.slug}/"
    period = plan_period(record)
    known_for = period or known_years(record, ground.today)
    terms = Terms(period, known_for, ground.today, once=True)
    organization, ref = known[record.organization]
    items = []
    for item in record.items:
        measure = with_carried(
            _as_measure(item), f"improvement/{file.slug}#{item.id}", ground.carried
        )
        who = (BodyRef(item.responsible.post, ""),) if item.responsible else ()
        items.append(Item(item, resolve_measure(measure, f"{address}#{item.id}", who, terms)))
    return Improvement(
        record=record,
        path=file.path,
        address=address,
        place=ground.place,
        organization=ref,
        sphere=organization.sphere,
        answers=_answered(record, ground, answered),
        items=tuple(items),
    )


def _answered(
    record: ImprovementRecord, ground: Ground, answered: Mapping[str, Assessment]
) -> Assessment | None:
    """The assessment of the municipality, or else of its region, under the name given."""
    place = ground.place.address
    region = "/".join(place.split("/")[:2]) + "/"
    for territory in (place, region):
        if found := answered.get(f"{territory}results/{record.results}/"):
            return found
    return None


def _as_measure(item: ItemRecord) -> MeasureRecord:
    reports: tuple[Report, ...] = ()
    if item.done is not None:
        done = item.done
        reports = (
            Report.model_construct(
                date=done.date, count=None, text=done.text, evidence=done.evidence
            ),
        )
    return MeasureRecord.model_construct(
        id=item.id,
        title=item.measure,
        deadline=item.deadline,
        dates=item.dates,
        note=item.note,
        reports=reports,
        moved=item.moved,
        cancelled=item.cancelled,
    )


def removal_of(plans: Iterable[Improvement], today: date) -> Removal:
    """What became of shortcomings with a date that has passed; cancelled ones do not count."""
    due = in_time = late = 0
    for plan in plans:
        for measure in plan.measures:
            dated = measure.deadline.form is Form.DATED
            ends = [interval.end for interval in measure.deadline.intervals if dated]
            kind = measure.status.kind
            done = kind in (StatusKind.DONE_ON_TIME, StatusKind.DONE_LATE)
            if not ends or kind is StatusKind.CANCELLED or (max(ends) >= today and not done):
                continue
            due += 1
            in_time += kind is StatusKind.DONE_ON_TIME
            late += kind is StatusKind.DONE_LATE
    return Removal(due, in_time, late)
