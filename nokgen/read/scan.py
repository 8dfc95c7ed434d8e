"""YAML text in the style of our files goes in; its tree comes out, or None at the least doubt.

A quick way past `compose` for the good case, without places and faults: one expression takes the
text apart, row by row, and whatever it does not know is left to `compose`. Where a tree comes out,
`compose` finds no fault in the text, and `plain` makes the same tree of it
(tests/fuzz/test_scan_fuzz.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from nokgen.limits import DEFAULTS
from nokgen.read.compose import Tree

# The most values that a row and each comma in it can make: a list, in it a mapping, in it a key,
# then `[{key: [text`; and `, {key: [text`, where the bracket before it may be closed.
_IN_ROW: Final = 8
_AT_COMMA: Final = 4
# The most levels that brackets add.
_IN_BRACKETS: Final = 3

# What `compose` refuses, or takes for the end of a line, or for a place in one. Python prints
# none of it, but does not print some signs either that may stand: the no-break space.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
    "\U000e0000-\U0010ffff]"
)

# How a plain text begins: with no sign of YAML, and not like one that means nothing.
_FIRST = r"(?!null|Null|NULL)[^\s\-?:,\[\]{}#&*!|>'\"%@`~]"
_PLAIN = rf"{_FIRST}[^\n:#]*(?:(?::(?=\S)|(?<=\S)#)[^\n:#]*)*(?<! )"
_DOUBLE = r'"[^"\\\n]*"'
# In brackets: texts, of a list in it also mappings, of a mapping also lists.
_SIGN = r"[^\n:#,\[\]{}?'\"]"
_WORD = rf"(?:{_FIRST}{_SIGN}*(?:(?::(?=[\w/])|(?<=\w)#){_SIGN}*)*(?<! )|{_DOUBLE}|'[^'\n]*')"
_WORDS = rf"\[(?:{_WORD}(?:, (?!\])|(?=\])))*\]"
_PAIR = rf"(?!null|Null|NULL)\w{_SIGN}{{0,99}}(?<! ): (?:{_WORD}|{_WORDS})"
_PAIRS = rf"\{{(?:{_PAIR}(?:, (?!\}})|(?=\}})))*\}}"
_ITEM = rf"(?:{_WORD}|{_PAIRS})"
_FLOW = rf"\[(?:{_ITEM}(?:, (?!\])|(?=\])))*\]|{_PAIRS}"
# The rest of a line. A comment that begins with a number was most likely meant as text: a fault.
_END = r" *+(?:(?<= )#(?! ?\d)[^\n]*+)?"
# Groups: indentation, dash, key, key in quotes, plain text, quoted text or brackets, header of a
# text in lines below, what stands before each of them, these lines, and all that is not known: with
# an empty line that has blanks, for one, a text in lines below ends, and so does what is known.
_ROW = re.compile(
    r"( *+)(-(?: |(?=\n)))?"
    r'(?:(?:(?!null|Null|NULL)(\w[^\n:#]{0,199}+)(?<! )|"([^"\\\n]{1,200}+)"):(?=[ \n]) *+'
    r"|(?<=-)|(?<=- ))"
    rf"(?:({_PLAIN}){_END}|({_DOUBLE}|'(?:[^'\n]|'')*'|{_FLOW}){_END}"
    rf"|([|>]-?){_END}(\n +)([^\s][^\n]*+(?:\n*\8 *[^\s][^\n]*+)*)|{_END})\n+"
    r"| *#[^\n]*\n+|\n+|([\s\S]+)"
)
_HEADER, _UNKNOWN = 6, 9


class _DoubtError(Exception):
    """The text is not surely without faults."""


def scan(text: str, depth: int = DEFAULTS.depth, values: int = DEFAULTS.values) -> Tree:
    """The tree of a text that is surely without faults, None of any other.

    `depth` and `values` are the most levels and values that may be in it.
    """
    if not text.replace("\n", "").isprintable() and _ODD.search(text):
        return None
    is_ended = text.endswith("\n")
    rows = _ROW.findall(text if is_ended else text + "\n")
    if rows[-1][_UNKNOWN] or len(rows) * _IN_ROW + text.count(",") * _AT_COMMA > values:
        return None
    if not is_ended and rows[-1][_HEADER] in ("|", ">"):
        return None  # a text that ends like its file
    try:
        return _tree(rows, depth - _IN_BRACKETS - 1)
    except _DoubtError:
        return None


def _tree(rows: Sequence[tuple[str, ...]], depth: int) -> Tree:
    """The tree of rows; _DoubtError when their columns do not fit, or a key is there twice.

    A mapping in column 3 is on level 6, a list there on level 7: that may stand below a key in its
    own column. `hole` is the place of the empty value above: the next row may go deeper there.
    """
    top: list[Tree] = [None]
    at: Any = top
    hole: str | int | None = 0
    here = -1
    above: list[tuple[int, Any]] = []
    for indent, dash, key, quoted, plain, other, header, edge, block, _unknown in rows:
        name = key or quoted
        if not name and not dash:
            continue  # a comment
        level = len(indent) * 2 + (dash != "")
        if level > here:
            if hole is None or len(above) >= depth:
                raise _DoubtError
            above.append((here, at))
            at[hole] = at = [] if dash else {}
            here = level
        else:
            while level < here:
                here, at = above.pop()
            if level > here:
                raise _DoubtError
        if dash:
            at.append(None)
            if name:
                above.append((here, at))
                at[-1] = at = {}
                here += 3
        elif name in at:
            raise _DoubtError
        hole = None
        if plain:
            at[name or -1] = plain
        elif other:
            at[name or -1] = _value(other)
        elif header:
            at[name or -1] = _text(header, edge, block, here // 2)
        else:
            hole = name or -1
            at[hole] = None
    return top[0]


def _value(raw: str) -> Tree:
    """What stands in quotes or brackets."""
    sign, inner = raw[0], raw[1:-1]
    if sign == '"':
        return inner
    if sign == "'":
        return inner.replace("''", "'")
    is_simple = inner and not ('"' in inner or "'" in inner or "{" in inner or "[" in inner)
    if sign == "[":
        items: list[Tree] = (
            [*inner.split(", ")] if is_simple else [*map(_item, re.findall(_ITEM, inner))]
        )
        return items
    tree: dict[str, Tree] = {}
    for pair in inner.split(", ") if is_simple else re.findall(_PAIR, inner):
        key, _colon, word = pair.partition(": ")
        if key in tree:
            raise _DoubtError
        tree[key] = _item(word)
    return tree


def _item(word: str) -> Tree:
    return _value(word) if word[0] in "\"'[{" else word


def _text(header: str, edge: str, block: str, column: int) -> str:
    """The text of lines below `|` or `>`, which must stand right of a column.

    _DoubtError also for several paragraphs below `>`.
    """
    if len(edge) - 1 <= column:
        raise _DoubtError
    if header[0] == "|":
        text = block.replace(edge, "\n")
    else:
        text = block.replace(edge, " ")
        if "\n" in text or edge + " " in block:
            raise _DoubtError
    return text if header[1:] else text + "\n"
