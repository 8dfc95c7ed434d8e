"""The bytes of a CSV file go in; its table, with the line and column of every cell, comes out.

The separator (`;`, a tab or `,`) is found by looking. Quotes are those of RFC 4180: a cell in
quotes may hold separators and line ends, a quote in it is doubled. So the length of a cell in the
file follows from its text, and `csv`, which tells only lines, is enough to locate every cell.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice

from nokgen.diagnostics import Diagnostic, Hint, reading
from nokgen.diagnostics import tables as codes
from nokgen.limits import Limits
from nokgen.messages import N_
from nokgen.read.document import Lines
from nokgen.read.tables.grid import Grid
from nokgen.read.tables.limits import SHEET_COLUMNS
from nokgen.read.tables.refusal import RefusedError, too_large
from nokgen.read.tables.table import column_letters
from nokgen.read.tables.texts import clean, garbled, unguarded
from nokgen.read.text import decode, guess_encoding
from nokgen.source import Span

# A tab is never typed by chance, and commas stand in every number: so the order.
_SEPARATORS = ("\t", ";", ",")
_DEFAULT = ";"
_LOOKED_AT = 50
_SEP_LINE = re.compile(r'"?sep=(?P<separator>[;,\t|])"?(?:\n|$)', re.IGNORECASE)
_QUOTED = r'"[^"]*+(?:""[^"]*+)*+"'

# What Excel writes into every CSV file is no fault of anybody.
_HABITS = (reading.BYTE_ORDER_MARK, reading.LINE_ENDS_WINDOWS)
_ENCODINGS = {"cp1251": "Windows-1251", "utf-16": "UTF-16"}

_SAVE_UTF8 = Hint(N_("in Excel choose “Save as” and the kind “CSV UTF-8 (comma delimited)”"))
_IS_PAGE = Hint(N_("this is a web page under a wrong name: open it in Excel and save it as XLSX"))
_CLOSE = Hint(N_('close the quote at the end of the cell; a quote inside it is doubled: ""'))
_DOUBLE = Hint(N_('write «…» in place of the quotes, or double each of them: ""'))


class _WrongQuotesError(Exception):
    """A row cannot be read; it begins on a line that counts from 0."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_delimited(data: bytes, path: str, limits: Limits) -> tuple[Grid | None, list[Diagnostic]]:
    """The filled rows of a CSV file, or None with the reason; and the faults of the file."""
    text, found = _decoded(data, path)
    if text is None:
        return None, found
    if text.lstrip()[:1] == "<":
        raise RefusedError(codes.TABLE_UNREADABLE, _IS_PAGE)
    order = _SEP_LINE.match(text)
    separator = order["separator"] if order else _separator(text)
    places = DelimitedPlaces(path, text, separator, limits)
    grid = Grid(places, limits)
    rows = _rows(text, separator, 1 if order else 0, limits)
    try:
        for number, (line, values) in enumerate(rows):
            places.rows.append(line)
            grid.add(number, _texts(grid, number, values))
    except _WrongQuotesError as wrong:
        return None, [*found, places.wrong_quotes(wrong.line)]
    return grid, found


def _texts(grid: Grid, number: int, values: list[str]) -> list[str]:
    texts: list[str] = []
    for column, value in enumerate(values):
        text = unguarded(clean(value, grid.limits)) if value else ""
        fault = garbled(text)
        if fault is not None:
            grid.note(number, column, fault)
            text = fault.text
        texts.append(text)
    return texts


