"""Old addresses and identifiers go in, pages that lead to the present addresses come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from nokgen.domain.moved import old_addresses
from nokgen.model import Organization
from nokgen.model.outline import Country
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout


class Lead(NamedTuple):
    """An address that leads on to another one; `name` is the title of the page there."""

    old: str
    new: str
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


def redirect_page(edition: Edition, old: str, new: str, name: str) -> views.RedirectPage:
    """The page at `old` that leads on to the page `name` at `new`."""
    say = edition.messages.gettext
    # Titles of tabs tell the pages of one site apart.
    title = f"{say('The page has moved')}: {old}"
    return views.RedirectPage(
        layout=layout(edition, Heading(old, title, name, hidden=True, undated=True)),
        title=say("The page has moved"),
        target=views.Link(name, edition.links.to(new, old)),
        canonical=edition.links.absolute(new),
        script=edition.links.file(edition.published["redirect.js"], old),
    )


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
