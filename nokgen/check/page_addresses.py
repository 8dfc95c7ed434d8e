"""A territory that was read goes in; the addresses of the pages made from its records are taken.

A page is there when there is something to show: the list below is what the pages keep to.
"""

from __future__ import annotations

from nokgen.check.addresses import Addresses
from nokgen.check.layout import (
    COUNCIL_FILE,
    IMPROVEMENT,
    ORGANIZATIONS_FILE,
    PLANS,
    PUBLICATIONS_FILE,
    SURVEYS_FILE,
)
from nokgen.check.places import Place
from nokgen.check.plan_rules import measures_of
from nokgen.records.territory import Municipality

# A municipality and an organisation have these, whatever else is known about them.
_HANDOUTS = ("leaflet", "poster")
# What stands on the sites of organisations, and the page of code for it.
_SHARED = ("embed", "linking")


def take_pages(addresses: Addresses, place: Place) -> None:
    """Give every page of a territory to the file it is made from, and note its anchors."""
    address, record, files = place.address, place.record, place.layout.files
    if record is not None:
        bodies = (f"bodies/{body.id}" for body in record.bodies)
        addresses.make(address, place.layout.record, *bodies)
        if record.appeals is not None:
            addresses.make(address, place.layout.record, "appeals")
        if record.oktmo is not None:
            addresses.make("/oktmo/", place.layout.record, record.oktmo)
    if isinstance(record, Municipality) and addresses.has_handouts:
        addresses.make(address, place.layout.record, *_HANDOUTS)
    if any(each.organizations for each in place.and_municipalities()):
        addresses.make(address, place.layout.record, "organizations")
    if place.organizations:
        addresses.make(address, files[ORGANIZATIONS_FILE], "placement")
    if place.publications is not None:
        addresses.make(address, files[PUBLICATIONS_FILE], "publications")
    if place.surveys is not None:
        ids = (f"surveys/{each.id}" for each in place.surveys.surveys)
        addresses.make(address, files[SURVEYS_FILE], "surveys", *ids)
    if place.council is not None:
        addresses.make(address, files[COUNCIL_FILE], "council")
        anchors = frozenset(proposal.id for proposal in place.council.proposals)
        addresses.anchors[f"{address}council/"] = anchors
    _take_consolidated(addresses, place)
    _take_anchors(addresses, place)
    _note_faults(addresses, place)


def take_organization(addresses: Addresses, inn: str, bus_id: str | None, path: str) -> None:
    """Give the pages of an organisation to its file; of one found twice, to the first."""
    made = (
        *(_HANDOUTS if addresses.has_handouts else ()),
        *(_SHARED if addresses.has_sharing else ()),
    )
    addresses.make("/org/", path, inn, *(f"{inn}/{name}" for name in made))
    addresses.make("/", "/compare/", "compare")
    if bus_id is not None:
        addresses.make("/bus/", path, bus_id)


def _take_consolidated(addresses: Addresses, place: Place) -> None:
    """The consolidated plan and report of all, and of each sphere in which there is a plan.

    Those of a region hold what its municipalities have, too.
    """
    for each in place.and_municipalities():
        spheres = {one.inn: one.sphere.value for _path, one in each.organizations}
        for plan in each.improvement.values():
            sphere = spheres.get(plan.organization) if plan is not None else None
            if sphere is not None:
                pages = ("consolidated", f"consolidated/{sphere}")
                made = (*pages, *(f"{page}/report" for page in pages))
                addresses.make(place.address, place.layout.record, *made)


def _note_faults(addresses: Addresses, place: Place) -> None:
    """What a file with faults would make cannot be told as missing."""
    all_fit = all(each.all_organizations for each in place.and_municipalities())
    if not all_fit:
        pages = (f"{place.address}{name}/" for name in ("organizations", "placement"))
        addresses.uncertain.update(("/org/", "/bus/", *pages))
    if place.record is None:
        addresses.uncertain.update(f"{place.address}{name}/" for name in ("appeals", "bodies"))
    for file, record, page in (
        (PUBLICATIONS_FILE, place.publications, "publications"),
        (SURVEYS_FILE, place.surveys, "surveys"),
        (COUNCIL_FILE, place.council, "council"),
    ):
        if file in place.layout.files and record is None:
            addresses.uncertain.add(f"{place.address}{page}/")
    plans = [plan for each in place.and_municipalities() for plan in each.improvement.values()]
    if None in plans or not all_fit:
        addresses.uncertain.add(f"{place.address}consolidated/")


def _take_anchors(addresses: Addresses, place: Place) -> None:
    for slug, plan in place.plans.items():
        if plan is not None:
            anchors = frozenset(measure.id for measure in measures_of(plan))
            addresses.anchors[f"{place.address}{PLANS}/{slug}/"] = anchors
    for slug, each in place.improvement.items():
        if each is not None:
            items = frozenset(item.id for item in each.items)
            addresses.anchors[f"{place.address}{IMPROVEMENT}/{slug}/"] = items
