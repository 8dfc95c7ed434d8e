"""The XML of a sheet goes in as events; its rows as texts come out, with what is amiss in them.

Cells: ECMA-376, part 1, 18.3.1.4 and 18.18.11.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nokgen.diagnostics import Hint
from nokgen.diagnostics import tables as codes
from nokgen.messages import N_
from nokgen.read.tables.formats import GENERAL, Format, Kind, formatted, number_text
from nokgen.read.tables.grid import Grid
from nokgen.read.tables.limits import MAX_COLUMNS, SHEET_COLUMNS, SHEET_ROWS
from nokgen.read.tables.package import Attributes
from nokgen.read.tables.refusal import damaged, too_large
from nokgen.read.tables.table import column_letters
from nokgen.read.tables.texts import Garbled, clean, failed, garbled, garbled_date, unguarded
from nokgen.source import Span

# Control characters are stored by their numbers (ECMA-376, part 1, 22.9.2.19).
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})", re.ASCII)
_BETWEEN = " │ "
_SAVE_AGAIN = Hint(N_("open the file in Excel or LibreOffice and save it: then it is computed"))


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share; formats by the number of a style, as it is written."""

    strings: Sequence[str]
    formats: Mapping[str, Format]
    since_1904: bool


class StringsReader:
    """The texts that cells name by number, in their order. A handler of that part."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._in_reading = False

    def start(self, name: str, _attributes: Attributes) -> None:
        """A text begins, or how it is pronounced."""
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._in_reading = True

    def end(self, name: str, text: str) -> None:
        """A piece of a text ends, or the text."""
        if name == "t" and not self._in_reading:
            self._pieces.append(text)
        elif name == "rPh":
            self._in_reading = False
        elif name == "si":
            self.texts.append(_stored("".join(self._pieces)))


class SheetReader:
    """A sheet as rows of texts. A handler of its part."""

    def __init__(self, name: str, path: str, book: Book) -> None:
        self._places = SheetPlaces(name, path)
        self.grid = Grid(self._places)
        self._book = book
        self._row = -1
        self._texts: list[str] = []
        self._column = -1
        self._cell: Attributes = {}
        self._value: str | None = None
        self._has_formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        """A row or a cell begins; both may go without saying where they stand."""
        if name == "c":
            self._cell = attributes
            self._value = None
            self._has_formula = False
            self._column = self._column_of(attributes.get("r"))
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            stated = attributes.get("r", "")
            row = int(stated) - 1 if stated.isdecimal() and len(stated) <= 7 else self._row + 1
            if not self._row < row < SHEET_ROWS:
                raise damaged()
            self._row, self._texts, self._column = row, [], -1

    def end(self, name: str, text: str) -> None:
        """A value, a cell or a row ends."""
        if name == "v":
            self._value = text
        elif name == "t":
            self._value = (self._value or "") + text
        elif name == "c":
            self._take()
        elif name == "row":
            self.grid.add(self._row, self._texts)
            if self._texts:
                self._places.rows[self._row] = self._texts

    def _column_of(self, reference: str | None) -> int:
        found = _REFERENCE.fullmatch(reference) if reference else None
        column = _column_number(found[1]) if found else self._column + 1
        if not self._column < column < SHEET_COLUMNS:
            raise damaged()
        return column

    def _take(self) -> None:
        is_text = self._cell.get("t") == "str"
        if self._value is None or not (self._value or is_text):
            if self._has_formula and self._row >= 0 and self._column < MAX_COLUMNS:
                empty = Garbled(codes.FORMULA_NOT_COMPUTED, "", {}, _SAVE_AGAIN)
                self.grid.note(self._row, self._column, empty)
            return
        text, fault = self._text(self._value)
        if not text:
            return
        if self._row < 0:
            raise damaged()
        if self._column >= MAX_COLUMNS:
            raise too_large("columns")
        if fault is not None:
            self.grid.note(self._row, self._column, fault)
        self._texts += [""] * (self._column - len(self._texts))
        self._texts.append(text)

    def _text(self, value: str) -> tuple[str, Garbled | None]:
        """The text of a stored value, and what is amiss with it."""
        match self._cell.get("t", "n"):
            case "s":
                index = int(value) if value.isdecimal() and len(value) <= 9 else -1
                if not 0 <= index < len(self._book.strings):
                    raise damaged()
                return _checked(self._book.strings[index])
            case "b":
                return "true" if value == "1" else "false", None
            case "e":
                return value, failed(value)
            case "d":
                return clean(value).removesuffix("T00:00:00"), None
            case "n":
                return self._number(value)
        return _checked(_stored(value))

    def _number(self, value: str) -> tuple[str, Garbled | None]:
        style = self._cell.get("s", "0")
        shape = self._book.formats.get(style, GENERAL)
        if shape is GENERAL:
            return number_text(value.strip()), None
        text = formatted(value.strip(), shape, since_1904=self._book.since_1904)
        is_garbled = shape.kind in (Kind.DAY_MONTH, Kind.MONTH_YEAR) and text
        return text, garbled_date(text, text) if is_garbled else None


class SheetPlaces:
    """Where the cells of a sheet stand; what is shown of a row is made of its cells."""

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


def _stored(text: str) -> str:
    """A text as it was typed: escapes resolved, control characters made blanks."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    text = clean(text)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(sign if sign == "\n" or sign.isprintable() else " " for sign in text)
    return text.strip()


def _checked(text: str) -> tuple[str, Garbled | None]:
    text = unguarded(text)
    fault = garbled(text)
    return (fault.text, fault) if fault else (text, None)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
