"""Records go in, the site comes out: everything resolved, sorted and computed for `today`."""

from nokgen.model.build import build_site
from nokgen.model.site import (
    Body,
    BodyRef,
    DueDate,
    Measure,
    Municipality,
    Plan,
    Promise,
    Region,
    Section,
    Site,
    Territory,
)

__all__ = [
    "Body",
    "BodyRef",
    "DueDate",
    "Measure",
    "Municipality",
    "Plan",
    "Promise",
    "Region",
    "Section",
    "Site",
    "Territory",
    "build_site",
]
