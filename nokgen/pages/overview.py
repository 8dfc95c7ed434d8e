"""The site goes in; its plans and deadlines across all territories come out, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge

from nokgen.model import DueDate, Municipality, Plan, Region, Site


def territories(site: Site) -> Iterator[tuple[Region, Municipality | None]]:
    """Every region, each followed by its municipalities."""
    for region in site.regions:
        yield region, None
        for municipality in region.municipalities:
            yield region, municipality


def owners(site: Site) -> Iterator[Municipality | Region]:
    """Every region and municipality by itself: the owners of what stands in their folders."""
    for region, municipality in territories(site):
        yield municipality or region


def all_plans(site: Site) -> Iterator[Plan]:
    """Every plan of the site."""
    for region, municipality in territories(site):
        yield from (municipality or region).plans


def all_due(site: Site) -> tuple[DueDate, ...]:
    """Every deadline of the site, sorted by day."""
    lists = [(municipality or region).due for region, municipality in territories(site)]
    return tuple(merge(*lists, key=lambda due: (due.day, due.measure.address)))
