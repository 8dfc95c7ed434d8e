"""A web page goes in; its paragraphs and tables come out, as a browser would show them.

The only door to Beautiful Soup and html5lib, which read broken pages the way browsers do.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from nokgen.import_.healing import HARD_BREAK
from nokgen.import_.limits import CELL_LETTERS, COLUMNS, ROWS, TAG_DEPTH, TAGS, TEXT_BYTES
from nokgen.import_.readers.decoding import decoded
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

_UNSEEN = frozenset(
    ("script", "style", "head", "noscript", "template", "svg", "select", "button", "iframe")
)
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
)
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
# An element that these leave open does not nest: <p>, <li>, <td> end by themselves.
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dd",
        "dt",
        "option",
        "tbody",
        "thead",
        "tfoot",
        "colgroup",
    ]
)
_CHARSET = re.compile(rb"<meta[^<>]*charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:]*)[^<>]{0,2000}?(/?)>")


def read_html(data: bytes) -> Source:
    """The blocks of a page in order; RefusalError when it is nested or long beyond reason."""
    _check_depth(data)
    soup = BeautifulSoup(_text_of(data), "html5lib")
    return _Reading().source(soup.body or soup)


def _text_of(data: bytes) -> str:
    """The page as text: as it says itself, else UTF-8, else the Russian encoding of Windows."""
    stated = _CHARSET.search(data[:4096])
    name = stated[1].decode("ascii") if stated else "utf-8-sig"
    if data[:3] == codecs.BOM_UTF8:
        name = "utf-8-sig"
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return decoded(data)


def _check_depth(data: bytes) -> None:
    """Tags are counted before the page is read: reading takes time by their depth."""
    depth = deepest = count = 0
    for found in _TAG.finditer(data):
        count += 1
        name = found[2].decode("ascii").casefold()
        if name in _VOID or found[3]:
            continue
        depth = max(0, depth + (-1 if found[1] else 1))
        deepest = max(deepest, depth)
    # Every reference to a character takes as long as a tag.
    count += data.count(b"&")
    if count > TAGS or deepest > TAG_DEPTH or len(data) > TEXT_BYTES:
        raise RefusalError(
            N_("%(name)s is too large or too deeply nested for a page with a plan"),
            N_("Copy the table of the plan into a new document and import that."),
        )


class _Reading:
    def __init__(self) -> None:
        self.numbering = Numbering()
        self.blocks: list[Block] = []
        self.tables = 0
        self.paragraphs = 0
        self.pending: list[str] = []
        self.bold: list[bool] = []
        self.apart = True

    def source(self, top: Tag) -> Source:
        self._walk(top)
        self._end_paragraph()
        return Source(FileFormat.HTML, tuple(self.blocks), self.numbering.count)

    def _walk(self, element: Tag) -> None:
        numbers = _list_numbers(element)
        for child in element.children:
            if isinstance(child, Tag):
                self._tag(child, numbers)
            elif _is_text(child):
                self._text(str(child), _is_bold(child))

    def _tag(self, tag: Tag, numbers: Iterator[str] | None) -> None:
        if tag.name in _UNSEEN or _is_hidden(tag):
            return
        if tag.name == "table":
            self._end_paragraph()
            self._table(tag)
        elif tag.name == "br":
            self.pending.append("\n")
        elif tag.name in _BLOCK:
            self._end_paragraph()
            if tag.name == "li" and numbers is not None:
                self.pending.append(next(numbers))
            self._walk(tag)
            self._end_paragraph()
        else:
            self._walk(tag)

    def _text(self, text: str, bold: bool) -> None:
        words = re.sub(r"[ \t\r\n\f]+", " ", text)
        self.pending.append(words)
        if words.strip():
            self.bold.append(bold)

    def _end_paragraph(self) -> None:
        """The words so far as a paragraph; each line of it after a <br> stands by itself."""
        text = "".join(self.pending)
        bold = bool(self.bold) and all(self.bold)
        self.pending, self.bold = [], []
        for line in text.split("\n"):
            words = line.replace("\u00a0", " ").strip()
            if words:
                self.paragraphs += 1
                place = Place(row=self.paragraphs)
                units = self.numbering.next()
                self.blocks.append(Paragraph(line.strip(), place, units, self.apart, bold))
            elif "\u00a0" in line:
                self.apart = True
                continue
            self.apart = False if words else self.apart
        if self.numbering.count > ROWS:
            raise too_many_rows()

    # -- Tables --------------------------------------------------------------------------------

    def _table(self, table: Tag) -> None:
        self.tables += 1
        number = self.tables
        caption = table.find("caption", recursive=False)
        if isinstance(caption, Tag):
            self._walk(caption)
            self._end_paragraph()
        inner: list[Tag] = []
        rows = list(_rows_of(table))
        grid: dict[tuple[int, int], Cell] = {}
        for index, row in enumerate(rows):
            _fill(grid, index, row, inner)
        made = []
        for index in range(len(rows)):
            width = max((c for r, c in grid if r == index), default=-1) + 1
            cells = tuple(grid.get((index, column), Cell("")) for column in range(width))
            place = Place(table=number, row=index + 1)
            made.append(Row(cells, place, self.numbering.next()))
            if self.numbering.count > ROWS:
                raise too_many_rows()
        if made:
            self.blocks.append(Table(tuple(made), Place(table=number)))
        for each in inner:
            self._table(each)
        self.apart = True


def _fill(grid: dict[tuple[int, int], Cell], index: int, row: Tag, inner: list[Tag]) -> None:
    column = 0
    for tag in row.find_all(["td", "th"], recursive=False):
        if not isinstance(tag, Tag):
            continue
        while (index, column) in grid:
            column += 1
        wide, high = _span(tag, "colspan"), _span(tag, "rowspan")
        text = cell_text(tag, inner)[:CELL_LETTERS]
        for down in range(high):
            for right in range(wide):
                if column + right >= COLUMNS or (index + down, column + right) in grid:
                    continue
                if down:
                    cell = Cell("", Covered.UP)
                elif right:
                    cell = Cell("", Covered.LEFT)
                else:
                    cell = Cell(text, bold=bool(text) and _all_bold(tag))
                grid[index + down, column + right] = cell
        column += wide


def _span(tag: Tag, name: str) -> int:
    value = str(tag.get(name, "1")).strip()
    # 1000 and 65534 are the limits of browsers; a plan has no such cells.
    return max(1, min(int(value), 200)) if value.isascii() and value.isdecimal() else 1


def _rows_of(table: Tag) -> Iterator[Tag]:
    for child in table.find_all(["tr", "thead", "tbody", "tfoot"], recursive=False):
        if not isinstance(child, Tag) or _is_hidden(child):
            continue
        if child.name == "tr":
            yield child
        else:
            for row in child.find_all("tr", recursive=False):
                if isinstance(row, Tag) and not _is_hidden(row):
                    yield row


def cell_text(tag: Tag, inner: list[Tag]) -> str:
    """The words of a cell, a line for a paragraph; tables inside are put into `inner`."""
    parts: list[str] = []
    _collect(tag, parts, inner)
    lines = "".join(parts).replace("\n" + HARD_BREAK, HARD_BREAK).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip()).strip(HARD_BREAK)


def _collect(tag: Tag, parts: list[str], inner: list[Tag]) -> None:
    numbers = _list_numbers(tag)
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in _UNSEEN or _is_hidden(child):
                continue
            if child.name == "table":
                inner.append(child)
            elif child.name == "br":
                parts.append("\n")
            elif child.name in _BLOCK:
                parts.append("\n")
                if child.name == "li" and numbers is not None:
                    parts.append(HARD_BREAK + next(numbers))
                _collect(child, parts, inner)
                parts.append("\n")
            else:
                _collect(child, parts, inner)
        elif _is_text(child):
            parts.append(re.sub(r"[ \t\r\n\f]+", " ", str(child)))


def _list_numbers(tag: Tag) -> Iterator[str] | None:
    """The marks that a browser draws before the items of a list; none for a list without."""
    if tag.name not in ("ol", "ul"):
        return None
    if "none" in str(tag.get("style", "")):
        return iter(lambda: "", None)
    if tag.name == "ul":
        return iter(lambda: "– ", None)
    start = str(tag.get("start", "1"))
    first = int(start) if start.isascii() and start.isdecimal() and len(start) < 5 else 1
    return (f"{number}. " for number in range(first, first + ROWS + 1))


def _is_text(child: PageElement) -> bool:
    return isinstance(child, NavigableString) and not isinstance(
        child, (Comment, PreformattedString)
    )


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style", "")).replace(" ", "").casefold()
    return "display:none" in style or "mso-hide:all" in style or tag.has_attr("hidden")


def _is_bold(child: PageElement) -> bool:
    return any(parent.name in _BOLD for parent in child.parents)


def _all_bold(tag: Tag) -> bool:
    texts = [each for each in tag.find_all(string=True) if str(each).strip()]
    return bool(texts) and all(_is_bold(each) for each in texts)
