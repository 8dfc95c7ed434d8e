"""All valid content of a site, as `check` hands it over: records under the slugs of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nokgen.frozen import frozen

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


@frozen
class PlanFile:
    """A plan; `slug` is its file name without `.yaml`, `path` leads from the site's root."""

    slug: str
    path: str
    record: Plan


@frozen
class ResultsFile:
    """Results; `scores` are the rows of its table or of the file itself, in their order.

    `table` is the path of the table from the site's root, empty when the file holds the scores.
    """

    slug: str
    path: str
    record: Results
    scores: tuple[Score, ...]
    table: str = ""


@frozen
class ImprovementFile:
    """A plan of an organisation to remove shortcomings."""

    slug: str
    path: str
    record: Improvement


@frozen
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


@frozen
class MunicipalityFolder(Folder):
    """A municipality."""

    record: Municipality


@frozen
class RegionFolder(Folder):
    """A region with its own plans and its municipalities."""

    record: Region
    municipalities: tuple[MunicipalityFolder, ...]


@frozen
class PageFile:
    """A page in Markdown; `text` is what stands below its head."""

    slug: str
    path: str
    head: PageHead
    text: str


@frozen
class Content:
    """Everything an editor has written, valid, sorted by slug."""

    site: Site
    regions: tuple[RegionFolder, ...]
    pages: tuple[PageFile, ...]
    synonyms: Synonyms | None = None
