"""Tables go in, a workbook for Excel comes out (ECMA-376), the same bytes for the same tables.

Written by itself: openpyxl takes a quarter of a second to be imported, ten times as long for each
cell, and puts the time of writing into the file. Tests read the workbook with openpyxl. Texts stay
texts, so that the leading noughts of an ИНН stay; days and numbers are days and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from nokgen.feeds.archive import packed
from nokgen.feeds.delimited import Cell

# What Excel takes in one cell.
MAX_LENGTH = 32_767
_BROAD, _NARROW = 40, 14
_EPOCH = date(1899, 12, 30)
_HEAD, _DAY = 1, 2  # places in the list of formats below

# XML 1.0 has no other control characters; and what reads as an escape of Excel's own is escaped.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name (31 letters at most), titles of columns, which of them are broad, rows."""

    name: str
    titles: tuple[str, ...]
    broad: tuple[bool, ...]
    rows: Sequence[Sequence[Cell]]


def workbook_bytes(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The workbook; the first row of a sheet stays in view and has filters."""
    numbers = range(1, len(sheets) + 1)
    return packed(
        (path, content.encode("utf-8"))
        for path, content in (
            ("[Content_Types].xml", _content_types(numbers)),
            ("_rels/.rels", _relationships(_ROOT_PARTS)),
            ("docProps/core.xml", _core(title)),
            ("xl/workbook.xml", _workbook(sheets)),
            ("xl/_rels/workbook.xml.rels", _relationships(_parts(numbers))),
            ("xl/styles.xml", _STYLES),
            *(
                (f"xl/worksheets/sheet{number}.xml", _sheet(sheet))
                for number, sheet in zip(numbers, sheets, strict=True)
            ),
        )
    )


_ROOT_PARTS = (
    (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
)


def _parts(numbers: Iterable[int]) -> Iterator[tuple[str, str]]:
    for number in numbers:
        yield f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml"
    yield f"{_OFFICE}/styles", "styles.xml"


def _content_types(numbers: Iterable[int]) -> str:
    parts = [
        ("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"),
        ("/xl/styles.xml", f"{_TYPE}.styles+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *((f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n in numbers),
    ]
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_XML}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(parts: Iterable[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_RELS}">{found}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(title)}</dc:title></cp:coreProperties>"
    )


def _workbook(sheets: Sequence[Sheet]) -> str:
    named = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'
    )


def _sheet(sheet: Sheet) -> str:
    last = f"{_letters(len(sheet.titles))}{len(sheet.rows) + 1}"
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{_BROAD if broad else _NARROW}" customWidth="1"/>'
        for n, broad in enumerate(sheet.broad, start=1)
    )
    rows = [f"<row>{''.join(_cell(title, _HEAD) for title in sheet.titles)}</row>"]
    rows += [f"<row>{''.join([_cell(cell) for cell in row])}</row>" for row in sheet.rows]
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        f'state="frozen"/></sheetView></sheetViews><cols>{columns}</cols>'
        f'<sheetData>{"".join(rows)}</sheetData><autoFilter ref="A1:{last}"/></worksheet>'
    )


def _cell(cell: Cell, style: int = 0) -> str:
    """A cell; its place follows from the order, so an empty one is written, too."""
    styled = f' s="{style}"' if style else ""
    match cell:
        case None | "":
            return "<c/>"
        case bool():
            return f'<c t="b"><v>{int(cell)}</v></c>'
        case str():
            text = _text(cell)
            return f'<c{styled} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        case date():
            return f'<c s="{_DAY}"><v>{(cell - _EPOCH).days}</v></c>'
        case Decimal():
            return f"<c><v>{cell:f}</v></c>"
        case _:
            return f"<c><v>{cell}</v></c>"


def _text(text: str) -> str:
    return escape(_ESCAPE.sub("_x005F_", _FORBIDDEN.sub("", text[:MAX_LENGTH])))


def _letters(number: int) -> str:
    """The letters of a column: 1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
