"""Files that are broken or meant to harm: one clear sentence, and within bounds."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
import zlib
from collections.abc import Callable

import docx
import openpyxl
import pytest
from pypdf import PdfReader, PdfWriter

from nokgen.import_ import limits
from nokgen.import_.readers import apart, package, read_source
from nokgen.import_.refusal import RefusalError
from nokgen.messages import messages_for
from tests import import_documents as documents

RU = messages_for("ru")
# The same limits as those of the program but smaller, so that what goes beyond is made quickly.
BYTES, ELEMENTS, MEMORY = 3 * limits.MEGABYTE, 20_000, 512 * limits.MEGABYTE


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PACKAGE_BYTES", BYTES)
    monkeypatch.setattr(package, "XML_ELEMENTS", ELEMENTS)
    monkeypatch.setattr(apart, "MEMORY_BYTES", MEMORY)


def sentence(refusal: RefusalError) -> str:
    params = {"name": "план.docx", **refusal.params}
    return f"{RU.gettext(refusal.message, **params)} | {RU.gettext(refusal.hint, **params)}"


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def word() -> dict[str, bytes]:
    file = io.BytesIO()
    docx.Document().save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_body(xml: bytes, declaration: bytes = b"") -> bytes:
    parts = word()
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = b"<w:document " + space + b"><w:body>" + xml + b"</w:body></w:document>"
    parts["word/document.xml"] = declaration + document
    return packed(parts)


def bomb() -> bytes:
    return with_body(b"<!--" + b" " * (BYTES) + b"-->")


def lying_bomb() -> bytes:
    """The directory says that a part is small; it unpacks to far more."""
    data = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return bytes(data).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def many_elements() -> bytes:
    return with_body(b"<w:p/>" * (ELEMENTS))


def merged_bomb() -> bytes:
    book = openpyxl.Workbook()
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    merge = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", merge)
    return packed(parts)


ENTITY = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def pdf(pages: int, password: str | None = None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pdf_bomb() -> bytes:
    """A page whose instructions unpack to more than the process that reads may take."""
    size, blank = 2**24, b" " * 2**24
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = squeeze.compress(blank) + squeeze.flush(zlib.Z_FULL_FLUSH)
    count = MEMORY // size + 8
    check = 1
    for _ in range(count):
        check = zlib.adler32(blank, check)
    stream = b"\x78\xda" + block * count + b"\x03\x00" + check.to_bytes(4, "big")
    parts = (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>endobj\n"
        f"4 0 obj<</Filter/FlateDecode/Length {len(stream)}>>stream\n"
    )
    return parts.encode() + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"


def old_word(encrypted: bool) -> bytes:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    return start + ("EncryptedPackage".encode("utf-16-le") if encrypted else b"")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (bomb, "при распаковке"),
    "zip bomb that lies": (lying_bomb, "повреждён"),
    "endless elements": (many_elements, "при распаковке"),
    "deep elements": (lambda: with_body(b"<w:p>" * 999 + b"</w:p>" * 999), "при распаковке"),
    "merged cells without end": (merged_bomb, "при распаковке"),
    "external entity": (lambda: with_body(b"&x;", ENTITY), "DOCTYPE"),
    "entities in entities": (lambda: with_body(b"&b;", LAUGHS), "DOCTYPE"),
    "broken XML": (lambda: with_body(b"<w:p>"), "повреждён"),
    "no document inside": (lambda: packed({"word/document.xml": b"<a/>"}), "повреждён"),
    "cut archive": (lambda: packed(word())[:9000], "повреждён"),
    "macro": (lambda: packed({**word(), "word/vbaProject.bin": b"x"}), "макросы"),
    "too many parts": (
        lambda: packed({f"{n}": b"" for n in range(limits.PACKAGE_PARTS + 1)}),
        "при распаковке",
    ),
    "password of Word": (lambda: old_word(encrypted=True), "паролем"),
    "old Word": (lambda: old_word(encrypted=False), "старый формат"),
    "password of PDF": (lambda: pdf(1, "секрет"), "паролем"),
    "500 pages": (lambda: pdf(500), "больше 100 страниц"),
    "scan": (lambda: pdf(1), "скан"),
    "broken PDF": (lambda: b"%PDF-1.4\n" + b"1 0 obj<<" * 50, "повреждён"),
    "deep page": (lambda: b"<html>" + b"<div>" * 100_000 + b"</div>", "запутана"),
    "endless table": (
        lambda: b"<table>" + b"<tr><td>1" * (limits.ROWS + 1) + b"</table>",
        "больше 2000 строк",
    ),
    "too large": (lambda: b"%PDF" + bytes(limits.FILE_BYTES), "больше 20 МБ"),
    "too large text": (lambda: b"a " * limits.TEXT_BYTES, "больше 5 МБ"),
    "empty": (lambda: b" \n", "пуст"),
    "bytes": (lambda: bytes(range(256)) * 40, "не документ"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "картинка"),
    "RTF": (lambda: b"{\\rtf1 plan}", "RTF"),
    "OpenDocument": (lambda: packed({"content.xml": b"<a/>"}), "OpenDocument"),
    "web archive": (lambda: b"MIME-Version: 1.0\r\n", "MHT"),
    "archive": (lambda: packed({"plan.docx": b"PK"}), "архив"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_refusal_says_what_it_is_and_a_way_out(name: str) -> None:
    make, said = HOSTILE[name]
    with pytest.raises(RefusalError) as refusal:
        read_source(make())
    text, _bar, hint = sentence(refusal.value).partition(" | ")
    assert said in text
    assert len(hint) > 15


@pytest.mark.skipif(os.name == "nt", reason="no bounds of memory there, only of time")
def test_a_bomb_inside_a_pdf_ends_the_process_that_reads_it() -> None:
    with pytest.raises(RefusalError) as refusal:
        apart.read_apart(pdf_bomb())
    assert "в отведённой памяти" in sentence(refusal.value)


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, timeout: float, **_rest: object) -> object:
        raise subprocess.TimeoutExpired("nokgen", timeout)

    monkeypatch.setattr(subprocess, "run", never)
    with pytest.raises(RefusalError) as refusal:
        apart.read_apart(documents.as_pdf("zeya"))
    assert "за отведённое время" in sentence(refusal.value)


def test_a_pdf_that_only_forbids_copying_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(documents.as_pdf("zeya"))))
    writer.encrypt(user_password="", owner_password="секрет")
    file = io.BytesIO()
    writer.write(file)
    assert read_source(file.getvalue()).rows == 17
