"""Codes of the faults of organisations, results, plans to remove shortcomings and the campaign."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

ORGANIZATION_UNKNOWN = Code(
    "organization-unknown",
    Severity.ERROR,
    N_("the organisation with the INN %(inn)s is not described here"),
    N_(
        "Results, plans and questionnaires name organisations by their INN, and the file "
        "organizations.yaml of the same territory says what they are called. A region may also "
        "name the organisations of its municipalities. Correct the INN, or describe the "
        "organisation."
    ),
)
ORGANIZATION_DOUBLED = Code(
    "organization-doubled",
    Severity.ERROR,
    N_("the organisation with the INN %(number)s is already described: %(file)s, line %(line)s"),
    N_(
        "An organisation has one page, and the address of that page ends with its INN. So each is "
        "described once on the whole site, in the municipality where it stands. Delete one of the "
        "two records, or correct the INN of one."
    ),
)
BUS_ID_DOUBLED = Code(
    "bus-id-doubled",
    Severity.ERROR,
    N_("the number %(number)s on bus.gov.ru is already taken: %(file)s, line %(line)s"),
    N_(
        "On bus.gov.ru each organisation has a card with a number of its own. Two organisations "
        "with one number would lead readers to one card. Open both cards and correct the number."
    ),
)

ALL: tuple[Code, ...] = (
    ORGANIZATION_UNKNOWN,
    ORGANIZATION_DOUBLED,
    BUS_ID_DOUBLED,
)
