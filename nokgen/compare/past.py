"""A site and its repository go in; what changed, commit by commit, comes out in words."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, splitext

from nokgen.compare.changes import Change, Context, Silent, SilentKind, text_at
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
from nokgen.compare.snapshots import blob_of
from nokgen.limits import Limits
from nokgen.messages import Messages
from nokgen.read import CONTENT, TABLE_SUFFIXES, SourceTree, Tree, region_of
from nokgen.read.history import History, NoRepositoryError, open_history
from nokgen.records.kinds import kind_of
from nokgen.surroundings import SurroundingsError

# What tells one silent change of a record from another: kind, anchor, key.
_Key = tuple[SilentKind, str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """What a commit changed in one record, as a citizen sees it.

    `record` is the path of today, or the last one of a file that is gone; `order` counts commits
    from the newest. `place` and `name` say what the file is: «Кировск», «План мероприятий «…»».
    `is_first` marks the commit that brought the record; `repository` holds the commit, where it is
    not that of the site. `before` and `after` are kept for what may have changed silently.
    """

    record: str
    order: int
    commit: str
    day: date
    author: str
    place: str
    name: str
    changes: tuple[Change, ...]
    is_first: bool = False
    repository: str = ""
    before: State | None = field(default=None, repr=False, compare=False)
    after: State | None = field(default=None, repr=False, compare=False)


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
    """What git tells about a site: by record, its steps (the newest first) and its silences.

    `prefix` leads from the root of the repository to that of the site. `cut` are records of which
    older versions exist but are not told here. `is_shown` is False where the settings say so;
    `is_absent` when there is no repository, or none that can be read: then `trouble` says why.
    `is_shallow` tells that older commits are not in this copy, `is_partly_missing` that some old
    texts are not.
    """

    records: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    silences: Mapping[str, tuple[Silence, ...]] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    prefix: str = ""
    is_shown: bool = False
    is_absent: bool = False
    is_shallow: bool = False
    is_partly_missing: bool = False
    trouble: SurroundingsError | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """All of them, the newest first; those of one commit by their path."""
        every = (step for steps in self.records.values() for step in steps)
        return tuple(sorted(every, key=lambda step: (step.order, step.record)))

    def of(self, *records: str) -> tuple[Step, ...]:
        """The steps of some records, the newest first."""
        found = [step for record in records for step in self.records.get(record, ())]
        if not found:
            return ()
        return tuple(sorted(found, key=lambda step: (step.order, step.record)))

    def silent(self, *records: str) -> tuple[Silence, ...]:
        """What changed silently in some records."""
        if not self.silences:
            return ()
        return tuple(each for record in records for each in self.silences.get(record, ()))


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
    silences = _Silences(told.records, source, trees, messages)
    return Past(
        records=told.records,
        silences={record: found for record in told.records if (found := silences.of(record))},
        cut=told.cut,
        prefix=history.prefix,
        is_shown=True,
        is_shallow=history.is_shallow,
        is_partly_missing=told.is_partly_missing,
    )


def joined(own: Past, others: Iterable[Past]) -> Past:
    """The past of a site: that of what stands outside of regions, `own`, and those of regions."""
    pasts = tuple(others)
    records = {record: steps for past in (own, *pasts) for record, steps in past.records.items()}
    return replace(
        own,
        records={record: records[record] for record in sorted(records)},
        is_partly_missing=any(past.is_partly_missing for past in (own, *pasts)),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    records: Mapping[str, tuple[Step, ...]]
    cut: frozenset[str]
    is_partly_missing: bool


_NOTHING = _Told({}, frozenset(), False)


@dataclass(frozen=True, slots=True)
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


class _Silences:
    """Looks for what still differs today from what stood before it was changed silently."""

    def __init__(
        self,
        records: Mapping[str, tuple[Step, ...]],
        source: SourceTree,
        trees: Mapping[str, Tree],
        messages: Messages,
    ) -> None:
        self._records, self._source, self._trees = records, source, trees
        self._messages = messages

    def of(self, record: str) -> tuple[Silence, ...]:
        """What still differs in a record, in the order of the newest such change."""
        silent: dict[_Key, list[Step]] = {}
        for step in self._records[record]:
            for key in _silent(step.changes):
                silent.setdefault(key, []).append(step)
        today = {steps[-1].order: self._since(steps[-1]) for steps in silent.values()}
        return tuple(
            Silence(record, *key, told.name, told.old, told.new, steps[0].day)
            for key, steps in silent.items()
            if (told := today[steps[-1].order].get(key)) is not None
        )

    def _since(self, step: Step) -> dict[_Key, Silent]:
        """What changed silently from before a step to today."""
        now = _today(step.record, self._source)
        if now is None or step.before is None:
            return {}
        if step is self._records[step.record][0] and step.after == now:
            return _silent(step.changes)
        names = names_for(step.record, self._trees)
        context = Context(self._messages, names, is_source_same=self._is_source_same(step))
        return _silent(changes_between(step.before, now, context))

    def _is_source_same(self, oldest: Step) -> bool:
        """Whether the published document of results is the same today as before a step."""
        path = record_of_table(oldest.record, self._trees)
        today = self._trees.get(path)
        own = [s.before for s in self._records.get(path, ()) if s.order <= oldest.order]
        before = own[-1].tree if own and own[-1] else today
        documents = self._records.get(source_path(path, today), ())
        return is_source_same(before, today) and all(s.order > oldest.order for s in documents)


def _silent(changes: Iterable[Change]) -> dict[_Key, Silent]:
    return {
        (each.silent.kind, each.anchor, each.silent.key): each.silent
        for each in changes
        if each.silent
    }


def _today(record: str, source: SourceTree) -> State | None:
    """What a record says today, None when it is gone."""
    document = source.documents.get(record)
    if document is not None:
        return State(record, document.tree, document.body)
    file = source.tables.get(record)
    table = file.table()[0] if file is not None else None
    if table is None:
        return None
    from nokgen.check.score_table import TableScores

    return State(record, {"scores": list(TableScores(record, table).scores)})
