"""Where text stands: a position in a file, and the stretch between two positions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file that a diagnostic points at.

    `path` is relative to the site's root and uses `/`. Lines and columns count from 1, columns
    count characters. `end_column` is the column after the last character. `excerpt` is the text of
    the whole first line, without its end, so that a frame can be drawn without reading the file
    again; None where a file has no such line (a missing or unreadable file).
    A span of a whole file has line 1, column 1 and an empty stretch.

    In a table `cell` is what Excel calls the place: C7, or 7:7 for a whole row; with the sheet in a
    workbook: Лист1!C7. There the line is the row of the sheet, and the excerpt is made of its
    cells: columns count in the excerpt and mean nothing to the file. `heading` is the heading of
    the cell's column.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    excerpt: str | None = None
    cell: str | None = None
    heading: str | None = None

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook; None for a file of lines."""
        return self.cell.rpartition("!")[0] if self.cell and "!" in self.cell else None

    @classmethod
    def of_file(cls, path: str) -> Span:
        """The span of a whole file or folder."""
        return cls(path)
