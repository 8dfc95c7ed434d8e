"""The site goes in, every file of `/api/v1/` comes out, and a copy beside each page."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.feeds.api.due import Rows, due_json
from nokgen.feeds.api.organizations import (
    assessment_json,
    improvement_json,
    organization_json,
)
from nokgen.feeds.api.plans import body_json, measure_list_json, plan_json
from nokgen.feeds.api.refs import INDEX, MEASURES, OPENAPI, Refs, api_path, number, statuses
from nokgen.feeds.api.text import Fields, written
from nokgen.model import Municipality, Region
from nokgen.model.due import WhatIsDue
from nokgen.model.outline import Country
from nokgen.pages import Edition, OutputFile
from nokgen.pages.offers import DATA_FILE, DUE
from nokgen.pages.words import assessment_name


def api_of(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[OutputFile]:
    """The files of a territory: the same bytes stand as data.json beside the page."""
    refs, owner = Refs(edition), municipality or region
    name = owner.record.name
    yield from _both(refs, owner.address, written(_territory(refs, region, municipality)))
    yield _file(refs, api_path(f"{owner.address}{MEASURES}/"), measure_list_json(refs, owner, name))
    for plan in owner.plans:
        yield from _both(refs, plan.address, plan_json(refs, plan))
    for body in owner.bodies:
        yield from _both(refs, body.address, body_json(refs, body, owner, name))
    for organization in owner.organizations:
        address = organization.ref.address
        yield from _both(refs, address, organization_json(refs, organization))
    for assessment in owner.assessments:
        yield from _both(refs, assessment.address, assessment_json(refs, assessment))
    for improvement in owner.improvements:
        yield from _both(refs, improvement.address, improvement_json(refs, improvement))


def site_due(edition: Edition, soon: WhatIsDue, rows: Rows) -> Iterator[OutputFile]:
    """What is due on the whole site: `rows` are its first entries."""
    yield from _both(Refs(edition), DUE, due_json(soon, rows))


def index_file(edition: Edition, country: Country) -> OutputFile:
    """The index: where everything is."""
    refs = Refs(edition)
    return _file(refs, INDEX, written(_index(refs, country)))


def openapi_file(edition: Edition) -> OutputFile:
    """The description of the interface."""
    from nokgen.feeds.api.openapi import openapi  # only it needs the shapes, which load slowly

    return OutputFile(OPENAPI.lstrip("/"), openapi(edition))


def _both(refs: Refs, address: str, data: bytes) -> Iterator[OutputFile]:
    file = _file(refs, api_path(address), data)
    yield file
    yield OutputFile(f"{address.lstrip('/')}{DATA_FILE}", file.content)


def _file(refs: Refs, path: str, data: bytes) -> OutputFile:
    return OutputFile(path.lstrip("/"), refs.document(data))


def _territory(refs: Refs, region: Region, municipality: Municipality | None) -> Fields:
    owner: Municipality | Region = municipality or region
    messages = refs.edition.messages
    towns = () if municipality else region.municipalities
    return {
        "name": owner.record.name,
        "official_name": owner.record.official_name,
        "kind": "municipality" if municipality else "region",
        "address": owner.address,
        "url": refs.url(owner.address),
        "oktmo": owner.record.oktmo,
        "region": refs.ref(region.record.name, region.address) if municipality else None,
        "municipalities": [refs.ref(town.record.name, town.address) for town in towns],
        "plans": [
            {
                "plan": refs.ref(plan.name, plan.address),
                "kind": plan.record.kind.value,
                "measures": len(plan.measures),
                "statuses": statuses(plan.measures),
            }
            for plan in owner.plans
        ],
        "bodies": [refs.ref(body.name, body.address) for body in owner.bodies],
        "organizations": [refs.organization(each.ref) for each in owner.organizations],
        "assessments": [
            refs.ref(assessment_name(each, messages), each.address) for each in owner.assessments
        ],
        "improvements": [refs.ref(each.name, each.address) for each in owner.improvements],
        "summaries": [
            {
                "sphere": summary.sphere.value,
                "method": summary.method.value if summary.method else None,
                "organizations": summary.organizations,
                "assessed": summary.assessed,
                "mean": number(summary.mean),
                "median": number(summary.median),
            }
            for summary in owner.summaries
        ],
        "removal": {
            "due": owner.removal.due,
            "in_time": owner.removal.in_time,
            "late": owner.removal.late,
            "open": owner.removal.open,
        },
    }


def _index(refs: Refs, country: Country) -> Fields:
    every = tuple(country.parts())
    items = [plan for part in every for plan in part.improvements]
    return {
        "title": refs.edition.site.record.title,
        "openapi": OPENAPI,
        "regions": [refs.ref(region.own.name, region.own.address) for region in country.regions],
        "counts": {
            "regions": len(country.regions),
            "municipalities": sum(len(region.municipalities) for region in country.regions),
            "plans": sum(len(part.plans) for part in every),
            "measures": sum(part.measures for part in every),
            "organizations": sum(len(part.organizations) for part in every),
            "assessments": sum(len(part.assessments) for part in every),
            "improvements": len(items),
            "items": sum(plan.items for plan in items),
        },
    }
