"""How much of the content is read before a file is refused: the one table, which an owner may set.

The defaults are generous for real content and small for a hostile one: a file below 1 MB is read
or refused within two seconds on an ordinary machine. `limits:` of site.yaml sets other values
within `BOUNDS`; site.yaml itself is read under the defaults. What belongs to a grammar or to a
format stands with it and cannot be set: the length of a deadline (`domain/deadlines/grammar`) and
of a quantity (`domain/quantities`), what a workbook of Excel can be (`read/tables/limits`), the
signs of one text in Markdown (`check/markdown_rules`). Documents that an editor imports by hand
have limits of their own (`import_/limits`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields

from nokgen.frozen import frozen

MEGABYTE = 1024 * 1024


@frozen
class Limits:
    """The limits of one run.

    file_mb                 megabytes of a YAML file or a page
    values                  keys, texts and lists of a YAML file; a region with 1,500
                            organisations has some 30,000
    depth                   levels of lists and keys in YAML
    folder_depth            folders inside each other below the root of the site
    document_mb             megabytes of an attached document
    permalinks_mb           megabytes of permalinks.lock; a country has some 110,000 pages
    table_mb                megabytes of a table
    table_rows              rows of data of a table
    table_columns           columns of a table
    table_cells             filled cells of a table
    table_places            cells of a CSV file, empty ones too
    cell_characters         characters of a cell; Excel itself holds no more
    workbook_mb             megabytes of a workbook when it is unpacked
    workbook_cells          filled cells of all visible sheets; reading is some forty times slower
                            than that of CSV
    workbook_places         places in the rows of its sheets, empty ones too: a stray cell in the
                            last row costs a million
    workbook_elements       elements of XML of all parts, each as heavy as it is slow to read
    """

    file_mb: int = 2
    values: int = 100_000
    depth: int = 32
    folder_depth: int = 12
    document_mb: int = 100
    permalinks_mb: int = 64
    table_mb: int = 10
    table_rows: int = 20_000
    table_columns: int = 300
    table_cells: int = 250_000
    table_places: int = 1_000_000
    cell_characters: int = 32_767
    workbook_mb: int = 10
    workbook_cells: int = 50_000
    workbook_places: int = 2_500_000
    workbook_elements: int = 150_000


DEFAULTS = Limits()

# The least and the most that an owner may set. The most still ends, in minutes and gigabytes.
BOUNDS: Mapping[str, tuple[int, int]] = {
    "file_mb": (1, 64),
    "values": (1_000, 5_000_000),
    "depth": (16, 200),
    "folder_depth": (6, 64),
    "document_mb": (1, 2_000),
    "permalinks_mb": (1, 512),
    "table_mb": (1, 100),
    "table_rows": (10, 1_000_000),
    "table_columns": (10, 5_000),
    "table_cells": (100, 10_000_000),
    "table_places": (100, 20_000_000),
    "cell_characters": (100, 131_000),
    "workbook_mb": (1, 500),
    "workbook_cells": (100, 2_000_000),
    "workbook_places": (100, 50_000_000),
    "workbook_elements": (1_000, 10_000_000),
}


def limits_in(settings: object) -> Limits:
    """The limits that the tree of site.yaml sets; what is no number within its bounds is ignored.

    `check` tells of what was ignored.
    """
    given = settings.get("limits") if isinstance(settings, Mapping) else None
    if not isinstance(given, Mapping):
        return DEFAULTS
    known = {field.name: given.get(field.name) for field in fields(Limits)}
    return Limits(**{name: number for name, text in known.items() if (number := _set(name, text))})


def _set(name: str, text: object) -> int | None:
    low, high = BOUNDS[name]
    if not isinstance(text, str) or not re.fullmatch(r"\d{1,9}", text.strip()):
        return None
    return int(text) if low <= int(text) <= high else None
