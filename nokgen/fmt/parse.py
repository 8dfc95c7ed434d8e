"""A YAML text goes in; its parts come out, each comment with the part that it is about.

A comment over a key or an item goes with it, a comment behind it too. A comment below the last key
of a mapping stays there when it is indented like that mapping: so a key that is switched off
stays in its measure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from nokgen.fmt.parts import Entry, Scalar, Several
from nokgen.fmt.remarks import Remark, remarks
from nokgen.read.compose import Node, Place, compose


@dataclass(slots=True)
class _Box:
    """A list or a mapping on its place in the text; `owner` is the entry whose value it is."""

    node: Node
    part: Several
    owner: _Spot | None

    @property
    def is_flow(self) -> bool:
        return self.node.style == "flow"

    @property
    def column(self) -> int:
        return self.node.start[1]


@dataclass(slots=True)
class _Spot:
    """An entry on its place in the text."""

    entry: Entry
    place: Place
    box: _Box

    def boxes(self) -> Iterator[_Box]:
        """The lists and mappings around, from the nearest outwards."""
        spot: _Spot | None = self
        while spot is not None:
            yield spot.box
            spot = spot.box.owner


def parse(text: str) -> Several | None:
    """The parts of a text without faults; None when it is neither a list nor a mapping."""
    top, _faults = compose(text)
    if top is None or top.kind == "scalar":
        return None
    spots: list[_Spot] = []
    root = _part(top, None, spots)
    assert isinstance(root, Several)
    found = remarks(top, text.split("\n"))
    places = [spot.place for spot in spots]
    for number, group in groupby(found, lambda remark: bisect_right(places, remark.place)):
        before = spots[number - 1] if number else None
        after = spots[number] if number < len(spots) else None
        _attach(list(group), before, after, root)
    return root


def _part(node: Node, owner: _Spot | None, spots: list[_Spot]) -> Scalar | Several:
    if node.kind == "scalar":
        return Scalar(node.value)
    part = Several(is_list=node.kind == "list")
    box = _Box(node, part, owner)
    keys = [None] * len(node.items) if part.is_list else node.keys
    for key, item in zip(keys, node.items, strict=True):
        entry = Entry(key.value if key is not None else None, Scalar(None))
        spot = _Spot(entry, key.start if key is not None else item.start, box)
        spots.append(spot)
        entry.value = _part(item, spot, spots)
        part.entries.append(entry)
    return part


def _attach(found: list[Remark], before: _Spot | None, after: _Spot | None, root: Several) -> None:
    """Give remarks between two entries to what they are about."""
    lines = []
    for remark in found:
        if not remark.beside or before is None:
            lines.append(remark)
            continue
        spot = _beside(before, remark.place)
        if spot.entry.beside is None:
            spot.entry.beside = remark.text
        else:
            spot.entry.above.append(remark.text)
    if before is not None:
        lines = _into_brackets(lines, before, after)
        lines = _into_tails(lines, before, after)
    if after is not None:
        after.entry.above += [remark.text for remark in lines]
    else:
        root.tail += [remark.text for remark in lines]


def _beside(spot: _Spot, place: Place) -> _Spot:
    """What a comment stands behind: the whole of what is in brackets, when they are closed."""
    while spot.box.is_flow and spot.box.node.end <= place and spot.box.owner is not None:
        spot = spot.box.owner
    return spot


def _into_brackets(lines: list[Remark], before: _Spot, after: _Spot | None) -> list[Remark]:
    """Comments below the last entry between brackets stay there; the others come back."""
    rest: list[Remark] = []
    for remark in lines:
        for box in _ended(before, after):
            if box.is_flow and remark.place < box.node.end:
                box.part.tail.append(remark.text)
                break
        else:
            rest.append(remark)
    return rest


def _into_tails(lines: list[Remark], before: _Spot, after: _Spot | None) -> list[Remark]:
    """Comments that are indented like what ends above them stay there; the others come back."""
    boxes = [box for box in _ended(before, after) if not box.is_flow]
    edge = -1 if after is None else _column(after)
    waiting: list[Remark] = []
    for position, remark in enumerate(lines):
        if not remark.text:
            waiting.append(remark)
            continue
        boxes = _fitting(boxes, remark.column)
        if not boxes or remark.column <= edge:
            return [*waiting, *lines[position:]]
        boxes[0].part.tail += [each.text for each in (*waiting, remark)]
        waiting = []
    return waiting


def _fitting(boxes: list[_Box], column: int) -> list[_Box]:
    """From the nearest box that is not indented more; of several in one column the outermost."""
    while boxes and boxes[0].column > column:
        boxes = boxes[1:]
    while len(boxes) > 1 and boxes[1].column == boxes[0].column:
        boxes = boxes[1:]
    return boxes


def _ended(before: _Spot, after: _Spot | None) -> list[_Box]:
    """The lists and mappings that end between two entries, from the nearest outwards."""
    around = [] if after is None else [id(box) for box in after.boxes()]
    return [box for box in before.boxes() if id(box) not in around]


def _column(spot: _Spot) -> int:
    """Where an entry begins on its line: an item at its dash."""
    return spot.box.column if not spot.box.is_flow else spot.place[1]
