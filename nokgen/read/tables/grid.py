"""The filled rows of a sheet go in; its header, its data and the faults of its cells come out.

Where the table begins: above the header there may be titles, rows with few cells. The header may
take several rows («Критерий 1» above «1.1», «1.2»), and below it column numbers («1», «2», «3» …).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from nokgen.diagnostics import Code, Diagnostic, Hint
from nokgen.diagnostics import tables as codes
from nokgen.limits import Limits
from nokgen.messages import N_
from nokgen.read.tables.limits import MAX_FAULTS
from nokgen.read.tables.refusal import RefusedError, too_large
from nokgen.read.tables.table import Places, Table

if TYPE_CHECKING:
    from nokgen.read.tables.texts import Garbled

# Rows in which the header is looked for.
_TOP = 50
_HEADER_ROWS = 3
# Column numbers are believed where there are enough of them, or where an ИНН must stand.
_NUMBERED = 8
_NUMBERED_WITH_INN = 3
_LABEL = re.compile(r"\d\.\d{1,2}\.?|.*[^\W\d_].*", re.DOTALL)
_INN = re.compile(r"(?:\b|_)(?:инн|inn)(?:\b|_)", re.IGNORECASE)
# An ИНН has 10 digits, that of a person 12.
_INN_WITHOUT_ZERO = re.compile(r"\d{9}|\d{11}", re.ASCII)

_ONLY_HEADER = Hint(N_("there is only a row of headings: add the rows with the data"))
_ADD_ZERO = Hint(
    N_("write `%(value)s`, and in Excel give the column the format “Text” before typing")
)
_HEADING = Hint(
    N_(
        "write a heading above the column or delete what stands in it; in a CSV file with commas a "
        "number with a decimal comma must be in quotes"
    )
)


@dataclass(slots=True)
class Grid:
    """The rows of a sheet that have any text, each with its number, and what is amiss in cells.

    Numbers of rows and columns count from 0 as the sheet shows them.
    """

    places: Places
    limits: Limits
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    garbled: list[tuple[int, int, Garbled]] = field(default_factory=list)
    _cells: int = 0
    _told: Counter[Code] = field(default_factory=Counter)

    def add(self, number: int, texts: list[str]) -> None:
        """Take a row; an empty one is left out, and so are empty cells at its end."""
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            return
        if len(texts) > self.limits.table_columns:
            raise too_large(self.limits, "table_columns")
        if len(self.rows) > self.limits.table_rows + _TOP:
            raise too_large(self.limits, "table_rows")
        self._cells += len(texts) - texts.count("")
        if self._cells > self.limits.table_cells:
            raise too_large(self.limits, "table_cells")
        self.rows.append((number, texts))

    def note(self, row: int, column: int, garbled: Garbled) -> None:
        """Remember a cell that is not what was typed; only so many of a kind."""
        self._told[garbled.code] += 1
        if self._told[garbled.code] <= MAX_FAULTS:
            self.garbled.append((row, column, garbled))


def has_table(grid: Grid) -> bool:
    """Whether two rows at least have two cells; a cover sheet and notes have lines of text."""
    wide = (1 for _number, texts in grid.rows if len(texts) - texts.count("") > 1)
    return len(list(islice(wide, 2))) > 1


def make_table(grid: Grid, path: str) -> tuple[Table, list[Diagnostic]]:
    """The table of a sheet and the faults of its cells; RefusedError when there is none."""
    if not grid.rows:
        raise RefusedError(codes.TABLE_EMPTY)
    rows = grid.rows
    top = _header_at(rows)
    below = _data_at(rows, top)
    if below >= len(rows):
        raise RefusedError(codes.TABLE_EMPTY, _ONLY_HEADER)
    if len(rows) - below > grid.limits.table_rows:
        raise too_large(grid.limits, "table_rows")
    used = rows[top:]
    first = min(_indent(texts) for _number, texts in used)
    width = max(len(texts) for _number, texts in used) - first
    header, header_rows = _header(rows[top:below], first, width)
    data = [_padded(texts, first, width) for _number, texts in rows[below:]]
    table = Table(
        path,
        header,
        data,
        grid.places,
        header_rows=header_rows,
        row_numbers=[number for number, _texts in rows[below:]],
        first_column=first,
    )
    return table, [*_garbled(grid, table, rows[below - 1][0]), *_faults(table)]


def _header_at(rows: Sequence[tuple[int, list[str]]]) -> int:
    """The first row that has a third of the cells of the widest one; titles have fewer."""
    filled = [len(texts) - texts.count("") for _number, texts in rows[:_TOP]]
    widest = max(filled)
    enough = max(2, widest / 3) if widest > 1 else 1
    return next(index for index, count in enumerate(filled) if count >= enough)


def _data_at(rows: Sequence[tuple[int, list[str]]], top: int) -> int:
    """The first row below the header, its further rows and its column numbers."""
    below = top + 1
    while below < min(len(rows), top + _HEADER_ROWS) and _continues(rows[below - 1], rows[below]):
        below += 1
    header = [text for _number, texts in rows[top:below] for text in texts]
    enough = _NUMBERED_WITH_INN if any(map(_INN.search, header)) else _NUMBERED
    return below + 1 if below < len(rows) and _is_numbers(rows[below][1], enough) else below


def _continues(above: tuple[int, list[str]], row: tuple[int, list[str]]) -> bool:
    """Whether a row is a part of the header above it.

    It names columns that have no name yet, has nothing new below the first heading, and nothing in
    it looks like data.
    """
    width = max(len(above[1]), len(row[1]))
    upper, lower = _padded(above[1], 0, width), _padded(row[1], 0, width)
    first = _indent(above[1])
    return (
        row[0] == above[0] + 1
        and any(low and not up for up, low in zip(upper, lower, strict=True))
        and lower[first] in ("", upper[first])
        and all(_LABEL.fullmatch(text) for text in lower if text)
    )


def _is_numbers(texts: Sequence[str], enough: int) -> bool:
    filled = [text for text in texts if text]
    return len(filled) >= enough and filled == [str(n) for n in range(1, len(filled) + 1)]


def _indent(texts: Sequence[str]) -> int:
    return next(index for index, text in enumerate(texts) if text)


def _padded(texts: Sequence[str], first: int, width: int) -> tuple[str, ...]:
    return (*texts[first:], *[""] * (first + width - max(len(texts), first)))


def _header(
    rows: Sequence[tuple[int, list[str]]], first: int, width: int
) -> tuple[list[str], list[int]]:
    """Of each column the lowest heading that is not empty, and the row where it stands."""
    header = [""] * width
    numbers = [rows[0][0]] * width
    for index, (number, texts) in enumerate(rows):
        if index > 0 and _is_numbers(texts, _NUMBERED_WITH_INN):
            continue
        for column, text in enumerate(_padded(texts, first, width)):
            if text:
                header[column] = " ".join(text.split())
                numbers[column] = number
    return header, numbers


def _garbled(grid: Grid, table: Table, below: int) -> list[Diagnostic]:
    """The faults of cells. In the header a date is 1.1 … 5.3 again, and so no fault any more."""
    return [
        Diagnostic(fault.code, table.sheet_span(row, column), fault.params, fault.hint)
        for row, column, fault in grid.garbled
        if fault.code is not codes.NUMBER_BECAME_DATE or row > below
    ]


def _faults(table: Table) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for column, heading in enumerate(table.header):
        if not heading:
            found += _without_heading(table, column)
        elif _INN.search(heading):
            found += _without_zero(table, column)
    return found


def _without_heading(table: Table, column: int) -> list[Diagnostic]:
    """One fault for a column, at the first cell that has a text."""
    for row, texts in enumerate(table.rows):
        if texts[column]:
            params: Mapping[str, object] = {"value": texts[column]}
            span = table.span(row, column)
            return [Diagnostic(codes.HEADING_MISSING, span, params, _HEADING)]
    return []


def _without_zero(table: Table, column: int) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for row, texts in enumerate(table.rows):
        value = texts[column]
        if _INN_WITHOUT_ZERO.fullmatch(value) and len(found) < MAX_FAULTS:
            hint = Hint(_ADD_ZERO.message, {"value": f"0{value}"})
            params: Mapping[str, object] = {"value": value, "digits": len(value)}
            span = table.span(row, column)
            found.append(Diagnostic(codes.LEADING_ZERO_LOST, span, params, hint))
    return found
