"""A file that was read: its plain tree, and on demand where every part of it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from nokgen.diagnostics import Diagnostic
from nokgen.limits import DEFAULTS, Limits
from nokgen.read.compose import Fault, Node, Place, Tree, YamlError, compose
from nokgen.source import Span


class Lines:
    """The text of a file as lines: makes spans with their excerpts."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._text = text

    @cached_property
    def lines(self) -> list[str]:
        """The lines; only faults ask for them."""
        return self._text.split("\n")

    def span(self, start: Place, end: Place) -> Span:
        """The span between two places that count from 0; clamped to the text, never reversed."""
        first = self._clamp(start)
        last = max(self._clamp(end), first)
        excerpt = self.lines[first[0]]
        return Span(self.path, first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1, excerpt)

    def trimmed(self, start: Place, end: Place) -> Span:
        """The span without the white space and empty lines at its end."""
        line, column = self._clamp(end)
        while line > start[0] and not self.lines[line][:column].strip():
            line -= 1
            column = len(self.lines[line])
        return self.span(start, (line, len(self.lines[line][:column].rstrip())))

    def rest_of_line(self, start: Place) -> Span:
        """The span from a place to the last word of its line."""
        line, column = self._clamp(start)
        return self.span((line, column), (line, len(self.lines[line].rstrip())))

    def diagnostic(self, fault: Fault) -> Diagnostic:
        """The diagnostic of a fault found in the text."""
        return Diagnostic(fault.code, self.span(fault.start, fault.end), fault.params, fault.hint)

    def _clamp(self, place: Place) -> Place:
        line, column = place
        if line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        return line, min(column, len(self.lines[line]))


class Document:
    """A YAML file, or a page in Markdown with a YAML head.

    `tree` is what the YAML says, every scalar as typed, None for an empty one. `body` is the text
    below the head of a page ("" for a YAML file) and `body_line` the number of its first line.
    Places are worked out only when `span` is asked for the first time: only faults ask.
    """

    def __init__(
        self,
        lines: Lines,
        tree: Tree,
        *,
        yaml: str,
        body: str = "",
        body_line: int = 1,
        limits: Limits = DEFAULTS,
    ) -> None:
        self.path = lines.path
        self.tree = tree
        self.body = body
        self.body_line = body_line
        self.lines = lines
        self._yaml = yaml
        self._limits = limits
        self._top: Node | None = None

    @property
    def file_span(self) -> Span:
        """The span of the whole file."""
        return Span.of_file(self.path)

    def span(self, path: Sequence[str | int], *, key: bool = False) -> Span:
        """Where the value at `path` stands, or with `key` the key that leads to it.

        What does not exist or is empty is blamed on the nearest key above it, and a list or
        mapping in lines of its own on its key, or on its first line when it is an item of a list.
        The span of the whole file when there is nothing nearer.
        """
        node = self._located()
        if node is None:
            return self.file_span
        blame = self.file_span
        for step in path:
            below = _below(node, step)
            if below is None:
                return blame
            key_node, node = below
            if key_node is not None:
                blame = self._span_of(key_node)
            elif not _is_empty(node):
                blame = self._span_of(node)
        if key or _is_empty(node) or node.style == "block":
            return blame
        return self._span_of(node)

    def span_in_line(self, line: int, column: int, end_column: int) -> Span:
        """A stretch of one line of the file; lines and columns count from 1."""
        return self.lines.span((line - 1, column - 1), (line - 1, end_column - 1))

    def _span_of(self, node: Node) -> Span:
        match node.style:
            case "block":
                return self.lines.rest_of_line(node.start)
            case "|" | ">":
                start = self._first_word(node)
                return self.lines.trimmed(start, max(start, node.end))
            case _:
                return self.lines.span(node.start, node.end)

    def _first_word(self, node: Node) -> Place:
        """Where the text of a block scalar begins: below its `|` or `>`."""
        for number in range(node.start[0] + 1, min(node.end[0] + 1, len(self.lines.lines))):
            line = self.lines.lines[number]
            if line.strip():
                return number, len(line) - len(line.lstrip())
        return node.start

    def _located(self) -> Node | None:
        if self._top is None:
            try:
                self._top, _faults = compose(self._yaml, self._limits)
            except YamlError:  # a reader more lenient than this one made the tree
                return None
        return self._top


def _is_empty(node: Node) -> bool:
    return node.kind == "scalar" and node.start == node.end


def _below(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    """The key (None in a list) and the node one step below."""
    if isinstance(step, int):
        if node.kind == "list" and 0 <= step < len(node.items):
            return None, node.items[step]
        return None
    place = node.places.get(step)
    return None if place is None else (node.keys[place], node.items[place])
