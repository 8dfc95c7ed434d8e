"""What a page is about goes in; what it tells programs in its head comes out.

Open Graph (ogp.me) for links in messengers and social networks, schema.org as JSON-LD for search
engines. Points of an assessment are no `AggregateRating`: nobody was a buyer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from nokgen.model import (
    Assessment,
    Body,
    DueDate,
    Improvement,
    Municipality,
    Organization,
    Plan,
    Region,
)
from nokgen.pages.edition import Edition
from nokgen.pages.glance import PICTURE_FILE
from nokgen.pages.offers import DATA_FILE, KINDS
from nokgen.pages.subjects import Subject
from nokgen.pages.text import shortened
from nokgen.pages.views import Social
from nokgen.pages.words import DONE, assessment_name
from nokgen.records.labels import SPHERES
from nokgen.records.site import Language
from nokgen.records.territory import BodyKind

HOME = "/"
CONTEXT = "https://schema.org"
LOCALES = {Language.RU: "ru_RU", Language.EN: "en_GB"}
EVENTS = 5
# A page of many measures is heavy enough: its events are in its calendar.
MEASURES_OF_A_LIGHT_PAGE = 12
EVENT_LENGTH = 100
DATA_TYPES = ("application/json", "text/csv", "application/zip")

Node = Mapping[str, object]


def social_of(edition: Edition, address: str, title: str) -> Social:
    """The properties of a page; its address and its picture where the place is known."""
    links, site = edition.links, edition.site.record
    picture = _picture(edition, address)
    properties = (
        ("og:title", title),
        ("og:url", links.absolute(address)),
        ("og:site_name", site.short_title or site.title),
        ("og:locale", LOCALES[site.language]),
        ("og:image", picture),
    )
    return Social(
        tuple([each for each in properties if each[1]]),
        "summary_large_image" if picture else "summary",
    )


def _picture(edition: Edition, address: str) -> str:
    """The picture of the page, or of the nearest page above it that has one."""
    if not has_pictures(edition):
        return ""
    while address != HOME:
        subject = edition.subjects.get(address)
        if subject is not None and not isinstance(subject.thing, Body):
            break
        address = f"{address.rstrip('/').rpartition('/')[0]}/"
    return edition.links.absolute(f"{address}{PICTURE_FILE}")


def has_pictures(edition: Edition) -> bool:
    """Whether pictures are made: links to them must be whole."""
    return edition.site.record.pictures and bool(edition.links.base_url)


def structured_of(
    edition: Edition, address: str, above: tuple[tuple[str, str], ...], name: str
) -> Node:
    """The JSON-LD of a page; `above` are the names and addresses of its breadcrumbs, then `name`.

    Empty where nobody knows the place of the site: its terms need whole addresses.
    """
    if not edition.links.base_url:
        return {}
    nodes: list[Node] = []
    if above:
        # The site itself is the ground of every trail, and needs no mention.
        nodes.append(_trail(edition, above[1:], name))
    if address == HOME:
        nodes.append(_site(edition))
    subject = edition.subjects.get(address)
    if subject is not None:
        nodes += map(_full, _about(edition, subject))
    return {"@context": CONTEXT, "@graph": [node for node in nodes if node]}


# What search engines show of a name; the whole one stands in og:title.
CRUMB_LENGTH = 50


def _full(node: Node) -> Node:
    """Without what is not known."""
    return {key: value for key, value in node.items() if value or value is False}


def _trail(edition: Edition, above: tuple[tuple[str, str], ...], name: str) -> Node:
    items = _items_above(edition.links.base_url, above)
    # The last one is the page itself: search engines know where it stands.
    own = {"@type": "ListItem", "position": len(items) + 1, "name": shortened(name, CRUMB_LENGTH)}
    return {"@type": "BreadcrumbList", "itemListElement": [*items, own]}


# The pages of a territory have the same ones.
@lru_cache(maxsize=256)
def _items_above(base_url: str, above: tuple[tuple[str, str], ...]) -> tuple[Node, ...]:
    return tuple(
        {
            "@type": "ListItem",
            "position": place,
            "name": shortened(name, CRUMB_LENGTH),
            "item": base_url + address.lstrip("/"),
        }
        for place, (name, address) in enumerate(above, start=1)
    )


def _site(edition: Edition) -> Node:
    site = edition.site.record
    return {
        "@type": "WebSite",
        "name": site.title,
        "description": " ".join(site.description.split()),
        "url": edition.links.absolute(HOME),
        "inLanguage": site.language.value,
    }


def _about(edition: Edition, subject: Subject) -> Iterator[Node]:
    match subject.thing:
        case Region() | Municipality() as owner:
            yield _territory(edition, subject, owner)
            yield _data(edition, subject, owner)
        case Body() as body:
            yield _body(edition, subject, body)
        case Organization() as organization:
            yield _organization(edition, organization)
        case Assessment() as assessment:
            yield _assessment(edition, assessment)
        case Plan() as plan:
            if len(plan.measures) <= MEASURES_OF_A_LIGHT_PAGE:
                yield from _events(edition, subject, plan)
        case Improvement():
            pass


def _id(edition: Edition, address: str) -> str:
    """The thing itself, which is not the page about it."""
    return edition.links.absolute(f"{address}#it")


def _territory(edition: Edition, subject: Subject, owner: Municipality | Region) -> Node:
    record = owner.record
    closed = owner.record.closed if isinstance(owner, Municipality) else None
    return {
        "@type": "GovernmentOrganization",
        "@id": _id(edition, owner.address),
        "name": record.official_name or record.name,
        "alternateName": record.name if record.official_name else "",
        "url": edition.links.absolute(owner.address),
        "sameAs": [site.url for site in record.sites],
        "identifier": _code("ОКТМО", record.oktmo),
        "parentOrganization": _ref(edition, subject.region.address)
        if subject.municipality
        else None,
        "dissolutionDate": closed.isoformat() if closed else "",
    }


def _ref(edition: Edition, address: str) -> Node:
    return {"@id": _id(edition, address)}


def _code(name: str, value: str | None) -> Node | None:
    return {"@type": "PropertyValue", "propertyID": name, "value": value} if value else None


def _body(edition: Edition, subject: Subject, body: Body) -> Node:
    """A body; only an authority and a council are of the government."""
    public = body.record.kind in (BodyKind.AUTHORITY, BodyKind.COUNCIL)
    return {
        "@type": "GovernmentOrganization" if public else "Organization",
        "@id": _id(edition, body.address),
        "name": body.record.name,
        "alternateName": body.record.short_name,
        "url": edition.links.absolute(body.address),
        "parentOrganization": _ref(edition, subject.owner.address) if public else None,
    }


def _organization(edition: Edition, organization: Organization) -> Node:
    record, address = organization.record, organization.ref.address
    founder = organization.founder
    return {
        "@type": "Organization",
        "@id": _id(edition, address),
        "name": record.name,
        "alternateName": record.short_name,
        "url": record.site,
        "mainEntityOfPage": edition.links.absolute(address),
        "taxID": record.inn,
        "identifier": _code("ОГРН", record.ogrn),
        "address": record.address,
        "parentOrganization": _ref(edition, founder.address)
        if founder and founder.address
        else None,
        "dissolutionDate": record.closed.isoformat() if record.closed else "",
    }


def _assessment(edition: Edition, assessment: Assessment) -> Node:
    messages, record = edition.messages, assessment.record
    published = record.published
    return {
        "@type": "Dataset",
        "@id": _id(edition, assessment.address),
        "name": assessment_name(assessment, messages),
        "description": messages.gettext(
            "Points of %(n)s organisations: %(sphere)s, %(place)s, assessment of %(year)s.",
            n=messages.number(len(assessment.rows)),
            sphere=messages.gettext(SPHERES[record.sphere]),
            place=assessment.place.name,
            year=record.year,
        ),
        "url": edition.links.absolute(assessment.address),
        "temporalCoverage": str(record.year),
        "datePublished": published.date.isoformat() if published and published.date else "",
        "isBasedOn": published.url if published else "",
        "spatialCoverage": _place(assessment.place.name),
        "isAccessibleForFree": True,
        "distribution": _distribution(edition, assessment.address),
    }


def _data(edition: Edition, subject: Subject, owner: Municipality | Region) -> Node:
    """What is known of a territory, as files."""
    messages = edition.messages
    if DATA_FILE not in edition.offers.get(owner.address, ()):
        return {}
    return {
        "@type": "Dataset",
        "name": messages.gettext("Data: %(name)s", name=owner.record.name),
        "description": messages.gettext(
            "Plans, deadlines, statuses and results of the independent assessment: %(name)s.",
            name=owner.record.official_name or owner.record.name,
        ),
        "url": edition.links.absolute(owner.address),
        "about": _ref(edition, subject.owner.address),
        "spatialCoverage": _place(owner.record.name),
        "isAccessibleForFree": True,
        "distribution": _distribution(edition, owner.address),
    }


def _place(name: str) -> Node:
    return {"@type": "Place", "name": name}


def _distribution(edition: Edition, address: str) -> list[Node]:
    return [
        {
            "@type": "DataDownload",
            "contentUrl": edition.links.absolute(f"{address}{name}"),
            "encodingFormat": KINDS[name][1],
        }
        for name in edition.offers.get(address, ())
        if KINDS[name][1] in DATA_TYPES
    ]


def _events(edition: Edition, subject: Subject, plan: Plan) -> Iterator[Node]:
    """The next deadlines of a plan."""
    ahead = [
        due
        for due in subject.owner.due
        if due.plan.address == plan.address
        and due.day >= edition.site.today
        and due.status.kind not in DONE
        and due.measure.record.cancelled is None
    ]
    for due in ahead[:EVENTS]:
        yield _event(edition, due)


def _event(edition: Edition, due: DueDate) -> Node:
    return {
        "@type": "Event",
        "name": shortened(due.measure.name, EVENT_LENGTH),
        "startDate": due.day.isoformat(),
        "url": edition.links.absolute(due.measure.address),
        "location": _place(due.plan.place.name),
    }
