"""The limits of reading, as `limits:` of site.yaml holds them.

`nokgen.limits` has their defaults, their bounds and what reads them.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from nokgen.limits import BOUNDS, DEFAULTS
from nokgen.messages import N_
from nokgen.records.base import Record, whole_number


def _bounded(name: str) -> tuple[Any, Any]:
    """A whole number within the bounds of a limit, and its schema."""
    low, high = BOUNDS[name]
    schema = {"type": "integer", "minimum": low, "maximum": high}
    return whole_number(low, high), WithJsonSchema(schema)


class SiteLimits(Record):
    """How much of the content is read before a file is refused."""

    file_mb: Annotated[int, *_bounded("file_mb")] = Field(
        DEFAULTS.file_mb,
        title=N_("Size of a file"),
        description=N_("Megabytes of a file in YAML and of a page."),
        examples=[4],
    )
    values: Annotated[int, *_bounded("values")] = Field(
        DEFAULTS.values,
        title=N_("Values in a file"),
        description=N_("Keys, texts and lists of a file in YAML."),
        examples=[200_000],
    )
    depth: Annotated[int, *_bounded("depth")] = Field(
        DEFAULTS.depth,
        title=N_("Depth of keys"),
        description=N_("Levels of lists and keys inside each other."),
        examples=[40],
    )
    folder_depth: Annotated[int, *_bounded("folder_depth")] = Field(
        DEFAULTS.folder_depth,
        title=N_("Depth of folders"),
        description=N_("Folders inside each other, counted from the folder of the site."),
        examples=[16],
    )
    document_mb: Annotated[int, *_bounded("document_mb")] = Field(
        DEFAULTS.document_mb,
        title=N_("Size of a document"),
        description=N_("Megabytes of an attached document."),
        examples=[200],
    )
    permalinks_mb: Annotated[int, *_bounded("permalinks_mb")] = Field(
        DEFAULTS.permalinks_mb,
        title=N_("Size of permalinks.lock"),
        description=N_("Megabytes of the list of published addresses."),
        examples=[128],
    )
    table_mb: Annotated[int, *_bounded("table_mb")] = Field(
        DEFAULTS.table_mb,
        title=N_("Size of a table"),
        description=N_("Megabytes of a table of results."),
        examples=[20],
    )
    table_rows: Annotated[int, *_bounded("table_rows")] = Field(
        DEFAULTS.table_rows,
        title=N_("Rows of a table"),
        description=N_("Rows with data."),
        examples=[50_000],
    )
    table_columns: Annotated[int, *_bounded("table_columns")] = Field(
        DEFAULTS.table_columns,
        title=N_("Columns of a table"),
        description=N_("Columns from the first to the last that is filled."),
        examples=[500],
    )
    table_cells: Annotated[int, *_bounded("table_cells")] = Field(
        DEFAULTS.table_cells,
        title=N_("Cells of a table"),
        description=N_("Filled cells of one table."),
        examples=[500_000],
    )
    table_places: Annotated[int, *_bounded("table_places")] = Field(
        DEFAULTS.table_places,
        title=N_("Places in a CSV file"),
        description=N_("Cells of a CSV file, empty ones too."),
        examples=[2_000_000],
    )
    cell_characters: Annotated[int, *_bounded("cell_characters")] = Field(
        DEFAULTS.cell_characters,
        title=N_("Length of a cell"),
        description=N_("Characters in one cell."),
        examples=[65_000],
    )
    workbook_mb: Annotated[int, *_bounded("workbook_mb")] = Field(
        DEFAULTS.workbook_mb,
        title=N_("Size of an unpacked workbook"),
        description=N_("Megabytes of an Excel file when it is unpacked."),
        examples=[20],
    )
    workbook_cells: Annotated[int, *_bounded("workbook_cells")] = Field(
        DEFAULTS.workbook_cells,
        title=N_("Cells of a workbook"),
        description=N_("Filled cells of all visible sheets of an Excel file."),
        examples=[100_000],
    )
    workbook_places: Annotated[int, *_bounded("workbook_places")] = Field(
        DEFAULTS.workbook_places,
        title=N_("Places in a workbook"),
        description=N_("Cells of all visible sheets, empty ones too."),
        examples=[5_000_000],
    )
    workbook_elements: Annotated[int, *_bounded("workbook_elements")] = Field(
        DEFAULTS.workbook_elements,
        title=N_("Parts of a workbook"),
        description=N_("Cells, styles and links of an Excel file; a style counts for several."),
        examples=[600_000],
    )
