"""A commented YAML file: a model and the values known so far go in, the text of a file comes out.

A draft never holds an invented value: what is not known stays open behind its colon, and `check`
says that it is empty. Optional keys stand behind `# `, their explanations behind `##`, so that an
editor who uncomments both gets a key with its explanation.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date

from nokgen.messages import N_, Messages
from nokgen.new.outline import Key, outline
from nokgen.records.base import Record
from nokgen.records.labels import LABELS

WIDTH = 92
STEP = "  "

# A plain scalar that YAML and a reader take for text; all other text is quoted.
_PLAIN = re.compile(r"[^\W\d_](?:[^:#\n]|:(?=[^\s])|(?<=\S)#)*(?<![\s:])")
_PLAIN_IN_FLOW = re.compile(r"[^\W\d_][^:#\n,\[\]{}]*(?<!\s)")
_NOT_TEXT = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])


def draft(
    record: type[Record],
    values: Mapping[str, object],
    messages: Messages,
    *,
    optional: bool = True,
    apart: bool = True,
) -> str:
    """The keys of `record` in order, with `values`, explained in the language of `messages`.

    A value of None leaves a key open. `optional` shows the keys without a value as comments;
    `apart` puts an empty line between the keys.
    """
    drawing = _Drawing(messages, optional, set(_open_records(record, values)))
    blocks = drawing.blocks(record, values)
    return "".join(line + "\n" for line in ("\n\n" if apart else "\n").join(blocks).split("\n"))


def comment(text: str, mark: str = "#") -> str:
    """A sentence as lines of a comment; the words of an address or a command stay whole."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=mark + " ",
        subsequent_indent=mark + " ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _open_records(record: type[Record], values: Mapping[str, object]) -> list[type[Record]]:
    """The models whose keys will stand in the draft uncommented."""
    found = []
    for key in outline(record):
        if key.record is not None and (key.required or key.name in values):
            found.append(key.record)
            found += _open_records(key.record, _first(values.get(key.name)))
    return found


class _Drawing:
    """What all levels of one draft share: the language, and which models were shown in full."""

    def __init__(self, messages: Messages, optional: bool, shown: set[type[Record]]) -> None:
        self.messages = messages
        self.optional = optional
        self.shown = shown

    def blocks(self, record: type[Record], values: Mapping[str, object]) -> list[str]:
        """A block of lines for every key: those with a value or required are live."""
        drawn = []
        for key in outline(record):
            if key.required or key.name in values:
                drawn.append(self._live(key, values.get(key.name)))
            elif self.optional:
                drawn.append(self._switched_off(key))
        return drawn

    def _live(self, key: Key, value: object) -> str:
        return self._explained(key, known=value is not None) + "\n" + self._assigned(key, value)

    def _switched_off(self, key: Key) -> str:
        lines = self._explained(key, mark="##")
        body = self._assigned(key, None, whole=True)
        return lines + "\n" + textwrap.indent(body, "# ", lambda _line: True)

    def _assigned(self, key: Key, value: object, *, whole: bool = False) -> str:
        """`key: value`; with `whole` every key of a mapping inside is live and open."""
        name = written(key.name)
        if key.record is None:
            return f"{name}:" if value is None else f"{name}: {written(value)}"
        if not key.many:
            inside = self._inside(key.record, _first(value), whole)
            return f"{name}:\n" + textwrap.indent(inside, STEP)
        items = value if isinstance(value, Sequence) and value else [{}]
        first, *others = (self._item(key.record, _first(item), whole) for item in items)
        # What the keys mean is said once, at the first item.
        drawn = [first, *(without_comments(item) for item in others)]
        return f"{name}:\n" + textwrap.indent("\n\n".join(drawn), STEP)

    def _inside(self, record: type[Record], values: Mapping[str, object], whole: bool) -> str:
        if not whole:
            return "\n".join(self.blocks(record, values))
        brief = record in self.shown
        self.shown.add(record)
        lines = []
        for key in outline(record):
            if key.required or not brief:
                lines += [self._explained(key), self._assigned(key, None, whole=True)]
        return "\n".join(lines)

    def _item(self, record: type[Record], values: Mapping[str, object], whole: bool) -> str:
        """A mapping as an item of a list: the dash stands before its first live key."""
        lines = self._inside(record, values, whole).split("\n")
        first = next(i for i, line in enumerate(lines) if not line.startswith("#"))
        return "\n".join(
            [*lines[:first], "- " + lines[first], *(STEP + line for line in lines[first + 1 :])]
        )

    def _explained(self, key: Key, mark: str = "#", known: bool = False) -> str:
        """What a key means, and below it what may stand there unless that is `known`."""
        said = self.messages.gettext
        lines = [comment(f"{said(key.title)}. {said(key.description)}", mark)]
        if key.choices is not None:
            labels = LABELS[key.choices].items()
            values = ", ".join(f"{value} ({said(label)})" for value, label in labels)
            choice = N_("Some of these: %(values)s") if key.many else N_("One of: %(values)s")
            lines.append(comment(said(choice, values=values), mark))
        # One allowed value needs no example; a list of them does, for its brackets.
        if key.example is not None and not known and (key.choices is None or key.many):
            example = said(N_("For example: %(example)s"), example=written(key.example))
            lines.append(comment(example, mark))
        return "\n".join(lines)


def without_comments(text: str) -> str:
    """The lines of a draft that are no comments."""
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("#"))


def _first(value: object) -> Mapping[str, object]:
    """The mapping itself, or the first of a list of mappings; empty when there is none."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, Sequence) and value and isinstance(value[0], Mapping):
        return value[0]
    return {}


def written(value: object) -> str:
    """A value as an editor writes it in YAML behind the colon, on one line."""
    match value:
        case str():
            return _scalar(value, _PLAIN)
        case Mapping():
            return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(_flow(item) for item in value) + "]"
        case _:
            return _flow(value)


def _flow(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case str():
            return _scalar(value, _PLAIN_IN_FLOW)
        case _:
            return str(value)


def _scalar(text: str, plain: re.Pattern[str]) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    if plain.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)
