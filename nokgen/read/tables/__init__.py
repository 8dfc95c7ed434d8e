"""The bytes of a CSV or XLSX file go in; its located tables, or why there are none, come out.

Nothing here knows what a column means. Importing this package is cheap: what reads a format is
imported when the first file of that format is read.
"""

from __future__ import annotations

from nokgen.diagnostics import Diagnostic, Hint
from nokgen.diagnostics import tables as codes
from nokgen.limits import DEFAULTS, MEGABYTE, Limits
from nokgen.messages import N_
from nokgen.read.tables.file import TableFile
from nokgen.read.tables.refusal import SAVE_XLSX, RefusedError, too_large
from nokgen.read.tables.table import Table

__all__ = ["TABLE_SUFFIXES", "Table", "TableFile", "open_tables", "read_table"]

TABLE_SUFFIXES = (".csv", ".xlsx")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
# The stream in which Office keeps a workbook that opens only with a password ([MS-OFFCRYPTO]).
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_RENAME_XLSX = Hint(N_("this is an Excel file under a wrong name: rename it to end in .xlsx"))
_OLD_EXCEL = Hint(
    N_(
        "this is the format of Excel 97–2003: choose “Save as” and the kind “Excel workbook "
        "(.xlsx)”"
    )
)


def read_table(
    data: bytes, path: str, sheet: str | None = None, limits: Limits = DEFAULTS
) -> tuple[Table | None, list[Diagnostic]]:
    """The table of a file's bytes, or None when nothing of it is of use; and its faults.

    `sheet` names one of a workbook, None stands for the first that has a table; without the sheet
    there is no table. The end of `path` tells the format. Never raises for any bytes; time and
    memory are bounded by `limits`. A table may come with errors in single cells.
    """
    file, found = open_tables(data, path, limits)
    if file is None or (sheet is not None and sheet not in file.sheets):
        return None, found
    table, faults = file.table(sheet)
    return table, [*found, *faults, *(file.ignored() if sheet is None else ())]


def open_tables(
    data: bytes, path: str, limits: Limits = DEFAULTS
) -> tuple[TableFile | None, list[Diagnostic]]:
    """The tables of a file's bytes, or None when nothing of it is of use; and its faults.

    Promises what `read_table` does; the faults of each table come with it.
    """
    try:
        if len(data) > limits.table_mb * MEGABYTE:
            raise too_large(limits, "table_mb")
        if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            raise RefusedError(codes.TABLE_EMPTY)
        if path.endswith(".xlsx"):
            return _open_xlsx(data, path, limits)
        return _open_csv(data, path, limits)
    except RefusedError as refused:
        return None, [refused.diagnostic(path)]


def _open_csv(data: bytes, path: str, limits: Limits) -> tuple[TableFile | None, list[Diagnostic]]:
    from nokgen.read.tables.delimited import read_delimited

    if data.startswith(_ZIP):
        raise RefusedError(codes.TABLE_UNREADABLE, _RENAME_XLSX)
    if data.startswith(_OLE):
        raise RefusedError(codes.TABLE_UNREADABLE, _OLD_EXCEL)
    grid, found = read_delimited(data, path, limits)
    return (None if grid is None else TableFile(path, {None: grid})), found


def _open_xlsx(data: bytes, path: str, limits: Limits) -> tuple[TableFile, list[Diagnostic]]:
    from nokgen.read.tables.workbook import read_workbook

    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise RefusedError(codes.TABLE_PROTECTED)
        raise RefusedError(codes.TABLE_UNREADABLE, _OLD_EXCEL)
    if not data.startswith(_ZIP):
        raise RefusedError(codes.TABLE_UNREADABLE, SAVE_XLSX)
    return TableFile(path, read_workbook(data, path, limits)), []
