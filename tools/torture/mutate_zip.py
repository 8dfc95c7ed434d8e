"""A DOCX or XLSX file goes in; the same with a part or its container broken comes out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from random import Random

_NUMBER = re.compile(r'="-?\d+"|>\d+<')
_NUMBERS = ("0", "-1", "1", "2", "99", "16384", "1048577", "4294967296", "9" * 30, "1e9", "x", "")
_CELL = re.compile(r'r="[A-Z]+\d+"')
_CELLS = ("A1", "XFD1048576", "ZZZZ1", "A0", "A99999999999", "1A", "", "ё1", "A1:XFD9", "$A$1")
_TAG = re.compile(r"<[^<>]+>")


def is_package(data: bytes) -> bool:
    """Whether the data begins as a ZIP archive."""
    return data.startswith(b"PK\x03\x04")


def changed_package(data: bytes, rng: Random, words: Callable[[str, Random], str]) -> bytes:
    """The package with its bytes, its list of parts or one of its parts changed."""
    if rng.random() < 0.15:
        return _broken(data, rng)
    parts = dict(_parts(data))
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice([*parts, *(name for name in parts if "sheet" in name or "doc" in name)])
        match rng.randrange(8):
            case 0:
                del parts[name]
            case 1:
                parts[rng.choice((name + "x", "../x.xml", "/x", name.upper(), "ё.xml"))] = parts[
                    name
                ]
            case _:
                parts[name] = _changed_part(parts[name], rng, words)
        if not parts:
            break
    return _packed(parts, zipfile.ZIP_DEFLATED if rng.random() < 0.1 else zipfile.ZIP_STORED)


def _changed_part(part: bytes, rng: Random, words: Callable[[str, Random], str]) -> bytes:
    text = part.decode("utf-8", "replace")
    match rng.randrange(6):
        case 0:
            return words(text, rng).encode("utf-8", "replace")
        case 1:
            return _one_replaced(text, _CELL, f'r="{rng.choice(_CELLS)}"', rng)
        case 2:
            number = rng.choice(_NUMBERS)
            return _one_replaced(text, _NUMBER, f'="{number}"', rng)
        case 3:
            return _one_replaced(text, _TAG, "", rng)
        case 4:
            tags = _TAG.findall(text)
            piece = rng.choice(tags) * rng.choice((1, 1, 2, 200)) if tags else "<a>"
            return _one_replaced(text, _TAG, piece, rng)
        case _:
            entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
            return text.replace(">", f">{entity}" if rng.random() < 0.3 else ">\x00", 1).encode()


def _one_replaced(text: str, what: re.Pattern[str], by: str, rng: Random) -> bytes:
    found = list(what.finditer(text))
    if found:
        place = rng.choice(found)
        text = text[: place.start()] + by + text[place.end() :]
    return text.encode("utf-8", "replace")


def _broken(data: bytes, rng: Random) -> bytes:
    made = bytearray(data)
    for _ in range(rng.choice((1, 2, 8))):
        # The list of parts stands at the end.
        at = rng.randrange(len(made)) if rng.random() < 0.5 else -rng.randrange(1, 300) % len(made)
        made[at] = rng.randrange(256)
    return bytes(made[: rng.randrange(len(made))] if rng.random() < 0.2 else made)


@lru_cache(maxsize=64)
def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return {"x": data}


def _packed(parts: dict[str, bytes], method: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()
