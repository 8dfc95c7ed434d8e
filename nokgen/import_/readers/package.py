"""A DOCX or XLSX goes in; the same package, safe to open, comes out.

Every part is unpacked within limits and written anew: the sizes in the directory of an archive may
lie. XML with a document type (entities, external files) is refused, pictures are left empty.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from nokgen.import_.limits import (
    MERGED_CELLS,
    PACKAGE_BYTES,
    PACKAGE_PARTS,
    XML_DEPTH,
    XML_ELEMENTS,
)
from nokgen.import_.refusal import RefusalError
from nokgen.messages import N_

_CHUNK = 64 * 1024
_READ = (".xml", ".rels")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def damaged() -> RefusalError:
    """The refusal of a file whose inside is broken."""
    return RefusalError(
        N_("%(name)s is damaged and could not be read"),
        N_("Open it in the program that made it and save it again."),
    )


def names_in(data: bytes) -> frozenset[str]:
    """The names of the parts of an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except _DAMAGED:
        raise damaged() from None
    if len(infos) > PACKAGE_PARTS:
        raise _bomb()
    if any(info.flag_bits & 0x1 for info in infos):
        raise RefusalError(
            N_("%(name)s is protected by a password"),
            N_("Open it with the password and save a copy without protection."),
        )
    return frozenset(info.filename for info in infos)


def repacked(data: bytes) -> io.BytesIO:
    """The package with parts that were unpacked and looked at."""
    budget = _Budget()
    made = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as copy,
        ):
            seen: set[str] = set()
            for info in archive.infolist():
                if info.filename in seen or info.is_dir():
                    continue
                seen.add(info.filename)
                part = b""
                if info.filename.casefold().endswith(_READ):
                    part = _unpacked(archive, info, budget)
                    _check_xml(part, budget)
                # The day of a part would make the copy differ from run to run.
                copy.writestr(zipfile.ZipInfo(info.filename), part)
    except _DAMAGED:
        raise damaged() from None
    made.seek(0)
    return made


class _Budget:
    """What is left of the limits for one package."""

    def __init__(self) -> None:
        self.bytes = PACKAGE_BYTES
        self.elements = XML_ELEMENTS
        self.merged = MERGED_CELLS

    def take_bytes(self, count: int) -> None:
        self.bytes -= count
        if self.bytes < 0:
            raise _bomb()


def _bomb() -> RefusalError:
    return RefusalError(
        N_("%(name)s unpacks to far more than a plan can be"),
        N_("Copy the table of the plan into a new document and import that."),
    )


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    parts = []
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            budget.take_bytes(len(chunk))
            parts.append(chunk)
    return b"".join(parts)


def _check_xml(part: bytes, budget: _Budget) -> None:
    depth = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        budget.elements -= 1
        if depth > XML_DEPTH or budget.elements < 0:
            raise _bomb()
        if name.rpartition(":")[2] == "mergeCell":
            budget.merged -= _area(attributes.get("ref", ""))
            if budget.merged < 0:
                raise _bomb()

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_args: object) -> None:
        raise RefusalError(
            N_("%(name)s holds a document type, as only a harmful file does"),
            N_("Copy the table of the plan into a new document and import that."),
        )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        raise damaged() from None


def _area(reference: str) -> int:
    """How many cells a range like B2:D5 holds."""
    first, _colon, last = reference.partition(":")
    (row, column), (end_row, end_column) = _cell(first), _cell(last or first)
    return max(1, end_row - row + 1) * max(1, end_column - column + 1)


def _cell(reference: str) -> tuple[int, int]:
    column = 0
    digits = ""
    for char in reference.upper().replace("$", ""):
        if char.isdigit():
            digits += char
        else:
            column = column * 26 + ord(char) - 64
    return int(digits[:9] or 0), column
