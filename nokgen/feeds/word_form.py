"""A language goes in, the form that papers fill comes out; the only door to the library of DOCX."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from functools import cache

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from nokgen.feeds.escapes import quoted
from nokgen.feeds.word import (
    AUTHOR,
    BODY,
    DAY,
    FONT,
    FOOT,
    HEIGHT,
    LANGUAGES,
    LEFT,
    RIGHT,
    TITLE,
    WIDTH,
)

# Of the library's own template: a picture of it, and styles for Word 2007 only.
_NEEDLESS = (RELATIONSHIP_TYPE.THUMBNAIL, "stylesWithEffects")
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


@cache
def form(language: str) -> tuple[tuple[str, bytes], ...]:
    """The parts of a document with the styles and the page of all papers, and marks to fill.

    Made by the library once a run: to open and to save one for each paper takes far longer.
    """
    document = docx.Document()
    for rels in (document.part.package.rels, document.part.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(_NEEDLESS)]:
            del rels[key]
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin = section.bottom_margin = Mm(15)
    _styles(document, language)
    _footer(document)
    _name(document, language)
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + BODY.encode())
    return tuple((parts | {"word/document.xml": body}).items())


def _styles(document: Document, language: str) -> None:
    _without_needless_styles(document)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.append(
        parse_xml(f"<w:lang {nsdecls('w')} w:val={quoted(LANGUAGES[language])}/>")
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
    paragraph.insert_paragraph_before(FOOT, "Footer")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _name(document: Document, language: str) -> None:
    properties = document.core_properties
    properties.title, properties.author = TITLE, AUTHOR
    properties.last_modified_by, properties.comments = AUTHOR, ""
    properties.language = LANGUAGES[language]
    properties.created = properties.modified = datetime.combine(DAY, time())
