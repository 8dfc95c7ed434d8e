"""All valid content of a site, as `check` hands it over: records under the slugs of their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nokgen.records.campaign import Publication, Survey
    from nokgen.records.council import Council
    from nokgen.records.improvement import Improvement
    from nokgen.records.organization import Organization
    from nokgen.records.plan import Plan
    from nokgen.records.results import Results, Score
    from nokgen.records.site import PageHead, Site
    from nokgen.records.synonyms import Synonyms
    from nokgen.records.territory import Municipality, Region


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan; `slug` is its file name without `.yaml`, `path` leads from the site's root."""

    slug: str
    path: str
    record: Plan


@dataclass(frozen=True, slots=True)
class ResultsFile:
    """Results; `scores` are the rows of its table or of the file itself, in their order.

    `table` is the path of the table from the site's root, empty when the file holds the scores.
    """

    slug: str
    path: str
    record: Results
    scores: tuple[Score, ...]
    table: str = ""


@dataclass(frozen=True, slots=True)
class ImprovementFile:
    """A plan of an organisation to remove shortcomings."""

    slug: str
    path: str
    record: Improvement


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in the folder of a region or a municipality.

    `documents` are paths below the folder: documents/plan.pdf. `path` is the file of its record.
    """

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


@dataclass(frozen=True, slots=True)
class MunicipalityFolder(Folder):
    """A municipality."""

    record: Municipality


@dataclass(frozen=True, slots=True)
class RegionFolder(Folder):
    """A region with its own plans and its municipalities."""

    record: Region
    municipalities: tuple[MunicipalityFolder, ...]


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page in Markdown; `text` is what stands below its head."""

    slug: str
    path: str
    head: PageHead
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything an editor has written, valid, sorted by slug."""

    site: Site
    regions: tuple[RegionFolder, ...]
    pages: tuple[PageFile, ...]
    synonyms: Synonyms | None = None
