"""An organisation goes in; its numbers, documents, proposals and publications come out."""

from __future__ import annotations

from pathlib import PurePosixPath

from nokgen.domain.typography import no_break
from nokgen.messages import N_
from nokgen.model import Municipality, Organization, Region
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.rating_sources import assessment_documents
from nokgen.pages.text import blocks, headline
from nokgen.pages.views.listings import Cell, Column, Document, Entry, Table
from nokgen.pages.words import capital
from nokgen.records.organization import Placed

BUS_CARD = "https://bus.gov.ru/info-card/"
PROPOSAL_LENGTH = 160
_PLACEMENT = (
    ("site_section", N_("A section about the assessment on its own site")),
    ("bus_results", N_("Results on bus.gov.ru")),
    ("plan", N_("Plan to remove shortcomings")),
    ("report", N_("Report on the plan")),
)


def bus_link(edition: Edition, organization: Organization) -> tuple[views.Link, ...]:
    """The official card, where its number is known."""
    bus_id = organization.record.bus_id
    if not bus_id:
        return ()
    label = edition.messages.gettext("The official card on bus.gov.ru")
    return (views.Link(label, BUS_CARD + bus_id),)


def identifiers(edition: Edition, organization: Organization) -> tuple[views.Fact, ...]:
    """Names, numbers, address, site, founder."""
    record, say, page = organization.record, edition.messages.gettext, organization.ref.address
    words = (
        (N_("Full name"), record.name),
        (N_("Address"), record.address),
        (N_("Head of the organisation"), record.head),
        (N_("INN"), record.inn),
        (N_("OGRN"), record.ogrn),
        (N_("OKTMO code"), record.oktmo),
        (N_("Number on bus.gov.ru"), record.bus_id),
    )
    facts = [views.Fact(say(label), blocks(text)) for label, text in words if text]
    if record.site:
        facts.insert(2, views.Fact(say("Site"), links=(views.Link(record.site, record.site),)))
    if organization.founder:
        founder = organization.founder
        href = edition.links.to(founder.address, page) if founder.address else ""
        facts.insert(2, views.Fact(say("Founder"), links=(views.Link(founder.name, href),)))
    return tuple(facts)


def placements(edition: Edition, organization: Organization) -> tuple[Table, ...]:
    """What must be published, and where it was found; nothing where nobody has looked."""
    placement, say = organization.record.placement, edition.messages.gettext
    if placement is None:
        return ()
    rows = []
    for name, label in _PLACEMENT:
        placed: Placed | None = getattr(placement, name)
        rows.append(
            (Cell(say(label), placed.url or "" if placed else ""), *_placed(edition, placed))
        )
    columns = (
        Column(say("What must be published")),
        Column(say("Found")),
        Column(say("Looked on")),
    )
    return (Table(say("What is published about this organisation"), columns, tuple(rows)),)


def _placed(edition: Edition, placed: Placed | None) -> tuple[Cell, Cell]:
    messages = edition.messages
    if placed is None:
        return Cell(messages.gettext("nobody has looked")), Cell("—")
    day = messages.day(placed.date)
    if not placed.url:
        return Cell(messages.gettext("not found")), Cell(day)
    return Cell(messages.gettext("found")), Cell(day)


def proposals(
    edition: Edition, organization: Organization, owner: Municipality | Region
) -> tuple[Entry, ...]:
    """What the public council proposed to this organisation."""
    messages, page, inn = edition.messages, organization.ref.address, organization.ref.inn
    council = owner.council
    found = [
        Entry(
            views.Link(
                headline(proposal.record.text, PROPOSAL_LENGTH),
                edition.links.to(proposal.address, page),
            ),
            capital(messages.day(proposal.record.date)),
        )
        for proposal in (council.proposals if council else ())
        if proposal.address in organization.proposals
    ]
    # The council takes over what it proposed after the assessment: told once is enough.
    known = {proposal.record.text for proposal in (council.proposals if council else ())}
    for standing in organization.standings:
        assessment = standing.assessment
        target = edition.links.to(f"{assessment.address}#proposals", page)
        found += [
            Entry(
                views.Link(headline(proposal.text, PROPOSAL_LENGTH), target),
                messages.gettext("after the assessment of %(year)s", year=assessment.record.year),
            )
            for proposal in assessment.record.proposals
            if inn in proposal.organizations and proposal.text not in known
        ]
    return tuple(found)


def documents(edition: Edition, organization: Organization) -> tuple[Document, ...]:
    """What the figures and the plans rest on, each once."""
    page = organization.ref.address
    found: dict[str, Document] = {}
    for standing in organization.standings:
        for document in assessment_documents(edition, standing.assessment, page):
            found.setdefault(document.link.href, document)
    for plan in organization.improvements:
        source = plan.record.source
        path = plan.place.address.lstrip("/") + (source.file or "")
        href = edition.links.file(path, page) if source.file else source.url
        if href:
            kind = PurePosixPath(source.file).suffix.lstrip(".").upper() if source.file else ""
            document = Document(views.Link(no_break(source.title), href), kind)
            found.setdefault(href, document)
    return _apart(found)


def _apart(found: dict[str, Document]) -> tuple[Document, ...]:
    """Documents of one title lead to different files: each says which."""
    titles = [document.link.label for document in found.values()]
    return tuple(
        Document(
            views.Link(f"{document.link.label} ({href.rsplit('/', 1)[-1]})", href), document.kind
        )
        if titles.count(document.link.label) > 1
        else document
        for href, document in found.items()
    )
