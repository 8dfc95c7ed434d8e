"""YAML text in the style that our files have goes in; its tree comes out, or None at any doubt.

A quick way past `compose` for the good case: no places, no faults. One expression takes the text
apart line by line, what it does not know for sure is left to `compose`. Where a tree comes out, it
is the one that `plain` makes of what `compose` finds, and `compose` finds no fault. What is
accepted: mappings and lists by indentation, texts on one line, plain or in quotes without escapes,
`|` and `>` with an optional `-`, lists and mappings of texts in brackets on one line, comments.
"""

from __future__ import annotations

import re
from typing import Any

from nokgen.read.compose import MAX_DEPTH, Tree

MAX_VALUES = 100_000
# The most values that a line can hold besides those in brackets: a list, in it a mapping, in it a
# key, brackets behind it, and in them a key with its text.
_IN_LINE = 6

# Signs that only `compose` may judge: they end a line, indent it, or are refused. Of what Python
# takes for printable YAML refuses nothing.
_ODD = re.compile("[^\n -~\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
                  "\U00010000-\U000dffff]")

# What is neither a sign of YAML nor means nothing.
_FIRST = r"(?!null|Null|NULL)[^\s\-?:,\[\]{}#&*!|>'\"%@`~]"
_PLAIN = rf"{_FIRST}[^\n:#]*(?:(?::(?=\S)|(?<=\S)#)[^\n:#]*)*(?<! )"
_DOUBLE, _SINGLE = r'"[^"\\\n]*"', r"'(?:[^'\n]|'')*'"
_BARE = r"[^\n:#,\[\]{}?'\"]*"
_WORD = rf"(?:{_FIRST}{_BARE}(?:(?::(?=[\w/])|(?<=\w)#){_BARE})*(?<! )|{_DOUBLE})"
_KEY = r"(?!null|Null|NULL)\w[^\n:#,\[\]{}?'\"]{0,99}(?<! )"
_LIST = rf"\[(?:{_WORD}(?:, {_WORD})*)?\]"
_PAIR = rf"{_KEY}: {_WORD}"
_MAPPING = rf"\{{(?:{_PAIR}(?:, {_PAIR})*)?\}}"
# A remark that begins with a number was most likely meant as text: a fault.
_END = r" *+(?:(?<= )#(?! ?\d)[^\n]*+)?"
_ROW = re.compile(
    rf"""
    ([ ]*+) (-(?:[ ]|(?=\n)))?                              # indent, dash
    (?:
      (?: (?!null|Null|NULL) (\w[^\n:#]{{0,199}}+)(?<![ ])  # key
        | "([^"\\\n]{{1,200}}+)" )                          # key in quotes
      :(?=[ \n])[ ]*+
      | (?<=-) | (?<=-[ ])
    )
    (?: ({_E(_PLAIN)})
      | ({_E(_DOUBLE)}|{_E(_SINGLE)}|{_E(_LIST)}|{_E(_MAPPING)})
    )?
    """, re.VERBOSE) if False else None
