"""A paper goes in, a DOCX file comes out, the same bytes every time; the only door to its library.

The library makes an empty form; its marks are then filled with XML: for each paper by the library
alone a large site would wait for minutes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from nokgen.feeds.zipped import Part, part_of, zip_file

FONT = "Times New Roman"
LANGUAGES = {"ru": "ru-RU", "en": "en-GB"}
# Of the library's own template: a picture of it, and styles for Word 2007 only.
_NEEDLESS = (RELATIONSHIP_TYPE.THUMBNAIL, "stylesWithEffects")
_WIDTH, _HEIGHT, _LEFT, _RIGHT = 297, 210, 20, 12
# The styles of the library that papers use; a hundred others would make files ten times larger.
_NEEDED = {
    "Normal",
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    "Table Grid",
    "Heading 2",
    "List Bullet",
    "Footer",
}
# The width between the margins, in twentieths of a point.
_TEXT_WIDTH = round((_WIDTH - _LEFT - _RIGHT) / 25.4 * 1440)
# Marks in the form that a paper fills, and the parts in which they stand.
_BODY, _FOOT, _TITLE, _AUTHOR, _DAY = "@body@", "@foot@", "@title@", "@author@", date(1999, 9, 9)
_FILLED = ("word/document.xml", "word/footer1.xml", "docProps/core.xml")


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `style` is the name of one of the library's styles: Normal, List Bullet …"""

    text: str
    style: str = "Normal"


@dataclass(frozen=True, slots=True)
class Span:
    """A row of a grid that is one cell: the name of what follows; `level` 1 is the stronger."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `widths` are parts of the whole; a cell may have several lines.

    The row of `columns` is repeated on every sheet of paper.
    """

    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...] | Span, ...]


@dataclass(frozen=True, slots=True)
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
        _BODY: "".join(body),
        _FOOT: escape(paper.foot),
        _TITLE: escape(paper.title[:255]),
        _AUTHOR: escape(paper.author[:255]),
        f"{_DAY:%Y-%m-%d}": paper.day.isoformat(),
    }
    fixed = _fixed(paper.language)
    return zip_file(
        part_of(name, _filled(content, values)) if name in _FILLED else fixed[name]
        for name, content in _form(paper.language)
    )


@cache
def _fixed(language: str) -> Mapping[str, Part]:
    """What is the same in all documents, compressed once a run."""
    return {
        name: part_of(name, content) for name, content in _form(language) if name not in _FILLED
    }


def _filled(content: bytes, values: Mapping[str, str]) -> bytes:
    """A part of the form with each mark replaced, once: values may hold what looks like one."""
    marks = "|".join(map(re.escape, values))
    return re.sub(marks, lambda found: values[found[0]], content.decode()).encode()


@cache
def _form(language: str) -> tuple[tuple[str, bytes], ...]:
    """The parts of a document with the styles and the page of all papers, and marks to fill.

    Made by the library once a run: to open and to save one for each paper takes far longer.
    """
    document = docx.Document()
    for rels in (document.part.package.rels, document.part.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(_NEEDLESS)]:
            del rels[key]
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.top_margin = section.bottom_margin = Mm(15)
    _styles(document, language)
    _footer(document)
    _name(document, language)
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + _BODY.encode())
    return tuple((parts | {"word/document.xml": body}).items())


def _styles(document: Document, language: str) -> None:
    _without_needless_styles(document)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.append(
        parse_xml(f"<w:lang {nsdecls('w')} w:val={quoteattr(LANGUAGES[language])}/>")
    )
    normal.paragraph_format.space_after = Pt(4)
    for name, align, size, bold in (
        ("Stamp", WD_ALIGN_PARAGRAPH.LEFT, 12, False),
        ("Title of the paper", WD_ALIGN_PARAGRAPH.CENTER, 14, True),
        ("Lead", WD_ALIGN_PARAGRAPH.CENTER, 12, False),
        ("Cell", WD_ALIGN_PARAGRAPH.LEFT, 10, False),
        ("Head of a table", WD_ALIGN_PARAGRAPH.LEFT, 10, True),
    ):
        style = document.styles.add_style(name, 1)  # of paragraphs
        style.base_style = normal
        style.font.size, style.font.bold = Pt(size), bold
        style.paragraph_format.alignment = align
        style.paragraph_format.space_after = Pt(0 if size == 10 or name == "Stamp" else 8)
    document.styles["Stamp"].paragraph_format.left_indent = Mm(165)
    document.styles["Title of the paper"].paragraph_format.space_before = Pt(12)
    for name in ("Heading 2", "Footer", "List Bullet"):
        style = document.styles[name]
        style.font.name = FONT
        style.font.size = Pt(9 if name == "Footer" else 12)
    heading = document.styles["Heading 2"]
    heading.font.color.rgb = None
    heading.element.rPr.rFonts.set(qn("w:ascii"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        heading.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)


def _without_needless_styles(document: Document) -> None:
    """Styles that no paper uses go, with what refers to them."""
    for style in [style for style in document.styles if style.name not in _NEEDED]:
        style.delete()
    known = {style.style_id for style in document.styles}
    for root in (document.styles.element, document.part.numbering_part.element):
        for tag in ("w:link", "w:pStyle"):
            for reference in list(root.iter(qn(tag))):
                if reference.get(qn("w:val")) not in known:
                    reference.getparent().remove(reference)


def _footer(document: Document) -> None:
    """The foot of the paper, and the number of the page at the right."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.insert_paragraph_before(_FOOT, "Footer")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _name(document: Document, language: str) -> None:
    properties = document.core_properties
    properties.title, properties.author = _TITLE, _AUTHOR
    properties.last_modified_by, properties.comments = _AUTHOR, ""
    properties.language = LANGUAGES[language]
    properties.created = properties.modified = datetime.combine(_DAY, time())


def _text(text: Text) -> str:
    return _paragraph(text.text, text.style)


def _paragraph(text: str, style: str) -> str:
    # The library makes ids of styles from their names by leaving out spaces.
    name = "" if style == "Normal" else f'<w:pStyle w:val="{style.replace(" ", "")}"/>'
    return f"<w:p><w:pPr>{name}</w:pPr>{_run(text)}</w:p>"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


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
        f"<w:tblCaption w:val={quoteattr(grid.caption)}/></w:tblPr>"
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
