"""All records of a site go in, the resolved site comes out; valid records cannot make it fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from nokgen.domain.periods import Period
from nokgen.model.measures import Terms, resolve_measure
from nokgen.model.site import (
    Body,
    BodyRef,
    DueDate,
    Municipality,
    Plan,
    Promise,
    Region,
    Section,
    Site,
)
from nokgen.records.content import Content, MunicipalityFolder, PlanFile, RegionFolder
from nokgen.records.plan import Plan as PlanRecord
from nokgen.records.territory import Body as BodyRecord
from nokgen.records.territory import Territory as TerritoryRecord

Bodies = Mapping[str, BodyRef]


def build_site(content: Content, today: date) -> Site:
    """The site as it stands on `today`."""
    return Site(
        record=content.site,
        today=today,
        regions=tuple(_region(folder, today) for folder in content.regions),
        pages=tuple(sorted(content.pages, key=lambda page: (page.head.order, page.slug))),
        synonyms=tuple(group.words for group in content.synonyms.groups)
        if content.synonyms
        else (),
    )


def _region(folder: RegionFolder, today: date) -> Region:
    address = f"/{folder.slug}/"
    bodies = _body_refs(address, folder.record)
    plans = _plans(folder.plans, BodyRef(folder.record.name, address), bodies, today)
    return Region(
        address=address,
        folder=folder.slug,
        plans=plans,
        bodies=_bodies(address, folder.record.bodies, plans),
        documents=folder.documents,
        due=_due(plans),
        record=folder.record,
        path=folder.path,
        municipalities=tuple(
            _municipality(each, address, folder.slug, bodies, today)
            for each in folder.municipalities
        ),
    )


def _municipality(
    folder: MunicipalityFolder, region: str, region_slug: str, inherited: Bodies, today: date
) -> Municipality:
    address = f"{region}{folder.slug}/"
    bodies = {**inherited, **_body_refs(address, folder.record)}
    plans = _plans(folder.plans, BodyRef(folder.record.name, address), bodies, today)
    return Municipality(
        address=address,
        folder=f"{region_slug}/{folder.slug}",
        plans=plans,
        bodies=_bodies(address, folder.record.bodies, plans),
        documents=folder.documents,
        due=_due(plans),
        record=folder.record,
        path=folder.path,
    )


def _body_refs(address: str, territory: TerritoryRecord) -> dict[str, BodyRef]:
    return {
        body.id: BodyRef(body.short_name or body.name, f"{address}bodies/{body.id}/")
        for body in territory.bodies
    }


def _body_ref(words: str, bodies: Bodies) -> BodyRef:
    """The body with this id, or the words themselves: both are allowed."""
    return bodies.get(words) or BodyRef(words, "")


def _plans(
    files: Iterable[PlanFile], place: BodyRef, bodies: Bodies, today: date
) -> tuple[Plan, ...]:
    plans = (_plan(file, place, bodies, today) for file in files)
    return tuple(sorted(plans, key=lambda plan: (-plan.span.end.toordinal(), plan.address)))


def _plan(file: PlanFile, place: BodyRef, bodies: Bodies, today: date) -> Plan:
    record = file.record
    address = f"{place.address}plans/{file.slug}/"
    period = plan_period(record)
    terms = Terms(period, period or _known_years(record, today), today)
    sections = tuple(
        Section(
            record=section,
            measures=tuple(
                resolve_measure(
                    measure,
                    f"{address}#{measure.id}",
                    tuple(_body_ref(words, bodies) for words in measure.responsible),
                    terms,
                )
                for measure in measures
            ),
        )
        for section, measures in (
            [(section, section.measures) for section in record.sections]
            if record.sections is not None
            else [(None, record.measures or ())]
        )
    )
    approved = record.approved
    return Plan(
        record=record,
        path=file.path,
        address=address,
        place=place,
        issuer=_body_ref(record.issuer, bodies) if record.issuer else None,
        approved_by=_body_ref(approved.by, bodies) if approved and approved.by else None,
        period=period,
        span=_span(period or Period.of_years(today.year, today.year), period, sections),
        sections=sections,
    )


def plan_period(record: PlanRecord) -> Period | None:
    """The period that a plan names; None for a plan of every year."""
    if record.year is not None:
        return Period.of_years(record.year, record.year)
    if record.period is not None:
        return Period.of_years(record.period.first, record.period.last)
    return None


def _known_years(record: PlanRecord, today: date) -> Period:
    """The years in which a plan of every year is known to stand, up to the next one.

    A plan that names no year is counted from the year of its act, or from the year in which its
    document was found: before that nobody can tell whether it was in force.
    """
    act = record.approved.date if record.approved else None
    since = act or record.source.retrieved or today
    return Period.of_years(min(since.year, today.year), today.year + 1)


def _span(base: Period, period: Period | None, sections: tuple[Section, ...]) -> Period:
    if period is None:
        return base
    intervals = [i for section in sections for m in section.measures for i in m.intervals]
    return Period(
        min([base.start, *(i.start for i in intervals if i.start is not None)]),
        max([base.end, *(i.end for i in intervals)]),
    )


def _bodies(
    address: str, records: tuple[BodyRecord, ...], plans: tuple[Plan, ...]
) -> tuple[Body, ...]:
    """Bodies with their promises in the plans of the same territory, in the editors' order."""
    found = []
    for record in records:
        page = f"{address}bodies/{record.id}/"
        promises = []
        for plan in plans:
            measures = tuple(
                measure
                for measure in plan.measures
                if any(ref.address == page for ref in measure.responsible)
            )
            if measures:
                promises.append(Promise(plan, measures))
        adopted = tuple(
            plan
            for plan in plans
            if any(ref and ref.address == page for ref in (plan.issuer, plan.approved_by))
        )
        found.append(Body(record, page, adopted, tuple(promises)))
    return tuple(found)


def _due(plans: tuple[Plan, ...]) -> tuple[DueDate, ...]:
    days = [
        DueDate(due.day, due.status, measure, plan)
        for plan in plans
        for measure in plan.measures
        for due in measure.due
    ]
    return tuple(sorted(days, key=lambda due: (due.day, due.measure.address)))
