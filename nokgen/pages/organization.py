"""An organisation goes in, its page comes out."""

from __future__ import annotations

from nokgen.domain.typography import no_break
from nokgen.model import Municipality, Organization, OrganizationRef, Region
from nokgen.model.organizations import YEARS_OF_ASSESSMENT
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.handouts import handout_links
from nokgen.pages.layout import COMPARE, Heading, layout
from nokgen.pages.organization_facts import (
    bus_link,
    documents,
    identifiers,
    placements,
    proposals,
)
from nokgen.pages.organization_history import histories
from nokgen.pages.organization_plans import improvements, removal_figures
from nokgen.pages.organization_scores import cards, score_figures
from nokgen.pages.revisions import revisions_of_organization, silences_of_organization
from nokgen.pages.scores import LIMITS, kind_of_many, kind_of_one, newest
from nokgen.pages.search import organization_facts
from nokgen.pages.summaries import survey_entries
from nokgen.pages.text import blocks
from nokgen.pages.views.assessment import OrganizationPage
from nokgen.pages.words import capital
from nokgen.records.labels import SPHERES


def organization_page(
    edition: Edition, organization: Organization, region: Region, municipality: Municipality | None
) -> OrganizationPage:
    """The page of an organisation of a municipality, or of the region itself."""
    owner: Municipality | Region = municipality or region
    messages, page, record = edition.messages, organization.ref.address, organization.record
    plans, plans_text = improvements(edition, organization)
    return OrganizationPage(
        layout=layout(edition, _heading(edition, organization, region, municipality)),
        title=no_break(organization.ref.name),
        over=(
            views.Link(owner.record.name, edition.links.to(owner.address, page)),
            views.Link(capital(kind_of_one(record.kind, messages))),
            views.Link(capital(messages.gettext(SPHERES[record.sphere]))),
        ),
        lead=_lead(organization),
        figures=(*score_figures(edition, organization), *removal_figures(edition, organization)),
        notices=(
            *_notices(edition, organization),
            *silences_of_organization(edition, organization),
        ),
        limits=messages.gettext(LIMITS[record.sphere]) if newest(organization) else "",
        note=blocks(record.note or ""),
        successors=_successors(edition, organization),
        cards=cards(edition, organization),
        links=_links(edition, organization, owner),
        histories=histories(edition, organization),
        improvements=plans,
        improvements_text=plans_text,
        surveys=()
        if organization.ref.is_closed
        else survey_entries(edition, organization.surveys, page),
        proposals=proposals(edition, organization, owner),
        placements=placements(edition, organization),
        documents=documents(edition, organization),
        identifiers=identifiers(edition, organization),
    )


def _heading(
    edition: Edition, organization: Organization, region: Region, municipality: Municipality | None
) -> Heading:
    owner: Municipality | Region = municipality or region
    trail = [(region.record.name, region.address)]
    if municipality:
        trail.append((municipality.record.name, municipality.address))
    trail.append((edition.messages.gettext("Organisations"), f"{owner.address}organizations/"))
    return Heading(
        address=organization.ref.address,
        title=organization.ref.name,
        description=edition.messages.gettext(
            "%(name)s: points of the independent assessment, what is being fixed, questionnaires.",
            name=organization.ref.name,
        ),
        trail=tuple(trail),
        facts=organization_facts(edition, organization, region, municipality),
        path=organization.path,
        revisions=revisions_of_organization(edition, organization),
        sheet="assessment.css",
        undated=not (organization.improvements or organization.surveys),
    )


def _lead(organization: Organization) -> str:
    """The full name, where the title is the short one, and the address."""
    record = organization.record
    name = record.name if record.name != organization.ref.name else ""
    return no_break(". ".join(filter(None, (name, record.address))))


def _notices(edition: Edition, organization: Organization) -> tuple[str, ...]:
    """What has become of a closed one; that nobody assessed it, or not for years."""
    messages, record = edition.messages, organization.record
    found = []
    if organization.ref.is_closed and record.closed:
        found.append(
            messages.gettext(
                "The organisation has not worked since %(day)s. Its page and its figures stay.",
                day=messages.day(record.closed),
            )
        )
        return tuple(found)
    last = newest(organization)
    today = edition.site.today
    if last is None:
        found.append(
            messages.gettext(
                "The assessment of this organisation is not published: no results are known here. "
                "This says nothing about its quality."
            )
        )
    elif last.assessment.record.year < today.year - YEARS_OF_ASSESSMENT:
        found.append(
            messages.gettext(
                "No assessment for more than three years: the last results known here are those of "
                "%(year)s. Every organisation is to be assessed at least once in three years.",
                year=last.assessment.record.year,
            )
        )
    return tuple(found)


def _successors(edition: Edition, organization: Organization) -> tuple[views.Fact, ...]:
    say, page = edition.messages.gettext, organization.ref.address

    def link(ref: OrganizationRef) -> views.Link:
        return views.Link(no_break(ref.name), edition.links.to(ref.address, page))

    found = []
    if organization.successor:
        found.append(views.Fact(say("Its successor"), links=(link(organization.successor),)))
    if organization.predecessors:
        links = tuple(map(link, organization.predecessors))
        found.append(views.Fact(say("Successor of"), links=links))
    return tuple(found)


def _links(
    edition: Edition, organization: Organization, owner: Municipality | Region
) -> tuple[views.Link, ...]:
    """Where to go on: compare, others of the kind, the official card."""
    messages, page, record = edition.messages, organization.ref.address, organization.record
    found = []
    if organization.standings and not organization.ref.is_closed:
        compare = edition.links.to(COMPARE, page)
        found.append(
            views.Link(messages.gettext("Add to comparison"), f"{compare}?inn={record.inn}")
        )
    table = f"{owner.address}organizations/#kind-{record.kind.value}"
    found.append(
        views.Link(
            messages.gettext(
                "All %(kind)s: %(place)s",
                kind=kind_of_many(record.kind, messages),
                place=owner.record.name,
            ),
            edition.links.to(table, page),
        )
    )
    handouts = () if organization.ref.is_closed else handout_links(edition, page, page)
    found += [*bus_link(edition, organization), *handouts]
    if edition.site.record.sharing:
        own = messages.gettext("Put a link on your site")
        found.append(views.Link(own, edition.links.to(f"{page}linking/", page)))
    return tuple(found)
