"""The site and its JSON files go in; the tables beside pages and all of /data/ come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from nokgen.feeds.archive import packed
from nokgen.feeds.catalog import CATALOG_FILE, PACKAGE_FILE, data_package, dcat_catalog
from nokgen.feeds.delimited import Cell
from nokgen.feeds.lines import Type
from nokgen.feeds.passports import passport_files
from nokgen.feeds.tables import SPECS, Table, tables_beside, whole_files, whole_tables
from nokgen.feeds.workbook import Sheet, workbook_bytes
from nokgen.model import Municipality, Region
from nokgen.model.outline import Country
from nokgen.pages import Edition, OutputFile, bounds
from nokgen.pages.data import ARCHIVE_FILE, RIGHTS, WORKBOOK_FILE, has_workbook
from nokgen.pages.layout import DATA

README_FILE = "README.txt"


def tables_of(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[OutputFile]:
    """The tables beside the pages of a territory."""
    for path, content in tables_beside(edition, region, municipality).items():
        yield OutputFile(path, content)


# What takes longest: a preview may do with those of before until there is time.
SLOW_FILES = tuple(f"{DATA.lstrip('/')}{name}" for name in (WORKBOOK_FILE, ARCHIVE_FILE))


def open_data_files(
    edition: Edition,
    country: Country,
    made: Sequence[OutputFile],
    kept: Mapping[str, Path] | None = None,
) -> Iterator[OutputFile]:
    """Tables of all, a workbook, descriptions, passports, and an archive.

    `made` are the files of all territories and those of the interface about all: the tables are
    joined from theirs, the archive holds the interface, too. `kept` are slow files of before that
    are to stay, by their paths.
    """

    def file(name: str, content: Callable[[], bytes]) -> OutputFile:
        old = (kept or {}).get(f"{DATA.lstrip('/')}{name}")
        return _file(name, content() if old is None else old)

    tables = {file.path: file.content for file in made if file.path.endswith(".csv")}
    files = whole_files(country, tables)
    named = {f"{name}.csv": content for name, content in files.items()}
    sizes = {name: len(content) for name, content in named.items()}
    named[PACKAGE_FILE] = data_package(edition, SPECS, files)
    yield from (_file(name, content) for name, content in named.items())
    yield _file(CATALOG_FILE, dcat_catalog(edition, SPECS, sizes))
    if has_workbook(country):
        yield file(WORKBOOK_FILE, lambda: _workbook(edition, tuple(whole_tables(files))))
    api = [each for each in made if _is_api(each)]
    yield file(ARCHIVE_FILE, lambda: _archive(edition, named, api))
    yield from passport_files(edition, country, whole_tables(files))


def _is_api(file: OutputFile) -> bool:
    return file.path.startswith("api/")


def _file(name: str, content: bytes | Path) -> OutputFile:
    return OutputFile(f"{DATA.lstrip('/')}{name}", content)


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


def _archive(edition: Edition, named: Mapping[str, bytes], api: Sequence[OutputFile]) -> bytes:
    """The tables of all with their description, the files of the interface, a word about them.

    Without the files of the interface where there are too many of them.
    """
    site, say = edition.site, edition.messages.gettext
    lines = (
        site.record.title,
        edition.links.absolute(DATA),
        say("As of %(day)s", day=edition.messages.day(site.today)),
        say("*.csv: tables for Excel and programs; datapackage.json tells what each column means."),
        say("api/v1/: the same and more as JSON; api/v1/openapi.json describes it.")
        if len(api) <= bounds.FILES
        else "",
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
    interface = [(file.path, file.content) for file in api if len(api) <= bounds.FILES]
    return packed(((README_FILE, readme.encode("utf-8-sig")), *named.items(), *interface))
