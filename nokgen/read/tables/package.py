"""The bytes of a workbook go in; the same workbook, looked through and safe to open, comes out.

The only door to `zipfile` and `expat`. Nothing is unpacked before the list of the archive was
looked at, and no part reaches openpyxl before its XML was: a document type (entities, external
files) is refused, elements are counted, and what belongs to no table is cut: fonts, pictures.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from nokgen.diagnostics import tables as codes
from nokgen.limits import MEGABYTE, Limits
from nokgen.read.tables.limits import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_FORMAT,
    MAX_MEMBERS,
    WEIGHT,
    WEIGHTS,
)
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
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/"
_HEAD = 4096
_READ = (".xml", ".rels")
_LEFT_OUT = ("docprops/", "customxml/", "xl/theme/", "xl/chartsheets/", "xl/worksheets/_rels/")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Says nothing of the texts of cells; openpyxl may fail at it, or take minutes for its patterns.
_CUT = frozenset(
    re.findall(
        r"\w+",
        "autoFilter borders cellStyleXfs cellStyles colBreaks colors cols conditionalFormatting "
        "customSheetViews customWorkbookViews dataValidations definedNames drawing dxfs extLst "
        "externalReferences fills fonts headerFooter hyperlinks legacyDrawing mergeCells "
        "pageMargins pageSetup phoneticPr pivotCaches printOptions protectedRanges rPh rPr "
        "rowBreaks scenarios sheetFormatPr sheetPr sheetProtection sheetViews tableParts "
        "tableStyles workbookProtection",
    )
)


@dataclass(slots=True)
class Package:
    """An archive that may be opened; `formulas` are the cells with one, by the name of the part.

    A formula that came to a text is not among them: an empty text is a value, too.
    """

    limits: Limits
    archive: BytesIO = field(default_factory=BytesIO)
    formulas: dict[str, set[str]] = field(default_factory=dict)
    _left: int = field(init=False)

    def __post_init__(self) -> None:
        self._left = self.limits.workbook_elements

    def take(self, name: str, part: bytes) -> bytes:
        """The XML of a part without what is cut; RefusedError when it is none, or too much."""
        if part.startswith(_UTF_16) or b"\0" in part[:4]:
            raise damaged()  # places in bytes would mean something else
        look = _Look(part, self._left, self.limits)
        self._left = look.left
        self.formulas[name] = look.formulas
        ends = [0, *(end for _begin, end in look.cuts)]
        begins = [*(begin for begin, _end in look.cuts), len(part)]
        return b"".join(part[end:begin] for end, begin in zip(ends, begins, strict=True))


class _Look:
    """What was seen in one part: `cuts` are where begins and ends what is cut."""

    def __init__(self, part: bytes, left: int, limits: Limits) -> None:
        self._limits = limits
        self.left = left
        self.formulas: set[str] = set()
        self.cuts: list[tuple[int, int]] = []
        self._depth = 0
        self._cut = (0, 0)
        self._cell: str | None = None
        self._part = part
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            # In one piece: expat before 2.6 reads a long token again for every further piece.
            self._parser.Parse(part, True)
        except (expat.ExpatError, LookupError, ValueError):
            raise damaged() from None

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        local = tag.rpartition(":")[2]
        self._depth += 1
        self.left -= 1 if self._cut[0] else WEIGHTS.get(local, WEIGHT)
        if self.left < 0 or self._depth > MAX_DEPTH:
            raise too_large(self._limits, "workbook_elements")
        if local == "c":
            self._cell = None if attributes.get("t") == "str" else attributes.get("r")
        elif local == "f" and self._cell is not None:
            self.formulas.add(self._cell)
        elif local in _CUT and not self._cut[0]:
            self._cut = self._depth, self._parser.CurrentByteIndex
        elif len(attributes.get("formatCode", "")) > MAX_FORMAT:
            raise damaged()
        if len(attributes) > MAX_ATTRIBUTES:
            raise damaged()

    def _end(self, tag: str) -> None:
        if self._depth == self._cut[0]:
            end = self._parser.CurrentByteIndex
            if self._part.startswith(f"</{tag}".encode(), end):  # else it had no tag at its end
                end = self._part.index(b">", end) + 1
            self.cuts.append((self._cut[1], end))
            self._cut = (0, 0)
        self._depth -= 1


def opened(data: bytes, limits: Limits) -> Package:
    """The workbook of an archive, its parts unpacked and stored anew; RefusedError otherwise."""
    package = Package(limits)
    try:
        with (
            ZipFile(BytesIO(data)) as archive,
            ZipFile(package.archive, "w", ZIP_STORED) as copy,
        ):
            for name, info in _parts(archive.infolist(), limits).items():
                part = archive.read(info)
                if _STRICT in part[:_HEAD]:
                    raise RefusedError(codes.TABLE_UNREADABLE, SAVE_XLSX)
                copy.writestr(ZipInfo(name), package.take(name, part))
    except _BROKEN:
        raise damaged() from None
    return package


def _refuse_doctype(*_declared: object) -> None:
    raise damaged()


def _parts(infos: list[ZipInfo], limits: Limits) -> dict[str, ZipInfo]:
    """The parts to read by their names; RefusedError for an archive beyond the limits."""
    if len(infos) > MAX_MEMBERS:
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
    if sum(info.file_size for info in parts.values()) > limits.workbook_mb * MEGABYTE:
        raise too_large(limits, "workbook_mb")
    return parts
