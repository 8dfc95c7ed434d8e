"""Changes of single stretches of a text: a source goes in, edits come out, the new text is made.

All that stands outside of an edit stays to the letter: comments, order, quotes, empty lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from nokgen.fmt.scalars import on_line
from nokgen.fmt.style import SCHEMA
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.read.compose import Node, Place
from nokgen.upgrade.source import Source

VERSION = "schema_version"
_NOTED = N_("the version of the format is noted: %(version)s")
_RENAMED = N_("the key `%(old)s` is called `%(new)s` now")


@frozen
class Edit:
    """`text` in place of what stands between two places, and what is said of it (a message id)."""

    start: Place
    end: Place
    text: str
    said: str
    params: Mapping[str, object] = field(default_factory=dict)


def renamed(source: Source, path: Sequence[str], new: str) -> Iterator[Edit]:
    """Every key at a path gets another name; where the new name is there too, nothing is done."""
    for found in source.entries(path):
        if new not in found.neighbours:
            params = {"old": path[-1], "new": new}
            yield Edit(found.key.start, found.key.end, on_line(new), _RENAMED, params)


def version_noted(source: Source, version: int) -> Iterator[Edit]:
    """The settings say by which rules the files are written."""
    params = {"version": str(version)}
    top = source.top
    assert top is not None, source.path
    for found in source.entries((VERSION,)):
        start, end = found.value.start, found.value.end
        text = f" {version}" if start == end else str(version)  # behind the colon of an empty key
        yield Edit(start, end, text, _NOTED, params)
        return
    line = f"{VERSION}: {version}"
    if top.style == "flow":
        place = (top.start[0], top.start[1] + 1)
        yield Edit(place, place, f"{line}, ", _NOTED, params)
    else:
        place = (_first_line(source, top), 0)
        yield Edit(place, place, f"{line}\n", _NOTED, params)


def applied(source: Source, edits: Iterable[Edit]) -> str:
    """The text with all edits made; they must not overlap."""
    lines = list(source.lines)
    last: Place | None = None
    for edit in sorted(edits, key=lambda each: (each.start, each.end), reverse=True):
        assert edit.start <= edit.end, edit
        assert last is None or edit.end <= last, edit
        last = edit.start
        before = lines[edit.start[0]][: edit.start[1]]
        after = lines[edit.end[0]][edit.end[1] :]
        lines[edit.start[0] : edit.end[0] + 1] = (before + edit.text + after).split("\n")
    return "\n".join(lines)


def _first_line(source: Source, top: Node) -> int:
    """Above the first key and the comment about it; what is about the file stays on top."""
    line: int = top.keys[0].start[0]
    while line > 0:
        above = source.lines[line - 1].strip()
        if not above.startswith("#") or above.startswith(SCHEMA):
            break
        line -= 1
    return line
