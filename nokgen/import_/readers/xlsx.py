"""A spreadsheet goes in; each of its visible sheets as a table comes out, cells as they are shown.

The door of drafts to openpyxl; `read/tables` has that of content.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from nokgen.import_.limits import CELL_LETTERS, COLUMNS, ROWS
from nokgen.import_.readers.package import damaged, repacked
from nokgen.import_.refusal import RefusalError
from nokgen.import_.source import (
    Block,
    Cell,
    Covered,
    FileFormat,
    Numbering,
    Place,
    Remark,
    Row,
    Source,
    Table,
)
from nokgen.messages import N_

_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


def read_xlsx(data: bytes) -> Source:
    """The tables of a spreadsheet; computed values as they were last computed."""
    try:
        book = openpyxl.load_workbook(repacked(data), data_only=True, rich_text=False)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, InvalidFileException):
        raise damaged() from None
    numbering = Numbering()
    blocks: list[Block] = []
    remarks: list[Remark] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            message = N_("The hidden sheet “%(name)s” was not read.")
            remarks.append(Remark(message, {"name": sheet.title}, Place(sheet=sheet.title)))
            continue
        rows = _rows(sheet, numbering, remarks)
        if rows:
            blocks.append(Table(tuple(rows), Place(sheet=sheet.title)))
    return Source(FileFormat.XLSX, tuple(blocks), numbering.count, tuple(remarks))


def _rows(sheet: Any, numbering: Numbering, remarks: list[Remark]) -> list[Row]:
    covered, origins = _merged(sheet)
    values: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None and str(cell.value).strip():
            values.setdefault(row, {})[column] = cell
    for row, column in covered:
        # A place that is covered counts only where something stands in the merged cell.
        if origins[row, column] in ((r, c) for r in values for c in values[r]):
            values.setdefault(row, {})
    if not values:
        return []
    width = max(max(cells) for cells in values.values() if cells)
    if len(values) > ROWS or width > COLUMNS:
        raise RefusalError(
            N_("%(name)s has more than %(rows)s rows or %(columns)s columns"),
            N_("Leave only the table of the plan in the file."),
            {"rows": ROWS, "columns": COLUMNS},
        )
    rows = []
    for number in sorted(values):
        place = Place(sheet=sheet.title, row=number)
        cells = tuple(
            _cell(values[number].get(column), covered.get((number, column)), place, remarks)
            for column in range(1, width + 1)
        )
        if any(cell.text for cell in cells) or any(c.covered is Covered.UP for c in cells):
            rows.append(Row(cells, place, numbering.next()))
    return rows


def _merged(
    sheet: Any,
) -> tuple[dict[tuple[int, int], Covered], dict[tuple[int, int], tuple[int, int]]]:
    """The places that merged cells cover, and where each of those cells begins."""
    covered: dict[tuple[int, int], Covered] = {}
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                if (row, column) == (area.min_row, area.min_col):
                    continue
                is_below = row > area.min_row
                covered[row, column] = Covered.UP if is_below else Covered.LEFT
                origins[row, column] = (area.min_row, area.min_col)
    return covered, origins


def _cell(cell: Any, covered: Covered | None, place: Place, remarks: list[Remark]) -> Cell:
    if covered is not None:
        return Cell("", covered)
    if cell is None:
        return Cell("")
    text = _shown(cell.value, str(cell.number_format or "General"))
    if isinstance(cell.value, datetime) and not re.search("d", str(cell.number_format), re.I):
        message = N_("The spreadsheet had made a date of “%(text)s”: compare it.")
        remarks.append(Remark(message, {"text": text}, place.at_cell(cell.column)))
    return Cell(text[:CELL_LETTERS].strip(), bold=bool(cell.font and cell.font.b))


def _shown(value: object, style: str) -> str:
    """A value as the sheet shows it."""
    match value:
        case bool():
            return "да" if value else "нет"
        case int():
            return str(value)
        case float():
            return _number(value, style)
        case datetime() | date():
            if "d" not in style.casefold() and "general" not in style.casefold():
                return f"{_MONTHS[value.month - 1]} {value.year}"
            return f"{value:%d.%m.%Y}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


def _number(value: float, style: str) -> str:
    digits = re.search(r"0\.(0+)", style)
    if style.endswith("%"):
        return f"{Decimal(repr(value)) * 100:f}".rstrip("0").rstrip(".") + " %"
    if digits:
        return f"{Decimal(repr(value)):.{len(digits[1])}f}".replace(".", ",")
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{Decimal(repr(value)):f}".replace(".", ",")
