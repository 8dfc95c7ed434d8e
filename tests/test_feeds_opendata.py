"""Open data: tables, archive, passports and descriptions agree with each other and name nobody."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pytest
import yaml
from pyld import jsonld

from nokgen.feeds.delimited import csv_bytes
from nokgen.feeds.manifest import MANIFEST_FILE
from nokgen.feeds.passports import changed_on
from nokgen.feeds.tables import whole_tables
from nokgen.pages.data import data_page, size_words, table_rows
from nokgen.pages.due import due_page
from tests.feeds_under_test import (
    BASE,
    EXAMPLE,
    Exported,
    example,
    exported,
    only_data,
    real,
    unpacked,
)
from tests.sites_under_test import ROOT, TODAY, real_site
from tests.whole_under_test import about_all, country_of, soon_of

NAMES = ("measures", "items", "organizations", "indicators")
SETS = {name: f"data/opendata/0001990008-{name}/" for name in NAMES}


@pytest.fixture
def made() -> Exported:
    return example()


# Counts


def test_all_counts_agree(made: Exported) -> None:
    index = json.loads(made.files["api/v1/index.json"])["data"]["counts"]
    rows = {name: len(made.rows(f"data/{name}.csv")) for name in NAMES}
    assert rows == table_rows(country_of(made.edition))
    assert {name: index[name] for name in NAMES[:3]} == {name: rows[name] for name in NAMES[:3]}
    book = openpyxl.load_workbook(io.BytesIO(made.files["data/nok.xlsx"]), read_only=True)
    sheets = dict(zip(NAMES, book.worksheets, strict=False))
    assert {name: sum(1 for _ in sheets[name].rows) - 1 for name in NAMES} == rows
    for name, folder in SETS.items():
        (data,) = (path for path in made.files if path.startswith(f"{folder}data-"))
        assert len(made.rows(data, ",")) == rows[name]


def test_parts_make_up_the_whole(made: Exported) -> None:
    territories = [
        address
        for address, names in made.edition.offers.items()
        if {f"{name}.csv" for name in NAMES} & set(names)
    ]
    for name in NAMES:
        parts = [
            row
            for address in territories
            if f"{name}.csv" in made.edition.offers[address]
            for row in made.rows(f"{address.lstrip('/')}{name}.csv")
        ]
        whole = made.rows(f"data/{name}.csv")
        assert sorted(map(str, parts)) == sorted(map(str, whole))


def test_tables_of_all_are_joined_from_those_of_territories(made: Exported) -> None:
    files = {name: made.files[f"data/{name}.csv"] for name in NAMES}
    for table in whole_tables(files.__getitem__):
        assert files[table.spec.name] == csv_bytes(table.keys, table.rows)


def test_a_table_beside_a_page_holds_what_its_json_holds(made: Exported) -> None:
    seen = set()
    for address, names in made.edition.offers.items():
        if "data.csv" not in names or address == "/due/":
            continue
        rows = made.rows(f"{address.lstrip('/')}data.csv")
        data = json.loads(made.files[f"{address.lstrip('/')}data.json"])["data"]
        kind = next(
            key for key in ("sections", "items", "promises", "standings", "rows") if key in data
        )
        seen.add(kind)
        match kind:
            case "sections" | "promises":
                expected = [m["address"] for part in data[kind] for m in part["measures"]]
                assert [row["address"] for row in rows] == expected
            case "items":
                assert [row["address"] for row in rows] == [
                    item["measure"]["address"] for item in data["items"]
                ]
            case _:
                lines = [each.get("row", each) for each in data[kind]]
                values = [row["value"].replace(",", ".") for row in rows]
                assert [float(value) if value else None for value in values] == figures(lines)
    assert seen == {"sections", "items", "promises", "standings", "rows"}


def figures(lines: list[dict[str, Any]]) -> list[float | None]:
    """The figures of rows of the interface in the order of the table."""
    return [
        points["value"]
        for line in lines
        for points in (*line["indicators"].values(), *line["criteria"].values(), line["total"])
    ]


# Descriptions


def test_the_data_package_is_valid(made: Exported, tmp_path: Path) -> None:
    for name, content in unpacked(made.files["data/nok.zip"]).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["type", "note", "rowNumber"]) == []
    assert [task.stats["rows"] for task in report.tasks] == [
        table_rows(country_of(made.edition))[name] for name in NAMES
    ]


def test_the_archive_holds_what_stands_outside(made: Exported) -> None:
    inside = unpacked(made.files["data/nok.zip"])
    interface = {path for path in made.files if path.startswith("api/")}
    assert interface <= set(inside)
    for name, content in inside.items():
        if name != "README.txt":
            assert content == made.files[name if name in interface else f"data/{name}"], name


def test_the_catalogue_is_linked_data(made: Exported) -> None:
    catalog = json.loads(made.files["data/catalog.jsonld"])

    def no_network(url: str, options: object) -> None:
        raise AssertionError(f"{url} is asked for")

    (expanded,) = jsonld.expand(catalog, {"documentLoader": no_network})
    dcat = "http://www.w3.org/ns/dcat#"
    assert expanded["@type"] == [f"{dcat}Catalog"]
    datasets = expanded[f"{dcat}dataset"]
    assert len(datasets) == len(NAMES)
    for dataset in datasets:
        (distribution,) = dataset[f"{dcat}distribution"]
        (url,) = distribution[f"{dcat}downloadURL"]
        content = made.files[url["@id"].removeprefix(BASE)]
        assert distribution[f"{dcat}byteSize"][0]["@value"] == str(len(content))
    assert "@graph" in jsonld.flatten(catalog, {}, {"documentLoader": no_network})


def test_passports_name_what_is_there(made: Exported) -> None:
    register = made.rows("data/opendata/list.csv", ",")
    assert list(register[0]) == ["property", "title", "value", "format"]
    assert register[0]["value"] == "http://opendata.gosmonitor.ru/standard/3.0"
    assert [row["property"] for row in register[1:]] == [f"0001990008-{name}" for name in NAMES]
    day = changed_on(*about_all(made.edition)).strftime("%Y%m%d")
    for row in register[1:]:
        passport = row["value"].removeprefix(BASE)
        meta = {each["property"]: each["value"] for each in made.rows(passport, ",")}
        assert meta["identifier"] == row["property"]
        assert meta["title"] == row["title"]
        assert meta["modified"] == day
        assert meta["created"] == "20261122"
        assert meta["publisherphone"] == "+7 (0000) 5-55-55"
        data, structure = list(meta)[-2:]
        assert re.fullmatch(rf"data-{day}-structure-\d{{8}}\.csv", data)
        assert re.fullmatch(r"structure-\d{8}\.csv", structure)
        assert data.endswith(structure)
        fields = made.rows(meta[structure].removeprefix(BASE), ",")
        content = made.files[meta[data].removeprefix(BASE)]
        assert not content.startswith(b"\xef\xbb\xbf")
        header = content.decode().split("\r\n", 1)[0].split(",")
        assert [field["field name"] for field in fields] == header
        assert all(field["english description"].isascii() for field in fields)
        assert all(
            re.search("[а-яё]", field["russian description"], re.I)
            or field["russian description"] == "ИНН"
            for field in fields
        )


def test_days_of_open_data_are_without_dashes(made: Exported) -> None:
    (data,) = (path for path in made.files if path.startswith(f"{SETS['measures']}data-"))
    days = {row["due_to"] for row in made.rows(data, ",")} - {""}
    assert days
    assert all(re.fullmatch(r"\d{8}", day) for day in days)


def test_without_an_owner_the_page_says_how_to_get_passports() -> None:
    assert not [path for path in real().files if path.startswith("data/opendata/")]
    page = data_page(*about_all(real().edition), ())
    assert page.passports == ()
    assert "publisher" in page.how_to


# Private persons


def persons(value: object) -> Iterator[str]:
    """Every name of a person that content holds: who signs, answers, sits in a council."""
    if isinstance(value, dict):
        people = [value.get("signed_by"), value.get("responsible"), *(value.get("members") or ())]
        for each in people:
            if isinstance(each, dict) and each.get("name"):
                yield each["name"]
        for each in value.values():
            yield from persons(each)
    elif isinstance(value, list):
        for each in value:
            yield from persons(each)


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, with the initials before the surname or after it."""
    ways = set()
    for name in names:
        words = re.findall(r"[А-ЯЁа-яё-]+", name)
        surname = max(words, key=len)
        initials = r"\s*".join(rf"{word}\.?" for word in words if word != surname)
        ways |= {rf"{initials}\s*{surname}", rf"{surname}\s+{initials}"}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(ways))})(?!\w)")


