"""The folder of a site goes in; its files as located documents come out, with reading's faults."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import field
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from nokgen.diagnostics import Diagnostic, Hint, reading, tree
from nokgen.frozen import frozen
from nokgen.limits import DEFAULTS, MEGABYTE, Limits, limits_in
from nokgen.messages import N_
from nokgen.read.choice import Choice
from nokgen.read.compose import Tree, YamlError, compose, plain
from nokgen.read.document import Document, Lines
from nokgen.read.folder import Listing, list_folder
from nokgen.read.permalinks import Permalinks, read_permalinks
from nokgen.read.scan import scan
from nokgen.read.syntax import translate
from nokgen.read.tables import TABLE_SUFFIXES, TableFile, open_tables
from nokgen.read.text import decode, read_bytes, too_large
from nokgen.source import Span

CONTENT = "content"
PAGES = "pages"
REGION_FILE = "region.yaml"
# Below a folder of this name everything is published as it is and never read.
ATTACHMENTS = "documents"
# Directly below a folder of this name stand tables.
RESULTS = "results"

# After these the tree is not whole, and what is missing from it would be told as a fault.
_CUT_SHORT = (reading.TOO_MANY_VALUES, reading.NESTING_TOO_DEEP, reading.SECOND_DOCUMENT)
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@frozen
class SourceTree:
    """Everything below content/, and the settings: what could be read and what could not.

    `files` and `folders` are sorted paths from the site's root. `documents` holds, by path, the
    YAML files and pages that could be read, `tables` the CSV and XLSX files directly below a folder
    of results; a file that is missing there has a diagnostic. Which sheet of a workbook is meant
    stands in the results: the faults of a table come when it is asked for. `limits` are those
    that the settings set. With `only`, the other regions were left out. A tree that `is_part` has
    only the chosen files, and says nothing of what was published.
    """

    config_path: str
    files: tuple[str, ...]
    folders: tuple[str, ...]
    documents: Mapping[str, Document]
    diagnostics: tuple[Diagnostic, ...]
    tables: Mapping[str, TableFile] = field(default_factory=dict)
    permalinks: Permalinks | None = None
    limits: Limits = DEFAULTS
    only: str = ""
    is_part: bool = False


class Parsed(NamedTuple):
    """The bytes of a file, what they say, and their faults."""

    data: bytes
    document: Document | None
    faults: list[Diagnostic]


@frozen
class Elsewhere:
    """A region whose files stand below another root; attached documents are known by name."""

    root: Path
    files: tuple[str, ...]


def read_site(
    root: Path,
    config: str = "site.yaml",
    *,
    only: str = "",
    elsewhere: Mapping[str, Elsewhere] | None = None,
    choice: Choice | None = None,
    is_frame: bool = False,
    listing: Listing | None = None,
) -> SourceTree:
    """Read the settings and every file below content/; faults are collected, never raised.

    With `only`, the folder of a region, the other regions are not read. `elsewhere` are regions, by
    folder, of which nothing is read here. With a `choice` no other files are read. Of a frame all
    files are known by name, and what stands in regions is not read: that is for `read_region`.
    Names are not asked for where the `listing` has them already.
    """
    others = elsewhere or {}
    found: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    tables: dict[str, TableFile] = {}
    if not os.path.lexists(root / config):
        span = Span.of_file(config)
        found.append(Diagnostic(tree.RECORD_MISSING, span, {"name": config}, _INIT))
    else:
        _read_into(documents, found, root, config, DEFAULTS)
    settings = documents.get(config)
    limits = limits_in(settings.tree) if settings is not None else DEFAULTS
    if not (root / CONTENT).is_dir():
        span = Span.of_file(CONTENT)
        found.append(Diagnostic(tree.CONTENT_MISSING, span, {}, _INIT))
        return SourceTree(config, (), (), documents, tuple(found))
    permalinks, faults = read_permalinks(root, limits) if choice is None else (None, [])
    found += faults
    if listing is None or not listing.fits(limits):
        enters = choice.enters if choice is not None else _everything
        listing = list_folder(root, CONTENT, limits, enters)
    found += (each for each in listing.diagnostics if _is_here(each.span.path, only, others))
    places = {path: root for path in listing.files if _is_here(path, only, others)}
    places |= {path: other.root for other in others.values() for path in other.files}
    names = tuple(sorted(places))
    for path in names:
        is_left = is_frame and region_of(path)
        if not is_left and (choice is None or choice.reads(path)):
            place = places[path]
            _read_file(documents, tables, found, place, path, limits, is_here=place is root)
    folders = tuple(path for path in listing.folders if _is_here(path, only, others))
    return SourceTree(
        *(config, names, folders, documents, tuple(found)),
        *(tables, permalinks, limits, only, choice is not None),
    )


def read_region(
    root: Path,
    frame: SourceTree,
    region: str,
    elsewhere: Elsewhere | None = None,
    unread: tuple[str, ...] = (),
    parsed: dict[str, Parsed] | None = None,
) -> SourceTree:
    """The files of a region of which a frame knows the names; `elsewhere` is where they stand.

    Those whose paths begin with one of `unread` stay names. Whoever reads more than once with the
    same limits keeps what was `parsed`: of the same bytes nothing is made again.
    """
    found: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    tables: dict[str, TableFile] = {}
    files = _below(frame.files, f"{CONTENT}/{region}/")
    place = elsewhere.root if elsewhere is not None else root
    is_here = elsewhere is None
    for path in files:
        if not path.startswith(unread):
            _read_file(documents, tables, found, place, path, frame.limits, parsed, is_here=is_here)
    folders = _below(frame.folders, f"{CONTENT}/{region}/")
    return SourceTree(
        *(frame.config_path, files, folders, documents, tuple(found), tables),
        limits=frame.limits,
        only=region,
    )


def _below(paths: tuple[str, ...], begin: str) -> tuple[str, ...]:
    """Those of sorted paths that begin so."""
    first = bisect_left(paths, begin)
    return tuple(takewhile(lambda path: path.startswith(begin), paths[first:]))


def regions_in(root: Path) -> tuple[str, ...]:
    """The folders of regions in content/, sorted: those that hold a region.yaml."""
    found = (root / CONTENT).glob(f"*/{REGION_FILE}")
    return tuple(sorted(path.parent.name for path in found))


def region_of(path: str) -> str:
    """The folder of the region in which a file of the content stands; "" for none."""
    parts = path.split("/", 2)
    is_inside = len(parts) == 3 and parts[0] == CONTENT and parts[1] != PAGES
    return parts[1] if is_inside else ""


def _everything(_folder: str) -> bool:
    return True


def _is_here(path: str, only: str, others: Mapping[str, Elsewhere]) -> bool:
    if not only and not others:
        return True
    region = region_of(path)
    return region not in others and (not only or region in ("", only))


def read_limits(root: Path, config: str = "site.yaml") -> Limits:
    """The limits that the settings of a site set, for who reads single files of it."""
    data, _faults = read_bytes(root / config, config)
    return DEFAULTS if data is None else limits_in(quick_parse(data, config)[0])


_INIT = Hint(
    N_(
        "check that the command was started in the folder of the site; "
        "`nokgen init` makes a new one"
    )
)


def is_read(path: str) -> bool:
    """Whether a file of the content is YAML that is read, or a page."""
    if path.endswith(".md"):
        return path.startswith(f"{CONTENT}/{PAGES}/")
    return path.endswith(".yaml") and f"/{ATTACHMENTS}/" not in path


def is_table(path: str) -> bool:
    """Whether a file of the content is a table of results."""
    is_result = path.split("/")[-2] == RESULTS and f"/{ATTACHMENTS}/" not in path
    return is_result and path.endswith(TABLE_SUFFIXES)


def _read_file(
    documents: dict[str, Document],
    tables: dict[str, TableFile],
    found: list[Diagnostic],
    root: Path,
    path: str,
    limits: Limits,
    parsed: dict[str, Parsed] | None = None,
    *,
    is_here: bool,
) -> None:
    """Read a file as what it is; attached documents that are not here are known by name alone."""
    if is_read(path):
        _read_into(documents, found, root, path, limits, parsed)
    elif is_table(path):
        _read_table_into(tables, found, root, path, limits)
    elif f"/{ATTACHMENTS}/" in path and is_here:
        found += _size_of(root, path, limits)


def _read_table_into(
    tables: dict[str, TableFile],
    found: list[Diagnostic],
    root: Path,
    path: str,
    limits: Limits,
) -> None:
    data, faults = read_bytes(root / path, path, limits.table_mb, "table_mb")
    found += faults
    if data is not None:
        file, faults = open_tables(data, path, limits)
        found += faults
        if file is not None:
            tables[path] = file


def _read_into(
    documents: dict[str, Document],
    found: list[Diagnostic],
    root: Path,
    path: str,
    limits: Limits,
    parsed: dict[str, Parsed] | None = None,
) -> None:
    data, faults = read_bytes(root / path, path, limits.file_mb)
    found += faults
    if data is None:
        return
    known = parsed.get(path) if parsed is not None else None
    if known is None or known.data != data:
        known = Parsed(data, *parse(data, path, limits))
        if parsed is not None:
            parsed[path] = known
    found += known.faults
    if known.document is not None:
        documents[path] = known.document


def _size_of(root: Path, path: str, limits: Limits) -> list[Diagnostic]:
    """The fault of an attached document that is too large; it is copied and never read."""
    try:
        size = (root / path).lstat().st_size
    except OSError:
        return [Diagnostic(tree.UNREADABLE_FILE, Span.of_file(path), {"path": path})]
    if size <= limits.document_mb * MEGABYTE:
        return []
    return [too_large(path, limits.document_mb, "document_mb")]


def parse(
    data: bytes, path: str, limits: Limits = DEFAULTS
) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a file's bytes, or None when nothing of it is of use; and its faults."""
    text, found = decode(data, path)
    if text is None:
        return None, found
    if path.endswith(".md"):
        document, faults = _parse_page(text, path, limits)
    else:
        lines = Lines(path, text)
        made, faults = _parse_yaml(lines, text, limits)
        whole = made is not None
        document = Document(lines, made, yaml=text, limits=limits) if whole else None
    return document, found + faults


