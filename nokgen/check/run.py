"""Located trees go in; places, shapes and rules are checked; records and diagnostics come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from nokgen.check.addresses import Addresses, address_of, addresses_of
from nokgen.check.findings import Findings
from nokgen.check.layout import SYNONYMS, Layout, Territory, lay_out
from nokgen.check.link_rules import check_links
from nokgen.check.measure_rules import PlanContext
from nokgen.check.plan_rules import check_broken_plan, check_plan, measures_of
from nokgen.check.shape import shaped
from nokgen.check.synonym_rules import check_synonyms
from nokgen.check.territory_rules import Bodies, bodies_of, check_bodies
from nokgen.diagnostics import Diagnostic, Severity, rules, sort_diagnostics
from nokgen.read import SourceTree
from nokgen.records.base import Record
from nokgen.records.content import (
    Content,
    MunicipalityFolder,
    PageFile,
    PlanFile,
    RegionFolder,
)
from nokgen.records.plan import Plan
from nokgen.records.site import PageHead, Site
from nokgen.records.synonyms import Synonyms
from nokgen.records.territory import Municipality, Region
from nokgen.records.territory import Territory as TerritoryRecord
from nokgen.source import Span

Clock = Callable[[str], date]
R = TypeVar("R", bound=Record)

DEFAULT_TIME_ZONE = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking came to: `content` is None when there is any error.

    `diagnostics` are those of reading and checking, sorted.
    """

    content: Content | None
    today: date
    diagnostics: tuple[Diagnostic, ...]
    config_path: str

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the build."""
        return any(found.code.severity is Severity.ERROR for found in self.diagnostics)


def check(tree: SourceTree, clock: Clock) -> Checked:
    """Check everything that was read; `clock` says what day it is in a time zone."""
    layout = lay_out(tree)
    run = _Run(tree, addresses_of(layout), [*tree.diagnostics, *layout.diagnostics])
    site = run.record(Site, tree.config_path)
    today = clock(site.time_zone if site is not None else DEFAULT_TIME_ZONE)
    regions = [_region(run, place, today) for place in _sorted(layout.regions) if place.in_use]
    pages = _pages(run, layout)
    synonyms = run.record(Synonyms, SYNONYMS)
    if synonyms is not None:
        check_synonyms(synonyms, run.findings(SYNONYMS))
    run.take_aliases()
    for page in pages:
        run.found += check_links(tree.documents[page.path], f"/{page.slug}/", run.addresses)
    diagnostics = sort_diagnostics([*run.found, *run.addresses.diagnostics])
    checked = Checked(None, today, diagnostics, tree.config_path)
    if site is None or checked.has_errors:
        return checked
    content = Content(
        site, tuple(each for each in regions if each is not None), tuple(pages), synonyms
    )
    return replace(checked, content=content)


@dataclass(slots=True)
class _Run:
    """What the steps of one run share: the sources, the addresses, and what was found so far."""

    tree: SourceTree
    addresses: Addresses
    found: list[Diagnostic]
    aliases: list[tuple[Findings, tuple[str, ...]]] = field(default_factory=list)

    def record(self, model: type[R], path: str) -> R | None:
        """The record of a file; None when it is missing or has faults."""
        document = self.tree.documents.get(path)
        if document is None:
            return None
        findings = Findings(document, self.found)
        return shaped(model, findings)

    def findings(self, path: str) -> Findings:
        """Where the faults of a file that was read are noted."""
        return Findings(self.tree.documents[path], self.found)

    def take_aliases(self) -> None:
        """Look at old addresses, when all addresses and all old ones are known."""
        for findings, aliases in self.aliases:
            self.addresses.take_aliases(findings, aliases)


def _region(run: _Run, place: Territory, today: date) -> RegionFolder | None:
    record = run.record(Region, place.record)
    bodies = bodies_of(record, place.record)
    plans = _territory(run, place, record, bodies, today)
    municipalities = [
        _municipality(run, each, bodies, today)
        for each in _sorted(place.municipalities)
        if each.in_use
    ]
    if record is None:
        return None
    return RegionFolder(
        slug=place.slug,
        path=place.record,
        record=record,
        plans=plans,
        documents=tuple(sorted(place.documents)),
        municipalities=tuple(each for each in municipalities if each is not None),
    )


def _municipality(
    run: _Run, place: Territory, region: Bodies, today: date
) -> MunicipalityFolder | None:
    record = run.record(Municipality, place.record)
    bodies = bodies_of(record, place.record, region)
    plans = _territory(run, place, record, bodies, today)
    if record is None:
        return None
    return MunicipalityFolder(
        slug=place.slug,
        path=place.record,
        record=record,
        plans=plans,
        documents=tuple(sorted(place.documents)),
    )


def _territory(
    run: _Run, place: Territory, record: TerritoryRecord | None, bodies: Bodies, today: date
) -> tuple[PlanFile, ...]:
    """What a region and a municipality have in common; its plans come out."""
    address = address_of(place.folder)
    if record is not None:
        findings = run.findings(place.record)
        check_bodies(record, findings)
        run.aliases.append((findings, record.aliases))
        for body in record.bodies:
            run.addresses.owners.setdefault(f"{address}bodies/{body.id}/", place.record)
    context = PlanContext(bodies, frozenset(place.documents), place.folder, today)
    plans: list[PlanFile] = []
    for slug, path in sorted(place.plans):
        plan = _plan(run, path, context)
        if plan is not None:
            plans.append(PlanFile(slug, path, plan))
            anchors = frozenset(measure.id for measure in measures_of(plan))
            run.addresses.anchors[f"{address}plans/{slug}/"] = anchors
    if len(plans) == len(place.plans):  # a plan with faults may be what leads to a file
        for name in sorted({*place.documents} - context.used):
            run.found.append(Diagnostic(rules.FILE_UNUSED, Span.of_file(f"{place.folder}/{name}")))
    return tuple(plans)


def _plan(run: _Run, path: str, context: PlanContext) -> Plan | None:
    plan = run.record(Plan, path)
    if plan is not None:
        findings = run.findings(path)
        check_plan(plan, context, findings)
        run.aliases.append((findings, plan.aliases))
    elif path in run.tree.documents:
        check_broken_plan(context, run.findings(path))
    return plan


def _pages(run: _Run, layout: Layout) -> list[PageFile]:
    pages: list[PageFile] = []
    for slug, path in sorted(layout.pages):
        head = run.record(PageHead, path)
        if head is not None:
            run.aliases.append((run.findings(path), head.aliases))
            pages.append(PageFile(slug, path, head, run.tree.documents[path].body))
    return pages


def _sorted(places: Mapping[str, Territory]) -> list[Territory]:
    return [places[slug] for slug in sorted(places)]
