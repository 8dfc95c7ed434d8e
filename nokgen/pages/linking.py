"""The site goes in; pages that give code for links, badges, cards and calendars come out."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from nokgen.domain.typography import no_break
from nokgen.model import Municipality, Organization, Region
from nokgen.pages.edition import Edition
from nokgen.pages.embed import EMBED, card, embed_page
from nokgen.pages.files import MadePage
from nokgen.pages.glance import BADGE_FILE, glance_of
from nokgen.pages.layout import LETTERS, LINKING, Heading, layout
from nokgen.pages.offers import CALENDAR_FILE, FEED_FILE, KINDS
from nokgen.pages.overview import owners
from nokgen.pages.search import text_facts
from nokgen.pages.subjects import Subject
from nokgen.pages.text import blocks
from nokgen.pages.views import Fact, Glance, Link, LinkingPage, Snippet

BADGE_WIDTH, BADGE_HEIGHT = 320, 100
# High enough for a card of the longest name in a column of 280 pixels.
EMBED_HEIGHT = 340
OF_ORGANIZATION = "linking/"


def linking_page(edition: Edition) -> LinkingPage:
    """How to link to this site: code for the first town that has something to show."""
    say = edition.messages.gettext
    title = say("How to put a link to this site")
    owner, organization = _examples(edition)
    snippets = _snippets(edition, owner, LINKING) if owner else ()
    if organization and edition.site.record.sharing:
        snippets = (*snippets, _embed(edition, organization, LINKING))
    return LinkingPage(
        layout=layout(
            edition,
            Heading(
                LINKING,
                title,
                say("Ready code of links, badges, cards, calendars and feeds for other sites."),
                facts=text_facts(edition),
                sheet="linking.css",
                scripts=("copy.js",),
            ),
        ),
        title=title,
        lead=say(
            "Addresses of this site do not change: when a town or an organisation is renamed, "
            "merged or closed, the old links lead on."
        ),
        notice=_notice(edition),
        snippets=snippets,
        addresses=_addresses(edition, owner, organization),
        rules=blocks(
            say(
                "The code below is an example. An organisation finds code with its own INN by the "
                "link “Put a link on your site” on its page."
            )
        )
        if organization and edition.site.record.sharing
        else (),
    )


def sharing_pages(
    edition: Edition, _region: Region, _municipality: Municipality | None
) -> Iterator[MadePage]:
    """The card for frames, and the page of code, of every organisation of a territory."""
    if not edition.site.record.sharing:
        return
    for organization in (_municipality or _region).organizations:
        address = organization.ref.address
        yield MadePage(f"{address}{EMBED}", "embed", embed_page(edition, organization))
        page = organization_linking_page(edition, organization, _region, _municipality)
        yield MadePage(f"{address}{OF_ORGANIZATION}", "linking", page)


def organization_linking_page(
    edition: Edition, organization: Organization, region: Region, municipality: Municipality | None
) -> LinkingPage:
    """Code with the organisation's own INN in it."""
    say, ref = edition.messages.gettext, organization.ref
    page = f"{ref.address}{OF_ORGANIZATION}"
    title = say("Put a link on your site")
    trail = [(region.record.name, region.address)]
    if municipality:
        trail.append((municipality.record.name, municipality.address))
    trail.append((ref.name, ref.address))
    subject = edition.subjects[ref.address]
    return LinkingPage(
        layout=layout(
            edition,
            Heading(
                page,
                title,
                say("Ready code for the site of the organisation: %(name)s.", name=ref.name),
                trail=tuple(trail),
                sheet="linking.css",
                scripts=("copy.js",),
                hidden=True,
            ),
        ),
        title=no_break(f"{title}: {ref.name}"),
        lead=say(
            "Copy the code and put it into a page of your site as HTML. The figures change by "
            "themselves when new ones are published."
        ),
        notice=_notice(edition),
        snippets=(
            *_snippets(edition, subject, page),
            _embed(edition, subject, page),
        ),
    )


def _examples(edition: Edition) -> tuple[Subject | None, Subject | None]:
    """The first territory with a plan, and the first organisation with a score."""
    subjects = edition.subjects
    # Towns first: what most readers look for.
    places = sorted(owners(edition.site), key=lambda place: isinstance(place, Region))
    place = next((each for each in places if each.plans), places[0] if places else None)
    known = [each for owner in places for each in owner.organizations]
    first = next((each for each in known if each.standings), known[0] if known else None)
    return (
        subjects[place.address] if place else None,
        subjects[first.ref.address] if first else None,
    )


