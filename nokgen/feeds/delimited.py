"""Rows go in, a CSV file comes out: one for Excel as it is used in Russia, or one by the standard.

With a semicolon, numbers have a decimal comma and days are ISO: what a Russian Excel takes for
numbers and days. With a comma, numbers have a point (RFC 4180, open data).
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

# None is "no data": an empty cell, never 0.
Cell = str | int | Decimal | date | None

# Excel takes a text that begins so for a formula; an apostrophe before it makes it text again
# (OWASP, CSV injection).
_FORMULA = frozenset("=+-@\t\r")


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
    """The line of each row as UTF-8 with its end: who needs it in several files writes it once."""
    point = "," if delimiter == ";" else "."
    lines: list[bytes] = []
    writer = csv.writer(_Sink(lines), delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        cells = [
            # Most cells are texts, and most texts are harmless: asked without a call.
            (harmless(cell) if guarded and cell[:1] in _FORMULA else cell)
            if isinstance(cell, str)
            else _written(cell, point)
            for cell in row
        ]
        line = delimiter.join(cells)
        if _is_plain(line) and line.count(delimiter) == len(cells) - 1:
            lines.append(f"{line}\r\n".encode())
        else:  # the library looks at each sign of a row, which takes most of the time
            writer.writerow(cells)
    return lines


def _is_plain(line: str) -> bool:
    """Whether nothing in a row needs quotes, but perhaps a delimiter in it."""
    return bool(line) and '"' not in line and "\n" not in line and "\r" not in line


def csv_file(lines: Iterable[bytes], *, marked: bool = True) -> bytes:
    """The lines as a file; `marked` with a byte-order mark."""
    return b"".join((BOM_UTF8 if marked else b"", *lines))


class _Sink:
    """What the writer of the library takes for a file: it writes a row in one go."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines

    def write(self, line: str) -> None:
        self._lines.append(line.encode())


def _written(cell: int | Decimal | date | None, point: str) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return f"{cell:f}".replace(".", point)
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def harmless(text: str) -> str:
    """The text as no program takes it for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text
