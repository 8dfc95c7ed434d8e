"""Files become tables whose every cell has a place, or a diagnostic says why not."""

from __future__ import annotations

import csv
import io
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nokgen.check import check
from nokgen.diagnostics import Diagnostic, Severity
from nokgen.limits import DEFAULTS
from nokgen.messages import messages_for
from nokgen.read import read_site
from nokgen.read.tables import Table, open_tables, read_table
from nokgen.read.tables.formats import Kind, kind_of, number_text
from nokgen.read.tables.table import column_letters
from nokgen.report import render_github, render_json, render_text

CSV, XLSX = "content/a/results/2021.csv", "content/a/results/2021.xlsx"
RU = messages_for("ru")
Rows = Iterable[Iterable[object]]


def table_of(data: bytes | str, path: str = CSV) -> Table:
    """The table of a file without errors."""
    table, found = read_table(data.encode() if isinstance(data, str) else data, path)
    assert [each for each in found if each.code.severity is Severity.ERROR] == []
    assert table is not None
    return table


def faults_of(data: bytes | str, path: str = CSV) -> list[Diagnostic]:
    return read_table(data.encode() if isinstance(data, str) else data, path)[1]


def slugs_of(data: bytes | str, path: str = CSV) -> list[str]:
    return [each.code.slug for each in faults_of(data, path)]


def workbook(
    rows: Rows, change: Callable[[openpyxl.Workbook], None] | None = None, title: str = "Лист1"
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """A workbook in which parts have other texts."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name, content in ({name: old.read(name) for name in old.namelist()} | parts).items():
            new.writestr(name, content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ROOT = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
SMALL: Rows = [["ИНН", "Итог"], ["5103020000", 86.17]]


def with_sheet(body: str, head: str = "") -> bytes:
    xml = f'<?xml version="1.0"?>{head}{ROOT}<sheetData>{body}</sheetData></worksheet>'
    return repacked(workbook(SMALL), {SHEET: xml})


# What Excel writes into CSV


@pytest.mark.parametrize(
    "text",
    [
        "ИНН;Итог\n5103020000;86,17\n",
        "\ufeffИНН;Итог\r\n5103020000;86,17\r\n",
        "ИНН\tИтог\n5103020000\t86,17",
        'ИНН,Итог\n5103020000,"86,17"\n',
        "sep=;\r\nИНН;Итог\r\n5103020000;86,17\r\n",
        'SEP=,\nИНН,Итог\n5103020000,"86,17"\n',
        "ИНН;Итог;;\n5103020000;86,17;;\n;;;\n\n",
        '"ИНН";"Итог"\n"=""5103020000""";86,17\n',
        'ИНН;Итог\n="5103020000";86,17\n',
        "\u00a0ИНН ;Итог\n 5103020000\u00a0;\u200b86,17\n",
        "Результаты, образование, 2021 год\n\nИНН;Итог\n5103020000;86,17\n",
        ";ИНН;Итог\n;5103020000;86,17\n",
    ],
)
def test_all_these_are_one_table(text: str) -> None:
    table = table_of(text)
    assert table.header == ("ИНН", "Итог")
    assert table.rows == (("5103020000", "86,17"),)


@pytest.mark.parametrize(("encoding", "name"), [("cp1251", "Windows-1251"), ("utf-16", "UTF-16")])
def test_older_encodings_of_excel_are_read_with_a_warning(encoding: str, name: str) -> None:
    data = "ИНН;Наименование\n5103020000;Детский сад № 5 «Ёлочка»\n".encode(encoding)
    table, (found,) = read_table(data, CSV)
    assert table is not None
    assert table.rows[0][1] == "Детский сад № 5 «Ёлочка»"
    assert (found.code.slug, found.params["encoding"]) == ("encoding-older", name)


def test_another_encoding_is_told_and_not_guessed() -> None:
    data = "ИНН;Наименование\n5103020000;Детский сад общеразвивающего вида\n".encode("cp866")
    assert slugs_of(data) == ["encoding-wrong"]


