"""A file before and after goes in; what changed in it comes out in words."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, splitext

from nokgen.compare.changes import Change, Context, items, label, text_at
from nokgen.compare.records import changes_of
from nokgen.frozen import frozen
from nokgen.limits import DEFAULTS, MEGABYTE, Limits
from nokgen.messages import N_
from nokgen.read import ATTACHMENTS, CONTENT, TABLE_SUFFIXES, Tree
from nokgen.read.site import quick_parse
from nokgen.records.kinds import kind_of
from nokgen.records.schema import KINDS

# Records that give bodies and organisations their names.
NAMING = ("region.yaml", "municipality.yaml", "organizations.yaml")

_GONE = N_("links to this page will lead nowhere; was it moved? Then it needs `aliases:`")
_FILE_GONE = N_("what it proved or showed is not there any more")
_FILE_OTHER = N_("it stands at the same address; is it the same document?")
_UNREAD = N_("nobody can say what it says now; nokgen check tells why")


@frozen
class State:
    """What a file says: the tree of a record, the text below a head, or the rows of a table.

    The tree of a table is that of results: `scores`. None is what nobody can read.
    """

    path: str
    tree: Tree = None
    body: str = ""


def state_of(path: str, data: bytes, limits: Limits = DEFAULTS) -> State:
    """What the bytes of a file say; attached documents say nothing here."""
    if is_attached(path):
        return State(path)
    if path.endswith(TABLE_SUFFIXES):
        return State(path, _rows(path, data, limits))
    if len(data) > limits.file_mb * MEGABYTE:
        return State(path)
    return State(path, *quick_parse(data, path, limits))


def changes_between(before: State | None, after: State | None, context: Context) -> list[Change]:
    """What a citizen sees of a change of one file; None where there is none.

    The two may have different paths: then the page moved. Nothing for files of no interest.
    """
    there = after or before
    if there is None:
        return []
    if is_attached(there.path):
        return _attachment(before, after, context)
    if there.path.endswith(TABLE_SUFFIXES):
        return _table(before, after, context)
    kind = kind_of(there.path)
    return [] if kind is None else record_changes(kind, before, after, context)


def record_changes(
    kind: str, before: State | None, after: State | None, context: Context
) -> list[Change]:
    """What changed in a record of one of KINDS."""
    if after is None:
        return [Change(context.said(N_("The page is gone")), context.said(_GONE))]
    if after.tree is None:
        return [Change(context.said(N_("The file cannot be read")), context.said(_UNREAD))]
    if before is None:
        return [Change(_come(after.tree, context))]
    if before.tree is None:
        return [Change(context.said(N_("The file could not be read before, now it can")))]
    changes = []
    tree = before.tree
    if before.path != after.path:
        params = {"old": address_of(before.path), "new": address_of(after.path)}
        text = context.said(N_("The page has moved from %(old)s to %(new)s"), **params)
        changes.append(Change(text))
        if isinstance(tree, dict) and isinstance(after.tree, dict):
            tree = {**tree, "aliases": after.tree.get("aliases")}
    changes += changes_of(kind, tree, after.tree, context)
    if before.body != after.body:
        changes.append(Change(context.said(N_("The text of the page was changed"))))
    return changes


def names_for(path: str, trees: Mapping[str, Tree]) -> dict[str, str]:
    """The names of bodies and organisations that a file may mention, from records above it."""
    found: dict[str, str] = {}
    folder = dirname(path)
    folders = [folder]
    while folder.count("/") > 0:
        folder = dirname(folder)
        folders.append(folder)
    for place in reversed(folders):
        for name in NAMING:
            tree = trees.get(f"{place}/{name}")
            for key, id_key in (("bodies", "id"), ("organizations", "inn")):
                known = {text_at(each, id_key): label(each) for each in items(tree, key)}
                found |= {each: title for each, title in known.items() if each}
    return found


def place_of(path: str, trees: Mapping[str, Tree]) -> str:
    """The name of the territory in whose folder a file stands, "" for none."""
    folder = dirname(path)
    while folder and folder != CONTENT:
        for name in ("municipality.yaml", "region.yaml"):
            tree = trees.get(f"{folder}/{name}")
            if tree is not None:
                return label(tree)
        folder = dirname(folder)
    return ""


def name_of(path: str, kind: str | None, tree: Tree, context: Context) -> str:
    """What a file is called: «План мероприятий «…»»."""
    if path.endswith(TABLE_SUFFIXES):
        return context.said(N_("Table of results"))
    if kind is None:
        return context.said(N_("Attached files"))
    own = context.said(N_("Page") if kind == "page" else KINDS[kind].title)
    name = label(tree)
    if kind in ("plan", "page", "results", "improvement") and name != "…":
        return f"{own} {context.quoted(name)}"
    return own


def is_attached(path: str) -> bool:
    """Whether a file is published as it is."""
    return f"/{ATTACHMENTS}/" in path


def address_of(path: str) -> str:
    """The address of the page of a file."""
    below = path.removeprefix(f"{CONTENT}/").removeprefix("pages/")
    name = splitext(below)[0].removesuffix("/municipality").removesuffix("/region")
    return f"/{name}/"


def is_source_same(before: Tree, after: Tree) -> bool:
    """Whether two versions of results name the same published document."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return before is None and after is None
    return all(before.get(key) == after.get(key) for key in ("source", "published"))


def source_path(path: str, tree: Tree) -> str:
    """Where the published document of results stands, were it attached."""
    source = tree.get("source") if isinstance(tree, dict) else None
    return f"{dirname(dirname(path))}/{text_at(source, 'file')}"


def _attachment(before: State | None, after: State | None, context: Context) -> list[Change]:
    there = after or before
    assert there is not None
    name = context.quoted(there.path.rpartition("/")[2])
    if before is None:
        return [Change(context.said(N_("The file %(name)s was attached"), name=name))]
    if after is None:
        text = context.said(N_("The attached file %(name)s was removed"), name=name)
        return [Change(text, context.said(_FILE_GONE))]
    text = context.said(N_("The attached file %(name)s was replaced"), name=name)
    return [Change(text, context.said(_FILE_OTHER))]


def _table(before: State | None, after: State | None, context: Context) -> list[Change]:
    if after is None:
        return [Change(context.said(N_("The table is gone")), context.said(_FILE_GONE))]
    if after.tree is None:
        return [Change(context.said(N_("The file cannot be read")), context.said(_UNREAD))]
    if before is None or before.tree is None:
        return [Change(context.said(N_("The table was added")))]
    return list(changes_of("results", before.tree, after.tree, context))


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


def _rows(path: str, data: bytes, limits: Limits) -> Tree:
    """The rows of a table as scores, None when there is none that can be read."""
    from nokgen.check.score_table import TableScores
    from nokgen.read.tables import read_table

    table, _faults = read_table(data, path, limits=limits)
    return None if table is None else {"scores": list(TableScores(path, table).scores)}
