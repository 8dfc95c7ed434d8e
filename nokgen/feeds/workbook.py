"""Tables go in, a workbook for Excel comes out; the only door to XlsxWriter.

The same tables give the same bytes: the workbook says nothing of when it was made. Texts stay
texts, so that the leading noughts of an ИНН stay; days and numbers are days and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from nokgen.feeds.delimited import Cell
from nokgen.frozen import frozen

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What Excel takes in one cell.
MAX_LENGTH = 32_767
_BROAD, _NARROW = 40, 14
# The file must name a day of its making; this one is nobody's.
_CREATED = datetime(2000, 1, 1)
# XML 1.0 has no other control characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@frozen
class Sheet:
    """A sheet: its name (31 letters at most), titles of columns, which of them are broad, rows."""

    name: str
    titles: tuple[str, ...]
    broad: tuple[bool, ...]
    rows: Sequence[Sequence[Cell]]


def workbook_bytes(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The workbook; the first row of a sheet stays in view and has filters."""
    from xlsxwriter import Workbook  # takes long to load, and few runs write workbooks

    output = BytesIO()
    book = Workbook(output, {"in_memory": True})
    book.set_properties({"title": title, "created": _CREATED})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": 14})
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, head, day)
    book.close()
    return output.getvalue()


def _fill(page: Worksheet, sheet: Sheet, head: Format, day: Format) -> None:
    for column, (title, broad) in enumerate(zip(sheet.titles, sheet.broad, strict=True)):
        page.set_column(column, column, _BROAD if broad else _NARROW)
        page.write_string(0, column, _text(title), head)
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            _write(page, number, column, cell, day)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.titles) - 1)


def _write(page: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    """A cell by its type: a text is never taken for a formula or a link."""
    match cell:
        case None | "":
            return
        case bool():
            page.write_boolean(row, column, cell)
        case str():
            page.write_string(row, column, _text(cell))
        case date():
            page.write_datetime(row, column, cell, day)
        case Decimal() | int():
            page.write_number(row, column, cell)


def _text(text: str) -> str:
    return _FORBIDDEN.sub("", text[:MAX_LENGTH])
