"""The bytes of a workbook go in; the same workbook, looked through and safe to open, comes out.

The only door to `zipfile` and `expat`. Nothing is unpacked before the list of the archive was
looked at, and no part reaches openpyxl before its XML was: a document type (entities, external
files) is refused, elements are counted. What belongs to no table (pictures, notes) is left out.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from nokgen.diagnostics import tables as codes
from nokgen.read.tables import limits
from nokgen.read.tables.refusal import SAVE_XLSX, RefusedError, damaged, too_large

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
# “Strict Open XML”, which openpyxl does not read.
_STRICT = b"http://purl.oclc.org/ooxml/"
_READ = (".xml", ".rels")
_LEFT_OUT = ("docprops/", "customxml/", "xl/theme/", "xl/chartsheets/", "xl/worksheets/_rels/")
_CELLS = frozenset({"row", "c", "v", "f", "is", "si", "t"})


@dataclass(slots=True)
class Package:
    """An archive that may be opened; `formulas` are the cells with one, by the name of the part.

    A formula that came to a text is not among them: an empty text is a value, too.
    """

    archive: BytesIO = field(default_factory=BytesIO)
    formulas: dict[str, set[str]] = field(default_factory=dict)
    _left: int = limits.MAX_ELEMENTS

    def check(self, name: str, part: bytes) -> None:
        """Look through the XML of a part; RefusedError when it is none or too much."""
        depth = 0
        cell: str | None = None
        found: set[str] = set()

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            nonlocal depth, cell
            local = tag.rpartition(":")[2]
            depth += 1
            self._left -= 1 if local in _CELLS else limits.WEIGHT
            if self._left < 0 or depth > limits.MAX_DEPTH:
                raise too_large("elements")
            if local == "c":
                cell = None if attributes.get("t") == "str" else attributes.get("r")
            elif local == "f" and cell is not None:
                found.add(cell)
            elif _is_too_long(attributes):
                raise damaged()

        def end(_tag: str) -> None:
            nonlocal depth
            depth -= 1

        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            # In one piece: expat before 2.6 reads a long token again for every further piece.
            parser.Parse(part, True)
        except (expat.ExpatError, LookupError, ValueError):
            raise damaged() from None
        self.formulas[name] = found


def opened(data: bytes) -> Package:
    """The workbook of an archive, its parts unpacked and stored anew; RefusedError otherwise."""
    package = Package()
    try:
        with (
            ZipFile(BytesIO(data)) as archive,
            ZipFile(package.archive, "w", ZIP_STORED) as copy,
        ):
            for name, info in _parts(archive.infolist()).items():
                part = archive.read(info)
                if _STRICT in part:
                    raise RefusedError(codes.TABLE_UNREADABLE, SAVE_XLSX)
                package.check(name, part)
                # A day of its own would not stand the year 1979.
                copy.writestr(ZipInfo(name), part)
    except _BROKEN:
        raise damaged() from None
    return package


def _is_too_long(attributes: Mapping[str, str]) -> bool:
    """Whether openpyxl could choke on an attribute: it looks for patterns in them."""
    longest = max(map(len, attributes.values()), default=0)
    code = attributes.get("formatCode", "")
    return longest > limits.MAX_ATTRIBUTE or len(code) > limits.MAX_FORMAT


def _refuse_doctype(*_declared: object) -> None:
    raise damaged()


def _parts(infos: list[ZipInfo]) -> dict[str, ZipInfo]:
    """The parts to read by their names; RefusedError for an archive beyond the limits."""
    if len(infos) > limits.MAX_MEMBERS:
        raise damaged()
    parts: dict[str, ZipInfo] = {}
    seen: set[str] = set()
    for info in infos:
        name = info.filename.replace("\\", "/").lstrip("/")
        folded = name.casefold()
        if folded in seen:
            raise damaged()
        seen.add(folded)
        if info.flag_bits & _ENCRYPTED:
            raise RefusedError(codes.TABLE_PROTECTED)
        if any(sign in f"/{folded}" for sign in _MACROS):
            raise RefusedError(codes.TABLE_WITH_MACROS)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged()
        if folded.endswith(_READ) and not folded.startswith(_LEFT_OUT):
            parts[name] = info
    if sum(info.file_size for info in parts.values()) > limits.MAX_UNZIPPED:
        raise too_large("unzipped")
    return parts
