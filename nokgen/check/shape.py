"""A located tree and a model go in; the record, or the faults that stand in its way, come out."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from nokgen.check import hints
from nokgen.check.findings import MAX_FAULTS, Findings, Path
from nokgen.diagnostics import Code, Hint, shape
from nokgen.messages import N_
from nokgen.read import Tree
from nokgen.records.base import Record

R = TypeVar("R", bound=Record)

_CODES = {code.slug: code for code in shape.ALL}
_ADD = N_("add a line, for example: `%(example)s`")
_WRITE = N_("for example: `%(example)s`")


def shaped(model: type[R], findings: Findings) -> R | None:
    """The record of a whole document; None with at least one fault in `findings`."""
    try:
        return model.model_validate(findings.document.tree)
    except ValidationError as error:
        told: Counter[str] = Counter()
        for details in error.errors(include_url=False):
            told[details["type"]] += 1
            if told[details["type"]] <= MAX_FAULTS:  # a hint takes longer than a fault
                _report(model, details, findings)
        return None


def part(model: type[R], tree: Tree) -> R | None:
    """The record of a part of a tree, None when it has faults; they are reported elsewhere."""
    try:
        return model.model_validate(tree)
    except ValidationError:
        return None


def keys_of(model: type[Record]) -> tuple[str, ...]:
    """The keys of a record, as editors write them."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _report(model: type[Record], details: ErrorDetails, findings: Findings) -> None:
    path: Path = details["loc"]
    value: Tree = details["input"]
    params: dict[str, object] = dict(details.get("ctx", {}))
    kind = details["type"]
    field = _field_at(model, path)
    if kind == "missing":
        key = str(path[-1])
        params = {"key": key}
        findings.add(
            shape.MISSING_KEY, path[:-1], params, _example_hint(_ADD, key, field), key=True
        )
    elif kind == "extra_forbidden":
        key = str(path[-1])
        owner = _model_at(model, path[:-1]) or model
        hint = hints.unknown_key(key, keys_of(owner))
        findings.add(shape.UNKNOWN_KEY, path, {"key": key}, hint, key=True)
    elif value is None:
        findings.add(shape.EMPTY_VALUE, path, {}, _example_hint(_WRITE, _key(path), field))
    elif kind == "tuple_type":
        findings.add(shape.NOT_A_LIST, path, {}, hints.not_a_list(_key(path), value))
    elif kind == "model_type":
        findings.add(shape.NOT_A_MAPPING, path, {}, _mapping_hint(model, path, value))
    elif kind == "enum":
        _report_choice(path, value, str(params.get("expected", "")), findings)
    else:
        code = _CODES[kind]
        name = "" if findings.in_table else _key(path)
        findings.add(code, path, params, _value_hint(code, name, value, field))


def _report_choice(path: Path, value: Tree, expected: str, findings: Findings) -> None:
    if not isinstance(value, str):
        findings.add(shape.NOT_A_TEXT, path, {}, hints.not_a_text(value))
        return
    allowed = re.findall(r"'([^']*)'", expected)
    hint = hints.choice(value, allowed)
    findings.add(shape.VALUE_NOT_ALLOWED, path, {"value": value}, hint)


def _value_hint(code: Code, key: str, value: Tree, field: FieldInfo | None) -> Hint | None:
    if code is shape.EMPTY_VALUE:
        return _example_hint(_WRITE, key, field)
    if code is shape.NOT_A_TEXT:
        return hints.not_a_text(value)
    return hints.scalar(code, str(value).strip(), key)


def _key(path: Path) -> str:
    """The last key on a path: what the editor sees in front of the value."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _example_hint(message: str, key: str, field: FieldInfo | None) -> Hint | None:
    """What a missing or empty value may look like, or at least what it means."""
    if field is None:
        return None
    if field.examples:
        return Hint(message, {"example": hints.keyed(key, hints.example(field.examples[0]))})
    return Hint(field.description) if field.description else None


def _mapping_hint(model: type[Record], path: Path, value: Tree) -> Hint | None:
    owner = _model_at(model, path)
    if owner is None:
        return None
    keys = keys_of(owner)
    first = next((key for key in ("title", "name") if key in keys), keys[0])
    return hints.not_a_mapping(first, value, in_list=bool(path) and isinstance(path[-1], int))


def _field_at(model: type[Record], path: Path) -> FieldInfo | None:
    """The field that a path leads to; None for an item of a list and for unknown keys."""
    owner = _model_at(model, path[:-1])
    if owner is None or not path:
        return None
    for name, field in owner.model_fields.items():
        if (field.alias or name) == path[-1]:
            return field
    return None


def _model_at(model: type[Record], path: Path) -> type[Record] | None:
    """The record type at a path; positions in lists lead to the type of the items."""
    current: type[Record] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        if current is None:
            return None
        annotation: Any = None
        for name, field in current.model_fields.items():
            if (field.alias or name) == step:
                annotation = field.annotation
        current = _record_in(annotation)
    return current


def _record_in(annotation: Any) -> type[Record] | None:
    """The record type inside `X | None` or `tuple[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for inner in get_args(annotation):
        found = _record_in(inner)
        if found is not None:
            return found
    return None
