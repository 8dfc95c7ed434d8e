"""A key and its value go in; lines of YAML in the one style of content files come out.

The same style as that of `nokgen fmt`, which a test holds together.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

WIDTH = 96
_NOT_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?[\d_:.]+(?:e[-+]?\d+)?|"
    r"0[box][\da-f_]+|[-+]?\.(?:inf|nan)|\d{4}-\d{1,2}-\d{1,2}(?:(?:t|[ \t]+)\d.*)?",
    re.IGNORECASE,
)
# The keys of records that stand on one line where there is room.
_SMALL = frozenset(("from", "to", "name", "post", "date", "text"))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`")
_IN_FLOW = re.compile(r"[,\[\]{}]|:(?=['\"])")


def entry(key: str, value: object, indent: int) -> list[str]:
    """`key: value`, in as many lines as it takes, `indent` spaces in; None leaves it open."""
    margin = " " * indent
    match value:
        case None:
            return [f"{margin}{key}:"]
        case bool():
            return [f"{margin}{key}: {'true' if value else 'false'}"]
        case int():
            return [f"{margin}{key}: {value}"]
        case str():
            return _text(f"{margin}{key}:", value, indent + 2)
        case Mapping():
            return _mapping(key, value, indent)
        case Sequence():
            return _list(key, [str(each) for each in value], indent)
    raise TypeError(f"no YAML for {value!r}")


def scalar(text: str, *, flow: bool = False) -> str:
    """A text on one line, quoted where YAML would take it for something else."""
    if _DAY.fullmatch(text) or (_is_plain(text, flow) and not _NOT_TEXT.fullmatch(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_plain(text: str, flow: bool) -> bool:
    if not text or text[0] in _FIRST or ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and _IN_FLOW.search(text))


def _text(head: str, text: str, indent: int) -> list[str]:
    margin = " " * indent
    if "\n" in text:
        return [f"{head} |-", *(f"{margin}{line}" for line in text.split("\n"))]
    line = f"{head} {scalar(text)}"
    if len(line) <= WIDTH or " " not in text:
        return [line]
    return [f"{head} >-", *_folded(text, indent)]


def _folded(text: str, indent: int) -> list[str]:
    """A text as the lines of a folded block."""
    margin = " " * indent
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _mapping(key: str, value: Mapping[str, object], indent: int) -> list[str]:
    margin = " " * indent
    small = set(value) <= _SMALL
    if small and all(_fits_flow(str(each)) for each in value.values()):
        inside = ", ".join(f"{k}: {_flow(v)}" for k, v in value.items())
        line = f"{margin}{key}: {{{inside}}}"
        if len(line) <= WIDTH:
            return [line]
    lines = [f"{margin}{key}:"]
    for name, each in value.items():
        lines += entry(name, each, indent + 2)
    return lines


def _list(key: str, texts: Sequence[str], indent: int) -> list[str]:
    margin = " " * indent
    line = f"{margin}{key}: [{', '.join(_flow(text) for text in texts)}]"
    if len(line) <= WIDTH and all(_fits_flow(text) for text in texts):
        return [line]
    lines = [f"{margin}{key}:"]
    for text in texts:
        lines += _text(f"{margin}  -", text, indent + 4)
    return lines


def _fits_flow(text: str) -> bool:
    """Whether a text is easy to read between brackets."""
    return _is_plain(text, flow=True)


def _flow(value: object) -> str:
    return scalar(value, flow=True) if isinstance(value, str) else str(value)
