"""Publications, questionnaires, council, placement, appeals and handouts of the fictional site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urldefrag, urljoin

import pytest

from nokgen.domain.scoring.questions import STANDARD, Question
from nokgen.model import Municipality, Region
from nokgen.pages import Links
from nokgen.pages.campaign_frame import Place
from nokgen.pages.campaign_pages import campaign_links
from nokgen.pages.files import MadePage
from nokgen.pages.handouts import Subject, handouts
from nokgen.pages.publications import proved_and_claimed
from nokgen.pages.questionnaire import SENTENCES
from nokgen.pages.surveys import (
    LONGEST_IN_CODE,
    has_code,
    open_surveys,
    open_surveys_of_all,
    survey_files,
)
from nokgen.pages.views.listings import Entry
from nokgen.render import qr_code
from tests.campaign_site import ROMASHKA, html, made, region, town, tree
from tests.fictional_site import BASE, REGION, TOWN, edition
from tests.pages_under_test import Element, plain
from tests.whole_under_test import about_all

POLYCLINIC = "polyclinic"
# Pages that are on no other list of examples, with those of the town.
OWN = ("publications", "surveys", "council", "placement", "appeals", "poster", "leaflet")


def page(address: str) -> Element:
    """The main part of a page."""
    return tree(address).one("main")


def classed(part: Element, name: str) -> list[Element]:
    """The elements of a class in the order of the page."""
    return [e for e in part.all() if name in e.attributes.get("class", "").split()]


def items(part: Element, name: str) -> list[str]:
    """The words of each item of the lists of a class."""
    return [item.text for box in classed(part, name) for item in box.all("li")]


def cells(part: Element) -> list[list[str]]:
    """The rows of the first table, as they are read."""
    table = next(part.all("table"))
    return [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]


# Publications -----------------------------------------------------------------------------------


def test_publications_are_counted_by_channel_and_month() -> None:
    rows = cells(page(f"{TOWN}publications/"))
    assert rows[0] == [
        *("Месяц", "Сайт", "Социальная сеть", "Газета", "Телевидение", "Радио", "Стенд", "Встреча"),
        *("Другой канал", "Всего с подтверждением", "Заявлено"),
    ]
    assert rows[-1] == ["За весь год", "2", "2", "3", "1", "1", "1", "1", "1", "12", "1"]
    (september,) = [row for row in rows if row[0] == "Сентябрь"]
    assert september == ["Сентябрь", "0", "0", "1", "0", "0", "0", "0", "0", "1", "1"]


def test_the_picture_and_the_table_say_the_same() -> None:
    main = page(f"{TOWN}publications/")
    (figure,) = classed(main, "months-of-year")
    numbers = [e.text for e in figure.all("text") if "month-name" not in str(e.attributes)]
    by_month = [int(row[-2]) + int(row[-1]) for row in cells(main)[1:-1]]
    assert list(map(int, numbers)) == by_month


def test_quantities_grow_by_proved_publications_only() -> None:
    first, second = items(page(f"{TOWN}publications/"), "quantities")
    assert "3 из не менее 10" in first
    assert "Обещано: не менее 10 публикаций" in first
    assert "Заявлено без подтверждения: 1" in first
    assert "С подтверждением: 4" in second
    (measure,) = [
        each
        for plan in town().plans
        for each in plan.measures
        if each.address.endswith("2026-information-campaign/#m4")
    ]
    assert proved_and_claimed(measure) == (measure.status.done, measure.status.claimed) == (3, 1)


def test_what_has_no_proof_is_marked_and_not_linked() -> None:
    main = page(f"{TOWN}publications/")
    claimed = [line for line in items(main, "log") if "Заявлено" in line]
    assert len(claimed) == 1
    assert claimed[0].startswith("10 сентября 2026 года Газета")
    assert "Ответы на вопросы читателей о независимой оценке" not in [a.text for a in main.all("a")]


def test_publications_come_newest_first_and_lead_to_their_measures() -> None:
    main = page(f"{TOWN}publications/")
    (box,) = classed(main, "log")
    days = [time.attributes["datetime"] for time in box.all("time")]
    assert days == sorted(days, reverse=True)
    assert len(days) == len(town().publications)
    (line,) = [item for item in box.all("li") if "Как оценивают детские сады" in item.text]
    scan, measure = (a.attributes["href"] for a in line.all("a"))
    assert scan == "../documents/2026-04-09-vesti.txt"
    assert measure == "../plans/2026-information-campaign/#m4"


# Questionnaires ---------------------------------------------------------------------------------


def test_open_questionnaires_stand_first_by_their_last_day() -> None:
    main = page(f"{TOWN}surveys/")
    assert [h.text for h in main.all("h2", "h3")] == [
        "Открыты сейчас",
        "Удобно ли Вам в музее и библиотеке",
        "Оцените условия в детских садах Примерска",
        "Откроются позже",
        "Оцените условия в школах Примерска",
        "Уже закончились",
    ]
    assert "осталось 8 дней" in main.text
    # Only to what is open a button leads.
    buttons = [a.attributes["href"] for a in classed(main, "button")]
    assert buttons == [
        "https://example.org/anketa/2026-culture",
        "https://example.org/anketa/2026-preschools",
    ]


def test_the_code_of_a_form_holds_its_address() -> None:
    files = made().files
    for survey in (*town().surveys, *region().surveys):
        path = survey.address.lstrip("/") + "form.svg"
        assert files[path] == qr_code(survey.record.url)
    images = [i.attributes for i in page(f"{TOWN}surveys/2026-culture/").all("img")]
    assert [i["src"] for i in images] == ["form.svg"]
    assert images[0]["alt"] == "QR-код: https://example.org/anketa/2026-culture"
    # What is over has no code that leads to a closed door.
    assert not any(page(f"{TOWN}surveys/2025-education/").all("img"))


@pytest.mark.parametrize("length", [LONGEST_IN_CODE, LONGEST_IN_CODE + 1, 100_000])
def test_an_address_too_long_for_a_code_has_none(length: int) -> None:
    url = "https://example.org/".ljust(length, "a")
    survey = town().surveys[0]
    long = replace(survey, record=survey.record.model_copy(update={"url": url}))
    assert has_code(url) == (length == LONGEST_IN_CODE) == any(survey_files(long))


def test_a_blank_asks_the_own_questions_or_the_standard_ones() -> None:
    (own,) = classed(page(f"{TOWN}surveys/2026-culture/"), "blank")
    assert [item.text for item in own.one("ol").children if isinstance(item, Element)][:1] == [
        "Удобно ли Вам добираться? да скорее да скорее нет нет"
    ]
    assert len(classed(own, "rule")) == 2  # room for the free answer
    assert "Краеведческий музей" in own.text
    (standard,) = classed(page(f"{TOWN}surveys/2026-preschools/"), "blank")
    assert (
        "Пользовались ли Вы сайтом организации, чтобы узнать о её работе? да нет" in standard.text
    )
    assert "Отвечайте, если на вопрос 1 Вы ответили «да»." in standard.text
    assert "осталось" not in standard.text  # a blank lives longer than a day


@pytest.mark.parametrize("question", STANDARD.questions, ids=lambda each: each.id)
def test_a_question_of_the_blank_is_known_when_answers_are_counted(question: Question) -> None:
    """Who types the blanks into a table with these headings can count it with `nokgen tally`."""
    sentence = edition().messages.gettext(SENTENCES[question.id])
    assert STANDARD.asked_by(sentence) == (question,)


def test_a_town_also_shows_where_its_region_asks() -> None:
    def labels(entries: Iterable[Entry]) -> list[str]:
        return [plain(entry.link.label) for entry in entries]

    def shown(territory: Municipality | Region) -> list[str]:
        return labels(open_surveys(edition(), territory, territory.address))

    museum, gardens = (
        "Удобно ли Вам в музее и библиотеке",
        "Оцените условия в детских садах Примерска",
    )
    hospitals = [each.record.title for each in region().surveys]
    assert shown(town()) == [museum, gardens, *hospitals]
    assert shown(region()) == hospitals
    assert labels(open_surveys_of_all(*about_all(edition()), "/")) == shown(town())
    polyclinics = [each for each in town().organizations if each.record.kind.value == POLYCLINIC]
    assert polyclinics
    for each in polyclinics:
        assert [s.record.title for s in each.surveys if s.is_open] == hospitals


# Council ----------------------------------------------------------------------------------------


def test_each_proposal_shows_what_was_done_about_it() -> None:
    main = page(f"{TOWN}council/")
    found = {card.one("h3").attributes["id"]: card.text for card in classed(main, "proposal")}
    assert list(found) == ["p4", "p1", "p2", "p3"]
    assert "Ни мероприятия, ни отчёта" in found["p4"]
    assert "Установить пандус" in found["p1"]
    assert "Просрочено" in found["p1"]
    assert "Подтверждение: Справка департамента" in found["p2"]
    assert "К этому отчёту не приложен документ." in found["p3"]
    assert items(main, "figures") == [
        "5 заседаний",
        "4 предложения",
        "2 внесено в планы",
        "1 с отчётом и подтверждением",
        "1 без ответа на этом сайте",
    ]


def test_a_meeting_without_minutes_says_so() -> None:
    meetings = [card.text for card in classed(page(f"{TOWN}council/"), "meeting")]
    silent = [text for text in meetings if "Протокол здесь не опубликован." in text]
    assert [text.partition(",")[0] for text in silent] == ["23 декабря 2025 года"]


# Placement --------------------------------------------------------------------------------------


def test_placement_shows_finds_and_gaps_with_their_days() -> None:
    main = page(f"{TOWN}placement/")
    rows = {row[0]: row[1:] for row in cells(main)[1:]}
    works = [each for each in town().organizations if not each.ref.is_closed]
    assert len(rows) == len(works)
    gaps = rows["Детский сад № 4 «Сказка» Детский сад"]
    assert gaps[0] == "Не найдено проверено 12 октября 2026 года"
    assert gaps[1].startswith("Есть. Результаты на bus.gov.ru: Детский сад № 4 «Сказка»")
    assert rows["Школа № 4 Школа"] == ["Не проверяли"] * 4
    reports = [each.record.placement.report for each in works if each.record.placement]
    found = sum(bool(placed and placed.url) for placed in reports)
    assert items(main, "figures")[3] == f"{found} из {len(works)} с опубликованным отчётом"


# Appeals ----------------------------------------------------------------------------------------


def test_answers_are_published_as_numbers_per_year() -> None:
    assert cells(page(f"{TOWN}appeals/")) == [
        ["Год", "Поступило", "Отвечено в срок", "В среднем дней до ответа", "Источник"],
        ["2025", "52", "52", "12,5", "Отчёт о работе с обращениями за 2025 год"],
        ["2024", "48", "47", "нет данных", "источник не указан"],
        ["2023", "61", "55", "19,4", "Отчёт о работе с обращениями за 2023 год"],
    ]


# Handouts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [TOWN, ROMASHKA])
def test_the_code_of_a_handout_leads_to_the_page_it_is_about(address: str) -> None:
    files = made().files
    assert files[address.lstrip("/") + "qr.svg"] == qr_code(BASE + address.lstrip("/"))
    for kind in ("poster", "leaflet"):
        image = next(page(f"{address}{kind}/").all("img")).attributes
        assert image["src"] == "../qr.svg"
        assert image["alt"] == f"QR-код: {BASE}{address.lstrip('/')}"


def test_every_town_and_organisation_has_handouts_that_no_index_takes() -> None:
    wanted = [each.address for each in region().municipalities]
    wanted += [
        organization.ref.address
        for owner in (region(), *region().municipalities)
        for organization in owner.organizations
    ]
    for address in wanted:
        for kind in ("poster", "leaflet"):
            _template, view = made().views[f"{address}{kind}/"]
            whole = tree(f"{address}{kind}/")
            assert view.layout.robots == "noindex"
            assert "data-pagefind-body" not in str(whole.one("main").attributes)
            # Invented data say so on paper, too.
            assert "вымышлены" in classed(whole, "sheet")[0].text


def test_a_site_without_an_address_makes_no_code_and_says_why() -> None:
    nowhere = replace(edition(), links=Links.at(None, from_disk=False))
    found = list(handouts(nowhere, Subject(Place(region(), region().municipalities[0]))))
    assert all(isinstance(each, MadePage) for each in found)
    poster = found[0]
    assert isinstance(poster, MadePage)
    shown = html(poster.template, poster.view)
    assert "base_url" in shown
    assert "qr.svg" not in shown


def trees() -> list[tuple[str, Element]]:
    """Every page with its address."""
    return [(address, tree(address)) for address in made().html]


# All pages --------------------------------------------------------------------------------------


def test_a_territory_links_to_all_its_pages_and_only_to_them() -> None:
    owners: tuple[Municipality | Region, ...] = (region(), *region().municipalities)
    for owner in owners:
        linked = {
            urljoin(owner.address, link.href)
            for link in campaign_links(edition(), owner, owner.address)
        }
        there = {f"{owner.address}{name}/" for name in OWN} & set(made().html)
        assert linked == there
    assert f"{REGION}publications/" not in made().html


def test_links_inside_the_pages_lead_to_ids_that_exist() -> None:
    for address, whole in trees():
        ids = Counter(e.attributes["id"] for e in whole.all() if "id" in e.attributes)
        assert [each for each, times in ids.items() if times > 1] == [], address
        for link in whole.all("a"):
            target, fragment = urldefrag(urljoin(address, link.attributes.get("href", "")))
            if target == address and fragment:
                assert fragment in ids, (address, fragment)


def test_a_link_makes_sense_alone_and_leads_to_one_place() -> None:
    for address, whole in trees():
        targets = defaultdict(set)
        for link in whole.all("a"):
            targets[link.name.casefold()].add(urljoin(address, link.attributes["href"]))
        assert "" not in targets, address
        assert {name: to for name, to in targets.items() if len(to) > 1} == {}, address


def test_headings_go_down_one_level_at_a_time() -> None:
    for address, whole in trees():
        levels = [int(h.tag[1]) for h in whole.all("h1", "h2", "h3", "h4", "h5")]
        assert levels.count(1) == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), address
