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
    """The whole file; empty fields are left out at every depth, the same ones in both forms."""
    kept = _kept(fields)
    if form == "json":
        return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    return "---\n" + "".join(_mapping(kept, "")) + "---\n"


def _kept(fields: Fields) -> Fields:
    """The fields that say something: null does, and so do the places of items in lists."""
    full = {key: _full(value) for key, value in fields.items()}
    return {key: value for key, value in full.items() if value not in ("", [], {})}


def _full(value: Value) -> Value:
    if isinstance(value, dict):
        return _kept(value)
    return [_full(item) for item in value] if isinstance(value, list) else value


def _mapping(fields: Fields, indent: str) -> Iterator[str]:
    for key, value in fields.items():
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
            whole = isinstance(item, dict) and "".join(_mapping(item, indent + "    "))
            yield f"{indent}  - {whole[len(indent) + 4 :]}" if whole else f"{indent}  - {{}}\n"
    else:
        yield f" {_flow(value)}\n"


def _flow(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(json.dumps(item, ensure_ascii=False) for item in value)}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
