"""A table that was read: its texts, and on demand where every cell of it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from nokgen.source import Span


class Places(Protocol):
    """Where the cells of a file stand. Rows and columns count from 0, as a sheet shows them."""

    def cell(self, row: int, column: int) -> Span:
        """The span of a cell; of the place where it would be when it is empty or missing."""

    def line(self, row: int) -> Span:
        """The span of a row."""


class Table:
    """A CSV file or a sheet of a workbook: a row of headings and rows of texts.

    `header` has a heading for each column on one line, "" for a column without one; of a header of
    several rows the lowest text that is not empty. Each of `rows` has as many texts as the header,
    stripped, "" for an empty cell. A number is a text, too: as typed in CSV («86,17», «1 234,5»,
    «45 %»), with a point and without the noise of binary fractions from XLSX («86.17», «45%»); a
    date of XLSX is 2021-09-30. Empty rows, and what stands above the header, are left out.
    """

    def __init__(
        self,
        path: str,
        header: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        places: Places,
        *,
        header_rows: Sequence[int],
        row_numbers: Sequence[int],
        first_column: int,
    ) -> None:
        self.path = path
        self.header = tuple(header)
        self.rows = tuple(rows)
        self._places = places
        self._header_rows = header_rows
        self._row_numbers = row_numbers
        self._first_column = first_column

    @property
    def file_span(self) -> Span:
        """The span of the whole file."""
        return Span.of_file(self.path)

    def span(self, row: int, column: int | None) -> Span:
        """Where a cell of the data stands; the whole row for None. Both count from 0."""
        return self._span(self._row_numbers[row], column)

    def header_span(self, column: int | None) -> Span:
        """Where the heading of a column stands; the lowest row of the header for None."""
        row = max(self._header_rows) if column is None else self._header_rows[column]
        return self._span(row, column)

    def sheet_span(self, row: int, column: int) -> Span:
        """Where a cell of the sheet stands, be it in the table or not. Both count from 0."""
        inside = 0 <= column - self._first_column < len(self.header)
        heading = self.header[column - self._first_column] if inside else ""
        return replace(self._places.cell(row, column), heading=heading or None)

    def _span(self, row: int, column: int | None) -> Span:
        if column is None:
            return self._places.line(row)
        return self.sheet_span(row, self._first_column + column)


def column_letters(column: int) -> str:
    """The name of a column that counts from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
