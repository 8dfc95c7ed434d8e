"""Papers and tables of plans to remove shortcomings: the numbers of the pages, nobody's name."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.document import Document

from nokgen.feeds import documents, word_form
from nokgen.feeds.documents import documents_of
from nokgen.feeds.word import Grid, Paper, Span, Text, docx_bytes
from nokgen.feeds.zipped import part_of, zip_file
from nokgen.pages.improvement_lines import lines_of
from nokgen.pages.overview import owners
from tests.feeds_under_test import of_territories
from tests.fictional_site import REGION, TOWN, edition, made
from tests.test_improvement_pages import classed, figures, plan

REPORT = f"{TOWN}consolidated/education/report/"


def paper(path: str) -> Document:
    """A DOCX file as a word processor reads it."""
    return docx.Document(io.BytesIO(made().files[path.lstrip("/")]))


def table(path: str) -> list[dict[str, str]]:
    """A CSV file as Excel reads it."""
    text = made().files[path.lstrip("/")].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def words(document: Document) -> str:
    """Everything that a paper says, also its head and its foot."""
    cells = (cell.text for t in document.tables for row in t.rows for cell in row.cells)
    foot = (p.text for section in document.sections for p in section.footer.paragraphs)
    core = document.core_properties
    named = (core.author, core.last_modified_by, core.title, core.comments, core.keywords)
    return "\n".join((*(p.text for p in document.paragraphs), *cells, *foot, *named))


def items(document: Document) -> list[list[str]]:
    """The rows of the form: without its head, the rows that name a group, and dashes."""
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows][1:]
    return [row for row in rows if len(set(row)) > 1]


@pytest.mark.parametrize("address", [f"{TOWN}consolidated/", f"{REGION}consolidated/"])
def test_paper_table_and_page_of_a_consolidated_plan_agree(address: str) -> None:
    page = made().pages[address]
    told = figures(page)
    document, rows = paper(f"{address}svodny-plan.docx"), table(f"{address}svodny-plan.csv")
    assert document.core_properties.title == page.one("h1").text
    assert len(items(document)) == len(rows) == int(told[0].split()[0])
    counted = "; ".join(f"{text.split(' ', 1)[1]}: {text.split(' ', 1)[0]}" for text in told)
    assert f"{counted[0].upper()}{counted[1:]}." in words(document)
    assert Counter(row[-1] for row in items(document)) == Counter(row["Статус"] for row in rows)


def test_the_plan_of_an_organisation_is_a_form_with_a_dash_where_nothing_was_found() -> None:
    document = paper(f"{TOWN}improvement/2025-school3/plan.docx")
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [row[0] for row in rows] == [
        "Недостаток",
        "I. Открытость и доступность информации",
        "На сайте нет раздела о независимой оценке",
        "II. Комфортность условий",
        "—",
        "III. Доступность для инвалидов",
        "Вход в школу не оборудован для инвалидов-колясочников",
        "IV. Доброжелательность и вежливость работников",
        "Есть жалобы на невежливость вахтёров",
        "V. Удовлетворённость условиями",
        "—",
    ]
    assert rows[2][2:4] == ["до 1 марта 2026 года", "директор"]
    assert rows[2][4:] == ["—", "—", "Просрочено на 266 дней"]


def test_an_adopted_plan_has_its_stamp_and_a_moved_deadline_its_reason() -> None:
    document = paper(f"{TOWN}improvement/2025-romashka/plan.docx")
    stamp = [p.text for p in document.paragraphs if p.style and p.style.name == "Stamp"]
    assert stamp[0] == "УТВЕРЖДЁН"
    assert stamp[1].replace("\u00a0", " ") == "приказ от 16 января 2026 года № 6-д"
    (moved,) = [row[2] for row in items(document) if row[0].startswith("Отсутствует пандус")]
    assert moved == (
        "до 1 сентября 2026 года\n25 августа 2026 года перенесено. Новый срок: до 15 декабря 2026 "
        "года. Причина: Подрядчик не уложился в срок."
    )


@pytest.mark.parametrize("year", [2026, 2024, 2023, 2027])
def test_paper_table_and_page_of_a_report_agree(year: int) -> None:
    sections = classed(made().pages[REPORT], "report-year")
    (section,) = [s for s in sections if s.one("h2").attributes["id"] == f"year-{year}"]
    told = [int(text.split()[0]) for text in figures(section)]
    document = paper(f"{REPORT}svodny-otchet-{year}.docx")
    for grid in document.tables:
        assert [int(cell.text) for cell in grid.rows[-1].cells[1:]] == told
    rows = table(f"{REPORT}svodny-otchet-{year}.csv")
    due = list(rows[0]).index("Подлежало устранению")
    sums = [sum(int(row[name]) for row in rows) for name in list(rows[0])[due:]]
    assert [number for number in sums if number] == [number for number in told if number]
    named = [p.text for p in document.paragraphs if p.style and p.style.name == "List Bullet"]
    assert len(named) == sum(1 for box in classed(section, "silence-box") for _ in box.all("li"))


def test_no_file_names_a_person() -> None:
    items_ = [i for owner in owners(edition().site) for p in owner.improvements for i in p.items]
    names = {i.record.responsible.name for i in items_ if i.record.responsible} - {None}
    surnames = {str(name).split()[-1] for name in names}
    assert len(surnames) > 1
    page = made().pages[f"{TOWN}improvement/2025-romashka/"].text
    assert any(surname in page for surname in surnames)
    for path, content in made().files.items():
        if path.endswith((".docx", ".csv")):
            told = words(paper(path)) if path.endswith(".docx") else content.decode()
            assert [surname for surname in surnames if surname in told] == [], path


def test_every_file_that_a_page_offers_is_there_and_no_other() -> None:
    offered = {
        f"{address}{link.attributes['href']}".lstrip("/")
        for address, page in made().pages.items()
        for link in page.one("main").all("a")
        if link.attributes["href"].endswith((".docx", ".csv"))
    }
    made_here = {path for path in made().files if path.endswith((".docx", ".csv"))}
    # The table of a single plan is made with all other data.
    assert {path for path in offered if not path.endswith("/data.csv")} == made_here


def test_the_same_content_gives_the_same_bytes() -> None:
    word_form.form.cache_clear()
    again = {file.path: file.content for file in of_territories(edition(), documents_of)}
    assert again == {path: made().files[path] for path in again}
    with zipfile.ZipFile(
        io.BytesIO(made().files[f"{TOWN}consolidated/svodny-plan.docx".lstrip("/")])
    ) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_paper_says_of_which_day_it_is_and_where_its_page_stands() -> None:
    document = paper(f"{TOWN}consolidated/svodny-plan.docx")
    assert document.sections[0].footer.paragraphs[0].text == (
        "Сведения на 22 ноября 2026 года. "
        "https://example.org/nok/primerskaya-oblast/primersk/consolidated/"
    )
    assert document.core_properties.created is not None
    assert document.core_properties.created.date() == edition().site.today


def test_words_are_kept_to_the_letter_whatever_they_are() -> None:
    odd = "<b>1 & 2</b> «@foot@» @title@ \\1"
    made_of = Paper(
        title=odd,
        language="ru",
        author="А & Б",
        day=date(2026, 11, 22),
        stamp=(odd,),
        lead=(),
        body=(Text(odd, "Heading 2"), Grid(odd, ("Что",), (1,), (Span(odd), (f"{odd}\n{odd}",)))),
        foot=odd,
    )
    document = docx.Document(io.BytesIO(docx_bytes(made_of)))
    assert [p.text for p in document.paragraphs[:3]] == [odd] * 3
    assert [row.cells[0].text for row in document.tables[0].rows] == ["Что", odd, f"{odd}\n{odd}"]
    assert document.core_properties.title == odd
    assert document.sections[0].footer.paragraphs[0].text == odd


def test_a_table_opens_in_a_russian_excel_with_a_double_click() -> None:
    content = made().files[f"{TOWN}consolidated/svodny-plan.csv".lstrip("/")]
    assert content.startswith("\ufeffТерритория;Организация;ИНН;".encode())
    assert content.count(b"\r\n") == content.count(b"\n") == 29


def test_no_cell_can_be_a_formula() -> None:
    """The words of a document may begin as they like."""
    line = lines_of(edition(), [plan("2025-cdt")])[0]
    odd = replace(line, shortcoming="=HYPERLINK(1)", measure="-1", post="@a", done=("+7",))
    text = documents._lines_table(edition(), [odd]).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert [row[name] for name in ("Недостаток", "Мероприятие", "Что сделано")] == [
        "'=HYPERLINK(1)",
        "'-1",
        "'+7",
    ]
    assert row["Ответственный (должность)"] == "'@a"


def test_an_archive_is_packed_as_the_library_packs_it() -> None:
    """Not a byte may differ, whatever is inside; parts are packed once for many archives."""
    contents = {"a.xml": b"<a/>" * 999, "b/empty": b"", "[c] d.bin": bytes(range(256)) * 300}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, content)
    parts = [part_of(name, content) for name, content in contents.items()]
    assert zip_file(parts) == packed.getvalue()
    assert zip_file(parts[1:] + parts[:1]) != packed.getvalue()
    assert zipfile.ZipFile(io.BytesIO(zip_file(parts))).testzip() is None
