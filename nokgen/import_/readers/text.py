"""Plain text goes in; its lines come out as paragraphs, and those with tabs as rows of tables.

RefusalError for more lines than any plan has.
"""

from __future__ import annotations

import re

from nokgen.import_.limits import LINES
from nokgen.import_.refusal import too_many_rows
from nokgen.import_.source import (
    Block,
    Cell,
    FileFormat,
    Numbering,
    Paragraph,
    Place,
    Row,
    Source,
    Table,
)

# «| 1. | Проведение … | июнь |»: a table drawn with bars.
_BARS = re.compile(r"\s*\|.*\|\s*")
# A quotation mark that stays open longer than this opened no cell.
LINES_IN_CELL = 30
_RULE = re.compile(r"[\s|+:=_-]*")


def read_text(text: str) -> Source:
    """The blocks of a text; a line without words is no row of the source."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    reading = _Reading()
    for number, line in enumerate(lines, start=1):
        reading.take(line, number)
        if reading.numbering.count > LINES:
            raise too_many_rows(LINES)
    return reading.source()


class _Reading:
    def __init__(self) -> None:
        self.numbering = Numbering()
        self.blocks: list[Block] = []
        self.rows: list[Row] = []
        self.tables = 0
        self.apart = True
        self.quoted: list[tuple[str, int]] = []

    def take(self, line: str, number: int) -> None:
        if not (self.quoted or _opens_quote(line)):
            self._plain(line, number)
            return
        self.quoted.append((line, number))
        if len(self.quoted) > 1 and line.count('"') % 2 == 1:
            whole = "\n".join(each for each, _number in self.quoted)
            first = self.quoted[0][1]
            self.quoted = []
            self._row([_unquoted(cell) for cell in whole.split("\t")], first)
        elif len(self.quoted) > LINES_IN_CELL:
            self._unquote()

    def _unquote(self) -> None:
        """It was no cell of a spreadsheet, but a stray quotation mark."""
        lines, self.quoted = self.quoted, []
        for line, number in lines:
            self._plain(line, number)

    def _plain(self, line: str, number: int) -> None:
        if _BARS.fullmatch(line) and line.count("|") > 2:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not _RULE.fullmatch(line):
                self._row(cells, number)
        elif "\t" in line:
            self._row(line.split("\t"), number)
        elif line.strip():
            self._end_table()
            place = Place(line=number)
            self.blocks.append(
                Paragraph(line.strip(), place, self.numbering.next(), apart=self.apart)
            )
        self.apart = not line.strip()

    def _row(self, texts: list[str], number: int) -> None:
        if not self.rows:
            self.tables += 1
        place = Place(table=self.tables, row=len(self.rows) + 1, line=number)
        # A line of tabs alone holds places of cells, but nothing that could be lost.
        units = self.numbering.next() if any(text.strip() for text in texts) else ()
        self.rows.append(Row(tuple(Cell(text.strip()) for text in texts), place, units))

    def _end_table(self) -> None:
        if self.rows:
            self.blocks.append(Table(tuple(self.rows), Place(table=self.tables)))
            self.rows = []

    def source(self) -> Source:
        self._unquote()
        self._end_table()
        return Source(FileFormat.TEXT, tuple(self.blocks), self.numbering.count)


def _opens_quote(line: str) -> bool:
    """Whether a cell copied from a spreadsheet goes on in the next line."""
    return "\t" in line and bool(re.search(r'(?:^|\t)"', line)) and line.count('"') % 2 == 1


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell
