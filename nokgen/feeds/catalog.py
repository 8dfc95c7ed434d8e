"""Tables and files go in; descriptions of them for programs come out: a data package, and DCAT.

`datapackage.json` is a Tabular Data Package (Frictionless Data), `catalog.jsonld` a catalogue by
DCAT 3 whose context stands in the file itself. Neither names a day: they change with the data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Never

from nokgen.feeds.api.refs import INDEX, OPENAPI, SCHEMA_VERSION
from nokgen.feeds.lines import Column, Spec, Type
from nokgen.feeds.standing import Summed
from nokgen.pages import Edition
from nokgen.pages.data import RIGHTS
from nokgen.pages.layout import DATA

Json = dict[str, object]

PACKAGE_FILE = "datapackage.json"
CATALOG_FILE = "catalog.jsonld"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

# Texts in the language of the site.
_TEXTS = ("title", "description", "rights")
_CONTEXT: Json = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "identifier": "dct:identifier",
    "language": "dct:language",
    "publisher": {"@id": "dct:publisher", "@type": "@id"},
    "name": "foaf:name",
    "homepage": {"@id": "foaf:homepage", "@type": "@id"},
    "landingPage": {"@id": "dcat:landingPage", "@type": "@id"},
    "dataset": {"@id": "dcat:dataset", "@type": "@id"},
    "service": {"@id": "dcat:service", "@type": "@id"},
    "distribution": {"@id": "dcat:distribution", "@type": "@id"},
    "downloadURL": {"@id": "dcat:downloadURL", "@type": "@id"},
    "accessURL": {"@id": "dcat:accessURL", "@type": "@id"},
    "mediaType": {"@id": "dcat:mediaType", "@type": "@id"},
    "byteSize": {"@id": "dcat:byteSize", "@type": "xsd:nonNegativeInteger"},
    "endpointURL": {"@id": "dcat:endpointURL", "@type": "@id"},
    "endpointDescription": {"@id": "dcat:endpointDescription", "@type": "@id"},
    "servesDataset": {"@id": "dcat:servesDataset", "@type": "@id"},
}


def data_package(
    edition: Edition, tables: Sequence[Spec[Never]], files: Mapping[str, Summed]
) -> bytes:
    """The data package; `files` are the CSV files by the name of their table."""
    site, say = edition.site.record, edition.messages.gettext
    package: Json = {
        "profile": "tabular-data-package",
        "name": "nok",
        "title": site.title,
        "description": " ".join(site.description.split()),
        "version": SCHEMA_VERSION,
    }
    if home := edition.links.absolute(DATA):
        package["homepage"] = home
    package["resources"] = [
        {
            "profile": "tabular-data-resource",
            "name": table.name,
            "title": say(table.title),
            "description": say(table.row),
            "path": f"{table.name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": files[table.name].size,
            "hash": f"sha256:{files[table.name].sha256.hex()}",
            "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
            "schema": _schema(edition, table),
        }
        for table in tables
    ]
    return _bytes(package)


def _schema(edition: Edition, spec: Spec[Never]) -> Json:
    schema: Json = {
        "fields": [_field(edition, column) for column in spec.columns],
        "missingValues": [""],
        "primaryKey": list(spec.keys),
    }
    if spec.links:
        schema["foreignKeys"] = [
            {"fields": key, "reference": {"resource": table, "fields": key}}
            for key, table in spec.links
        ]
    return schema


def _field(edition: Edition, column: Column[Never]) -> Json:
    say = edition.messages.gettext
    field: Json = {"name": column.key, "type": column.type.value, "title": say(column.title)}
    if column.note:
        field["description"] = say(column.note)
    match column.type:
        case Type.NUMBER:
            field["decimalChar"] = ","
        case Type.TRUTH:
            field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field


def dcat_catalog(
    edition: Edition, tables: Sequence[Spec[Never]], sizes: Mapping[str, int]
) -> bytes:
    """The catalogue; `sizes` are those of files in /data/ by their names."""
    site, say = edition.site.record, edition.messages.gettext
    page = _iri(edition, DATA)
    catalog: Json = {
        "@context": {
            **_CONTEXT,
            **{k: {"@id": f"dct:{k}", "@language": site.language.value} for k in _TEXTS},
        },
        "@id": _iri(edition, f"{DATA}{CATALOG_FILE}"),
        "@type": "dcat:Catalog",
        "title": site.title,
        "description": " ".join(site.description.split()),
        "language": site.language.value,
        "homepage": page,
        "dataset": list(_datasets(edition, tables, sizes)),
        "service": {
            "@id": _iri(edition, f"{DATA}#api"),
            "@type": "dcat:DataService",
            "title": say("JSON interface, version 1"),
            "endpointURL": _iri(edition, INDEX),
            "endpointDescription": _iri(edition, OPENAPI),
            "servesDataset": [_set(edition, table) for table in tables],
        },
    }
    if site.publisher:
        catalog["publisher"] = {
            "@type": "foaf:Agent",
            "name": site.publisher.name,
            "identifier": site.publisher.inn,
        }
    return _bytes(catalog)


def _datasets(
    edition: Edition, tables: Sequence[Spec[Never]], sizes: Mapping[str, int]
) -> Iterator[Json]:
    say = edition.messages.gettext
    for table in tables:
        name = f"{table.name}.csv"
        file = _iri(edition, f"{DATA}{name}")
        yield {
            "@id": _set(edition, table),
            "@type": "dcat:Dataset",
            "identifier": table.name,
            "title": say(table.title),
            "description": say(table.row),
            "rights": say(RIGHTS),
            "landingPage": _iri(edition, DATA),
            "distribution": {
                "@id": file,
                "@type": "dcat:Distribution",
                "title": name,
                "accessURL": _iri(edition, DATA),
                "downloadURL": file,
                "mediaType": f"{_MEDIA_TYPES}text/csv",
                "byteSize": str(sizes[name]),
            },
        }


def _set(edition: Edition, table: Spec[Never]) -> str:
    """The name of a set of data."""
    return _iri(edition, f"{DATA}{table.name}.csv") + "#dataset"


def _iri(edition: Edition, path: str) -> str:
    """The full address; from /data/ where nobody knows where the site stands."""
    return edition.links.absolute(path) or edition.links.file(path.lstrip("/"), DATA)


def _bytes(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
