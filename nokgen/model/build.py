"""All records of a site go in, the resolved site comes out; valid records cannot make it fail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nokgen.frozen import frozen
from nokgen.model.assessment import Assessment, OrganizationRef, Survey
from nokgen.model.assessments import assessments_of, with_changes
from nokgen.model.councils import council_of, publications_of, surveys_of, targets_of
from nokgen.model.improvements import improvements_of, removal_of
from nokgen.model.organizations import (
    Regional,
    organization_ref,
    organizations_of,
    regional,
    summaries_of,
)
from nokgen.model.plan import BodyRef, Plan
from nokgen.model.plans import (
    Bodies,
    Ground,
    bodies_of,
    body_refs,
    carried_reports,
    due_dates,
    plans_of,
)
from nokgen.model.site import Municipality, Region, Site, Territory
from nokgen.records.content import Content, MunicipalityFolder, RegionFolder
from nokgen.records.organization import Organization as OrganizationRecord

Known = Mapping[str, tuple[OrganizationRecord, OrganizationRef]]
TerritoryFolder = RegionFolder | MunicipalityFolder


def build_site(content: Content, today: date) -> Site:
    """The site as it stands on `today`."""
    return Site(
        record=content.site,
        today=today,
        regions=tuple(_region(folder, today) for folder in content.regions),
        pages=tuple(sorted(content.pages, key=lambda page: (page.head.order, page.slug))),
        synonyms=tuple(group.words for group in content.synonyms.groups)
        if content.synonyms
        else (),
    )


@frozen
class _Draft:
    """A territory before its assessments know of those of its neighbours."""

    folder: TerritoryFolder
    ground: Ground
    plans: tuple[Plan, ...]
    assessments: tuple[Assessment, ...]


def _region(folder: RegionFolder, today: date) -> Region:
    folders: tuple[TerritoryFolder, ...] = (folder, *folder.municipalities)
    known = {
        record.inn: (record, organization_ref(record, today))
        for each in folders
        for record in each.organizations
    }
    address = f"/{folder.slug}/"
    bodies = body_refs(address, folder.record)
    drafts = [_draft(folder, address, bodies, known, today)]
    for each in folder.municipalities:
        place = f"{address}{each.slug}/"
        own = {**bodies, **body_refs(place, each.record)}
        drafts.append(_draft(each, place, own, known, today))
    changed = with_changes(each for draft in drafts for each in draft.assessments)
    home = {
        record.inn: draft.ground.place.address
        for draft in drafts
        for record in draft.folder.organizations
    }
    shared = regional(known, home, changed)
    asked = surveys_of(folder, drafts[0].ground, known)
    own_part, *parts = (
        _territory(draft, drafts[0].ground.place, shared, changed, asked) for draft in drafts
    )
    return _whole_region(
        folder,
        own_part,
        tuple(
            _municipality(each, part)
            for each, part in zip(folder.municipalities, parts, strict=True)
        ),
        today,
    )


def _draft(
    folder: TerritoryFolder, address: str, bodies: Bodies, known: Known, today: date
) -> _Draft:
    place = BodyRef(folder.record.name, address)
    ground = Ground(place, bodies, today, carried_reports(folder))
    return _Draft(
        folder,
        ground,
        plans_of(folder.plans, ground),
        assessments_of(folder.results, ground, known),
    )


def _territory(
    draft: _Draft,
    region: BodyRef,
    shared: Regional,
    changed: tuple[Assessment, ...],
    asked: tuple[Survey, ...],
) -> Territory:
    """A territory by itself; `asked` are the questionnaires of its region."""
    folder, ground = draft.folder, draft.ground
    known, address = shared.known, ground.place.address
    own = {assessment.address for assessment in draft.assessments}
    improvements = improvements_of(folder.improvement, ground, known, changed)
    surveys = surveys_of(folder, ground, known)
    targets = targets_of(address, (*draft.plans, *improvements))
    concerning = surveys if ground.place == region else (*surveys, *asked)
    organizations = organizations_of(folder, ground, region, shared, improvements, concerning)
    return Territory(
        address=address,
        folder=address.strip("/"),
        plans=draft.plans,
        bodies=bodies_of(address, folder.record.bodies, draft.plans),
        documents=folder.documents,
        due=due_dates((*draft.plans, *improvements)),
        organizations=organizations,
        assessments=tuple(each for each in changed if each.address in own),
        improvements=improvements,
        publications=publications_of(folder, targets, ground),
        surveys=surveys,
        council=council_of(folder, targets, ground, known),
        summaries=summaries_of(organizations, ground.today),
        removal=removal_of(improvements, ground.today),
    )


def _municipality(folder: MunicipalityFolder, part: Territory) -> Municipality:
    return Municipality(
        address=part.address,
        folder=part.folder,
        plans=part.plans,
        bodies=part.bodies,
        documents=part.documents,
        due=part.due,
        organizations=part.organizations,
        assessments=part.assessments,
        improvements=part.improvements,
        publications=part.publications,
        surveys=part.surveys,
        council=part.council,
        summaries=part.summaries,
        removal=part.removal,
        record=folder.record,
        path=folder.path,
    )


def _whole_region(
    folder: RegionFolder, part: Territory, municipalities: tuple[Municipality, ...], today: date
) -> Region:
    """The region; its summaries speak for its municipalities, too."""
    parts: tuple[Territory, ...] = (part, *municipalities)
    return Region(
        address=part.address,
        folder=part.folder,
        plans=part.plans,
        bodies=part.bodies,
        documents=part.documents,
        due=part.due,
        organizations=part.organizations,
        assessments=part.assessments,
        improvements=part.improvements,
        publications=part.publications,
        surveys=part.surveys,
        council=part.council,
        summaries=summaries_of((each for t in parts for each in t.organizations), today),
        removal=removal_of((each for t in parts for each in t.improvements), today),
        record=folder.record,
        path=folder.path,
        municipalities=municipalities,
    )
