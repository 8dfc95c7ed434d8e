"""YAML text goes in; nodes with their places and the faults found on the way come out.

The only door to PyYAML. Events are used instead of `yaml.compose`: they carry the same marks, cost
less, cannot overflow the stack, and show anchors and tags. Nothing is resolved: a scalar keeps the
text that was typed. Lines and columns count from 0 here, in characters, as PyYAML counts them;
`document` turns them into spans.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from nokgen.diagnostics import reading
from nokgen.diagnostics.diagnostic import Code, Hint
from nokgen.messages import N_

Tree = dict[str, "Tree"] | list["Tree"] | str | None
Place = tuple[int, int]

MAX_DEPTH = 32
# A remark that begins with a number was most likely meant as text: «приказ # 66».
_NUMBER_SIGN = re.compile(r"[ \t]+(#[ ]?\d.*)")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_CUT = 40

# libyaml is about ten times faster; PyYAML is built without it on some machines.
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Mark(Protocol):
    """What the marks of both loaders have."""

    line: int
    column: int


class YamlError(Exception):
    """The text is not YAML; `problem` and `context` are PyYAML's own English words."""

    def __init__(self, problem: str, place: Place, context: str, context_place: Place | None):
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.context = context
        self.context_place = context_place


@dataclass(slots=True)
class Fault:
    """A fault at a stretch of the text; `document` makes it a diagnostic."""

    code: Code
    start: Place
    end: Place
    params: Mapping[str, object] = field(default_factory=dict)
    hint: Hint | None = None


@dataclass(slots=True)
class Node:
    """A value with its place. A list has `items`; a mapping has `keys` and `items` in step.

    `style` is "" for plain text, a quote, `|` or `>` for scalars, "flow" or "block" for the rest.
    `end` of block style overshoots to the next token.
    """

    kind: str
    start: Place
    end: Place
    style: str
    value: str | None = None
    keys: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    pending: Node | None = None


def compose(text: str) -> tuple[Node | None, list[Fault]]:
    """The top node of a text (None for an empty one) and its faults; YamlError for bad syntax."""
    loader = _Loader(text)
    composer = _Composer(text.split("\n") if _NUMBER_SIGN.search(text) else [])
    try:
        for event in _events(loader.get_event):
            if not composer.take(event):
                break
    except yaml.MarkedYAMLError as error:
        raise _own(error) from None
    finally:
        loader.dispose()
    return composer.top, composer.faults


def plain(node: Node) -> Tree:
    """The tree without places; of a doubled key the first value stays, odd keys are left out."""
    match node.kind:
        case "scalar":
            return node.value
        case "list":
            return [plain(item) for item in node.items]
    tree: dict[str, Tree] = {}
    for key, item in zip(node.keys, node.items, strict=True):
        if key.value is not None and key.kind == "scalar":
            tree.setdefault(key.value, plain(item))
    return tree


def _events(get_event: Callable[[], yaml.Event]) -> Iterator[yaml.Event]:
    while not isinstance(event := get_event(), yaml.StreamEndEvent):
        yield event


def _place(mark: _Mark | None) -> Place:
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _own(error: yaml.MarkedYAMLError) -> YamlError:
    mark = error.problem_mark or error.context_mark
    return YamlError(
        error.problem or "",
        _place(mark),
        error.context or "",
        _place(error.context_mark) if error.context_mark else None,
    )


class _Composer:
    """Builds nodes from events with a stack of its own.

    `lines` are those of the text, or none where no remark can be mistaken for text.
    """

    def __init__(self, lines: list[str]) -> None:
        self.top: Node | None = None
        self._lines = lines
        self.faults: list[Fault] = []
        self._stack: list[Node] = []

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False when the rest of the text is of no use."""
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                return self._open(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                node = self._stack.pop()
                if node.style == "flow":
                    node.end = _place(event.end_mark)
                self._attach(node)
            case yaml.AliasEvent():
                self._fault(reading.ANCHOR, event, {"name": f"*{event.anchor}"}, _QUOTE_STAR)
                start, end = _place(event.start_mark), _place(event.end_mark)
                self._attach(Node("scalar", start, end, ""))
            case yaml.DocumentStartEvent() if self.top is not None:
                self._fault(reading.SECOND_DOCUMENT, event)
                return False
        return True

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_marks(event)
        style = event.style or ""
        is_empty = not style and event.value in _EMPTY
        value = None if is_empty else event.value
        start, end = _place(event.start_mark), _place(event.end_mark)
        if self._lines and not style and value is not None:
            self._check_number_sign(value, end)
        self._attach(Node("scalar", start, end, style, value))

    def _check_number_sign(self, value: str, end: Place) -> None:
        line, column = end
        lost = _NUMBER_SIGN.match(self._lines[line], column) if line < len(self._lines) else None
        if lost is not None:
            words = lost[1].rstrip()
            hint = Hint(_NUMBER_OR_QUOTES, {"example": f"{value} {words.replace('#', '№', 1)}"})
            place = (line, lost.start(1))
            self.faults.append(
                Fault(
                    reading.NUMBER_SIGN_LOST,
                    place,
                    (line, lost.start(1) + len(words)),
                    {"lost": words[:_CUT]},
                    hint,
                )
            )

    def _open(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> bool:
        self._check_marks(event)
        if len(self._stack) >= MAX_DEPTH:
            self._fault(reading.NESTING_TOO_DEEP, event, {"limit": MAX_DEPTH})
            return False
        kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        style = "flow" if event.flow_style else "block"
        start = _place(event.start_mark)
        self._stack.append(Node(kind, start, _place(event.end_mark), style))
        return True

    def _attach(self, node: Node) -> None:
        if not self._stack:
            self.top = node
            return
        parent = self._stack[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif parent.pending is None:
            self._check_key(parent, node)
            parent.pending = node
        else:
            parent.keys.append(parent.pending)
            parent.items.append(node)
            parent.pending = None

    def _check_key(self, parent: Node, key: Node) -> None:
        if key.kind != "scalar" or key.value is None:
            self.faults.append(Fault(reading.KEY_NOT_TEXT, key.start, key.end))
            return
        for known in parent.keys:
            if known.kind == "scalar" and known.value == key.value:
                params = {"key": key.value[:_CUT], "line": known.start[0] + 1}
                self.faults.append(Fault(reading.DUPLICATE_KEY, key.start, key.end, params))
                return

    def _check_marks(
        self, event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent
    ) -> None:
        if event.anchor is not None:
            self._fault(reading.ANCHOR, event, {"name": f"&{event.anchor}"}, _QUOTE_AND)
        if event.tag is not None:
            self._fault(reading.TAG, event, {"name": _short_tag(event.tag)}, _QUOTE_BANG)

    def _fault(
        self,
        code: Code,
        event: yaml.Event,
        params: Mapping[str, object] | None = None,
        hint: Hint | None = None,
    ) -> None:
        start, end = _place(event.start_mark), _place(event.end_mark)
        self.faults.append(Fault(code, start, end, params or {}, hint))


_NUMBER_OR_QUOTES = N_("write №: `%(example)s`")
_IN_QUOTES = N_("if this is text, put it in quotes: `%(example)s`")
_QUOTE_STAR = Hint(_IN_QUOTES, {"example": '"* …"'})
_QUOTE_AND = Hint(_IN_QUOTES, {"example": '"& …"'})
_QUOTE_BANG = Hint(_IN_QUOTES, {"example": '"! …"'})


def _short_tag(tag: str) -> str:
    name = tag.replace("tag:yaml.org,2002:", "!!")
    return name[:_CUT] if name.startswith("!") else f"!<{name[:_CUT]}>"
