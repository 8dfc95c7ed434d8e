"""What the rules find in one file: codes and paths go in, diagnostics with places come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Protocol

from nokgen.diagnostics import Code, Diagnostic, Hint
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.read import Tree
from nokgen.source import Span

Path = tuple[str | int, ...]

# Of one kind in one file: whoever has mended these finds the rest.
MAX_FAULTS = 100

PERHAPS = N_("perhaps `%(name)s` is meant?")


def perhaps(name: str | None) -> Hint | None:
    """The hint with a nearest name, None without one."""
    return Hint(PERHAPS, {"name": name}) if name else None


class Located(Protocol):
    """A plain tree that knows where each of its parts stands."""

    @property
    def path(self) -> str: ...
    @property
    def tree(self) -> Tree: ...
    def span(self, path: Sequence[str | int], *, key: bool = False) -> Span:
        """Where the value at `path` stands, or with `key` the key that leads to it."""


@frozen
class Findings:
    """The diagnostics of one document, in the order in which they were found; so many of a kind.

    `in_table` says that values stand in cells and not behind keys: hints name no keys then.
    """

    document: Located
    found: list[Diagnostic] = field(default_factory=list)
    in_table: bool = False
    _told: dict[Code, int] = field(default_factory=dict)

    def add(
        self,
        code: Code,
        path: Path,
        params: Mapping[str, object] | None = None,
        hint: Hint | None = None,
        *,
        key: bool = False,
    ) -> None:
        """Note a fault of the value at `path`, or with `key` of the key that leads to it."""
        self._told[code] = self._told.get(code, 0) + 1
        if self._told[code] > MAX_FAULTS:
            return
        span = self.document.span(path, key=key)
        self.found.append(Diagnostic(code, span, params or {}, hint))

    def line_of(self, path: Path) -> int:
        """The line on which the value at `path` stands."""
        return self.document.span(path).line
