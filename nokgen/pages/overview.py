"""The site goes in; its territories come out, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.model import Municipality, Region, Site


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
