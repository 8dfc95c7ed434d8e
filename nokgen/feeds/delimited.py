"""Rows go in, a CSV file comes out: one for Excel as it is used in Russia, or one by the standard.

With a semicolon, numbers have a decimal comma and days are ISO: what a Russian Excel takes for
numbers and days. With a comma, numbers have a point (RFC 4180, open data).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

# None is "no data": an empty cell, never 0.
Cell = str | int | Decimal | date | None

# Excel takes a text that begins so for a formula; an apostrophe before it makes it text again
# (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    point = "," if delimiter == ";" else "."
    guard = harmless if guarded else str
    writer.writerow([guard(name) for name in header])
    writer.writerows(
        [guard(cell) if isinstance(cell, str) else _written(cell, point) for cell in row]
        for row in rows
    )
    return text.getvalue().encode("utf-8-sig" if marked else "utf-8")


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
    return f"'{text}" if text.startswith(_FORMULA) else text