def quick_parse(data: bytes, path: str, limits: Limits = DEFAULTS) -> tuple[Tree, str]:
    """The tree and the body that `parse` finds; a tree of None where nothing can be read."""
    document, _faults = parse(data, path, limits)
    return (None, "") if document is None else (document.tree, document.body)


def _parse_yaml(lines: Lines, text: str, limits: Limits) -> tuple[Tree, list[Diagnostic]]:
    """The tree of a text, None when there is none."""
    quick = scan(text, limits.depth, limits.values)
    if quick is not None:
        return quick, []
    try:
        top, faults = compose(text, limits)
    except YamlError as error:
        return None, [lines.diagnostic(translate(error, text))]
    found = [lines.diagnostic(fault) for fault in faults]
    if any(fault.code in _CUT_SHORT for fault in faults):
        return None, found
    made = None if top is None else plain(top)
    if made is None:
        found.append(Diagnostic(reading.FILE_EMPTY, Span.of_file(lines.path)))
    return made, found


def _parse_page(text: str, path: str, limits: Limits) -> tuple[Document | None, list[Diagnostic]]:
    """A page: the head between two lines `---`, read as YAML, and the text below it."""
    lines = Lines(path, text)
    fences = list(_FENCE.finditer(text))[:2]
    if not fences or text[: fences[0].start()].strip():
        return None, [Diagnostic(reading.HEAD_MISSING, lines.span((0, 0), (0, 0)), {}, _HEAD)]
    if len(fences) < 2:
        line = text.count("\n", 0, fences[0].start())
        span = lines.span((line, 0), (line, 3))
        return None, [Diagnostic(reading.HEAD_UNCLOSED, span, {}, _FENCE_BELOW)]
    first, second = fences
    # Empty lines instead of the fence keep the numbers of the lines right.
    head = "\n" * text.count("\n", 0, first.end()) + text[first.end() : second.start()]
    body = text[second.end() :].removeprefix("\n")
    body_line = text.count("\n", 0, second.end()) + 2
    made, found = _parse_yaml(lines, head, limits)
    if made is None:
        return None, found
    page = Document(lines, made, yaml=head, body=body, body_line=body_line, limits=limits)
    return page, found


_HEAD = Hint(N_("begin the page with a line `---`, a line `title: …` and again a line `---`"))
_FENCE_BELOW = Hint(N_("write a line `---` after the last key of the head"))
