"""Paths below content/ go in; which file is which record comes out, with what has no place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from nokgen.check.attachments import is_passive, is_portable
from nokgen.check.findings import perhaps
from nokgen.check.names import file_name_of, nearest, slug_of
from nokgen.diagnostics import Code, Diagnostic, Hint, tree
from nokgen.messages import N_
from nokgen.read import ATTACHMENTS, CONTENT, PAGES, SourceTree
from nokgen.records.base import DOCUMENT, SLUG
from nokgen.source import Span

REGION_FILE = "region.yaml"
MUNICIPALITY_FILE = "municipality.yaml"
PLANS = "plans"
RESULTS = "results"
IMPROVEMENT = "improvement"
SYNONYMS_FILE = "synonyms.yaml"
SYNONYMS = f"{CONTENT}/{SYNONYMS_FILE}"

ORGANIZATIONS_FILE = "organizations.yaml"
PUBLICATIONS_FILE = "publications.yaml"
SURVEYS_FILE = "surveys.yaml"
COUNCIL_FILE = "council.yaml"

# One file of each of these may stand beside the record of a territory …
_SINGLE_FILES = (ORGANIZATIONS_FILE, PUBLICATIONS_FILE, SURVEYS_FILE, COUNCIL_FILE)
# … and any number of records in each of these folders.
LISTS = (PLANS, RESULTS, IMPROVEMENT)
_FOLDERS = (*LISTS, ATTACHMENTS)
_FOLDER_NAMES = frozenset(_FOLDERS)
_OTHER_FOLDER_NAMES = {
    "docs": ATTACHMENTS,
    "files": ATTACHMENTS,
    "dokumenty": ATTACHMENTS,
    "plany": PLANS,
    "rezultaty": RESULTS,
    "improvements": IMPROVEMENT,
    "ustranenie": IMPROVEMENT,
}
TABLES = (".csv", ".xlsx")
_TABLE_WORDS = frozenset({"csv", "xlsx", "xls", "xlsm", "ods"})
_RECORD_NAMES = {PLANS: "plan", RESULTS: "results", IMPROVEMENT: "plan"}
_MOVE = N_("move it to `%(place)s`")
_RENAME = N_("rename it: `%(name)s`")
_KNOWN_FOLDERS = Hint(
    N_("folders that are known here: %(names)s"),
    {"names": ", ".join(f"`{name}`" for name in _FOLDERS)},
)
_SAVE_AS = Hint(N_("open it in Excel and save it as a table of the kind `.xlsx`"))
_KINDS_OF_DOCUMENTS = Hint(
    N_("kinds that are published: %(names)s"),
    {"names": "pdf, docx, xlsx, pptx, odt, ods, txt, csv, jpg, png, webp, mp3, mp4, zip …"},
)
_IN_REGION = Hint(N_("such a folder stands inside the folder of a region or a municipality"))


@dataclass(slots=True)
class Territory:
    """The folder of a region or a municipality; paths lead from the site's root.

    `lists` holds pairs of slug and path for the folders plans/, results/ and improvement/, `files`
    the paths of the files of which there is one, by name. `tables` are paths of tables beside the
    results; `documents` are paths below the folder.
    """

    slug: str
    folder: str
    record: str
    lists: dict[str, list[tuple[str, str]]] = field(
        default_factory=lambda: {name: [] for name in LISTS}
    )
    files: dict[str, str] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    municipalities: dict[str, Territory] = field(default_factory=dict)
    has_record: bool = False

    @property
    def in_use(self) -> bool:
        """Whether anything in the folder gets to the site."""
        return bool(
            self.has_record
            or any(self.lists.values())
            or self.files
            or self.tables
            or self.documents
            or self.municipalities
        )


@dataclass(slots=True)
class Layout:
    """What stands where; `pages` are pairs of slug and path."""

    regions: dict[str, Territory] = field(default_factory=dict)
    pages: list[tuple[str, str]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def lay_out(source: SourceTree) -> Layout:
    """Give every file its place; those without one are faults."""
    sorter = _Sorter(source)
    for path in source.files:
        parts = path.split("/")[1:]
        if parts[0] == PAGES:
            sorter.page(path, parts)
        elif len(parts) == 1:
            if path != SYNONYMS:
                sorter.misplaced(path, frozenset())
        elif parts[0] in _FOLDER_NAMES:
            sorter.folder_fault(f"{CONTENT}/{parts[0]}", _IN_REGION)
        else:
            sorter.region(path, parts)
    for region in sorter.layout.regions.values():
        sorter.missing_record(region)
    sorter.collisions(source.files)
    return sorter.layout


class _Sorter:
    def __init__(self, source: SourceTree) -> None:
        self.layout = Layout()
        self._files = frozenset(source.files)
        self._told: set[str] = set()

    def page(self, path: str, parts: list[str]) -> None:
        stem = parts[-1].removesuffix(".md")
        if len(parts) != 2 or not parts[-1].endswith(".md"):
            self.misplaced(path, frozenset())
        elif self._named_well(path, stem, ".md"):
            self.layout.pages.append((stem, path))

    def region(self, path: str, parts: list[str]) -> None:
        slug = parts[0]
        folder = f"{CONTENT}/{slug}"
        region = self.layout.regions.get(slug)
        if region is None:
            self._named_well(folder, slug)
            region = Territory(slug, folder, f"{folder}/{REGION_FILE}")
            self.layout.regions[slug] = region
        rest = parts[1:]
        if len(rest) == 1 or rest[0] in _FOLDER_NAMES:
            self._territory_file(region, path, rest)
        elif rest[0] in region.municipalities or self._looks_like_municipality(folder, rest[0]):
            self._municipality_file(region, path, rest)
        else:
            self._unknown_folder(f"{folder}/{rest[0]}", rest[0])

    def _municipality_file(self, region: Territory, path: str, rest: list[str]) -> None:
        slug = rest[0]
        folder = f"{region.folder}/{slug}"
        place = region.municipalities.get(slug)
        if place is None:
            self._named_well(folder, slug)
            place = Territory(slug, folder, f"{folder}/{MUNICIPALITY_FILE}")
            region.municipalities[slug] = place
        if len(rest) == 2 or rest[1] in _FOLDER_NAMES:
            self._territory_file(place, path, rest[1:])
        else:
            self._unknown_folder(f"{folder}/{rest[1]}", rest[1])

    def _territory_file(self, place: Territory, path: str, rest: list[str]) -> None:
        name = rest[-1]
        if path == place.record:
            place.has_record = True
        elif rest[0] == ATTACHMENTS:
            if self._attachment_named_well(path, rest):
                place.documents.append("/".join(rest))
        elif len(rest) == 1 and name in _SINGLE_FILES:
            place.files[name] = path
        elif rest[0] in LISTS and len(rest) == 2 and name.endswith(".yaml"):
            stem = name.removesuffix(".yaml")
            if self._named_well(path, stem, ".yaml"):
                place.lists[rest[0]].append((stem, path))
        elif rest[0] == RESULTS and len(rest) == 2 and name.endswith(TABLES):
            stem, dot, extension = name.rpartition(".")
            if self._named_well(path, stem, dot + extension):
                place.tables.append(path)
        else:
            record = place.record.rpartition("/")[2]
            self.misplaced(path, frozenset() if place.record in self._files else {record})

    def misplaced(self, path: str, wanted: Iterable[str]) -> None:
        """A file without a place: an error if somebody meant it for the site."""
        folder, _, name = path.rpartition("/")
        if not name.lower().endswith((".yaml", ".yml", ".md")):
            self._fault(tree.STRAY_FILE, path, _stray_hint(folder, name))
            return
        meant = nearest(name, wanted) if wanted else None
        if meant is not None:
            self._told.add(f"{folder}/{meant}")
        self._fault(tree.UNKNOWN_FILE, path, _file_hint(folder, name, frozenset(wanted)))

    def missing_record(self, place: Territory) -> None:
        """A fault for a folder whose plans or municipalities have no territory to belong to."""
        for municipality in place.municipalities.values():
            self.missing_record(municipality)
        is_told = place.record in self._told  # as a file with a slip in its name
        if place.in_use and not place.has_record and not is_told:
            name = place.record.rpartition("/")[2]
            span = Span.of_file(place.record)
            hint = Hint(N_("write the file with one line: `%(example)s`"), {"example": "name: …"})
            self.layout.diagnostics.append(
                Diagnostic(tree.RECORD_MISSING, span, {"name": name}, hint)
            )

    def collisions(self, paths: Iterable[str]) -> None:
        """Faults for names that some systems take for one file."""
        known: dict[str, str] = {}
        for path in paths:
            other = known.setdefault(path.casefold(), path)
            if other != path:
                params = {"name": path.rpartition("/")[2], "other": other.rpartition("/")[2]}
                span = Span.of_file(path)
                self.layout.diagnostics.append(Diagnostic(tree.CASE_COLLISION, span, params))

    def folder_fault(self, path: str, hint: Hint | None) -> None:
        """One fault for a folder, however many files it has."""
        if path not in self._told:
            self._told.add(path)
            self._fault(tree.UNKNOWN_FOLDER, path, hint)

    def _looks_like_municipality(self, region_folder: str, name: str) -> bool:
        """A folder with its record is a municipality; one named almost `plans` is a slip."""
        if f"{region_folder}/{name}/{MUNICIPALITY_FILE}" in self._files:
            return True
        return _meant_folder(name) is None

    def _unknown_folder(self, path: str, name: str) -> None:
        self.folder_fault(path, perhaps(_meant_folder(name)) or _KNOWN_FOLDERS)

    def _named_well(self, path: str, stem: str, extension: str = "") -> bool:
        if _is_good(stem, extension):
            return True
        meant = slug_of(stem)
        self._name_fault(path, meant + extension if meant else "")
        return False

    def _attachment_named_well(self, path: str, rest: list[str]) -> bool:
        if re.fullmatch(DOCUMENT, "/".join(rest)) and all(map(is_portable, rest)):
            if not is_passive(rest[-1]):
                self._fault(tree.DOCUMENT_NOT_PASSIVE, path, _KINDS_OF_DOCUMENTS)
            return True
        self._name_fault(path, file_name_of(rest[-1]))
        return False

    def _name_fault(self, path: str, meant: str) -> None:
        name = path.rpartition("/")[2]
        hint = Hint(_RENAME, {"name": meant}) if meant and meant != name else None
        self._fault(tree.FILE_NAME_MALFORMED, path, hint)

    def _fault(self, code: Code, path: str, hint: Hint | None = None) -> None:
        params = {"name": path.rpartition("/")[2]}
        self.layout.diagnostics.append(Diagnostic(code, Span.of_file(path), params, hint))


@lru_cache(1000)  # files of all territories have much the same names
def _is_good(stem: str, extension: str) -> bool:
    return re.fullmatch(SLUG, stem) is not None and is_portable(stem + extension)


def _meant_folder(name: str) -> str | None:
    spelled = slug_of(name)
    return _OTHER_FOLDER_NAMES.get(spelled) or nearest(spelled, _FOLDER_NAMES, cutoff=0.75)


def _file_hint(folder: str, name: str, wanted: frozenset[str]) -> Hint | None:
    """How a record of the wrong name or place is put right."""
    stem, _, extension = name.rpartition(".")
    if folder == CONTENT and nearest(name, {SYNONYMS_FILE}):
        return Hint(_RENAME, {"name": SYNONYMS_FILE})
    meant = nearest(name, wanted.union(_SINGLE_FILES))
    if meant is not None and folder.count("/") in (1, 2):
        return Hint(_RENAME, {"name": meant})
    last = folder.rpartition("/")[2]
    if last in _RECORD_NAMES:
        return Hint(_RENAME, {"name": f"{slug_of(stem) or _RECORD_NAMES[last]}.yaml"})
    if extension == "md" or folder == f"{CONTENT}/{PAGES}":
        return Hint(_MOVE, {"place": f"{CONTENT}/{PAGES}/{slug_of(stem) or 'page'}.md"})
    if folder.count("/") in (1, 2):
        return Hint(_MOVE, {"place": f"{folder}/{PLANS}/{slug_of(stem) or 'plan'}.yaml"})
    return None


def _stray_hint(folder: str, name: str) -> Hint | None:
    """Where a document that somebody may want published belongs."""
    owner, _, last = folder.rpartition("/")
    stem, _, extension = name.rpartition(".")
    if last == RESULTS and extension.lower() in _TABLE_WORDS:
        is_known = f".{extension.lower()}" in TABLES
        renamed = f"{slug_of(stem) or 'results'}.{extension.lower()}"
        return Hint(_RENAME, {"name": renamed}) if is_known else _SAVE_AS
    if last not in LISTS:
        owner = folder
    if owner.count("/") not in (1, 2) or owner == f"{CONTENT}/{PAGES}":
        return None
    return Hint(_MOVE, {"place": f"{owner}/{ATTACHMENTS}/{file_name_of(name) or name}"})
