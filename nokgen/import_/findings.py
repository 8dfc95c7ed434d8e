"""What an editor should know about an import: each finding with its place in source and draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nokgen.frozen import frozen
from nokgen.import_.source import Place
from nokgen.messages import N_, Messages

Path = tuple[str | int, ...]


class Sort(StrEnum):
    """How much a finding asks of the editor."""

    MISSING = "missing"
    DOUBT = "doubt"
    MENDED = "mended"
    LEFT_OUT = "left_out"


@frozen
class Finding:
    """One finding: its kind as a slug, a message id with params, and both places.

    `path` leads to a value of the draft; the whole draft when it is empty.
    """

    sort: Sort
    kind: str
    message: str
    params: dict[str, str] = field(default_factory=dict)
    place: Place | None = None
    path: Path = ()

    def text(self, messages: Messages) -> str:
        """The finding as one sentence."""
        return messages.gettext(self.message, **self.params)


@dataclass(slots=True)
class Findings:
    """All findings of an import, in the order in which they were made."""

    found: list[Finding] = field(default_factory=list)

    def add(
        self,
        sort: Sort,
        kind: str,
        message: str,
        params: dict[str, str] | None = None,
        place: Place | None = None,
        path: Path = (),
    ) -> None:
        """Note one finding."""
        self.found.append(Finding(sort, kind, message, params or {}, place, path))

    def of(self, sort: Sort) -> Sequence[Finding]:
        """The findings of one sort."""
        return [each for each in self.found if each.sort is sort]


def where(place: Place | None, messages: Messages) -> str:
    """A place in words: «стр. 2, таблица 1, строка 5, графа 3»; "" for none."""
    if place is None:
        return ""
    said = messages.gettext
    parts = []
    if place.sheet is not None:
        parts.append(said(N_("sheet “%(name)s”"), name=place.sheet))
    if place.page is not None:
        parts.append(said(N_("page %(n)s"), n=place.page))
    if place.line is not None:
        parts.append(said(N_("line %(n)s of the text"), n=place.line))
    else:
        if place.table is not None:
            parts.append(said(N_("table %(n)s"), n=place.table))
        if place.row is not None:
            key = N_("row %(n)s") if place.table or place.sheet else N_("paragraph %(n)s")
            parts.append(said(key, n=place.row))
    if place.cell is not None:
        parts.append(said(N_("column %(n)s"), n=place.cell))
    return ", ".join(parts)
