"""The pages of the new tree go in; the search bundle `pagefind/` comes out, made by Pagefind."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp
from typing import Protocol

from nokgen.feeds import SearchIndex, Sum, sum_of
from nokgen.frozen import frozen
from nokgen.index.pagefind import (
    ENTRY,
    READ,
    RETRY,
    StoppedError,
    find_executable,
    run,
    version,
)
from nokgen.index.parts import Part, parts_of
from nokgen.index.record import Indexed, headline_of, indexed_of, record_of
from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError

BUNDLE = "pagefind"
_RECORD = ".nokgen-index"
_TIMEOUT = 600.0
# What the files of a part hold, by their paths in the bundle.
_Sums = Mapping[str, Sum]


class Site(Protocol):
    """The next output, as `write.Stage` offers it."""

    @property
    def previous(self) -> Path | None:
        """The last output."""

    @property
    def tree(self) -> Path:
        """A folder with all pages, to read."""

    @property
    def folder(self) -> Path:
        """The new tree, to write to; made when it is first asked for, without a bundle."""

    @property
    def scratch(self) -> Path:
        """A folder on the same file system that goes away afterwards."""

    def carry(self, name: str) -> None:
        """Take a folder of the last output over as it is."""


@frozen
class IndexResult:
    """How many pages the search finds, whether the bundle is new, and what Pagefind said.

    `bundle` is what the manifest tells of it, for its files were summed already; None without one.
    """

    pages: int
    made: bool
    output: str = ""
    bundle: SearchIndex | None = field(default=None, compare=False)


@frozen
class _Made:
    """What a bundle was made of and what came of it, as it is kept beside the bundle."""

    inputs: str
    files: str


def index_site(
    site: Site,
    *,
    language: str,
    pages: Iterable[Indexed] | None = None,
    executable: Path | None = None,
    timeout: float = _TIMEOUT,
    limit: int | None = None,
    stops: Callable[[], bool] = lambda: False,
) -> IndexResult:
    """Make the search bundle, or keep the last one, or parts of it, where no indexed word differs.

    `pages` are all pages of which `indexed_of` takes something; without them, every page of the
    tree is read to find out. Without any such page there is no bundle. With more than `limit`
    pages (`parts.LIMIT`) each region has a bundle of its own.
    SurroundingsError if Pagefind is missing, fails or runs longer than `timeout` seconds; then
    the new tree has no bundle, since the last one may point to pages that are gone. StoppedError
    as soon as it `stops`: whoever goes on decides which bundle it has.
    """
    try:
        known = indexed_in(site.tree) if pages is None else pages
        return _index(site, language, parts_of(known, limit), executable, timeout, stops)
    except OSError as error:
        raise SurroundingsError(
            N_("The search index cannot be written: %(reason)s."),
            hint=RETRY,
            params={"reason": error.strerror or error},
        ) from error


def _index(
    site: Site,
    language: str,
    parts: tuple[Part, ...],
    executable: Path | None,
    timeout: float,
    stops: Callable[[], bool],
) -> IndexResult:
    """As `index_site`; OSError for what the disk refuses."""
    number = sum(len(part.pages) for part in parts)
    inputs = {part.folder: part.digest(_made_by(language)) for part in parts}
    last = site.previous / BUNDLE if site.previous is not None else None
    good = _good(last, inputs, stops) if last is not None else {}
    if last is not None and parts and good.keys() == _recorded(last).keys() == inputs.keys():
        site.carry(BUNDLE)
        return IndexResult(number, made=False, bundle=_told_of(inputs, good))
    drop_index(site)  # whatever comes now, the last bundle does not stay
    if not parts:
        return IndexResult(0, made=False)
    program = executable or find_executable()
    # A folder of its own name: when this run is killed, Pagefind may go on writing for a while.
    bundle = Path(mkdtemp(dir=site.scratch)) / BUNDLE
    said = []
    for part in parts:  # the first first: what it does not use below its folder is removed
        if stops():
            raise StoppedError
        if last is not None and part.folder in good:
            _link(last, bundle, part, parts)
        else:
            records = _written(site, part)
            said.append(run(program, records, bundle / part.folder, language, timeout, stops))
            shutil.rmtree(records)
    sums = _sign(bundle, parts, inputs, good)
    bundle.rename(site.folder / BUNDLE)
    return IndexResult(number, True, "\n".join(said), _told_of(inputs, sums))


def keep_index(site: Site) -> None:
    """Take the last bundle over as it is, although pages may differ: `serve` renews it later."""
    site.carry(BUNDLE)


def drop_index(site: Site) -> None:
    """See to it that the next output has no bundle."""
    if site.previous is not None and (site.previous / BUNDLE).exists():
        _ = site.folder


def made_of(tree: Path) -> str:
    """The digest of all that the bundle in a site was made of; "" if it does not say so."""
    try:
        return str(json.loads((tree / BUNDLE / _RECORD).read_bytes())["inputs"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def is_current(tree: Path, limit: int | None = None) -> bool:
    """Whether the bundle in a site was made of the pages that stand there now."""
    try:
        entry = json.loads((tree / BUNDLE / ENTRY).read_bytes())
        (language,) = entry["languages"]
        parts = parts_of(indexed_in(tree), limit)
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return made_of(tree) == _digest({p.folder: p.digest(_made_by(language)) for p in parts})


def indexed_in(tree: Path) -> Iterator[Indexed]:
    """The pages below a folder that the search finds; reads all of them."""
    for path in _below(os.fspath(tree)):
        if not path.startswith(f"{BUNDLE}/"):
            found = indexed_of(path, Path(tree, path))
            if found is not None:
                yield found


def _made_by(language: str) -> str:
    return f"2 {version()} {language} {' '.join(READ)}"


def _digest(found: Mapping[str, object]) -> str:
    text = json.dumps(found, sort_keys=True)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _written(site: Site, part: Part) -> Path:
    """A folder of records in the places of their pages, from which Pagefind takes the addresses."""
    folder = mkdtemp(dir=site.scratch)
    tree, made = site.tree, {""}
    for pages, is_whole in ((part.pages, True), (part.headlines, False)):
        for page in pages:
            record = record_of(Path(tree, page.path).read_bytes())
            if record is None:
                raise ValueError(f"the search finds nothing in {page.path!r}")
            above = page.path.rpartition("/")[0]
            if above not in made:  # as texts: paths as objects take longer than to write them
                os.makedirs(f"{folder}/{above}", exist_ok=True)  # noqa: PTH103
                made.add(above)
            Path(folder, page.path).write_bytes(record if is_whole else headline_of(record))
    return Path(folder)


def _link(last: Path, bundle: Path, part: Part, parts: tuple[Part, ...]) -> None:
    """Take over a part of the last bundle that is still good."""
    others = {other.folder for other in parts if other.folder}
    for path in _files(last, part.folder, others):
        target = bundle / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(last / path)
        except OSError:  # a file system that cannot link
            shutil.copy2(last / path, target, follow_symlinks=False)


def _good(bundle: Path, inputs: dict[str, str], stops: Callable[[], bool]) -> dict[str, _Sums]:
    """The parts of a bundle that were made of these inputs and stand there unharmed; StoppedError
    as soon as it `stops`.
    """
    others = {folder for folder in inputs if folder}
    good: dict[str, _Sums] = {}
    for folder, made in _recorded(bundle).items():
        if stops():
            raise StoppedError
        if made.inputs == inputs.get(folder):
            sums = _sums(bundle, folder, others)
            if made.files == _digest(sums):
                good[folder] = sums
    return good


def _recorded(bundle: Path) -> dict[str, _Made]:
    """What the bundle says that each part was made of; empty if it does not say so."""
    try:
        found = json.loads((bundle / _RECORD).read_bytes())
        return {
            str(folder): _Made(str(made["inputs"]), str(made["files"]))
            for folder, made in found["parts"].items()
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _sign(
    bundle: Path, parts: tuple[Part, ...], inputs: dict[str, str], good: Mapping[str, _Sums]
) -> dict[str, _Sums]:
    """Tell the search page which regions there are, and the next build what this was made of.

    What the files of each part hold comes out; it is known of the `good` parts of the last bundle.
    """
    entry = json.loads((bundle / ENTRY).read_bytes())
    entry.pop("regions", None)
    regions = [_told(bundle, part) for part in parts if part.folder]
    content = json.dumps(entry | ({"regions": regions} if regions else {}), ensure_ascii=False)
    (bundle / ENTRY).unlink()  # it may be the same file as in the last output
    (bundle / ENTRY).write_text(content, encoding="utf-8")
    others = {part.folder for part in parts if part.folder}
    kept = {folder: sums for folder, sums in good.items() if folder}  # not that of ENTRY
    sums = {folder: kept.get(folder) or _sums(bundle, folder, others) for folder in inputs}
    record = {
        "inputs": _digest(inputs),
        "parts": {
            folder: {"inputs": inputs[folder], "files": _digest(found)}
            for folder, found in sums.items()
        },
    }
    (bundle / _RECORD).write_text(json.dumps(record, sort_keys=True), encoding="utf-8")
    return sums


def _told(bundle: Path, part: Part) -> dict[str, str]:
    """What the search page needs to know of a region before it loads anything of it."""
    entry = json.loads((bundle / part.folder / ENTRY).read_bytes())
    (language,) = entry["languages"].values()
    return {"name": part.region, "folder": part.folder, "hash": str(language["hash"])}


def _files(bundle: Path, folder: str, others: set[str]) -> list[str]:
    """All files of a part, sorted; `others` are the folders of parts inside the first one."""
    prefix = f"{folder}/" if folder else ""
    return sorted(
        prefix + name
        for name in _below(f"{bundle}/{folder}")
        if prefix + name != _RECORD and (folder or not _is_in(name, others))
    )


def _is_in(name: str, folders: set[str]) -> bool:
    """Whether a file is in one of the folders of regions."""
    return "/".join(name.split("/", 2)[:2]) in folders


def _below(folder: str, prefix: str = "") -> Iterator[str]:
    """The paths of everything below a folder that is no folder, with `/`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def _sums(bundle: Path, folder: str, others: set[str]) -> dict[str, Sum]:
    """What every file of a part holds, but the record; nobody waits for a pipe."""
    paths = {name: bundle / name for name in _files(bundle, folder, others)}
    return {name: sum_of(path) if path.is_file() else Sum(0, "") for name, path in paths.items()}


def _told_of(inputs: dict[str, str], sums: Mapping[str, _Sums]) -> SearchIndex:
    """What the manifest says of a bundle of these parts."""
    files = {f"{BUNDLE}/{name}": each for part in sums.values() for name, each in part.items()}
    return SearchIndex(_digest(inputs), files)
