"""A municipality goes in; what became of it, and what it has taken the place of, comes out."""

from __future__ import annotations

from nokgen.model import Municipality, Region
from nokgen.pages import views
from nokgen.pages.edition import Edition, Heir
from nokgen.pages.overview import owners


def closing_notice(edition: Edition, territory: Municipality | Region) -> str:
    """That the municipality is no more; empty for all others."""
    closed = territory.record.closed if isinstance(territory, Municipality) else None
    if closed is None or closed > edition.site.today:
        return ""
    return edition.messages.gettext(
        "This municipality has not existed since %(day)s. Its page, its plans and results stay.",
        day=edition.messages.day(closed),
    )


def successors(edition: Edition, territory: Municipality | Region) -> tuple[views.Fact, ...]:
    """Who took its place, and whose place it has taken."""
    say, page = edition.messages.gettext, territory.address
    if not isinstance(territory, Municipality):
        return ()
    here = {
        each.address: Heir(each.address, each.record.name, each.record.successor or "")
        for each in owners(edition.site)
        if isinstance(each, Municipality)
    }
    known = {**{each.address: each for each in edition.heirs}, **here}
    heir = known.get(territory.record.successor or "")
    before = [known[address] for address in sorted(known) if known[address].successor == page]

    def links(*places: Heir) -> tuple[views.Link, ...]:
        return tuple(views.Link(each.name, edition.links.to(each.address, page)) for each in places)

    found = []
    if heir is not None:
        found.append(views.Fact(say("Its successor"), links=links(heir)))
    if before:
        found.append(views.Fact(say("Successor of"), links=links(*before)))
    return tuple(found)
