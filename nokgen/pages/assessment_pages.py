"""A territory goes in, its pages of results and of organisations come out."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.model import Municipality, Region
from nokgen.pages import views
from nokgen.pages.compare import compare_file
from nokgen.pages.edition import Edition
from nokgen.pages.files import MadePage, OutputFile
from nokgen.pages.organization import organization_page
from nokgen.pages.organizations import organizations_address, organizations_page
from nokgen.pages.rating import rating_page


def assessment_pages(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[MadePage | OutputFile]:
    """The ratings of a territory, the list of its organisations, and the page of each."""
    owner: Municipality | Region = municipality or region
    for assessment in owner.assessments:
        rating = rating_page(edition, assessment, region, municipality)
        yield MadePage(assessment.address, "rating", rating)
    if _has_list(owner):
        listed = organizations_page(edition, region, municipality)
        yield MadePage(organizations_address(owner), "organizations", listed)
    for organization in owner.organizations:
        page = organization_page(edition, organization, region, municipality)
        yield MadePage(organization.ref.address, "organization", page)
        yield compare_file(edition, organization, owner)


def assessment_links(
    edition: Edition, territory: Municipality | Region, page: str
) -> tuple[views.Link, ...]:
    """The link to the list of organisations, where there are some."""
    if not _has_list(territory):
        return ()
    label = edition.messages.gettext("All organisations and their points")
    return (views.Link(label, edition.links.to(organizations_address(territory), page)),)


def _has_list(territory: Municipality | Region) -> bool:
    """A region has one for those of its municipalities, too."""
    parts = territory.municipalities if isinstance(territory, Region) else ()
    return any(each.organizations for each in (territory, *parts))
