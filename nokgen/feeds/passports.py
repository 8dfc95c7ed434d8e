"""Tables go in; the register of open data, passports, structures and data come out.

The form is that of the methodical recommendations for bodies of power, version 3.0 (protocol of the
government commission of 29.05.2014 No 4): UTF-8, commas, days as YYYYMMDD. Addresses in them are
absolute, and a set is named by the ИНН of its owner: without either there are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from nokgen.feeds.columns import STRUCTURE_OF
from nokgen.feeds.delimited import Cell, csv_bytes, harmless
from nokgen.feeds.lines import Type
from nokgen.feeds.tables import Table
from nokgen.messages import N_, messages_for
from nokgen.model.outline import Country
from nokgen.pages import Edition, OutputFile
from nokgen.pages.layout import DATA
from nokgen.records.site import Publisher

FOLDER = f"{DATA}opendata/"
STANDARD = "http://opendata.gosmonitor.ru/standard/3.0"
SUBJECT = N_("independent assessment, quality of services, plans, results")


def passport_files(
    edition: Edition, country: Country, tables: Iterable[Table]
) -> Iterator[OutputFile]:
    """`list.csv`, and for each table its passport, its structure and its data."""
    publisher = edition.site.record.publisher
    if publisher is None or not edition.links.base_url:
        return
    changed = changed_on(edition, country)
    rows: list[tuple[Cell, ...]] = [
        ("standardversion", edition.messages.gettext("Version of the form"), STANDARD, None)
    ]
    for table in tables:
        name, title = set_name(publisher, table), edition.messages.gettext(table.spec.title)
        folder = f"{FOLDER}{name}/"
        rows.append((name, title, edition.links.absolute(f"{folder}meta.csv"), "csv"))
        yield from _set_files(edition, publisher, table, folder, changed)
    yield _file(f"{FOLDER}list.csv", ("property", "title", "value", "format"), rows)


def set_name(publisher: Publisher, table: Table) -> str:
    """The name of a set of data: <ИНН>-<name>."""
    return f"{publisher.inn}-{table.spec.name}"


def changed_on(edition: Edition, country: Country) -> date:
    """The last day on which content, the status of a measure or the columns changed."""
    today, publisher = edition.site.today, edition.site.record.publisher
    days = {STRUCTURE_OF}
    if publisher is not None and publisher.since:
        days.add(publisher.since)
    for part in country.parts():
        days.update(part.changed.values())
        if part.turned:
            days.add(part.turned)
    return max((day for day in days if day <= today), default=today)


def _set_files(
    edition: Edition, publisher: Publisher, table: Table, folder: str, changed: date
) -> Iterator[OutputFile]:
    structure = f"structure-{_day(STRUCTURE_OF)}"
    data = f"data-{_day(changed)}-{structure}"
    say, russian = edition.messages.gettext, messages_for("ru").gettext
    yield _file(
        f"{folder}meta.csv",
        ("property", "value"),
        _known(
            ("standardversion", STANDARD),
            ("identifier", set_name(publisher, table)),
            ("title", say(table.spec.title)),
            ("description", say(table.spec.row)),
            ("creator", publisher.name),
            ("created", _day(publisher.since) if publisher.since else None),
            ("modified", _day(changed)),
            ("subject", say(SUBJECT)),
            ("format", "csv"),
            ("provenance", say("New data of plans, reports and assessments")),
            ("publishername", publisher.name),
            ("publisherphone", publisher.phone),
            ("publishermbox", publisher.email),
            (f"{data}.csv", edition.links.absolute(f"{folder}{data}.csv")),
            (f"{structure}.csv", edition.links.absolute(f"{folder}{structure}.csv")),
        ),
    )
    yield _file(
        f"{folder}{structure}.csv",
        ("field name", "english description", "russian description", "format"),
        (
            (column.key, column.title, russian(column.title), _FORMATS[column.type])
            for column in table.spec.columns
        ),
    )
    yield _file(
        f"{folder}{data}.csv",
        table.keys,
        ([_day(cell) if isinstance(cell, date) else cell for cell in row] for row in table.rows),
        guarded=True,
    )


_PHONE = re.compile(r"\+[0-9][0-9 ()-]*")
_FORMATS = {
    Type.TEXT: "string",
    Type.WHOLE: "integer",
    Type.NUMBER: "decimal",
    Type.DAY: "date (YYYYMMDD)",
    Type.TRUTH: "boolean",
}


def _known(*rows: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    """The rows that have a value: what the owner did not say is left out.

    No value can be taken for a formula; a telephone (+7 …) computes nothing and stays as it is.
    """
    return (
        (name, value if _PHONE.fullmatch(value) else harmless(value))
        for name, value in rows
        if value
    )


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _file(
    address: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, guarded: bool = False
) -> OutputFile:
    content = csv_bytes(header, rows, delimiter=",", marked=False, guarded=guarded)
    return OutputFile(address.lstrip("/"), content)
