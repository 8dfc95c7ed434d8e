"""A territory of an edition goes in, its outline comes out: what others know of its plans."""

from __future__ import annotations

from collections import Counter

from nokgen.model import Municipality, Region
from nokgen.model.outline import Outline, outline_of
from nokgen.pages.edition import Edition
from nokgen.pages.progress import Statuses


def outline_in(edition: Edition, region: Region, municipality: Municipality | None) -> Outline:
    """The outline of a region by itself, or of a municipality: kept, or worked out once."""
    owner = municipality or region
    if owner.address in edition.kept:
        return edition.kept[owner.address]
    key = ("outline", owner.address)
    found = edition.shared.get(key)
    if not isinstance(found, Outline):
        found = edition.shared[key] = outline_of(region, municipality, edition.site.today)
    return found


def outlines_for(
    edition: Edition, region: Region, municipality: Municipality | None
) -> tuple[Outline, ...]:
    """What a page of a territory speaks for: a region for its municipalities, too."""
    towns = () if municipality else region.municipalities
    own = outline_in(edition, region, municipality)
    return (own, *(outline_in(edition, region, each) for each in towns))


def statuses_in(outlines: tuple[Outline, ...]) -> Statuses:
    """How many measures of all these plans have which status."""
    return sum((Counter(each.statuses) for each in outlines), Counter())
