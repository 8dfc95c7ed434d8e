"""A plan and its surroundings go in; what is wrong with it as a whole comes out.

A plan that does not fit its model is looked at as far as it goes, measure by measure, so that one
run shows all faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nokgen.check.findings import Findings, Path
from nokgen.check.measure_rules import PlanContext, check_day, check_file, check_measure
from nokgen.check.shape import part
from nokgen.check.territory_rules import check_body
from nokgen.diagnostics import Hint, rules, shape
from nokgen.messages import N_
from nokgen.read import Tree
from nokgen.records.document import Approval, Source
from nokgen.records.plan import Measure, Plan, Years

SHORT_TITLE_LIMIT = 100

_ADD_YEAR = Hint(N_("add `year: 2020`, or `period: {from: 2019, to: 2021}`, or `yearly: true`"))
_ADD_MEASURES = Hint(N_("add `measures:` and below it the measures, each with a dash"))
_FREE_ID = N_("this one is free: `%(name)s`")
ONE_ITEM = Hint(N_("add an item, or delete the key"))

Measures = Sequence[tuple[Path, Measure]]


def check_plan(plan: Plan, context: PlanContext, findings: Findings) -> None:
    """All rules on a plan that fits its model."""
    context = replace(context, years=years_of(plan.year, plan.period), years_certain=True)
    _check_period(plan, findings)
    _check_head(plan, context, findings)
    _check_contents(plan, findings)
    _check_measures(_measures_of(plan), context, findings)


def check_broken_plan(context: PlanContext, findings: Findings) -> None:
    """The rules on those measures that are well formed in a plan that is not."""
    tree = findings.document.tree
    if not isinstance(tree, dict):
        return
    year = tree.get("year")
    known = int(year) if isinstance(year, str) and re.fullmatch(r"\d{4}", year) else None
    years = years_of(known, part(Years, tree.get("period")))
    context = replace(context, years=years, years_certain=years is not None)
    _check_measures(_measures_in(tree), context, findings)


def measures_of(plan: Plan) -> list[Measure]:
    """The measures of a plan in the order of the document."""
    return [measure for _path, measure in _measures_of(plan)]


def years_of(year: int | None, period: Years | None) -> tuple[int, int] | None:
    """The first and the last year; None if they are not given or reversed."""
    if year is not None:
        return year, year
    if period is not None and period.first <= period.last:
        return period.first, period.last
    return None


def _measures_of(plan: Plan) -> list[tuple[Path, Measure]]:
    found: list[tuple[Path, Measure]] = []
    for number, section in enumerate(plan.sections or ()):
        found += [
            (("sections", number, "measures", index), measure)
            for index, measure in enumerate(section.measures)
        ]
    found += [(("measures", index), each) for index, each in enumerate(plan.measures or ())]
    return found


def _measures_in(tree: dict[str, Tree]) -> list[tuple[Path, Measure]]:
    """The measures of a tree that are well formed by themselves."""
    lists: list[tuple[Path, Tree]] = [(("measures",), tree.get("measures"))]
    sections = tree.get("sections")
    if isinstance(sections, list):
        for number, section in enumerate(sections):
            if isinstance(section, dict):
                lists.append((("sections", number, "measures"), section.get("measures")))
    found: list[tuple[Path, Measure]] = []
    for path, items in lists:
        for index, item in enumerate(items if isinstance(items, list) else ()):
            measure = part(Measure, item)
            if measure is not None:
                found.append(((*path, index), measure))
    return found


def _check_period(plan: Plan, findings: Findings) -> None:
    check_years({"year": plan.year, "period": plan.period, "yearly": plan.yearly}, findings)
    if not (plan.year or plan.period or plan.yearly):
        findings.add(rules.PERIOD_MISSING, (), {}, _ADD_YEAR)


def check_years(values: Mapping[str, int | Years | None], findings: Findings) -> None:
    """The keys that say for which years a plan is exclude one another."""
    given = [name for name, value in values.items() if value]
    for name in given[1:]:
        params = {"first": given[0], "second": name}
        findings.add(rules.PERIOD_DOUBLED, (name,), params, key=True)
    period = values.get("period")
    if isinstance(period, Years) and period.first > period.last:
        params = {"first": str(period.first), "last": str(period.last)}
        findings.add(rules.PERIOD_REVERSED, ("period",), params)


def _check_head(plan: Plan, context: PlanContext, findings: Findings) -> None:
    if plan.short_title is not None and len(plan.short_title) > SHORT_TITLE_LIMIT:
        findings.add(rules.SHORT_TITLE_TOO_LONG, ("short_title",), {"limit": SHORT_TITLE_LIMIT})
    if plan.issuer is not None:
        check_body(plan.issuer, ("issuer",), context.bodies, findings)
    check_approval(plan.approved, context, findings)
    check_source(plan.source, ("source",), context, findings)


def check_approval(approved: Approval | None, context: PlanContext, findings: Findings) -> None:
    """The act is of the past, and who adopted it is known."""
    if approved is not None:
        check_day(approved.date, ("approved", "date"), context, findings)
        if approved.by is not None:
            check_body(approved.by, ("approved", "by"), context.bodies, findings)


def check_source(
    source: Source | None, path: Path, context: PlanContext, findings: Findings
) -> None:
    """The day on which the document was taken is over, and its file is there."""
    if source is not None:
        check_day(source.retrieved, (*path, "retrieved"), context, findings)
        check_file(source.file, (*path, "file"), context, findings)


def _check_contents(plan: Plan, findings: Findings) -> None:
    if plan.sections is not None and plan.measures is not None:
        findings.add(rules.MEASURES_DOUBLED, ("measures",), key=True)
    elif plan.sections is None and plan.measures is None:
        findings.add(rules.MEASURES_MISSING, (), {}, _ADD_MEASURES)
    lists: list[tuple[Path, object]] = [
        (("spheres",), plan.spheres),
        (("sections",), plan.sections),
        (("measures",), plan.measures),
    ]
    for number, section in enumerate(plan.sections or ()):
        lists.append((("sections", number, "measures"), section.measures))
    for path, items in lists:
        if items == ():
            findings.add(shape.EMPTY_LIST, path, {}, ONE_ITEM)


def _check_measures(measures: Measures, context: PlanContext, findings: Findings) -> None:
    check_ids([(path, measure.id) for path, measure in measures], "m", findings)
    for path, measure in measures:
        check_measure(measure, path, context, findings)


def check_ids(ids: Sequence[tuple[Path, str]], letter: str, findings: Findings) -> None:
    """Ids are unique in a file; `letter` begins those that are given by default: m1, m2 …"""
    places: dict[str, Path] = {}
    for path, each in ids:
        place = (*path, "id")
        first = places.setdefault(each, place)
        if first != place:
            params = {"id": each, "line": findings.line_of(first)}
            hint = Hint(_FREE_ID, {"name": _free_id(letter, (each for _path, each in ids))})
            findings.add(rules.DUPLICATE_ID, place, params, hint)


def _free_id(letter: str, ids: Iterable[str]) -> str:
    """The next id in the manner of m1, m2 …"""
    numbers = [int(each[1:]) for each in ids if re.fullmatch(rf"{letter}\d{{1,6}}", each)]
    return f"{letter}{max(numbers, default=0) + 1}"
