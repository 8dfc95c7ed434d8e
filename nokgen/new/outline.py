"""The keys of a record in order: a model goes in; names, titles, examples and nesting come out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pydantic.fields import FieldInfo

from nokgen.frozen import frozen
from nokgen.records.base import Record
from nokgen.records.fields import Behind, fields


@frozen
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
    # Both go through the model in its own order.
    found = zip(fields(record).items(), record.model_fields.values(), strict=True)
    return tuple(_key(name, field, behind) for (name, behind), field in found)


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


def _key(name: str, field: FieldInfo, behind: Behind) -> Key:
    return Key(
        name=name,
        title=field.title or "",
        description=field.description or "",
        example=field.examples[0] if field.examples else None,
        required=field.is_required(),
        many=behind.many,
        record=behind.record,
        choices=behind.kind if issubclass(behind.kind, StrEnum) else None,
    )
