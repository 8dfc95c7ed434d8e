"""What stands behind a key of a record: a model goes in; titles, nesting and order come out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin

from nokgen.frozen import frozen
from nokgen.records.base import Record


@frozen
class Behind:
    """What stands behind a key; `title` is a message id.

    `kind` is the type of the value, of each item of a list when `many`; `record` is the model of a
    mapping.
    """

    order: int
    title: str
    many: bool
    kind: type
    record: type[Record] | None


@cache
def fields(record: type[Record] | None) -> Mapping[str, Behind]:
    """The keys of a record as editors write them, in its order; none for None."""
    if record is None:
        return {}
    found = {}
    for order, (name, field) in enumerate(record.model_fields.items()):
        many, inner = _unwrapped(field.annotation)
        kind = inner if isinstance(inner, type) else object
        model = kind if issubclass(kind, Record) else None
        found[field.alias or name] = Behind(order, field.title or name, many, kind, model)
    return found


def _unwrapped(annotation: object) -> tuple[bool, object]:
    """Whether an annotation is a list, and what is left of it without None, list and marks."""
    many = False
    while (origin := get_origin(annotation)) is not None:
        arguments = get_args(annotation)
        if origin in (Union, UnionType):
            annotation = next(a for a in arguments if a is not NoneType)
        elif origin in (Annotated, tuple):
            many = many or origin is tuple
            annotation = arguments[0]
        else:
            break
    return many, annotation
