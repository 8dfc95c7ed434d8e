"""Organisations go in; what they must publish, and where it was found, comes out as a table."""

from __future__ import annotations

from functools import lru_cache

from nokgen.domain.typography import no_break
from nokgen.messages import N_, Messages
from nokgen.model import Organization
from nokgen.pages import views
from nokgen.pages.campaign_frame import PLACEMENT, SHEET, Place, apart
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.scores import kind_of_one
from nokgen.pages.search import campaign_facts
from nokgen.pages.views.campaign import PlacedCell, PlacementPage, PlacementRow
from nokgen.pages.words import capital
from nokgen.records.organization import Placed, Placement

# Name in the record, head of the column, and its words in a figure.
THINGS = (
    ("site_section", N_("Section on its site"), N_("sites have a section")),
    ("bus_results", N_("Results on bus.gov.ru"), N_("have results on bus.gov.ru")),
    ("plan", N_("Plan is published"), N_("have published their plan")),
    ("report", N_("Report is published"), N_("have published their report")),
)
FOUND, MISSING, UNKNOWN = "done", "overdue", "no-report"


def placement_page(edition: Edition, place: Place) -> PlacementPage:
    """The organisations that work today by what they must publish; gaps are shown as gaps."""
    messages, page = edition.messages, place.page(PLACEMENT)
    say = messages.gettext
    organizations = [each for each in place.owner.organizations if not each.ref.is_closed]
    title = say("Who has published results and plans")
    checked = any(each.record.placement for each in organizations)
    return PlacementPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=title,
                description=say(
                    "%(place)s: whose site has a section about the assessment, whose results are "
                    "on bus.gov.ru, who has published a plan and a report.",
                    place=place.name,
                ),
                trail=place.trail,
                facts=campaign_facts(
                    say("Control of placement"), (place.region, place.municipality), brief=True
                ),
                path=place.path("organizations.yaml"),
                sheet=SHEET,
            ),
        ),
        title=title,
        over=place.over(edition, page),
        lead=say(
            "People must be able to find the results of the assessment, the plan to remove "
            "shortcomings and the report on it. Here is what was found, where and when."
        ),
        figures=_figures(messages, organizations) if checked else (),
        notice=""
        if checked
        else say(
            "Nobody has looked yet what these organisations publish. This says nothing about them."
        ),
        caption=say("What each organisation has published"),
        columns=(say("Organisation"), *(say(head) for _name, head, _words in THINGS)),
        rows=_rows(edition, organizations, page),
    )


def _figures(messages: Messages, organizations: list[Organization]) -> tuple[views.Figure, ...]:
    """How many of all organisations, those not looked at included."""
    found = []
    for name, _head, words in THINGS:
        places = [_placed(each, name) for each in organizations]
        count = sum(placed is not None and placed.url is not None for placed in places)
        text = messages.gettext(
            "%(part)s of %(whole)s",
            part=messages.number(count),
            whole=messages.number(len(organizations)),
        )
        found.append(views.Figure(text, messages.gettext(words)))
    return tuple(found)


def _placed(organization: Organization, name: str) -> Placed | None:
    placement: Placement | None = organization.record.placement
    if placement is None:
        return None
    placed: Placed | None = getattr(placement, name)
    return placed


def _rows(
    edition: Edition, organizations: list[Organization], page: str
) -> tuple[PlacementRow, ...]:
    messages = edition.messages
    links = apart(
        (
            views.Link(no_break(each.ref.name), edition.links.to(each.ref.address, page))
            for each in organizations
        ),
        (each.ref.inn for each in organizations),
    )
    things = [(name, messages.gettext(head)) for name, head, _words in THINGS]
    return tuple(
        PlacementRow(
            organization=link,
            kind=capital(kind_of_one(each.ref.kind, messages)),
            cells=tuple(
                _cell(messages, link.label, head, _placed(each, name)) for name, head in things
            ),
        )
        for each, link in zip(organizations, links, strict=True)
    )


def _cell(messages: Messages, whose: str, label: str, placed: Placed | None) -> PlacedCell:
    say = messages.gettext
    if placed is None:
        return _unknown(messages, label)
    day = no_break(say("checked on %(day)s", day=messages.day(placed.date)))
    if placed.url is None:
        status = views.StatusTag(MISSING, capital(say("not found")))
        return PlacedCell(label, status, views.Link(""), day)
    link = views.Link(no_break(f"{label}: {whose}"), placed.url)
    return PlacedCell(label, views.StatusTag(FOUND, capital(say("found"))), link, day)


# Where nobody has looked there is nothing to tell of any organisation.
@lru_cache(maxsize=16)
def _unknown(messages: Messages, label: str) -> PlacedCell:
    status = views.StatusTag(UNKNOWN, capital(messages.gettext("nobody has looked")))
    return PlacedCell(label, status, views.Link(""), "")
