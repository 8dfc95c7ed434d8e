"""The frame of a fault: a span with its line goes in; the drawn place with its carets comes out."""

from __future__ import annotations

import unicodedata

from nokgen.frozen import frozen
from nokgen.messages import Messages
from nokgen.report.sentence import one_line, visible
from nokgen.source import Span

# Columns of a terminal for the line of the file; a longer line is cut around the fault.
LINE_WIDTH = 96
LEAD_WIDTH = 32  # kept before the fault when the line is cut
REACH = 512  # characters that are looked at on either side of the fault
TAB = "    "
GAP = "…"
# Of the name of a sheet and of the heading of a column.
NAME_LENGTH = 40


@frozen
class Drawn:
    """A line of a file as it is shown, and the carets below it."""

    line: str
    carets: str


@frozen
class _Cell:
    """A character of the file as it is shown, and how many columns it takes."""

    shown: str
    width: int


def place(span: Span, messages: Messages) -> str:
    """`path:line:column`, in a table with the cell; only the path for a whole file."""
    path = one_line(span.path)
    cell = cell_of(span, messages)
    if cell and span.sheet is not None:
        return f"{path}: {cell}"
    if span.excerpt is None and (span.line, span.column) == (1, 1):
        return path
    line = f"{path}:{span.line}:{span.column}"
    return f"{line} ({cell})" if cell else line


def cell_of(span: Span, messages: Messages) -> str:
    """Where a cell stands as Excel shows it: «лист «Лист1», ячейка C7»; "" outside tables."""
    if span.cell is None:
        return ""
    reference = span.cell.rpartition("!")[2]
    words = []
    if span.sheet is not None:
        words.append(messages.gettext("sheet “%(sheet)s”", sheet=_short(span.sheet)))
    if ":" in reference:
        words.append(messages.gettext("row %(row)s", row=reference.partition(":")[0]))
    else:
        words.append(messages.gettext("cell %(cell)s", cell=reference))
    if span.heading is not None:
        words.append(messages.gettext("column “%(heading)s”", heading=_short(span.heading)))
    return ", ".join(words)


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= NAME_LENGTH else text[: NAME_LENGTH - 1].rstrip() + GAP


def draw(span: Span, excerpt: str) -> Drawn:
    """The line of the file, cut around the fault if it is long, and carets below the stretch."""
    start = min(span.column - 1, len(excerpt))
    end = span.end_column - 1 if span.end_line == span.line else len(excerpt.rstrip())
    # A line may have millions of characters: only those near the fault are looked at.
    skipped = max(0, start - REACH)
    cells = [_cell(char) for char in excerpt[skipped : start + REACH]]
    is_whole = skipped + len(cells) == len(excerpt)
    start -= skipped
    end = max(start, min(end - skipped, len(cells)))
    first, last = _window(cells, start)
    lead = GAP if skipped or first > 0 else ""
    tail = "" if is_whole and last == len(cells) else GAP
    line = lead + "".join(cell.shown for cell in cells[first:last]) + tail
    offset = len(lead) + _width(cells[first:start])
    count = _width(cells[start : min(end, last)])
    return Drawn(line.rstrip(), " " * offset + "^" * max(1, count))


def _window(cells: list[_Cell], start: int) -> tuple[int, int]:
    """The first and the last cell to show, so that the cell at `start` is among them."""
    if _width(cells) <= LINE_WIDTH:
        return 0, len(cells)
    first = start
    lead = 0
    while first > 0 and lead + cells[first - 1].width <= LEAD_WIDTH:
        first -= 1
        lead += cells[first].width
    last = first
    taken = 0
    while last < len(cells) and taken + cells[last].width <= LINE_WIDTH:
        taken += cells[last].width
        last += 1
    # Near the end of the line there is room for more of what stands before.
    while last == len(cells) and first > 0 and taken + cells[first - 1].width <= LINE_WIDTH:
        first -= 1
        taken += cells[first].width
    return first, last


def _cell(char: str) -> _Cell:
    if char == "\t":
        return _Cell(TAB, len(TAB))
    shown = visible(char)
    if unicodedata.category(shown) in ("Mn", "Me"):
        return _Cell(shown, 0)
    return _Cell(shown, 2 if unicodedata.east_asian_width(shown) in ("W", "F") else 1)


def _width(cells: list[_Cell]) -> int:
    return sum(cell.width for cell in cells)
