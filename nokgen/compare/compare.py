"""Two states of a site go in; file by file, what changed for a citizen comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from posixpath import dirname, splitext

from nokgen.compare.changes import Change, Context, items, label, text_at
from nokgen.compare.records import changes_of
from nokgen.compare.snapshots import Snapshot
from nokgen.messages import N_, Messages
from nokgen.read import ATTACHMENTS, CONTENT, Tree
from nokgen.read.site import parse
from nokgen.read.text import MAX_BYTES
from nokgen.records.kinds import kind_of
from nokgen.records.schema import KINDS

TABLES = (".csv", ".xlsx")
_RECORDS = ("region.yaml", "municipality.yaml", "organizations.yaml")

_GONE = N_("links to this page will lead nowhere; was it moved? Then it needs `aliases:`")
_FILE_GONE = N_("what it proved or showed is not there any more")
_FILE_OTHER = N_("it stands at the same address; is it the same document?")
_UNREAD = N_("nobody can say what it says now; nokgen check tells why")


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What changed in one file. `title` names it as a person would: «Кировск. План …».

    `path` leads from the root of the site; for a file that is gone, where it stood.
    """

    path: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
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
    return Comparison(tuple(each for each in found if each is not None and each.changes))


class _Side:
    """One state: the trees of changed files, and the records that give things their names."""

    def __init__(self, snapshot: Snapshot, paths: Iterable[str], config: str) -> None:
        self.files = snapshot.files
        naming = {path for path in snapshot.files if path.endswith(_RECORDS)}
        tables = {dirname(path) for path in paths if path.endswith(TABLES)}
        beside = {path for path in snapshot.files if dirname(path) in tables}
        wanted = {*paths, *naming, *beside}
        self.data = snapshot.read(p for p in snapshot.files if p in wanted and _is_read(p, config))
        self.trees: dict[str, Tree] = {}
        self.bodies: dict[str, str] = {}
        for path, data in self.data.items():
            if not path.endswith(TABLES) and len(data) <= MAX_BYTES:
                document, _faults = parse(data, path)
                if document is not None:
                    self.trees[path] = document.tree
                    self.bodies[path] = document.body

    def names(self, path: str) -> dict[str, str]:
        """The names of bodies and organisations that a file of this side may mention."""
        found: dict[str, str] = {}
        folder = dirname(path)
        folders = [folder]
        while folder.count("/") > 0:
            folder = dirname(folder)
            folders.append(folder)
        for place in reversed(folders):
            for name in _RECORDS:
                tree = self.trees.get(f"{place}/{name}")
                for key, id_key in (("bodies", "id"), ("organizations", "inn")):
                    known = {text_at(each, id_key): label(each) for each in items(tree, key)}
                    found |= {each: title for each, title in known.items() if each}
        return found


