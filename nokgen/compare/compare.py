"""Two states of a site go in; file by file, what changed for a citizen comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import dirname, splitext

from nokgen.compare.changes import Change, Context, items, text_at
from nokgen.compare.files import (
    NAMING,
    State,
    address_of,
    changes_between,
    is_attached,
    is_source_same,
    name_of,
    names_for,
    place_of,
    record_changes,
    source_path,
    state_of,
)
from nokgen.compare.snapshots import Snapshot
from nokgen.frozen import frozen
from nokgen.messages import Messages
from nokgen.read import TABLE_SUFFIXES, Tree
from nokgen.records.kinds import kind_of


@frozen
class FileChanges:
    """What changed in one file: `place` is its territory or "", `name` what it is there.

    `path` leads from the root of the site; for a file that is gone, where it stood.
    """

    path: str
    place: str
    name: str
    changes: tuple[Change, ...]

    @property
    def title(self) -> str:
        """The file as a person names it: «Кировск. План …»."""
        return f"{self.place}. {self.name}" if self.place else self.name


@frozen
class Comparison:
    """All that changed, sorted by path; `notes` say what could not be seen."""

    files: tuple[FileChanges, ...]
    notes: tuple[str, ...] = ()

    @property
    def looks(self) -> int:
        """How many changes deserve a second look."""
        return sum(change.look is not None for each in self.files for change in each.changes)


def compare(before: Snapshot, after: Snapshot, config: str, messages: Messages) -> Comparison:
    """What changed between two states, in the language of `messages`."""
    paths = [
        path
        for path in sorted({*before.files, *after.files})
        if before.files.get(path) != after.files.get(path)
    ]
    sides = _Side(before, paths, config), _Side(after, paths, config)
    pair = _Pair(*sides, config, messages)
    found = [pair.told(path) for path in paths if path not in pair.moved.values()]
    return Comparison(tuple(each for each in found if each.changes))


class _Side:
    """One state: what changed files say, and the records that give things their names."""

    def __init__(self, snapshot: Snapshot, paths: Iterable[str], config: str) -> None:
        self.files = snapshot.files
        naming = {path for path in snapshot.files if path.endswith(NAMING)}
        tables = {dirname(path) for path in paths if path.endswith(TABLE_SUFFIXES)}
        beside = {path for path in snapshot.files if dirname(path) in tables}
        wanted = {*paths, *naming, *beside}
        data = snapshot.read(p for p in snapshot.files if p in wanted and _is_read(p, config))
        self._states = {path: state_of(path, text) for path, text in data.items()}
        self.trees: Mapping[str, Tree] = {
            path: state.tree
            for path, state in self._states.items()
            if state.tree is not None and not path.endswith(TABLE_SUFFIXES)
        }

    def state(self, path: str) -> State | None:
        """What a file says, None where there is none."""
        return self._states.get(path, State(path)) if path in self.files else None


class _Pair:
    def __init__(self, old: _Side, new: _Side, config: str, messages: Messages) -> None:
        self.old, self.new = old, new
        self.config = config
        self.messages = messages
        # The new path and the old one of a page that says in `aliases:` where it was.
        self.moved = {path: was for path in new.trees if (was := self._former(path))}

    def told(self, path: str) -> FileChanges:
        """What changed in a file; no changes when it is of no interest."""
        names = {**names_for(path, self.old.trees), **names_for(path, self.new.trees)}
        context = Context(self.messages, names, is_source_same=self._is_source_same(path))
        before, after = self.old.state(self.moved.get(path, path)), self.new.state(path)
        kind = "site" if path == self.config else kind_of(path)
        if path == self.config:
            changes = record_changes("site", before, after, context)
        else:
            changes = changes_between(before, after, context)
        tree = self.new.trees.get(path) or self.old.trees.get(path)
        place = place_of(path, {**self.old.trees, **self.new.trees})
        return FileChanges(path, place, name_of(path, kind, tree, context), tuple(changes))

    def _is_source_same(self, path: str) -> bool:
        """Whether what results were taken from is the same on both sides."""
        record = path
        if path.endswith(TABLE_SUFFIXES):
            table = path.rpartition("/")[2]
            trees = self.new.trees.items()
            record = next(
                (
                    other
                    for other, tree in trees
                    if dirname(other) == dirname(path) and text_at(tree, "table") == table
                ),
                splitext(path)[0] + ".yaml",
            )
        one, other = self.old.trees.get(record), self.new.trees.get(record)
        document = source_path(path, one)
        is_same = self.old.files.get(document) == self.new.files.get(document)
        return is_same and is_source_same(one, other)

    def _former(self, path: str) -> str | None:
        """The path of a page before it moved, by its `aliases:`."""
        if path in self.old.files:
            return None
        aliases = items(self.new.trees[path], "aliases")
        for was in self.old.trees:
            if was not in self.new.files and address_of(was) in aliases:
                return was
        return None


def _is_read(path: str, config: str) -> bool:
    if is_attached(path):
        return False
    return path == config or path.endswith((".yaml", ".md", *TABLE_SUFFIXES))
