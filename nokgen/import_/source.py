"""A document of any format as blocks: paragraphs and tables, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from nokgen.frozen import frozen


@frozen
class Place:
    """Where something stands in a document; what a format does not know is None. Counts from 1."""

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    line: int | None = None

    def at_cell(self, cell: int) -> Place:
        """The place of a cell of this row."""
        return replace(self, cell=cell)


class Covered(StrEnum):
    """Whether a place of the grid belongs to a merged cell that begins to the left or above."""

    NO = "no"
    LEFT = "left"
    UP = "up"


@frozen
class Cell:
    """A place of the grid of a table; a covered one has no text of its own."""

    text: str
    covered: Covered = Covered.NO
    bold: bool = False


@frozen
class Row:
    """A row of a table. `units` are the numbers of the source rows that it was made of."""

    cells: tuple[Cell, ...]
    place: Place
    units: tuple[int, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of all cells, "" for a covered one."""
        return tuple(cell.text for cell in self.cells)


@frozen
class Paragraph:
    """A paragraph, or a line of a plain text, outside tables.

    `apart` is whether empty space stands before it, `bold` whether it is wholly bold.
    """

    text: str
    place: Place
    units: tuple[int, ...]
    apart: bool = False
    bold: bool = False


@frozen
class Table:
    """A table as a grid; rows may differ in length."""

    rows: tuple[Row, ...]
    place: Place


Block = Paragraph | Table


class FileFormat(StrEnum):
    """What a file is, by its bytes and never by its name."""

    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    PDF = "pdf"
    TEXT = "text"


@frozen
class Remark:
    """What a reader left out or changed: a message id, its params, and where."""

    message: str
    params: dict[str, str]
    place: Place


@frozen
class Source:
    """A document that was read. Its rows are numbered: every number is in exactly one block.

    A row is a row of a table or a paragraph with words; `rows` is how many there are.
    """

    format: FileFormat
    blocks: tuple[Block, ...]
    rows: int
    remarks: tuple[Remark, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables, in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))


class Numbering:
    """Gives each row of a source its number."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> tuple[int, ...]:
        """The number of the next row, as `units`."""
        self.count += 1
        return (self.count - 1,)
