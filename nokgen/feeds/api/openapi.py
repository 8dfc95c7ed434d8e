"""The published shapes go in, an OpenAPI 3.1 document that describes every file comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from pydantic.json_schema import models_json_schema

from nokgen.feeds.api import shapes
from nokgen.feeds.api.refs import SCHEMA_VERSION
from nokgen.feeds.api.shapes_of_due import Due
from nokgen.messages import N_, Messages
from nokgen.pages import Edition

VERSION = "3.1.0"
REF = "#/components/schemas/{model}"

# Path → what it is (a message id) and the shape of its data.
PATHS: Mapping[str, tuple[str, type[shapes.Shape]]] = {
    "/index.json": (N_("Where everything is"), shapes.Index),
    "/due.json": (N_("What is due soon, what is overdue, what was done lately"), Due),
    "/{region}.json": (N_("A region"), shapes.Territory),
    "/{region}/{municipality}.json": (N_("A municipality"), shapes.Territory),
    "/{region}/measures.json": (N_("All measures of a region itself"), shapes.MeasureList),
    "/{region}/{municipality}/measures.json": (
        N_("All measures of a municipality"),
        shapes.MeasureList,
    ),
    "/{region}/plans/{plan}.json": (N_("A plan of a region"), shapes.Plan),
    "/{region}/{municipality}/plans/{plan}.json": (N_("A plan of a municipality"), shapes.Plan),
    "/{region}/bodies/{body}.json": (N_("A body of a region"), shapes.Body),
    "/{region}/{municipality}/bodies/{body}.json": (N_("A body of a municipality"), shapes.Body),
    "/{region}/results/{results}.json": (N_("An assessment of a region"), shapes.Assessment),
    "/{region}/{municipality}/results/{results}.json": (
        N_("An assessment of a municipality"),
        shapes.Assessment,
    ),
    "/{region}/improvement/{improvement}.json": (
        N_("A plan to remove shortcomings, of an organisation of a region"),
        shapes.Improvement,
    ),
    "/{region}/{municipality}/improvement/{improvement}.json": (
        N_("A plan to remove shortcomings"),
        shapes.Improvement,
    ),
    "/org/{inn}.json": (N_("An organisation"), shapes.Organization),
}
PARAMETERS: Mapping[str, str] = {
    "region": N_("The folder of the region"),
    "municipality": N_("The folder of the municipality"),
    "plan": N_("The file of the plan, without its ending"),
    "body": N_("The id of the body"),
    "results": N_("The file of the results, without its ending"),
    "improvement": N_("The file of the plan to remove shortcomings, without its ending"),
    "inn": N_("The INN of the organisation"),
}

Json = dict[str, object]


def openapi(edition: Edition) -> bytes:
    """The document; its servers name the place of the site, or the folder it stands in."""
    messages = edition.messages
    document: Json = {
        "openapi": VERSION,
        "info": {
            "title": edition.site.record.title,
            "version": SCHEMA_VERSION,
            "description": messages.gettext(
                "Plans and results of the independent assessment. Keys are added freely; within "
                "version 1 none is removed, renamed or given another meaning."
            ),
        },
        "servers": [{"url": edition.links.absolute("/api/v1") or "."}],
        "paths": {path: _path(path, messages) for path in PATHS},
        "components": {"schemas": _schemas()},
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


@cache
def _schemas() -> Json:
    """The schemas of all shapes; they change with the program alone."""
    models = sorted({model for _, model in PATHS.values()}, key=lambda model: model.__name__)
    documents = [(shapes.Document[model], "serialization") for model in models]  # type: ignore[valid-type]
    _, definitions = models_json_schema(documents, ref_template=REF)  # type: ignore[arg-type]
    schemas: Json = definitions["$defs"]
    return schemas


def _path(path: str, messages: Messages) -> Json:
    title, model = PATHS[path]
    names = [part.strip("{}").removesuffix("}.json") for part in path.split("/") if "{" in part]
    answer = {
        "description": messages.gettext(title),
        "content": {
            "application/json": {
                "schema": {"$ref": REF.format(model=f"Document_{model.__name__}_")}
            }
        },
    }
    operation: Json = {
        "summary": messages.gettext(title),
        "operationId": path.strip("/").replace("/", "_").replace(".json", "").translate(_PLAIN),
        "responses": {"200": answer},
    }
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": messages.gettext(PARAMETERS[name]),
            "schema": {"type": "string"},
        }
        for name in names
    ]
    return {"get": {**operation, "parameters": parameters}}


_PLAIN = str.maketrans("", "", "{}")
