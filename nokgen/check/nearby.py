"""Some files of a site go in; which others decide what is wrong with them comes out.

What the rules ask of other files, by the file that is looked at:

- every file: the names in the folder of its region, and whether what its `aliases` name is taken;
- the record of a territory, a plan, a register: the records of the territory and of its region;
- the rest of a territory: its whole folder and the results of its region; in the folder of a region
  also the registers of its municipalities;
- registers and results: whatever names the same organisations, wherever it stands;
- a page: what its links lead to.

Numbers and addresses are looked for in the text of files, as to read all files takes a hundred
times as long. What stands nowhere near may stand far away: `NOWHERE` are the faults that only who
reads everything can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nokgen.check.layout import (
    COUNCIL_FILE,
    LISTS,
    MUNICIPALITY_FILE,
    ORGANIZATIONS_FILE,
    PLANS,
    PUBLICATIONS_FILE,
    REGION_FILE,
    RESULTS,
    SURVEYS_FILE,
)
from nokgen.diagnostics import assessment, rules
from nokgen.limits import Limits
from nokgen.read import ATTACHMENTS, CONTENT, PAGES, Tree
from nokgen.read.choice import Choice, files_below, files_naming, files_with, folders_in
from nokgen.read.permalinks import LOCK
from nokgen.read.site import is_read, is_table, parse, read_limits
from nokgen.read.tables import open_tables
from nokgen.read.text import read_bytes
from nokgen.records.base import ADDRESS, SLUG

# What is missing from a part may stand in the rest, and so may what was probably meant.
NOWHERE = frozenset(
    {rules.BROKEN_LINK, assessment.ORGANIZATION_UNKNOWN, assessment.SUCCESSOR_UNKNOWN}
)

_SINGLE_FILES = (ORGANIZATIONS_FILE, PUBLICATIONS_FILE, SURVEYS_FILE, COUNCIL_FILE)
_RECORDS = (REGION_FILE, MUNICIPALITY_FILE)
_OWN_FOLDERS = frozenset({*LISTS, ATTACHMENTS})
_ALIASES = "aliases"
_SUCCESSOR = "successor"
_NUMBERS = ("inn", "bus_id", _SUCCESSOR)
_NUMBER = re.compile(r"[0-9]{1,12}")
# This page is there when any organisation is.
_COMPARE = "compare"


def nearby(root: Path, config: str, wanted: Sequence[str]) -> Choice | None:
    """What to read for the faults of the files and folders at `wanted`; None for everything.

    Paths lead from the root of the site.
    """
    content = root / CONTENT
    if content.is_symlink() or not content.is_dir():
        return None
    if not {".", CONTENT, LOCK}.isdisjoint(wanted):
        return None
    search = _Nearby(root, read_limits(root, config))
    for name in wanted:
        if name.startswith(f"{CONTENT}/"):
            search.take(name)
    return None if search.is_everything else search.choice()


class _Nearby:
    def __init__(self, root: Path, limits: Limits) -> None:
        self.is_everything = False
        self._root = root
        self._limits = limits
        self._top = {PAGES}
        self._files: set[str] = set()
        self._folders: set[str] = set()
        # What has to be looked for in other files, and which files have to be found.
        self._numbers: set[str] = set()
        self._codes: set[str] = set()
        self._aliases: set[str] = set()

    def choice(self) -> Choice:
        """All that was found to be needed."""
        if self._numbers:
            self._find_numbers()
        if self._codes:
            records = (f"{folder}/{name}" for folder in self._territories() for name in _RECORDS)
            self._add(files_with(self._root, records, _encoded(self._codes)))
        if self._aliases:
            texts = (path for path in files_below(self._root, CONTENT) if is_read(path))
            self._add(files_naming(self._root, texts, self._aliases))
        # Names that some systems take for one name.
        folded = {name.casefold() for name in self._top}
        names = folders_in(self._root, CONTENT)
        top = self._top.union(name for name in names if name.casefold() in folded)
        return Choice(frozenset(top), frozenset(self._files), tuple(sorted(self._folders)))

    def take(self, name: str) -> None:
        """A file that is looked at, or a folder with all files in it."""
        self._top.add(name.split("/")[1])
        if not (self._root / name).is_dir():
            self._take_file(name)
            return
        for path in files_below(self._root, name):
            self._take_file(path)

    def _take_file(self, path: str) -> None:
        self._files.add(path)
        parts = path.split("/")
        if parts[1] == PAGES:  # it would stand where a region of its name stands
            self._top.add(parts[-1].removesuffix(".md"))
        elif len(parts) > 2:
            self._take_surroundings(path, parts)
        if is_read(path):
            self._look_into(path)
        elif is_table(path):
            self._look_into_table(path)

    def _take_surroundings(self, path: str, parts: list[str]) -> None:
        region = "/".join(parts[:2])
        is_of_region = len(parts) == 3 or parts[2] in _OWN_FOLDERS
        folder = region if is_of_region else "/".join(parts[:3])
        self._files |= {f"{region}/{REGION_FILE}", f"{folder}/{MUNICIPALITY_FILE}"}
        name = path.removeprefix(f"{folder}/")
        if name in (*_RECORDS, ORGANIZATIONS_FILE) or name.startswith(f"{PLANS}/"):
            return
        self._folders.add(f"{region}/{RESULTS}/")
        self._take_territory(folder)
        if is_of_region:
            self._take_registers(region)

    def _take_territory(self, folder: str) -> None:
        """The files of a territory, without those of its municipalities."""
        self._files |= {f"{folder}/{name}" for name in (*_RECORDS, *_SINGLE_FILES)}
        self._folders |= {f"{folder}/{name}/" for name in _OWN_FOLDERS}

    def _take_registers(self, region: str, *more: str) -> None:
        """The organisations of all municipalities of a region."""
        for name in folders_in(self._root, region):
            self._files.add(f"{region}/{name}/{ORGANIZATIONS_FILE}")
            self._folders |= {f"{region}/{name}/{each}/" for each in more}

    def _look_into(self, path: str) -> None:
        """Note what a file says that others may say, too."""
        data, _faults = read_bytes(self._root / path, path, self._limits.file_mb)
        document = None if data is None else parse(data, path, self._limits)[0]
        if document is None:
            return
        names_organizations = path.endswith(f"/{ORGANIZATIONS_FILE}") or f"/{RESULTS}/" in path
        for key, value in _values(document.tree, ""):
            if key == _ALIASES and re.fullmatch(ADDRESS, value):
                self._aliases.add(value)
                self._take_address(value)
            elif key == _SUCCESSOR and re.fullmatch(ADDRESS, value):
                self._top.add(value.split("/")[1])
            elif key in _NUMBERS and names_organizations:
                self._take_number(value)
        if document.body:
            from nokgen.check.link_rules import paths_within  # few files are pages

            address = f"/{path.rpartition('/')[2].removesuffix('.md')}/"
            for target in paths_within(document, address):
                self._take_address(target)

    def _look_into_table(self, path: str) -> None:
        limits = self._limits
        data, _faults = read_bytes(self._root / path, path, limits.table_mb, "table_mb")
        file = None if data is None else open_tables(data, path, limits)[0]
        if file is None:
            return
        for sheet in file.sheets or (None,):
            table, _found = file.table(sheet)
            for cell in (cell for row in (table.rows if table else ()) for cell in row):
                if len(cell) in (10, 12):
                    self._take_number(cell)

    def _take_number(self, value: str) -> None:
        if _NUMBER.fullmatch(value):
            self._numbers.add(value)
        elif value.isdigit():  # in other digits than ours, which nobody looks for
            self.is_everything = True

    def _take_address(self, address: str) -> None:
        """What decides whether a page stands at an address, and which anchors it has."""
        parts = address.strip("/").split("/")
        if not all(re.fullmatch(SLUG, part) for part in parts[:3]):
            self._top.add(parts[0])  # no page, but perhaps an attached file
            return
        first, second = parts[0], parts[1] if len(parts) > 1 else ""
        if first == _COMPARE:
            self.is_everything = True
        elif first in ("org", "bus"):
            self._take_number(second)
        elif first == "oktmo":
            self._codes.add(second)
        else:
            self._top.add(first)
            if second:
                self._take_below(f"{CONTENT}/{first}", second, parts)

    def _take_below(self, region: str, second: str, parts: list[str]) -> None:
        folder = region if second in _OWN_FOLDERS else f"{region}/{second}"
        below = parts[1:] if folder == region else parts[2:]
        if len(below) == 2 and below[0] in LISTS:
            self._files.add(f"{folder}/{below[0]}/{below[1]}.yaml")
        elif folder != region and (self._root / folder).is_dir():
            if below:  # its own page is there without any file
                self._take_territory(folder)
        elif second not in _OWN_FOLDERS:
            self._take_territory(region)
            self._take_registers(region, *LISTS)

    def _find_numbers(self) -> None:
        territories, numbers = list(self._territories()), _encoded(self._numbers)
        registers = (f"{folder}/{ORGANIZATIONS_FILE}" for folder in territories)
        self._add(files_with(self._root, registers, numbers))
        for folder in territories:
            paths = files_below(self._root, f"{folder}/{RESULTS}", deep=False)
            if any(files_with(self._root, paths, numbers)):
                self._add(paths)  # whose rows a table holds stands beside it

    def _territories(self) -> Iterator[str]:
        """The folders of all regions and municipalities, whatever they are named."""
        for region in folders_in(self._root, CONTENT):
            folder = f"{CONTENT}/{region}"
            yield folder
            for name in folders_in(self._root, folder):
                if name not in _OWN_FOLDERS:
                    yield f"{folder}/{name}"

    def _add(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._files.add(path)
            self._top.add(path.split("/")[1])


def _encoded(numbers: Iterable[str]) -> frozenset[bytes]:
    return frozenset(number.encode() for number in numbers)


def _values(tree: Tree, key: str) -> Iterator[tuple[str, str]]:
    """Every text of a tree without blanks at its ends, with the nearest key above it."""
    if isinstance(tree, str):
        yield key, tree.strip()
    elif isinstance(tree, list):
        for item in tree:
            yield from _values(item, key)
    elif isinstance(tree, dict):
        for name, item in tree.items():
            yield from _values(item, name)
