"""What a record says about a key: a model goes in; the order, kind and nesting of keys come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache

from nokgen.frozen import frozen
from nokgen.records.base import Record
from nokgen.records.fields import Behind, fields

# A record of so few keys may stand on one line, in braces.
_FEW = 3
# Items of a list with so many keys are set apart by an empty line.
_MANY = 6


class Kind(Enum):
    """What a scalar means, as far as its writing depends on it."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    TRUTH = "truth"


@frozen
class Slot:
    """What stands behind a key; `record` is the model of a mapping, or of each item of a list."""

    order: int
    kind: Kind
    record: type[Record] | None


UNKNOWN = Slot(1_000, Kind.TEXT, None)
_KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, Kind.TRUTH),  # before int, which it is too
    (int, Kind.NUMBER),
    (Decimal, Kind.NUMBER),
    (date, Kind.DAY),
)


@cache
def slots(record: type[Record] | None) -> Mapping[str, Slot]:
    """The keys of a record as editors write them; none for a mapping that is not known."""
    return {key: _slot(behind) for key, behind in fields(record).items()}


@cache
def is_small(record: type[Record] | None) -> bool:
    """Whether a mapping may stand on one line, in braces."""
    return record is not None and len(record.model_fields) <= _FEW


@cache
def is_apart(record: type[Record] | None) -> bool:
    """Whether an empty line stands between the items of a list of such mappings."""
    known = slots(record)
    return len(known) >= _MANY or any(is_apart(slot.record) for slot in known.values())


def _slot(behind: Behind) -> Slot:
    kind = next((kind for base, kind in _KINDS if issubclass(behind.kind, base)), Kind.TEXT)
    return Slot(behind.order, kind, behind.record)
