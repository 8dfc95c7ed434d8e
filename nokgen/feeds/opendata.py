"""The site and its JSON files go in; the tables beside pages and all of /data/ come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from nokgen.feeds.catalog import CATALOG_FILE, PACKAGE_FILE, data_package, dcat_catalog
from nokgen.feeds.delimited import Cell
from nokgen.feeds.lines import Type
from nokgen.feeds.passports import passport_files
from nokgen.feeds.standing import Standing, SummedFile
from nokgen.feeds.tables import (
    SPECS,
    Packed,
    Table,
    joined_tables,
    parts_of,
    tables_beside,
    whole_table,
    whole_tables,
)
from nokgen.feeds.workbook import Sheet, workbook_bytes
from nokgen.feeds.zipped import Part, part_of, zip_file
from nokgen.model import Municipality, Region
from nokgen.pages import Edition, Group, OutputFile, Whole, bounds
from nokgen.pages.data import ARCHIVE_FILE, RIGHTS, WORKBOOK_FILE, has_passports, has_workbook
from nokgen.pages.layout import DATA

README_FILE = "README.txt"


def tables_of(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[OutputFile]:
    """The tables beside the pages of a territory."""
    for path, content in tables_beside(edition, region, municipality).items():
        yield OutputFile(path, content)


def _path(name: str) -> str:
    """The path of a file in /data/."""
    return f"{DATA.lstrip('/')}{name}"


# What takes longest: a preview may do with those of before until there is time.
SLOW_FILES = tuple(map(_path, (WORKBOOK_FILE, ARCHIVE_FILE)))


def open_data_files(
    edition: Edition,
    whole: Whole,
    standing: Standing,
    packed: Sequence[Packed],
    kept: Mapping[str, Path] | None = None,
) -> Iterator[Group]:
    """Tables of all, a workbook, descriptions, passports, and an archive.

    `standing` are the files of all territories and those of the interface about all: the tables are
    joined from theirs, the archive holds the interface, too, and what is `packed` of each
    region. `kept` are slow files of before that are to stay, by their paths.
    """
    country = whole.country
    parts = parts_of(country, standing)
    of = tuple(map(standing.sums, parts.values()))
    yield Group("tables", of, lambda: _described(edition, parts, standing))

    def table(name: str) -> bytes:
        return standing.data(_path(f"{name}.csv"))

    def slow(name: str, of: tuple[str, ...], content: Callable[[], bytes]) -> Group:
        old = (kept or {}).get(_path(name))
        if old is None:
            return Group(name, of, lambda: (_file(name, content()),))
        return Group(name, None, lambda: (_file(name, old),))

    if has_workbook(country):
        yield slow(WORKBOOK_FILE, of, lambda: _workbook(edition, tuple(whole_tables(table))))
    api = [path for path in standing.files if path.startswith("api/")]
    api = api if len(api) <= bounds.FILES else []
    of_all = (*of, standing.sums(api))
    yield slow(
        ARCHIVE_FILE, of_all, lambda: _archive(edition, joined_tables(table, packed), api, standing)
    )
    if has_passports(edition):
        yield Group(
            "passports",
            (*of, whole.sum),
            lambda: passport_files(edition, country, whole_tables(table)),
        )


def _described(
    edition: Edition, parts: Mapping[str, tuple[str, ...]], standing: Standing
) -> Iterator[OutputFile]:
    """The tables of everything, and what describes them."""
    sums: dict[str, SummedFile] = {}
    for spec in SPECS:  # one at a time: those of a country are large
        content = whole_table(spec, parts[spec.name], standing)
        file = _file(f"{spec.name}.csv", content)
        sums[spec.name] = SummedFile.of(file.path, content)
        yield file
        del content, file
    package = data_package(edition, SPECS, sums)
    yield _file(PACKAGE_FILE, package)
    sizes = {f"{name}.csv": each.size for name, each in sums.items()}
    yield _file(CATALOG_FILE, dcat_catalog(edition, SPECS, sizes))


def _file(name: str, content: bytes | Path) -> OutputFile:
    return OutputFile(_path(name), content)


def _workbook(edition: Edition, tables: Sequence[Table]) -> bytes:
    say = edition.messages.gettext
    sheets = [
        Sheet(
            name=say(table.spec.sheet),
            titles=tuple(say(column.title) for column in table.spec.columns),
            broad=tuple(column.type is Type.TEXT for column in table.spec.columns),
            rows=table.rows,
        )
        for table in tables
    ]
    titles = (say("Table"), say("Column"), say("Key in CSV"), say("What it means"))
    meanings: list[tuple[Cell, ...]] = [
        (
            say(table.spec.sheet),
            say(column.title),
            column.key,
            say(column.note) if column.note else None,
        )
        for table in tables
        for column in table.spec.columns
    ]
    legend = Sheet(say("Columns"), titles, (True,) * len(titles), meanings)
    return workbook_bytes(edition.site.record.title, (*sheets, legend))


def _archive(
    edition: Edition, tables: Iterable[Part], api: Sequence[str], standing: Standing
) -> bytes:
    """The tables of all with their description, files of the interface, a word about them."""
    site, say = edition.site, edition.messages.gettext
    lines = (
        site.record.title,
        edition.links.absolute(DATA),
        say("As of %(day)s", day=edition.messages.day(site.today)),
        say("*.csv: tables for Excel and programs; datapackage.json tells what each column means."),
        say("api/v1/: the same and more as JSON; api/v1/openapi.json describes it.") if api else "",
        say(RIGHTS),
        *(
            (
                say("This site is an example."),
                say("The towns, plans and reports on it are invented."),
            )
            if site.record.fictional
            else ()
        ),
    )
    readme = "\r\n".join(filter(None, lines)) + "\r\n"
    interface = (part_of(path, standing.data(path)) for path in api)
    parts = (
        part_of(README_FILE, readme.encode("utf-8-sig")),
        *tables,
        part_of(PACKAGE_FILE, standing.data(_path(PACKAGE_FILE))),
        *interface,
    )
    return zip_file(parts, is_unpacked=True)
