"""The bytes of a file go in; what they are, and the document they hold, come out."""

from __future__ import annotations

import re

from nokgen.import_.limits import FILE_BYTES, MEGABYTE, TEXT_BYTES
from nokgen.import_.readers.decoding import decoded
from nokgen.import_.refusal import RefusalError
from nokgen.import_.source import FileFormat, Source
from nokgen.messages import N_

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A plain text may hold a tag that a conversion left; a page begins with one, or is a page as such.
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)?<[a-z!?]|.*<(?:!doctype html|html|body)\b", re.I | re.S)
_TABLE = re.compile(rb"<table\b.*<tr\b", re.IGNORECASE | re.DOTALL)
_SAVE_AS = N_("Open it in Word or LibreOffice and save it as DOCX.")


def format_of(data: bytes) -> FileFormat:
    """What a file is by its bytes; RefusalError for what nokgen does not read."""
    _check_size(data)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[:4] == _ZIP:
        return _package_format(data)
    if b"%PDF-" in data[:1024]:
        return FileFormat.PDF
    if data[:8] == _OLE:
        raise _refusal_of_ole(data)
    if start[:5] == b"{\\rtf":
        raise RefusalError(N_("%(name)s is an RTF file"), _SAVE_AS)
    if start[:14].lower().startswith(b"mime-version:"):
        raise RefusalError(
            N_("%(name)s is a web archive (MHT)"),
            N_("Open it in Word and save it as DOCX, or save the page as HTML."),
        )
    if (start[:1] in (b"\x89", b"\xff") and data[:2] not in (b"\xff\xfe",)) or data[:4] == b"GIF8":
        raise RefusalError(
            N_("%(name)s is a picture"),
            N_("Recognise its text first, or type the plan by hand: nokgen new plan ADDRESS"),
        )
    if len(data) > TEXT_BYTES:
        raise too_large(TEXT_BYTES)
    ascii_only = _as_ascii(data)
    is_page = (_PAGE.match(ascii_only) and b"</" in data) or _TABLE.search(ascii_only)
    return FileFormat.HTML if is_page else FileFormat.TEXT


def read_source(data: bytes) -> Source:
    """The document that a file holds; RefusalError when it cannot or must not be read."""
    match format_of(data):
        case FileFormat.DOCX:
            from nokgen.import_.readers.docx import read_docx

            return read_docx(data)
        case FileFormat.XLSX:
            from nokgen.import_.readers.xlsx import read_xlsx

            return read_xlsx(data)
        case FileFormat.HTML:
            from nokgen.import_.readers.html import read_html

            return read_html(data)
        case FileFormat.PDF:
            from nokgen.import_.readers.pdf import read_pdf

            return read_pdf(data)
        case FileFormat.TEXT:
            from nokgen.import_.readers.text import read_text

            return read_text(decoded(data))


def too_large(limit: int) -> RefusalError:
    """The refusal of a file that is larger than `limit` bytes."""
    return RefusalError(
        N_("%(name)s is larger than %(megabytes)s MB"),
        N_("Leave only the pages of the plan in the file, without pictures."),
        {"megabytes": limit // MEGABYTE},
    )


def _check_size(data: bytes) -> None:
    if not data.strip():
        raise RefusalError(N_("%(name)s is empty"), N_("Choose the file that holds the plan."))
    if len(data) > FILE_BYTES:
        raise too_large(FILE_BYTES)


def _package_format(data: bytes) -> FileFormat:
    from nokgen.import_.readers.package import names_in

    names = names_in(data)
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise RefusalError(
            N_("%(name)s holds macros"),
            N_("Save it without macros: as DOCX or XLSX."),
        )
    if "word/document.xml" in names or any(n.startswith("word/document") for n in names):
        return FileFormat.DOCX
    if "xl/workbook.xml" in names:
        return FileFormat.XLSX
    if "content.xml" in names:
        raise RefusalError(N_("%(name)s is an OpenDocument file"), _SAVE_AS)
    raise RefusalError(
        N_("%(name)s is an archive without a document that nokgen reads"),
        N_("Unpack it and import the document itself."),
    )


def _refusal_of_ole(data: bytes) -> RefusalError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return RefusalError(
            N_("%(name)s is protected by a password"),
            N_("Open it with the password and save a copy without protection."),
        )
    return RefusalError(
        N_("%(name)s is in an old format of Word or Excel"),
        N_("Open it and save it as DOCX or XLSX."),
    )


def _as_ascii(data: bytes) -> bytes:
    return data[:65536].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
