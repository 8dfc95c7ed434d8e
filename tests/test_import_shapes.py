"""Shapes of documents that the five plans do not have: each text, and what it is imported as."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from nokgen.import_.assemble import assemble
from nokgen.import_.bodies import Bodies
from nokgen.import_.draft import write_draft
from nokgen.import_.healing import heal
from nokgen.import_.lexicon import Lexicon
from nokgen.import_.measures import Draft
from nokgen.import_.readers import read_source
from nokgen.import_.refusal import RefusalError
from nokgen.import_.request import Request
from nokgen.import_.territory import organizations_near
from nokgen.messages import messages_for
from nokgen.records.territory import Body, BodyKind
from tests.import_documents import ROOT

RU = messages_for("ru")
EXAMPLE = ROOT / "examples" / "site"


def bodies() -> Bodies:
    return Bodies(
        (
            Body(id="committee", name="Комитет образования", kind=BodyKind.AUTHORITY),
            Body(id="council", name="Общественный совет", kind=BodyKind.COUNCIL),
            Body(
                id="preschools",
                name="Дошкольные образовательные организации",
                kind=BodyKind.ORGANIZATIONS,
            ),
        )
    )


def imported(data: str | bytes, **asked: Any) -> tuple[Draft, dict[str, Any], str]:
    raw = data.encode() if isinstance(data, str) else data
    request = Request(asked.pop("slug", "plan"), date(2026, 11, 22), bodies(), **asked)
    draft = assemble(read_source(raw), request)
    assert sorted(draft.fates.of) == list(range(draft.source.rows))
    text = write_draft(draft, "# schema", "план", RU).text
    return draft, yaml.load(text, yaml.BaseLoader), text


def rows(tree: dict[str, Any]) -> list[str]:
    """The measures as lines: number | title | deadline | responsible."""
    return [
        " | ".join(
            " ".join(part.split())
            for part in (
                measure.get("number", "—"),
                measure["title"],
                measure.get("deadline", "—"),
                ", ".join(measure.get("responsible", ())) or "—",
            )
        )
        for section in tree.get("sections", [tree])
        for measure in section["measures"]
    ]


CELLS_IN_LINES = """План работы общественного совета на 2022 год
№
п/п
Мероприятие
Срок
исполнения
Ответственный
1.
Утверждение плана работы
январь
Общественный совет
2.
Сбор информации о качестве
условий оказания услуг
март-май
Комитет образования,
Общественный совет
3.
Рассмотрение результатов
октябрь
Общественный совет
"""
NUMBERED_LIST = """ПЛАН
информирования населения о независимой оценке качества на 2021 год

I. Организационные мероприятия
1. Провести совещание. Срок: февраль 2021 года. Ответственный: Комитет образования.
2. Разместить информацию (срок – до 1 марта 2021 года; отв. – Общественный совет)
3. Подготовить памятки
   Срок исполнения: март - апрель
   Ответственные: комитет образования, ДОО
II. Проведение оценки
4. Родительские собрания – сентябрь 2021 г., ДОО
6. Мониторинг обращений граждан, постоянно
7. Рассмотрение результатов (до 1 декабря 2021 года)

Председатель комитета                И.И. Иванов
"""
ORDER_WITH_APPENDIX = """КОМИТЕТ ОБРАЗОВАНИЯ
администрации города

РАСПОРЯЖЕНИЕ

от «12» марта 2021 г.                        № 45-р
г. Кировск

Об утверждении плана мероприятий
по независимой оценке

На основании Федерального закона от 05.12.2017 № 392-ФЗ,

ПРИКАЗЫВАЮ:
1. Утвердить план мероприятий (приложение).
2. Контроль за исполнением оставляю за собой.

Председатель комитета   И.И. Иванов

Приложение
к распоряжению комитета образования
от 12.03.2021 № 45-р

План мероприятий по независимой оценке качества на 2021-2022 годы

