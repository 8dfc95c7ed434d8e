"""A region that was read goes in; what its records say of each other is checked."""

from __future__ import annotations

from nokgen.check.layout import PLANS
from nokgen.check.measure_rules import PlanContext
from nokgen.check.places import Place
from nokgen.check.plan_rules import check_broken_plan, check_plan, measures_of
from nokgen.check.register import Known, Register, known_to
from nokgen.check.session import Session
from nokgen.check.territory_rules import Bodies, bodies_of, check_bodies
from nokgen.diagnostics import Diagnostic, rules
from nokgen.source import Span


def check_region(session: Session, region: Place, register: Register) -> None:
    """All rules on the records of a region and of its municipalities."""
    bodies = bodies_of(region.record, region.layout.record)
    _check_place(session, region, bodies, known_to(region, register))
    for place in region.municipalities:
        own = bodies_of(place.record, place.layout.record, bodies)
        _check_place(session, place, own, known_to(place, register))


def _check_place(session: Session, place: Place, bodies: Bodies, known: Known) -> None:
    folder = place.layout.folder
    context = PlanContext(bodies, frozenset(place.layout.documents), folder, session.today)
    _check_territory(session, place)
    _check_plans(session, place, context)
    if place.whole:  # a record with faults may be what leads to a file
        for name in sorted({*place.layout.documents} - context.used):
            session.found.append(Diagnostic(rules.FILE_UNUSED, Span.of_file(f"{folder}/{name}")))


def _check_territory(session: Session, place: Place) -> None:
    if place.record is None:
        return
    findings = session.findings(place.layout.record)
    check_bodies(place.record, findings)
    session.note_aliases(findings, place.record.aliases)
    owners = session.addresses.owners
    for body in place.record.bodies:
        owners.setdefault(f"{place.address}bodies/{body.id}/", place.layout.record)


def _check_plans(session: Session, place: Place, context: PlanContext) -> None:
    for slug, plan in place.plans.items():
        path = place.path_of(PLANS, slug)
        if plan is not None:
            findings = session.findings(path)
            check_plan(plan, context, findings)
            session.note_aliases(findings, plan.aliases)
            anchors = frozenset(measure.id for measure in measures_of(plan))
            session.addresses.anchors[f"{place.address}plans/{slug}/"] = anchors
        elif path in session.tree.documents:
            check_broken_plan(context, session.findings(path))
