"""Organisations with all that is known of them: records and assessments in, organisations out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from nokgen.domain.scoring.ranking import mean, median
from nokgen.frozen import frozen
from nokgen.model.assessment import (
    Assessment,
    Improvement,
    Median,
    Organization,
    OrganizationRef,
    Row,
    SphereSummary,
    Standing,
    Survey,
)
from nokgen.model.plan import BodyRef
from nokgen.model.plans import Ground
from nokgen.records.content import Folder
from nokgen.records.organization import Organization as OrganizationRecord
from nokgen.records.plan import Sphere
from nokgen.records.results import Method

# At least once in three years (256-ФЗ of 21.07.2014 and the laws of the spheres).
YEARS_OF_ASSESSMENT = 3

Series = tuple[Sphere, Method, int]
_WHOLE = ""


def organization_ref(record: OrganizationRecord, today: date) -> OrganizationRef:
    """How others name the organisation."""
    return OrganizationRef(
        inn=record.inn,
        name=record.short_name or record.name,
        address=f"/org/{record.inn}/",
        kind=record.kind,
        is_closed=record.closed is not None and record.closed <= today,
    )


@frozen
class Regional:
    """What the organisations of one region share: every one of them, and every assessment.

    `rows` are the rows of each organisation, the newest first; `medians` the medians of the totals
    of one kind in one series and year, by the address of the territory ("" for the whole region);
    `predecessors` are the organisations that one has taken over, by its INN.
    """

    known: Mapping[str, tuple[OrganizationRecord, OrganizationRef]]
    home: Mapping[str, str]
    rows: Mapping[str, tuple[tuple[Assessment, Row], ...]]
    medians: Mapping[tuple[Series, object], Mapping[str, Median]]
    predecessors: Mapping[str, tuple[OrganizationRef, ...]]


def regional(
    known: Mapping[str, tuple[OrganizationRecord, OrganizationRef]],
    home: Mapping[str, str],
    assessments: Iterable[Assessment],
) -> Regional:
    """Gather what all organisations of a region need; `home` is the address of their territory."""
    rows: dict[str, list[tuple[Assessment, Row]]] = {}
    totals: dict[tuple[Series, object], dict[str, Decimal]] = {}
    newest_first = sorted(assessments, key=lambda each: (-each.record.year, each.address))
    for assessment in newest_first:
        for row in assessment.rows:
            inn = row.organization.inn
            rows.setdefault(inn, []).append((assessment, row))
            if row.total.value is not None:
                key = (_series(assessment), row.organization.kind)
                totals.setdefault(key, {})[inn] = row.total.value
    predecessors: dict[str, tuple[OrganizationRef, ...]] = {}
    for record, ref in known.values():
        if record.successor:
            predecessors[record.successor] = (*predecessors.get(record.successor, ()), ref)
    whole = {inn: tuple(each) for inn, each in rows.items()}
    medians = {key: _medians(each, home) for key, each in totals.items()}
    return Regional(known, home, whole, medians, predecessors)


def _medians(totals: Mapping[str, Decimal], home: Mapping[str, str]) -> dict[str, Median]:
    """The medians of each territory and of the whole region, once for all organisations."""
    groups: dict[str, list[Decimal]] = {_WHOLE: []}
    for inn, total in totals.items():
        groups[_WHOLE].append(total)
        groups.setdefault(home[inn], []).append(total)
    return {place: Median(median(each), len(each)) for place, each in groups.items()}


def _series(assessment: Assessment) -> Series:
    return (*assessment.series, assessment.record.year)


def organizations_of(
    folder: Folder,
    ground: Ground,
    region: BodyRef,
    shared: Regional,
    improvements: Iterable[Improvement],
    surveys: Iterable[Survey],
) -> tuple[Organization, ...]:
    """The organisations of a territory, by name; the closed ones last."""
    plans, asked = tuple(improvements), tuple(surveys)
    found = [
        _organization(record, folder, ground, region, shared, plans, asked)
        for record in folder.organizations
    ]
    return tuple(sorted(found, key=lambda each: (each.ref.is_closed, each.ref.name, each.ref.inn)))


def _organization(
    record: OrganizationRecord,
    folder: Folder,
    ground: Ground,
    region: BodyRef,
    shared: Regional,
    improvements: tuple[Improvement, ...],
    surveys: tuple[Survey, ...],
) -> Organization:
    ref = shared.known[record.inn][1]
    council = folder.council
    successor = shared.known.get(record.successor or "")
    return Organization(
        record=record,
        ref=ref,
        path=f"{folder.path.rpartition('/')[0]}/organizations.yaml",
        place=ground.place,
        region=region,
        founder=ground.body(record.founder) if record.founder else None,
        standings=tuple(_standing(each, row, shared) for each, row in shared.rows.get(ref.inn, ())),
        improvements=tuple(plan for plan in improvements if plan.organization.inn == ref.inn),
        surveys=tuple(survey for survey in surveys if _concerns(survey, record)),
        proposals=tuple(
            f"{ground.place.address}council/#{proposal.id}"
            for proposal in (council.proposals if council else ())
            if ref.inn in proposal.organizations
        ),
        successor=successor[1] if successor else None,
        predecessors=shared.predecessors.get(ref.inn, ()),
    )


def _concerns(survey: Survey, record: OrganizationRecord) -> bool:
    if survey.organizations:
        return any(ref.inn == record.inn for ref in survey.organizations)
    return not survey.record.spheres or record.sphere in survey.record.spheres


def _standing(assessment: Assessment, row: Row, shared: Regional) -> Standing:
    medians = shared.medians.get((_series(assessment), row.organization.kind), {})
    nothing = Median(None, 0)
    return Standing(
        assessment=assessment,
        row=row,
        near=medians.get(shared.home[row.organization.inn], nothing),
        region=medians.get(_WHOLE, nothing),
    )


def summaries_of(organizations: Iterable[Organization], today: date) -> tuple[SphereSummary, ...]:
    """How the organisations of each sphere stand, in the order of the spheres."""
    open_now = [each for each in organizations if not each.ref.is_closed]
    return tuple(
        _summary(sphere, own, today)
        for sphere in Sphere
        if (own := [each for each in open_now if each.record.sphere is sphere])
    )


def _summary(sphere: Sphere, organizations: list[Organization], today: date) -> SphereSummary:
    recent = [
        [
            standing
            for standing in each.standings
            if today.year - YEARS_OF_ASSESSMENT < standing.assessment.record.year <= today.year
            and standing.assessment.record.sphere is sphere
        ]
        for each in organizations
    ]
    newest = max(
        (standing for standings in recent for standing in standings),
        key=lambda standing: (
            standing.assessment.record.method is Method.ORDER_344N,
            standing.assessment.record.year,
        ),
        default=None,
    )
    method = newest.assessment.record.method if newest else None
    totals = [
        next((s.row.total.value for s in standings if s.assessment.record.method is method), None)
        for standings in recent
    ]
    return SphereSummary(
        sphere=sphere,
        method=method,
        organizations=len(organizations),
        assessed=sum(bool(standings) for standings in recent),
        scored=sum(total is not None for total in totals),
        mean=mean(totals),
        median=median(totals),
    )
