"""Commits go in; what each did to which record comes out, through moves, as far back as is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from nokgen.compare.changes import items
from nokgen.compare.files import address_of, is_attached, state_of
from nokgen.frozen import frozen
from nokgen.read import TABLE_SUFFIXES
from nokgen.read.history import Commit
from nokgen.records.kinds import kind_of

Read = Callable[[Iterable[str]], Mapping[str, bytes]]

# Older ones are left to the Git host: a build must not grow with the age of the site.
MOST_OF_RECORD = 20
MOST_OF_SITE = 4_000
# Of the settings and of what the search knows a citizen sees nothing by itself.
_UNTOLD = frozenset({"site", "synonyms"})


@frozen
class Edit:
    """What a commit made of one file: blobs are "" where there is none.

    `record` is the path of today of what stood at `old_path` before and at `path` after. `order`
    counts commits from the newest.
    """

    order: int
    commit: Commit
    record: str
    old_path: str
    path: str
    old: str
    new: str


@frozen
class Edits:
    """The newest first; `cut` are the records of which more is known than stands here."""

    edits: tuple[Edit, ...]
    cut: frozenset[str]


def edits_of(commits: Sequence[Commit], read: Read) -> Edits:
    """The edits of all records; `read` gives the bytes of blobs."""
    found: list[Edit] = []
    cut: set[str] = set()
    counts: Counter[str] = Counter()
    # Where a file stands today, by where it stood before it moved.
    today: dict[str, str] = {}
    for order, commit in enumerate(commits):
        if commit.is_edge:
            cut.update(today.get(path, path) for path in commit.files)
            continue
        moved = _moved(commit, read)
        left = set(moved.values())
        for path in filter(_is_told, commit.files):
            old, new = commit.files[path]
            record = today.get(path, path)
            if path in left or old == new:
                continue
            counts[record] += 1
            if counts[record] > MOST_OF_RECORD or len(found) >= MOST_OF_SITE:
                cut.add(record)
                continue
            former = moved.get(path, path)
            old = commit.files[former][0]
            found.append(Edit(order, commit, record, former, path, old, new))
        today |= {former: today.get(path, path) for path, former in moved.items()}
    return Edits(tuple(found), frozenset(cut))


def _moved(commit: Commit, read: Read) -> dict[str, str]:
    """New paths and old paths of pages that say in `aliases:` where they were."""
    pages = {path: blobs for path, blobs in commit.files.items() if kind_of(path) is not None}
    gone = {address_of(path): path for path, (_, new) in pages.items() if not new}
    come = {path: new for path, (old, new) in pages.items() if not old}
    if not gone or not come:
        return {}
    texts = read(come.values())
    found = {}
    for path, blob in come.items():
        tree = state_of(path, texts[blob]).tree if blob in texts else None
        aliases = (alias for alias in items(tree, "aliases") if isinstance(alias, str))
        former = next((gone.pop(alias) for alias in aliases if alias in gone), None)
        if former is not None:
            found[path] = former
    return found


def _is_told(path: str) -> bool:
    if is_attached(path):
        return True
    if path.endswith(TABLE_SUFFIXES):
        return "/results/" in path
    kind = kind_of(path)
    return kind is not None and kind not in _UNTOLD
