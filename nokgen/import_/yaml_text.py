"""A key and its value go in; lines of YAML as an editor would write them come out."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence

WIDTH = 100
_FLOW_WIDTH = 96
_PLAIN = re.compile(r"[^\W\d_](?:[^:#\n]|:(?=[^\s])|(?<=\S)#)*(?<![\s:])")
_PLAIN_IN_FLOW = re.compile(r"[^\W\d_][^:#\n,\[\]{}\"']*(?<!\s)")
_NOT_TEXT = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n", "~"))
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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
            return _text(key, value, indent)
        case Mapping():
            return _mapping(key, value, indent)
        case Sequence():
            return _list(key, value, indent)
    raise TypeError(f"no YAML for {value!r}")


def scalar(text: str, *, flow: bool = False) -> str:
    """A text on one line, quoted where YAML would take it for something else."""
    plain = _PLAIN_IN_FLOW if flow else _PLAIN
    if _ISO_DAY.fullmatch(text):
        return text
    if plain.fullmatch(text) and text.casefold() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)


def _text(key: str, text: str, indent: int) -> list[str]:
    margin = " " * indent
    if "\n" in text:
        return [f"{margin}{key}: |-", *(f"{margin}  {line}" for line in text.split("\n"))]
    line = f"{margin}{key}: {scalar(text)}"
    if len(line) <= WIDTH:
        return [line]
    return [f"{margin}{key}: >-", *folded(text, indent + 2)]


def folded(text: str, indent: int) -> list[str]:
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
    if all(isinstance(each, (str, int)) for each in value.values()):
        inside = ", ".join(f"{k}: {_flow(v)}" for k, v in value.items())
        line = f"{margin}{key}: {{{inside}}}"
        short = all(not isinstance(v, str) or len(v) < 40 for v in value.values())
        if len(line) <= _FLOW_WIDTH and short and indent:
            return [line]
        if len(line) <= 60 and not any(isinstance(v, str) for v in value.values()):
            return [line]
    lines = [f"{margin}{key}:"]
    for name, each in value.items():
        lines += entry(name, each, indent + 2)
    return lines


def _list(key: str, value: Sequence[object], indent: int) -> list[str]:
    margin = " " * indent
    line = f"{margin}{key}: [{', '.join(_flow(each) for each in value)}]"
    texts = [str(each) for each in value]
    if len(line) <= WIDTH and not any(len(text) > 60 for text in texts):
        return [line]
    lines = [f"{margin}{key}:"]
    for text in texts:
        short = f"{margin}  - {scalar(text)}"
        if len(short) <= WIDTH:
            lines.append(short)
        else:
            lines += [f"{margin}  - >-", *folded(text, indent + 4)]
    return lines


def _flow(value: object) -> str:
    return scalar(value, flow=True) if isinstance(value, str) else str(value)
