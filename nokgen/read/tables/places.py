"""Rows of a sheet go in; where its cells stand, in a line made of the row's texts, comes out."""

from __future__ import annotations

from nokgen.read.tables.table import column_letters
from nokgen.source import Span

_BETWEEN = " │ "


class SheetPlaces:
    """Where the cells of a sheet stand; `rows` are its filled ones by number, from 0."""

    def __init__(self, sheet: str, path: str) -> None:
        self.rows: dict[int, list[str]] = {}
        self._sheet = sheet
        self._path = path

    def cell(self, row: int, column: int) -> Span:
        """The span of a cell in the texts of its row."""
        texts = self._line(row, column)
        start = sum(len(text) + len(_BETWEEN) for text in texts[:column])
        return self._span(row, texts, start, start + len(texts[column]), column_letters(column))

    def line(self, row: int) -> Span:
        """The span of a row."""
        texts = self._line(row, 0)
        return self._span(row, texts, 0, len(_BETWEEN.join(texts)), None)

    def _line(self, row: int, column: int) -> list[str]:
        texts = [" ".join(text.split()) for text in self.rows.get(row, [])]
        return texts + [""] * (column + 1 - len(texts))

    def _span(self, row: int, texts: list[str], start: int, end: int, column: str | None) -> Span:
        reference = f"{column}{row + 1}" if column else f"{row + 1}:{row + 1}"
        return Span(
            self._path,
            row + 1,
            start + 1,
            row + 1,
            end + 1,
            _BETWEEN.join(texts),
            f"{self._sheet}!{reference}",
        )
