"""A territory goes in, its pages of the assessment come out."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.model import Municipality, Region
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.files import MadePage, OutputFile


def assessment_pages(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[MadePage | OutputFile]:
    """Every page and file of a territory that is about this."""
    yield from ()


def assessment_links(
    edition: Edition, territory: Municipality | Region, page: str
) -> tuple[views.Link, ...]:
    """Links from the page of a territory to those of these pages that have something to show."""
    return ()