def test_a_cell_may_have_lines_and_a_number_its_spaces() -> None:
    table = table_of('ИНН;Название;Всего\n1;"Школа\r\n""Радуга""";1\u00a0234,5\n2;Сад;45 %\n')
    assert table.rows == (("1", 'Школа\n"Радуга"', "1 234,5"), ("2", "Сад", "45 %"))


@pytest.mark.parametrize(
    ("text", "slug", "cell", "shown"),
    [
        ("ИНН;Итог\n5,10302E+09;1", "number-garbled", "A2", "5,10302E+09"),
        ("ИНН;Итог\n1;5.1E-05", "number-garbled", "B2", "5.1E-05"),
        ("ИНН;Итог\n1;10.май", "number-became-date", "B2", "10.май"),
        ("ИНН;Итог\n1;1-Feb", "number-became-date", "B2", "1-Feb"),
        ("ИНН;Итог\n1;май.21", "number-became-date", "B2", "май.21"),
        ("ИНН;Итог\n1;#ДЕЛ/0!", "formula-failed", "B2", "#ДЕЛ/0!"),
        ("ИНН;Итог\n1;######", "formula-failed", "B2", "######"),
        ("ИНН;Итог\n510302000;1", "leading-zero-lost", "A2", "510302000"),
        ("ИНН;Итог\n1;2;прим.", "heading-missing", "C2", "прим."),
        ("ИНН,Итог\n1,86,17", "heading-missing", "C2", "17"),
        ('ИНН;Итог\n1;"Школа;2\n3;4', "cell-quote-unclosed", None, '"Школа;2'),
        ('ИНН;Итог\n"Сад "Ёлка"";1', "cell-quote-inside", None, '"Сад "Ёлка""'),
    ],
)
def test_what_is_garbled_is_shown_at_its_cell(
    text: str, slug: str, cell: str | None, shown: str
) -> None:
    (found,) = faults_of(text)
    span = found.span
    assert (found.code.slug, span.cell) == (slug, cell)
    assert span.excerpt is not None
    end = span.end_column if span.end_line == span.line else len(span.excerpt) + 1
    assert span.excerpt[span.column - 1 : end - 1] == shown
    assert found.hint is not None


@pytest.mark.parametrize(
    "text", ["2Е5", "май", "Мария", "1-2", "-", "№ 5", "2021-05-01", "5 мая 2021"]
)
def test_what_only_looks_garbled_is_left_alone(text: str) -> None:
    assert table_of(f"ИНН;Класс\n1;{text}\n").rows == (("1", text),)


def test_a_heading_that_became_a_date_is_restored() -> None:
    assert table_of("ИНН;01.янв;03.май\n5103020000;2;3\n").header == ("ИНН", "1.1", "3.5")


def test_faults_of_one_kind_are_told_so_many_times() -> None:
    assert len(faults_of("ИНН;Итог\n" + "1;1E+09\n" * 500)) == 50


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b";;;\n", "ИНН;Итог\n".encode()])
def test_without_data_there_is_no_table(data: bytes) -> None:
    assert slugs_of(data) == ["table-empty"]


# The header


@pytest.mark.parametrize("path", [CSV, XLSX])
def test_a_header_of_several_rows_gives_its_lowest_texts(path: str) -> None:
    rows = [
        ["Результаты оценки за 2021 год"],
        ["№", "ИНН", "Критерий\n1", "", "", "Итог"],
        ["", "", "1.1", "1.2", "1.3"],
        ["1", "2", "3", "4", "5", "6"],
        ["1", "5103020000", "90", "80", "", "85"],
    ]
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    data = stream.getvalue().encode() if path == CSV else workbook(rows)
    table = table_of(data, path)
    assert table.header == ("№", "ИНН", "1.1", "1.2", "1.3", "Итог")
    assert table.rows == (("1", "5103020000", "90", "80", "", "85"),)
    places = [table.header_span(column).cell for column in (1, 2, None)]
    sheet = "" if path == CSV else "Лист1!"
    assert places == [f"{sheet}B2", f"{sheet}C3", f"{sheet}3:3"]


