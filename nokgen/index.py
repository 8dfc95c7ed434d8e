"""The pages of the new tree go in; the search bundle `pagefind/` comes out, made by Pagefind."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from importlib import metadata
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Protocol

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError

BUNDLE = "pagefind"
_RECORD = ".nokgen-index"
_BODY = b"data-pagefind-body"
_ENTRY = "pagefind-entry.json"
# What templates/assets/search-bundle.js reads; Pagefind's own scripts and interfaces stay away.
_READ = (_ENTRY, "*.pf_meta", "*/*.pf_index", "*/*.pf_filter", "*/*.pf_fragment")
# The format has no promise of its makers: it is known from these versions.
_KNOWN = "1.5"
_SIGNATURE = b"pagefind_dcd"
_TIMEOUT = 600.0
_LINES = 8  # of Pagefind's last words, in a message
_REINSTALL = N_("Install it again: pip install --force-reinstall 'pagefind[bin]'.")
_OTHER = N_("Install the one that the search page reads: pip install 'pagefind[bin]==%(known)s.*'.")
_RETRY = N_("The site stands without a search. Build again; the option -v shows more.")


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


@dataclass(frozen=True, slots=True)
class IndexResult:
    """How many pages the search finds, whether the bundle is new, and what Pagefind said."""

    pages: int
    made: bool
    output: str = ""


def index_site(
    site: Site, *, language: str, executable: Path | None = None, timeout: float = _TIMEOUT
) -> IndexResult:
    """Make the search bundle, or keep the last one if no indexed page differs.

    Pages without `data-pagefind-body` are not found; without any such page there is no bundle.
    SurroundingsError if Pagefind is missing, fails or runs longer than `timeout` seconds; then
    the new tree has no bundle, since the last one may point to pages that are gone.
    """
    try:
        return _index(site, language, executable, timeout)
    except OSError as error:
        raise SurroundingsError(
            N_("The search index cannot be written: %(reason)s."),
            hint=_RETRY,
            params={"reason": error.strerror or error},
        ) from error


def _index(site: Site, language: str, executable: Path | None, timeout: float) -> IndexResult:
    """As `index_site`; OSError for what the disk refuses."""
    inputs, pages = _inputs(site.tree, language)
    last = site.previous / BUNDLE if site.previous is not None else None
    if last is not None and pages and _recorded(last) == {"inputs": inputs, "files": _sum(last)}:
        site.carry(BUNDLE)
        return IndexResult(pages, made=False)
    drop_index(site)  # whatever comes now, the last bundle does not stay
    if not pages:
        return IndexResult(0, made=False)
    # A folder of its own name: when this run is killed, Pagefind may go on writing for a while.
    bundle = Path(mkdtemp(dir=site.scratch)) / BUNDLE
    output = _run(executable or _executable(), site, bundle, language, timeout)
    _finish(bundle, inputs)
    bundle.rename(site.folder / BUNDLE)
    return IndexResult(pages, made=True, output=output)


def keep_index(site: Site) -> None:
    """Take the last bundle over as it is, although pages may differ: `serve` renews it later."""
    site.carry(BUNDLE)


def drop_index(site: Site) -> None:
    """See to it that the next output has no bundle."""
    if site.previous is not None and (site.previous / BUNDLE).exists():
        _ = site.folder


def made_of(tree: Path) -> str:
    """The digest of all that the bundle in a site was made of; "" if it does not say so."""
    match _recorded(tree / BUNDLE):
        case {"inputs": str(inputs)}:
            return inputs
    return ""


def is_current(tree: Path) -> bool:
    """Whether the bundle in a site was made of the pages that stand there now."""
    try:
        entry = json.loads((tree / BUNDLE / _ENTRY).read_bytes())
        languages = list(entry["languages"])
        return len(languages) == 1 and made_of(tree) == _inputs(tree, str(languages[0]))[0]
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _inputs(tree: Path, language: str) -> tuple[str, int]:
    """The digest of all that makes the index what it is, and the number of indexed pages."""
    digest = blake2b(digest_size=16)
    digest.update(f"{_version()} {language} {' '.join(_READ)}".encode())
    count = 0
    for name, path in _pages(tree):
        content = path.read_bytes()
        if _BODY in content:
            count += 1
            for part in (os.fsencode(name), content):
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
    return digest.hexdigest(), count


def _pages(tree: Path) -> Iterator[tuple[str, Path]]:
    for folder, names, files in os.walk(tree):
        if Path(folder) == tree and BUNDLE in names:
            names.remove(BUNDLE)
        names.sort()
        for file in sorted(files):
            if file.endswith(".html"):
                path = Path(folder, file)
                yield path.relative_to(tree).as_posix(), path


def _version() -> str:
    try:
        return metadata.version("pagefind_bin")
    except metadata.PackageNotFoundError:
        return ""


def _recorded(bundle: Path) -> object:
    """What the bundle says that it was made of; None if it does not say so."""
    try:
        found: object = json.loads((bundle / _RECORD).read_bytes())
    except (OSError, ValueError):
        return None
    return found


def _sum(bundle: Path) -> str:
    """The digest of every file of a bundle but the record: a flipped byte makes it another."""
    digest = blake2b(digest_size=16)
    for path in sorted(bundle.rglob("*")):
        if path.name != _RECORD and not path.is_dir():
            content = path.read_bytes() if path.is_file() else b""  # nobody waits for a pipe
            for part in (os.fsencode(path.relative_to(bundle)), content):
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
    return digest.hexdigest()


def _executable() -> Path:
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        return Path(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise SurroundingsError(
            N_("Pagefind, the program that makes the search, is not installed."), hint=_REINSTALL
        ) from error


def _run(executable: Path, site: Site, bundle: Path, language: str, timeout: float) -> str:
    """Let Pagefind write the bundle; what it said comes out."""
    command = [
        str(executable),
        *("--site", str(site.tree)),
        *("--output-path", str(bundle)),
        *("--force-language", language),
    ]
    try:
        done = subprocess.run(
            command,
            cwd=site.scratch,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SurroundingsError(
            N_("Pagefind was stopped: it made no search index in %(seconds)s seconds."),
            hint=_RETRY,
            params={"seconds": f"{timeout:g}"},
        ) from error
    except OSError as error:
        raise SurroundingsError(
            N_("Pagefind, the program that makes the search, cannot be started: %(reason)s."),
            hint=_REINSTALL,
            params={"reason": error.strerror or error},
        ) from error
    output = done.stdout.decode(errors="replace").strip()
    _check_end(done.returncode, output)
    return output


def _environment() -> dict[str, str]:
    """Pagefind takes options from variables, too: it gets none of them."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")}


