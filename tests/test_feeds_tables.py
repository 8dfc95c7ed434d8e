"""Tables for Excel and programs: cells that stay what they are, a workbook others can read."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Never
from zipfile import ZipFile

import openpyxl
import pytest

from nokgen.domain.persons import without_names
from nokgen.feeds.columns import ITEMS, MEASURES
from nokgen.feeds.columns_of_results import INDICATORS, ORGANIZATIONS
from nokgen.feeds.delimited import Cell, csv_bytes, csv_lines
from nokgen.feeds.lines import Spec
from nokgen.feeds.workbook import Sheet, workbook_bytes
from nokgen.feeds.zipped import joined_part, part_of, piece_of, zip_file
from tests.feeds_under_test import unpacked
from tests.sites_under_test import ROOT


@pytest.mark.parametrize(
    ("cell", "excel", "standard"),
    [
        (None, "", ""),
        (0, "0", "0"),
        (-5, "-5", "-5"),
        (Decimal("-0.50"), "-0,50", "-0.50"),
        (Decimal("86.17"), "86,17", "86.17"),
        (True, "true", "true"),
        (False, "false", "false"),
        (date(2026, 3, 1), "2026-03-01", "2026-03-01"),
        ("0002001433", "0002001433", "0002001433"),
        ("=1+1", "'=1+1", "'=1+1"),
        ("+7 (900)", "'+7 (900)", "'+7 (900)"),
        ("- первое", "'- первое", "'- первое"),
        ("@сайт", "'@сайт", "'@сайт"),
        ("\tтабуляция", "'\tтабуляция", "'\tтабуляция"),
        ("a = b", "a = b", "a = b"),
        ("— тире", "— тире", "— тире"),
        ('«a»; "b",\nв две строки', '«a»; "b",\nв две строки', '«a»; "b",\nв две строки'),
    ],
)  # fmt: skip
def test_a_cell_stays_what_it_is(cell: Cell, excel: str, standard: str) -> None:
    for delimiter, expected in ((";", excel), (",", standard)):
        data = csv_bytes(("key", "other"), [(cell, "x")], delimiter=delimiter)
        text = io.StringIO(data.decode("utf-8-sig"), newline="")
        assert list(csv.reader(text, delimiter=delimiter)) == [["key", "other"], [expected, "x"]]


ROWS = [
    ("a", None, 1),
    ("", "", ""),
    ("a;b", "c", ";"),
    ("a,b", "«c»", "d"),
    ('a "b"', "c\rd", "e\nf"),
    (" ", "a'b", date(2026, 3, 1)),
]


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("row", [*ROWS, ("",), ("a",), (None,)])
def test_a_row_is_written_as_the_library_writes_it(row: tuple[Cell, ...], delimiter: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(row)
    assert csv_lines([row], delimiter=delimiter) == [text.getvalue().encode()]


def test_excel_knows_the_file_by_its_mark() -> None:
    assert csv_bytes(("a", "b"), [("я", 1)]) == b"\xef\xbb\xbf" + "a;b\r\nя;1\r\n".encode()
    assert csv_bytes(("a",), [("=x",)], marked=False, guarded=False) == b"a\r\n=x\r\n"


def test_a_workbook_is_read_by_another_program() -> None:
    rows: list[tuple[Cell, ...]] = [
        ("0002001433", Decimal("86.17"), date(2026, 3, 1), True, 5),
        (None, None, None, None, None),
        ("=HYPERLINK(1)", Decimal("-1.5"), date(1999, 12, 31), False, 0),
        (" <b> & «x»\nвторая\x07 ", None, None, None, -3),
    ]
    titles = ("Текст & <знаки>", "Число", "День", "Да", "Целое")
    sheets = (
        Sheet("Лист «1»", titles, (True, False, False, False, False), rows),
        Sheet("Пустой", ("А",), (True,), ()),
    )
    data = workbook_bytes("Книга & <она>", sheets)
    assert workbook_bytes("Книга & <она>", sheets) == data
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Лист «1»", "Пустой"]
    assert book.properties.title == "Книга & <она>"
    sheet = book.worksheets[0]
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows()] == [
        titles,
        ("0002001433", 86.17, datetime(2026, 3, 1), True, 5),
        (None, None, None, None, None),
        ("=HYPERLINK(1)", -1.5, datetime(1999, 12, 31), False, 0),
        (" <b> & «x»\nвторая ", None, None, None, -3),
    ]
    assert sheet["A4"].data_type == "s", "a text that looks like a formula is a text"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E5"


def test_what_looks_like_an_escape_of_excel_is_escaped() -> None:
    """`_x0041_` in a file is read as A (ECMA-376, ST_Xstring); openpyxl leaves it as it is."""
    data = workbook_bytes("", (Sheet("А", ("_x0041_",), (True,), ()),))
    assert b"_x005F_x0041_" in unpacked(data)["xl/sharedStrings.xml"]


def test_an_archive_has_no_day_of_its_own() -> None:
    text = "текст".encode() * 9
    parts = [part_of("b.txt", text), joined_part("a/b.txt", text * 2, [piece_of(text)] * 2)]
    with ZipFile(io.BytesIO(zip_file(parts, is_unpacked=True))) as archive:
        assert archive.testzip() is None
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [archive.read(name) for name in ("b.txt", "a/b.txt")] == [text, text * 2]


@pytest.mark.parametrize("spec", [MEASURES, ITEMS, ORGANIZATIONS, INDICATORS])
def test_keys_are_plain_and_of_their_own(spec: Spec[Never]) -> None:
    keys = keys_of(spec)
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", key) for key in keys)
    assert set(spec.keys) <= set(keys)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("заведующий", "заведующий"),
        ("Комитет образования г. Кировска", "Комитет образования г. Кировска"),
        ("Отдел культуры Полярных Зорь", "Отдел культуры Полярных Зорь"),
        ("Школа им. А. С. Пушкина", "Школа им. А. С. Пушкина"),
        ("ДК имени В.И. Ленина", "ДК имени В.И. Ленина"),
        ("Егорова Е. В., методист", "методист"),
        ("методист Егорова Е.В.", "методист"),
        ("методист (Егорова Елена Викторовна)", "методист"),
        ("П. П. Образцова", ""),
        ("Петрова-Водкина А.\u00a0А.; директор", "директор"),
        ("учителем Ивановой Марией Петровной", "учителем"),
        ("Иванов И. И., Петров П. П.", ""),
    ],
)
def test_persons_leave_and_posts_stay(text: str, left: str) -> None:
    assert without_names(text) == left


def test_the_document_names_every_column() -> None:
    """docs/data.md lists the columns of each table in their order."""
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    for keys in (keys_of(MEASURES), keys_of(ITEMS), keys_of(ORGANIZATIONS), keys_of(INDICATORS)):
        listed = r",\s+".join(f"`{key}`" for key in keys)
        assert re.search(rf"\n{listed}\n", text), keys


def keys_of(spec: Spec[Never]) -> list[str]:
    """The keys of a table in their order."""
    return [column.key for column in spec.columns]
