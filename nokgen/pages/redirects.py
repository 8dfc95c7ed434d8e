"""Old addresses and identifiers go in, pages that lead to the present addresses come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nokgen.domain.moved import old_addresses
from nokgen.model import Organization
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.overview import owners


def redirects(
    edition: Edition, titles: Mapping[str, str]
) -> Iterator[tuple[str, views.RedirectPage]]:
    """The address and the page that leads on from it: old addresses, and those of OKTMO codes.

    `titles` are those of all pages by address. An old address of a town leads on for everything
    below it, too. Anyone who knows a code of ОКТМО or a number of bus.gov.ru can link without our
    slugs.
    """
    aliases = old_addresses(moved_addresses(edition), titles)
    codes = {old: new for old, new in _town_codes(edition) if old not in aliases}
    for old, new in (*aliases.items(), *codes.items()):
        yield old, redirect_page(edition, old, new, titles[new])


def card_address(organization: Organization) -> str:
    """The address made of an organisation's number on bus.gov.ru; "" without one."""
    number = organization.record.bus_id
    return f"/bus/{number}/" if number else ""


def redirect_page(edition: Edition, old: str, new: str, name: str) -> views.RedirectPage:
    """The page at `old` that leads on to the page `name` at `new`."""
    say = edition.messages.gettext
    # Titles of tabs tell the pages of one site apart.
    title = f"{say('The page has moved')}: {old}"
    return views.RedirectPage(
        layout=layout(edition, Heading(old, title, name, hidden=True)),
        title=say("The page has moved"),
        target=views.Link(name, edition.links.to(new, old)),
        canonical=edition.links.absolute(new),
        script=edition.links.file(edition.published["redirect.js"], old),
    )


def moved_addresses(edition: Edition) -> Iterator[tuple[str, str]]:
    """Each old address that a record names, with the one where it stands today."""
    for owner in owners(edition.site):
        for old in owner.record.aliases:
            yield old, owner.address
        for plan in owner.plans:
            for old in plan.record.aliases:
                yield old, plan.address
        for organization in owner.organizations:
            for old in organization.record.aliases:
                yield old, organization.ref.address
        for assessment in owner.assessments:
            for old in assessment.record.aliases:
                yield old, assessment.address
        for improvement in owner.improvements:
            for old in improvement.record.aliases:
                yield old, improvement.address
    for file in edition.site.pages:
        for old in file.head.aliases:
            yield old, f"/{file.slug}/"


def code_addresses(edition: Edition) -> Iterator[tuple[str, str]]:
    """The addresses made of codes, and where they lead."""
    yield from _town_codes(edition)
    for owner in owners(edition.site):
        for organization in owner.organizations:
            if address := card_address(organization):
                yield address, organization.ref.address


def _town_codes(edition: Edition) -> Iterator[tuple[str, str]]:
    """Those of territories; one that two of them share leads to a region first."""
    known: dict[str, str] = {}
    for owner in owners(edition.site):
        if owner.record.oktmo:
            known.setdefault(f"/oktmo/{owner.record.oktmo}/", owner.address)
    yield from known.items()
