"""The text of a file without faults goes in; its values with their places come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nokgen.fmt.files import fences
from nokgen.frozen import frozen
from nokgen.limits import BOUNDS, Limits
from nokgen.read import Document
from nokgen.read.compose import Node, compose
from nokgen.read.site import parse
from nokgen.records.kinds import kind_of

SITE = "site"
# In a path of keys: every item of a list.
EACH = "*"
# What is read a second time was within the limits of its site.
_WIDEST = Limits(**{name: most for name, (_least, most) in BOUNDS.items()})


@frozen
class Found:
    """A key with its value in the mapping that holds it."""

    owner: Node
    key: Node
    value: Node

    @property
    def neighbours(self) -> frozenset[str | None]:
        """All keys of that mapping."""
        return frozenset(key.value for key in self.owner.keys)


@frozen
class Source:
    """A file as a step sees it: `kind` is one of KINDS ("plan", "site", …).

    `lines` is the whole text; `top` is its YAML, of a page the head. Places of nodes count from 0
    and are those of `lines`. None for `top` when there are no keys.
    """

    path: str
    kind: str | None
    lines: tuple[str, ...]
    top: Node | None

    def entries(self, path: Sequence[str]) -> Iterator[Found]:
        """What stands at a path of keys, in file order: ("measures", EACH, "deadline").

        What is missing or of another shape is passed over.
        """
        if self.top is not None:
            yield from _entries(self.top, path)


def source_of(document: Document, config: str) -> Source:
    """The source of a document that was read without errors."""
    lines = document.lines.lines
    kind = SITE if document.path == config else kind_of(document.path)
    head = lines
    if document.path.endswith(".md"):
        first, below = fences(document)
        head = [*[""] * (first + 1), *lines[first + 1 : below]]
    top, _faults = compose("\n".join(head), _WIDEST)
    is_keyed = top is not None and top.kind == "mapping"
    return Source(document.path, kind, tuple(lines), top if is_keyed else None)


def read_again(source: Source, text: str, config: str) -> Source:
    """The source of the same file with another text; the text must be without faults."""
    document, _faults = parse(text.encode(), source.path, _WIDEST)
    assert document is not None, text
    return source_of(document, config)


def _entries(node: Node, path: Sequence[str]) -> Iterator[Found]:
    step, rest = path[0], path[1:]
    if step == EACH and node.kind == "list":
        for item in node.items:
            yield from _entries(item, rest)
    elif node.kind == "mapping":
        for key, item in zip(node.keys, node.items, strict=True):
            if key.value != step:
                continue
            if rest:
                yield from _entries(item, rest)
            else:
                yield Found(node, key, item)
