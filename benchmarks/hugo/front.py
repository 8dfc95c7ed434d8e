"""Front matter: fields go in, YAML or JSON as people write it comes out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from benchmarks.hugo.readings import Fields, Value

# What needs no quotes: it begins with a letter and holds nothing that YAML reads otherwise.
_PLAIN = re.compile(r"[А-Яа-яЁёA-Za-z«/](?:[^:#\n]|:(?=\S))*[^:#\s]|[А-Яа-яЁёA-Za-z]")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def front_matter(fields: Fields, form: str) -> str:
    """The whole file; empty fields are left out."""
    kept: Fields = {key: value for key, value in fields.items() if value not in (None, "", [], {})}
    if form == "json":
        return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    return "---\n" + "".join(_mapping(kept, "")) + "---\n"


def _mapping(fields: Fields, indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if value in ("", [], {}):
            continue
        yield f"{indent}{_key(key)}:"
        yield from _value(value, indent)


def _key(key: str) -> str:
    return json.dumps(key, ensure_ascii=False) if key[:1].isdigit() else key


def _value(value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield "\n"
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield "\n"
        for item in value:
            lines = "".join(_mapping(item, indent + "    ")) if isinstance(item, dict) else ""
            yield f"{indent}  - {lines[len(indent) + 4 :]}"
    else:
        yield f" {_flow(value)}\n"


def _flow(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(json.dumps(item, ensure_ascii=False) for item in value)}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
