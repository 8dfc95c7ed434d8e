"""The bytes of a CSV file go in; its table, with the line and column of every cell, comes out.

The separator (`;`, a tab or `,`) is found by looking. One scanner reads and locates, so that a
place cannot disagree with a text; tests compare it with the `csv` of Python. Quotes are those of
RFC 4180: a cell in quotes may hold separators and line ends, a quote in it is doubled.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from nokgen.diagnostics import Code, Diagnostic, Hint, reading
from nokgen.diagnostics import tables as codes
from nokgen.messages import N_
from nokgen.read.document import Lines
from nokgen.read.tables.grid import Grid, make_table
from nokgen.read.tables.limits import MAX_PIECES, SHEET_COLUMNS
from nokgen.read.tables.refusal import RefusedError, too_large
from nokgen.read.tables.table import Table, column_letters
from nokgen.read.tables.texts import clean, garbled, unguarded
from nokgen.read.text import decode, guess_encoding
from nokgen.source import Span

# A tab is never typed by chance, and commas stand in every number: so the order.
_SEPARATORS = ("\t", ";", ",")
_DEFAULT = ";"
_LOOKED_AT = 50
_SEP_LINE = re.compile(r'"?sep=(?P<separator>[;,\t|])"?(?:\n|$)', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_PLAIN = {sign: re.compile(f"[^{re.escape(sign)}\n]*") for sign in (*_SEPARATORS, "|")}

# What Excel writes into every CSV file is no fault of anybody.
_HABITS = (reading.BYTE_ORDER_MARK, reading.LINE_ENDS_WINDOWS)
_ENCODINGS = {"cp1251": "Windows-1251", "utf-16": "UTF-16"}

_SAVE_UTF8 = Hint(N_("in Excel choose “Save as” and the kind “CSV UTF-8 (comma delimited)”"))
_IS_PAGE = Hint(N_("this is a web page under a wrong name: open it in Excel and save it as XLSX"))
_CLOSE = Hint(N_('close the quote at the end of the cell; a quote inside it is doubled: ""'))
_DOUBLE = Hint(N_('write «…» in place of the quotes, or double each of them: ""'))


class _Piece(NamedTuple):
    """A cell of the file: its stretch of the text, and what it says."""

    start: int
    end: int
    value: str
    fault: Code | None = None


def read_delimited(data: bytes, path: str) -> tuple[Table | None, list[Diagnostic]]:
    """The table of a CSV file, or None with the reason; and its faults."""
    text, found = _decoded(data, path)
    if text is None:
        return None, found
    if text.lstrip()[:1] == "<":
        raise RefusedError(codes.TABLE_UNREADABLE, _IS_PAGE)
    order = _SEP_LINE.match(text)
    begin = order.end() if order else 0
    separator = order["separator"] if order else _separator(text)
    places = DelimitedPlaces(path, text, separator)
    grid = Grid(places)
    for number, (start, values, wrong) in enumerate(_records(text, separator, begin)):
        places.starts.append(start)
        if wrong is not None and wrong.fault is not None:
            span = places.stretch(wrong.start, wrong.end)
            hint = _CLOSE if wrong.fault is codes.CELL_QUOTE_UNCLOSED else _DOUBLE
            return None, [*found, Diagnostic(wrong.fault, span, {}, hint)]
        grid.add(number, _texts(grid, number, values))
    table, faults = make_table(grid, path)
    return table, found + faults


def _texts(grid: Grid, number: int, values: list[str]) -> list[str]:
    texts: list[str] = []
    for column, value in enumerate(values):
        text = unguarded(clean(value)) if value else ""
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
        for _start, values, _wrong in islice(_records(text, separator, 0), _LOOKED_AT):
            if len(values) > 1 or values[0].strip():
                rows += 1
                having += len(values) > 1
        if having and having * 2 >= rows:
            return separator
    return _DEFAULT


def _records(
    text: str, separator: str, begin: int
) -> Iterator[tuple[int, list[str], _Piece | None]]:
    """Where each row begins, the texts of its cells, and the first cell whose quotes are wrong."""
    position, count = begin, 0
    while position < len(text):
        start = position
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        if '"' in line:
            pieces, position = _record(text, separator, start)
            wrong = next((piece for piece in pieces if piece.fault), None)
            yield start, [piece.value for piece in pieces], wrong
            count += len(pieces)
        else:
            texts = line.split(separator)
            position = start + len(line) + 1
            yield start, texts, None
            count += len(texts)
        if count > MAX_PIECES:
            raise too_large("pieces")


def _record(text: str, separator: str, position: int) -> tuple[list[_Piece], int]:
    """The cells of the row at a position, and where the next row begins."""
    pieces: list[_Piece] = []
    plain = _PLAIN[separator]
    while True:
        piece = _piece(text, plain, position)
        pieces.append(piece)
        position = piece.end
        if text[position : position + 1] != separator:
            return pieces, position + 1
        position += 1
        if len(pieces) > SHEET_COLUMNS:
            raise too_large("columns")


def _piece(text: str, plain: re.Pattern[str], start: int) -> _Piece:
    if not text.startswith('"', start):
        found = plain.match(text, start)
        end = found.end() if found else start
        return _Piece(start, end, text[start:end])
    quoted = _QUOTED.match(text, start)
    if quoted is None:
        return _Piece(start, len(text), "", codes.CELL_QUOTE_UNCLOSED)
    rest = plain.match(text, quoted.end())
    end = rest.end() if rest else quoted.end()
    fault = codes.CELL_QUOTE_INSIDE if text[quoted.end() : end].strip() else None
    return _Piece(start, end, quoted[0][1:-1].replace('""', '"'), fault)


class DelimitedPlaces:
    """Where the cells of a CSV file stand: the row is scanned again when somebody asks.

    `starts` are the offsets of all rows, empty ones too.
    """

    def __init__(self, path: str, text: str, separator: str) -> None:
        self.starts: list[int] = []
        self._lines = Lines(path, text)
        self._text = text
        self._separator = separator
        self._line_starts: list[int] = []

    def cell(self, row: int, column: int) -> Span:
        """The span of a cell with its quotes; the end of the row when it is missing."""
        pieces, _next = _record(self._text, self._separator, self.starts[row])
        if column < len(pieces):
            span = self.stretch(pieces[column].start, pieces[column].end)
        else:
            span = self.stretch(pieces[-1].end, pieces[-1].end)
        return replace(span, cell=f"{column_letters(column)}{row + 1}")

    def line(self, row: int) -> Span:
        """The span of a row, that may take several lines of the file."""
        pieces, _next = _record(self._text, self._separator, self.starts[row])
        span = self.stretch(pieces[0].start, pieces[-1].end)
        return replace(span, cell=f"{row + 1}:{row + 1}")

    def stretch(self, start: int, end: int) -> Span:
        """The span between two offsets of the text, without the blanks at its ends."""
        text = self._text[start:end]
        start += len(text) - len(text.lstrip()) if text.strip() else 0
        return self._lines.span(self._place(start), self._place(start + len(text.strip())))

    def _place(self, offset: int) -> tuple[int, int]:
        if not self._line_starts:
            self._line_starts = [0, *(end.end() for end in re.finditer("\n", self._text))]
        line = bisect_right(self._line_starts, offset) - 1
        return line, offset - self._line_starts[line]