def _decoded(data: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The text with line feeds only; in an older encoding of Excel with a warning."""
    encoding = _older_encoding(data)
    older: list[Diagnostic] = []
    if encoding is not None:
        try:
            data = data.decode(encoding).encode()
        except UnicodeError:
            pass  # not all of it is in that encoding: told below
        else:
            params = {"encoding": _ENCODINGS[encoding]}
            span = Span.of_file(path)
            older = [Diagnostic(codes.ENCODING_OLDER, span, params, _SAVE_UTF8)]
    text, found = decode(data, path)
    return text, older + [each for each in found if each.code not in _HABITS]


def _older_encoding(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "cp1251" if guess_encoding(data) == "cp1251" else None
    return None


def _separator(text: str) -> str:
    """The first of the separators that at least half of the filled rows have."""
    for separator in _SEPARATORS:
        having = rows = 0
        reader = csv.reader(StringIO(text), delimiter=separator)
        try:
            for values in islice(reader, _LOOKED_AT):
                if len(values) > 1 or "".join(values).strip():
                    rows += 1
                    having += len(values) > 1
        except csv.Error:
            pass  # told when the rows are read
        if having and having * 2 >= rows:
            return separator
    return _DEFAULT


def _rows(text: str, separator: str, first: int, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """The line on which each row begins, counted from 0, and the texts of its cells."""
    lines = islice(StringIO(text), first, None)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line, count = first, 0
    try:
        for values in reader:
            count += len(values)
            if len(values) > SHEET_COLUMNS:
                raise too_large(limits, "table_columns")
            if count > limits.table_places:
                raise too_large(limits, "table_places")
            yield line, values
            line = first + reader.line_num
    except csv.Error:
        raise _WrongQuotesError(line) from None


class DelimitedPlaces:
    """Where the cells of a CSV file stand: the row is read again when somebody asks.

    `rows` are the lines on which all rows begin, empty ones too, counted from 0.
    """

    def __init__(self, path: str, text: str, separator: str, limits: Limits) -> None:
        self._limits = limits
        self.rows: list[int] = []
        self._lines = Lines(path, text)
        self._text = text
        self._separator = separator
        self._line_starts: list[int] = []

    def cell(self, row: int, column: int) -> Span:
        """The span of a cell with its quotes; the end of the row when it is missing."""
        cells = self._cells(row)
        start, end = cells[column] if column < len(cells) else (cells[-1][1], cells[-1][1])
        return replace(self._stretch(start, end), cell=f"{column_letters(column)}{row + 1}")

    def line(self, row: int) -> Span:
        """The span of a row, that may take several lines of the file."""
        cells = self._cells(row)
        return replace(self._stretch(cells[0][0], cells[-1][1]), cell=f"{row + 1}:{row + 1}")

    def wrong_quotes(self, line: int) -> Diagnostic:
        """The fault of the first cell with wrong quotes in the row that begins on a line."""
        separator = re.escape(self._separator)
        cell = re.compile(rf'{_QUOTED}(?=[{separator}\n]|\Z)|(?!")[^{separator}\n]*')
        start = self._offset(line)
        while found := cell.match(self._text, start):
            start = found.end() + 1
            if self._text[found.end() : start] != self._separator:
                raise too_large(
                    self._limits, "cell_characters"
                )  # no quotes are wrong: `csv` has a limit, too
        quoted = re.compile(rf"{_QUOTED}[^{separator}\n]*").match(self._text, start)
        if quoted is None:
            span = self._stretch(start, len(self._text))
            return Diagnostic(codes.CELL_QUOTE_UNCLOSED, span, {}, _CLOSE)
        return Diagnostic(codes.CELL_QUOTE_INSIDE, self._stretch(*quoted.span()), {}, _DOUBLE)

    def _cells(self, row: int) -> list[tuple[int, int]]:
        """Where each cell of a row begins and ends in the text."""
        start = self._offset(self.rows[row])
        end = self._offset(self.rows[row + 1]) if row + 1 < len(self.rows) else len(self._text)
        cells: list[tuple[int, int]] = []
        reader = csv.reader(StringIO(self._text[start:end]), delimiter=self._separator)
        for value in next(reader):
            quotes = value.count('"') + 2 if self._text.startswith('"', start) else 0
            cells.append((start, start + len(value) + quotes))
            start = cells[-1][1] + 1
        return cells

    def _stretch(self, start: int, end: int) -> Span:
        """The span between two offsets of the text, without the blanks at its ends."""
        text = self._text[start:end]
        start += len(text) - len(text.lstrip()) if text.strip() else 0
        return self._lines.span(self._place(start), self._place(start + len(text.strip())))

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts(), offset) - 1
        return line, offset - self._starts()[line]

    def _offset(self, line: int) -> int:
        starts = self._starts()
        return starts[line] if line < len(starts) else len(self._text)

    def _starts(self) -> list[int]:
        if not self._line_starts:
            self._line_starts = [0, *(end.end() for end in re.finditer("\n", self._text))]
        return self._line_starts
