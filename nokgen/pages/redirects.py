"""Old addresses and identifiers go in, pages that lead to the present addresses come out."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.overview import owners
from nokgen.pages.words import assessment_name

Redirect = tuple[str, str, str]


def redirects(edition: Edition) -> Iterator[tuple[str, views.RedirectPage]]:
    """The address and the page that leads on from it: every alias of every record, /oktmo/, /bus/.

    Anyone who knows a code of ОКТМО or a number of bus.gov.ru can link without our slugs.
    """
    say = edition.messages.gettext
    for old, new, name in (*_aliases(edition), *_identifiers(edition)):
        plain = layout(edition, Heading(old, say("The page has moved"), name, hidden=True))
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
    """Each address that leads on, with the one that it leads to."""
    for old, new, _name in (*_aliases(edition), *_identifiers(edition)):
        yield old, new


def _aliases(edition: Edition) -> Iterator[Redirect]:
    for owner in owners(edition.site):
        for old in owner.record.aliases:
            yield old, owner.address, owner.record.name
        for plan in owner.plans:
            for old in plan.record.aliases:
                yield old, plan.address, plan.name
        for organization in owner.organizations:
            for old in organization.record.aliases:
                yield old, organization.ref.address, organization.ref.name
        for assessment in owner.assessments:
            for old in assessment.record.aliases:
                yield old, assessment.address, assessment_name(assessment, edition.messages)
        for improvement in owner.improvements:
            for old in improvement.record.aliases:
                yield old, improvement.address, improvement.name
    for file in edition.site.pages:
        for old in file.head.aliases:
            yield old, f"/{file.slug}/", file.head.title


def _identifiers(edition: Edition) -> Iterator[Redirect]:
    """A code that two territories share leads to the first: a region before its towns."""
    known: dict[str, Redirect] = {}
    for owner in owners(edition.site):
        if owner.record.oktmo:
            address = f"/oktmo/{owner.record.oktmo}/"
            known.setdefault(address, (address, owner.address, owner.record.name))
        for organization in owner.organizations:
            if organization.record.bus_id:
                address = f"/bus/{organization.record.bus_id}/"
                ref = organization.ref
                known.setdefault(address, (address, ref.address, ref.name))
    yield from known.values()
