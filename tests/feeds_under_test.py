"""Files for programs as tests look at them: sources and a day go in, paths and bytes come out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from nokgen.check import check
from nokgen.feeds import (
    Packed,
    Standing,
    copies_of_all,
    data_of,
    data_of_all,
    packed_tables,
)
from nokgen.feeds.api import api_of, index_file, openapi_file, site_due
from nokgen.feeds.opendata import open_data_files, tables_of
from nokgen.model import Municipality, Region, build_site
from nokgen.pages import Edition, Group, Links, OutputFile, Whole
from nokgen.pages.overview import territories
from nokgen.read import read_site
from tests.sites_under_test import ROOT, TODAY
from tests.whole_under_test import (
    about_all,
    edition_of_site,
    feeds_of_all,
    of_all,
    soon_of,
    whole_of,
)

BASE = "https://example.org/nok/"
EXAMPLE = ROOT / "examples" / "site"


@dataclass(frozen=True)
class Exported:
    """What a build hands out besides its pages."""

    edition: Edition = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def offers(self) -> Mapping[str, tuple[str, ...]]:
        """The files beside all pages, by address."""
        return {**self.edition.offers, **about_all(self.edition)[0].offers}

    def rows(self, path: str, delimiter: str = ";") -> list[dict[str, str]]:
        """The rows of a CSV file."""
        text = self.files[path].decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def data_files(edition: Edition) -> Iterable[OutputFile]:
    """Every file beside the pages: of each territory, then of the whole site."""
    made = of_territories(edition, data_of)
    whole, standing = whole_of(edition), {file.path: Stood(file) for file in made}
    of_whole = of_all(edition, whole)
    groups = data_of_all(
        *(of_whole, whole, feeds_of_all(edition), standing_of(standing)), packed_of(whole, standing)
    )
    own = tuple(taken(groups, standing))
    copies = copies_of_all(of_whole, whole.country, standing)
    return (*made, *own, *(OutputFile(old, standing[new].file.content) for old, new in copies))


class Stood(NamedTuple):
    """A file that was made, as if it stood somewhere."""

    file: OutputFile

    @property
    def path(self) -> str:
        """Its path."""
        return self.file.path

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return len(self._content)

    @property
    def sha256(self) -> bytes:
        """Its SHA-256."""
        return sha256(self._content).digest()

    @property
    def _content(self) -> bytes:
        assert isinstance(self.file.content, bytes)
        return self.file.content


def standing_of(files: Mapping[str, Stood]) -> Standing:
    """Files that are there to be joined and packed."""
    return Standing(files, lambda path: files[path].file.content)


def packed_of(whole: Whole, files: Mapping[str, Stood]) -> list[Packed]:
    """The tables of each region for the archive."""
    return [packed_tables(part.outline, standing_of(files), Packed()) for part in whole.parts]


def taken(groups: Iterable[Group], standing: dict[str, Stood]) -> Iterator[OutputFile]:
    """The files of groups, each of which stands before the next group is asked for."""
    for group in groups:
        for file in group.files():
            standing[file.path] = Stood(file)
            yield file


def open_data(edition: Edition, made: Iterable[OutputFile]) -> tuple[OutputFile, ...]:
    """The files of /data/, of files that were made before."""
    whole, standing = whole_of(edition), {file.path: Stood(file) for file in made}
    groups = open_data_files(
        of_all(edition, whole), whole, standing_of(standing), packed_of(whole, standing)
    )
    return tuple(taken(groups, standing))


def of_territories(
    edition: Edition, made: Callable[[Edition, Region, Municipality | None], Iterable[OutputFile]]
) -> tuple[OutputFile, ...]:
    """What is made of each territory, in their order."""
    every = territories(edition.site)
    return tuple(file for place in every for file in made(edition, *place))


def exported(
    root: Path,
    today: date = TODAY,
    base_url: str | None = BASE,
    made: Callable[[Edition], Iterable[OutputFile]] = data_files,
) -> Exported:
    """The files for programs of the site at `root`: no pages, and no pictures, which take long."""
    content = check(read_site(root), lambda _zone: today).content
    assert content is not None
    links = Links.at(base_url, from_disk=False)
    site = build_site(content, today)
    site = replace(site, record=site.record.model_copy(update={"pictures": False}))
    edition = edition_of_site(site, links, root)
    files = tuple(made(edition))
    contents = {file.path: file.content for file in files if isinstance(file.content, bytes)}
    assert len(contents) == len(files)
    sizes = {path: len(content) for path, content in contents.items()}
    return Exported(edition.with_sizes(sizes), contents)


@cache
def example() -> Exported:
    """The example of today; the owner of its open data is named."""
    return exported(EXAMPLE)


@cache
def real() -> Exported:
    """The real site of today; its owner of open data is not named."""
    return exported(ROOT)


def only_data(edition: Edition) -> Iterable[OutputFile]:
    """The JSON files and the tables alone."""
    made = (*of_territories(edition, api_of), *api_of_all(edition))
    tables = of_territories(edition, tables_of)
    return (*made, *tables, *open_data(edition, (*made, *tables)))


def api_of_all(edition: Edition) -> tuple[OutputFile, ...]:
    """The JSON files about the whole site."""
    of_whole, country = about_all(edition)
    due = site_due(of_whole, soon_of(edition), feeds_of_all(edition).rows())
    return (*due, index_file(of_whole, country), openapi_file(of_whole))


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of an archive, a workbook or a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
