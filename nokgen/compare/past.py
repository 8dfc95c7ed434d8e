"""A site and its repository go in; what changed, commit by commit, comes out in words."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from posixpath import dirname

from nokgen.compare.changes import Context
from nokgen.compare.edits import Edit, Edits, edits_of
from nokgen.compare.files import (
    NAMING,
    State,
    changes_between,
    is_source_same,
    name_of,
    names_for,
    place_of,
    source_path,
    state_of,
)
from nokgen.compare.silences import Silences, record_of_table
from nokgen.compare.snapshots import blob_of
from nokgen.compare.steps import Past, Step
from nokgen.frozen import frozen
from nokgen.limits import Limits
from nokgen.messages import Messages
from nokgen.read import CONTENT, TABLE_SUFFIXES, SourceTree, region_of
from nokgen.read.history import History, NoRepositoryError, open_history
from nokgen.records.kinds import kind_of
from nokgen.surroundings import SurroundingsError


def past_of(
    root: Path,
    source: SourceTree,
    messages: Messages,
    *,
    authors: bool,
    without: frozenset[str] = frozenset(),
) -> Past:
    """The past of the site at `root`, whose files of today are `source`; names only if asked for.

    Of a source with only one region, the past of that region; never that of the regions `without`.
    Without git or a repository nothing is known, and that is no failure.
    """
    trees = {path: document.tree for path, document in source.documents.items()}
    naming = tuple((path, repr(tree)) for path, tree in trees.items() if path.endswith(NAMING))
    try:
        history = open_history(root)
        head = history.head()
        told = (
            _told(
                _Asked(
                    history,
                    head,
                    messages,
                    naming,
                    authors,
                    source.limits,
                    source.only,
                    without,
                    source,
                )
            )
            if head
            else _NOTHING
        )
    except NoRepositoryError:
        return Past(is_shown=True, is_absent=True)
    except SurroundingsError as error:
        return Past(is_shown=True, is_absent=True, trouble=error)
    silences = Silences(told.records, source, trees, messages)
    return Past(
        records=told.records,
        silences={record: found for record in told.records if (found := silences.of(record))},
        cut=told.cut,
        prefix=history.prefix,
        is_shown=True,
        is_shallow=history.is_shallow,
        is_partly_missing=told.is_partly_missing,
    )


@frozen
class _Told:
    records: Mapping[str, tuple[Step, ...]]
    cut: frozenset[str]
    is_partly_missing: bool


_NOTHING = _Told({}, frozenset(), False)


@frozen
class _Asked:
    """All on which the words depend; `source` only saves work."""

    history: History
    head: str
    messages: Messages
    naming: tuple[tuple[str, str], ...]
    authors: bool
    limits: Limits
    only: str
    without: frozenset[str]
    source: SourceTree = field(compare=False)

    def tells(self, record: str) -> bool:
        """Whether the past of a record is asked for."""
        region = region_of(record)
        return region == self.only if self.only else region not in self.without


# Every region asks for them.
@lru_cache(maxsize=1)
def _edits(history: History, _head: str) -> Edits:
    return edits_of(history.log(CONTENT), history.read)


# `serve` asks at every save, and commits are rarer than saves.
@lru_cache(maxsize=1)
def _told(asked: _Asked) -> _Told:
    edits = _edits(asked.history, asked.head)
    with _without_collector():
        wanted = [edit for edit in edits.edits if asked.tells(edit.record)]
        words = _Words(asked, wanted)
        steps = [words.step(edit) for edit in wanted]
    records: dict[str, list[Step]] = {}
    for step in filter(None, steps):
        records.setdefault(step.record, []).append(step)
    told = {record: tuple(records[record]) for record in sorted(records)}
    return _Told(told, frozenset(filter(asked.tells, edits.cut)), words.is_partly_missing)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Trees of old versions hold no cycles, and to look for some doubles the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Words:
    """The sentences of edits; what old blobs say is read once and parsed when it is needed."""

    def __init__(self, asked: _Asked, edits: Iterable[Edit]) -> None:
        self._asked = asked
        self._trees = {path: each.tree for path, each in asked.source.documents.items()}
        self._states = {
            blob_of("\n".join(each.lines.lines).encode(), asked.head): State(
                path, each.tree, each.body
            )
            for path, each in asked.source.documents.items()
        }
        wanted = {
            blob
            for edit in edits
            for blob, path in ((edit.old, edit.old_path), (edit.new, edit.path))
            if blob not in self._states and (kind_of(path) or path.endswith(TABLE_SUFFIXES))
        }
        self._texts = asked.history.read(wanted)
        self._contexts: dict[tuple[str, bool], Context] = {}
        self.is_partly_missing = False

    def step(self, edit: Edit) -> Step | None:
        """What a citizen sees of an edit, None if nothing."""
        before, after = self._state(edit.old_path, edit.old), self._state(edit.path, edit.new)
        if (edit.old and before is None) or (edit.new and after is None):
            self.is_partly_missing = True
            return None
        is_same = self._is_source_same(edit, before, after)
        context = self._context(edit.record, is_same)
        changes = tuple(changes_between(before, after, context))
        if not changes:
            return None
        there = after or before
        kind = kind_of(edit.path)
        is_kept = kind == "results" or any(change.silent for change in changes)
        return Step(
            record=edit.record,
            order=edit.order,
            commit=edit.commit.name,
            day=edit.commit.day,
            author=edit.commit.author if self._asked.authors else "",
            place=place_of(edit.record, self._trees),
            name=name_of(edit.record, kind, there.tree if there else None, context),
            changes=changes,
            is_first=before is None,
            before=before if is_kept else None,
            after=after if is_kept else None,
        )

    def _state(self, path: str, blob: str) -> State | None:
        """What a file said; None for no file, and for a blob that is not here."""
        if not blob:
            return None
        known = self._states.get(blob)
        if known is None:
            if kind_of(path) is None and not path.endswith(TABLE_SUFFIXES):
                return State(path)
            if blob not in self._texts:
                return None
            known = self._states[blob] = state_of(path, self._texts[blob], self._asked.limits)
        return known if known.path == path else State(path, known.tree, known.body)

    def _context(self, record: str, is_same: bool) -> Context:
        key = dirname(record), is_same
        if key not in self._contexts:
            names = names_for(record, self._trees)
            self._contexts[key] = Context(self._asked.messages, names, is_source_same=is_same)
        return self._contexts[key]

    def _is_source_same(self, edit: Edit, before: State | None, after: State | None) -> bool:
        """Whether the published document of results is the same before and after a commit."""
        path = record_of_table(edit.path, self._trees)
        one, other = before, after
        if path != edit.path:
            blobs = edit.commit.files.get(path, ("", ""))
            texts = self._asked.history.read(blobs)
            one, other = (
                state_of(path, texts[b], self._asked.limits) if b in texts else None for b in blobs
            )
        trees = one.tree if one else None, other.tree if other else None
        today = self._trees.get(path)
        document = source_path(path, trees[1] or today)
        return is_source_same(*trees) and document not in edit.commit.files
