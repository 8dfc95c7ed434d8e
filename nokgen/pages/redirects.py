"""Old addresses and identifiers go in, pages that lead to the present addresses come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from nokgen.domain.moved import old_addresses
from nokgen.model import Organization
from nokgen.model.outline import Country
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.files import Render
from nokgen.pages.layout import CRUMB_LENGTH, DESCRIPTION_LENGTH, Heading, layout
from nokgen.pages.text import shortened
from nokgen.render import MARKS, Spliced

# The name under which pages of one edition share how those of cards look.
_CARDS = "cards"


class Lead(NamedTuple):
    """An address that leads on to the `target`; `name` is the title of the page there."""

    address: str
    target: str
    name: str


def leads(edition: Edition, country: Country, titles: Mapping[str, str]) -> tuple[Lead, ...]:
    """Whatever leads on from an address of its own: old addresses, and those of OKTMO codes.

    `titles` are those of all pages by address. An old address of a town leads on for everything
    below it, too. Anyone who knows a code of ОКТМО or a number of bus.gov.ru can link without our
    slugs.
    """
    aliases = old_addresses(moved_addresses(edition, country), titles)
    codes = {old: new for old, new in _town_codes(country) if old not in aliases}
    return tuple(Lead(old, new, titles[new]) for old, new in (*aliases.items(), *codes.items()))


def card_address(organization: Organization) -> str:
    """The address made of an organisation's number on bus.gov.ru; "" without one."""
    number = organization.record.bus_id
    return _card(number) if number else ""


def _card(number: str) -> str:
    return f"/bus/{number}/"


class Told(NamedTuple):
    """What a page that leads on tells, besides the frame."""

    title: str
    name: str
    href: str
    canonical: str


def told_of(edition: Edition, lead: Lead) -> Told:
    """What the page at an old address tells."""
    # Titles of tabs tell the pages of one site apart.
    title = f"{edition.messages.gettext('The page has moved')}: {lead.address}"
    href = edition.links.to(lead.target, lead.address)
    return Told(title, lead.name, href, edition.links.absolute(lead.target))


def redirect_page(edition: Edition, old: str, told: Told) -> views.RedirectPage:
    """The page at `old` that leads on."""
    return views.RedirectPage(
        layout=layout(edition, Heading(old, told.title, told.name, hidden=True, undated=True)),
        title=edition.messages.gettext("The page has moved"),
        target=views.Link(told.name, told.href),
        canonical=told.canonical,
        script=edition.links.file(edition.published["redirect.js"], old),
    )


def card_html(edition: Edition, render: Render, lead: Lead, told: Told) -> str:
    """The HTML of the page at the address of a card.

    There are very many, all in one folder, and they differ in nothing but what they tell: they are
    rendered once. Templates of the site itself may ask more of a text than to be shown.
    """
    known = edition.shared.get(_CARDS)
    if isinstance(known, Spliced) and _is_plain(told):
        return known.filled(told)
    html = render("redirect", redirect_page(edition, lead.address, told))
    if not edition.has_own_templates and _is_plain(told):
        marks = Told(*MARKS)._replace(canonical=told.canonical and MARKS[-1])
        spliced = Spliced(render("redirect", redirect_page(edition, lead.address, marks)))
        if spliced.filled(told) == html:  # not if the title of the site has a mark, too
            edition.shared[_CARDS] = spliced
    return html


def _is_plain(told: Told) -> bool:
    """Whether a page shows all that is told as it is, nothing shortened or left out."""
    title, name = shortened(told.title, CRUMB_LENGTH), shortened(told.name, DESCRIPTION_LENGTH)
    return (title, name) == (told.title, told.name) and bool(name)


def moved_addresses(edition: Edition, country: Country) -> Iterator[tuple[str, str]]:
    """Each old address that a record names, with the one where it stands today."""
    for part in country.parts():
        yield from part.moved
    for file in edition.site.pages:
        for old in file.head.aliases:
            yield old, f"/{file.slug}/"


def code_addresses(country: Country) -> Iterator[tuple[str, str]]:
    """The addresses made of codes, and where they lead."""
    yield from _town_codes(country)
    for part in country.parts():
        for organization in part.organizations:
            if organization.bus_id:
                yield _card(organization.bus_id), organization.address


def _town_codes(country: Country) -> Iterator[tuple[str, str]]:
    """Those of territories; one that two of them share leads to a region first."""
    known: dict[str, str] = {}
    for part in country.parts():
        if part.oktmo:
            known.setdefault(f"/oktmo/{part.oktmo}/", part.address)
    yield from known.items()
