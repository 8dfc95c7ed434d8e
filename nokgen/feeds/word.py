"""A paper goes in, a DOCX file comes out, the same bytes every time.

The marks of a form that a library makes are filled with XML: for each paper by the library alone a
large site would wait for minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from nokgen.feeds.escapes import escaped, quoted
from nokgen.feeds.zipped import Part, part_of, zip_file
from nokgen.frozen import frozen

FONT = "Times New Roman"
LANGUAGES = {"ru": "ru-RU", "en": "en-GB"}
WIDTH, HEIGHT, LEFT, RIGHT = 297, 210, 20, 12
# The width between the margins, in twentieths of a point.
_TEXT_WIDTH = round((WIDTH - LEFT - RIGHT) / 25.4 * 1440)
# Marks in the form that a paper fills, and the parts in which they stand.
BODY, FOOT, TITLE, AUTHOR, DAY = "@body@", "@foot@", "@title@", "@author@", date(1999, 9, 9)
_FILLED = ("word/document.xml", "word/footer1.xml", "docProps/core.xml")


@frozen
class Text:
    """A paragraph; `style` is the name of one of the library's styles: Normal, List Bullet …"""

    text: str
    style: str = "Normal"


@frozen
class Span:
    """A row of a grid that is one cell: the name of what follows; `level` 1 is the stronger."""

    text: str
    level: int = 1


@frozen
class Grid:
    """A table: `widths` are parts of the whole; a cell may have several lines.

    The row of `columns` is repeated on every sheet of paper.
    """

    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...] | Span, ...]


@frozen
class Paper:
    """A document on A4, broad side down: `stamp` in the upper corner, title, body, foot."""

    title: str
    language: str
    author: str
    day: date
    stamp: tuple[str, ...]
    lead: tuple[str, ...]
    body: tuple[Text | Grid, ...]
    foot: str


def docx_bytes(paper: Paper) -> bytes:
    """The file; nothing in it tells when or where it was made but `paper.day`."""
    body = [
        *(_paragraph(line, "Stamp") for line in paper.stamp),
        _paragraph(paper.title, "Title of the paper"),
        *(_paragraph(line, "Lead") for line in paper.lead),
        *(_grid(part) if isinstance(part, Grid) else _text(part) for part in paper.body),
    ]
    values = {
        BODY: "".join(body),
        FOOT: escaped(paper.foot),
        TITLE: escaped(paper.title[:255]),
        AUTHOR: escaped(paper.author[:255]),
        f"{DAY:%Y-%m-%d}": paper.day.isoformat(),
    }
    from nokgen.feeds.word_form import form  # the library takes long to load

    fixed = _fixed(paper.language)
    return zip_file(
        part_of(name, _filled(content, values)) if name in _FILLED else fixed[name]
        for name, content in form(paper.language)
    )


@cache
def _fixed(language: str) -> Mapping[str, Part]:
    """What is the same in all documents, compressed once a run."""
    from nokgen.feeds.word_form import form

    return {name: part_of(name, content) for name, content in form(language) if name not in _FILLED}


def _filled(content: bytes, values: Mapping[str, str]) -> bytes:
    """A part of the form with each mark replaced, once: values may hold what looks like one."""
    marks = "|".join(map(re.escape, values))
    return re.sub(marks, lambda found: values[found[0]], content.decode()).encode()


def _text(text: Text) -> str:
    return _paragraph(text.text, text.style)


def _paragraph(text: str, style: str) -> str:
    # The library makes ids of styles from their names by leaving out spaces.
    name = "" if style == "Normal" else f'<w:pStyle w:val="{style.replace(" ", "")}"/>'
    return f"<w:p><w:pPr>{name}</w:pPr>{_run(text)}</w:p>"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>' if text else ""


def _grid(grid: Grid) -> str:
    whole = sum(grid.widths)
    widths = [_TEXT_WIDTH * width // whole for width in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(grid.columns, widths, "Head of a table", "<w:tblHeader/>")
    rows = (
        _span(row, widths) if isinstance(row, Span) else _row(row, widths, "Cell")
        for row in grid.rows
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoted(grid.caption)}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>'
    )


def _row(cells: Iterable[str], widths: list[int], style: str, more: str = "") -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_lines(cell, style)}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{made}</w:tr>"


def _lines(cell: str, style: str) -> str:
    return "".join(_paragraph(line, style) for line in cell.split("\n"))


def _span(span: Span, widths: list[int]) -> str:
    style = "Head of a table" if span.level == 1 else "Cell"
    keep = f'<w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/><w:keepNext/></w:pPr>'
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" '
        f'w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr>'
        f"<w:p>{keep}{_run(span.text)}</w:p></w:tc></w:tr>"
    )
