"""How one text is written in YAML: a value and the room for it go in, lines come out.

A text that any reader of YAML 1.1 or 1.2 takes for a text stands plain; what it would take for a
number, a day or a truth is quoted, unless the key means just that.
"""

from __future__ import annotations

import re

from nokgen.fmt.slots import Kind

WIDTH = 96

_CANONICAL = {
    Kind.NUMBER: re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"),
    Kind.DAY: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Kind.TRUTH: re.compile("true|false"),
}
# yaml.org/type (1.1) and the core schema of YAML 1.2.
_NOT_TEXT = re.compile(
    r"""
    ~ | null | true | false | yes | no | on | off | y | n | = | <<
    | [-+]?[0-9][0-9_]*                                     # whole numbers
    | [-+]?0[box][0-9a-f_]+
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?      # of base 60: 12:30
    | [-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:e[-+]?[0-9]+)?
    | [-+]?[0-9][0-9_]*e[-+]?[0-9]+
    | [-+]?\.(?:inf|nan)
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9].*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`")
# What ends a line or may not stand in a file at all: only an escape can say it.
_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED_OR_LINE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NAMED = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_BREAK = re.compile(r"(?<![ \t]) (?![ \t])")


def is_text(text: str, *, flow: bool = False) -> bool:
    """Whether a text may stand plain, whatever it means; `flow` is between brackets or braces."""
    return _is_simple(text, flow) and not _NOT_TEXT.fullmatch(text)


def in_flow(text: str, kind: Kind) -> str | None:
    """The text between brackets or braces; None when it would be hard to read there."""
    if _means(text, kind):
        return text
    if not _is_simple(text, flow=True):
        return None
    return _quoted(text) if _NOT_TEXT.fullmatch(text) else text


def on_line(text: str, kind: Kind = Kind.TEXT) -> str:
    """The text on one line, quoted where that is needed."""
    return text if _means(text, kind) or is_text(text) else _quoted(text)


def in_block(text: str, kind: Kind, indent: int, column: int) -> list[str]:
    """The text behind a key or a dash: what goes on that line from `column`, and lines below it.

    The lines below are indented by `indent`.
    """
    body = text.removesuffix("\n")
    chomping = "" if body != text else "-"
    if "\n" in body or (body != text and column + len(body) <= WIDTH):
        if _is_literal(body):
            return [f"|{chomping}", *_indented(body.split("\n"), indent)]
        return [_quoted(text)]
    line = on_line(text, kind)
    if column + len(line) <= WIDTH or not _is_foldable(body):
        return [line]
    return [f">{chomping}", *_indented(_folded(body, WIDTH - indent), indent)]


def _means(text: str, kind: Kind) -> bool:
    pattern = _CANONICAL.get(kind)
    return pattern is not None and pattern.fullmatch(text) is not None


def _is_simple(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in _FIRST or _ESCAPED.search(text):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and re.search(r"[,\[\]{}]|:(?=['\"])", text))


def _quoted(text: str) -> str:
    if _ESCAPED.search(text):
        return '"' + re.sub(r'["\\]|' + _ESCAPED.pattern, _escape, text) + '"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _NAMED.get(char) or (f"\\x{ord(char):02x}" if char < "\u0100" else f"\\u{ord(char):04x}")


def _is_literal(body: str) -> bool:
    """Whether lines can stand below `|` as they are; white space at the ends would be lost."""
    if _ESCAPED_OR_LINE.search(body.replace("\t", " ")):
        return False
    first, last = body[:1], body.rpartition("\n")[2]
    return bool(first.strip()) and bool(last.strip())


def _is_foldable(body: str) -> bool:
    if body != body.strip(" \t") or _ESCAPED.search(body.replace("\t", " ")):
        return False
    return _BREAK.search(body) is not None


def _folded(body: str, room: int) -> list[str]:
    """The text in lines no longer than `room`, as far as its words allow."""
    lines: list[str] = []
    line = ""
    for piece in _BREAK.split(body):
        if line and len(line) + 1 + len(piece) > room:
            lines.append(line)
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    return [*lines, line]


def _indented(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]
