"""The sources of a site go in; digests of all that makes its files what they are come out."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from errno import EILSEQ
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path

import nokgen
from nokgen.build.options import Options
from nokgen.build.sources import NOTHING, Seen, Sources, digest
from nokgen.build.store import ALWAYS, SOURCES, Store
from nokgen.frozen import frozen
from nokgen.read import CONTENT, PAGES, Revision, read_revision
from nokgen.read.folder import Listing, shown
from nokgen.read.leftovers import is_leftover
from nokgen.surroundings import SurroundingsError

__all__ = ["TEMPLATES", "Keys", "Territories", "digest", "keys_of", "program"]

TEMPLATES = "templates"
# Where the program of the form for editors stands, beside previews.
_OWN, _FORM = ".nokgen", "form-"
# Below such a folder files are copied as they are, and may be large: how they are is not read.
_DOCUMENTS = "documents"
_COPIED = f"/{_DOCUMENTS}/"
_PLANS = "plans"
_INSTALLED = ".dist-info"


@frozen
class Keys:
    """What the files of a build depend on, as digests.

    `shared` is that of everything outside of regions, of the program and of what was asked for;
    `regions` are what stands in them, by their folders. `revision` is what git says. `beside` them
    stands the rest of the content.
    """

    shared: str
    regions: Mapping[str, Seen]
    revision: Revision
    beside: tuple[Seen, ...] = field(default=(), compare=False)

    @property
    def whole(self) -> str:
        """That of the whole site."""
        sums = ((slug, each.sum) for slug, each in self.regions.items())
        return digest(self.shared, *chain(*sums))

    @property
    def digests(self) -> Iterator[tuple[str, str]]:
        """All that stands in regions, each path with its digest."""
        return chain(*(each.pairs for each in self.regions.values()))

    @property
    def files(self) -> Iterator[str]:
        """The paths of all that stands in regions."""
        return chain(*(each.paths for each in self.regions.values()))

    @property
    def listing(self) -> Listing:
        """All names in the content."""
        top, *rest = self.beside
        paths = [path for path in top.paths if not path.endswith("/")]
        for each in (*rest, *self.regions.values()):
            paths += each.paths
        paths.sort()
        return Listing(
            [path for path in paths if not path.endswith("/")],
            [path[:-1] for path in paths if path.endswith("/")],
        )

    def differ_in_plans_alone(self, other: Keys) -> bool:
        """Whether all is the same as in others, but for the bytes of plans."""
        if self.shared != other.shared or self.regions.keys() != other.regions.keys():
            return False
        pairs = ((each, other.regions[slug]) for slug, each in self.regions.items())
        return all(one == two or _are_plans_alone(one, two) for one, two in pairs)

    def region(self, slug: str) -> str:
        """That of a region."""
        return digest(self.shared, self.regions.get(slug, NOTHING).sum)

    def territories(self, slug: str) -> Territories:
        """Those of a region by itself, and of its municipalities."""
        seen, rest = self.regions.get(slug, NOTHING), list[str]()
        plans: dict[str, list[str]] = {}
        for path, each in seen.pairs:
            folder = _with_plans(path)
            (rest if folder is None else plans.setdefault(folder, [])).extend((path, each))
        return Territories(self.region(slug), digest(self.shared, *rest), plans)


@frozen
class Territories:
    """The digests of the parts of a region: of the `region`, and of all in it but plans.

    A plan is nobody's business but that of its territory, and of the region around it. Everything
    else in a region may show on the pages of everybody there. `plans` are their paths and digests
    by the folders in whose plans they stand.
    """

    region: str
    rest: str
    plans: Mapping[str, Sequence[str]]

    def of(self, address: str) -> str:
        """That of the territory at /obl/ or /obl/gorod/."""
        region, _, town = address.strip("/").partition("/")
        if not town:
            return digest(self.region, address)
        folders = f"{CONTENT}/{region}", f"{CONTENT}{address.rstrip('/')}"
        plans = (self.plans.get(folder, ()) for folder in folders)
        return digest(self.rest, address, *chain(*plans))


def _are_plans_alone(one: Seen, two: Seen) -> bool:
    """Whether both have the same names, and the same bytes but for plans."""
    rows = zip(one.paths, one.digests, two.digests, strict=True) if one.paths == two.paths else None
    return rows is not None and all(
        here == there or _with_plans(path) is not None for path, here, there in rows
    )


def _with_plans(path: str) -> str | None:
    """The folder of a region or of a municipality in whose plans a file stands."""
    parts = path.split("/", 4)
    for at in (2, 3):
        if parts[at : at + 1] == [_PLANS]:
            return "/".join(parts[:at])
        if parts[at : at + 1] == [_DOCUMENTS]:  # below which a folder may have any name
            return None
    return None


def keys_of(options: Options, sources: Sources, read: Collection[str] | None = None) -> Keys | None:
    """The digests of a build, whatever the day; None where something cannot be read, and for a
    build that remembers nothing.

    At its end, nobody looks again at regions that it did not `read`: what it took of them was kept
    under these very digests, whatever stands there now.
    """
    root, home = options.root, options.cache
    if home is None:
        return None
    try:
        content, regions = _content(root, sources, read)
        shared = [sources.look(root, path) for path in (options.config, "permalinks.lock")]
        shared += (sources.look(root, f"{each}/", reads=_is_read) for each in _others(root))
        revision = read_revision(root, (options.config, CONTENT, TEMPLATES))
    except (OSError, SurroundingsError):
        return None
    # Which regions there are is not what all others depend on.
    own = chain(*(pair for pair in content[0].pairs if not pair[0].endswith("/")))
    sums = (each.sum for each in (*content[1:], *shared))
    asked = (options.config, options.base_url, options.from_disk, options.strict)
    parts = (program(home), *map(repr, asked), repr(revision), _clone(root), *own, *sums)
    return Keys(digest(*parts), regions, revision, content)


def _content(
    root: Path, sources: Sources, read: Collection[str] | None
) -> tuple[tuple[Seen, ...], dict[str, Seen]]:
    """What stands in the content itself and in its pages, and by their folders in regions."""
    top = sources.look(root, f"{CONTENT}/", _is_content, _is_read, is_deep=False)
    pages, regions = list[Seen](), dict[str, Seen]()
    for path in top.paths[1:]:
        if path.endswith("/"):
            slug = path.split("/")[1]
            known = sources.seen.get(f"{root}/{path}")
            if known is None or read is None or slug in (PAGES, *read):
                known = sources.look(root, path, _is_content, _is_read)
            if slug == PAGES:
                pages.append(known)
            else:
                regions[slug] = known
    return (top, *pages), regions


@cache
def program(home: Path) -> str:
    """The digest of this program as it was loaded, and of the versions of what it is made with.

    What is known of its files stands in `home`, where builds remember.
    """
    store, place = Store(home / "program"), Path(nokgen.__file__).parent
    sources = Sources.read(store.load(SOURCES, ALWAYS))
    before = dict(sources.known)
    # Templates stand there in a wheel, and beside it in a checkout.
    places = (place, place.parent / TEMPLATES)
    try:
        sums = [sources.look(each, "", _is_program).sum for each in places]
    except OSError:  # some installers make links to one copy of all files
        return digest(sys.version, *map(_read_through, places), *_libraries())
    if any(sources.seen[place] is not before.get(place) for place in sources.seen):
        store.save(SOURCES, ALWAYS, sources.written())
    return digest(sys.version, *sums, *_libraries())


def _read_through(folder: Path) -> str:
    """The digest of all that stands in a folder, or is linked there."""
    found: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            found += (str(path.relative_to(folder)), blake2b(path.read_bytes()).hexdigest())
    return digest(*found)


def _libraries() -> list[str]:
    """The names of installed packages with their versions: jinja2-3.1.6.dist-info."""
    found: list[str] = []
    for folder in sys.path:
        if folder.endswith("-packages") and Path(folder).is_dir():
            found += (each.name for each in os.scandir(folder) if each.name.endswith(_INSTALLED))
    return sorted(found)


def _others(root: Path) -> list[str]:
    """The folders outside of the content: templates, and programs of the form for editors."""
    try:
        forms = [f"{_OWN}/{each.name}" for each in (root / _OWN).glob(f"{_FORM}*")]
    except OSError:
        forms = []
    return [TEMPLATES, *sorted(forms)]


def _is_program(name: str) -> bool:
    return name != "__pycache__"


def _is_content(name: str) -> bool:
    """Whether a name counts in the content: else a build would begin anew while a file is open.

    OSError for one that is a fault.
    """
    if is_leftover(name):
        return False
    if shown(name) != name:
        raise OSError(EILSEQ, os.strerror(EILSEQ), name)
    return True


def _is_read(path: str) -> bool:
    """Whether a file counts by its bytes; one that is only copied may be large."""
    return _COPIED not in path and not path.startswith(f"{_OWN}/")


def _clone(root: Path) -> str:
    """How much of the past is here, which decides what is told of it; its end is the revision."""
    from nokgen.read.history import open_history

    try:
        history = open_history(root)
        return f"{history.prefix} {history.is_shallow}"
    except SurroundingsError as error:
        return error.message
