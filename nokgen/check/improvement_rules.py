"""A plan to remove shortcomings and its surroundings go in; what is wrong with it comes out."""

from __future__ import annotations

from dataclasses import replace

from nokgen.check.findings import Findings, Path
from nokgen.check.measure_rules import PlanContext, check_promise, check_report
from nokgen.check.plan_rules import (
    ONE_ITEM,
    check_approval,
    check_ids,
    check_source,
    check_years,
    years_of,
)
from nokgen.check.references import References, check_answered, check_organization
from nokgen.diagnostics import assessment, shape
from nokgen.records.improvement import Improvement, Item


def check_improvement(
    plan: Improvement, context: PlanContext, references: References, findings: Findings
) -> None:
    """All rules on the plan of an organisation; deadlines by the same rules as for measures."""
    years = years_of(plan.year, plan.period)
    context = replace(context, years=years, years_certain=True)
    check_years({"year": plan.year, "period": plan.period}, findings)
    check_approval(plan.approved, context, findings)
    check_source(plan.source, ("source",), context, findings)
    check_organization(plan.organization, ("organization",), references, findings)
    check_answered(plan.results, plan.organization, references, findings)
    if not plan.items:
        findings.add(shape.EMPTY_LIST, ("items",), {}, ONE_ITEM)
    items: list[tuple[Path, Item]] = [
        (("items", index), item) for index, item in enumerate(plan.items)
    ]
    check_ids([(path, item.id) for path, item in items], "i", findings)
    for path, item in items:
        check_promise(item, path, context, findings)
        if item.done is not None:
            check_report(item.done, (*path, "done"), context, findings)
            _check_approved_first(plan, item, path, findings)


def _check_approved_first(plan: Improvement, item: Item, path: Path, findings: Findings) -> None:
    approved = plan.approved.date if plan.approved is not None else None
    if approved is not None and item.done is not None and item.done.date < approved:
        params = {"day": item.done.date.isoformat(), "approved": approved.isoformat()}
        findings.add(assessment.DONE_BEFORE_APPROVAL, (*path, "done", "date"), params)
