"""A PDF with text goes in; the tables and the lines around them come out, page by page.

The only door to pdfplumber. A scan has no text, and nokgen does not recognise any.
"""

from __future__ import annotations

import io
import re
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from nokgen.import_.limits import CELL_LETTERS, COLUMNS, PAGES, ROWS
from nokgen.import_.readers.package import damaged
from nokgen.import_.refusal import RefusalError, too_many_rows
from nokgen.import_.source import (
    Block,
    Cell,
    Covered,
    FileFormat,
    Numbering,
    Paragraph,
    Place,
    Row,
    Source,
    Table,
)
from nokgen.messages import N_

# Lines of text closer than this part of their height belong together.
_GAP = 0.75
# Lines nearer than this, in points, touch.
_NEAR = 3.0
_THICK = 6.0
# A page with more lines than this is a drawing, and comparing them would take minutes.
_COMPARISONS = 4_000_000


def read_pdf(data: bytes) -> Source:
    """The blocks of a PDF; RefusalError for a scan, a password, too many pages."""
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<", data):
        _check_password(data)
    try:
        with pdfplumber.open(io.BytesIO(data), pages=list(range(1, PAGES + 2))) as document:
            if len(document.pages) > PAGES:
                raise RefusalError(
                    N_("%(name)s has more than %(pages)s pages"),
                    N_("Save the pages of the plan as a file of their own and import that."),
                    {"pages": PAGES},
                )
            return _Reading().source(document.pages)
    except PdfminerException as error:
        if any(isinstance(each, MemoryError) for each in error.args):
            raise MemoryError from error
        raise damaged() from None
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
        raise damaged() from None


def _check_password(data: bytes) -> None:
    """A PDF that only forbids copying opens with an empty password; any other is refused."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[1]) as document:
            _ = document.pages
    except PdfminerException as error:
        if "assword" in repr(error.args):
            raise RefusalError(
                N_("%(name)s is protected by a password"),
                N_("Open it with the password and save a copy without protection."),
            ) from None
        raise


class _Reading:
    def __init__(self) -> None:
        self.numbering = Numbering()
        self.blocks: list[Block] = []
        self.letters = 0
        self.has_pictures = False

    def source(self, pages: list[Any]) -> Source:
        tables = 0
        for page in pages:
            tables += self._page(page, tables)
            page.close()
        if not self.letters:
            raise RefusalError(
                N_("%(name)s has no text: it is probably a scan"),
                N_("Recognise its text first, or type the plan by hand: nokgen new plan ADDRESS"),
            )
        return Source(FileFormat.PDF, tuple(self.blocks), self.numbering.count)

    def _page(self, page: Any, tables: int) -> int:
        """The lines and tables of a page from above; how many tables there are."""
        self.letters += len(page.chars)
        settings = {"explicit_horizontal_lines": _open_ends(page)}
        found = [table for table in page.find_tables(settings) if _is_table(table)]
        parts: list[tuple[float, int, Any]] = [
            (table.bbox[1], index, table) for index, table in enumerate(found)
        ]
        outside = page
        for table in found:
            outside = outside.outside_bbox(_inside(table.bbox, page.bbox))
        lines = (
            outside.extract_text_lines(return_chars=True, x_tolerance=2) if outside.chars else []
        )
        parts += [(line["top"], -1, line) for line in lines]
        above: float | None = None
        for top, index, part in sorted(parts, key=lambda each: each[:2]):
            if index < 0:
                self._line(part, page.page_number, above)
                above = part["bottom"]
            else:
                self._table(part, page, tables + index + 1)
                above = None
            _ = top
        return len(found)

    def _line(self, line: Any, page: int, above: float | None) -> None:
        height = line["bottom"] - line["top"]
        apart = above is None or line["top"] - above > _GAP * height
        text = str(line["text"]).strip()
        if not text:
            return
        fonts = [str(char.get("fontname", "")) for char in line["chars"] if char["text"].strip()]
        bold = bool(fonts) and all("bold" in font.casefold() for font in fonts)
        number = sum(isinstance(b, Paragraph) and b.place.page == page for b in self.blocks) + 1
        place = Place(page=page, row=number)
        self.blocks.append(Paragraph(text, place, self.numbering.next(), apart, bold))
        if self.numbering.count > ROWS:
            raise too_many_rows()

    def _table(self, table: Any, page: Any, number: int) -> None:
        texts = table.extract(x_tolerance=2)
        rows = []
        for index, row in enumerate(texts):
            cells = tuple(
                _cell(table, texts, index, column) for column in range(min(len(row), COLUMNS))
            )
            place = Place(page=page.page_number, table=number, row=index + 1)
            rows.append(Row(cells, place, self.numbering.next()))
            if self.numbering.count > ROWS:
                raise too_many_rows()
        self.blocks.append(Table(tuple(rows), Place(page=page.page_number, table=number)))


def _cell(table: Any, texts: list[list[str | None]], row: int, column: int) -> Cell:
    """A cell of the grid; one without a frame of its own belongs to a merged cell."""
    text = texts[row][column]
    if text is not None:
        return Cell(text[:CELL_LETTERS].strip())
    frames = table.rows[row].cells
    left = next((frame for frame in reversed(frames[:column]) if frame is not None), None)
    if left is not None and _reaches(table, left, row, column):
        return Cell("", Covered.LEFT)
    return Cell("", Covered.UP if row else Covered.LEFT)


def _reaches(table: Any, frame: Any, row: int, column: int) -> bool:
    """Whether a frame spans the column to its right; columns are known by any row that has them."""
    for other in table.rows:
        if other.cells[column] is not None and other is not table.rows[row]:
            return bool(frame[2] > other.cells[column][0] + 1)
    return True


def _open_ends(page: Any) -> list[float]:
    """Where upright lines end and no line closes the cell: a row that the page had cut."""
    upright = sorted({_rounded(edge) for edge in page.edges if edge["orientation"] == "v"})
    # A drawn line is a thin box: its own ends are no lines.
    level = {
        _rounded(edge)
        for edge in page.edges
        if edge["orientation"] == "h" and edge["width"] > _THICK
    }
    if len(upright) * (len(upright) + len(level)) > _COMPARISONS:
        return []
    ends: list[float] = []
    for x, top, _right, bottom in upright:
        for y, beyond in ((top, top - 2 * _NEAR), (bottom, bottom + 2 * _NEAR)):
            closed = any(
                left - _NEAR <= x <= right + _NEAR and abs(line - y) < _NEAR
                for left, line, right, _bottom in level
            )
            goes_on = any(
                abs(other - x) < _NEAR and begins < beyond < ends_at
                for other, begins, _x, ends_at in upright
            )
            if not (closed or goes_on) and all(abs(y - end) > _NEAR for end in ends):
                ends.append(y)
    return ends


def _rounded(edge: Any) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a line, in whole points and halves."""
    left, top, right, bottom = (
        round(2 * float(edge[name])) / 2 for name in ("x0", "top", "x1", "bottom")
    )
    return left, top, right, bottom


def _is_table(table: Any) -> bool:
    return len(table.rows) > 1 or len(table.rows[0].cells) > 1


def _inside(box: Any, page: Any) -> tuple[float, float, float, float]:
    """A box cut to the page, as the library demands."""
    return (
        max(box[0], page[0]),
        max(box[1], page[1]),
        min(box[2], page[2]),
        min(box[3], page[3]),
    )
