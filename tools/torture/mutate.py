"""A file goes in; the same file changed at random comes out: its bytes, words, lines or values."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random

from nokgen.read import Tree
from tools.torture.mutate_tree import changed_tree, tree_text
from tools.torture.mutate_zip import changed_package, is_package
from tools.torture.pieces import LONG, PIECES, VALUES

Change = Callable[[str, Random], str]


def mutated(data: bytes, rng: Random, suffix: str, tree: Tree = None) -> bytes:
    """The data with one to six changes; `tree` is what it says, if it is YAML that can be read."""
    if is_package(data):
        return changed_package(data, rng, _mutated_text)
    roll = rng.random()
    if roll < 0.08:
        return _changed_bytes(data, rng)
    if tree is not None and roll < 0.55:
        try:
            text = tree_text(changed_tree(tree, rng), rng)
        except RecursionError:  # of the program that writes: several nests in one another
            text = "- [" * 2000
        if rng.random() < 0.8:
            return _encoded(text)
        return _encoded(_mutated_text(text, rng))
    text = data.decode("utf-8", "replace")
    if suffix == ".csv" and rng.random() < 0.6:
        return _encoded(_changed_cells(text, rng))
    return _encoded(_mutated_text(text, rng))


def _mutated_text(text: str, rng: Random) -> str:
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        text = rng.choice(_CHANGES)(text, rng)
    return text


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _changed_bytes(data: bytes, rng: Random) -> bytes:
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(made) + 1)
        match rng.randrange(5):
            case 0:
                made[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                made[at:at] = rng.randbytes(rng.choice((1, 2, 4, 40)))
            case 2:
                del made[at : at + rng.choice((1, 3, 30, 3000))]
            case 3:
                del made[at:]
            case 4:
                made[at:at] = rng.choice(_BYTES)
    if rng.random() < 0.05:
        encoding = rng.choice(("cp1251", "utf-16", "cp866", "koi8-r", "utf-8-sig"))
        return bytes(made).decode("utf-8", "replace").encode(encoding, "replace")
    return bytes(made)


_BYTES = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
    b"%PDF-",
    b"\xed\xa0\x80",
    b"\r\n\x1a",
)


def _insert(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(PIECES) + text[at:]


def _replace(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(PIECES) + text[at + rng.randrange(1, 12) :]


def _cut(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.choice((1, 2, 5, 40, 400)) :]


def _truncate(text: str, rng: Random) -> str:
    return text[: rng.randrange(len(text) + 1)]


def _value(text: str, rng: Random) -> str:
    """Put another value behind a colon."""
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if ": " in line]
    if places:
        at = rng.choice(places)
        key = lines[at].partition(": ")[0]
        lines[at] = f"{key}: {rng.choice(VALUES)}"
    return "\n".join(lines)


def _lines(text: str, rng: Random) -> str:
    """Swap, drop, double, indent or join lines."""
    lines = text.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            lines[at], lines[other] = lines[other], lines[at]
        case 1:
            del lines[at : at + rng.choice((1, 2, 10))]
        case 2:
            lines[at:at] = lines[at : at + rng.choice((1, 3))] * rng.choice((1, 1, 2, 50))
        case 3:
            lines[at] = " " * rng.choice((1, 2, 4, 40)) + lines[at]
        case 4:
            lines[at] = lines[at].lstrip()
        case 5:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
    return "\n".join(lines)


def _long(text: str, rng: Random) -> str:
    """Something very long or very deep, once in a while."""
    at = rng.randrange(len(text) + 1)
    if rng.random() < 0.7:
        return _insert(text, rng)
    return text[:at] + rng.choice(LONG) * rng.choice((40, 400, 4000)) + text[at:]


def _shuffle_words(text: str, rng: Random) -> str:
    words = text.split(" ")
    at, other = rng.randrange(len(words)), rng.randrange(len(words))
    words[at], words[other] = words[other], words[at]
    return " ".join(words)


_CHANGES: Sequence[Change] = (
    _insert,
    _insert,
    _replace,
    _replace,
    _cut,
    _truncate,
    _value,
    _value,
    _lines,
    _lines,
    _long,
    _shuffle_words,
)


def _changed_cells(text: str, rng: Random) -> str:
    """A table with other cells, columns or rows."""
    separator = next((each for each in "\t;," if each in text[:500]), ";")
    rows = [line.split(separator) for line in text.split("\n")]
    for _ in range(rng.choice((1, 1, 2, 5))):
        row = rng.choice(rows)
        at = rng.randrange(len(row))
        match rng.randrange(7):
            case 0 | 1:
                row[at] = rng.choice(VALUES)
            case 2:
                row[at] = rng.choice(PIECES) + row[at]
            case 3:
                row.insert(at, rng.choice(VALUES))
            case 4:
                del row[at:]
                row.append("")
            case 5:
                rows[:] = [[*each[:at], *each[at + 1 :]] or [""] for each in rows]
            case 6:
                row[at] = json.dumps(row[at], ensure_ascii=False)
    if rng.random() < 0.1:
        separator = rng.choice("\t;,|")
    return "\n".join(separator.join(row) for row in rows)
