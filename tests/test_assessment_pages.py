"""What pages of ratings and organisations say, on a small invented site."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from nokgen.domain.scoring import scheme_for
from nokgen.messages import messages_for
from nokgen.pages.home import home_page
from nokgen.pages.letters import letters_page
from nokgen.pages.methodology import methodology_page
from nokgen.pages.organization import organization_page
from nokgen.pages.search import organization_facts
from nokgen.pages.territory import territory_page
from nokgen.render import Renderer
from tests.assessed_site import (
    CLOSED,
    DAISY,
    LIBRARY,
    MIDDLE,
    NEW,
    OAK,
    OLD,
    SCHOOL,
    SUN,
    TOWER,
    TOWN,
    edition,
    files,
    made,
    organization,
    site,
    town,
)
from tests.pages_under_test import Element, element_tree, plain
from tests.whole_under_test import about_all

INLINE = {"a", "span", "strong", "text"}


@cache
def main(address: str) -> Element:
    """The content of a page as a tree."""
    page = made()[address]
    html = Renderer(messages_for("ru")).page(page.template, page.view)
    return element_tree(html).one("main")


def words_of(element: Element) -> str:
    """What is read: blocks stand apart, no-break spaces are ordinary ones."""
    parts = [
        child
        if isinstance(child, str)
        else words_of(child)
        if child.tag in INLINE
        else f" {words_of(child)} "
        for child in element.children
    ]
    return plain("".join(parts).replace("\u00a0", " "))


@cache
def text(address: str) -> str:
    """The words of a page."""
    return words_of(main(address))


def section(address: str, heading: str) -> str:
    """The words of the section whose heading has this id."""
    (found,) = [
        part
        for part in main(address).all("section")
        if any(each.attributes.get("id") == heading for each in part.all("h2"))
    ]
    return words_of(found)


def rows(address: str) -> list[tuple[str, ...]]:
    """The cells of the rating."""
    (table,) = [t for t in main(address).all("table") if "data-sort" in t.attributes]
    body = table.one("tbody")
    return [tuple(map(words_of, row.all("th", "td"))) for row in body.all("tr")]


def org(inn: str) -> str:
    return f"/org/{inn}/"


# --- Rating


def test_the_table_shows_published_figures_ties_and_gaps() -> None:
    absent = "нет данных"
    assert rows(NEW) == [
        (
            *("1", "Детский сад «Теремок» Детский сад, ответов: 40", "99,00 посчитано сайтом"),
            *("100", "99,5", "98", "99", "98,5", "сравнить не с чем"),
        ),
        (
            *("2", "Школа № 1 Школа, ответов: 200, есть расхождения", "90"),
            *("90", "90", "20", "90", "90", "0"),
        ),
        (
            *("3–4", "Детский сад «Ромашка» Детский сад, ответов: 120", "83,15"),
            *("95", "90", "50,5", "90", "90,25", "+3,10"),
        ),
        (
            *("3–4", "Детский сад «Солнышко» Детский сад, ответов: 80", "83,15"),
            *("95", "90", "50,5", "90", "90,25", "−0,85"),
        ),
        (
            *("—", "Детский сад «Дубок» Детский сад, ответов: 10", absent),
            *("70", "70", absent, "70", "70", "сравнить не с чем"),
        ),
    ]


def test_what_is_not_known_has_no_bar_and_no_number_to_sort_by() -> None:
    (row,) = [
        row
        for row in main(NEW).all("tr")
        if "Дубок" in row.text and row.attributes.get("data-group")
    ]
    total = list(row.all("td"))[1]
    assert total.text == "нет данных"
    assert "data-value" not in total.attributes
    assert list(total.all("svg")) == []


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("kinds", "Детские сады 1 Детский сад «Теремок» 99,00 Все этого вида: 4 организации"),
        ("kinds", "2–3 Детский сад «Ромашка» 83,15 2–3 Детский сад «Солнышко» 83,15"),
        (
            "kinds",
            "Школы Лидеры не названы: организаций этого вида с известным итогом меньше трёх. "
            "1 Школа № 1 90",
        ),
        ("change", "итог вырос: 1, снизился: 1, не изменился: 1."),
        ("change", "Для 2 организаций сравнить не с чем."),
        ("change", "Наибольший рост +3,10 Детский сад «Ромашка» с 2022 года 83,15"),
        ("bands", "Итоги — от 83,15 до 99,00. У 1 организации итога нет."),
        ("bands", "81–100, отлично 4 организации 61–80, хорошо 0 организаций"),
        ("access", "Медиана — 50,50:"),
        ("access", "Школа № 1 20 Детский сад «Ромашка» 50,5"),
        ("doubts", "Школа № 1 Итог: опубликовано 90, а по пяти критериям выходит 76,00."),
        ("conclusions", "Слабее всего доступность."),
        ("proposals", "Установить пандус. Детский сад «Ромашка»"),
        ("how", "Кто оценивал ООО «Пример» Контракт № 7/25 от 2 апреля 2025 года"),
        ("how", "Когда собирали данные с 12 мая 2025 года по 5 сентября 2025 года"),
        ("how", "Сколько людей ответило Всего 450; в одной организации — от 10 до 200."),
        ("how", "Официальная публикация 14 ноября 2025 года https://example.org/nok-2025"),
        ("how", "Отчёт за 2025 год Взято оттуда 20 ноября 2026 года"),
        ("documents", "Таблица результатов (файл) CSV как опубликована, без изменений"),
        ("series", "Результаты оценки 2022 года: образование 2022 год"),
        ("series", "другой порядок, сравнивать нельзя: правила, действовавшие до 2018 года"),
    ],
)
def test_a_rating_tells_all_that_a_citizen_asks(heading: str, words: str) -> None:
    assert words in section(NEW, heading)


def test_methods_are_never_mixed() -> None:
    warning = "Баллы разных порядков не сравниваются, не усредняются и не ставятся в один рейтинг."
    assert warning in text(NEW)
    assert warning in text(OLD)
    assert "141,20 средний итог из 160, посчитано сайтом" in text(OLD)
    assert "отлично" not in text(OLD)
    assert "Сравнить не с чем" in section(MIDDLE, "change")
    assert rows(OLD) == [("1", "Детский сад «Ромашка» Детский сад", "141,2")]


def test_the_published_table_lies_beside_its_page() -> None:
    (link,) = [a for a in main(NEW).all("a") if a.text == "Таблица результатов (файл)"]
    assert link.attributes["href"] == "2025.csv"


# --- Organisation


def figures(address: str) -> list[str]:
    (found,) = [each for each in main(address).all("ul") if each.attributes["class"] == "figures"]
    return [words_of(item) for item in found.all("li")]


def test_an_organisation_opens_with_how_it_stands() -> None:
    assert figures(org(DAISY)) == [
        "83,15 из 100 — итог 2025 года, отлично",
        "+3,10 балла с 2022 года",
        "2–3 место из 3 в этой оценке: детские сады",
        "1 недостаток устраняют",
        "1 просрочено",
        "1 устранено с подтверждением",
    ]
    assert figures(org(SCHOOL)) == [
        "90 из 100 — итог 2025 года, отлично",
        "0 не изменилось с 2022 года",
    ]
    assert figures(org(OAK)) == ["нет данных итог 2025 года"]
    assert figures(org(TOWER))[0] == "99,00 из 100 — итог 2025 года, отлично, посчитано сайтом"


@pytest.mark.parametrize(
    ("inn", "words"),
    [
        (DAISY, "Качество обучения и воспитания они не измеряют."),
        (DAISY, "Детские сады, Примерск: медиана 83,15 из 100 3 организации"),
        (DAISY, "Детские сады, Примерская область: медиана 83,15 из 100 4 организации"),
        (DAISY, "Доступность для инвалидов 50,5 из 100, удовлетворительно медиана, детские сады"),
        (DAISY, "Когда опубликованы баллы 14 ноября 2025 года"),
        (DAISY, "Правила, действовавшие до 2018 года Баллы по годам, из 160"),
        (DAISY, "Нет кресла-коляски до 1 июля 2026 года Просрочено на 144 дня"),
        (DAISY, "Новый опрос ответы принимают до 15 декабря 2026 года включительно Старый опрос"),
        (DAISY, "Результаты на bus.gov.ru не проверяли —"),
        (DAISY, "План по устранению недостатков не найдено 12 октября 2026 года"),
        (DAISY, "Предложения общественного совета Установить пандус. 28 октября 2025 года"),
        (SCHOOL, "Других организаций этого вида тогда не оценивали, поэтому медианы нет."),
        (SCHOOL, "Итог: опубликовано 90, а по пяти критериям выходит 76,00."),
        (SCHOOL, "План устранения недостатков здесь не опубликован. Это не значит, что его нет."),
        (OAK, "Итог не опубликован, а опубликованных данных не хватает, чтобы его посчитать."),
        (OAK, "Доступность для инвалидов нет данных"),
        (CLOSED, "Организация не работает с 31 августа 2024 года."),
        (CLOSED, "Правопреемник Детский сад «Солнышко»"),
        (SUN, "Сюда вошли Детский сад «Колобок»"),
        (LIBRARY, "Оценка не опубликована: результаты этой организации здесь неизвестны."),
    ],
)
def test_an_organisation_tells_what_is_known_and_what_is_not(inn: str, words: str) -> None:
    assert words in text(org(inn))


def test_a_closed_one_invites_nobody() -> None:
    assert "Новый опрос" not in text(org(CLOSED))
    assert "Добавить к сравнению" not in text(org(CLOSED))


def test_long_without_assessment_is_said() -> None:
    words = "Больше трёх лет без оценки: последние известные здесь результаты — за 2025 год."
    region, municipality = town()
    for year, is_said in ((2028, False), (2029, True)):
        later = replace(edition(), site=replace(site(), today=date(year, 1, 1)))
        page = organization_page(later, organization(TOWER), region, municipality)
        notices = [notice.replace("\u00a0", " ") for notice in page.notices]
        assert any(notice.startswith(words) for notice in notices) is is_said


def test_the_official_card_is_one_step_away() -> None:
    hrefs = [a.attributes["href"] for a in main(org(DAISY)).all("a")]
    assert "https://bus.gov.ru/info-card/990200011" in hrefs
    assert f"../../compare/?inn={DAISY}" in hrefs


def test_years_of_one_method_share_a_chart() -> None:
    page = main(org(DAISY))
    (chart,) = page.all("figure")
    words = [each.text for each in chart.all("text")]
    assert words == ["0", "50", "100", "80,05", "2022", "83,15", "2025"]
    assert [c.attributes["cy"] for c in chart.all("circle")] == ["27.97%", "25.8%"]


# --- Lists and comparison


def test_a_list_shows_each_kind_side_by_side_and_who_has_no_score() -> None:
    words = text(f"{TOWN}organizations/")
    assert "Оценены за последние три года: 5 из 6." in words
    assert "Детские сады Оценены за последние три года: 4 из 4." in words
    assert "Библиотека оценка не опубликована: нет данных" in words
    assert "Детский сад «Колобок» закрыто 31 августа 2024 года, правопреемник:" in words
    boxes = [box.attributes["value"] for box in main(f"{TOWN}organizations/").all("input")]
    assert boxes == [OAK, DAISY, SUN, TOWER, SCHOOL]


def test_a_region_leads_on_to_its_towns() -> None:
    assert "Города и районы Дальний 1 организация Примерск 6 организаций" in text(
        "/obl/organizations/"
    )


def test_data_of_a_comparison() -> None:
    said = json.loads(files()[f"org/{OAK}/compare.json"])
    newest = said.pop("results")[0]
    assert said == {
        "inn": OAK,
        "name": "Детский сад «Дубок»",
        "kind": "Детский сад",
        "sphere": "образование",
        "place": "Примерск",
        "page": f"org/{OAK}/",
        "list": "obl/primersk/organizations/#kind-preschool",
        "list_name": "Все детские сады: Примерск",
    }
    assert newest["key"] == "education order-344n"
    assert newest["total"] is None
    assert newest["criteria"][0] == {"text": "70", "share": "70%", "mark": ""}
    assert newest["criteria"][2] is None


# --- Summaries, index, search


def test_a_town_and_its_region_sum_up() -> None:
    region, municipality = town()
    told = territory_page(edition(), region, municipality).assessed
    (table,) = told.spheres
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Образование", "5 из 5", "88,83", "86,58"],
        ["Культура", "0 из 1", "нет данных", "нет данных"],
    ]
    assert told.removal.replace("\u00a0", " ") == (
        "Недостатков, срок устранения которых прошёл: 2. Устранено в срок с подтверждением: 1 "
        "(50 %); с опозданием: 0; без подтверждения: 1."
    )
    (newest, *_older) = told.assessments
    assert (newest.link.label, newest.detail) == ("Образование, 2025 год", "5 организаций")
    assert [entry.link.label for entry in told.surveys] == ["Новый опрос"]
    whole = territory_page(edition(), region).assessed.spheres[0]
    assert [cell.text for cell in whole.rows[0]] == ["Образование", "6 из 6", "85,06", "83,15"]


def test_home_tells_of_results_and_questionnaires() -> None:
    page = home_page(*about_all(edition()))
    assert [(f.value, f.label) for f in page.figures] == [
        ("7", "организаций"),
        ("4", "оценки с результатами"),
    ]
    assert [entry.link.label for entry in page.assessed.surveys] == ["Новый опрос"]


def test_organisations_stand_in_the_index() -> None:
    letters = {letter.label: letter for letter in letters_page(*about_all(edition())).letters}
    found = [
        (entry.link.label.replace("\u00a0", " "), entry.detail)
        for group in letters["Д"].groups
        for entry in group.items
    ]
    assert ("Детский сад «Ромашка»", "Детский сад, Примерск") in found


@pytest.mark.parametrize(
    ("inn", "score", "band"),
    [
        (DAISY, "083.15", "81–100, отлично"),
        (OAK, "", ""),
        (CLOSED, "", ""),  # older than three years
        (LIBRARY, "", ""),
    ],
)
def test_only_comparable_scores_go_to_the_search(inn: str, score: str, band: str) -> None:
    facts = organization_facts(edition(), organization(inn), *town())
    assert dict(facts.sorts).get("score", "") == score
    assert dict(facts.filters).get("score", "") == band
    assert dict(facts.filters)["kind"] == "Организация"


def test_the_methodology_names_every_indicator_and_every_rule() -> None:
    html = Renderer(messages_for("ru")).page("methodology", methodology_page(edition()))
    words = words_of(element_tree(html).one("main"))
    for indicator in scheme_for("health").indicators:
        assert f"{indicator.id} {messages_for('ru').gettext(indicator.title)}" in words
    assert "К1 = 0,3 · 1.1 + 0,3 · 1.2 + 0,4 · 1.3" in words
    assert "В образовании и культуре: К2 = 0,5 · 2.1 + 0,5 · 2.3" in words
    assert "Итог = (К1 + К2 + К3 + К4 + К5) ÷ 5" in words
    assert "расхождение до 0,02 балла ошибкой не считается" in words
    assert methodology_page(edition()).scoring[0].bands[0].points == "81–100"
