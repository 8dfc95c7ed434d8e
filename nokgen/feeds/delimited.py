"""Rows go in, a CSV file comes out: one for Excel as it is used in Russia, or one by the standard.

With a semicolon, numbers have a decimal comma and days are ISO: what a Russian Excel takes for
numbers and days. With a comma, numbers have a point (RFC 4180, open data).
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

# None is "no data": an empty cell, never 0.
Cell = str | int | Decimal | date | None

# Excel takes a text that begins so for a formula; an apostrophe before it makes it text again
# (OWASP, CSV injection).
_FORMULA = frozenset("=+-@\t\r")
# A line with nothing in it would be no row.
_NOTHING = '""'


def csv_bytes(
    header: Iterable[str],
    rows: Iterable[Iterable[Cell]],
    *,
    delimiter: str = ";",
    marked: bool = True,
    guarded: bool = True,
) -> bytes:
    """The table as UTF-8 with CR LF.

    `marked`: with a byte-order mark, by which Excel knows UTF-8. `guarded`: no text can be taken
    for a formula; false is for our own words that only programs read.
    """
    lines = csv_lines((header, *rows), delimiter=delimiter, guarded=guarded)
    return csv_file(lines, marked=marked)


def csv_lines(
    rows: Iterable[Iterable[Cell]], *, delimiter: str = ";", guarded: bool = True
) -> list[bytes]:
    """The line of each row as UTF-8 with its end: who needs it in several files writes it once.

    Cells are quoted where the library of Python quotes them, which takes four times as long.
    """
    point = "," if delimiter == ";" else "."
    lines: list[bytes] = []
    for row in rows:
        cells = [
            # Most cells are texts, and most texts are harmless: asked without a call.
            (harmless(cell) if guarded and cell[:1] in _FORMULA else cell)
            if isinstance(cell, str)
            else ("" if cell is None else str(cell) if type(cell) is int else _written(cell, point))
            for cell in row
        ]
        line = delimiter.join(cells)
        if not _is_plain(line):
            line = delimiter.join([_quoted(cell, delimiter) for cell in cells])
        elif line.count(delimiter) != len(cells) - 1:
            line = delimiter.join([f'"{cell}"' if delimiter in cell else cell for cell in cells])
        lines.append(f"{line or _NOTHING}\r\n".encode())
    return lines


def csv_rows(content: bytes) -> Iterator[list[str]]:
    """The rows of a file for Excel as they were before they were written."""
    csv.field_size_limit(max(len(content), csv.field_size_limit()))  # texts may be long
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    for row in csv.reader(text, delimiter=";"):
        yield [cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell for cell in row]


def _is_plain(line: str) -> bool:
    """Whether nothing in a row needs quotes, but perhaps a delimiter in it."""
    return '"' not in line and "\n" not in line and "\r" not in line


def _quoted(cell: str, delimiter: str) -> str:
    if _is_plain(cell) and delimiter not in cell:
        return cell
    return '"' + cell.replace('"', '""') + '"'


def csv_file(lines: Iterable[bytes], *, marked: bool = True) -> bytes:
    """The lines as a file; `marked` with a byte-order mark."""
    return b"".join((BOM_UTF8 if marked else b"", *lines))


def _written(cell: int | Decimal | date, point: str) -> str:
    match cell:
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case Decimal():
            return f"{cell:f}".replace(".", point)
        case _:
            return cell.isoformat()


def harmless(text: str) -> str:
    """The text as no program takes it for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text
