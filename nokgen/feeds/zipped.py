"""Parts go in, each compressed once; ZIP files that hold them come out.

The bytes are those of Python's own library, which compresses every part for every file anew: most
parts of a document are the same in all of them. A part may also be joined of pieces, each of which
was compressed by itself: then only those that have changed are compressed again.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from nokgen.frozen import frozen

# APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16.
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_NO_FLAGS = 0
_DEFLATED = 8
_MIDNIGHT = 0
_FIRST_DAY = 0x21  # 1 January 1980, the first that archives know
_OWN = 0o600 << 16
_READABLE = 0o644 << 16
_UNIX = 3 << 8
# A last block with nothing in it.
_LAST = b"\3\0"


@frozen
class Part:
    """A file inside: its name, its bytes as they stand in an archive, and its row in the list of
    all, which ends with its place.
    """

    name: bytes
    local: bytes
    row: tuple[int, ...]


def part_of(name: str, content: bytes) -> Part:
    """A compressed part; its name is ASCII, and nothing tells when it was made."""
    packer = _packer()
    return _part(name, content, packer.compress(content) + packer.flush())


def piece_of(content: bytes) -> bytes:
    """Bytes compressed so that others can follow."""
    packer = _packer()
    return packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)


def joined_part(name: str, content: bytes, pieces: Iterable[bytes]) -> Part:
    """A part of which all pieces are compressed already."""
    return _part(name, content, b"".join((*pieces, _LAST)))


def _packer() -> zlib._Compress:
    return zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)


def _part(name: str, content: bytes, data: bytes) -> Part:
    raw = name.encode("ascii")
    sizes = (zlib.crc32(content), len(data), len(content), len(raw), 0)
    row = (_VERSION, _NO_FLAGS, _DEFLATED, _MIDNIGHT, _FIRST_DAY, *sizes)
    return Part(raw, _LOCAL.pack(b"PK\3\4", *row) + raw + data, row)


def zip_file(parts: Iterable[Part], *, is_unpacked: bool = False) -> bytes:
    """The archive of parts in their order; all together below 4 GB.

    One that people unpack says that everybody may read its files.
    """
    made_by, rights = (_UNIX | _VERSION, _READABLE) if is_unpacked else (_VERSION, _OWN)
    bodies, rows, place = [], [], 0
    for part in parts:
        bodies.append(part.local)
        rows.append(
            _CENTRAL.pack(b"PK\1\2", made_by, *part.row, 0, 0, 0, rights, place) + part.name
        )
        place += len(part.local)
    listed = b"".join(rows)
    end = _END.pack(b"PK\5\6", 0, 0, len(rows), len(rows), len(listed), place, 0)
    return b"".join((*bodies, listed, end))
