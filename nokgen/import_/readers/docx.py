"""A Word document goes in; its paragraphs and tables come out, lists with their numbers.

The only door to python-docx. The elements are walked here, not by the library: content controls,
tracked changes, nested tables and automatic numbers would be lost there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from nokgen.import_.healing import HARD_BREAK
from nokgen.import_.limits import CELL_LETTERS, COLUMNS, ROWS
from nokgen.import_.readers.numbering import ListNumbers
from nokgen.import_.readers.package import damaged, repacked
from nokgen.import_.refusal import too_many_rows
from nokgen.import_.source import (
    Block,
    Cell,
    Covered,
    FileFormat,
    Numbering,
    Paragraph,
    Place,
    Remark,
    Row,
    Source,
    Table,
)
from nokgen.messages import N_

# What stands in the file, but not on the page: deleted words, codes of fields, second copies.
_UNSEEN = frozenset(
    qn(name)
    for name in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:fldData", "w:pPr", "w:rPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_TEXT, _TAB, _BREAK, _RETURN = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_HYPHEN, _SOFT_HYPHEN = qn("w:noBreakHyphen"), qn("w:softHyphen")
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_SIGNS = {_TAB: "\t", _BREAK: "\n", _RETURN: "\n", _HYPHEN: "-", _SOFT_HYPHEN: "\u00ad"}


def read_docx(data: bytes) -> Source:
    """The blocks of a Word document in the order of its body."""
    try:
        document = docx.Document(repacked(data))
        body = document.element.body
    except (KeyError, ValueError, AttributeError, SyntaxError, TypeError):
        raise damaged() from None
    if body is None:
        raise damaged()
    return _Reading(document).source(body)


class _Reading:
    def __init__(self, document: Any) -> None:
        self.numbering = Numbering()
        self.lists = ListNumbers(document)
        self.blocks: list[Block] = []
        self.tables = 0
        self.paragraphs = 0
        self.apart = True
        self.deleted = False

    def source(self, body: Any) -> Source:
        for element in _blocks(body):
            if element.tag == _PARAGRAPH:
                self._paragraph(element)
            else:
                self._table(element)
        self.deleted = any(True for _ in body.iter(qn("w:del"), qn("w:moveFrom")))
        remarks: tuple[Remark, ...] = ()
        if self.deleted:
            message = N_("The document has tracked changes: they were read as accepted.")
            remarks = (Remark(message, {}, Place()),)
        return Source(FileFormat.DOCX, tuple(self.blocks), self.numbering.count, remarks)

    def _paragraph(self, element: Any) -> None:
        number = self.lists.next(element)
        words = text_of(element).strip()
        self.paragraphs += 1
        place = Place(row=self.paragraphs)
        text = f"{number} {words}".strip() if words else ""
        if text:
            units = self.numbering.next()
            if "\t" in text and _has_gap(text):
                text = " ".join(text.split("\t"))
            bold = _is_bold(element)
            self.blocks.append(Paragraph(text, place, units, apart=self.apart, bold=bold))
        self.apart = not text
        self._text_boxes(element)

    def _text_boxes(self, element: Any) -> None:
        """Paragraphs and tables in boxes stand behind the paragraph that holds them."""
        for box in element.iter(qn("w:txbxContent")):
            if any(parent.tag in _UNSEEN for parent in box.iterancestors()):
                continue
            for inner in _blocks(box):
                if inner.tag == _PARAGRAPH:
                    self._paragraph(inner)
                else:
                    self._table(inner)

    # -- Tables --------------------------------------------------------------------------------

    def _table(self, element: Any) -> None:
        self.tables += 1
        number = self.tables
        rows: list[Row] = []
        inner: list[Any] = []
        for row in _children(element, _ROW):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            cells: list[Cell] = []
            cells += [Cell("")] * min(_count(row, "w:gridBefore"), COLUMNS)
            for cell in _children(row, _CELL):
                cells += self._cell(cell, inner)
            cells += [Cell("")] * min(_count(row, "w:gridAfter"), COLUMNS)
            place = Place(table=number, row=len(rows) + 1)
            rows.append(Row(tuple(cells[:COLUMNS]), place, self.numbering.next()))
            if self.numbering.count > ROWS:
                raise too_many_rows()
        if rows:
            self.blocks.append(Table(tuple(rows), Place(table=number)))
        for each in inner:
            self._table(each)
        self.apart = True

    def _cell(self, cell: Any, inner: list[Any]) -> list[Cell]:
        """A cell, and the places that it covers to its right."""
        lines: list[str] = []
        bold = True
        for element in _blocks(cell):
            if element.tag == _TABLE:
                inner.append(element)
                continue
            number = self.lists.next(element)
            words = text_of(element).strip()
            if words or number:
                bold = bold and _is_bold(element)
                hard = HARD_BREAK if number and lines else ""
                lines.append(hard + f"{number} {words}".strip())
        text = "\n".join(lines).replace("\n" + HARD_BREAK, HARD_BREAK)[:CELL_LETTERS]
        properties = cell.find(qn("w:tcPr"))
        merge = None if properties is None else properties.find(qn("w:vMerge"))
        below = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        first = Cell("", Covered.UP) if below else Cell(text, bold=bold and bool(text))
        width = 1 if properties is None else _count_in(properties, "w:gridSpan", 1)
        rest = Cell("", Covered.UP if below else Covered.LEFT)
        return [first, *[rest] * (min(width, COLUMNS) - 1)]


def text_of(element: Any) -> str:
    """The words of a paragraph as they stand on the page."""
    parts: list[str] = []
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in _UNSEEN or child.tag == qn("w:txbxContent"):
            continue
        elif child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif child.tag == _PARAGRAPH:
            continue
        else:
            stack.append(iter(child))
    return "".join(parts)


def _blocks(element: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body or a cell; content controls are seen through."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            stack.append(iter(child))


def _children(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row; content controls are seen through."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            stack.append(iter(child))


def _count(row: Any, name: str) -> int:
    properties = row.find(qn("w:trPr"))
    return 0 if properties is None else _count_in(properties, name, 0)


def _count_in(properties: Any, name: str, default: int) -> int:
    found = properties.find(qn(name))
    value = None if found is None else found.get(qn("w:val"))
    return int(value) if value is not None and value.isdecimal() else default


def _is_bold(element: Any) -> bool:
    """Whether all words of a paragraph are bold."""
    runs = [run for run in element.iter(qn("w:r")) if any(t.text for t in run.iter(_TEXT))]
    return bool(runs) and all(_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}")) for run in runs)


def _on(flag: Any) -> bool:
    return flag is not None and flag.get(qn("w:val"), "1") not in ("0", "false", "none")


def _has_gap(text: str) -> bool:
    return text.count("\t") < 20
