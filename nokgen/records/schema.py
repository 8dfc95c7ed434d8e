"""The published JSON Schema: a kind of file and a language go in, draft 2020-12 comes out.

Editors' tools read it. They show unreadable messages for `oneOf` and `anyOf`, so a value that may
stay empty has a list of types, and a mapping that may stay empty is written out where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from nokgen.frozen import frozen
from nokgen.messages import N_, Messages
from nokgen.records.base import Record
from nokgen.records.campaign import Publications, Surveys
from nokgen.records.council import Council
from nokgen.records.improvement import Improvement
from nokgen.records.labels import LABELS
from nokgen.records.organization import Organizations
from nokgen.records.plan import Plan
from nokgen.records.results import Results
from nokgen.records.site import PageHead, Site
from nokgen.records.synonyms import Synonyms
from nokgen.records.territory import Municipality, Region

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REF = "#/$defs/"
# In this order, so that the same record gives the same bytes and people find what they look for.
ORDER = (
    "$schema",
    "$ref",
    "title",
    "description",
    "examples",
    "default",
    "type",
    "enum",
    "enumDescriptions",
    "format",
    "pattern",
    "minLength",
    "minimum",
    "maximum",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "$defs",
)

Json = dict[str, Any]
Labels = Mapping[str, Mapping[Any, str]]


@frozen
class Kind:
    """A kind of file: its record, what it is (message ids), and where its files stand."""

    record: type[Record]
    title: str
    description: str
    files: str


KINDS: Mapping[str, Kind] = {
    "plan": Kind(
        Plan,
        N_("Plan of measures"),
        N_("One document with its measures, in the words of the document."),
        "content/**/plans/*.yaml",
    ),
    "municipality": Kind(
        Municipality,
        N_("Municipality"),
        N_("A town or a district and the bodies that answer for its plans."),
        "content/*/*/municipality.yaml",
    ),
    "region": Kind(
        Region,
        N_("Region"),
        N_("A region and the bodies that answer for its own plans."),
        "content/*/region.yaml",
    ),
    "organizations": Kind(
        Organizations,
        N_("Organisations"),
        N_("The assessed organisations of a municipality."),
        "content/**/organizations.yaml",
    ),
    "results": Kind(
        Results,
        N_("Results of an assessment"),
        N_("Who assessed, how and when, and the table of scores."),
        "content/**/results/*.yaml",
    ),
    "improvement": Kind(
        Improvement,
        N_("Plan to remove shortcomings"),
        N_("What one organisation will mend after an assessment, in the federal form."),
        "content/**/improvement/*.yaml",
    ),
    "publications": Kind(
        Publications,
        N_("Publications"),
        N_("The log of what media, sites, stands and social networks carried."),
        "content/**/publications.yaml",
    ),
    "surveys": Kind(
        Surveys,
        N_("Questionnaires"),
        N_("Questionnaires that are or were open to citizens."),
        "content/**/surveys.yaml",
    ),
    "council": Kind(
        Council,
        N_("Public council"),
        N_("Members, meetings and proposals of a public council."),
        "content/**/council.yaml",
    ),
    "site": Kind(
        Site,
        N_("Settings of the site"),
        N_("The title, the address and the language of the site."),
        "site.yaml",
    ),
    "page": Kind(
        PageHead,
        N_("Head of a page"),
        N_("What stands between two lines of --- at the top of a page in Markdown."),
        "content/pages/*.md",
    ),
    "synonyms": Kind(
        Synonyms,
        N_("Synonyms of the search"),
        N_("Words that mean the same: whoever looks for one finds the others too."),
        "content/synonyms.yaml",
    ),
}


def publish(kind: str, messages: Messages) -> Json:
    """The schema of one of KINDS with titles and descriptions in the language of `messages`.

    KeyError for another kind.
    """
    known = KINDS[kind]
    raw = known.record.model_json_schema(by_alias=True, mode="validation")
    definitions: Json = raw.pop("$defs", {})
    enums = {cls.__name__: labels for cls, labels in LABELS.items()}
    schema = _object(raw, definitions, enums, messages)
    schema["$schema"] = DIALECT
    schema["title"] = messages.gettext(known.title)
    schema["description"] = messages.gettext(known.description)
    schema["$defs"] = {
        name: _object(definition, definitions, enums, messages)
        for name, definition in sorted(definitions.items())
        if "properties" in definition
    }
    needed = set(_references(schema, schema["$defs"]))
    schema["$defs"] = {name: schema["$defs"][name] for name in schema["$defs"] if name in needed}
    if not schema["$defs"]:
        del schema["$defs"]
    return _ordered(schema)


def _object(raw: Json, definitions: Json, enums: Labels, messages: Messages) -> Json:
    """A mapping of a file; the docstring of its record is for programmers and stays away."""
    schema = {key: value for key, value in raw.items() if key not in ("title", "description")}
    schema["properties"] = {
        name: _value(value, definitions, enums, messages)
        for name, value in raw["properties"].items()
    }
    return schema


def _value(raw: Json, definitions: Json, enums: Labels, messages: Messages) -> Json:
    """The value of a key."""
    schema = deepcopy(raw)
    if "title" not in schema and "$ref" in schema:
        # pydantic leaves a title out when the record happens to have the same name.
        schema["title"] = definitions[_name(schema["$ref"])]["title"]
    if "anyOf" in schema:
        schema = _nullable(schema, definitions, enums, messages)
    elif "$ref" in schema and "enum" in definitions[_name(schema["$ref"])]:
        schema |= _enum(_name(schema.pop("$ref")), definitions, enums, messages)
    elif "items" in schema:
        schema["items"] = _items(schema["items"], definitions, enums, messages)
    if schema.get("default", ...) in (None, []):
        del schema["default"]
    for key in ("title", "description"):
        if key in schema:
            schema[key] = messages.gettext(schema[key])
    return schema


def _items(raw: Json, definitions: Json, enums: Labels, messages: Messages) -> Json:
    name = _name(raw.get("$ref", ""))
    if "enum" in definitions.get(name, {}):
        return _enum(name, definitions, enums, messages)
    return raw


def _nullable(schema: Json, definitions: Json, enums: Labels, messages: Messages) -> Json:
    """`X | None` without `anyOf`: the types of X and null in one list."""
    choices = [choice for choice in schema.pop("anyOf") if choice != {"type": "null"}]
    if len(choices) != 1:
        raise ValueError(f"a key cannot hold one of several shapes: {choices}")
    (choice,) = choices
    name = _name(choice.get("$ref", ""))
    if "enum" in definitions.get(name, {}):
        choice = _enum(name, definitions, enums, messages)
        choice["enum"] = [*choice["enum"], None]
        choice["enumDescriptions"] = [*choice["enumDescriptions"], ""]
    elif name:
        choice = _object(definitions[name], definitions, enums, messages)
    elif "items" in choice:
        choice = {**choice, "items": _items(choice["items"], definitions, enums, messages)}
    types = choice["type"] if isinstance(choice["type"], list) else [choice["type"]]
    merged: Json = schema | choice | {"type": [*types, "null"]}
    return merged


def _enum(name: str, definitions: Json, enums: Labels, messages: Messages) -> Json:
    """The only values allowed; `enumDescriptions` is what editors show beside them."""
    values = definitions[name]["enum"]
    labels = {member.value: messages.gettext(label) for member, label in enums[name].items()}
    return {
        "type": "string",
        "enum": list(values),
        "enumDescriptions": [labels[value] for value in values],
    }


def _name(reference: str) -> str:
    return reference.removeprefix(REF)


def _references(schema: Json, definitions: Json) -> Iterator[str]:
    """The names of all definitions that a schema needs, of each other too."""
    queue: list[Json] = [{key: value for key, value in schema.items() if key != "$defs"}]
    seen: set[str] = set()
    while queue:
        for name in _direct(queue.pop()):
            if name not in seen:
                seen.add(name)
                yield name
                queue.append(definitions[name])


def _direct(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield _name(schema["$ref"])
        for value in schema.values():
            yield from _direct(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _direct(value)


def _ordered(schema: Json) -> Json:
    """The same schema with its words in ORDER; properties keep the order of the record."""
    result: Json = {}
    for key in sorted(schema, key=ORDER.index):
        value = schema[key]
        if key in ("properties", "$defs"):
            result[key] = {name: _ordered(part) for name, part in value.items()}
        elif key == "items":
            result[key] = _ordered(value)
        else:
            result[key] = value
    return result
