"""The site goes in; what each page of a record is about comes out, by its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nokgen.frozen import frozen
from nokgen.model import (
    Assessment,
    Body,
    Improvement,
    Municipality,
    Organization,
    Plan,
    Region,
    Site,
)
from nokgen.pages.overview import territories

Thing = Region | Municipality | Body | Plan | Improvement | Organization | Assessment


@frozen
class Subject:
    """What a page is about; what belongs to a region itself has no municipality."""

    thing: Thing
    address: str
    region: Region
    municipality: Municipality | None

    @property
    def owner(self) -> Municipality | Region:
        """The territory that it belongs to, or that it is."""
        return self.municipality or self.region


def subjects_of(site: Site) -> Mapping[str, Subject]:
    """Address → what the page there is about: territories, then what is in each of them."""
    return {
        subject.address: subject
        for region, municipality in territories(site)
        for subject in subjects_in(region, municipality)
    }


def subjects_in(region: Region, municipality: Municipality | None) -> Iterator[Subject]:
    """What the pages of a territory are about: itself first."""
    owner: Municipality | Region = municipality or region
    things: tuple[tuple[Thing, str], ...] = (
        (owner, owner.address),
        *((plan, plan.address) for plan in owner.plans),
        *((body, body.address) for body in owner.bodies),
        *((each, each.ref.address) for each in owner.organizations),
        *((each, each.address) for each in owner.assessments),
        *((each, each.address) for each in owner.improvements),
    )
    for thing, address in things:
        yield Subject(thing, address, region, municipality)
