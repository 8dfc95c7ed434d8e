"""The bytes of a workbook go in; its parts, unpacked and parsed within limits, come out.

The only door to `zipfile` and `expat`. A part is never unpacked before its size is known and never
beyond it, and never parsed with a document type: so there are no entities, no external files and
no XML that grows. Part names are compared without case (ECMA-376, part 2).
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from io import BytesIO
from typing import Protocol
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from nokgen.diagnostics import tables as codes
from nokgen.read.tables import limits
from nokgen.read.tables.refusal import RefusedError, damaged, too_large

Attributes = dict[str, str]

# What `zipfile` raises for bytes that are no archive, or another one than its list says.
_BROKEN = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
_ENCRYPTED = 0x1
_MACROS = ("vbaproject.bin", "/macrosheets/")


class Handler(Protocol):
    """What a part means: names come without their prefix, texts when an element ends."""

    def start(self, name: str, attributes: Attributes, /) -> None:
        """An element begins."""

    def end(self, name: str, text: str, /) -> None:
        """An element ends; `text` is what stands behind the last tag inside it."""


class Package:
    """An archive whose list was looked through before anything is unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = ZipFile(BytesIO(data))
        except _BROKEN:
            raise damaged() from None
        self._left = limits.MAX_PIECES
        self._parts = _parts(self._archive.infolist(), len(data))

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name.casefold() in self._parts

    def parse(self, name: str, handler: Handler) -> None:
        """Let a handler see a part; a missing one, or one that is no XML, is refused."""
        data = self._bytes(name)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        self._connect(parser, handler)
        try:
            # In one piece: expat before 2.6 reads a long token again for every further piece.
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError):
            raise damaged() from None

    def _connect(self, parser: expat.XMLParserType, handler: Handler) -> None:
        texts: list[str] = []
        local: dict[str, str] = {}

        def start(name: str, attributes: Attributes) -> None:
            self._left -= 1
            if self._left < 0:
                raise too_large("pieces")
            texts.clear()
            if name not in local:
                local[name] = name.rpartition(":")[2]
            handler.start(local[name], attributes)

        def end(name: str) -> None:
            handler.end(local[name], "".join(texts))
            texts.clear()

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = texts.append

    def _bytes(self, name: str) -> bytes:
        info = self._parts.get(name.casefold())
        if info is None:
            raise damaged()
        try:
            with self._archive.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except _BROKEN:
            raise damaged() from None
        if len(data) > info.file_size:
            raise damaged()
        return data


def target_of(part: str, target: str) -> str:
    """The name of the part to which a relationship of another part leads."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def relationships_of(part: str) -> str:
    """The name of the part that holds the relationships of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _refuse_doctype(*_declared: object) -> None:
    raise damaged()


def _parts(infos: list[ZipInfo], size: int) -> dict[str, ZipInfo]:
    """The parts by their names; RefusedError for an archive that would not stay within limits."""
    if len(infos) > limits.MAX_MEMBERS:
        raise damaged()
    parts: dict[str, ZipInfo] = {}
    for info in infos:
        name = info.filename.replace("\\", "/").lstrip("/").casefold()
        if name in parts:
            raise damaged()
        if info.flag_bits & _ENCRYPTED:
            raise RefusedError(codes.TABLE_PROTECTED)
        if any(sign in f"/{name}" for sign in _MACROS):
            raise RefusedError(codes.TABLE_WITH_MACROS)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged()
        parts[name] = info
    unzipped = sum(info.file_size for info in infos)
    is_bomb = unzipped > limits.RATIO_FROM and unzipped > limits.MAX_RATIO * size
    if unzipped > limits.MAX_UNZIPPED or is_bomb:
        raise too_large("unzipped")
    return parts
