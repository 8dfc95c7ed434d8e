"""The events of PyYAML go in; nodes with their places and the faults found on the way come out.

The only door to PyYAML, and slow to open: `compose` imports it for the first text that needs it.
Events are used instead of `yaml.compose`: they carry the same marks, cost less, cannot overflow the
stack, and show anchors and tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import yaml

from nokgen.diagnostics import reading
from nokgen.diagnostics.diagnostic import Code, Hint
from nokgen.limits import Limits
from nokgen.messages import N_
from nokgen.read.compose import MAX_FAULTS, Fault, Node, Place, YamlError
from nokgen.read.text import CONTROL, RAISE

# A remark that begins with a number was most likely meant as text: «приказ # 66».
# Looking only at the first blank of a stretch keeps the time in step with the length.
_NUMBER_SIGN = re.compile(r"(?<![ \t])[ \t]+(#[ ]?\d.*)")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_CUT = 40

# libyaml is about ten times faster; PyYAML is built without it on some machines.
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Mark(Protocol):
    """What the marks of both loaders have."""

    line: int
    column: int


def composed(text: str, limits: Limits) -> tuple[Node | None, list[Fault]]:
    """What `compose` promises."""
    loader = _Loader(text)
    composer = _Composer(text.split("\n") if _NUMBER_SIGN.search(text) else [], limits)
    try:
        for event in _events(loader.get_event):
            if not composer.take(event):
                break
    except yaml.MarkedYAMLError as error:
        raise _own(error) from None
    finally:
        loader.dispose()
    return composer.top, composer.faults


def _value(event: yaml.ScalarEvent) -> str | None:
    """The text of a scalar; what an escape in quotes made of a control character is a blank."""
    value: str = event.value
    if not event.style:
        return None if value in _EMPTY else value
    return CONTROL.sub(" ", value) if event.style == '"' else value


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

    def __init__(self, lines: list[str], limits: Limits) -> None:
        self.top: Node | None = None
        self._lines = lines
        self._limits = limits
        self._left = limits.values
        self._told: Counter[Code] = Counter()
        self.faults: list[Fault] = []
        self._stack: list[Node] = []

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False when the rest of the text is of no use."""
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event)
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
                return self._count(event) and self._attach(Node("scalar", start, end, ""))
            case yaml.DocumentStartEvent() if self.top is not None:
                self._fault(reading.SECOND_DOCUMENT, event)
                return False
        return True

    def _scalar(self, event: yaml.ScalarEvent) -> bool:
        self._check_marks(event)
        style = event.style or ""
        value = _value(event)
        if style == '"' and (control := CONTROL.search(event.value)):
            self._fault(reading.CONTROL_CHARACTER, event, {"name": f"U+{ord(control[0]):04X}"})
        start, end = _place(event.start_mark), _place(event.end_mark)
        if self._lines and not style and value is not None:
            self._check_number_sign(value, end)
        return self._count(event) and self._attach(Node("scalar", start, end, style, value))

    def _count(self, event: yaml.Event) -> bool:
        """Count one value; False with a fault when there are too many."""
        self._left -= 1
        if self._left < 0:
            hint = Hint(RAISE, {"limit": "values"})
            self._fault(reading.TOO_MANY_VALUES, event, {"limit": self._limits.values}, hint)
        return self._left >= 0

    def _check_number_sign(self, value: str, end: Place) -> None:
        line, column = end
        lost = _NUMBER_SIGN.match(self._lines[line], column) if line < len(self._lines) else None
        if lost is not None:
            words = lost[1].rstrip()
            hint = Hint(_NUMBER_OR_QUOTES, {"example": f"{value} {words.replace('#', '№', 1)}"})
            place = (line, lost.start(1))
            self._note(
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
        if not self._count(event):
            return False
        if len(self._stack) >= self._limits.depth:
            self._fault(
                reading.NESTING_TOO_DEEP,
                event,
                {"limit": self._limits.depth},
                Hint(RAISE, {"limit": "depth"}),
            )
            return False
        kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        style = "flow" if event.flow_style else "block"
        start = _place(event.start_mark)
        self._stack.append(Node(kind, start, _place(event.end_mark), style))
        return True

    def _attach(self, node: Node) -> bool:
        if not self._stack:
            self.top = node
            return True
        parent = self._stack[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif parent.pending is None:
            self._check_key(parent, node)
            parent.pending = node
        else:
            key = parent.pending
            if key.kind == "scalar" and key.value is not None:
                parent.places.setdefault(key.value, len(parent.keys))
            parent.keys.append(key)
            parent.items.append(node)
            parent.pending = None
        return True

    def _check_key(self, parent: Node, key: Node) -> None:
        if key.kind != "scalar" or key.value is None:
            self._note(Fault(reading.KEY_NOT_TEXT, key.start, key.end))
            return
        place = parent.places.get(key.value)
        if place is not None:
            params = {"key": key.value[:_CUT], "line": parent.keys[place].start[0] + 1}
            self._note(Fault(reading.DUPLICATE_KEY, key.start, key.end, params))

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
        self._note(Fault(code, start, end, params or {}, hint))

    def _note(self, fault: Fault) -> None:
        self._told[fault.code] += 1
        if self._told[fault.code] <= MAX_FAULTS:
            self.faults.append(fault)


_NUMBER_OR_QUOTES = N_("write №: `%(example)s`")
_IN_QUOTES = N_("if this is text, put it in quotes: `%(example)s`")
_QUOTE_STAR = Hint(_IN_QUOTES, {"example": '"* …"'})
_QUOTE_AND = Hint(_IN_QUOTES, {"example": '"& …"'})
_QUOTE_BANG = Hint(_IN_QUOTES, {"example": '"! …"'})


def _short_tag(tag: str) -> str:
    name = tag.replace("tag:yaml.org,2002:", "!!")
    return name[:_CUT] if name.startswith("!") else f"!<{name[:_CUT]}>"
