"""Places without a fault go in; the folders of the content, as later stages get them, come out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from nokgen.check.layout import IMPROVEMENT, PLANS, RESULTS
from nokgen.check.places import Place
from nokgen.records.content import (
    Content,
    ImprovementFile,
    MunicipalityFolder,
    PageFile,
    PlanFile,
    RegionFolder,
    ResultsFile,
)
from nokgen.records.territory import Municipality, Region

if TYPE_CHECKING:
    from nokgen.read import Document
    from nokgen.records.campaign import Publication, Survey
    from nokgen.records.council import Council
    from nokgen.records.organization import Organization
    from nokgen.records.site import PageHead, Site
    from nokgen.records.synonyms import Synonyms


class _Common(TypedDict):
    """What the folders of regions and municipalities have in common."""

    slug: str
    path: str
    plans: tuple[PlanFile, ...]
    documents: tuple[str, ...]
    organizations: tuple[Organization, ...]
    results: tuple[ResultsFile, ...]
    improvement: tuple[ImprovementFile, ...]
    publications: tuple[Publication, ...]
    surveys: tuple[Survey, ...]
    council: Council | None


def content_of(
    site: Site,
    places: Iterable[Place],
    pages: Iterable[tuple[str, PageHead, Document]],
    synonyms: Synonyms | None,
) -> Content:
    """Everything that was read; pages are given by their slugs, heads and files."""
    files = tuple(PageFile(slug, each.path, head, each.body) for slug, head, each in pages)
    return Content(site, _folders_of(places), files, synonyms)


def _folders_of(places: Iterable[Place]) -> tuple[RegionFolder, ...]:
    """The regions; what has faults is left out, and then the content is not used."""
    return tuple(
        RegionFolder(
            record=place.record,
            municipalities=tuple(
                MunicipalityFolder(record=each.record, **_common(each))
                for each in place.municipalities
                if isinstance(each.record, Municipality)
            ),
            **_common(place),
        )
        for place in places
        if isinstance(place.record, Region)
    )


def _common(place: Place) -> _Common:
    return {
        "slug": place.layout.slug,
        "path": place.layout.record,
        "plans": tuple(
            PlanFile(slug, place.path_of(PLANS, slug), record)
            for slug, record in place.plans.items()
            if record is not None
        ),
        "documents": tuple(sorted(place.layout.documents)),
        "organizations": tuple(each for _path, each in place.organizations),
        "results": _results(place),
        "improvement": tuple(
            ImprovementFile(slug, place.path_of(IMPROVEMENT, slug), record)
            for slug, record in place.improvement.items()
            if record is not None
        ),
        "publications": place.publications.publications if place.publications else (),
        "surveys": place.surveys.surveys if place.surveys else (),
        "council": place.council,
    }


def _results(place: Place) -> tuple[ResultsFile, ...]:
    found: list[ResultsFile] = []
    for slug, record in place.results.items():
        sheet = place.scores[slug]
        if record is not None and sheet is not None:
            path = place.path_of(RESULTS, slug)
            found.append(ResultsFile(slug, path, record, sheet.scores, sheet.table))
    return tuple(found)