def _check_end(code: int, output: str) -> None:
    """SurroundingsError for every way to end but a good one; a signal is a negative code."""
    if code < 0:
        raise SurroundingsError(
            N_("Pagefind was killed by the system (signal %(number)s)."),
            hint=N_("Most often memory runs out: close other programs and build again."),
            params={"number": -code},
        )
    if code:
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        raise SurroundingsError(
            N_("Pagefind failed (code %(number)s): %(output)s"),
            hint=_RETRY,
            params={"number": code, "output": " / ".join(lines[-_LINES:])},
        )


def _finish(bundle: Path, inputs: str) -> None:
    """Check that the bundle can be read, remove what the site does not use, and sign it."""
    _check_format(bundle)
    used = {path for pattern in _READ for path in bundle.glob(pattern)}
    for path in bundle.rglob("*"):
        if path not in used and not path.is_dir():
            path.unlink()
    record = {"inputs": inputs, "files": _sum(bundle)}
    (bundle / _RECORD).write_text(json.dumps(record, sort_keys=True), encoding="utf-8")


def _check_format(bundle: Path) -> None:
    """SurroundingsError if the search page could not read the bundle."""
    try:
        entry = json.loads((bundle / _ENTRY).read_bytes())
        version = str(entry["version"])
        names = [f"pagefind.{language['hash']}.pf_meta" for language in entry["languages"].values()]
        starts = [_start((bundle / name).read_bytes()) for name in names]
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError) as error:
        raise _incomplete() from error
    if not names:
        raise _incomplete()
    if not version.startswith(f"{_KNOWN}.") or any(start != _SIGNATURE for start in starts):
        raise SurroundingsError(
            N_("The search page cannot read the index of Pagefind %(version)s."),
            hint=_OTHER,
            params={"version": version, "known": _KNOWN},
        )


def _start(content: bytes) -> bytes:
    with gzip.open(BytesIO(content)) as file:
        return file.read(len(_SIGNATURE))


def _incomplete() -> SurroundingsError:
    return SurroundingsError(
        N_("Pagefind ended well, but its search index is not complete."), hint=_RETRY
    )
