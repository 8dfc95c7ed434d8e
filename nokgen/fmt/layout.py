"""The parts of a file go in, its text in the one style comes out."""

from __future__ import annotations

from collections.abc import Sequence

from nokgen.fmt.parts import Entry, Scalar, Several
from nokgen.fmt.scalars import WIDTH, in_block, in_flow, on_line
from nokgen.fmt.slots import UNKNOWN, Kind, Slot, is_apart, is_small, slots
from nokgen.records.base import Record

STEP = 2


def laid_out(root: Several, record: type[Record] | None) -> list[str]:
    """The lines of a file, or of a part of it at its left edge."""
    slot = Slot(0, Kind.TEXT, record)
    return _trimmed([*_several(root, slot, 0), *_remarks(root.tail, 0)])


def _several(part: Several, slot: Slot, indent: int, *, bare: bool = False) -> list[str]:
    """The lines of a list or a mapping, without its tail; `bare` leaves out what is above it."""
    lines: list[str] = []
    apart = part.is_list and is_apart(slot.record)
    for number, entry in enumerate(_ordered(part, slot)):
        above = _remarks(entry.above, indent)
        if number == 0:
            above = [] if bare else above[above[:1] == [""] :]
        elif apart and above[:1] != [""]:
            above.insert(0, "")
        own = _item(entry, slot, indent) if part.is_list else _pair(entry, slot, indent)
        lines += [*above, *own]
    return lines


def _ordered(part: Several, slot: Slot) -> Sequence[Entry]:
    """The entries of a mapping in the order of its record; keys that it does not know come last."""
    if part.is_list:
        return part.entries
    known = slots(slot.record)
    return sorted(part.entries, key=lambda entry: known.get(entry.key or "", UNKNOWN).order)


def _pair(entry: Entry, owner: Slot, indent: int) -> list[str]:
    slot = slots(owner.record).get(entry.key or "", UNKNOWN)
    head = " " * indent + on_line(entry.key or "") + ":"
    value = entry.value
    if isinstance(value, Scalar):
        below = _scalar(value, slot, indent + STEP, len(head) + 1)
        return _with_beside([_joined(head, below[0]), *below[1:]], entry)
    flow = _flow(value, slot, WIDTH - len(head) - 1)
    if flow is not None:
        return _with_beside([f"{head} {flow}"], entry)
    inner = indent + STEP
    return [
        *_with_beside([head], entry),
        *_several(value, slot, inner),
        *_remarks(value.tail, inner),
    ]


def _item(entry: Entry, slot: Slot, indent: int) -> list[str]:
    """An item of a list behind its dash; a comment that has no room beside it goes above it."""
    edge, inner = " " * indent, indent + STEP
    value = entry.value
    if isinstance(value, Scalar):
        below = _scalar(value, slot, inner, inner)
        return _with_beside([_joined(edge + "-", below[0]), *below[1:]], entry)
    flow = _flow(value, slot, WIDTH - inner)
    if flow is not None:
        return _with_beside([f"{edge}- {flow}"], entry)
    if value.is_list:
        lines = [edge + "-", *_several(value, slot, inner)]
        return [*_with_beside(lines, entry), *_remarks(value.tail, inner)]
    above = [entry.beside or "", *_ordered(value, slot)[0].above]
    lines = _several(value, slot, inner, bare=True)
    return [
        *_remarks([line for line in above if line], indent),
        f"{edge}- {lines[0][inner:]}",
        *lines[1:],
        *_remarks(value.tail, inner),
    ]


def _scalar(value: Scalar, slot: Slot, indent: int, column: int) -> list[str]:
    return [""] if value.text is None else in_block(value.text, slot.kind, indent, column)


def _flow(part: Several, slot: Slot, room: int) -> str | None:
    """A list or a mapping on one line; None when it has comments, or no room, or is not simple."""
    if not part.entries and not any(part.tail):
        return "[]" if part.is_list else "{}"
    if not (part.is_list or is_small(slot.record)) or any(part.tail):
        return None
    pieces = []
    for entry in part.entries if part.is_list else _ordered(part, slot):
        own = slot if part.is_list else slots(slot.record).get(entry.key or "", UNKNOWN)
        if not isinstance(entry.value, Scalar) or entry.beside or any(entry.above):
            return None
        text = None if entry.value.text is None else in_flow(entry.value.text, own.kind)
        key = None if part.is_list else in_flow(entry.key or "", Kind.TEXT)
        if text is None or (key is None and not part.is_list):
            return None
        pieces.append(text if part.is_list else f"{key}: {text}")
    inner = ", ".join(pieces)
    line = f"[{inner}]" if part.is_list else f"{{{inner}}}"
    return line if len(line) <= room else None


def _joined(head: str, value: str) -> str:
    return f"{head} {value}" if value else head


def _with_beside(lines: list[str], entry: Entry) -> list[str]:
    return [f"{lines[0]}  {entry.beside}", *lines[1:]] if entry.beside else lines


def _remarks(above: Sequence[str], indent: int) -> list[str]:
    """Comments in one column; of several empty lines one stays."""
    lines: list[str] = []
    for line in above:
        if line or lines[-1:] != [""]:
            lines.append(" " * indent + line if line else "")
    return lines


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines.pop()
    return lines
