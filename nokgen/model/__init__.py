"""Records go in, the site comes out: everything resolved, sorted and computed for `today`."""

from nokgen.model.assessment import (
    Assessment,
    Doubt,
    Improvement,
    Item,
    Median,
    Organization,
    OrganizationRef,
    Points,
    Removal,
    Row,
    SphereSummary,
    Standing,
    Survey,
)
from nokgen.model.build import build_site
from nokgen.model.campaign import Council, Proposal, Publication, Target
from nokgen.model.plan import BodyRef, Measure, Plan, Section
from nokgen.model.site import (
    Body,
    DueDate,
    Municipality,
    Promise,
    Region,
    Site,
    Territory,
)

__all__ = [
    "Assessment",
    "Body",
    "BodyRef",
    "Council",
    "Doubt",
    "DueDate",
    "Improvement",
    "Item",
    "Measure",
    "Median",
    "Municipality",
    "Organization",
    "OrganizationRef",
    "Plan",
    "Points",
    "Promise",
    "Proposal",
    "Publication",
    "Region",
    "Removal",
    "Row",
    "Section",
    "Site",
    "SphereSummary",
    "Standing",
    "Survey",
    "Target",
    "Territory",
    "build_site",
]
