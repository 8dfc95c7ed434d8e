"""What a territory says of appeals and of its successor goes in; what cannot be comes out."""

from __future__ import annotations

from nokgen.check.addresses import Addresses
from nokgen.check.findings import Findings, Path
from nokgen.check.layout import MUNICIPALITY_FILE
from nokgen.check.measure_rules import PlanContext, check_day
from nokgen.diagnostics import Hint, assessment, rules, scores
from nokgen.messages import N_
from nokgen.read import CONTENT
from nokgen.records.territory import Appeals, Municipality

_AMONG_RECEIVED = N_("this is a part of `%(key)s`, and that is %(limit)s")


def check_appeals(appeals: Appeals | None, findings: Findings) -> None:
    """One record a year, and no more answers than appeals."""
    years: dict[int, Path] = {}
    for index, each in enumerate(appeals.years if appeals is not None else ()):
        path: Path = ("appeals", "years", index)
        first = years.setdefault(each.year, path)
        if first != path:
            params = {"year": str(each.year), "line": findings.line_of((*first, "year"))}
            findings.add(assessment.APPEALS_DOUBLED, (*path, "year"), params)
        if each.answered_in_time is not None and each.answered_in_time > each.received:
            limit = str(each.received)
            hint = Hint(_AMONG_RECEIVED, {"key": "received", "limit": limit})
            told = {"value": str(each.answered_in_time), "limit": limit}
            findings.add(scores.COUNT_TOO_LARGE, (*path, "answered_in_time"), told, hint)


def check_closing(
    record: Municipality, own: str, addresses: Addresses, context: PlanContext, findings: Findings
) -> None:
    """A municipality that ceased to be leads on to one that is there; `own` is its address."""
    check_day(record.closed, ("closed",), context, findings)
    heir = record.successor
    if heir is None:
        return
    # The page of a town itself, not one that is made from its record: names of files tell of it.
    is_town = addresses.owners.get(heir) == f"{CONTENT}{heir}{MUNICIPALITY_FILE}"
    if heir == own or not is_town:
        findings.add(rules.BROKEN_LINK, ("successor",), {"target": heir})
