"""Old addresses and identifiers go in, pages that lead to the present addresses come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nokgen.domain.moved import old_addresses
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.overview import owners


def redirects(
    edition: Edition, titles: Mapping[str, str]
) -> Iterator[tuple[str, views.RedirectPage]]:
    """The address and the page that leads on from it: old addresses, /oktmo/, /bus/.

    `titles` are those of all pages by address. An old address of a town leads on for everything
    below it, too. Anyone who knows a code of ОКТМО or a number of bus.gov.ru can link without our
    slugs.
    """
    say = edition.messages.gettext
    aliases = old_addresses(moved_addresses(edition), titles)
    codes = {old: new for old, new in code_addresses(edition) if old not in aliases}
    for old, new in (*aliases.items(), *codes.items()):
        name = titles[new]
        # Titles of tabs tell the pages of one site apart.
        title = f"{say('The page has moved')}: {old}"
        plain = layout(edition, Heading(old, title, name, hidden=True))
        yield (
            old,
            views.RedirectPage(
                layout=plain,
                title=say("The page has moved"),
                target=views.Link(name, edition.links.to(new, old)),
                canonical=edition.links.absolute(new),
                script=edition.links.file(edition.published["redirect.js"], old),
            ),
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
    """The addresses made of codes; one that two territories share leads to a region first."""
    known: dict[str, str] = {}
    for owner in owners(edition.site):
        if owner.record.oktmo:
            known.setdefault(f"/oktmo/{owner.record.oktmo}/", owner.address)
        for organization in owner.organizations:
            if organization.record.bus_id:
                known.setdefault(f"/bus/{organization.record.bus_id}/", organization.ref.address)
    yield from known.items()
