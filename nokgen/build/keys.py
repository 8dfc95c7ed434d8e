"""The sources of a site go in; digests of all that makes its files what they are come out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from errno import ELOOP
from functools import cache
from hashlib import blake2b
from pathlib import Path
from stat import S_ISLNK

import nokgen
from nokgen.build.options import Options
from nokgen.build.sources import Sources, stamp_of
from nokgen.build.store import ALWAYS, SOURCES, Store
from nokgen.frozen import frozen
from nokgen.read import CONTENT, Revision, read_revision
from nokgen.read.leftovers import is_leftover
from nokgen.surroundings import SurroundingsError

TEMPLATES = "templates"
# Where the program of the form for editors stands, beside previews.
_OWN, _FORM = ".nokgen", "form-"
# Below such a folder files are copied as they are, and may be large: how they are is not read.
_COPIED = "/documents/"
_PLANS = "/plans/"
_INSTALLED = ".dist-info"


@frozen
class Keys:
    """What the files of a build depend on, as digests.

    `shared` is that of everything outside of regions, of the program and of what was asked for;
    `files` are those of the files of regions by their paths, sorted. `revision` is what git says.
    """

    shared: str
    files: Mapping[str, str]
    revision: Revision

    @property
    def whole(self) -> str:
        """That of the whole site."""
        return digest(self.shared, *_pairs(self.files.items()))

    def region(self, slug: str) -> str:
        """That of a region."""
        return digest(self.shared, *_pairs(self._of(slug)))

    def territories(self, slug: str) -> Territories:
        """Those of a region by itself, and of its municipalities."""
        return Territories(self.shared, tuple(self._of(slug)))

    def _of(self, slug: str) -> Iterator[tuple[str, str]]:
        begin = f"{CONTENT}/{slug}/"
        return ((path, each) for path, each in self.files.items() if path.startswith(begin))


@frozen
class Territories:
    """The digests of the parts of a region.

    A plan is nobody's business but that of its territory, and of the region around it. Everything
    else in a region may show on the pages of everybody there.
    """

    shared: str
    files: tuple[tuple[str, str], ...]

    def of(self, address: str) -> str:
        """That of the territory at /obl/ or /obl/gorod/."""
        region, _, town = address.strip("/").partition("/")
        plans = tuple({f"{CONTENT}/{region}{_PLANS}", f"{CONTENT}{address.rstrip('/')}{_PLANS}"})
        return digest(
            self.shared,
            address,
            *_pairs(
                (path, each)
                for path, each in self.files
                if not town or not _is_plan(path) or path.startswith(plans)
            ),
        )


def _is_plan(path: str) -> bool:
    """Whether a file stands in the plans of a region or of a municipality."""
    return _PLANS.strip("/") in path.split("/", 4)[2:4]


def keys_of(options: Options, sources: Sources) -> Keys | None:
    """The digests of a build, whatever the day; None where something cannot be read, and for a
    build that remembers nothing.
    """
    root, home = options.root, options.cache
    if home is None:
        return None
    try:
        shared: list[str] = []
        files: dict[str, str] = {}
        for path in (options.config, "permalinks.lock"):
            shared += (path, sources.digest(f"{root}/{path}"))
        for folder in (CONTENT, TEMPLATES, *_forms(root)):
            for path in sorted(_below(root, folder)):
                found = _source(f"{root}/{path}", path, sources)
                if folder == CONTENT and path.count("/") > 1 and "/pages/" not in path:
                    files[path] = found
                else:
                    shared += (path, found)
        revision = read_revision(root, (options.config, CONTENT, TEMPLATES))
    except (OSError, SurroundingsError):
        return None
    asked = (options.config, options.base_url, options.from_disk, options.strict)
    parts = (program(home), *map(repr, asked), repr(revision), _history(root), *shared)
    return Keys(digest(*parts), files, revision)


@cache
def program(home: Path) -> str:
    """The digest of this program as it was loaded, and of the versions of what it is made with.

    What is known of its files stands in `home`, where builds remember.
    """
    store, place = Store(home / "program"), Path(nokgen.__file__).parent
    sources = Sources.read(store.load(SOURCES, ALWAYS))
    parts: list[str] = [sys.version]
    for folder in (place, place.parent / TEMPLATES):  # where a wheel has them, and a checkout
        for path in sorted(_below(folder, "")):
            if not path.endswith(".pyc"):
                parts += (path, sources.digest(f"{folder}/{path}"))
    if sources.seen != sources.known:
        store.save(SOURCES, ALWAYS, sources.written())
    return digest(*parts, *_libraries())


def _libraries() -> list[str]:
    """The names of installed packages with their versions: jinja2-3.1.6.dist-info."""
    found: list[str] = []
    for folder in sys.path:
        if folder.endswith("-packages") and Path(folder).is_dir():
            found += (each.name for each in os.scandir(folder) if each.name.endswith(_INSTALLED))
    return sorted(found)


def _forms(root: Path) -> list[str]:
    try:
        return [f"{_OWN}/{each.name}" for each in (root / _OWN).glob(f"{_FORM}*")]
    except OSError:
        return []


def _source(place: str, path: str, sources: Sources) -> str:
    """The digest of a file; of one that is only copied, and may be large, how it is."""
    if path.endswith("/"):
        return ""
    if _COPIED in path or path.startswith(_OWN):
        return _told(place)
    return sources.digest(place)


def _history(root: Path) -> str:
    """What decides which past is told: the newest commit, and how much of it is here."""
    from nokgen.read.history import open_history

    try:
        history = open_history(root)
        return f"{history.prefix} {history.is_shallow} {history.head()}"
    except SurroundingsError as error:
        return error.message


def _below(root: Path, folder: str) -> Iterator[str]:
    """The paths of everything below a folder; those of folders of the content end with a slash.

    What is not read there does not count: else a build would begin anew while a file is open.
    """
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        place = f"{root}/{current}" if current else f"{root}"
        try:
            found = [*os.scandir(place)]
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in found:
            if current.startswith(CONTENT) and is_leftover(entry.name):
                continue
            path = f"{current}/{entry.name}" if current else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
                if path.startswith(CONTENT):
                    yield f"{path}/"
            else:
                yield path


def _told(place: str) -> str:
    """What the file system says of a file; "" of none. OSError for a link."""
    try:
        seen = os.lstat(place)
    except FileNotFoundError:
        return ""
    if S_ISLNK(seen.st_mode):
        raise OSError(ELOOP, os.strerror(ELOOP), place)
    return " ".join(map(str, stamp_of(seen)))


def _pairs(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    for path, each in items:
        yield path
        yield each


def digest(*parts: str) -> str:
    """One digest of several texts."""
    text = "\0".join(parts).encode("utf-8", "surrogateescape")
    return blake2b(text, digest_size=16).hexdigest()
