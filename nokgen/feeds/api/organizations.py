"""Organisations, assessments and plans to remove shortcomings go in, their JSON comes out."""

from __future__ import annotations

from nokgen.domain.periods import Interval
from nokgen.feeds.api.plans import measure_json
from nokgen.feeds.api.refs import Refs, number, period, statuses
from nokgen.feeds.api.text import Fields, array, with_parts, written
from nokgen.model import Assessment, Improvement, Item, Organization, Points, Row, Standing
from nokgen.pages.words import assessment_name


def assessment_json(refs: Refs, assessment: Assessment) -> bytes:
    """An assessment with a row an organisation."""
    record = assessment.record
    collected, published = record.collected, record.published
    fields: Fields = {
        "name": assessment_name(assessment, refs.edition.messages),
        "address": assessment.address,
        "url": refs.url(assessment.address),
        "place": refs.body(assessment.place),
        "year": record.year,
        "sphere": record.sphere.value,
        "method": record.method.value,
        "scale": assessment.scale,
        "operator": record.operator.name if record.operator else None,
        "collected": period(Interval(collected.first, collected.last)) if collected else None,
        "published": published.date if published else None,
        "published_url": published.url if published else None,
        "source": refs.source(record.source, assessment.place.address),
    }
    return with_parts(fields, rows=array(_row(refs, assessment, row) for row in assessment.rows))


def _row(refs: Refs, assessment: Assessment, row: Row) -> bytes:
    key = (assessment.address, row.organization.inn)
    found = refs.rows.get(key)
    if found is None:
        found = refs.rows[key] = written(_row_fields(refs, row))
    return found


def _row_fields(refs: Refs, row: Row) -> Fields:
    return {
        "organization": refs.organization(row.organization),
        "inn": row.organization.inn,
        "kind": row.organization.kind.value,
        "place": row.place,
        "place_of_kind": row.place_of_kind,
        "total": _points(row.total),
        "criteria": {str(n): _points(points) for n, points in enumerate(row.criteria, start=1)},
        "indicators": {key: _points(points) for key, points in sorted(row.indicators.items())},
        "respondents": row.respondents,
        "visitors": row.visitors,
        "change": number(row.change),
        "change_since": row.change_since,
        "doubts": [
            {
                "id": doubt.id,
                "published": float(doubt.published),
                "recomputed": float(doubt.recomputed),
            }
            for doubt in row.doubts
        ],
    }


def _points(points: Points) -> Fields:
    return {"value": number(points.value), "computed": points.is_computed}


def organization_json(refs: Refs, organization: Organization) -> bytes:
    """An organisation with every assessment of it, the newest first."""
    record = organization.record
    fields: Fields = {
        "inn": record.inn,
        "ogrn": record.ogrn,
        "oktmo": record.oktmo,
        "bus_id": record.bus_id,
        "name": record.name,
        "short_name": record.short_name,
        "kind": record.kind.value,
        "sphere": record.sphere.value,
        "address": organization.ref.address,
        "url": refs.url(organization.ref.address),
        "place": refs.body(organization.place),
        "postal_address": record.address,
        "site": record.site,
        "closed": record.closed,
        "successor": refs.organization(organization.successor) if organization.successor else None,
    }
    return with_parts(
        fields,
        standings=array(_standing(refs, each) for each in organization.standings),
        improvements=written(
            [refs.ref(plan.name, plan.address) for plan in organization.improvements]
        ),
    )


def _standing(refs: Refs, standing: Standing) -> bytes:
    assessment = standing.assessment
    name = assessment_name(assessment, refs.edition.messages)
    fields: Fields = {
        "assessment": refs.ref(name, assessment.address),
        "year": assessment.record.year,
        "sphere": assessment.record.sphere.value,
        "method": assessment.record.method.value,
    }
    return with_parts(
        fields,
        row=_row(refs, assessment, standing.row),
        median_near=written(number(standing.near.value)),
        median_region=written(number(standing.region.value)),
    )


def improvement_json(refs: Refs, plan: Improvement) -> bytes:
    """A plan to remove shortcomings; who answers is named by post alone."""
    answers, messages = plan.answers, refs.edition.messages
    fields: Fields = {
        "name": plan.name,
        "title": plan.record.title,
        "address": plan.address,
        "url": refs.url(plan.address),
        "place": refs.body(plan.place),
        "organization": refs.organization(plan.organization),
        "inn": plan.organization.inn,
        "assessment": refs.ref(assessment_name(answers, messages), answers.address)
        if answers
        else None,
        "approved": refs.approval(plan.record.approved, None),
        "source": refs.source(plan.record.source, plan.place.address),
        "statuses": statuses(plan.measures),
    }
    return with_parts(fields, items=array(_item(refs, plan, item) for item in plan.items))


def _item(refs: Refs, plan: Improvement, item: Item) -> bytes:
    fields: Fields = {
        "criterion": item.record.criterion,
        "shortcoming": item.record.shortcoming,
    }
    return with_parts(fields, measure=measure_json(refs, item.measure, plan.place.address))
