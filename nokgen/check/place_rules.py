"""A region that was read goes in; what its records say of each other is checked.

The rules on what many territories lack are imported where the first record of that kind stands.
"""

from __future__ import annotations

from nokgen.check.closing_rules import check_appeals, check_closing
from nokgen.check.layout import (
    COUNCIL_FILE,
    IMPROVEMENT,
    ORGANIZATIONS_FILE,
    PLANS,
    PUBLICATIONS_FILE,
    RESULTS,
    SURVEYS_FILE,
)
from nokgen.check.measure_rules import PlanContext
from nokgen.check.places import Place
from nokgen.check.plan_rules import ONE_ITEM, check_broken_plan, check_plan
from nokgen.check.references import References, references_of
from nokgen.check.register import Register, known_to
from nokgen.check.session import Session
from nokgen.check.territory_rules import bodies_of, check_bodies
from nokgen.diagnostics import Diagnostic, rules, shape
from nokgen.records.territory import Municipality
from nokgen.source import Span


def check_region(session: Session, region: Place, register: Register) -> None:
    """All rules on the records of a region and of its municipalities."""
    bodies = bodies_of(region.record, region.layout.record)
    shared = references_of(region, known_to(region, register))
    for place in region.and_municipalities():
        if place is region:
            own, references = bodies, shared
        else:
            own = bodies_of(place.record, place.layout.record, bodies)
            references = references_of(place, known_to(place, register), shared)
        documents = frozenset(place.layout.documents)
        context = PlanContext(own, documents, place.layout.folder, session.today)
        _check_place(session, place, context, references)


def _check_place(
    session: Session, place: Place, context: PlanContext, references: References
) -> None:
    if place.record is not None:
        findings = session.findings(place.layout.record)
        check_bodies(place.record, findings)
        check_appeals(place.record.appeals, findings)
        if isinstance(place.record, Municipality):
            check_closing(place.record, place.address, session.addresses, context, findings)
        session.note_aliases(findings, place.address, place.record.aliases)
    _check_plans(session, place, context)
    _check_organizations(session, place, context, references)
    _check_results(session, place, context, references)
    _check_improvement(session, place, context, references)
    _check_campaign(session, place, context, references)
    if place.whole:  # a record with faults may be what leads to a file
        for name in sorted({*place.layout.documents} - context.used):
            span = Span.of_file(f"{place.layout.folder}/{name}")
            session.found.append(Diagnostic(rules.FILE_UNUSED, span))


def _check_plans(session: Session, place: Place, context: PlanContext) -> None:
    for slug, plan in place.plans.items():
        path = place.path_of(PLANS, slug)
        if plan is not None:
            findings = session.findings(path)
            check_plan(plan, context, findings)
            session.note_aliases(findings, f"{place.address}{PLANS}/{slug}/", plan.aliases)
        elif path in session.tree.documents:
            check_broken_plan(context, session.findings(path))


def _check_organizations(
    session: Session, place: Place, context: PlanContext, references: References
) -> None:
    path = place.layout.files.get(ORGANIZATIONS_FILE, "")
    if path not in session.tree.documents:
        return
    from nokgen.check.organization_rules import check_organization_record

    findings = session.findings(path)
    if not place.organizations and place.all_organizations:
        findings.add(shape.EMPTY_LIST, ("organizations",), {}, ONE_ITEM)
    for where, each in place.organizations:
        check_organization_record(each, where, references.known.register, context, findings)
        session.note_aliases(findings, f"/org/{each.inn}/", each.aliases, where)


def _check_results(
    session: Session, place: Place, context: PlanContext, references: References
) -> None:
    if not place.results and not place.layout.tables:
        return
    from nokgen.check.results_rules import check_results
    from nokgen.check.score_sheet import check_tables

    for slug, record in place.results.items():
        if record is not None:
            findings = session.findings(place.path_of(RESULTS, slug))
            check_results(record, place.scores[slug], context, references, findings)
            session.note_aliases(findings, f"{place.address}{RESULTS}/{slug}/", record.aliases)
    paths = [path for _slug, path in place.layout.lists[RESULTS]]
    if all(path in session.tree.documents for path in paths):  # else one of them may name a table
        check_tables(session, place.layout, place.sheets())


def _check_improvement(
    session: Session, place: Place, context: PlanContext, references: References
) -> None:
    if not place.improvement:
        return
    from nokgen.check.improvement_rules import check_improvement

    for slug, plan in place.improvement.items():
        if plan is not None:
            findings = session.findings(place.path_of(IMPROVEMENT, slug))
            check_improvement(plan, context, references, findings)
            session.note_aliases(findings, f"{place.address}{IMPROVEMENT}/{slug}/", plan.aliases)


def _check_campaign(
    session: Session, place: Place, context: PlanContext, references: References
) -> None:
    files = place.layout.files
    if place.publications is not None:
        from nokgen.check.campaign_rules import check_publications

        findings = session.findings(files[PUBLICATIONS_FILE])
        check_publications(place.publications, context, references, findings)
    if place.surveys is not None:
        from nokgen.check.campaign_rules import check_surveys

        findings = session.findings(files[SURVEYS_FILE])
        check_surveys(place.surveys, context, references, findings)
    if place.council is not None:
        from nokgen.check.council_rules import check_council

        findings = session.findings(files[COUNCIL_FILE])
        check_council(place.council, context, references, findings)
