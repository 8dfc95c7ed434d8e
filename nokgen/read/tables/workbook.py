"""The bytes of an XLSX file go in; the table of its first sheet that has one comes out.

Read as a stream and by itself: openpyxl takes three times as long, fills memory before any limit
can be looked at, and stops at styles that do not matter here. Tests compare both. Values are those
that Excel stored last; formulas are never computed. Hidden sheets are passed over; merged cells
have their text in the first of them, as in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nokgen.diagnostics import Diagnostic, Hint
from nokgen.diagnostics import tables as codes
from nokgen.messages import N_
from nokgen.read.tables.formats import Format, format_of
from nokgen.read.tables.grid import Grid, has_table, make_table
from nokgen.read.tables.package import Attributes, Package, relationships_of, target_of
from nokgen.read.tables.refusal import RefusedError, damaged
from nokgen.read.tables.sheet import Book, SheetReader, StringsReader
from nokgen.read.tables.table import Table
from nokgen.source import Span

_ROOT_RELATIONSHIPS = "_rels/.rels"
_TRUE = ("1", "true", "on")
_ONE_FILE = Hint(
    N_("put the other tables into files of their own, and what is no table out of the workbook")
)


def read_workbook(data: bytes, path: str) -> tuple[Table | None, list[Diagnostic]]:
    """The table of a workbook, or None with the reason; and its faults."""
    package = Package(data)
    outline = _outline(package)
    book = _book(package, outline)
    grids: list[tuple[str, Grid]] = []
    for sheet in outline.sheets:
        if sheet.is_visible and package.has(sheet.part):
            reader = SheetReader(sheet.name, path, book)
            package.parse(sheet.part, reader)
            if reader.grid.rows:
                grids.append((sheet.name, reader.grid))
    tables = [each for each in grids if has_table(each[1])] or grids[:1]
    if not tables:
        raise RefusedError(codes.TABLE_EMPTY)
    table, found = make_table(tables[0][1], path)
    ignored = [name for name, _grid in tables[1:]]
    if ignored:
        params = {"names": ", ".join(f"«{name}»" for name in ignored)}
        found.append(Diagnostic(codes.SHEET_IGNORED, Span.of_file(path), params, _ONE_FILE))
    return table, found


@dataclass(slots=True)
class _Sheet:
    """A sheet as the workbook lists it."""

    name: str
    id: str
    is_visible: bool
    part: str = ""


@dataclass(slots=True)
class _Outline:
    """What the main part of a workbook says. A handler of that part."""

    since_1904: bool = False
    sheets: list[_Sheet] = field(default_factory=list)
    strings: str = ""
    styles: str = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a sheet, and from when days are counted."""
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "").casefold() in _TRUE
        elif name == "sheet":
            known = next((key for key in attributes if key.endswith(":id") or key == "id"), "")
            is_visible = attributes.get("state", "visible") == "visible"
            title = attributes.get("name", "")
            self.sheets.append(_Sheet(title, attributes.get(known, ""), is_visible))

    def end(self, name: str, text: str) -> None:
        """Nothing stands in texts here."""


@dataclass(slots=True)
class _Relationships:
    """Which parts a part leads to, by id: the last word of the kind, and the part. A handler."""

    part: str
    found: dict[str, tuple[str, str]] = field(default_factory=dict)

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a relationship inside the package."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = target_of(self.part, attributes.get("Target", ""))
            self.found[attributes.get("Id", "")] = (kind, target)

    def end(self, name: str, text: str) -> None:
        """Nothing stands in texts here."""

    def first(self, kind: str) -> str:
        """The first part of a kind, "" without one."""
        return next((part for each, part in self.found.values() if each == kind), "")


@dataclass(slots=True)
class _Styles:
    """The number format of every style of cells. A handler of the styles."""

    formats: list[Format] = field(default_factory=list)
    _codes: dict[int, str] = field(default_factory=dict)
    _in_cells: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a code of a format, or a style of cells."""
        if name == "numFmt":
            number = _whole(attributes.get("numFmtId"))
            self._codes.setdefault(number, attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            number = _whole(attributes.get("numFmtId"))
            self.formats.append(format_of(number, self._codes.get(number)))

    def end(self, name: str, _text: str) -> None:
        """Styles of other things have the same element."""
        if name == "cellXfs":
            self._in_cells = False


def _outline(package: Package) -> _Outline:
    roots = _Relationships("")
    package.parse(_ROOT_RELATIONSHIPS, roots)
    main = roots.first("officeDocument")
    if not main:
        raise damaged()
    outline = _Outline()
    package.parse(main, outline)
    parts = _Relationships(main)
    package.parse(relationships_of(main), parts)
    for sheet in outline.sheets:
        kind, part = parts.found.get(sheet.id, ("", ""))
        sheet.part = part if kind == "worksheet" else ""
    outline.strings = parts.first("sharedStrings")
    outline.styles = parts.first("styles")
    return outline


def _book(package: Package, outline: _Outline) -> Book:
    strings = StringsReader()
    if package.has(outline.strings):
        package.parse(outline.strings, strings)
    styles = _Styles()
    if package.has(outline.styles):
        package.parse(outline.styles, styles)
    formats = {str(number): each for number, each in enumerate(styles.formats)}
    return Book(strings.texts, formats, outline.since_1904)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= 9 else 0
