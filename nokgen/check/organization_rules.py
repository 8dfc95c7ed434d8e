"""The organisations of a territory go in; what is wrong with each of them comes out."""

from __future__ import annotations

from nokgen.check.findings import Findings, Path
from nokgen.check.measure_rules import PlanContext, check_day
from nokgen.check.register import Register
from nokgen.check.territory_rules import check_body
from nokgen.diagnostics import assessment
from nokgen.records.organization import Organization

_PLACED = ("site_section", "bus_results", "plan", "report")


def check_organization_record(
    organization: Organization,
    path: Path,
    register: Register,
    context: PlanContext,
    findings: Findings,
) -> None:
    """All rules on one organisation."""
    if organization.founder is not None:
        check_body(organization.founder, (*path, "founder"), context.bodies, findings)
    check_day(organization.closed, (*path, "closed"), context, findings)
    for name in _PLACED if organization.placement is not None else ():
        placed = getattr(organization.placement, name)
        if placed is not None:
            check_day(placed.date, (*path, "placement", name, "date"), context, findings)
    heir = organization.successor
    if heir is not None and (heir == organization.inn or not register.describes(heir)):
        findings.add(assessment.SUCCESSOR_UNKNOWN, (*path, "successor"), {"inn": heir})