@pytest.mark.parametrize(
    "text",
    [
        "Организация;ИНН;\nДетский сад;1;хорошо\n",  # what has no heading is no heading
        "ИНН;Итог;\n;86,17;90\n",
        "a;b;c;d\n1;2;3;4\n",  # answers of a respondent, and no numbers of columns
    ],
)
def test_a_row_of_data_never_gets_into_the_header(text: str) -> None:
    table, _found = read_table(text.encode(), CSV)
    assert table is not None
    assert len(table.rows) == 1


# Workbooks


def test_a_workbook_says_what_a_person_means() -> None:
    moment = datetime(2021, 9, 30, 14, 5)
    values = [86.17000000000001, 0.8617, 5103020000.0, 510302000, date(2021, 9, 30), moment]
    shapes = ["General", "0.00%", "General", "0000000000", "DD.MM.YYYY", "dd.mm.yy h:mm"]
    values += [
        timedelta(hours=30, minutes=5),
        time(14, 5),
        True,
        "  Школа\u00a0№ 5 ",
        0.1 + 0.2,
        1e20,
        "86,17",
    ]
    shapes += ["[h]:mm", "h:mm", "General", "General", '0.0" балла"', "General", "@"]

    def shape(book: openpyxl.Workbook) -> None:
        for column, code in enumerate(shapes, 1):
            book.worksheets[0].cell(2, column).number_format = code

    table = table_of(workbook([[f"c{n}" for n in range(len(values))], values], shape), XLSX)
    assert table.rows[0] == (
        *("86.17", "86.17%", "5103020000", "0510302000", "2021-09-30", "2021-09-30 14:05"),
        *("30:05:00", "14:05:00", "true", "Школа № 5", "0.3", "100000000000000000000", "86,17"),
    )


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (86.17000000000001, "86.17"),
        (5.103020000e9, "5103020000"),
        (5103020000, "5103020000"),
        (-0.5, "-0.5"),
        (0.30000000000000004, "0.3"),
        (45.0, "45"),
        (100, "100"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (10**4000, "1" + "0" * 4000),
    ],
)
def test_a_stored_number_loses_its_noise(stored: float, text: str) -> None:
    assert number_text(stored) == text


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", Kind.PLAIN),
        ("0.00%", Kind.PERCENT),
        ("mm-dd-yy", Kind.PLAIN),
        ("d-mmm", Kind.DAY_MONTH),
        ("mmm-yy", Kind.MONTH_YEAR),
        ("#,##0.00\\ [$₽-419]", Kind.PLAIN),
        ('[Red]0.0"дней"', Kind.PLAIN),
        ("[$-419]d\\ mmm;@", Kind.DAY_MONTH),
        ("[$-FC19]dd\\ mmmm\\ yyyy\\ \\г\\.", Kind.PLAIN),
        ("0.0%", Kind.PERCENT),
        ("0000000000", Kind.ZEROS),
    ],
)
def test_a_format_is_told_from_its_code(code: str, kind: Kind) -> None:
    assert kind_of(code)[0] is kind


