"""A folder goes in; the sorted paths of the files below it come out, with what cannot be read."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from nokgen.diagnostics import Code, Diagnostic, Hint, tree
from nokgen.messages import N_
from nokgen.source import Span

MAX_DEPTH = 12

# Left by editors, office suites and operating systems; never content.
_LEFTOVER = re.compile(
    r"\..*|~\$.*|.*~|#.*#|.*\.(?:swp|swo|tmp|bak|orig|rej|part|crdownload)"
    r"|thumbs\.db|desktop\.ini|readme(?:\.\w+)?|codeowners",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_COPY = Hint(N_("put the file itself in its place"))
_MOVE_UP = Hint(N_("move its files to a folder nearer to content/"))


@dataclass(slots=True)
class Listing:
    """Paths from the site's root, sorted; leftovers of editors are left out."""

    files: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def list_folder(root: Path, folder: str) -> Listing:
    """Everything below a folder; links, pipes and devices are faults and are not followed."""
    listing = Listing()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        if current.count("/") >= MAX_DEPTH:
            _fault(listing, tree.FOLDER_TOO_DEEP, current, _MOVE_UP)
            continue
        try:
            entries = sorted(os.scandir(root / current), key=lambda entry: entry.name)
            modes = [(entry.name, entry.stat(follow_symlinks=False).st_mode) for entry in entries]
        except OSError:
            _fault(listing, tree.UNREADABLE_FILE, current)
            continue
        for name, mode in modes:
            if _take(listing, current, name, mode):
                waiting.append(f"{current}/{name}")
    listing.files.sort()
    listing.folders.sort()
    return listing


def shown(path: str) -> str:
    """A path that can be printed: odd bytes and control characters become `�`."""
    return _UNPRINTABLE.sub("\ufffd", path)


def _take(listing: Listing, parent: str, name: str, mode: int) -> bool:
    """Sorts one entry in; True for a folder to look into."""
    if _LEFTOVER.fullmatch(name):
        return False
    path = f"{parent}/{name}"
    if shown(name) != name:
        _fault(listing, tree.FILE_NAME_MALFORMED, path)
        return False
    if stat.S_ISLNK(mode):
        _fault(listing, tree.SYMBOLIC_LINK, path, _COPY)
        return False
    if stat.S_ISDIR(mode):
        listing.folders.append(path)
        return True
    if stat.S_ISREG(mode):
        listing.files.append(path)
    else:
        _fault(listing, tree.SPECIAL_FILE, path)
    return False


def _fault(listing: Listing, code: Code, path: str, hint: Hint | None = None) -> None:
    place = shown(path)
    name = place.rpartition("/")[2]
    listing.diagnostics.append(
        Diagnostic(code, Span.of_file(place), {"path": place, "name": name}, hint)
    )