№ п/п\tМероприятие\tСрок\t\tОтветственный
\t\tначало\tокончание\t
1\tОпрос родителей\tмай 2021\tиюнь 2021\tКомитет образования
2\tРейтинг\tиюль 2021\tавгуст 2021\tОтдел мониторинга
2\tПубликация рейтинга\tсентябрь 2021\tоктябрь 2022\tКомитет образования администрации города
"""
ORDER_WITH_LIST = """ПРИКАЗ
01.02.2021 № 7
Об утверждении плана
ПРИКАЗЫВАЮ:
1. Утвердить план (приложение).
2. Разместить план на сайте.
3. Контроль за исполнением приказа оставляю за собой.
Директор И.И. Иванов

Приложение

План мероприятий на 2021 год
1) Провести опрос родителей, март 2021 года
2) Разместить итоги на сайте, апрель 2021 года, Комитет образования
"""
BARS = """План на 2023 год

| № | Мероприятие | Срок | Ответственный |
|---|---|---|---|
| 1 | Опрос | май | Комитет образования |
| 2 | Отчёт | июнь | ДОО |
"""
BROKEN_CELLS = """План мероприятий на 2023 год
№\tМероприятие\tСрок\tОтветственный
1\tОпрос родителей
и законных представителей\tмай\tКомитет образования
Общественный совет
2\t"Отчёт
за год"\tиюнь\tДОО
"""
NO_NUMBERS = """План мероприятий на 2023 год
Мероприятие\tСрок\tОтветственный
Опрос родителей\tмай\tКомитет образования
Отчёт\tиюнь\tДОО
"""
LEVELS = """План мероприятий на 2023 год
№\tМероприятие\tСрок\tОтветственный\tПримечание
1\t2\t3\t4\t5
1.\tОрганизационные мероприятия\t\t\t
1.1.\tОпрос родителей\tмай\tКомитет образования\tпо форме 1
1.2.\tОтчёт\tиюнь\tДОО\t
2.\tИтоги\t\t\t
2.1.\tПубликация\tиюль\tДОО\t
"""

SHAPES: dict[str, tuple[str, list[str]]] = {
    "cells one a line": (
        CELLS_IN_LINES,
        [
            "1. | Утверждение плана работы | январь | council",
            "2. | Сбор информации о качестве условий оказания услуг | март-май | "
            "committee, council",
            "3. | Рассмотрение результатов | октябрь | council",
        ],
    ),
    "numbered list": (
        NUMBERED_LIST,
        [
            "1. | Провести совещание | февраль 2021 года | committee",
            "2. | Разместить информацию | до 1 марта 2021 года | council",
            "3. | Подготовить памятки | март - апрель | committee, preschools",
            "4. | Родительские собрания | сентябрь 2021 г. | preschools",
            "6. | Мониторинг обращений граждан | постоянно | —",
            "7. | Рассмотрение результатов | до 1 декабря 2021 года | —",
        ],
    ),
    "order with an appendix, headings in two rows": (
        ORDER_WITH_APPENDIX,
        [
            "1 | Опрос родителей | май 2021 – июнь 2021 | committee",
            "2 | Рейтинг | июль 2021 – август 2021 | Отдел мониторинга",
            "2 | Публикация рейтинга | сентябрь 2021 – октябрь 2022 | committee",
        ],
    ),
    "order with a list": (
        ORDER_WITH_LIST,
        [
            "1) | Провести опрос родителей | март 2021 года | —",
            "2) | Разместить итоги на сайте | апрель 2021 года | committee",
        ],
    ),
    "table of bars": (BARS, ["1 | Опрос | май | committee", "2 | Отчёт | июнь | preschools"]),
    "line breaks inside cells": (
        BROKEN_CELLS,
        [
            "1 | Опрос родителей и законных представителей | май | committee, council",
            "2 | Отчёт за год | июнь | preschools",
        ],
    ),
    "no numbers": (
        NO_NUMBERS,
        ["— | Опрос родителей | май | committee", "— | Отчёт | июнь | preschools"],
    ),
    "numbers of two levels": (
        LEVELS,
        [
            "1.1. | Опрос родителей | май | committee",
            "1.2. | Отчёт | июнь | preschools",
            "2.1. | Публикация | июль | preschools",
        ],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_measures_of_other_shapes(name: str) -> None:
    text, expected = SHAPES[name]
    assert rows(imported(text)[1]) == expected


def test_the_act_of_an_order() -> None:
    draft, tree, _text = imported(ORDER_WITH_APPENDIX)
    assert tree["issuer"] == "committee"
    assert tree["period"] == {"from": "2021", "to": "2022"}
    assert tree["approved"] == {
        "act": "распоряжение",
        "number": "45-р",
        "date": "2021-03-12",
        "by": "committee",
        "basis": "На основании Федерального закона от 05.12.2017 № 392-ФЗ",
        "place": "г. Кировск",
        "signed_by": {"name": "И.И. Иванов", "post": "Председатель комитета"},
        "provisions": [
            "1. Утвердить план мероприятий (приложение).",
            "2. Контроль за исполнением оставляю за собой.",
        ],
    }
    assert [(p.id, p.name) for p in draft.proposals] == [("otdel-monitoringa", "Отдел мониторинга")]
    assert [m.id for m in draft.measures()] == ["m1", "m2", "m2b"]


@pytest.mark.parametrize(
    ("mark", "approved"),
    [
        (
            "УТВЕРЖДАЮ\nНачальник отдела образования\n_________ И.И. Иванов\n«12» января 2021 г.\n",
            {
                "date": "2021-01-12",
                "signed_by": {"name": "И.И. Иванов", "post": "Начальник отдела образования"},
            },
        ),
        (
            "Утверждён\nприказом Комитета образования\nот 12.01.2021 № 5\n",
            {"act": "приказ", "number": "5", "date": "2021-01-12", "by": "committee"},
        ),
        (
            "Приложение № 1\nк постановлению администрации города\nот 12 января 2021 года № 5-п\n",
            {
                "act": "постановление",
                "number": "5-п",
                "date": "2021-01-12",
                "by": "администрации города",
            },
        ),
    ],
    ids=["approved by a person", "approved by an act", "appendix"],
)
def test_marks_of_approval(mark: str, approved: dict[str, Any]) -> None:
    assert imported(f"{mark}\n{NO_NUMBERS}")[1]["approved"] == approved


def test_what_has_no_key_stands_beside_and_what_is_no_plan_is_named() -> None:
    draft, _tree, text = imported(LEVELS + "\nИсполнитель Петрова, тел. 8 (81531) 5-55-55\n")
    assert "# Графа «Примечание»: по форме 1" in text
    assert "«Исполнитель Петрова, тел. …»" in text
    assert "5-55-55" not in text
    assert len(draft.fates.left_out) == 1


def test_numbers_that_word_draws_are_read() -> None:
    document = docx.Document()
    document.add_paragraph("План на 2021 год")
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("№ п/п", "Мероприятие", "Срок"), strict=True):
        cell.text = text
    for title, deadline in (("Опрос", "май"), ("Отчёт", "июнь")):
        cells = table.add_row().cells
        cells[0].paragraphs[0].style = document.styles["List Number"]
        cells[1].text, cells[2].text = title, deadline
    file = io.BytesIO()
    document.save(file)
    assert rows(imported(file.getvalue())[1]) == ["1. | Опрос | май | —", "2. | Отчёт | июнь | —"]


def test_content_controls_tracked_changes_and_inner_tables_of_word() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=1)
    inner = outer.rows[0].cells[0].add_table(rows=2, cols=3)
    for row, texts in zip(
        inner.rows, (("№", "Мероприятие", "Срок"), ("1", "", "май")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    run = "<w:r><w:t>{}</w:t></w:r>"
    inner.rows[1].cells[1]._tc.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:ins>{run.format('Опрос')}</w:ins>"
            "<w:del><w:r><w:delText>Допрос</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>"
        )
    )
    file = io.BytesIO()
    document.save(file)
    draft, tree, _text = imported(file.getvalue())
    assert rows(tree) == ["1 | Опрос | май | —"]
    assert any("отслеживаемые" in each.text(RU) for each in draft.findings.found)


def test_dates_that_excel_made_and_hidden_sheets() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["№", "Мероприятие", "Срок", "Количество"])
    sheet.append([1, "Опрос", date(2021, 5, 1), 2.5])
    sheet["C2"].number_format = "mmm yyyy"
    book.create_sheet("Старое").sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    draft, tree, _text = imported(file.getvalue())
    assert rows(tree) == ["1 | Опрос | май 2021 | —"]
    assert tree["measures"][0]["quantity"] == "2,5"
    said = " ".join(each.text(RU) for each in draft.findings.found)
    assert "Excel превратил «май 2021» в дату" in said
    assert "Скрытый лист «Старое»" in said


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("Общественны й совет", "Общественный совет"),
        ("реализа-\nции плана", "реализации плана"),
        ("Январь- февраль", "Январь-февраль"),
        ("информационно- разъяснительная работа", "информационно-разъяснительная работа"),
        ("орга\u00adнизаций", "организаций"),
        ("<b>План</b>&nbsp;работы", "План работы"),
        ("CMИ и HОК", "СМИ и НОК"),
        ("c 1 марта", "с 1 марта"),
        ("на сайте bus.gоv.ru", "на сайте bus.gov.ru"),
        ("II квартал, IV квартал", "II квартал, IV квартал"),
        ("и\u0306од", "йод"),
        ("оценка 5 < 10", "оценка 5 < 10"),
        ("школы и сады", "школы и сады"),
        ("за 2019- 2021 годы", "за 2019-2021 годы"),
        ("план: 1) опрос; 2) отчёт", "план:\n1) опрос;\n2) отчёт"),
    ],
)
def test_healing(damaged: str, whole: str) -> None:
    assert heal(damaged, Lexicon())[0] == whole


@pytest.mark.parametrize(
    "text", ["Просто письмо.\n\nС уважением", "1. Утвердить план.\n2. Контроль за исполнением"]
)
def test_a_document_without_a_plan_is_refused(text: str) -> None:
    with pytest.raises(RefusalError):
        imported(text)


# -- The federal form of a plan to remove shortcomings -----------------------------------------

FORM = """
<p>УТВЕРЖДАЮ<br>Начальник управления образования<br>И.И. Иванов<br>«20» января 2026 г.</p>
<p>План<br>по устранению недостатков, выявленных в ходе независимой оценки качества условий
оказания услуг, детский сад № 2 «Солнышко» на 2026 год</p>
<table>
<tr><td rowspan=2>Недостатки, выявленные в ходе независимой оценки</td>
<td rowspan=2>Наименование мероприятия по устранению недостатков</td>
<td rowspan=2>Плановый срок реализации мероприятия</td>
<td rowspan=2>Ответственный исполнитель (с указанием фамилии, имени, отчества и должности)</td>
<td colspan=2>Сведения о ходе реализации мероприятия</td></tr>
<tr><td>реализованные меры</td><td>фактический срок реализации</td></tr>
<tr><td colspan=6>I. Открытость и доступность информации об организации</td></tr>
<tr><td>-</td><td>-</td><td>-</td><td>-</td><td></td><td></td></tr>
<tr><td colspan=6>II. Комфортность условий предоставления услуг</td></tr>
<tr><td rowspan=2>Тесная раздевалка</td><td>Купить шкафчики</td><td>май 2026 года</td>
<td>Петрова Анна Ивановна, заведующий</td><td>Куплены</td><td>20.05.2026</td></tr>
<tr><td>Убрать лишнее</td><td>до 1 июня 2026 года</td><td>завхоз</td><td></td><td></td></tr>
<tr><td colspan=6>III. Доступность услуг для инвалидов</td></tr>
<tr><td>Нет пандуса</td><td>Построить пандус</td><td></td><td>заведующий А.И. Петрова</td>
<td></td><td></td></tr>
</table>"""


def test_the_federal_form() -> None:
    path = Path("content/primerskaya-oblast/primersk/improvement/2026-solnyshko.yaml")
    draft, tree, _text = imported(
        FORM, kind="improvement", slug=path.stem, organizations=organizations_near(EXAMPLE, path)
    )
    assert (tree["organization"], tree["year"]) == ("0002001560", "2026")
    assert tree["approved"]["date"] == "2026-01-20"
    assert tree["items"] == [
        {
            "id": "i1",
            "criterion": "2",
            "shortcoming": "Тесная раздевалка",
            "measure": "Купить шкафчики",
            "deadline": "май 2026 года",
            "responsible": {"post": "заведующий", "name": "Петрова Анна Ивановна"},
            "done": {"date": "2026-05-20", "text": "Куплены"},
        },
        {
            "id": "i2",
            "criterion": "2",
            "shortcoming": "Тесная раздевалка",
            "measure": "Убрать лишнее",
            "deadline": "до 1 июня 2026 года",
            "responsible": {"post": "завхоз"},
        },
        {
            "id": "i3",
            "criterion": "3",
            "shortcoming": "Нет пандуса",
            "measure": "Построить пандус",
            "responsible": {"post": "заведующий", "name": "А.И. Петрова"},
        },
    ]
    assert [text for text, _place, _units in draft.fates.left_out] == [
        "Открытость и доступность информации об организации: - | - | - | -"
    ]


# -- A wide table of scores --------------------------------------------------------------------

SCORES = """
<p>Результаты независимой оценки качества образования в 2025 году</p>
<table>
<tr><td rowspan=2>№</td><td rowspan=2>Наименование организации</td><td rowspan=2>ИНН</td>
<td colspan=3>Критерий 1. Открытость</td><td colspan=3>Критерий 4</td>
<td rowspan=2>Итоговый балл</td></tr>
<tr><td>1.1</td><td>1.2</td><td>Итого</td><td>4.1</td><td>4.2</td><td>Балл по критерию 4</td></tr>
<tr><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td><td>8</td><td>9</td>
<td>10</td></tr>
<tr><td colspan=10>Детские сады</td></tr>
<tr><td>1</td><td>Детский сад № 1</td><td>0002001433</td><td>90,5</td><td>100</td><td>95,2</td>
<td>88</td><td>-</td><td>88</td><td>91,6</td></tr>
<tr><td>2</td><td>Детский сад № 2</td><td>00020014</td><td>80</td><td>60</td><td>70</td>
<td>99,1</td><td>98</td><td>98,5</td><td>84,3</td></tr>
<tr><td></td><td>Среднее</td><td></td><td>85</td><td>80</td><td>82</td><td>93</td><td>98</td>
<td>93</td><td>88</td></tr>
</table>"""


def test_a_wide_table_of_scores() -> None:
    draft, tree, _text = imported(SCORES, kind="results", slug="2025-education")
    assert draft.table == (
        "inn;name;1.1;1.2;4.1;4.2;k1;k4;total\n"
        "0002001433;Детский сад № 1;90,5;100;88;;95,2;88;91,6\n"
        "00020014;Детский сад № 2;80;60;99,1;98;70;98,5;84,3\n"
    )
    assert (tree["year"], tree["sphere"], tree["method"]) == ("2025", "education", "order-344n")
    assert tree["table"] == "2025-education.csv"
    assert len(draft.fates.left_out) == 2
    said = [each.text(RU) for each in draft.findings.found if each.kind == "inn"]
    assert said == ["ИНН 00020014 («Детский сад № 2») неверен: сверьте его цифры."]
