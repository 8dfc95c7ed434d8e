"""Names for what has none yet: parts of a file and the names in use go in, new ids are set."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from nokgen.fmt.parts import Entry, Scalar, Several
from nokgen.fmt.slots import UNKNOWN, slots
from nokgen.records.base import Record
from nokgen.records.improvement import Item
from nokgen.records.plan import Measure

# The letter before the number; bodies and surveys are named by a person.
_LETTERS: Mapping[type[Record], str] = {Measure: "m", Item: "i"}


def lacks_ids(root: Several, record: type[Record] | None) -> bool:
    """Whether `give_ids` would give any."""
    return any(_id_of(part) is None for part, _letter in _named(root, record))


def give_ids(root: Several, record: type[Record] | None, used: Collection[str] = ()) -> list[str]:
    """Give an id to each measure without one: a number above all that the file knows, and `used`.

    Ids that are there stay as they are. The new ids come out in the order of the file.
    """
    known = {*used, *(name for part, _letter in _named(root, record) if (name := _id_of(part)))}
    given = []
    for part, letter in _named(root, record):
        if _id_of(part) is None:
            name = f"{letter}{_highest(known, letter) + 1}"
            known.add(name)
            given.append(name)
            _set(part, name)
    return given


def _highest(known: Collection[str], letter: str) -> int:
    numbers = (re.fullmatch(rf"{letter}([0-9]{{1,9}})", name) for name in known)
    return max((int(found[1]) for found in numbers if found), default=0)


def _named(root: Several, record: type[Record] | None) -> Iterator[tuple[Several, str]]:
    """The mappings that need an id, in the order of the file, with the letter of their ids."""
    waiting: list[tuple[Several, type[Record] | None]] = [(root, record)]
    while waiting:
        part, model = waiting.pop(0)
        if not part.is_list and model is not None and model in _LETTERS:
            yield part, _LETTERS[model]
        inner = []
        for entry in part.entries:
            below = model if part.is_list else slots(model).get(entry.key or "", UNKNOWN).record
            if isinstance(entry.value, Several):
                inner.append((entry.value, below))
        waiting = inner + waiting


def _id_of(part: Several) -> str | None:
    """The id of a mapping, None when it has none; a list in its place is a fault for `check`."""
    for entry in part.entries:
        if entry.key == "id":
            value = entry.value
            return (value.text or "").strip() or None if isinstance(value, Scalar) else ""
    return None


def _set(part: Several, name: str) -> None:
    for entry in part.entries:
        if entry.key == "id":
            entry.value = Scalar(name)
            return
    part.entries.insert(0, Entry("id", Scalar(name)))
