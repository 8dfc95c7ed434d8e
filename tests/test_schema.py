"""The published schemas: what editors' tools are told agrees with what nokgen reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from nokgen.cli.program import program
from nokgen.messages import messages_for
from nokgen.records.schema import KINDS, publish

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / ".vscode" / "schemas"
IN_EDITORS = sorted(KINDS.keys() - {"page"})
RU = messages_for("ru")
EN = messages_for("en")


class EditorLoader(yaml.SafeLoader):
    """Reads scalars by the core schema of YAML 1.2, as the tools of editors do."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first.replace("\0", ""), ""]
    )


def read(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = text.split("---\n")[1]
    return yaml.load(text, EditorLoader)


def real_files() -> list[tuple[str, Path]]:
    return [
        (kind, path)
        for kind, known in KINDS.items()
        for folder in (ROOT, ROOT / "examples/site")
        for path in sorted(folder.glob(known.files))
        if ".venv" not in path.parts
    ]


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key in ("properties", "$defs"):
                for part in value.values():
                    yield from parts(part)
            elif key in ("items",):
                yield from parts(value)


def keys(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in parts(schema):
        yield from part.get("properties", {}).items()


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema_of_draft_2020_12(kind: str) -> None:
    Draft202012Validator.check_schema(publish(kind, RU))


@pytest.mark.parametrize(("kind", "path"), real_files(), ids=lambda value: str(value)[-50:])
def test_real_files_are_valid(kind: str, path: Path) -> None:
    errors = Draft202012Validator(publish(kind, RU)).iter_errors(read(path))
    assert [(list(error.path), error.message) for error in errors] == []


def test_there_are_real_files_of_every_kind() -> None:
    assert {kind for kind, _path in real_files()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_may_be_one_thing_or_another(kind: str) -> None:
    text = json.dumps(publish(kind, RU))
    assert not re.search(r'"(oneOf|anyOf|allOf|not|if)"', text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_russian_title_and_description(kind: str) -> None:
    schema = publish(kind, RU)
    for name, value in [("", schema), *keys(schema)]:
        for word in ("title", "description"):
            is_number = word == "title" and value[word] == name and "." in name
            assert is_number or re.search("[А-яё]", value[word]), (name, word, value.get(word))


@pytest.mark.parametrize("kind", KINDS)
def test_the_english_schema_is_the_same_in_english(kind: str) -> None:
    def bare(schema: Any) -> Any:
        if isinstance(schema, dict):
            return {
                key: bare(value)
                for key, value in schema.items()
                if not (key in ("title", "description") and isinstance(value, str))
                and key != "enumDescriptions"
            }
        return schema

    english = publish(kind, EN)
    assert bare(english) == bare(publish(kind, RU))
    for name, value in keys(english):
        assert not re.search("[а-яё]", value["title"] + value["description"]), name


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_keys_are_refused_everywhere(kind: str) -> None:
    for part in parts(publish(kind, RU)):
        assert ("properties" in part) == (part.get("additionalProperties") is False)


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_is_a_valid_value(kind: str) -> None:
    schema = publish(kind, RU)
    for name, value in keys(schema):
        validator = Draft202012Validator({**value, "$defs": schema.get("$defs", {})})
        for example in value.get("examples", ()):
            assert validator.is_valid(example), (name, example)


@pytest.mark.parametrize("kind", KINDS)
def test_values_have_words_beside_them(kind: str) -> None:
    for name, value in keys(publish(kind, RU)):
        if "enumDescriptions" in value:
            assert len(value["enumDescriptions"]) == len(value["enum"])
            assert all(re.search("[А-яё]", text) for text in value["enumDescriptions"] if text), (
                name
            )


def test_an_optional_key_may_stay_empty_and_a_required_one_not() -> None:
    validator = Draft202012Validator(publish("municipality", RU))
    assert validator.is_valid({"name": "Кировск", "oktmo": None, "kind": None, "note": None})
    assert not validator.is_valid({"name": None})
    assert not validator.is_valid({"name": "Кировск", "bodies": [None]})
    plan = publish("plan", RU)["properties"]
    assert plan["approved"]["type"] == ["object", "null"]
    assert plan["source"]["$ref"] == "#/$defs/Source"
    assert plan["source"]["title"] == "Источник"


@pytest.mark.parametrize("kind", IN_EDITORS)
def test_the_committed_schemas_are_fresh(kind: str) -> None:
    """To renew: nokgen schema KIND > .vscode/schemas/KIND.json"""
    printed = CliRunner().invoke(program(RU), ["schema", kind], standalone_mode=False)
    assert (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8") == printed.stdout


def test_files_name_the_schema_of_their_kind() -> None:
    wrong = []
    for kind, path in real_files():
        first = path.read_text(encoding="utf-8").split("\n")[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        if path.suffix == ".yaml" and schema.resolve() != SCHEMAS / f"{kind}.json":
            wrong.append(str(path))
    assert wrong == []


def test_editors_are_told_of_every_schema() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        f"./.vscode/schemas/{kind}.json": KINDS[kind].files for kind in IN_EDITORS
    }
