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

from nokgen.read.compose import MAX_DEPTH, Tree

MAX_VALUES: Final = 100_000
# What a row can make besides the texts between its brackets: a list, a mapping, a key, and
# brackets with a first key and text.
_IN_ROW: Final = 6

# What `compose` refuses, or takes for the end of a line, or for a place in one. Python prints
# none of it, but does not print some signs either that may stand: the no-break space.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
    "\U000e0000-\U0010ffff]"
)

# How a plain text begins: with no sign of YAML, and not like one that means nothing.
_FIRST = r"(?!null|Null|NULL)[^\s\-?:,\[\]{}#&*!|>'\"%@`~]"
_PLAIN = rf"{_FIRST}[^\n:#]*(?:(?::(?=\S)|(?<=\S)#)[^\n:#]*)*(?<! )"
_QUOTED = r'"[^"\\\n]*"'
_IN_FLOW = r"[^\n:#,\[\]{}?'\"]"
_WORD = rf"(?:{_FIRST}{_IN_FLOW}*(?:(?::(?=[\w/])|(?<=\w)#){_IN_FLOW}*)*(?<! )|{_QUOTED})"
_PAIR = rf"(?!null|Null|NULL)\w{_IN_FLOW}{{0,99}}(?<! ): {_WORD}"
_FLOW = rf"\[(?:{_WORD}(?:, {_WORD})*)?\]|\{{(?:{_PAIR}(?:, {_PAIR})*)?\}}"
# The rest of a line. A comment that begins with a number was most likely meant as text: a fault.
_END = r" *+(?:(?<= )#(?! ?\d)[^\n]*+)?"
# Groups: indentation, dash, key, key in quotes, plain text, quoted text or brackets, header of a
# text in lines below, what stands before each of them, these lines, and all that is not known.
_ROW = re.compile(
    r"( *+)(-(?: |(?=\n)))?"
    r'(?:(?:(?!null|Null|NULL)(\w[^\n:#]{0,199}+)(?<! )|"([^"\\\n]{1,200}+)"):(?=[ \n]) *+'
    r"|(?<=-)|(?<=- ))"
    rf"(?:({_PLAIN}){_END}|({_QUOTED}|'(?:[^'\n]|'')*'|{_FLOW}){_END}"
    # The last part: a line that is indented as much is part of the text, and must be known too.
    rf"|([|>]-?){_END}(\n +)([^\s][^\n]*+(?:\n*\8 *[^\s][^\n]*+)*)(?!\n*\8)|{_END})\n+"
    r"| *#[^\n]*\n+|\n+|([\s\S]+)"
)
_WORDS, _PAIRS = re.compile(_WORD), re.compile(_PAIR)


def scan(text: str, depth: int = MAX_DEPTH, values: int = MAX_VALUES) -> Tree:
    """The tree of a text that is surely without faults, None of any other.

    `depth` and `values` are the most levels and values that may be in it.
    """
    if not text.endswith("\n"):
        return None
    if not text.replace("\n", "").isprintable() and _ODD.search(text):
        return None
    rows = _ROW.findall(text)
    if rows[-1][-1] or len(rows) * _IN_ROW + text.count(",") * 2 > values:
        return None
    return _tree(rows, depth)


def _tree(rows: Sequence[tuple[str, ...]], depth: int) -> Tree:
    """The tree of rows; None when their columns do not fit, or a key is there twice.

    A mapping in column 3 is on level 6, a list there on level 7: that may stand below a key in its
    own column. `hole` is where an empty value was put: the next row may go deeper there.
    """
    top: list[Tree] = [None]
    at: Any = top
    here, hole = -1, 0
    above: list[tuple[int, Any]] = []
    for indent, dash, key, quoted, plain, other, header, edge, block, _unknown in rows:
        key = key or quoted
        if not key and not dash:
            continue  # a comment
        level = len(indent) * 2 + (dash != "")
        if level > here:
            if hole is None or len(above) > depth - 3:
                return None
            above.append((here, at))
            at[hole] = at = [] if dash else {}
            here = level
        elif level < here:
            while level < here:
                here, at = above.pop()
            if level != here:
                return None
        if dash:
            at.append(None)
            if key:
                above.append((here, at))
                at[-1] = at = {}
                here += 3
        place = key or -1
        hole = None
        if plain:
            value: Tree = plain
        elif other:
            value = _value(other)
        elif header:
            value = _text(header, edge, block)
            if len(edge) - 1 <= here // 2:
                return None
        else:
            value, hole = None, place
        if key:
            if key in at:
                return None
        at[place] = value
    return top[0]


def _value(raw: str) -> Tree:
    """What stands between quotes or brackets, None when a key is there twice."""
    sign, inner = raw[0], raw[1:-1]
    if sign == '"':
        return inner
    if sign == "'":
        return inner.replace("''", "'")
    is_quoted = '"' in inner
    if sign == "[":
        words = _WORDS.findall(inner) if is_quoted or not inner else inner.split(", ")
        return [_bare(word) for word in words] if is_quoted else words
    pairs = _PAIRS.findall(inner) if is_quoted or not inner else inner.split(", ")
    tree: dict[str, Tree] = {}
    for pair in pairs:
        key, _colon, word = pair.partition(": ")
        if key in tree:
            return None
        tree[key] = _bare(word)
    return tree


def _bare(word: str) -> str:
    return word[1:-1] if word[0] == '"' else word


def _text(header: str, edge: str, block: str) -> str | None:
    """The text of lines below `|` or `>`; None for one of several paragraphs below `>`."""
    if header[0] == "|":
        text = block.replace(edge, "\n")
    else:
        text = block.replace(edge, " ")
        if "\n" in text or edge + " " in block:
            return None
    return text if header[1:] else text + "\n"
