"""Files go in, a ZIP archive comes out: the same bytes for the same files on any day."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first day that an archive can name: an entry must tell one.
_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o644 << 16


def packed(files: Iterable[tuple[str, bytes | Path]]) -> bytes:
    """The archive of paths and contents, in their order; what is a `Path` is read from there."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for path, content in files:
            entry = ZipInfo(path, _DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            entry.compress_type = ZIP_DEFLATED
            data = content if isinstance(content, bytes) else content.read_bytes()
            archive.writestr(entry, data)
    return buffer.getvalue()
