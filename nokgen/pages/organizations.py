"""A territory goes in, the page of its organisations comes out: a table for each kind."""

from __future__ import annotations

from dataclasses import replace

from nokgen.domain.typography import no_break
from nokgen.frozen import frozen
from nokgen.model import Municipality, Organization, Region, Standing
from nokgen.model.organizations import YEARS_OF_ASSESSMENT
from nokgen.model.outline import Outline
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import COMPARE, Heading, layout
from nokgen.pages.scores import (
    SHORT_CRITERIA,
    kind_of_many,
    newest,
    organizations_count,
    points_cell,
)
from nokgen.pages.search import organizations_facts
from nokgen.pages.views.assessment import KindOfList, OrganizationsPage
from nokgen.pages.views.listings import Cell, Column, Entry, Table
from nokgen.pages.words import capital
from nokgen.records.labels import METHODS
from nokgen.records.organization import OrganizationKind
from nokgen.records.results import Method


def organizations_address(territory: Municipality | Region | Outline) -> str:
    """Where the list of a territory stands."""
    return f"{territory.address}organizations/"


def organizations_page(
    edition: Edition, region: Region, municipality: Municipality | None
) -> OrganizationsPage:
    """The page of the organisations of a territory; a region leads on to its municipalities."""
    owner: Municipality | Region = municipality or region
    messages, page = edition.messages, organizations_address(owner)
    title = messages.gettext("Organisations: %(place)s", place=owner.record.name)
    trail = [(region.record.name, region.address)]
    if municipality:
        trail.append((municipality.record.name, municipality.address))
    working = [each for each in owner.organizations if not each.ref.is_closed]
    closed = [each for each in owner.organizations if each.ref.is_closed]
    return OrganizationsPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=title,
                description=messages.gettext(
                    "Kindergartens, schools, culture, health, social services: points side by "
                    "side. %(place)s.",
                    place=owner.record.name,
                ),
                trail=tuple(trail),
                facts=organizations_facts(edition, region, municipality),
                path=f"{owner.path.rpartition('/')[0]}/organizations.yaml",
                sheet="assessment.css",
                sorting=True,
                scripts=("organizations.js",),
            ),
        ),
        title=no_break(title),
        over=(views.Link(owner.record.name, edition.links.to(owner.address, page)),),
        lead=_coverage(edition, working),
        notices=(),
        compare=edition.links.to(COMPARE, page),
        kinds=_kinds(edition, working, page),
        parts=() if municipality else _parts(edition, region, page),
        closed=tuple(_closed(edition, each, page) for each in closed),
    )


def _is_recent(standing: Standing | None, edition: Edition) -> bool:
    if standing is None:
        return False
    return standing.assessment.record.year > edition.site.today.year - YEARS_OF_ASSESSMENT


def _coverage(edition: Edition, organizations: list[Organization]) -> str:
    """How many were assessed in the last three years."""
    messages = edition.messages
    if not organizations:
        return ""
    recent = sum(_is_recent(newest(each), edition) for each in organizations)
    return messages.gettext(
        "Assessed in the last three years: %(part)s of %(whole)s.",
        part=messages.number(recent),
        whole=messages.number(len(organizations)),
    )


@frozen
class _Known:
    """An organisation with its newest figures."""

    organization: Organization
    standing: Standing


def _kinds(
    edition: Edition, organizations: list[Organization], page: str
) -> tuple[KindOfList, ...]:
    """Every kind that is there; the last one with boxes has a button in any case."""
    found = [
        _kind(edition, kind, own, page)
        for kind in OrganizationKind
        if (own := [each for each in organizations if each.record.kind is kind])
    ]
    with_boxes = [place for place, kind in enumerate(found) if kind.tables]
    if with_boxes:
        found[with_boxes[-1]] = replace(found[with_boxes[-1]], button=True)
    return tuple(found)


def _kind(
    edition: Edition, kind: OrganizationKind, own: list[Organization], page: str
) -> KindOfList:
    messages = edition.messages
    known = [_Known(each, last) for each in own if (last := newest(each)) is not None]
    title = capital(kind_of_many(kind, messages))
    tables = []
    for method in Method:
        rows = [each for each in known if each.standing.assessment.record.method is method]
        if rows:
            tables.append(_table(edition, title, method, rows, page))
    return KindOfList(
        id=f"kind-{kind.value}",
        title=title,
        text=_coverage(edition, own),
        tables=tuple(tables),
        button=len(known) > 1,
        unscored=tuple(
            Entry(
                views.Link(no_break(each.ref.name), edition.links.to(each.ref.address, page)),
                messages.gettext("the assessment is not published: no data"),
            )
            for each in own
            if newest(each) is None
        ),
    )


def _table(edition: Edition, title: str, method: Method, known: list[_Known], page: str) -> Table:
    """The newest figures by one method; of different years, so nobody gets a place."""
    messages = edition.messages
    return Table(
        caption=messages.gettext(
            "%(kind)s: the last points of each. %(method)s",
            kind=title,
            method=capital(no_break(messages.gettext(METHODS[method]))),
        ),
        columns=(
            Column(messages.gettext("Organisation"), sorted="ascending"),
            Column(messages.gettext("Year"), numeric=True),
            Column(messages.gettext("Total"), numeric=True),
            *(Column(messages.gettext(name), numeric=True) for name in SHORT_CRITERIA.values()),
        ),
        rows=tuple(_row(edition, each, page) for each in known),
    )


def _row(edition: Edition, known: _Known, page: str) -> tuple[Cell, ...]:
    messages, ref = edition.messages, known.organization.ref
    assessment, row = known.standing.assessment, known.standing.row
    old = assessment.record.year < edition.site.today.year - YEARS_OF_ASSESSMENT
    late = messages.gettext("over three years ago") if old else ""
    return (
        Cell(
            no_break(ref.name),
            edition.links.to(ref.address, page),
            choice=ref.inn,
            choice_label=messages.gettext("Compare: %(name)s", name=ref.name),
        ),
        Cell(str(assessment.record.year), value=str(assessment.record.year), detail=late),
        points_cell(row.total, assessment.scale, messages, bar=True),
        *(points_cell(points, assessment.scale, messages) for points in row.criteria),
    )


def _closed(edition: Edition, organization: Organization, page: str) -> Entry:
    messages, record = edition.messages, organization.record
    ref = organization.ref
    words = []
    if record.closed:
        words.append(messages.gettext("closed on %(day)s", day=messages.day(record.closed)))
    if organization.successor:
        words.append(messages.gettext("successor: %(name)s", name=organization.successor.name))
    link = views.Link(no_break(ref.name), edition.links.to(ref.address, page))
    return Entry(link, ", ".join(words))


def _parts(edition: Edition, region: Region, page: str) -> tuple[Entry, ...]:
    """The municipalities of a region whose organisations are known."""
    messages = edition.messages
    return tuple(
        Entry(
            views.Link(each.record.name, edition.links.to(organizations_address(each), page)),
            organizations_count(sum(not one.ref.is_closed for one in each.organizations), messages),
        )
        for each in region.municipalities
        if each.organizations
    )
