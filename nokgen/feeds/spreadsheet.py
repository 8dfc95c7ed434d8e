"""Rows of text go in, a CSV file that Excel opens as it is comes out.

A byte-order mark, semicolons, CR LF: what a Russian Excel takes without questions. No cell can be
read as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

# Excel takes a cell that begins so for a formula; an apostrophe before it makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The table as CSV; each cell stands in one line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(each) for each in head])
    writer.writerows([_cell(each) for each in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    harmless = f"'{text}" if text.startswith(_FORMULA) else text
    return " ".join(harmless.split())
