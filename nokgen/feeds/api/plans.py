"""Plans, measures and bodies go in, their JSON by the published shapes comes out."""

from __future__ import annotations

from collections.abc import Iterable

from nokgen.domain.deadlines import Deadline
from nokgen.domain.status import Status, label_of
from nokgen.feeds.api.refs import Refs, period, statuses
from nokgen.feeds.api.text import Fields, array, with_parts, written
from nokgen.model import Body, Improvement, Measure, Plan, Section, Territory
from nokgen.records.base import Evidence
from nokgen.records.plan import Report


def plan_json(refs: Refs, plan: Plan) -> bytes:
    """A plan with all its measures."""
    head = plan.record
    fields: Fields = {
        "name": plan.name,
        "title": head.title,
        "address": plan.address,
        "url": refs.url(plan.address),
        "kind": head.kind.value,
        "spheres": [sphere.value for sphere in head.spheres],
        "period": period(plan.period),
        "place": refs.body(plan.place),
        "issuer": refs.body(plan.issuer) if plan.issuer else None,
        "approved": refs.approval(head.approved, plan.approved_by),
        "source": refs.source(head.source, plan.place.address),
        "statuses": statuses(plan.measures),
    }
    return with_parts(fields, sections=array(_section(refs, plan, each) for each in plan.sections))


def _section(refs: Refs, plan: Plan, section: Section) -> bytes:
    head = section.record
    fields: Fields = {
        "number": head.number if head else None,
        "title": head.title if head else None,
    }
    return with_parts(fields, measures=_measures(refs, section.measures, plan.place.address))


def _measures(refs: Refs, measures: Iterable[Measure], place: str) -> bytes:
    return array(measure_json(refs, each, place) for each in measures)


def measure_json(refs: Refs, measure: Measure, place: str) -> bytes:
    """A measure; `place` is the address of its territory."""
    found = refs.measures.get(measure.address)
    if found is None:
        found = refs.measures[measure.address] = written(_measure(refs, measure, place))
    return found


def _measure(refs: Refs, measure: Measure, place: str) -> Fields:
    record, quantity, cancelled = measure.record, measure.quantity, measure.record.cancelled
    return {
        "id": record.id,
        "url": refs.url(measure.address),
        "address": measure.address,
        "number": record.number,
        "title": record.title,
        "summary": record.summary,
        "deadline": _deadline(record.deadline, measure.deadline),
        "current_deadline": _deadline(
            record.moved[-1].deadline if record.moved else record.deadline, measure.current
        ),
        "quantity_text": record.quantity,
        "quantity": quantity
        and {"compare": quantity.compare, "count": quantity.count, "unit": quantity.unit},
        "expected": record.expected,
        "responsible": [ref for ref in map(refs.body, measure.responsible) if ref["name"]],
        "status": status_fields(refs, measure.status),
        "reports": [_report(report, place) for report in record.reports],
        "moved": [
            {"date": move.date, "deadline": move.deadline, "reason": move.reason}
            for move in record.moved
        ],
        "cancelled": cancelled and {"date": cancelled.date, "reason": cancelled.reason},
    }


def _deadline(text: str | None, deadline: Deadline) -> Fields:
    days = (period(interval) for interval in deadline.intervals)
    return {
        "text": text,
        "form": deadline.form.value,
        "days": [each for each in days if each is not None],
    }


def status_fields(refs: Refs, status: Status) -> Fields:
    """A status with its numbers and its word."""
    return {
        "kind": status.kind.value,
        "label": refs.edition.messages.gettext(label_of(status.kind)),
        "days": status.days,
        "done": status.done,
        "claimed": status.claimed,
        "target": status.target,
        "year": status.year,
    }


def _report(report: Report, place: str) -> Fields:
    return {
        "date": report.date,
        "count": report.count,
        "text": report.text,
        "evidence": [_evidence(proof, place) for proof in report.evidence],
    }


def _evidence(proof: Evidence, place: str) -> Fields:
    """A file is named by its address on the site."""
    return {
        "title": proof.title,
        "url": proof.url or (f"{place}{proof.file}" if proof.file else None),
    }


def body_json(refs: Refs, body: Body, place: Territory, name: str) -> bytes:
    """A body with its promises; `name` is that of its territory."""
    fields: Fields = {
        "id": body.record.id,
        "name": body.record.name,
        "address": body.address,
        "url": refs.url(body.address),
        "kind": body.record.kind.value,
        "place": refs.ref(name, place.address),
    }
    promises = (
        with_parts(
            {"plan": refs.ref(promise.plan.name, promise.plan.address)},
            measures=_measures(refs, promise.measures, place.address),
        )
        for promise in body.promises
    )
    return with_parts(fields, promises=array(promises))


def measure_list_json(refs: Refs, place: Territory, name: str) -> bytes:
    """Every measure of a territory itself."""
    plans: tuple[Plan | Improvement, ...] = (*place.plans, *place.improvements)
    found = []
    for plan in plans:
        begin = b'{"plan":%b,"measure":' % written(refs.ref(plan.name, plan.address))
        found += [
            b"%b%b}" % (begin, measure_json(refs, measure, place.address))
            for measure in plan.measures
        ]
    return with_parts({"place": refs.ref(name, place.address)}, measures=array(found))