def flat(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """All files, those of archives and documents, too; folded lines of calendars are joined."""
    for path, content in files.items():
        if path.endswith((".zip", ".xlsx", ".docx")):
            yield from ((f"{path}/{name}", each) for name, each in unpacked(content).items())
        else:
            yield path, content.replace(b"\r\n ", b"")


def test_no_person_leaves_in_an_export(made: Exported) -> None:
    found: dict[Path, set[str]] = {
        file: set(persons(yaml.safe_load(file.read_text(encoding="utf-8"))))
        for folder in (EXAMPLE, ROOT)
        for file in (folder / "content").rglob("*.yaml")
    }
    names = set().union(*found.values())
    assert len(names) >= 10, "the example has people to hide"
    pattern = pattern_of(names)
    assert pattern.search("прораб Школьная И.И.")
    surnames = [max(name.split(), key=len) for name in names]
    for path, content in (*flat(made.files), *flat(real().files)):
        text = content.decode("utf-8", "replace")
        if any(surname in text for surname in surnames):
            assert pattern.findall(text) == [], path


def test_persons_in_words_of_a_plan_are_left_out(tmp_path: Path) -> None:
    site = real_site(tmp_path / "site")
    (site / "content/murmanskaya-oblast/kirovsk/plans/2026-names.yaml").write_text(
        "title: План\nkind: media\nyear: 2026\nspheres: [education]\nsource: {title: Приказ}\n"
        "measures:\n"
        "  - {id: m1, title: Статья, deadline: декабрь 2026 года, responsible: "
        '["Тайнова Т. Т., методист", "Скрытный Семён Семёнович"]}\n',
        encoding="utf-8",
    )
    texts = {
        path: content.decode("utf-8", "replace") for path, content in flat(exported(site).files)
    }
    assert any("методист" in text for text in texts.values())
    assert [path for path, text in texts.items() if re.search("Тайнова|Скрытный", text)] == []


# Days


@pytest.fixture(scope="module")
def tomorrow() -> Exported:
    return exported(EXAMPLE, TODAY + timedelta(days=1), made=only_data)


def test_the_same_day_gives_the_same_bytes(made: Exported) -> None:
    again = exported(EXAMPLE, made=only_data).files
    assert again == {path: content for path, content in made.files.items() if path in again}


def test_a_quiet_day_changes_no_table(made: Exported, tomorrow: Exported) -> None:
    assert statuses(made) == statuses(tomorrow), "choose days on which nothing happens"
    assert changed_on(*about_all(made.edition)) == changed_on(*about_all(tomorrow.edition)) <= TODAY
    for path, content in made.files.items():
        if path.startswith("data/") and not path.endswith(".zip"):  # it holds JSON, too
            assert content == tomorrow.files[path], path
        if path.startswith("api/v1/") and path != "api/v1/due.json":
            assert timeless(content) == timeless(tomorrow.files[path]), path


def test_another_day_changes_only_statuses(made: Exported) -> None:
    other = exported(EXAMPLE, date(2027, 2, 1), made=only_data)
    assert statuses(made) != statuses(other)
    for name in NAMES:
        path = f"data/{name}.csv"
        before, after = keyed(made.rows(path)), keyed(other.rows(path))
        assert set(before) == set(after)
        changed = {
            key for row in before for key in before[row] if before[row][key] != after[row][key]
        }
        assert changed <= {"status", "status_label", "done", "claimed"}, path


def keyed(rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Rows by what tells them apart: newer plans come first, and what is new depends on the day."""
    names = ("address", "assessment_address", "inn", "indicator")
    return {" ".join(row.get(name, "") for name in names): row for row in rows}


def statuses(made: Exported) -> list[str]:
    """The status of every measure and item."""
    tables = ("data/measures.csv", "data/items.csv")
    return [row["status"] for path in tables for row in made.rows(path)]


def timeless(content: bytes) -> bytes:
    """A file of the interface without the day of its making, and without days left or late."""
    text = re.sub(rb'"(today|generated_at)":"[^"]*"', b"", content)
    return re.sub(rb'("status":\{[^}]*"days":)\d+', rb"\1", text)


# Pages


def test_the_page_links_to_files_that_are_there(made: Exported) -> None:
    page = data_page(*about_all(made.edition), ())
    documents = [file for group in page.groups for file in group.files] + list(page.passports)
    hrefs = [file.link.href for file in documents if file.kind]
    assert len(hrefs) == len(set(hrefs)) >= 15
    files = {*made.files, MANIFEST_FILE}  # it is made when all others stand
    for document in documents:
        if document.kind:
            path = document.link.href.removeprefix("../")
            path = path if path in files else f"data/{path}"
            assert path in files
            if document.size:
                assert document.size == size_words(len(made.files[path]), made.edition.messages)
    assert page.how_to == ""


def test_what_is_due_is_the_same_everywhere(made: Exported) -> None:
    soon = soon_of(made.edition)
    assert soon.ahead
    assert soon.overdue
    days = (TODAY + timedelta(days=90), TODAY)
    assert all(days[1] <= due.day <= days[0] for due in soon.ahead)
    data = json.loads(made.files["due/data.json"])["data"]
    rows = made.rows("due/data.csv")
    page = {group.id: len(group.items) for group in due_page(*about_all(made.edition)).groups}
    counts = {name: len(getattr(soon, name)) for name in ("ahead", "overdue", "done")}
    assert {name: len(data[name]) for name in counts} == counts
    assert {name: sum(row["group"] == name for row in rows) for name in counts} == counts
    assert {
        "ahead": page["week"] + page["month"] + page["quarter"],
        "overdue": page["overdue"],
        "done": page["done"],
    } == counts
    events = made.files["due/calendar.ics"].count(b"BEGIN:VEVENT")
    assert events == counts["ahead"] + counts["overdue"]


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 КБ"), (1500, "1 КБ"), (630_000, "615 КБ"), (1_300_000, "1,2 МБ")]
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size, real().edition.messages) == words
