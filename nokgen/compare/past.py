"""A site and its repository go in; what changed, commit by commit, comes out in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, splitext

from nokgen.compare.changes import Change, Context, SilentKind, text_at
from nokgen.compare.edits import Edit, edits_of
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
from nokgen.compare.snapshots import blob_of
from nokgen.messages import Messages
from nokgen.read import CONTENT, TABLE_SUFFIXES, SourceTree, Tree
from nokgen.read.history import History, open_history
from nokgen.records.kinds import kind_of
from nokgen.surroundings import SurroundingsError


@dataclass(frozen=True, slots=True)
class Step:
    """What a commit changed in one record, as a citizen sees it.

    `record` is the path of today, or the last one of a file that is gone; `order` counts commits
    from the newest. `place` and `name` say what the file is: «Кировск», «План мероприятий «…»».
    `before` is kept for what may have changed silently.
    """

    record: str
    order: int
    commit: str
    day: date
    author: str
    place: str
    name: str
    changes: tuple[Change, ...]
    before: State | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Silence:
    """A promise or a result that reads otherwise than once published, and nothing says why.

    `old` is what was published before the first silent change that is known, `new` what is there
    now; `day` is that of the last one.
    """

    record: str
    kind: SilentKind
    anchor: str
    key: str
    name: str
    old: str
    new: str
    day: date


@dataclass(frozen=True, slots=True)
class Past:
    """What git tells about a site; the newest first.

    `prefix` leads from the root of the repository to that of the site. `cut` are records of which
    older versions are known to git but not told here. `trouble` says why nothing is known, if so;
    `is_partly_missing` that some old texts are not in this copy.
    """

    steps: tuple[Step, ...] = ()
    silences: tuple[Silence, ...] = ()
    cut: frozenset[str] = frozenset()
    prefix: str = ""
    is_shown: bool = False
    is_shallow: bool = False
    is_partly_missing: bool = False
    trouble: SurroundingsError | None = None

    def of(self, *records: str) -> tuple[Step, ...]:
        """The steps of some records, the newest first."""
        return tuple(step for step in self.steps if step.record in records)

    def silent(self, *records: str) -> tuple[Silence, ...]:
        """What changed silently in some records."""
        return tuple(each for each in self.silences if each.record in records)


def past_of(root: Path, source: SourceTree, messages: Messages, *, authors: bool) -> Past:
    """The past of the site at `root`, whose files of today are `source`; names only if asked for.

    Without git or a repository nothing is known, and that is no failure.
    """
    trees = {path: document.tree for path, document in source.documents.items()}
    naming = tuple((path, repr(tree)) for path, tree in trees.items() if path.endswith(NAMING))
    try:
        history = open_history(root)
        head = history.head()
        told = _told(_Asked(history, head, messages, naming, authors, source)) if head else _NOTHING
    except SurroundingsError as error:
        return Past(is_shown=True, trouble=error)
    return Past(
        steps=told.steps,
        silences=tuple(_silences(told.steps, source, trees, messages)),
        cut=told.cut,
        prefix=history.prefix,
        is_shown=True,
        is_shallow=history.is_shallow,
        is_partly_missing=told.is_partly_missing,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    steps: tuple[Step, ...]
    cut: frozenset[str]
    is_partly_missing: bool


_NOTHING = _Told((), frozenset(), False)


@dataclass(frozen=True, slots=True)
class _Asked:
    """All on which the words depend; `source` only saves work."""

    history: History
    head: str
    messages: Messages
    naming: tuple[tuple[str, str], ...]
    authors: bool
    source: SourceTree = field(compare=False)


# `serve` asks at every save, and commits are rarer than saves.
@lru_cache(maxsize=1)
def _told(asked: _Asked) -> _Told:
    edits = edits_of(asked.history.log(CONTENT), asked.history.read)
    words = _Words(asked, edits.edits)
    steps = [words.step(edit) for edit in edits.edits]
    return _Told(tuple(step for step in steps if step), edits.cut, words.is_partly_missing)


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
            before=before if is_kept else None,
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
            known = self._states[blob] = state_of(path, self._texts[blob])
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
            one, other = (state_of(path, texts[b]) if b in texts else None for b in blobs)
        trees = one.tree if one else None, other.tree if other else None
        today = self._trees.get(path)
        document = source_path(path, trees[1] or today)
        return is_source_same(*trees) and document not in edit.commit.files


def record_of_table(path: str, trees: Mapping[str, Tree]) -> str:
    """The path of the results that name a table; any other path as it is."""
    if not path.endswith(TABLE_SUFFIXES):
        return path
    folder, _, table = path.rpartition("/")
    named = (
        other
        for other, tree in trees.items()
        if dirname(other) == folder and text_at(tree, "table") == table
    )
    return next(named, splitext(path)[0] + ".yaml")


def _silences(
    steps: Iterable[Step], source: SourceTree, trees: Mapping[str, Tree], messages: Messages
) -> Iterable[Silence]:
    """What still differs today from what stood before it was changed silently."""
    every = tuple(steps)
    silent: dict[tuple[str, SilentKind, str, str], list[Step]] = {}
    for step in every:
        for change in step.changes:
            if change.silent:
                key = step.record, change.silent.kind, change.anchor, change.silent.key
                silent.setdefault(key, []).append(step)
    compared: dict[tuple[str, int], dict[tuple[SilentKind, str, str], Change]] = {}
    for (record, kind, anchor, key), found in silent.items():
        oldest = found[-1]
        now = _today(record, source)
        if now is None or oldest.before is None:
            continue
        at = record, oldest.order
        if at not in compared:
            is_same = _is_same_since(oldest, every, trees)
            context = Context(messages, names_for(record, trees), is_source_same=is_same)
            compared[at] = {
                (change.silent.kind, change.anchor, change.silent.key): change
                for change in changes_between(oldest.before, now, context)
                if change.silent
            }
        change = compared[at].get((kind, anchor, key))
        if change is not None and change.silent is not None:
            told = change.silent
            yield Silence(record, kind, anchor, key, told.name, told.old, told.new, found[0].day)


def _today(record: str, source: SourceTree) -> State | None:
    """What a record says today, None when it is gone."""
    document = source.documents.get(record)
    if document is not None:
        return State(record, document.tree, document.body)
    table = source.tables.get(record)
    if table is None:
        return None
    from nokgen.check.score_table import TableScores

    return State(record, {"scores": list(TableScores(record, table).scores)})


def _is_same_since(oldest: Step, steps: Iterable[Step], trees: Mapping[str, Tree]) -> bool:
    """Whether the published document is the same today as before a step."""
    path = record_of_table(oldest.record, trees)
    today = trees.get(path)
    since = [step for step in steps if step.order <= oldest.order]
    own = [step.before for step in since if step.record == path]
    before = own[-1].tree if own and own[-1] else today
    document = source_path(path, today)
    return is_source_same(before, today) and all(step.record != document for step in since)