def test_dates_may_be_counted_from_1904() -> None:
    def since_1904(book: openpyxl.Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    rows = [["ИНН", "Дата"], ["5103020000", date(2021, 9, 30)]]
    assert table_of(workbook(rows, since_1904), XLSX).rows[0][1] == "2021-09-30"


def test_the_first_visible_sheet_with_a_table_is_read() -> None:
    def more(book: openpyxl.Workbook) -> None:
        cover = book.create_sheet("Обложка", 0)
        cover.append(["Результаты"])
        cover.append(["за 2021 год"])
        hidden = book.create_sheet("Черновик", 0)
        hidden.sheet_state = "hidden"
        other = book.create_sheet("Культура")
        for row in [["ИНН", "Итог"], ["1", "2"]]:
            hidden.append(row)
            other.append(row)

    table, (found,) = read_table(workbook(SMALL, more, "Образование"), XLSX)
    assert table is not None
    assert table.rows == (("5103020000", "86.17"),)
    assert (found.code.slug, found.params["names"]) == ("sheet-ignored", "«Культура»")


def test_a_sheet_is_read_by_its_name() -> None:
    def more(book: openpyxl.Workbook) -> None:
        for name in ("Черновик", "Пустой", "Культура", "Медицина"):
            sheet = book.create_sheet(name)
            for row in [["ИНН", "Итог"], [name, 1e9]] if name != "Пустой" else []:
                sheet.append(row)
        book["Черновик"].sheet_state = "hidden"

    data = workbook(SMALL, more, "Образование")
    file, found = open_tables(data, XLSX)
    assert file is not None
    assert found == []
    assert file.sheets == ("Образование", "Культура", "Медицина")
    table, _found = file.table("Медицина")
    assert table is not None
    assert table.rows == (("Медицина", "1000000000"),)
    assert table.span(0, 1).cell == "Медицина!B2"
    (ignored,) = file.ignored(["Медицина"])
    assert ignored.params["names"] == "«Культура»"
    assert read_table(data, XLSX, "Черновик") == (None, [])


@pytest.mark.parametrize(
    ("cells", "slug", "cell"),
    [
        ('<c r="A2"><v>510302000</v></c>', "leading-zero-lost", "Лист1!A2"),
        ('<c r="A2"><f>B1</f></c><c r="B2"><v>1</v></c>', "formula-not-computed", "Лист1!A2"),
        (
            '<c r="A2"><f>B1</f><v></v></c><c r="B2"><v>1</v></c>',
            "formula-not-computed",
            "Лист1!A2",
        ),
        ('<c r="B2" t="e"><v>#REF!</v></c>', "formula-failed", "Лист1!B2"),
        ('<c r="C2"><v>7</v></c>', "heading-missing", "Лист1!C2"),
        ('<c r="B2" t="inlineStr"><is><t>01.фев</t></is></c>', "number-became-date", "Лист1!B2"),
    ],
)
def test_a_fault_of_a_workbook_has_its_sheet_and_cell(cells: str, slug: str, cell: str) -> None:
    names = ("ИНН", "Итог")
    head = "".join(f'<c t="inlineStr"><is><r><t>{name}</t></r></is></c>' for name in names)
    (found,) = faults_of(with_sheet(f"<row>{head}</row><row>{cells}</row>"), XLSX)
    assert (found.code.slug, found.span.cell, found.span.line) == (slug, cell, 2)


@pytest.mark.parametrize("cell", ['<c r="B2" t="str"><f>A1</f><v></v></c>', '<c r="B2" s="0"/>'])
def test_an_empty_value_is_no_formula_without_one(cell: str) -> None:
    head = '<row><c t="str"><v>ИНН</v></c><c t="str"><v>Итог</v></c></row>'
    row = f'<row><c r="A2" t="str"><v>5103020000</v></c>{cell}</row>'
    assert table_of(with_sheet(head + row), XLSX).rows == (("5103020000", ""),)


def test_a_number_that_became_a_date_in_a_workbook() -> None:
    def shape(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["B1"].number_format = sheet["B2"].number_format = "d-mmm"

    data = workbook([["ИНН", date(2024, 2, 1)], ["5103020000", date(2024, 5, 10)]], shape)
    table, (found,) = read_table(data, XLSX)
    assert table is not None
    assert (table.header, table.rows[0][1]) == (("ИНН", "1.2"), "10.5")
    assert (found.code.slug, found.span.cell) == ("number-became-date", "Лист1!B2")


# Hostile and broken files


def test_a_workbook_with_a_password() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    assert slugs_of(data, XLSX) == ["table-protected"]
    locked = bytearray(workbook(SMALL))
    at = locked.index(b"PK\x01\x02")  # the list of the archive
    locked[at + 8] |= 1
    assert slugs_of(bytes(locked), XLSX) == ["table-protected"]


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_a_workbook_with_macros(part: str) -> None:
    assert slugs_of(repacked(workbook(SMALL), {part: b"\x01"}), XLSX) == ["table-with-macros"]


ENTITIES = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>'
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), CSV),
        (workbook(SMALL), CSV),
        (workbook(SMALL)[:-40], XLSX),
        (b"PK\x03\x04" + bytes(100), XLSX),
        ("ИНН;Итог\n".encode(), XLSX),
        (b"<html><table><tr><td>1</td></tr></table></html>", CSV),
        (with_sheet("<row><c></row>"), XLSX),
        (with_sheet("", ENTITIES), XLSX),
        (with_sheet("", OUTSIDE), XLSX),
        (repacked(workbook(SMALL), {SHEET: f"{ROOT}</worksheet>".encode("utf-16")}), XLSX),
        (with_sheet('<row><c r="ZZZZ1"><v>1</v></c></row>'), XLSX),
        (with_sheet('<row><c t="s"><v>99999999999</v></c></row>'), XLSX),
        (repacked(workbook(SMALL), {SHEET: f'<a xmlns="{STRICT}"/>'}), XLSX),
        (repacked(workbook(SMALL), {"XL/Workbook.xml": "<a/>"}), XLSX),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, path: str) -> None:
    table, (found,) = read_table(data, path)
    assert table is None
    assert found.code.slug == "table-unreadable"
    assert found.hint is not None


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (b"1" * (10 * 1024 * 1024 + 1), CSV),
        (b"a;b\n" + b"1;2\n" * 20_001, CSV),
        (b"a;" * 300 + b"b\n1\n", CSV),
        (b'"";' * 100_000, CSV),
        (b"a;b\n1;" + b"x" * 32_768, CSV),
        (with_sheet('<row><c r="KP1"><v>1</v></c></row>'), XLSX),
        (with_sheet("<row/>" + " " * (21 * 1024 * 1024)), XLSX),
        (with_sheet("<a>" * 100 + "</a>" * 100), XLSX),
        (with_sheet("<a/>" * 40_001), XLSX),
    ],
    ids=["bytes", "rows", "columns", "wide", "text", "column", "bomb", "deep", "many"],
)
def test_what_is_too_large_is_refused(data: bytes, path: str) -> None:
    table, (found,) = read_table(data, path)
    assert table is None
    assert found.code.slug == "table-too-large"
    assert found.hint is not None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (CSV, "table_cells"),
        (CSV, "table_places"),
        (XLSX, "table_cells"),
        (XLSX, "workbook_cells"),
        (XLSX, "workbook_places"),
    ],
)
def test_cells_are_counted_while_they_are_read(path: str, name: str) -> None:
    data = b"a;b\n" + b"1;2\n" * 50 if path == CSV else workbook([["1", "2"]] * 50)
    _table, (found,) = read_table(data, path, limits=replace(DEFAULTS, **{name: 50}))
    assert (found.code.slug, found.params["key"]) == ("table-too-large", name)


