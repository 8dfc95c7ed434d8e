"""A folder goes in; the sorted paths of the files below it come out, with what cannot be read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nokgen.diagnostics import Code, Diagnostic, Hint, tree
from nokgen.limits import DEFAULTS, Limits
from nokgen.messages import N_
from nokgen.read.leftovers import is_leftover
from nokgen.read.text import COPY
from nokgen.source import Span

# Also signs that show a name in another order than it has, and signs without a width.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\U000e0000-\U000e007f]"
)
_MOVE_UP = N_(
    "move its files to a folder nearer to content/; if it must be so deep, the owner of the site "
    "sets `%(limit)s` in `limits:` of site.yaml"
)


@dataclass(slots=True)
class Listing:
    """Paths from the site's root, sorted; leftovers of editors are left out."""

    files: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def fits(self, limits: Limits) -> bool:
        """Whether no folder lies deeper than it may."""
        return not any(path.count("/") >= limits.folder_depth for path in self.folders)


def list_folder(
    root: Path,
    folder: str,
    limits: Limits = DEFAULTS,
    enters: Callable[[str], bool] = lambda _folder: True,
) -> Listing:
    """Everything below a folder; links, pipes and devices are faults and are not followed.

    Folders that `enters` does not want are listed, and not looked into.
    """
    listing = Listing()
    if (root / folder).is_symlink():
        _fault(listing, tree.SYMBOLIC_LINK, folder, COPY)
        return listing
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        if current.count("/") >= limits.folder_depth:
            hint = Hint(_MOVE_UP, {"limit": "folder_depth"})
            _fault(listing, tree.FOLDER_TOO_DEEP, current, hint)
            continue
        try:
            entries = sorted(os.scandir(root / current), key=lambda entry: entry.name)
            modes = [(entry.name, entry.stat(follow_symlinks=False).st_mode) for entry in entries]
        except OSError:
            _fault(listing, tree.UNREADABLE_FILE, current)
            continue
        for name, mode in modes:
            if _take(listing, current, name, mode) and enters(f"{current}/{name}"):
                waiting.append(f"{current}/{name}")
    listing.files.sort()
    listing.folders.sort()
    return listing


def shown(path: str) -> str:
    """A path that can be printed: odd bytes and control characters become `�`."""
    return _UNPRINTABLE.sub("\ufffd", path)


def _take(listing: Listing, parent: str, name: str, mode: int) -> bool:
    """Sorts one entry in; True for a folder to look into."""
    if is_leftover(name):
        return False
    path = f"{parent}/{name}"
    if shown(name) != name:
        _fault(listing, tree.FILE_NAME_MALFORMED, path)
        return False
    if stat.S_ISLNK(mode):
        _fault(listing, tree.SYMBOLIC_LINK, path, COPY)
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
