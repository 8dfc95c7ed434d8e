"""A plan to remove shortcomings goes in, its page in the federal form comes out.

The five sections of the form (ПП РФ от 17.04.2018 № 457) are those of the criteria; one without
shortcomings stays with a dash.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nokgen.domain.periods import Period
from nokgen.domain.scoring import CRITERIA
from nokgen.domain.typography import NO_BREAK_SPACE, no_break
from nokgen.model import Body, Improvement, Item, Municipality, Region
from nokgen.pages import views
from nokgen.pages.approvals import act_words, fact, person_words, source_facts
from nokgen.pages.edition import Edition
from nokgen.pages.fulfilment import SILENT, outcome_of
from nokgen.pages.improvement_lines import criterion_title, figures_of, silence_sentence
from nokgen.pages.layout import Heading, layout
from nokgen.pages.measures import measure_view
from nokgen.pages.offers import TABLE_FILE
from nokgen.pages.plan import QR_FILE
from nokgen.pages.progress import progress
from nokgen.pages.revisions import revisions_of_plan, vanished
from nokgen.pages.scopes import PLAN_DOCX, consolidated_address
from nokgen.pages.search import improvement_facts
from nokgen.pages.text import blocks, first_line, rest
from nokgen.pages.timeline import timeline
from nokgen.pages.views.listings import Document
from nokgen.pages.words import assessment_name, capital
from nokgen.records.improvement import Responsible
from nokgen.records.labels import SPHERES

# More bars than one need a picture.
FEWEST_BARS = 2
_INITIAL = re.compile(r"(?<=\b[А-ЯЁA-Z]\.) ")


def improvement_page(
    edition: Edition, plan: Improvement, region: Region, municipality: Municipality | None
) -> views.ImprovementPage:
    """The page of the plan of one organisation."""
    owner: Municipality | Region = municipality or region
    messages, page = edition.messages, plan.address
    say = messages.gettext
    trail = [(region.record.name, region.address)]
    if municipality:
        trail.append((municipality.record.name, municipality.address))
    title = improvement_title(edition, plan)
    return views.ImprovementPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=title,
                description=say(
                    "%(organization)s: which shortcomings the assessment found, what was promised "
                    "and by when, what was done.",
                    organization=plan.organization.name,
                ),
                trail=(*trail, (plan.organization.name, plan.organization.address)),
                facts=improvement_facts(edition, plan, region, municipality),
                path=plan.path,
                revisions=revisions_of_plan(edition, plan),
                sheet="improvement.css",
            ),
        ),
        title=no_break(title),
        over=_over(edition, plan, owner),
        lead=_lead(edition, plan, owner),
        answers=_answers(edition, plan),
        figures=figures_of(edition, (plan,)),
        progress=progress(plan.measures, messages),
        notice=silence_sentence(edition, (plan,)),
        note=blocks(plan.record.note or ""),
        timeline=_timeline(edition, plan),
        sections=tuple(_section(edition, plan, criterion) for criterion in CRITERIA),
        approval=_approval(edition, plan, owner),
        source=source_facts(edition, plan),
        documents=documents_of(edition, say("The plan"), PLAN_DOCX, TABLE_FILE),
        further=_further(edition, plan, owner),
        stamp=_stamp(edition, plan, owner),
        qr=QR_FILE if edition.has_codes else "",
        silences=vanished(edition, plan),
    )


def improvement_title(edition: Edition, plan: Improvement) -> str:
    """The words of the document, else a title made from the organisation."""
    if plan.record.title:
        return " ".join(plan.record.title.split())
    return edition.messages.gettext(
        "Plan to remove shortcomings: %(organization)s", organization=plan.organization.name
    )


def years_of(edition: Edition, plan: Improvement) -> str:
    """The years of the plan: «2026 год», «2023–2024 годы», or nothing."""
    messages, record = edition.messages, plan.record
    if record.year is not None:
        return messages.gettext("%(year)s", year=record.year)
    if record.period is None:
        return ""
    first, last = record.period.first, record.period.last
    if first == last:
        return messages.gettext("%(year)s", year=first)
    return messages.gettext("%(first)s–%(last)s", first=first, last=last)


def documents_of(edition: Edition, title: str, paper: str, table: str) -> tuple[Document, ...]:
    """The files that stand beside a page, by their names: one for Word and one for Excel."""
    say = edition.messages.gettext
    return (
        Document(views.Link(f"{title} (DOCX)", paper), detail=say("to print and to sign")),
        Document(views.Link(f"{title} (CSV)", table), detail=say("for Excel")),
    )


def approved_by(plan: Improvement, owner: Municipality | Region) -> Body | str:
    """The body that adopted the plan, else the words of the document, else nothing."""
    by = plan.record.approved.by if plan.record.approved else None
    if by is None:
        return ""
    return next((body for body in owner.bodies if body.record.id == by), by)


def approved_by_name(plan: Improvement, owner: Municipality | Region) -> str:
    """The name of who adopted the plan, or nothing."""
    by = approved_by(plan, owner)
    return by if isinstance(by, str) else by.name


def _over(
    edition: Edition, plan: Improvement, owner: Municipality | Region
) -> tuple[views.Link, ...]:
    page, messages = plan.address, edition.messages
    link = edition.links.to
    years = years_of(edition, plan)
    return (
        views.Link(plan.organization.name, link(plan.organization.address, page)),
        views.Link(owner.record.name, link(owner.address, page)),
        views.Link(capital(messages.gettext(SPHERES[plan.sphere]))),
        *((views.Link(years),) if years else ()),
    )


def _lead(edition: Edition, plan: Improvement, owner: Municipality | Region) -> str:
    say = edition.messages.gettext
    act = act_words(plan.record.approved, edition.messages)
    if not act:
        return say("The document does not say who adopted the plan and when.")
    by = approved_by_name(plan, owner)
    return say("Adopted by: %(act)s", act=f"{act}, {by}" if by else act)


def _answers(edition: Edition, plan: Improvement) -> views.Link:
    """The assessment behind the plan, or that the plan does not name it."""
    answered = plan.answers
    if answered is None:
        return views.Link(edition.messages.gettext("its results are not on this site"))
    name = no_break(assessment_name(answered, edition.messages))
    return views.Link(name, edition.links.to(answered.address, plan.address))


def _timeline(edition: Edition, plan: Improvement) -> views.Timeline:
    """The deadlines on an axis; an empty one where there are too few to draw."""
    days = [
        day
        for measure in plan.measures
        for interval in measure.intervals
        for day in (interval.start or interval.end, interval.end)
    ]
    title = edition.messages.gettext("Deadlines of the plan")
    if sum(bool(measure.intervals) for measure in plan.measures) < FEWEST_BARS:
        return views.Timeline(title, (), (), (), "", "")
    span = Period.of_years(min(days).year, max(days).year)
    return timeline(edition, title, span, plan.measures, plan.address)


def _section(edition: Edition, plan: Improvement, criterion: int) -> views.ImprovementSection:
    items = [item for item in plan.items if item.record.criterion == criterion]
    absent = edition.messages.gettext("— The plan names no shortcomings in this section.")
    return views.ImprovementSection(
        id=f"criterion-{criterion}",
        title=criterion_title(criterion, edition.messages),
        items=tuple(_item(edition, plan, item) for item in items),
        absent="" if items else absent,
    )


def _item(edition: Edition, plan: Improvement, item: Item) -> views.ImprovementItem:
    messages, record = edition.messages, item.record
    shown = measure_view(edition, plan, item.measure)
    who = _responsible(record.responsible)
    days = [report.date for report in item.measure.record.reports]
    silence = messages.gettext(
        "The time is over. Nothing is published about what was done: it may have been done or not."
    )
    return views.ImprovementItem(
        id=record.id,
        shortcoming=first_line(record.shortcoming),
        body=rest(record.shortcoming),
        measure=replace(shown, responsible=(views.Link(who),) if who else ()),
        actual=messages.day(days[-1]) if days else "",
        iso_actual=days[-1].isoformat() if days else "",
        silence=silence if outcome_of(item.measure.status) in SILENT else "",
    )


def _responsible(who: Responsible | None) -> str:
    """The post and the name as the document has them; initials stay with their name."""
    if who is None:
        return ""
    name = _INITIAL.sub(NO_BREAK_SPACE, who.name or "")
    return ", ".join(filter(None, (who.post, name)))


def _approval(
    edition: Edition, plan: Improvement, owner: Municipality | Region
) -> tuple[views.Fact, ...]:
    say, approved = edition.messages.gettext, plan.record.approved
    if approved is None:
        return ()
    facts = fact(say("Act"), act_words(approved, edition.messages))
    by = approved_by(plan, owner)
    if isinstance(by, Body):
        link = views.Link(by.name, edition.links.to(by.address, plan.address))
        facts.append(views.Fact(say("Adopted by"), links=(link,)))
    else:
        facts += fact(say("Adopted by"), by)
    facts += fact(say("Place"), approved.place)
    facts += fact(say("Basis"), approved.basis)
    facts += fact(say("Provisions"), "\n".join(approved.provisions))
    if approved.signed_by:
        facts += fact(say("Signed by"), person_words(approved.signed_by))
    return tuple(facts)


def _stamp(edition: Edition, plan: Improvement, owner: Municipality | Region) -> tuple[str, ...]:
    """The approval as documents have it in their upper corner, or that it is not known."""
    approved = plan.record.approved
    if approved is None:
        return (_lead(edition, plan, owner),)
    by, signed = approved_by_name(plan, owner), approved.signed_by
    return (
        edition.messages.gettext("Adopted"),
        act_words(approved, edition.messages),
        *([by] if by else []),
        *([person_words(signed)] if signed else []),
    )


def _further(
    edition: Edition, plan: Improvement, owner: Municipality | Region
) -> tuple[views.Link, ...]:
    """The plans of all organisations of this sphere together, and how they are fulfilled."""
    say, page = edition.messages.gettext, plan.address
    address = consolidated_address(owner, plan.sphere)
    sphere = say(SPHERES[plan.sphere])
    return (
        views.Link(
            say("Plans of all organisations together: %(sphere)s", sphere=sphere),
            edition.links.to(address, page),
        ),
        views.Link(
            say("How the plans are fulfilled, year by year: %(sphere)s", sphere=sphere),
            edition.links.to(f"{address}report/", page),
        ),
    )
