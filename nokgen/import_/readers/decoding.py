"""Bytes of a text go in, the text comes out."""

from __future__ import annotations

from nokgen.import_.refusal import RefusalError
from nokgen.messages import N_


def decoded(data: bytes) -> str:
    """The text of bytes: UTF-8 or UTF-16, else the Russian encoding of Windows."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", errors="replace")
    if "\x00" in text or sum(not (c.isprintable() or c.isspace()) for c in text[:4000]) > 40:
        raise RefusalError(
            N_("%(name)s is neither a document nor a text"),
            N_("These can be imported: DOCX, XLSX, HTML, PDF with text, plain text."),
        )
    return text
