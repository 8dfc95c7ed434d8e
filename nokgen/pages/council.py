"""A public council goes in; its page comes out: proposals, meetings, members."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from nokgen.domain.typography import no_break
from nokgen.messages import Messages
from nokgen.model import Council, Improvement, Plan, Proposal, Target
from nokgen.pages import views
from nokgen.pages.campaign_frame import (
    COUNCIL,
    PLAN_LENGTH,
    SHEET,
    Place,
    measure_links,
)
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.search import campaign_facts
from nokgen.pages.text import blocks, in_one_line, shortened
from nokgen.pages.views.campaign import Answer, CouncilPage, Meeting
from nokgen.pages.views.campaign import Proposal as ProposalView
from nokgen.pages.views.listings import Cell, Column, Table
from nokgen.pages.words import capital, status_tag
from nokgen.records.base import Evidence
from nokgen.records.council import CouncilReport
from nokgen.records.council import Meeting as MeetingRecord

Known = Mapping[str, views.Link]


def council_page(edition: Edition, place: Place, council: Council) -> CouncilPage:
    """What the council proposed and what was done about it; its meetings; its members."""
    messages, record, page = edition.messages, council.record, council.address
    say = messages.gettext
    title = say("Public council")
    known = measure_links(
        edition, (answer for each in council.proposals for answer in each.answers), page
    )
    return CouncilPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=title,
                description=say(
                    "%(place)s: what the public council considered and proposed, and what was "
                    "done about it.",
                    place=place.name,
                ),
                trail=place.trail,
                facts=campaign_facts(
                    title,
                    (place.region, place.municipality),
                    years=sorted({each.date.year for each in record.meetings}),
                    day=record.meetings[0].date if record.meetings else None,
                ),
                path=council.path,
                sheet=SHEET,
            ),
        ),
        title=title,
        over=place.over(edition, page),
        lead=no_break(record.name),
        figures=_figures(messages, council),
        note=blocks(record.note or ""),
        proposals=tuple(_proposal(edition, place, each, known) for each in council.proposals),
        meetings=_meetings(edition, place, council),
        members=_members(messages, council),
        members_text="" if record.members else say("The list of members is not published here."),
        facts=_facts(edition, place, council),
    )


def _figures(messages: Messages, council: Council) -> tuple[views.Figure, ...]:
    """Nothing is called answered that has neither a measure in a plan nor a report."""
    proposals, meetings = council.proposals, council.record.meetings
    proved = sum(any(report.evidence for report in each.record.reports) for each in proposals)
    planned = sum(bool(each.answers) for each in proposals)
    silent = sum(not each.answers and not each.record.reports for each in proposals)
    found = []
    if meetings:
        label = messages.ngettext("council meeting", "council meetings", len(meetings))
        found.append((len(meetings), label, ""))
    if proposals:
        label = messages.ngettext("proposal", "proposals", len(proposals))
        found += [
            (len(proposals), label, ""),
            (planned, messages.gettext("entered in plans"), "in-progress"),
            (proved, messages.gettext("answered by a report with proof"), "done-on-time"),
            (silent, messages.gettext("without any answer here"), "no-report"),
        ]
    return tuple(views.Figure(messages.number(n), label, slug) for n, label, slug in found)


def _proposal(edition: Edition, place: Place, proposal: Proposal, known: Known) -> ProposalView:
    messages, record = edition.messages, proposal.record
    page = place.page(COUNCIL)
    silent = not proposal.answers and not record.reports
    return ProposalView(
        id=record.id,
        title=messages.gettext("Proposal of %(day)s", day=messages.day(record.date)),
        blocks=blocks(record.text),
        organizations=tuple(
            views.Link(no_break(each.name), edition.links.to(each.address, page))
            for each in proposal.organizations
        ),
        answers=tuple(_answer(messages, target, known) for target in proposal.answers),
        reports=tuple(_report(edition, place, report) for report in record.reports),
        absent=messages.gettext(
            "This site knows neither a measure nor a report that answers this proposal."
        )
        if silent
        else "",
    )


def _answer(messages: Messages, target: Target, known: Known) -> Answer:
    measure = target.measure
    deadline = in_one_line(measure.current.text)
    return Answer(
        link=known[measure.address],
        plan=shortened(no_break(target.plan), PLAN_LENGTH),
        deadline=deadline or messages.gettext("no deadline given"),
        status=status_tag(measure.status, messages),
    )


def _report(edition: Edition, place: Place, report: CouncilReport) -> views.Report:
    return views.Report(
        date=edition.messages.day(report.date),
        iso_date=report.date.isoformat(),
        count="",
        blocks=blocks(report.text),
        evidence=tuple(_evidence(edition, place, proof) for proof in report.evidence),
        claimed=not report.evidence,
    )


def _evidence(edition: Edition, place: Place, proof: Evidence) -> views.Link:
    href = place.file(edition, proof.file, place.page(COUNCIL)) if proof.file else proof.url or ""
    return views.Link(no_break(proof.title), href)


def _meetings(edition: Edition, place: Place, council: Council) -> tuple[Meeting, ...]:
    targets = council_targets(place, council)
    known = measure_links(edition, chain.from_iterable(targets.values()), council.address)
    return tuple(
        _meeting(
            edition,
            place,
            record,
            tuple(
                known[target.measure.address]
                for name in record.counts_for
                for target in targets.get(name, ())
            ),
        )
        for record in council.record.meetings
    )


def council_targets(place: Place, council: Council) -> Mapping[str, tuple[Target, ...]]:
    """The measures that meetings count for, by the names under which they refer to them."""
    wanted = {name for meeting in council.record.meetings for name in meeting.counts_for}
    found: dict[str, tuple[Target, ...]] = {}
    plans: tuple[Plan | Improvement, ...] = (*place.owner.plans, *place.owner.improvements)
    for plan in plans:
        for measure in plan.measures:
            name = measure.address.removeprefix(place.owner.address).replace("/#", "#")
            if name in wanted:
                found[name] = (Target(measure, plan.name),)
    return found


def _meeting(
    edition: Edition, place: Place, record: MeetingRecord, counts_for: tuple[views.Link, ...]
) -> Meeting:
    messages, page = edition.messages, place.page(COUNCIL)
    day = messages.day(record.date)
    title, name = day, messages.gettext("Minutes of %(day)s", day=day)
    if record.number:
        title = messages.gettext("%(day)s, minutes № %(number)s", day=day, number=record.number)
        name = messages.gettext("Minutes № %(number)s of %(day)s", day=day, number=record.number)
    minutes = []
    if record.minutes:
        minutes.append(views.Link(no_break(name), place.file(edition, record.minutes, page)))
    if record.url:
        where = messages.gettext("%(minutes)s on the internet", minutes=name)
        minutes.append(views.Link(no_break(where), record.url))
    return Meeting(
        title=no_break(title),
        agenda=_points(record.agenda),
        decisions=_points(record.decisions),
        minutes=tuple(minutes),
        absent="" if minutes else messages.gettext("The minutes are not published here."),
        counts_for=counts_for,
    )


def _points(texts: tuple[str, ...]) -> tuple[views.Block, ...]:
    """One point as a paragraph, several as a numbered list."""
    if len(texts) < 2:
        return blocks("\n".join(texts))
    return (views.Block("ol", items=tuple(in_one_line(text) for text in texts)),)


def _members(messages: Messages, council: Council) -> tuple[Table, ...]:
    members, say = council.record.members, messages.gettext
    if not members:
        return ()
    return (
        Table(
            caption=say("Members of the council, as it has published them"),
            columns=(
                Column(say("Member of the council")),
                Column(say("Role in the council")),
                Column(say("Whom the member stands for")),
            ),
            rows=tuple(
                (
                    Cell(no_break(each.name)),
                    Cell(capital(each.role or say("member"))),
                    Cell(no_break(each.organization or say("not said"))),
                )
                for each in members
            ),
        ),
    )


def _facts(edition: Edition, place: Place, council: Council) -> tuple[views.Fact, ...]:
    """Where the council itself is found, and where all this comes from."""
    say, record, page = edition.messages.gettext, council.record, council.address
    facts = []
    links = []
    if council.body and council.body.address:
        label = say("What plans ask of the council")
        links.append(views.Link(label, edition.links.to(council.body.address, page)))
    if record.site:
        links.append(views.Link(say("The page of the council itself"), record.site))
    if links:
        facts.append(views.Fact(say("More about the council"), links=tuple(links)))
    if record.source:
        source = record.source
        href = place.file(edition, source.file, page) if source.file else source.url or ""
        facts.append(
            views.Fact(
                say("Source of the list of members"),
                links=(views.Link(no_break(source.title), href),),
            )
        )
    return tuple(facts)