class _Pair:
    def __init__(self, old: _Side, new: _Side, config: str, messages: Messages) -> None:
        self.old, self.new = old, new
        self.config = config
        self.messages = messages
        # The new path and the old one of a page that says in `aliases:` where it was.
        self.moved = {path: was for path in new.trees if (was := self._former(path))}

    def told(self, path: str) -> FileChanges | None:
        """What changed in a file, None when that is of no interest."""
        context = self._context(path)
        former = self.moved.get(path, path)
        kind = "site" if path == self.config else kind_of(path)
        if f"/{ATTACHMENTS}/" in path:
            changes = self._attachment(path, context)
        elif path.endswith(TABLES):
            changes = self._table(path, context)
        elif kind is None:
            return None
        else:
            changes = self._record(path, former, kind, context)
        return FileChanges(path, self._title(path, kind, context), tuple(changes))

    def _record(self, path: str, former: str, kind: str, context: Context) -> list[Change]:
        before, after = self.old.trees.get(former), self.new.trees.get(path)
        if path in self.new.files and after is None:
            return [Change(context.said(N_("The file cannot be read")), context.said(_UNREAD))]
        if after is None:
            text = context.said(N_("The page is gone"))
            return [Change(text, context.said(_GONE))]
        if former not in self.old.files:
            return [Change(_come(after, context))]
        if before is None:
            return [Change(context.said(N_("The file could not be read before, now it can")))]
        if former != path and isinstance(before, dict) and isinstance(after, dict):
            before = {**before, "aliases": after.get("aliases")}
        changes = list(changes_of(kind, before, after, context))
        if former != path:
            params = {"old": _address(former), "new": _address(path)}
            text = context.said(N_("The page has moved from %(old)s to %(new)s"), **params)
            changes.insert(0, Change(text))
        if self.old.bodies.get(former) != self.new.bodies.get(path):
            changes.append(Change(context.said(N_("The text of the page was changed"))))
        return changes

    def _attachment(self, path: str, context: Context) -> list[Change]:
        name = context.quoted(path.rpartition("/")[2])
        if path not in self.old.files:
            return [Change(context.said(N_("The file %(name)s was attached"), name=name))]
        if path not in self.new.files:
            text = context.said(N_("The attached file %(name)s was removed"), name=name)
            return [Change(text, context.said(_FILE_GONE))]
        text = context.said(N_("The attached file %(name)s was replaced"), name=name)
        return [Change(text, context.said(_FILE_OTHER))]

    def _table(self, path: str, context: Context) -> list[Change]:
        rows = [_rows(side.data.get(path), path) for side in (self.old, self.new)]
        if rows[1] is None:
            if path in self.new.files:
                return [Change(context.said(N_("The file cannot be read")), context.said(_UNREAD))]
            return [Change(context.said(N_("The table is gone")), context.said(_FILE_GONE))]
        if rows[0] is None:
            return [Change(context.said(N_("The table was added")))]
        trees: list[Tree] = [{"scores": each} for each in rows]
        return list(changes_of("results", trees[0], trees[1], context))

    def _context(self, path: str) -> Context:
        names = {**self.old.names(path), **self.new.names(path)}
        return Context(self.messages, names, is_source_same=self._is_source_same(path))

    def _is_source_same(self, path: str) -> bool:
        """Whether what results were taken from is the same on both sides."""
        record = path
        if path.endswith(TABLES):
            table = path.rpartition("/")[2]
            trees = self.new.trees.items()
            record = next(
                (p for p, tree in trees if dirname(p) == dirname(path) and _table(tree) == table),
                splitext(path)[0] + ".yaml",
            )
        one, other = self.old.trees.get(record), self.new.trees.get(record)
        if not isinstance(one, dict) or not isinstance(other, dict):
            return one is None and other is None
        if any(one.get(key) != other.get(key) for key in ("source", "published")):
            return False
        folder = dirname(dirname(path))
        document = f"{folder}/{text_at(one.get('source'), 'file')}"
        return self.old.files.get(document) == self.new.files.get(document)

    def _title(self, path: str, kind: str | None, context: Context) -> str:
        place = self._place(path)
        if path.endswith(TABLES):
            own = context.said(N_("Table of results"))
        elif kind is None:
            own = context.said(N_("Attached files"))
        else:
            own = context.said(N_("Page") if kind == "page" else KINDS[kind].title)
        tree = self.new.trees.get(path) or self.old.trees.get(path)
        name = label(tree)
        if kind in ("plan", "page", "results", "improvement") and name != "…":
            own = f"{own} {context.quoted(name)}"
        return f"{place}. {own}" if place else own

    def _place(self, path: str) -> str:
        """The name of the territory in whose folder a file stands."""
        folder = dirname(path)
        while folder and folder != CONTENT:
            for name in ("municipality.yaml", "region.yaml"):
                record = f"{folder}/{name}"
                tree = self.new.trees.get(record) or self.old.trees.get(record)
                if tree is not None:
                    return label(tree)
            folder = dirname(folder)
        return ""

    def _former(self, path: str) -> str | None:
        """The path of a page before it moved, by its `aliases:`."""
        if path in self.old.files:
            return None
        aliases = items(self.new.trees[path], "aliases")
        for was in self.old.trees:
            if was not in self.new.files and _address(was) in aliases:
                return was
        return None


def _come(tree: Tree, context: Context) -> str:
    """A new page, with what it holds."""
    promises = [
        *items(tree, "measures"),
        *(each for section in items(tree, "sections") for each in items(section, "measures")),
        *items(tree, "items"),
    ]
    if not promises:
        return context.said(N_("A new page"))
    count = context.messages.ngettext("%(n)s measure", "%(n)s measures", len(promises))
    return context.said(N_("A new page: %(count)s"), count=count)


def _table(tree: Tree) -> str:
    return text_at(tree, "table")


def _rows(data: bytes | None, path: str) -> list[Tree] | None:
    """The rows of a table as scores, None when there is none that can be read."""
    if data is None:
        return None
    from nokgen.check.score_table import TableScores
    from nokgen.read.tables import read_table

    table, _faults = read_table(data, path)
    return None if table is None else list(TableScores(path, table).scores)


def _address(path: str) -> str:
    """The address of the page of a file."""
    below = path.removeprefix(f"{CONTENT}/").removeprefix("pages/")
    name = splitext(below)[0].removesuffix("/municipality").removesuffix("/region")
    return f"/{name}/"


def _is_read(path: str, config: str) -> bool:
    if f"/{ATTACHMENTS}/" in path:
        return False
    return path == config or path.endswith((".yaml", ".md", *TABLES))
