"""A municipality goes in; what became of it, and what it has taken the place of, comes out."""

from __future__ import annotations

from nokgen.model import Municipality, Region
from nokgen.pages import views
from nokgen.pages.edition import Edition
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
    known = {owner.address: owner for owner in owners(edition.site)}
    heir = known.get(territory.record.successor or "")
    before = [
        each
        for each in known.values()
        if isinstance(each, Municipality) and each.record.successor == page
    ]

    def links(*places: Municipality | Region) -> tuple[views.Link, ...]:
        return tuple(
            views.Link(each.record.name, edition.links.to(each.address, page)) for each in places
        )

    found = []
    if heir is not None:
        found.append(views.Fact(say("Its successor"), links=links(heir)))
    if before:
        found.append(views.Fact(say("Successor of"), links=links(*before)))
    return tuple(found)
