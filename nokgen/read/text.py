"""Bytes of a file go in; its text with line feeds only, and what was wrong with it, come out."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from pathlib import Path

from nokgen.diagnostics import Diagnostic, Hint, reading, tree
from nokgen.limits import DEFAULTS, MEGABYTE
from nokgen.messages import N_
from nokgen.source import Span

# What YAML 1.1 forbids, what it would take for the end of a line (U+0085, U+2028, U+2029), and what
# shows a text in another order than it has (CVE-2021-42574) or hides one (U+E0000 and above).
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
_ENCODINGS = {"cp1251": "Windows-1251", "cp866": "DOS (866)", "koi8-r": "KOI8-R"}
_FREQUENT = frozenset("оеаинтсрвлкмдпуяыь")
_NOT_TEXT = {
    b"PK\x03\x04": "Word, Excel",
    b"\xd0\xcf\x11\xe0": "Word, Excel",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
_SAVE_AS = N_(
    "it looks like %(encoding)s; open the file in Notepad, choose “Save as” and the encoding UTF-8"
)
_SAVE_AS_UNKNOWN = N_("open the file in Notepad, choose “Save as” and the encoding UTF-8")
_IS_DOCUMENT = N_(
    "this is a file of another kind (%(kind)s) under a wrong name: "
    "put it into the folder documents/"
)


# How files of a site are opened. What Windows lacks is 0 there. Without O_NONBLOCK a pipe would
# wait for somebody who writes.
OPENING = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def read_bytes(
    file: Path, path: str, megabytes: int = DEFAULTS.file_mb, limit: str = "file_mb"
) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file, or None and the reason; `path` names it in diagnostics.

    Links, pipes and devices are refused, also where a file stood when the folder was listed.
    `limit` is the key of site.yaml that sets `megabytes`.
    """
    span = Span.of_file(path)
    name = path.rpartition("/")[2]
    most = megabytes * MEGABYTE
    try:
        if file.is_symlink():
            return None, [Diagnostic(tree.SYMBOLIC_LINK, span, {"name": name}, COPY)]
        with os.fdopen(os.open(file, OPENING), "rb") as stream:
            status = os.fstat(stream.fileno())
            mode = status.st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                return None, [Diagnostic(tree.SPECIAL_FILE, span, {"name": name})]
            # Python sets aside as much memory as it is asked to read: megabytes for each file.
            data = stream.read(min(status.st_size, most) + 1)
            if len(data) > status.st_size:  # it grew, or its size is not known
                data += stream.read(most + 1 - len(data))
    except PermissionError:
        return None, [Diagnostic(tree.UNREADABLE_FILE, span, {"path": path}, _ASK_RIGHTS)]
    except OSError:
        return None, [Diagnostic(tree.UNREADABLE_FILE, span, {"path": path})]
    if len(data) > most:
        return None, [too_large(path, megabytes, limit)]
    return data, []


def too_large(path: str, megabytes: int, limit: str) -> Diagnostic:
    """The fault of a file that is larger than a limit, named by its key of site.yaml."""
    hint = Hint(RAISE, {"limit": limit})
    return Diagnostic(reading.FILE_TOO_LARGE, Span.of_file(path), {"limit": megabytes}, hint)


COPY = Hint(N_("put the file itself in its place"))
# The way out of every limit: which key of site.yaml sets it.
RAISE = N_(
    "if it must be so large, the owner of the site sets `%(limit)s` in `limits:` of site.yaml"
)
_NO_BOM = Hint(N_("save the file in “UTF-8”, not in “UTF-8 with BOM”"))
_USE_LF = Hint(N_("in VS Code click “CRLF” at the bottom of the window and choose LF"))
_ASK_RIGHTS = Hint(N_("the rights to read this file or folder are missing"))


def decode(data: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file, or None when it cannot be read as text; and its faults."""
    span = Span.of_file(path)
    found: list[Diagnostic] = []
    for magic, kind in _NOT_TEXT.items():
        if data.startswith(magic):
            hint = Hint(_IS_DOCUMENT, {"kind": kind})
            return None, [Diagnostic(reading.ENCODING_WRONG, span, {}, hint)]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        hint = Hint(_SAVE_AS, {"encoding": "UTF-16"})
        return None, [Diagnostic(reading.ENCODING_WRONG, span, {}, hint)]
    if data.startswith(b"\xef\xbb\xbf"):
        found.append(Diagnostic(reading.BYTE_ORDER_MARK, span, {}, _NO_BOM))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*found, _wrong_encoding(data, error.start, path)]
    if "\r" in text:
        found.append(Diagnostic(reading.LINE_ENDS_WINDOWS, span, {}, _USE_LF))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Nearly all texts have only signs that can be printed, and Python tells that ten times faster.
    control = None if text.replace("\n", "").isprintable() else CONTROL.search(text)
    if control:
        found.append(_control_character(text, control.start(), path))
        text = CONTROL.sub(" ", text)  # the rest of the file is read all the same
    return text, found


def _wrong_encoding(data: bytes, start: int, path: str) -> Diagnostic:
    """Says where the first odd byte stands and which encoding the text seems to have."""
    line = data.count(b"\n", 0, start)
    line_start = data.rfind(b"\n", 0, start) + 1
    line_end = data.find(b"\n", start)
    raw = data[line_start : line_end if line_end >= 0 else len(data)].rstrip(b"\r")
    encoding = guess_encoding(data)
    excerpt = raw.decode(encoding or "utf-8", "replace")
    column = len(data[line_start:start].decode("utf-8", "replace"))
    span = Span(path, line + 1, column + 1, line + 1, min(column + 1, len(excerpt)) + 1, excerpt)
    hint = Hint(_SAVE_AS, {"encoding": _ENCODINGS[encoding]}) if encoding else None
    return Diagnostic(reading.ENCODING_WRONG, span, {}, hint or Hint(_SAVE_AS_UNKNOWN))


def guess_encoding(data: bytes) -> str | None:
    """The Russian 8-bit encoding in which the bytes look most like Russian, or None."""
    best: tuple[float, str | None] = (0.5, None)
    for encoding in _ENCODINGS:
        text = bytes(byte for byte in data if byte >= 0x80).decode(encoding, "replace")
        counts = Counter(text)
        share = sum(counts[letter] for letter in _FREQUENT) / max(len(text), 1)
        if share > best[0]:
            best = (share, encoding)
    return best[1]


def _control_character(text: str, index: int, path: str) -> Diagnostic:
    line = text.count("\n", 0, index)
    column = index - (text.rfind("\n", 0, index) + 1)
    excerpt = text.split("\n")[line]
    span = Span(path, line + 1, column + 1, line + 1, column + 2, CONTROL.sub(" ", excerpt))
    name = f"U+{ord(text[index]):04X}"
    return Diagnostic(reading.CONTROL_CHARACTER, span, {"name": name})
