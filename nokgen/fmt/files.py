"""The files of a site go in; those that the one style would change come out, and are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from nokgen.diagnostics import Diagnostic, reading, sort_diagnostics
from nokgen.fmt.style import formatted
from nokgen.frozen import frozen
from nokgen.read import ATTACHMENTS, CONTENT, PAGES, Document
from nokgen.read.folder import list_folder
from nokgen.read.site import parse, read_limits
from nokgen.read.text import read_bytes
from nokgen.records.kinds import kind_of
from nokgen.records.schema import KINDS
from nokgen.write.file import replace_file, sweep

SCHEMAS = ".vscode/schemas"

# What the style itself sets right; with any other fault a file is left alone.
_MENDED = (reading.BYTE_ORDER_MARK, reading.LINE_ENDS_WINDOWS)

Used = Callable[[str], Collection[str]]


@frozen
class Change:
    """A file that is not in the style: its path from the root, what stands there, what should."""

    path: str
    before: bytes
    after: bytes


@frozen
class Plan:
    """What is to be done: `diagnostics` tell of the files that were left alone, and why."""

    changes: tuple[Change, ...]
    seen: int
    diagnostics: tuple[Diagnostic, ...]


def plan_of(root: Path, config: str, wanted: Sequence[str] = (), *, used: Used) -> Plan:
    """Look at all files of a site, or at `wanted` files and folders; nothing is written.

    `used` names, for the path of a file, the ids that were ever in use there.
    """
    changes: list[Change] = []
    found: list[Diagnostic] = []
    paths = [path for path in _paths(root, config) if not wanted or _is_wanted(path, wanted)]
    limits = read_limits(root, config)
    for path in paths:
        data, faults = read_bytes(root / path, path, limits.file_mb)
        document = None
        if data is not None:
            document, more = parse(data, path, limits)
            faults += more
        blocking = [fault for fault in faults if fault.code not in _MENDED]
        if data is None or document is None or blocking:
            found += blocking
            continue
        after = _styled(root, config, document, used).encode()
        if after != data:
            changes.append(Change(path, data, after))
    return Plan(tuple(changes), len(paths), sort_diagnostics(found))


def write(root: Path, changes: Sequence[Change]) -> None:
    """Replace each file as a whole; SurroundingsError if the disk refuses, or it changed since."""
    for folder in (root, *(root / path for path in list_folder(root, CONTENT).folders)):
        sweep(folder)
    for change in changes:
        replace_file(root / change.path, change.before, change.after, name=change.path)


def _paths(root: Path, config: str) -> list[str]:
    paths = [config] if (root / config).is_file() else []
    if (root / CONTENT).is_dir():
        paths += [path for path in list_folder(root, CONTENT).files if is_ours(path)]
    return paths


def is_ours(path: str) -> bool:
    """Whether a path below content/ is a record or a page, not an attachment or a table."""
    if path.endswith(".md"):
        return path.startswith(f"{CONTENT}/{PAGES}/")
    return path.endswith(".yaml") and f"/{ATTACHMENTS}/" not in path


def _is_wanted(path: str, wanted: Sequence[str]) -> bool:
    return any(name in (".", path) or path.startswith(f"{name}/") for name in wanted)


def _styled(root: Path, config: str, document: Document, used: Used) -> str:
    path, lines = document.path, document.lines.lines
    kind = "site" if path == config else kind_of(path)
    record = KINDS[kind].record if kind is not None else None
    if path.endswith(".md"):
        fence, below = fences(document)
        head = formatted("\n".join(lines[fence + 1 : below]), record)
        return "\n".join(["---", head.rstrip("\n"), "---", *lines[below + 1 :]])
    text = "\n".join(lines)
    line = _schema_line(root, kind, path)
    return formatted(text, record, schema_line=line, used=lambda: used(path))


def fences(document: Document) -> tuple[int, int]:
    """The numbers, from 0, of the two lines `---` of a page."""
    lines = document.lines.lines
    first = next(number for number, line in enumerate(lines) if line.strip())
    return first, document.body_line - 2


def _schema_line(root: Path, kind: str | None, path: str) -> str | None:
    """The line that tells editors like VS Code where the schema stands, when it stands there."""
    schema = Path(SCHEMAS, f"{kind}.json")
    if kind is None or not (root / schema).is_file():
        return None
    place = Path(os.path.relpath(schema, Path(path).parent)).as_posix()
    return f"# yaml-language-server: $schema={place}"
