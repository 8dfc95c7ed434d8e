"""Where the comments and empty lines of a YAML text stand: nodes and lines in, remarks out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nokgen.frozen import frozen
from nokgen.read.compose import Node, Place


@frozen
class Remark:
    """A comment, or an empty line when `text` is "".

    `column` is that of the first sign of the line, also where only dashes stand before the comment;
    `beside` tells a comment that has something of meaning before it on its line.
    """

    place: Place
    column: int
    text: str
    beside: bool = False


def remarks(top: Node, lines: Sequence[str]) -> list[Remark]:
    """All comments and the empty lines between the parts, in their order."""
    scalars = sorted((_extent(node, indent, lines) for node, indent in _scalars(top)))
    found: list[Remark] = []
    index = 0
    for number, line in enumerate(lines):
        column = 0
        while index < len(scalars) and scalars[index][1] <= (number, 0):
            index += 1
        if index < len(scalars) and scalars[index][0] < (number, 0):
            if scalars[index][1][0] > number:
                continue  # inside of a text of several lines
            column = scalars[index][1][1]
        remark = _remark(number, line, column, scalars[index:])
        if remark is not None:
            found.append(remark)
    return found


def _remark(
    number: int, line: str, column: int, scalars: Sequence[tuple[Place, Place]]
) -> Remark | None:
    if not line.strip():
        return Remark((number, 0), 0, "") if column == 0 else None
    for start, end in scalars:
        if start[0] > number:
            break
        found = _sign(line, column, start[1] if start[0] == number else column)
        if found is not None:
            return _comment(number, line, found)
        if end[0] > number:
            return None
        column = max(column, end[1])
    found = _sign(line, column, len(line))
    return None if found is None else _comment(number, line, found)


def _sign(line: str, start: int, stop: int) -> int | None:
    """Where a comment begins between two columns."""
    for column in range(start, stop):
        if line[column] == "#" and (column == 0 or line[column - 1] in " \t"):
            return column
    return None


def _comment(number: int, line: str, column: int) -> Remark:
    before = line[:column]
    first = len(line) - len(line.lstrip(" \t"))
    # Behind a dash or the start of a document a comment is about what follows.
    beside = bool(before.replace("---", "").strip(" \t-?"))
    return Remark((number, column), first, line[column:].rstrip(), beside)


def _scalars(top: Node) -> Iterator[tuple[Node, int]]:
    """Every scalar, keys too, with the indentation that a text in lines below must exceed."""
    waiting: list[tuple[Node, int]] = [(top, -1)]
    while waiting:
        node, indent = waiting.pop()
        if node.kind == "scalar":
            if node.start != node.end:
                yield node, indent
            continue
        inner = node.start[1] if node.style == "block" else indent
        waiting += [(each, inner) for each in (*node.keys, *node.items)]


def _extent(node: Node, indent: int, lines: Sequence[str]) -> tuple[Place, Place]:
    """Where a scalar begins and ends; of a text below `|` or `>`, without empty lines at its end.

    Its header is left out, so that a comment there is seen.
    """
    if node.style not in ("|", ">"):
        return node.start, node.end
    header = lines[node.start[0]][node.start[1] :].split(" ")[0]
    digits = [int(sign) for sign in header if sign.isdigit()]
    least = max(indent, 0) + digits[0] if digits else None
    last = None
    for number in range(node.start[0] + 1, len(lines)):
        line = lines[number]
        if not line.strip(" "):
            continue
        here = len(line) - len(line.lstrip(" "))
        if least is None:
            least = here if here > indent else len(line) + 1
        if here < least:
            break
        last = number
    if last is None:
        last = node.start[0]
    if "+" in header:  # empty lines belong to the text
        while last + 1 < len(lines) and not lines[last + 1].strip():
            last += 1
    return (node.start[0] + 1, 0), (last + 1, 0)
