"""The folder of a territory goes in; its records, as far as they fit their models, come out.

Only the shape of single files is checked here. What records say of each other is for the rules,
which want all folders read: results of a region name organisations of its municipalities.

A model takes milliseconds to build, and the check is a hook of git: what many territories lack is
imported where the first file of its kind stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nokgen.check.addresses import address_of
from nokgen.check.findings import Path
from nokgen.check.layout import (
    COUNCIL_FILE,
    IMPROVEMENT,
    ORGANIZATIONS_FILE,
    PLANS,
    PUBLICATIONS_FILE,
    RESULTS,
    SURVEYS_FILE,
    Territory,
)
from nokgen.check.session import Session
from nokgen.check.shape import part
from nokgen.records.plan import Plan
from nokgen.records.territory import Municipality, Region
from nokgen.records.territory import Territory as TerritoryRecord

if TYPE_CHECKING:
    from nokgen.check.score_sheet import ScoreSheet
    from nokgen.records.campaign import Publications, Surveys
    from nokgen.records.council import Council
    from nokgen.records.improvement import Improvement
    from nokgen.records.organization import Organization
    from nokgen.records.results import Results


@dataclass(slots=True)
class Place:
    """A region or a municipality with its records; None stands for a file that has faults.

    `plans`, `results` and `improvement` are by slug, sorted. `organizations` are the well-formed
    ones with their paths in the file; `all_organizations` says that there are no others.
    """

    layout: Territory
    record: TerritoryRecord | None
    municipalities: tuple[Place, ...] = ()
    plans: Mapping[str, Plan | None] = field(default_factory=dict)
    results: Mapping[str, Results | None] = field(default_factory=dict)
    scores: Mapping[str, ScoreSheet | None] = field(default_factory=dict)
    improvement: Mapping[str, Improvement | None] = field(default_factory=dict)
    organizations: tuple[tuple[Path, Organization], ...] = ()
    all_organizations: bool = True
    publications: Publications | None = None
    surveys: Surveys | None = None
    council: Council | None = None

    @property
    def address(self) -> str:
        """Where its pages stand: /region/municipality/."""
        return address_of(self.layout.folder)

    @property
    def whole(self) -> bool:
        """Whether every record of the folder fits its model."""
        lists = (self.plans, self.results, self.improvement)
        single = {
            PUBLICATIONS_FILE: self.publications,
            SURVEYS_FILE: self.surveys,
            COUNCIL_FILE: self.council,
        }
        return (
            self.all_organizations
            and all(record is not None for records in lists for record in records.values())
            and all(single.get(name, True) is not None for name in self.layout.files)
        )

    def paths(self) -> Iterator[str]:
        """The paths of all records of the folder."""
        yield self.layout.record
        yield from self.layout.files.values()
        for records in self.layout.lists.values():
            for _slug, path in records:
                yield path

    def sheets(self) -> list[ScoreSheet]:
        """The rows of all results, as far as there are any."""
        return [sheet for sheet in self.scores.values() if sheet is not None]

    def path_of(self, folder: str, slug: str) -> str:
        """The path of a record in plans/, results/ or improvement/."""
        return f"{self.layout.folder}/{folder}/{slug}.yaml"

    def and_municipalities(self) -> Iterator[Place]:
        """The place itself, then its municipalities."""
        yield self
        yield from self.municipalities


def read_region(session: Session, layout: Territory) -> Place:
    """A region with those of its municipalities that are in use."""
    place = _read_place(session, layout, session.record(Region, layout.record))
    place.municipalities = tuple(
        _read_place(session, each, session.record(Municipality, each.record))
        for _slug, each in sorted(layout.municipalities.items())
        if each.in_use
    )
    return place


def _read_place(session: Session, layout: Territory, record: TerritoryRecord | None) -> Place:
    place = Place(layout, record)
    place.plans = {slug: session.record(Plan, path) for slug, path in _sorted(layout, PLANS)}
    _read_improvement(session, place)
    _read_results(session, place)
    _read_organizations(session, place)
    _read_campaign(session, place)
    return place


def _read_improvement(session: Session, place: Place) -> None:
    if not place.layout.lists[IMPROVEMENT]:
        return
    from nokgen.records.improvement import Improvement

    place.improvement = {
        slug: session.record(Improvement, path) for slug, path in _sorted(place.layout, IMPROVEMENT)
    }


def _read_results(session: Session, place: Place) -> None:
    layout = place.layout
    if not layout.lists[RESULTS]:
        return
    from nokgen.check.score_sheet import read_scores
    from nokgen.records.results import Results

    place.results = {slug: session.record(Results, path) for slug, path in _sorted(layout, RESULTS)}
    place.scores = {
        slug: read_scores(session, path, record, layout)
        for (slug, record), (_slug, path) in zip(
            place.results.items(), _sorted(layout, RESULTS), strict=True
        )
    }


def _read_campaign(session: Session, place: Place) -> None:
    files = place.layout.files
    if PUBLICATIONS_FILE in files or SURVEYS_FILE in files:
        from nokgen.records.campaign import Publications, Surveys

        place.publications = session.record(Publications, files.get(PUBLICATIONS_FILE, ""))
        place.surveys = session.record(Surveys, files.get(SURVEYS_FILE, ""))
    if COUNCIL_FILE in files:
        from nokgen.records.council import Council

        place.council = session.record(Council, files[COUNCIL_FILE])


def _read_organizations(session: Session, place: Place) -> None:
    path = place.layout.files.get(ORGANIZATIONS_FILE)
    if path is None:
        return
    if path not in session.tree.documents:
        place.all_organizations = False
        return
    from nokgen.records.organization import Organization, Organizations

    record = session.record(Organizations, path)
    place.all_organizations = record is not None
    document = session.tree.documents.get(path)
    tree = document.tree if document is not None else None
    items = tree.get("organizations") if isinstance(tree, dict) else None
    made = (
        record.organizations
        if record is not None
        else [part(Organization, item) for item in (items if isinstance(items, list) else ())]
    )
    place.organizations = tuple(
        (("organizations", index), each) for index, each in enumerate(made) if each is not None
    )


def _sorted(layout: Territory, folder: str) -> list[tuple[str, str]]:
    return sorted(layout.lists[folder])
