"""A build that has ended goes in; it is made once more, elsewhere, and what differs comes out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from nokgen.build import Options
from nokgen.feeds.manifest import (
    MANIFEST_FILE,
    MANIFEST_FILES,
    SearchIndex,
    manifest_with,
    search_in,
    search_index,
    sum_of,
    sums_with,
)
from nokgen.frozen import frozen
from nokgen.index import BUNDLE, is_current, made_of
from nokgen.messages import N_, Messages
from nokgen.report.sentence import one_line
from nokgen.surroundings import SurroundingsError
from nokgen.write.tree import listing

Rebuild = Callable[[Options, date], None]
_SHOWN = 10  # files named on the terminal
_OWN = ".nokgen"  # begins the names of notes that nokgen leaves for itself
_LINES = 4  # of the last words of a build that failed
_ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago")  # the farthest apart: never the same day


@frozen
class Differences:
    """What a site is not, compared with another build of it: sorted paths below its folder.

    `same` counts the files that are equal. `is_search_stale` tells that the search was made of
    other pages than those that stand there.
    """

    same: int
    different: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    is_search_stale: bool = False

    def __bool__(self) -> bool:
        return bool(self.different or self.missing or self.extra or self.is_search_stale)


def rebuild_apart(options: Options, today: date) -> None:
    """Build a site without its search by a process of its own that knows nothing of this one.

    Its locale, its time zone and its hash seed are others. SurroundingsError if it fails.
    """
    command = [
        *(sys.executable, "-m", "nokgen", "build", "--no-search", "--quiet", "--format=text"),
        *("--root", str(options.root), "--config", options.config, "--today", today.isoformat()),
        *("--destination", str(options.destination)),
        *(("--base-url", options.base_url) if options.base_url else ()),
        # One process alone: the number of jobs must not matter either.
        *("--jobs", "2" if options.jobs == 1 else "1"),
        *(("--from-disk",) if options.from_disk else ()),
        *(("--changed-since", options.changed_since) if options.changed_since else ()),
    ]
    try:
        done = subprocess.run(
            command,
            env=_elsewhere(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise _failed(" / ".join(lines[-_LINES:]) or str(done.returncode))


def verify(options: Options, today: date, rebuild: Rebuild = rebuild_apart) -> Differences:
    """Compare the site that a build has just written with one that is made from nothing.

    The second one stands in the folder for temporary files and goes away; the published one is only
    read. `today` is the day of the first. SurroundingsError if the second build fails.
    """
    try:
        place = TemporaryDirectory(prefix=f"{_OWN}-verify-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error
    with place as folder:
        fresh = Path(folder, "site")
        rebuild(replace(options, destination=fresh), today)
        return compare(options.destination, fresh)


def compare(published: Path, fresh: Path) -> Differences:
    """What differs between a site and one that was made without a search, byte for byte.

    The files of the search are compared with the sums in the manifest, for Pagefind never makes the
    same ones twice; what they were made of, with the pages.
    """
    found = search_index(published, BUNDLE, made_of(published))
    told = _told(published, found)
    expected = _files(fresh) | set(told.files if told else ())
    there = _files(published)
    both = sorted(expected & there)
    different = [path for path in both if not _is_same(path, published, fresh, told)]
    return Differences(
        same=len(both) - len(different),
        different=tuple(different),
        missing=tuple(sorted(expected - there)),
        extra=tuple(sorted(there - expected)),
        is_search_stale=found is not None and not is_current(published),
    )


def sentences(found: Differences, folder: str, messages: Messages) -> str:
    """What the comparison came to, for a person: one line, or what differs and the way out."""
    if not found:
        return messages.ngettext(
            "The site was built once more, and %(n)s file came out the same, byte for byte.",
            "The site was built once more, and %(n)s files came out the same, byte for byte.",
            found.same,
        )
    say = messages.gettext
    lines = list(_lines(found, messages))
    more = len(lines) - _SHOWN
    return "\n".join(
        (
            say("The site was built once more, and in %(folder)s there is:", folder=folder),
            *lines[:_SHOWN],
            *(
                (messages.ngettext("  and %(n)s file more", "  and %(n)s files more", more),)
                if more > 0
                else ()
            ),
            say(
                "hint: %(hint)s",
                hint=say(
                    "nothing in the folder of the site is changed by hand; `nokgen build --verify` "
                    "puts it right. If it says the same again, it is a mistake in nokgen: report it"
                ),
            ),
        )
    )


def _lines(found: Differences, messages: Messages) -> Iterator[str]:
    say = messages.gettext
    if found.is_search_stale:
        yield say("  a search that was made of other pages")
    for path in found.different:
        yield say("  a file that differs: %(path)s", path=one_line(path))
    for path in found.missing:
        yield say("  no file: %(path)s", path=one_line(path))
    for path in found.extra:
        yield say("  a file too many: %(path)s", path=one_line(path))


def _told(published: Path, found: SearchIndex | None) -> SearchIndex | None:
    """The search as the manifest tells of it; as it is where the manifest cannot be read."""
    try:
        return search_in((published / MANIFEST_FILE).read_bytes())
    except (OSError, ValueError):
        return found


def _files(folder: Path) -> set[str]:
    """The published files of a folder, without the notes of nokgen."""
    return {path for path in listing(folder) if f"/{_OWN}" not in f"/{path}"}


def _is_same(path: str, published: Path, fresh: Path, told: SearchIndex | None) -> bool:
    if (published / path).is_symlink() or not (published / path).is_file():
        return False
    if told is not None and path in told.files:
        return sum_of(published / path) == told.files[path]
    if path in MANIFEST_FILES:
        with_search = manifest_with if path == MANIFEST_FILE else sums_with
        return (published / path).read_bytes() == with_search((fresh / path).read_bytes(), told)
    return sum_of(published / path) == sum_of(fresh / path)


def _elsewhere(environ: Mapping[str, str]) -> dict[str, str]:
    """Another environment; whatever could reach the pages by it shows itself."""
    seed = "1" if environ.get("PYTHONHASHSEED") != "1" else "2"
    zone = _ZONES[environ.get("TZ") == _ZONES[0]]
    others = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
    return {k: v for k, v in environ.items() if k != "NOKGEN_BASE_URL"} | others


def _failed(reason: str) -> SurroundingsError:
    return SurroundingsError(
        N_("The site is ready, but it could not be built once more to compare: %(reason)s"),
        hint=N_("Look at the reason, and start the same command again."),
        params={"reason": reason},
    )
