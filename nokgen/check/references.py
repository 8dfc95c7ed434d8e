"""What a record names goes in; that it is there, or what was probably meant, comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nokgen.check.findings import Findings, Path, perhaps
from nokgen.check.layout import IMPROVEMENT, PLANS
from nokgen.check.names import nearest
from nokgen.check.places import Place
from nokgen.check.plan_rules import measures_of
from nokgen.check.register import Known
from nokgen.diagnostics import Hint, assessment
from nokgen.frozen import frozen
from nokgen.messages import N_

_DESCRIBED_IN = N_("it is described in %(file)s")
_DESCRIBE = N_("describe it in %(file)s")
_KNOWN_TARGETS = N_("here are: %(names)s")
_SHOWN = 8


@frozen
class References:
    """What the records of a territory may name.

    `targets` are the ids of the measures of each plan ("plans/2020") and of the items of each plan
    of an organisation ("improvement/2021-skazka"); `assessed` are the ИНН that each of the results
    has rows for. Both are None for a file with faults, of which nobody can say what it holds.
    """

    known: Known
    targets: Mapping[str, frozenset[str] | None]
    assessed: Mapping[str, frozenset[str] | None]


def references_of(place: Place, known: Known, region: References | None = None) -> References:
    """What records of a place may name; the results of its region, too, its own come first."""
    targets: dict[str, frozenset[str] | None] = {}
    for slug, plan in place.plans.items():
        ids = None if plan is None else frozenset(measure.id for measure in measures_of(plan))
        targets[f"{PLANS}/{slug}"] = ids
    for slug, each in place.improvement.items():
        ids = None if each is None else frozenset(item.id for item in each.items)
        targets[f"{IMPROVEMENT}/{slug}"] = ids
    assessed = {**(region.assessed if region else {}), **_assessed(place)}
    return References(known, targets, assessed)


def check_organization(inn: str, path: Path, references: References, findings: Findings) -> None:
    """A record names an organisation of its territory."""
    known = references.known
    if inn in known.by_inn or not known.complete:
        return
    elsewhere = known.register.files.get(inn)
    if elsewhere is not None:
        hint: Hint | None = Hint(_DESCRIBED_IN, {"file": elsewhere})
    else:
        meant = perhaps(nearest(inn, known.by_inn, cutoff=0.85))
        hint = meant or Hint(_DESCRIBE, {"file": known.file})
    findings.add(assessment.ORGANIZATION_UNKNOWN, path, {"inn": inn}, hint)


def check_organizations(
    inns: Iterable[str], path: Path, references: References, findings: Findings
) -> None:
    """A record names organisations of its territory."""
    for index, inn in enumerate(inns):
        check_organization(inn, (*path, index), references, findings)


def check_targets(
    targets: Iterable[str], path: Path, references: References, findings: Findings
) -> None:
    """Each target is a measure or an item of a plan of the same territory."""
    for index, target in enumerate(targets):
        file, _, each = target.partition("#")
        ids = references.targets.get(file, frozenset())
        if ids is not None and each not in ids:
            hint = _meant_target(target, references)
            findings.add(assessment.TARGET_UNKNOWN, (*path, index), {"value": target}, hint)


def check_answered(slug: str | None, inn: str, references: References, findings: Findings) -> None:
    """A plan of an organisation answers results that are there and have a row for it."""
    if slug is None:
        return
    if slug not in references.assessed:
        hint = perhaps(nearest(slug, references.assessed)) or _known(references.assessed)
        findings.add(assessment.RESULTS_UNKNOWN, ("results",), {"value": slug}, hint)
        return
    inns = references.assessed[slug]
    if inns is not None and inn not in inns:
        params = {"inn": inn, "results": slug}
        findings.add(assessment.NOT_AMONG_ASSESSED, ("organization",), params)


def _assessed(place: Place) -> dict[str, frozenset[str] | None]:
    found: dict[str, frozenset[str] | None] = {}
    for slug, sheet in place.scores.items():
        complete = sheet is not None and sheet.complete
        found[slug] = frozenset(s.inn for s in sheet.scores) if sheet and complete else None
    return found


def _meant_target(target: str, references: References) -> Hint | None:
    every = {f"{file}#{each}" for file, ids in references.targets.items() for each in ids or ()}
    file = target.partition("#")[0]
    ids = references.targets.get(file)
    if ids:  # the file is right: only its own ids can be meant
        meant = nearest(target.partition("#")[2], ids, cutoff=0.75)
        return perhaps(f"{file}#{meant}" if meant else None) or _known(f"#{each}" for each in ids)
    return perhaps(nearest(target, every, cutoff=0.8)) or _known(references.targets)


def _known(names: Iterable[str]) -> Hint | None:
    listed = sorted(names)
    shown = ", ".join(f"`{name}`" for name in listed[:_SHOWN])
    if not shown:
        return None
    return Hint(_KNOWN_TARGETS, {"names": shown + (" …" if len(listed) > _SHOWN else "")})
