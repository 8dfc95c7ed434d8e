"""The bytes of an XLSX file go in; the filled rows of its visible sheets come out.

The door of content to openpyxl. Values are those that Excel stored last; formulas are never
computed. Merged cells have their text in the first of them.
"""

from __future__ import annotations

import warnings
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

import openpyxl
from openpyxl.utils.escape import unescape

from nokgen.diagnostics import Hint
from nokgen.diagnostics import tables as codes
from nokgen.limits import Limits
from nokgen.messages import N_
from nokgen.read.tables.formats import Kind, formatted, kind_of, moment_text
from nokgen.read.tables.grid import Grid
from nokgen.read.tables.package import opened
from nokgen.read.tables.places import SheetPlaces
from nokgen.read.tables.refusal import RefusedError, damaged, too_large
from nokgen.read.tables.table import column_letters
from nokgen.read.tables.texts import Garbled, clean, failed, garbled, garbled_date, unguarded

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import _WorksheetLike

assert openpyxl.DEFUSEDXML, "openpyxl reads XML without defusedxml"

# What openpyxl raises for a workbook that says of itself what cannot be; found by breaking valid
# workbooks at random (docs/decisions/0012). SyntaxError is that of XML.
_DAMAGED = (
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    SyntaxError,
    TypeError,
    ValueError,
)
_SAVE_AGAIN = Hint(N_("open the file in Excel or LibreOffice and save it: then it is computed"))


class _Cell(Protocol):
    """What is asked of a cell of openpyxl."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...
    @property
    def number_format(self) -> str | None: ...


def read_workbook(data: bytes, path: str, limits: Limits) -> dict[str | None, Grid]:
    """The visible sheets of a workbook that have any text, by name; RefusedError without one."""
    package = opened(data, limits)
    reader = _Reader(limits)
    with warnings.catch_warnings():
        # openpyxl warns of what it does not keep when it writes.
        warnings.simplefilter("ignore")
        for sheet in _sheets(package.archive):
            # The one thing that openpyxl does not tell openly: the part of a sheet.
            part: str = getattr(sheet, "_worksheet_path", "")
            formulas = package.formulas.get(part, set())
            reader.read(sheet.title, path, _rows(sheet), formulas)
    if not reader.grids:
        raise RefusedError(codes.TABLE_EMPTY)
    return reader.grids


def _sheets(archive: BytesIO) -> list[_WorksheetLike]:
    try:
        book = openpyxl.load_workbook(archive, read_only=True, data_only=True, keep_links=False)
    except _DAMAGED:
        raise damaged() from None
    return [each for each in book.worksheets if each.sheet_state == "visible"]


def _rows(sheet: _WorksheetLike) -> Iterator[Sequence[_Cell]]:
    """The rows from the first one, missing ones, too; what a sheet says of its size may lie."""
    sheet.reset_dimensions()
    try:
        yield from sheet.iter_rows()
    except _DAMAGED:
        raise damaged() from None


class _Reader:
    """The sheets of one workbook that were read, and what is left of its limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.grids: dict[str | None, Grid] = {}
        self._filled = limits.workbook_cells
        self._passed = limits.workbook_places

    def read(
        self, name: str, path: str, rows: Iterable[Sequence[_Cell]], formulas: Container[str]
    ) -> None:
        """Take a sheet; `formulas` are its cells with one."""
        places = SheetPlaces(name, path)
        grid = Grid(places, self._limits)
        for number, cells in enumerate(rows):
            self._passed -= len(cells) + 1
            if self._passed < 0:
                raise too_large(self._limits, "workbook_places")
            texts = self._texts(grid, number, cells, formulas) if cells else []
            grid.add(number, texts)
            if texts:
                places.rows[number] = texts
        if grid.rows:
            self.grids.setdefault(name, grid)

    def _texts(
        self, grid: Grid, row: int, cells: Sequence[_Cell], formulas: Container[str]
    ) -> list[str]:
        texts: list[str] = []
        for column, cell in enumerate(cells):
            text, fault = "", None
            if cell.value is not None:
                self._filled -= 1
                text, fault = _text(cell, self._limits)
            elif formulas and f"{column_letters(column)}{row + 1}" in formulas:
                fault = Garbled(codes.FORMULA_NOT_COMPUTED, "", {}, _SAVE_AGAIN)
            if fault is not None:
                grid.note(row, column, fault)
            texts.append(text)
        if self._filled < 0:
            raise too_large(self._limits, "workbook_cells")
        return texts


def _text(cell: _Cell, limits: Limits) -> tuple[str, Garbled | None]:
    """The text of a value, and what is amiss with it."""
    value, code = cell.value, _format(cell)
    match value:
        case str() if cell.data_type == "e":
            return value, failed(value)
        case str():
            text = unguarded(_typed(value, limits))
            fault = garbled(text)
            return (fault.text, fault) if fault else (text, None)
        case bool():
            return "true" if value else "false", None
        case int() | float():
            return formatted(value, code), None
        case date() | time() | timedelta():
            text = moment_text(value, code)
            kinds = (Kind.DAY_MONTH, Kind.MONTH_YEAR)
            is_garbled = isinstance(value, date) and kind_of(code)[0] in kinds
            return text, garbled_date(text, text) if is_garbled else None
    raise TypeError(type(value))


def _format(cell: _Cell) -> str:
    try:
        return cell.number_format or ""
    except (IndexError, TypeError):  # there is no such style
        raise damaged() from None


def _typed(text: str, limits: Limits) -> str:
    """A text as it was typed: escapes resolved, control characters made blanks."""
    text = clean(unescape(text), limits)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(sign if sign == "\n" or sign.isprintable() else " " for sign in text)
    return text.strip()
