"""A plan goes in, its page comes out."""

from __future__ import annotations

from nokgen.domain.typography import no_break
from nokgen.model import BodyRef, Municipality, Plan, Region, Section
from nokgen.pages import views
from nokgen.pages.approvals import act_words, fact, person_words, source_facts
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.measures import measure_view
from nokgen.pages.progress import figures, progress
from nokgen.pages.revisions import revisions_of_plan, vanished
from nokgen.pages.search import plan_facts
from nokgen.pages.text import blocks, first_line, headline, in_one_line
from nokgen.pages.timeline import timeline
from nokgen.pages.words import DONE, capital, years
from nokgen.records.labels import PLAN_KINDS, SPHERES

NEAREST_LENGTH = 100
# Beside the page of a plan, where the site knows its address.
QR_FILE = "qr.svg"


def plan_page(
    edition: Edition, plan: Plan, region: Region, municipality: Municipality | None
) -> views.PlanPage:
    """The page of a plan; a region's own plan has no municipality."""
    messages, page = edition.messages, plan.address
    say = messages.gettext
    owner: Municipality | Region = municipality or region
    trail = [(region.record.name, region.address)]
    if municipality:
        trail.append((municipality.record.name, municipality.address))
    spheres = tuple(say(SPHERES[sphere]) for sphere in plan.record.spheres)
    nearest, nearest_text = _nearest(edition, plan)
    return views.PlanPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=plan.name,
                description=plan.record.summary or plan.record.title,
                trail=tuple(trail),
                facts=plan_facts(edition, plan, region, municipality),
                path=plan.path,
                revisions=revisions_of_plan(edition, plan),
            ),
        ),
        title=in_one_line(plan.record.title),
        summary=no_break(plan.record.summary or ""),
        place=views.Link(owner.record.name, edition.links.to(owner.address, page)),
        kind=capital(say(PLAN_KINDS[plan.record.kind])),
        years=years(plan, messages),
        spheres=spheres,
        lead=_lead(edition, plan),
        figures=figures(plan.measures, messages),
        progress=progress(plan.measures, messages),
        nearest=nearest,
        nearest_text=nearest_text,
        notice=_notice(edition, plan),
        note=blocks(plan.record.note or ""),
        timeline=timeline(edition, say("Deadlines of the plan"), plan.span, plan.measures, page),
        sections=tuple(
            _section(edition, plan, section, place)
            for place, section in enumerate(plan.sections, start=1)
        ),
        approval=_approval(edition, plan),
        source=source_facts(edition, plan),
        stamp=_stamp(edition, plan),
        qr=QR_FILE if edition.has_codes else "",
        silences=vanished(edition, plan),
    )


def _section(edition: Edition, plan: Plan, section: Section, place: int) -> views.Section:
    record = section.record
    title = "" if record is None else " ".join(filter(None, (record.number, record.title)))
    return views.Section(
        id=f"section-{place}",
        title=first_line(title),
        measures=tuple(measure_view(edition, plan, measure) for measure in section.measures),
    )


def _lead(edition: Edition, plan: Plan) -> str:
    say = edition.messages.gettext
    act = act_words(plan.record.approved, edition.messages)
    if not act:
        return say("The document does not say who adopted the plan and when.")
    by = plan.approved_by or plan.issuer
    whose = f", {by.name}" if by else ""
    return say("Adopted by: %(act)s", act=f"{act}{whose}")


def _stamp(edition: Edition, plan: Plan) -> tuple[str, ...]:
    """The approval as documents have it in their upper corner, or that it is not known."""
    approved = plan.record.approved
    if approved is None:
        return (_lead(edition, plan),)
    by = plan.approved_by or plan.issuer
    signed = approved.signed_by
    return (
        edition.messages.gettext("Adopted"),
        act_words(plan.record.approved, edition.messages),
        *([by.name] if by else []),
        *([person_words(signed)] if signed else []),
    )


def _nearest(edition: Edition, plan: Plan) -> tuple[views.Link, str]:
    """The next day by which something must be done, or a sentence why there is none."""
    messages, today = edition.messages, edition.site.today
    ahead = sorted(
        (due.day, place)
        for place, measure in enumerate(plan.measures)
        for due in measure.due
        if due.day >= today and due.status.kind not in DONE
    )
    if ahead:
        day, place = ahead[0]
        measure = plan.measures[place]
        label = f"{messages.day(day)} — {headline(measure.name, NEAREST_LENGTH)}"
        return views.Link(label, edition.links.to(measure.address, plan.address)), ""
    if any(measure.intervals for measure in plan.measures):
        return views.Link(""), messages.gettext("All dated deadlines of this plan have passed.")
    return views.Link(""), messages.gettext("No measure of this plan has a dated deadline.")


def _notice(edition: Edition, plan: Plan) -> str:
    """What a reader must know before reading statuses."""
    say = edition.messages.gettext
    if plan.period is None:
        return say(
            "The document names no year: it is repeated every year. Its yearly deadlines are "
            "counted from the year in which the document came to be known to this site."
        )
    silent = all(not measure.record.reports for measure in plan.measures)
    if silent and plan.period.end < edition.site.today:
        return say(
            "The time of this plan is over, and no report on it has been published on this site. "
            "This does not mean that nothing was done: nothing is known here."
        )
    return ""


def _approval(edition: Edition, plan: Plan) -> tuple[views.Fact, ...]:
    say = edition.messages.gettext
    approved = plan.record.approved
    facts = fact(say("Act"), act_words(plan.record.approved, edition.messages))
    if plan.approved_by:
        facts.append(_body_fact(edition, say("Adopted by"), plan.approved_by, plan.address))
    elif plan.issuer:
        facts.append(_body_fact(edition, say("Issued by"), plan.issuer, plan.address))
    if approved:
        facts += fact(say("Place"), approved.place)
        facts += fact(say("Basis"), approved.basis)
        facts += fact(say("Provisions"), "\n".join(approved.provisions))
        if approved.signed_by:
            facts += fact(say("Signed by"), person_words(approved.signed_by))
    if plan.record.appointed:
        facts += fact(say("Appointed"), "\n".join(map(person_words, plan.record.appointed)))
    return tuple(facts)


def _body_fact(edition: Edition, label: str, body: BodyRef, page: str) -> views.Fact:
    href = edition.links.to(body.address, page) if body.address else ""
    return views.Fact(label, links=(views.Link(body.name, href),))
