"""The site goes in; pages that give code for links, badges, cards and calendars come out."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from markupsafe import escape

from nokgen.domain.typography import no_break
from nokgen.frozen import frozen
from nokgen.model import Municipality, Organization, Region
from nokgen.pages.edition import Edition
from nokgen.pages.embed import EMBED, card, embed_page
from nokgen.pages.files import MadePage
from nokgen.pages.glance import BADGE_FILE, glance_of
from nokgen.pages.layout import LETTERS, LINKING, Heading, layout
from nokgen.pages.offers import CALENDAR_FILE, FEED_FILE, KINDS
from nokgen.pages.outlines import outlines_for
from nokgen.pages.search import text_facts
from nokgen.pages.subjects import Subject
from nokgen.pages.text import blocks
from nokgen.pages.views import Fact, Glance, Link, LinkingPage, Snippet

BADGE_WIDTH, BADGE_HEIGHT = 320, 100
# High enough for a card of the longest name in a column of 280 pixels.
EMBED_HEIGHT = 340
OF_ORGANIZATION = "linking/"


# What the code of an example leads to: words, and an address.
Addresses = tuple[tuple[str, str], ...]


@frozen
class Example:
    """A territory or an organisation for which the page on links shows code.

    The least `rank` suits best: towns are what most readers look for.
    """

    rank: tuple[bool, bool]
    snippets: tuple[Snippet, ...]
    addresses: Addresses


def linking_page(
    edition: Edition, place: Example | None, organization: Example | None
) -> LinkingPage:
    """How to link to this site: code for the first town that has something to show."""
    say = edition.messages.gettext
    title = say("How to put a link to this site")
    snippets = tuple(
        snippet for each in (place, organization) if each is not None for snippet in each.snippets
    )
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
        addresses=_addresses(edition, place, organization),
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


def example_of_place(edition: Edition, region: Region) -> Example | None:
    """The first territory of a region that has a plan, else the first."""
    places: tuple[Municipality | Region, ...] = (*region.municipalities, region)
    outlines = {each.address: each for each in outlines_for(edition, region, None)}
    place = min(places, key=lambda each: _rank(each, has_much=bool(outlines[each.address].plans)))
    outline = outlines[place.address]
    found = []
    if code := place.record.oktmo:
        label = edition.messages.gettext("A town or a region by its OKTMO code")
        found.append((label, f"/oktmo/{code}/"))
    if outline.first_measure:
        found.append((edition.messages.gettext("A measure of a plan"), outline.first_measure))
    snippets = _snippets(edition, edition.subjects[place.address], LINKING)
    return Example(_rank(place, has_much=bool(outline.plans)), snippets, tuple(found))


def example_of_organization(edition: Edition, region: Region) -> Example | None:
    """The first organisation of a region that has a score, else the first."""
    places: tuple[Municipality | Region, ...] = (*region.municipalities, region)
    known = [
        (_rank(place, has_much=bool(each.standings)), each)
        for place in places
        for each in place.organizations
    ]
    if not known:
        return None
    rank, organization = min(known, key=itemgetter(0))
    say, record = edition.messages.gettext, organization.record
    found = [(say("An organisation by its INN"), organization.ref.address)]
    if record.bus_id:
        label = say("An organisation by its number on bus.gov.ru")
        found.append((label, f"/bus/{record.bus_id}/"))
    subject = edition.subjects[organization.ref.address]
    shares = edition.site.record.sharing
    snippets = (_embed(edition, subject, LINKING),) if shares else ()
    return Example(rank, snippets, tuple(found))


def _rank(place: Municipality | Region, *, has_much: bool) -> tuple[bool, bool]:
    return not has_much, isinstance(place, Region)


def _notice(edition: Edition) -> str:
    if edition.links.base_url:
        return ""
    return edition.messages.gettext(
        "Nobody has said yet where this site will stand, so the addresses in the code are not "
        "whole. The editors set it in site.yaml, as base_url."
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
    edition: Edition, place: Example | None, organization: Example | None
) -> tuple[Fact, ...]:
    """Addresses that anyone can make who knows a code."""
    found = [each for one in (organization, place) if one is not None for each in one.addresses]
    found.append((edition.messages.gettext("Everything from A to Z"), LETTERS))
    return tuple(
        Fact(label, links=(Link(_whole(edition, address), edition.links.to(address, LINKING)),))
        for label, address in found
    )
