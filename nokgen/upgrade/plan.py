"""The files of a site go in; what an upgrade makes of them comes out, and is written.

The settings, which hold the number of the version, are written last: an upgrade that was cut short
is simply started again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from nokgen.check.site_rules import newer_format
from nokgen.diagnostics import Diagnostic, Severity, shape, sort_diagnostics
from nokgen.fmt import Change
from nokgen.fmt import write as write_changes
from nokgen.fmt.files import is_ours
from nokgen.fmt.parse import parse as parts_of
from nokgen.fmt.parts import comments_of
from nokgen.frozen import frozen
from nokgen.limits import DEFAULTS, Limits, limits_in
from nokgen.read import CONTENT, Document
from nokgen.read.folder import list_folder
from nokgen.read.site import parse
from nokgen.read.text import read_bytes
from nokgen.records.site import is_version
from nokgen.upgrade.edits import VERSION, Edit, applied, version_noted
from nokgen.upgrade.source import SITE, Source, read_again, source_of
from nokgen.upgrade.steps import STEPS, Step

_BOM = b"\xef\xbb\xbf"


@frozen
class Said:
    """One thing that is done to a file (a message id), and how many times."""

    message: str
    params: Mapping[str, object]
    times: int


@frozen
class Upgraded:
    """A file that an upgrade changes, and what it does there."""

    change: Change
    said: tuple[Said, ...]


@frozen
class Upgrade:
    """What is to be done from version `start` to version `to`; the settings stand last in `files`.

    With `diagnostics` nothing may be done: the files have faults, or a newer program wrote them.
    """

    start: int
    to: int
    files: tuple[Upgraded, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def version_of(tree: object) -> int | None:
    """The version of the format that settings name, 0 without one; None when nobody knows."""
    if not isinstance(tree, dict):
        return None
    text = tree.get(VERSION)
    if text is None:
        return 0
    return int(text) if isinstance(text, str) and is_version(text) else None


def plan_of(
    root: Path, config: str, to: int | None = None, *, steps: Sequence[Step] = STEPS
) -> Upgrade:
    """Look at all files of a site; nothing is written. `to` None means the newest version.

    A site that is at `to`, or beyond it, comes out without files.
    """
    assert all(one.version + 1 == next_.version for one, next_ in pairwise(steps))
    newest = steps[-1].version
    goal = newest if to is None else to
    read, faults = _read(root, config)
    settings = read.get(config)
    start = version_of(settings[1].tree) if settings is not None else None
    if settings is not None and (start is None or start > newest):
        refusal = newer_format(settings[1], newest) or _unknown(settings[1])
        return Upgrade(0, goal, (), (refusal,))
    if faults or start is None:
        return Upgrade(start or 0, goal, (), sort_diagnostics(faults))
    wanted = [step for step in steps if start < step.version <= goal]
    if not wanted:
        return Upgrade(start, max(start, goal), ())
    last = sorted(read, key=lambda path: (path == config, path))
    found = [_upgraded(*read[path], config, wanted) for path in last]
    return Upgrade(start, goal, tuple(each for each in found if each is not None))


def write(root: Path, files: Sequence[Upgraded]) -> None:
    """Replace each file as a whole, in this order; SurroundingsError like `fmt.write`."""
    write_changes(root, [each.change for each in files])


def _unknown(settings: Document) -> Diagnostic:
    value = settings.tree.get(VERSION) if isinstance(settings.tree, dict) else None
    span = settings.span((VERSION,))
    return Diagnostic(shape.SCHEMA_VERSION_UNKNOWN, span, {"value": str(value)})


def _read(root: Path, config: str) -> tuple[dict[str, tuple[bytes, Document]], list[Diagnostic]]:
    """The files by path with their bytes, and the errors of those that cannot be read."""
    found: list[Diagnostic] = []
    read: dict[str, tuple[bytes, Document]] = {}

    def take(path: str, limits: Limits) -> None:
        data, faults = read_bytes(root / path, path, limits.file_mb)
        found.extend(faults)
        if data is not None:
            document, faults = parse(data, path, limits)
            found.extend(faults)
            if document is not None:
                read[path] = data, document

    take(config, DEFAULTS)
    limits = limits_in(read[config][1].tree) if config in read else DEFAULTS
    if (root / CONTENT).is_dir():
        listing = list_folder(root, CONTENT, limits)
        found += listing.diagnostics
        for path in filter(is_ours, listing.files):
            take(path, limits)
    return read, [each for each in found if each.code.severity is Severity.ERROR]


def _upgraded(
    data: bytes, document: Document, config: str, steps: Sequence[Step]
) -> Upgraded | None:
    """The file after all steps; None when they leave it as it is."""
    before = source = source_of(document, config)
    made: list[Edit] = []
    for step in steps:
        edits = list(step.edits(source))
        if source.kind == SITE and step is steps[-1]:
            edits += version_noted(source, step.version)
        if edits:
            source = read_again(source, applied(source, edits), config)
            made += edits
    if source.lines == before.lines:
        return None
    assert _comments(source) == _comments(before), source.path
    change = Change(document.path, data, _as_typed("\n".join(source.lines), data))
    return Upgraded(change, _said(made))


def _comments(source: Source) -> list[str]:
    if source.path.endswith(".md"):
        return []
    parts = parts_of("\n".join(source.lines))
    return comments_of(parts) if parts is not None else []


def _as_typed(text: str, data: bytes) -> bytes:
    """The bytes of a text, with the line ends and the mark at the start that the file had."""
    if b"\r\n" in data:
        text = text.replace("\n", "\r\n")
    return (_BOM if data.startswith(_BOM) else b"") + text.encode()


def _said(edits: Iterable[Edit]) -> tuple[Said, ...]:
    times = Counter((edit.said, tuple(sorted(edit.params.items()))) for edit in edits)
    return tuple(Said(said, dict(params), count) for (said, params), count in times.items())
