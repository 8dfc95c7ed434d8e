"""The JSON interface, looked at by validators that are not ours, and the files beside pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import cast

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from nokgen.feeds.api.openapi import PATHS
from nokgen.feeds.api.shapes import Document
from nokgen.pages.offers import DATA_FILE, KINDS
from tests.feeds_under_test import Exported, example, exported, only_data, real
from tests.sites_under_test import ROOT

Json = dict[str, object]


@pytest.fixture(params=[real, example])
def made(request: pytest.FixtureRequest) -> Exported:
    found: Exported = request.param()
    return found


def load(made: Exported, path: str) -> Json:
    return cast(Json, json.loads(made.files[path]))


def validators(document: Json) -> Iterator[tuple[re.Pattern[str], Draft202012Validator]]:
    """What each path promises; a path without places comes before one with (OpenAPI 3.1)."""
    paths = cast(dict[str, Json], document["paths"])
    for path in sorted(paths, key=lambda each: each.count("{")):
        answer = cast(Json, paths[path]["get"])["responses"]
        schema = answer["200"]["content"]["application/json"]["schema"]  # type: ignore[index]
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
        whole = {**schema, "components": document["components"]}
        yield pattern, Draft202012Validator(whole, format_checker=FormatChecker())


def test_the_description_is_valid() -> None:
    validate(load(example(), "api/v1/openapi.json"))  # type: ignore[arg-type]


def test_every_file_is_as_described(made: Exported) -> None:
    promised = list(validators(load(made, "api/v1/openapi.json")))
    met: set[str] = set()
    for path in made.files:
        if not path.startswith("api/v1/") or path.endswith("openapi.json"):
            continue
        found = [each for each in promised if each[0].fullmatch(path.removeprefix("api/v1"))]
        assert found, path
        pattern, validator = found[0]
        met.add(pattern.pattern)
        assert [error.message for error in validator.iter_errors(load(made, path))] == [], path
    if made.edition.site.record.fictional:
        unmet = {pattern.pattern for pattern, _ in promised} - met
        assert unmet <= {"/[^/]+/bodies/[^/]+.json"}, "the example shows nearly every kind of file"


def test_every_file_is_what_its_shape_writes(made: Exported) -> None:
    """The files are written without the shapes: not a byte may differ from what those write."""
    shapes = {
        re.compile(re.sub(r"\{\w+\}", "[^/]+", path)): PATHS[path][1]
        for path in sorted(PATHS, key=lambda each: each.count("{"))
    }
    for path, data in made.files.items():
        if path.startswith("api/v1/") and not path.endswith("openapi.json"):
            name = path.removeprefix("api/v1")
            shape = next(shape for pattern, shape in shapes.items() if pattern.fullmatch(name))
            document = Document[shape].model_validate_json(data)  # type: ignore[valid-type]
            assert f"{document.model_dump_json(by_alias=True)}\n".encode() == data, path


def test_a_wrong_file_would_be_found() -> None:
    document = load(example(), "api/v1/openapi.json")
    _, validator = next(each for each in validators(document) if "index" in each[0].pattern)
    wrong = load(example(), "api/v1/index.json") | {"today": "вчера", "extra": 1}
    assert len(list(validator.iter_errors(wrong))) == 2


def test_links_of_the_interface_lead_to_files(made: Exported) -> None:
    def links(value: object) -> Iterator[tuple[str, str | None]]:
        if isinstance(value, dict):
            if isinstance(value.get("api"), str):
                yield value["api"], value["url"]
            for each in value.values():
                yield from links(each)
        elif isinstance(value, list):
            for each in value:
                yield from links(each)

    found = {
        link
        for path, content in made.files.items()
        if path.startswith("api/v1/") and not path.endswith("openapi.json")
        for link in links(json.loads(content))
    }
    assert found
    for api, url in found:
        assert api.lstrip("/") in made.files, api
        assert url == made.edition.links.absolute(json_address(made, api)), api


def json_address(made: Exported, api: str) -> str:
    """The address of the page that a file of the interface is about."""
    data = load(made, api.lstrip("/"))["data"]
    return str(cast(Json, data)["address"])


def test_the_file_beside_a_page_is_that_of_the_interface(made: Exported) -> None:
    beside = {address for address, names in made.offers.items() if DATA_FILE in names}
    assert beside
    for address in beside:
        copy = made.files[f"{address.lstrip('/')}{DATA_FILE}"]
        assert copy == made.files[f"api/v1{address.rstrip('/')}.json"]


def test_pages_link_to_exactly_the_files_that_are_there(made: Exported) -> None:
    offered = {
        f"{address}{name}".lstrip("/") for address, names in made.offers.items() for name in names
    }
    assert offered <= set(made.files)
    # Files that others follow stand under old addresses, too; data stand in /data/ as well.
    once = {name for name in KINDS if name.endswith((".csv", ".json"))}
    there = {
        path
        for path in made.files
        if path.rsplit("/", 1)[-1] in once and not path.startswith(("api/", "data/"))
    }
    assert there == {path for path in offered if path.rsplit("/", 1)[-1] in once}


def test_without_an_address_there_are_no_full_addresses() -> None:
    made = exported(ROOT, base_url=None, made=only_data)
    promised = list(validators(load(made, "api/v1/openapi.json")))

    def full(value: object) -> Iterator[object]:
        if isinstance(value, dict):
            if "address" in value:
                yield value["url"]
            for each in value.values():
                yield from full(each)
        elif isinstance(value, list):
            for each in value:
                yield from full(each)

    for path in made.files:
        if path.startswith("api/v1/") and not path.endswith("openapi.json"):
            data, name = load(made, path), path.removeprefix("api/v1")
            assert set(full(data)) <= {None}, path
            assert next(each for each in promised if each[0].fullmatch(name))[1].is_valid(data)
