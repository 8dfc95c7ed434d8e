"""All valid content of a site, as `check` hands it over: records under the slugs of their files."""

from __future__ import annotations

from dataclasses import dataclass

from nokgen.records.plan import Plan
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
class MunicipalityFolder:
    """A municipality; `documents` are paths below its folder: documents/plan.pdf."""

    slug: str
    path: str
    record: Municipality
    plans: tuple[PlanFile, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionFolder:
    """A region with its own plans and its municipalities."""

    slug: str
    path: str
    record: Region
    plans: tuple[PlanFile, ...]
    documents: tuple[str, ...]
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
