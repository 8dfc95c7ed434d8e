"""The site goes in; the page that compares organisations, and the data it reads, come out.

The data of an organisation stand beside its page: `/org/<inn>/compare.json`.
"""

from __future__ import annotations

from nokgen.domain.few import fewer
from nokgen.domain.typography import no_break
from nokgen.messages import Messages
from nokgen.model import Municipality, Organization, Points, Region, Row, Standing
from nokgen.model.outline import Country, Outline
from nokgen.pages import bounds, views
from nokgen.pages.edition import Edition
from nokgen.pages.files import OutputFile
from nokgen.pages.layout import COMPARE, Heading, layout
from nokgen.pages.organizations import organizations_address
from nokgen.pages.scores import (
    computed_mark,
    criterion_name,
    kind_of_many,
    kind_of_one,
    organizations_count,
    points_text,
    share,
)
from nokgen.pages.views.assessment import ComparePage
from nokgen.pages.views.listings import Entry
from nokgen.pages.words import capital
from nokgen.records.labels import METHODS, SPHERES
from nokgen.render import json_bytes

MOST = 4
Figures = dict[str, object]


def compare_page(edition: Edition, country: Country) -> ComparePage:
    """The page /compare/; without scripts it leads to the tables of each kind."""
    messages = edition.messages
    title = messages.gettext("Compare organisations")
    lead = messages.gettext(
        "Up to four organisations of one sphere, assessed by the same rules, side by side."
    )
    return ComparePage(
        layout=layout(
            edition,
            Heading(COMPARE, title, lead, sheet="assessment.css", scripts=("compare.js",)),
        ),
        title=title,
        lead=lead,
        served=not edition.links.from_disk,
        lists=tuple(
            Entry(
                views.Link(part.name, edition.links.to(organizations_address(part), COMPARE)),
                organizations_count(count, messages),
            )
            for part, count in _lists(country)
        ),
        criteria=tuple(criterion_name(number, messages) for number in range(1, 6)),
    )


def _lists(country: Country) -> list[tuple[Outline, int]]:
    """Who has a list of organisations, and how many are in it; regions alone where they are many.

    A region's list has those of its municipalities, too.
    """
    every = [(part, len(part.organizations)) for part in country.parts()]
    found = [(part, count) for part, count in every if count]
    if len(found) <= bounds.TOWNS:
        return found
    return [
        (region.own, sum(len(part.organizations) for part in region.parts))
        for region in country.regions
    ]


def compare_file(
    edition: Edition, organization: Organization, owner: Municipality | Region
) -> OutputFile:
    """What the page of comparison reads about an organisation, as JSON.

    Paths lead from the root of the site. Figures are words as published, with the length of their
    bars; a missing one is null. `key` tells what may be put side by side.
    """
    messages, record, ref = edition.messages, organization.record, organization.ref
    table = f"{organizations_address(owner)}#kind-{record.kind.value}"
    said: Figures = {
        "inn": ref.inn,
        "name": no_break(ref.name),
        "kind": capital(kind_of_one(record.kind, messages)),
        "sphere": messages.gettext(SPHERES[record.sphere]),
        "place": owner.record.name,
        "page": edition.links.to(ref.address, "/"),
        "list": edition.links.to(table, "/"),
        "list_name": messages.gettext(
            "All %(kind)s: %(place)s",
            kind=kind_of_many(record.kind, messages),
            place=owner.record.name,
        ),
        "results": [_result(edition, standing) for standing in organization.standings],
    }
    path = f"{ref.address.lstrip('/')}compare.json"
    return OutputFile(path, json_bytes(said) + b"\n")


def _result(edition: Edition, standing: Standing) -> Figures:
    messages, assessment, row = edition.messages, standing.assessment, standing.row
    record, scale = assessment.record, assessment.scale
    return {
        "year": record.year,
        "key": f"{record.sphere.value} {record.method.value}",
        "method": messages.gettext(METHODS[record.method]),
        "scale": scale,
        "page": edition.links.to(assessment.address, "/"),
        "respondents": _answered(row, messages),
        "total": _points(edition, row.total, scale),
        "criteria": [_points(edition, points, scale) for points in row.criteria],
    }


def _answered(row: Row, messages: Messages) -> str | None:
    if row.few_respondents:
        return fewer(messages)
    return None if row.respondents is None else messages.number(row.respondents)


def _points(edition: Edition, points: Points, scale: int) -> Figures | None:
    if points.value is None:
        return None
    return {
        "text": points_text(points, edition.messages),
        "share": share(points.value, scale),
        "mark": computed_mark(points, edition.messages),
    }
