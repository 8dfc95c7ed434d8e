"""Plans, measures and bodies go in, their published shapes come out."""

from __future__ import annotations

from nokgen.domain.deadlines import Deadline
from nokgen.domain.status import Status, label_of
from nokgen.feeds.api import shapes
from nokgen.feeds.api.refs import Refs, period, statuses
from nokgen.model import Body, Improvement, Measure, Plan, Territory
from nokgen.records.base import Evidence
from nokgen.records.plan import Report


def plan_shape(refs: Refs, plan: Plan) -> shapes.Plan:
    """A plan with all its measures."""
    record = plan.record
    return shapes.Plan(
        name=plan.name,
        title=record.title,
        address=plan.address,
        url=refs.url(plan.address),
        kind=record.kind.value,
        spheres=[sphere.value for sphere in record.spheres],
        period=period(plan.period),
        place=refs.body(plan.place),
        issuer=refs.body(plan.issuer) if plan.issuer else None,
        approved=refs.approval(record.approved, plan.approved_by),
        source=refs.source(record.source, plan.place.address),
        statuses=statuses(plan.measures),
        sections=[
            shapes.Section(
                number=section.record.number if section.record else None,
                title=section.record.title if section.record else None,
                measures=[
                    measure_shape(refs, each, plan.place.address) for each in section.measures
                ],
            )
            for section in plan.sections
        ],
    )


def measure_shape(refs: Refs, measure: Measure, place: str) -> shapes.Measure:
    """A measure; `place` is the address of its territory."""
    found = refs.measures.get(measure.address)
    if found is None:
        found = refs.measures[measure.address] = _measure(refs, measure, place)
    return found


def _measure(refs: Refs, measure: Measure, place: str) -> shapes.Measure:
    record, quantity = measure.record, measure.quantity
    return shapes.Measure(
        id=record.id,
        url=refs.url(measure.address),
        address=measure.address,
        number=record.number,
        title=record.title,
        summary=record.summary,
        deadline=_deadline(record.deadline, measure.deadline),
        current_deadline=_deadline(
            record.moved[-1].deadline if record.moved else record.deadline, measure.current
        ),
        quantity_text=record.quantity,
        quantity=quantity
        and shapes.Quantity(compare=quantity.compare, count=quantity.count, unit=quantity.unit),
        expected=record.expected,
        responsible=[ref for ref in map(refs.body, measure.responsible) if ref.name],
        status=status_shape(refs, measure.status),
        reports=[_report(report, place) for report in record.reports],
        moved=[
            shapes.Move(date=move.date, deadline=move.deadline, reason=move.reason)
            for move in record.moved
        ],
        cancelled=record.cancelled
        and shapes.Cancellation(date=record.cancelled.date, reason=record.cancelled.reason),
    )


def _deadline(text: str | None, deadline: Deadline) -> shapes.Deadline:
    days = (period(interval) for interval in deadline.intervals)
    return shapes.Deadline.model_validate(
        {
            "text": text,
            "form": deadline.form.value,
            "days": [each for each in days if each is not None],
        }
    )


def status_shape(refs: Refs, status: Status) -> shapes.Status:
    """A status with its numbers and its word."""
    return shapes.Status(
        kind=status.kind.value,
        label=refs.edition.messages.gettext(label_of(status.kind)),
        days=status.days,
        done=status.done,
        claimed=status.claimed,
        target=status.target,
        year=status.year,
    )


def _report(report: Report, place: str) -> shapes.Report:
    return shapes.Report(
        date=report.date,
        count=report.count,
        text=report.text,
        evidence=[_evidence(proof, place) for proof in report.evidence],
    )


def _evidence(proof: Evidence, place: str) -> shapes.Evidence:
    """A file is named by its address on the site."""
    return shapes.Evidence(
        title=proof.title, url=proof.url or (f"{place}{proof.file}" if proof.file else None)
    )


def body_shape(refs: Refs, body: Body, place: Territory, name: str) -> shapes.Body:
    """A body with its promises; `name` is that of its territory."""
    return shapes.Body(
        id=body.record.id,
        name=body.record.name,
        address=body.address,
        url=refs.url(body.address),
        kind=body.record.kind.value,
        place=refs.ref(name, place.address),
        promises=[
            shapes.Promise(
                plan=refs.ref(promise.plan.name, promise.plan.address),
                measures=[measure_shape(refs, each, place.address) for each in promise.measures],
            )
            for promise in body.promises
        ],
    )


def measure_list(refs: Refs, place: Territory, name: str) -> shapes.MeasureList:
    """Every measure of a territory itself."""
    plans: tuple[Plan | Improvement, ...] = (*place.plans, *place.improvements)
    return shapes.MeasureList(
        place=refs.ref(name, place.address),
        measures=[
            shapes.MeasureOfList(
                plan=refs.ref(plan.name, plan.address),
                measure=measure_shape(refs, measure, place.address),
            )
            for plan in plans
            for measure in plan.measures
        ],
    )