def _notice(edition: Edition) -> str:
    if edition.links.base_url:
        return ""
    return edition.messages.gettext(
        "Nobody has said yet where this site will stand, so the addresses in the code are not "
        "whole. The editors set `base_url` in site.yaml."
    )


def _whole(edition: Edition, address: str) -> str:
    return edition.links.absolute(address) or address


def _snippets(edition: Edition, subject: Subject, page: str) -> tuple[Snippet, ...]:
    """A link, a badge, and what can be followed."""
    say = edition.messages.gettext
    glance = glance_of(edition, subject)
    address = _whole(edition, subject.address)
    text = say("%(name)s: independent assessment of the quality of services", name=glance.title)
    found = [
        Snippet(
            "link",
            say("A link in words"),
            say("Suits any page and any news."),
            f'<a href="{escape(address)}">{escape(text)}</a>',
            link=Link(text, edition.links.to(subject.address, page)),
        ),
    ]
    if edition.site.record.sharing:
        found.append(_badge(edition, subject, page, glance))
    offered = edition.offers.get(subject.address, ())
    if CALENDAR_FILE in offered:
        words = say("Deadlines in your calendar: %(name)s", name=glance.title)
        text = say(
            "Whoever adds this address to a calendar sees new and moved deadlines by themselves."
        )
        title = say("A calendar of deadlines")
        found.append(_file_snippet(edition, subject, page, CALENDAR_FILE, (title, text, words)))
    if FEED_FILE in offered:
        words = say("Changes: %(name)s", name=glance.title)
        text = say("For programs that read news (Atom): new plans, results, reports, delays.")
        title = say("A feed of changes")
        found.append(_file_snippet(edition, subject, page, FEED_FILE, (title, text, words)))
    return tuple(found)


def _badge(edition: Edition, subject: Subject, page: str, glance: Glance) -> Snippet:
    say, address = edition.messages.gettext, _whole(edition, subject.address)
    badge = f"{subject.address}{BADGE_FILE}"
    return Snippet(
        "badge",
        say("A badge"),
        say("A picture that leads to the page; its figure is always the newest one."),
        f'<a href="{escape(address)}"><img src="{escape(_whole(edition, badge))}" '
        f'width="{BADGE_WIDTH}" height="{BADGE_HEIGHT}" alt="{escape(glance.sentence)}"></a>',
        rows=5,
        picture=edition.links.file(badge.lstrip("/"), page),
        width=BADGE_WIDTH,
        height=BADGE_HEIGHT,
    )


def _file_snippet(
    edition: Edition, subject: Subject, page: str, name: str, words: tuple[str, str, str]
) -> Snippet:
    title, text, label = words
    path = f"{subject.address}{name}"
    return Snippet(
        name.partition(".")[0],
        title,
        text,
        f'<a href="{escape(_whole(edition, path))}" type="{KINDS[name][1]}">{escape(label)}</a>',
        link=Link(label, edition.links.file(path.lstrip("/"), page)),
    )


def _embed(edition: Edition, subject: Subject, page: str) -> Snippet:
    say, glance = edition.messages.gettext, glance_of(edition, subject)
    address = _whole(edition, f"{subject.address}{EMBED}")
    title = say("Points of the independent assessment: %(name)s", name=glance.title)
    return Snippet(
        "embed",
        say("A card in a frame"),
        say("Works without scripts; readers need not leave your page to see the figure."),
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" '
        f'height="{EMBED_HEIGHT}" loading="lazy"></iframe>',
        rows=4,
        card=card(glance),
        link=Link(
            say("Open this card by itself"), edition.links.to(f"{subject.address}{EMBED}", page)
        ),
    )


def _addresses(
    edition: Edition, owner: Subject | None, organization: Subject | None
) -> tuple[Fact, ...]:
    """Addresses that anyone can make who knows a code."""
    say = edition.messages.gettext
    found = []
    if organization is not None and isinstance(organization.thing, Organization):
        record = organization.thing.record
        found.append((say("An organisation by its INN"), organization.address))
        if record.bus_id:
            found.append((say("An organisation by its number on bus.gov.ru"), _bus(record.bus_id)))
    if owner is not None:
        if owner.owner.record.oktmo:
            code = owner.owner.record.oktmo
            found.append((say("A town or a region by its OKTMO code"), f"/oktmo/{code}/"))
        plans = [plan for plan in owner.owner.plans if plan.measures]
        if plans:
            found.append((say("A measure of a plan"), plans[0].measures[0].address))
    found.append((say("Everything from A to Z"), LETTERS))
    return tuple(
        Fact(label, links=(Link(_whole(edition, address), edition.links.to(address, LINKING)),))
        for label, address in found
    )


def _bus(number: str) -> str:
    return f"/bus/{number}/"
