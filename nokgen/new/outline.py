"""The keys of a record in order: a model goes in; names, titles, examples and nesting come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from nokgen.records.base import Record


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a file. `title` and `description` are message ids.

    `record` is the model of the values of a mapping (or of each item, when `many`), `choices` are
    the only values that are allowed; `example` is None when the model gives none.
    """

    name: str
    title: str
    description: str
    example: object
    required: bool
    many: bool
    record: type[Record] | None
    choices: type[StrEnum] | None


def outline(record: type[Record]) -> tuple[Key, ...]:
    """The keys of a record, in the order in which a file should hold them."""
    return tuple(_key(name, field) for name, field in record.model_fields.items())


def nested(record: type[Record]) -> Iterator[type[Record]]:
    """The models of the mappings inside a record, each once, nearest first."""
    seen = {record}
    queue = [record]
    while queue:
        for key in outline(queue.pop(0)):
            if key.record is not None and key.record not in seen:
                seen.add(key.record)
                queue.append(key.record)
                yield key.record


def _key(name: str, field: FieldInfo) -> Key:
    many, inner = _unwrapped(field.annotation)
    return Key(
        name=field.alias or name,
        title=field.title or "",
        description=field.description or "",
        example=field.examples[0] if field.examples else None,
        required=field.is_required(),
        many=many,
        record=inner if isinstance(inner, type) and issubclass(inner, Record) else None,
        choices=inner if isinstance(inner, type) and issubclass(inner, StrEnum) else None,
    )


def _unwrapped(annotation: object) -> tuple[bool, object]:
    """Whether an annotation is a list, and what is left of it without None, list and marks."""
    many = False
    while (origin := get_origin(annotation)) is not None:
        arguments = get_args(annotation)
        if origin in (Union, UnionType):
            annotation = next(a for a in arguments if a is not NoneType)
        elif origin is Annotated:
            annotation = arguments[0]
        elif origin is tuple:
            many, annotation = True, arguments[0]
        else:
            break
    return many, annotation
