"""The output folder and the path of a request go in, the file to send and its type come out."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote

from nokgen.frozen import frozen

HTML = "text/html; charset=utf-8"
_TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".yaml": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".rtf": "application/rtf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
}


@frozen
class Redirect:
    """The address lacks its final slash."""

    address: str


def find(folder: Path, path: str) -> Path | Redirect | None:
    """The file for the path of a request, which is still quoted; None if there is none.

    Never a file outside `folder`, and none of nokgen's own files.
    """
    text = unquote(path, errors="surrogateescape")
    parts = [part for part in text.split("/") if part]
    if any(_is_forbidden(part) for part in parts):
        return None
    try:
        root = Path(os.path.realpath(folder))
        found = Path(os.path.realpath(root.joinpath(*parts)))
        if not found.is_relative_to(root):
            return None
        if not found.is_dir():
            return None if text.endswith("/") else found
        if text.endswith("/"):
            page = Path(os.path.realpath(found / "index.html"))
            return page if page.is_relative_to(root) else None
    except (OSError, ValueError):  # a name that no file can have
        return None
    return Redirect("/" + "".join(quote(part, errors="surrogateescape") + "/" for part in parts))


def _is_forbidden(part: str) -> bool:
    return (
        part in (".", "..")
        or part.casefold().startswith(".nokgen")  # some disks do not tell letters apart by case
        or any(char in part for char in "\\\0")
        or (sys.platform == "win32" and ":" in part)
    )


def type_of(path: Path) -> str:
    """The media type of a file; one that nobody runs or shows for an unknown name."""
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


def opened(path: Path) -> BinaryIO:
    """The file, without waiting for whoever writes into a pipe.

    OSError if it is a link by now, or no file at all.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
    return os.fdopen(descriptor, "rb")
