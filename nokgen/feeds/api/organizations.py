"""Organisations, assessments and plans to remove shortcomings go in, their shapes come out."""

from __future__ import annotations

from nokgen.domain.periods import Interval
from nokgen.feeds.api import shapes
from nokgen.feeds.api.plans import measure_shape
from nokgen.feeds.api.refs import Refs, number, period, statuses
from nokgen.model import Assessment, Improvement, Organization, Points, Row
from nokgen.pages.words import assessment_name


def assessment_shape(refs: Refs, assessment: Assessment) -> shapes.Assessment:
    """An assessment with a row an organisation."""
    record = assessment.record
    collected, published = record.collected, record.published
    return shapes.Assessment(
        name=assessment_name(assessment, refs.edition.messages),
        address=assessment.address,
        url=refs.url(assessment.address),
        place=refs.body(assessment.place),
        year=record.year,
        sphere=record.sphere.value,
        method=record.method.value,
        scale=assessment.scale,
        operator=record.operator.name if record.operator else None,
        collected=period(Interval(collected.first, collected.last)) if collected else None,
        published=published.date if published else None,
        published_url=published.url if published else None,
        source=refs.source(record.source, assessment.place.address),
        rows=[_row(refs, row) for row in assessment.rows],
    )


def _row(refs: Refs, row: Row) -> shapes.Row:
    return shapes.Row(
        organization=refs.organization(row.organization),
        inn=row.organization.inn,
        kind=row.organization.kind.value,
        place=row.place,
        place_of_kind=row.place_of_kind,
        total=_points(row.total),
        criteria={str(n): _points(points) for n, points in enumerate(row.criteria, start=1)},
        indicators={key: _points(points) for key, points in sorted(row.indicators.items())},
        respondents=row.respondents,
        visitors=row.visitors,
        change=number(row.change),
        change_since=row.change_since,
        doubts=[
            shapes.Doubt(
                id=doubt.id,
                published=float(doubt.published),
                recomputed=float(doubt.recomputed),
            )
            for doubt in row.doubts
        ],
    )


def _points(points: Points) -> shapes.Points:
    return shapes.Points(value=number(points.value), computed=points.is_computed)


def organization_shape(refs: Refs, organization: Organization) -> shapes.Organization:
    """An organisation with every assessment of it, the newest first."""
    record, messages = organization.record, refs.edition.messages
    return shapes.Organization(
        inn=record.inn,
        ogrn=record.ogrn,
        oktmo=record.oktmo,
        bus_id=record.bus_id,
        name=record.name,
        short_name=record.short_name,
        kind=record.kind.value,
        sphere=record.sphere.value,
        address=organization.ref.address,
        url=refs.url(organization.ref.address),
        place=refs.body(organization.place),
        postal_address=record.address,
        site=record.site,
        closed=record.closed,
        successor=refs.organization(organization.successor) if organization.successor else None,
        standings=[
            shapes.Standing(
                assessment=refs.ref(
                    assessment_name(standing.assessment, messages), standing.assessment.address
                ),
                year=standing.assessment.record.year,
                sphere=standing.assessment.record.sphere.value,
                method=standing.assessment.record.method.value,
                row=_row(refs, standing.row),
                median_near=number(standing.near.value),
                median_region=number(standing.region.value),
            )
            for standing in organization.standings
        ],
        improvements=[refs.ref(plan.name, plan.address) for plan in organization.improvements],
    )


def improvement_shape(refs: Refs, plan: Improvement) -> shapes.Improvement:
    """A plan to remove shortcomings; who answers is named by post alone."""
    answers, messages = plan.answers, refs.edition.messages
    return shapes.Improvement(
        name=plan.name,
        title=plan.record.title,
        address=plan.address,
        url=refs.url(plan.address),
        place=refs.body(plan.place),
        organization=refs.organization(plan.organization),
        inn=plan.organization.inn,
        assessment=refs.ref(assessment_name(answers, messages), answers.address)
        if answers
        else None,
        approved=refs.approval(plan.record.approved, None),
        source=refs.source(plan.record.source, plan.place.address),
        statuses=statuses(plan.measures),
        items=[
            shapes.Item(
                criterion=item.record.criterion,
                shortcoming=item.record.shortcoming,
                measure=measure_shape(refs, item.measure, plan.place.address),
            )
            for item in plan.items
        ],
    )
