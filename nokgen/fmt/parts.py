"""The parts of a file that a style may move: values with the comments that they carry."""

from __future__ import annotations

from dataclasses import dataclass, field

from nokgen.read import Tree


@dataclass(slots=True)
class Scalar:
    """A text as typed; None for an empty value."""

    text: str | None


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list (`key` is None).

    `above` are the comments over it and "" for an empty line; `beside` is the comment behind it.
    """

    key: str | None
    value: Scalar | Several
    above: list[str] = field(default_factory=list)
    beside: str | None = None


@dataclass(slots=True)
class Several:
    """A list or a mapping; `tail` are comments and empty lines below its last entry."""

    is_list: bool
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


def tree_of(value: Scalar | Several) -> Tree:
    """What the parts say, without comments: the same as reading says of the file."""
    if isinstance(value, Scalar):
        return value.text
    if value.is_list:
        return [tree_of(entry.value) for entry in value.entries]
    return {entry.key or "": tree_of(entry.value) for entry in value.entries}


def comments_of(value: Scalar | Several) -> list[str]:
    """All comments of the parts, sorted."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Several):
            found += each.tail
            for entry in each.entries:
                found += [*entry.above, entry.beside or ""]
                waiting.append(entry.value)
    return sorted(line for line in found if line)
