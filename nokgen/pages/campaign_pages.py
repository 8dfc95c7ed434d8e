"""A territory goes in, its pages of the campaign come out."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.model import Municipality, Region
from nokgen.pages import views
from nokgen.pages.appeals import appeals_page
from nokgen.pages.campaign_frame import (
    APPEALS,
    COUNCIL,
    PLACEMENT,
    PUBLICATIONS,
    SURVEYS,
    Place,
)
from nokgen.pages.council import council_page
from nokgen.pages.edition import Edition
from nokgen.pages.files import MadePage, OutputFile
from nokgen.pages.handouts import Subject, handout_links, handouts
from nokgen.pages.placement import placement_page
from nokgen.pages.publications import publications_page
from nokgen.pages.surveys import survey_files, survey_page, surveys_page


def campaign_pages(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[MadePage | OutputFile]:
    """Publications, questionnaires, council, placement, appeals and handouts of a territory."""
    place = Place(region, municipality)
    owner = place.owner
    if owner.publications:
        page = publications_page(edition, place)
        yield MadePage(place.page(PUBLICATIONS), "publications", page)
    if owner.surveys:
        yield MadePage(place.page(SURVEYS), "surveys", surveys_page(edition, place))
    for survey in owner.surveys:
        yield MadePage(survey.address, "survey", survey_page(edition, place, survey))
        yield from survey_files(survey)
    if owner.council:
        council = council_page(edition, place, owner.council)
        yield MadePage(owner.council.address, "council", council)
    if owner.organizations:
        yield MadePage(place.page(PLACEMENT), "placement", placement_page(edition, place))
    if owner.record.appeals:
        appeals = appeals_page(edition, place, owner.record.appeals)
        yield MadePage(place.page(APPEALS), "appeals", appeals)
    if municipality:
        yield from handouts(edition, Subject(place))
    for organization in owner.organizations:
        yield from handouts(edition, Subject(place, organization))


def campaign_links(
    edition: Edition, territory: Municipality | Region, page: str
) -> tuple[views.Link, ...]:
    """Links from the page of a territory to those of these pages that have something to show."""
    say = edition.messages.gettext
    known = (
        (territory.surveys, SURVEYS, say("All questionnaires")),
        (territory.publications, PUBLICATIONS, say("Publications on the assessment")),
        (territory.council, COUNCIL, say("Public council: proposals, meetings, members")),
        (territory.organizations, PLACEMENT, say("Who has published results and plans")),
        (territory.record.appeals, APPEALS, say("Where and how to complain")),
    )
    found = tuple(
        views.Link(label, edition.links.to(f"{territory.address}{name}/", page))
        for is_there, name, label in known
        if is_there
    )
    if isinstance(territory, Region):
        return found
    return (*found, *handout_links(edition, territory.address, page))
