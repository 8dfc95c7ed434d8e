"""Old addresses (`aliases`) go in, pages that lead to the new ones come out."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.overview import territories


def redirects(edition: Edition) -> Iterator[tuple[str, views.RedirectPage]]:
    """The old address and the page that leads on from it, for every alias of every record."""
    for old, new, name in _aliases(edition):
        say = edition.messages.gettext
        plain = layout(edition, Heading(old, say("The page has moved"), name, hidden=True))
        yield (
            old,
            views.RedirectPage(
                plain,
                say("The page has moved"),
                views.Link(name, edition.links.to(new, old)),
                edition.links.absolute(new),
            ),
        )


def _aliases(edition: Edition) -> Iterator[tuple[str, str, str]]:
    for region, municipality in territories(edition.site):
        owner = municipality or region
        for old in owner.record.aliases:
            yield old, owner.address, owner.record.name
        for plan in owner.plans:
            for old in plan.record.aliases:
                yield old, plan.address, plan.name
    for file in edition.site.pages:
        for old in file.head.aliases:
            yield old, f"/{file.slug}/", file.head.title