def test_an_archive_that_lies_about_a_size_is_refused() -> None:
    data = bytearray(workbook(SMALL))
    at = data.index(SHEET.encode(), data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, at + 24, 5)
    assert slugs_of(bytes(data), XLSX) == ["table-unreadable"]


def test_the_largest_table_is_read() -> None:
    assert len(table_of(b"a;b\n" + b"1;2\n" * 20_000).rows) == 20_000


# Properties

SIGNS = st.sampled_from('ab"ё№-+#<> \n')
WORDS = st.text(SIGNS, max_size=8)
PLAIN = st.text(st.sampled_from("абв№«»"), min_size=1, max_size=5)
GRIDS = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.lists(PLAIN, min_size=width, max_size=width),
        st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=6),
    )
)


@settings(max_examples=60, deadline=None)
@given(grid=GRIDS, delimiter=st.sampled_from(";,\t"), all_quoted=st.booleans(), bom=st.booleans())
def test_what_python_writes_reads_back(
    grid: tuple[list[str], list[list[str]]], delimiter: str, all_quoted: bool, bom: bool
) -> None:
    header, rows = grid
    quoting = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=quoting).writerows([header, *rows])
    table, found = read_table(stream.getvalue().encode("utf-8-sig" if bom else "utf-8"), CSV)
    wanted = [tuple(cell.strip() for cell in row) for row in rows]
    filled = [row for row in wanted if any(row)]
    if not filled or any("#" in cell for row in filled for cell in row):
        return
    assert found == []
    assert table is not None
    assert table.header == tuple(header)
    assert list(table.rows) == filled
    for number, row in enumerate(table.rows):
        for column, text in enumerate(row):
            assert_stands_there(table, number, column, text, stream.getvalue())


