"""A region or a municipality goes in, its page comes out."""

from __future__ import annotations

from heapq import merge
from itertools import groupby, islice

from nokgen.domain.periods import Period
from nokgen.domain.typography import no_break
from nokgen.model import Municipality, Plan, Region
from nokgen.model.outline import Outline
from nokgen.pages import views
from nokgen.pages.assessment_pages import assessment_links
from nokgen.pages.campaign_pages import campaign_links
from nokgen.pages.closing import closing_notice, successors
from nokgen.pages.edition import Edition
from nokgen.pages.improvement_pages import improvement_links
from nokgen.pages.layout import Heading, layout
from nokgen.pages.lists import body_card, deadline_items, kind_of, outline_card, plan_card
from nokgen.pages.outlines import outlines_for, statuses_in
from nokgen.pages.progress import figures_of
from nokgen.pages.search import territory_facts
from nokgen.pages.summaries import assessed
from nokgen.pages.text import blocks
from nokgen.pages.timeline import timeline
from nokgen.pages.words import capital, years

NEAREST = 5


def territory_page(
    edition: Edition, region: Region, municipality: Municipality | None = None
) -> views.TerritoryPage:
    """The page of a region, or of one of its municipalities."""
    territory: Municipality | Region = municipality or region
    record, page, messages = territory.record, territory.address, edition.messages
    parts = outlines_for(edition, region, municipality)
    statuses = statuses_in(parts)
    ahead = (
        due
        for due in merge(*(part.due for part in parts), key=lambda due: due.day)
        if due.day >= edition.site.today
    )
    kind = kind_of(edition, territory)
    told = assessed(
        edition,
        territory,
        tuple(
            link
            for links_of in (assessment_links, improvement_links, campaign_links)
            for link in links_of(edition, territory, page)
        ),
    )
    return views.TerritoryPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=record.name,
                description=messages.gettext(
                    "%(place)s: plans of the independent assessment, deadlines, who answers.",
                    place=record.official_name or record.name,
                ),
                trail=((region.record.name, region.address),) if municipality else (),
                facts=territory_facts(edition, region, municipality),
                path=territory.path,
                sheet="assessment.css" if told.any or told.surveys else "lists.css",
            ),
        ),
        title=record.name,
        official_name=no_break(record.official_name or ""),
        kind=capital(kind),
        region=views.Link(region.record.name, edition.links.to(region.address, page))
        if municipality
        else views.Link(""),
        figures=figures_of(statuses, messages) if statuses else (),
        notice=_notice(edition, parts),
        note=blocks(record.note or ""),
        became=closing_notice(edition, territory),
        successors=successors(edition, territory),
        assessed=told,
        nearest=deadline_items(edition, islice(ahead, NEAREST), page),
        municipalities=tuple(outline_card(edition, each, page) for each in parts[1:]),
        years=_years(edition, territory.plans, page),
        bodies=tuple(body_card(edition, body, page) for body in territory.bodies),
        facts=_facts(edition, territory),
        documents=tuple(
            views.Link(
                name.removeprefix("documents/"),
                edition.links.file(territory.folder + "/" + name, page),
            )
            for name in territory.documents
        ),
    )


def _notice(edition: Edition, parts: tuple[Outline, ...]) -> str:
    if not any(part.measures for part in parts):
        return edition.messages.gettext("No plan has been published here yet.")
    if any(part.has_reports for part in parts):
        return ""
    return edition.messages.gettext(
        "No report on these measures has been published on this site yet. This does not mean "
        "that nothing was done: nothing is known here."
    )


def _years(edition: Edition, plans: tuple[Plan, ...], page: str) -> tuple[views.YearOfPlans, ...]:
    """Plans by their years, each group on a time axis of its own."""
    found = []
    for name, group in groupby(plans, key=lambda plan: years(plan, edition.messages)):
        together = tuple(group)
        span = Period(
            min(plan.span.start for plan in together), max(plan.span.end for plan in together)
        )
        period = together[0].period
        slug = f"{period.start.year}-{period.end.year}" if period else "every"
        found.append(
            views.YearOfPlans(
                title=capital(name),
                id=f"years-{slug}",
                plans=tuple(plan_card(edition, plan, page) for plan in together),
                timeline=timeline(
                    edition,
                    edition.messages.gettext("Deadlines: %(years)s", years=name),
                    span,
                    [measure for plan in together for measure in plan.measures],
                    page,
                ),
            )
        )
    return tuple(found)


def _facts(edition: Edition, territory: Municipality | Region) -> tuple[views.Fact, ...]:
    record, say = territory.record, edition.messages.gettext
    facts = []
    if record.oktmo:
        facts.append(views.Fact(say("OKTMO code"), blocks(record.oktmo)))
    if record.sites:
        links = tuple(views.Link(site.title, site.url) for site in record.sites)
        facts.append(views.Fact(say("Official sites"), links=links))
    for contact in record.contacts:
        lines = [line for line in (contact.phone, contact.address) if line]
        mail = (views.Link(contact.email, f"mailto:{contact.email}"),) if contact.email else ()
        facts.append(views.Fact(contact.title, blocks("\n".join(lines)), mail))
    return tuple(facts)
