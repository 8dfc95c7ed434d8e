"""A territory goes in, the sets of plans that a consolidated plan is about come out.

Of all spheres and of each sphere that has plans; a region speaks for its municipalities, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.frozen import frozen
from nokgen.model import Improvement, Municipality, Region
from nokgen.records.plan import Sphere

# Beside the pages: what is downloaded. A report has a pair of files for each year.
PLAN_DOCX = "plan.docx"
CONSOLIDATED_DOCX, CONSOLIDATED_CSV = "svodny-plan.docx", "svodny-plan.csv"
REPORT_DOCX, REPORT_CSV = "svodny-otchet-{year}.docx", "svodny-otchet-{year}.csv"


@frozen
class Part:
    """The plans of one municipality of a region."""

    municipality: Municipality
    plans: tuple[Improvement, ...]


@frozen
class Scope:
    """The plans of a territory in one sphere, or in all (None).

    `own` are those of its own organisations; `parts` those of the municipalities of a region.
    """

    region: Region
    municipality: Municipality | None
    sphere: Sphere | None
    own: tuple[Improvement, ...]
    parts: tuple[Part, ...]

    @property
    def owner(self) -> Municipality | Region:
        """The territory."""
        return self.municipality or self.region

    @property
    def plans(self) -> tuple[Improvement, ...]:
        """All plans, the territory's own first."""
        return (*self.own, *(plan for part in self.parts for plan in part.plans))

    @property
    def address(self) -> str:
        """Where the consolidated plan stands."""
        return consolidated_address(self.owner, self.sphere)

    @property
    def report_address(self) -> str:
        """Where the consolidated report stands."""
        return f"{self.address}report/"

    @property
    def spheres(self) -> tuple[Sphere, ...]:
        """The spheres of the plans, in the order of their list."""
        found = {plan.sphere for plan in self.plans}
        return tuple(sphere for sphere in Sphere if sphere in found)


def consolidated_address(owner: Municipality | Region, sphere: Sphere | None) -> str:
    """The address of a consolidated plan: …/consolidated/, …/consolidated/education/."""
    folder = f"{owner.address}consolidated/"
    return f"{folder}{sphere.value}/" if sphere else folder


def scopes(region: Region, municipality: Municipality | None) -> Iterator[Scope]:
    """All spheres together, then each that has plans; nothing where there are no plans."""
    whole = _scope(region, municipality, None)
    if not whole.plans:
        return
    yield whole
    for sphere in whole.spheres:
        yield _scope(region, municipality, sphere)


def _scope(region: Region, municipality: Municipality | None, sphere: Sphere | None) -> Scope:
    def fitting(plans: tuple[Improvement, ...]) -> tuple[Improvement, ...]:
        return tuple(plan for plan in plans if sphere in (None, plan.sphere))

    below = () if municipality else region.municipalities
    parts = (Part(each, fitting(each.improvements)) for each in below)
    return Scope(
        region=region,
        municipality=municipality,
        sphere=sphere,
        own=fitting((municipality or region).improvements),
        parts=tuple(part for part in parts if part.plans),
    )