def assert_stands_there(table: Table, row: int, column: int, text: str, source: str) -> None:
    """The place of a cell holds its text, in quotes or not."""
    span = table.span(row, column)
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert span.excerpt == lines[span.line - 1]
    stretch = lines[span.line - 1 : span.end_line]
    stretch[-1] = stretch[-1][: span.end_column - 1]
    stretch[0] = stretch[0][span.column - 1 :]
    found = "\n".join(stretch)
    if found.startswith('"'):
        found = found[1:-1].replace('""', '"')
    assert found.strip() == text
    assert span.cell is not None
    assert span.cell.startswith(column_letters(column))


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=2000), path=st.sampled_from([CSV, XLSX]))
def test_any_bytes_end_in_a_table_or_a_fault(data: bytes, path: str) -> None:
    assert_ends_well(data, path)


WHOLE = workbook([["ИНН", "Итог", "Дата"], ["5103020000", 86.17, date(2021, 9, 30)]])
PARTS = sorted(zipfile.ZipFile(io.BytesIO(WHOLE)).namelist())


@settings(max_examples=60, deadline=None)
@given(
    part=st.sampled_from(PARTS),
    at=st.integers(0, 3000),
    length=st.integers(0, 30),
    new=st.sampled_from(
        [b"", b"<c>", b"</row>", b'r="A1"', b"9" * 30, b"\xff", b"&b;", b"<v>-1e999"]
    ),
)
def test_a_workbook_broken_anywhere_ends_in_a_table_or_a_fault(
    part: str, at: int, length: int, new: bytes
) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        text = archive.read(part)
    at %= len(text)
    broken = text[:at] + new + text[at + length :]
    assert_ends_well(repacked(WHOLE, {part: broken}), XLSX)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255))
def test_an_archive_broken_anywhere_ends_in_a_table_or_a_fault(at: int, byte: int) -> None:
    assert_ends_well(WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :], XLSX)


def assert_ends_well(data: bytes, path: str) -> None:
    table, found = read_table(data, path)
    assert table is not None or found
    render_text(found, RU)
    if table is not None:
        for row in range(min(len(table.rows), 5)):
            assert table.span(row, None).cell
            assert len(table.rows[row]) == len(table.header)


VALUES = st.one_of(
    st.text(st.sampled_from("абё №\n<&"), max_size=6),
    st.integers(-(10**14), 10**14),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 4)),
    st.booleans(),
    st.none(),
)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_a_workbook_was_given_reads_back(rows: list[list[object]]) -> None:
    table, _found = read_table(workbook([["а", "б", "в"], *rows]), XLSX)
    wanted = [tuple(shown(value) for value in row) for row in rows]
    assert list(table.rows if table else ()) == [row for row in wanted if any(row)]


