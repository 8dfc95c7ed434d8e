"""YAML text goes in; nodes with their places and the faults found on the way come out.

Nothing is resolved: a scalar keeps the text that was typed. Lines and columns count from 0 here, in
characters, as PyYAML counts them; `document` turns them into spans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nokgen.diagnostics.diagnostic import Code, Hint
from nokgen.limits import DEFAULTS, Limits

Tree = dict[str, "Tree"] | list["Tree"] | str | None
Place = tuple[int, int]

# Of one kind in one file: whoever has mended these finds the rest.
MAX_FAULTS = 100


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
    `end` of block style overshoots to the next token. `places` says at which place of `keys` each
    text stands first.
    """

    kind: str
    start: Place
    end: Place
    style: str
    value: str | None = None
    keys: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    pending: Node | None = None


def compose(text: str, limits: Limits = DEFAULTS) -> tuple[Node | None, list[Fault]]:
    """The top node of a text (None for an empty one) and its faults; YamlError for bad syntax.

    After `limits` the top node is not whole, and a fault says so.
    """
    from nokgen.read.composer import composed  # few texts need PyYAML, and it loads slowly

    return composed(text, limits)


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
