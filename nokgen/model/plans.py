"""Records of plans go in, resolved plans and what bodies promised in them come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from nokgen.domain.periods import Period
from nokgen.frozen import frozen
from nokgen.model.assessment import Improvement
from nokgen.model.measures import Terms, resolve_measure
from nokgen.model.plan import BodyRef, Measure, Plan, Section
from nokgen.model.site import Body, DueDate, Promise
from nokgen.records.base import Evidence
from nokgen.records.campaign import Publication
from nokgen.records.content import Folder, PlanFile
from nokgen.records.council import Council
from nokgen.records.improvement import Improvement as ImprovementRecord
from nokgen.records.plan import Measure as MeasureRecord
from nokgen.records.plan import Plan as PlanRecord
from nokgen.records.plan import Report
from nokgen.records.territory import Body as BodyRecord
from nokgen.records.territory import Territory as TerritoryRecord

Bodies = Mapping[str, BodyRef]


@frozen
class Ground:
    """What the records of one territory stand on: its name, its bodies, the day.

    `carried` are reports from the log of publications and the meetings of the council, by what
    they count for: "plans/2020-campaign#m2".
    """

    place: BodyRef
    bodies: Bodies
    today: date
    carried: Mapping[str, tuple[Report, ...]]

    def body(self, words: str) -> BodyRef:
        """The body with this id, or the words themselves: both are allowed."""
        return self.bodies.get(words) or BodyRef(words, "")


def body_refs(address: str, territory: TerritoryRecord) -> dict[str, BodyRef]:
    """The bodies of a territory by their ids."""
    return {
        body.id: BodyRef(body.short_name or body.name, f"{address}bodies/{body.id}/")
        for body in territory.bodies
    }


def carried_reports(folder: Folder) -> dict[str, tuple[Report, ...]]:
    """What publications and meetings carried out, as reports, by the measure they count for."""
    found: dict[str, list[Report]] = {}
    for publication in folder.publications:
        for target in publication.counts_for:
            found.setdefault(target, []).append(_report_of_publication(publication))
    for target, report in _meetings(folder.council):
        found.setdefault(target, []).append(report)
    return {target: tuple(reports) for target, reports in found.items()}


def _report_of_publication(publication: Publication) -> Report:
    proof = Evidence.model_construct(
        title=f"{publication.outlet}: {publication.title}",
        url=publication.url,
        file=publication.file,
    )
    return Report.model_construct(
        date=publication.date,
        count=publication.count,
        text=f"{publication.outlet}: {publication.title}",
        evidence=(proof,) if publication.url or publication.file else (),
    )


def _meetings(council: Council | None) -> Iterable[tuple[str, Report]]:
    for meeting in council.meetings if council else ():
        title = council.name if council else ""
        proof = Evidence.model_construct(title=title, url=meeting.url, file=meeting.minutes)
        report = Report.model_construct(
            date=meeting.date,
            count=None,
            text="\n".join(meeting.agenda) or None,
            evidence=(proof,) if meeting.url or meeting.minutes else (),
        )
        for target in meeting.counts_for:
            yield target, report


def with_carried(
    record: MeasureRecord, target: str, carried: Mapping[str, tuple[Report, ...]]
) -> MeasureRecord:
    """The record with the reports that other files hold about it, the newest last."""
    more = carried.get(target)
    if not more:
        return record
    reports = tuple(sorted((*record.reports, *more), key=lambda report: report.date))
    return record.model_copy(update={"reports": reports})


def plans_of(files: Iterable[PlanFile], ground: Ground) -> tuple[Plan, ...]:
    """The plans of a territory, the newest first."""
    plans = (_plan(file, ground) for file in files)
    return tuple(sorted(plans, key=lambda plan: (-plan.span.end.toordinal(), plan.address)))


def _plan(file: PlanFile, ground: Ground) -> Plan:
    record, today = file.record, ground.today
    address = f"{ground.place.address}plans/{file.slug}/"
    period = plan_period(record)
    terms = Terms(period, period or known_years(record, today), today)

    def resolved(measure: MeasureRecord) -> Measure:
        return resolve_measure(
            with_carried(measure, f"plans/{file.slug}#{measure.id}", ground.carried),
            f"{address}#{measure.id}",
            tuple(ground.body(words) for words in measure.responsible),
            terms,
        )

    sections = tuple(
        Section(section, tuple(resolved(measure) for measure in measures))
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
        place=ground.place,
        issuer=ground.body(record.issuer) if record.issuer else None,
        approved_by=ground.body(approved.by) if approved and approved.by else None,
        period=period,
        span=_span(period or Period.of_years(today.year, today.year), period, sections),
        sections=sections,
        measures=tuple(measure for section in sections for measure in section.measures),
    )


def plan_period(record: PlanRecord | ImprovementRecord) -> Period | None:
    """The period that a plan names; None for a plan of every year."""
    if record.year is not None:
        return Period.of_years(record.year, record.year)
    if record.period is not None:
        return Period.of_years(record.period.first, record.period.last)
    return None


def known_years(record: PlanRecord | ImprovementRecord, today: date) -> Period:
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


def bodies_of(
    address: str, records: tuple[BodyRecord, ...], plans: tuple[Plan, ...]
) -> tuple[Body, ...]:
    """Bodies with their promises in the plans of the same territory, in the editors' order."""
    promised = [(plan, _by_body(plan)) for plan in plans]
    found = []
    for record in records:
        page = f"{address}bodies/{record.id}/"
        promises = [Promise(plan, tuple(by[page])) for plan, by in promised if page in by]
        adopted = tuple(
            plan
            for plan in plans
            if any(ref and ref.address == page for ref in (plan.issuer, plan.approved_by))
        )
        found.append(Body(record, page, adopted, tuple(promises)))
    return tuple(found)


def _by_body(plan: Plan) -> dict[str, list[Measure]]:
    """The measures of a plan by the pages of the bodies that answer for them."""
    found: dict[str, list[Measure]] = {}
    for measure in plan.measures:
        for page in {ref.address for ref in measure.responsible}:
            found.setdefault(page, []).append(measure)
    return found


def due_dates(plans: Iterable[Plan | Improvement]) -> tuple[DueDate, ...]:
    """Every day by which something must be done, sorted by day."""
    days = [
        DueDate(due.day, due.status, measure, plan)
        for plan in plans
        for measure in plan.measures
        for due in measure.due
    ]
    return tuple(sorted(days, key=lambda due: (due.day, due.measure.address)))