def shown(value: object) -> str:
    if isinstance(value, float):
        text = f"{value:.4f}"
        return text.rstrip("0").rstrip(".") if float(text) else "0"
    return "" if value is None else str(value).lower().strip()


# What is shown


def test_the_frame_names_the_cell() -> None:
    (found,) = faults_of('ИНН;Название;Итог\n1;"Школа\n№ 5";5,1E+09\n')
    assert render_text([found], RU).splitlines()[1:5] == [
        f"  ┌─ {CSV}:3:6 (ячейка C2, столбец «Итог»)",
        "  │",
        ' 3│ № 5";5,1E+09',
        "  │      ^^^^^^^",
    ]


def test_the_frame_of_a_workbook_shows_the_row() -> None:
    data = workbook([["№", "ИНН", "Итог"], [1, 510302000, 86.17]], title="Лист! 1")
    (found,) = faults_of(data, XLSX)
    assert render_text([found], RU).splitlines()[1:5] == [
        f"  ┌─ {XLSX}: лист «Лист! 1», ячейка B2, столбец «ИНН»",
        "  │",
        " 2│ 1 │ 510302000 │ 86.17",
        "  │     ^^^^^^^^^",
    ]
    annotation = render_github([found], RU).splitlines()[0]
    assert annotation.startswith(f"::error file={XLSX},title=nokgen%3A leading-zero-lost::лист «")
    shape = render_json([found], RU)
    assert '"cell": "Лист! 1!B2"' in shape
    assert '"line": 2,\n      "column": 1,' in shape


def test_a_row_has_a_place() -> None:
    table = table_of('ИНН;Название\n1;"Школа\n№ 5"\n2\n')
    span = table.span(0, None)
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 1, 3, 5)
    missing = table.span(1, 1)
    assert (missing.line, missing.column, missing.cell) == (4, 2, "B3")
    assert table.file_span.path == CSV


# In a site


def test_tables_of_results_are_read_and_no_others(tmp_path: Path) -> None:
    names = [
        "content/a/results/2021.csv",
        "content/a/b/results/2022.csv",
        "content/a/results/old/2020.csv",
        "content/a/documents/results/2019.csv",
        "content/a/plans/2018.csv",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("ИНН;Итог\n5103020000;1E+09\n", encoding="utf-8")
    tables = read_site(tmp_path).tables
    assert sorted(tables) == sorted(names[:2])
    told = [[each.code.slug for each in file.table()[1]] for file in tables.values()]
    assert told == [["number-garbled"]] * 2


def test_results_take_the_sheets_that_they_name(tmp_path: Path) -> None:
    cases = Path(__file__).parent / "cases"
    shutil.copytree(cases / "_base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(cases / "sheet-ignored" / "in", tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "content/primerskaya-oblast/primersk/results"

    def more(book: openpyxl.Workbook) -> None:
        for name, inn in (("Б", "5103020015"), ("В", "5103020008")):
            sheet = book.create_sheet(name)
            sheet.append(["ИНН", "Итог"])
            sheet.append([inn, 1e9])

    (folder / "2025-education.xlsx").write_bytes(workbook(SMALL, more, "А"))
    text = (folder / "2025-education.yaml").read_text(encoding="utf-8")
    (folder / "2025-education.yaml").write_text(f"{text}sheet: Б\n", encoding="utf-8")
    found = check(read_site(tmp_path), lambda _zone: date(2026, 11, 22)).diagnostics
    assert [(each.code.slug, each.span.cell) for each in found] == [("decimal-malformed", "Б!B2")]


def test_a_site_without_tables_imports_no_reader_of_them() -> None:
    code = "import sys, nokgen.read; print([m for m in sys.modules if 'openpyxl' in m or "
    code += "m in ('zipfile', 'csv', 'nokgen.read.tables.workbook')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_openpyxl_reads_xml_through_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML
