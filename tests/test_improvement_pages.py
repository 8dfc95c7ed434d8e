"""Plans to remove shortcomings, consolidated plans and reports, on the fictional site."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from urllib.parse import urldefrag, urljoin

import pytest

from nokgen.model import Improvement
from nokgen.pages.fulfilment import Outcome, answers_by_year, tally_of
from nokgen.pages.improvement_pages import improvement_links
from nokgen.pages.overview import owners, territories
from tests.fictional_site import REGION, TOWN, edition, made
from tests.pages_under_test import Element, plain
from tests.sites_under_test import TODAY

ROMASHKA = f"{TOWN}improvement/2025-romashka/"
WHOLE = f"{TOWN}consolidated/"
REPORT = f"{TOWN}consolidated/education/report/"


def classed(page: Element, name: str) -> list[Element]:
    """The elements of a class in the order of the page."""
    return [e for e in page.all() if name in e.attributes.get("class", "").split()]


def figures(part: Element) -> list[str]:
    """The figures as they are read."""
    return [item.text for box in classed(part, "figures")[:1] for item in box.all("li")]


def cards(page: Element) -> dict[str, str]:
    """The words of each item of a plan by its anchor."""
    return {card.one("h3").attributes["id"]: card.text for card in page.all("article")}


def test_a_plan_has_the_five_sections_of_the_form_in_their_order() -> None:
    page = made().pages[f"{TOWN}improvement/2025-school3/"]
    sections = [
        s for s in page.all("section") for h in s.all("h2") if "criterion" in str(h.attributes)
    ]
    assert [section.one("h2").text for section in sections] == [
        "I. Открытость и доступность информации",
        "II. Комфортность условий",
        "III. Доступность для инвалидов",
        "IV. Доброжелательность и вежливость работников",
        "V. Удовлетворённость условиями",
    ]
    empty = [s.text.partition("— ")[2] for s in sections if not any(s.all("article"))]
    assert empty == ["По этому разделу недостатков в плане нет."] * 2


def test_a_plan_opens_with_what_became_of_it() -> None:
    page = made().pages[ROMASHKA]
    assert figures(page) == [
        "9 недостатков",
        "1 устранено в срок",
        "1 устранено с опозданием",
        "7 пока не устранено",
        "1 заявлено без подтверждения",
        "1 просрочено",
        "0 без отчёта",
    ]
    text = page.one("main").text
    assert "УТВЕРЖДЁН" not in text  # the stamp is for paper, in ordinary letters of the page
    assert [line.text for line in classed(page, "stamp")[0].all("span")] == [
        "Утверждён",
        "приказ от 16 января 2026 года № 6-д",
        "Заведующий МБДОУ «Детский сад № 1 „Ромашка“»",
    ]
    (answers,) = classed(page, "nearest")
    assert (
        urljoin(ROMASHKA, answers.one("a").attributes["href"]) == f"{TOWN}results/2025-education/"
    )
    assert any(a.attributes["href"].endswith("/org/0002001433/") for a in page.one("main").all("a"))


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (
            "i2",
            "Выполнено с опозданием на 39 дней "
            "Недостаток: На информационном стенде нет сведений о лицензии "
            "Мероприятие Разместить на стенде копию лицензии "
            "Плановый срок до 1 февраля 2026 года Не позднее 1 февраля 2026 года "
            "Кто отвечает заместитель заведующего, П. П. Образцова "
            "Фактический срок 12 марта 2026 года "
            "Что сделано 12 марта 2026 года Копия лицензии размещена на стенде. "
            "Подтверждение: Фотография стенда",
        ),
        (
            "i4",
            "Срок подходит осталось 23 дня Недостаток: Отсутствует пандус у главного входа "
            "Мероприятие Установить пандус "
            "Плановый срок до 1 сентября 2026 года Не позднее 15 декабря 2026 года "
            "Кто отвечает заведующий, С. С. Вымышленная "
            "Что изменилось 25 августа 2026 года срок перенесён. "
            "Новый срок: до 15 декабря 2026 года Подрядчик не уложился в срок "
            "Подтверждение: Приказ от 25.08.2026 № 51-д",
        ),
        (
            "i5",
            "Просрочено на 144 дня Недостаток: Нет сменного кресла-коляски "
            "Мероприятие Приобрести кресло-коляску "
            "Плановый срок до 1 июля 2026 года Не позднее 1 июля 2026 года "
            "Кто отвечает заведующий, С. С. Вымышленная Фактический срок нет отчёта "
            "Срок прошёл, а о том, что сделано, на сайте ничего не опубликовано. "
            "Возможно, сделано, возможно, нет.",
        ),
    ],
)
def test_an_item_of_a_plan(item: str, words: str) -> None:
    assert spaced(cards(made().pages[ROMASHKA])[item]) == spaced(words)


def spaced(text: str) -> str:
    """Without white space: two elements that stand side by side have none between them."""
    return re.sub(r"\s", "", text)


def test_only_items_passed_over_in_silence_stand_out() -> None:
    page = made().pages[ROMASHKA]
    assert [card.one("h3").attributes["id"] for card in classed(page, "silent")] == ["i5"]


def test_a_consolidated_plan_holds_every_item_of_its_territory() -> None:
    (town,) = [owner for owner in owners(edition().site) if owner.address == TOWN]
    page = made().pages[WHOLE]
    rows = [row for row in page.all("tr") if "data-status" in row.attributes]
    assert len(rows) == sum(len(plan.items) for plan in town.improvements) == 28
    targets = {urljoin(WHOLE, row.one("a").attributes["href"]) for row in rows}
    assert targets == {m.address for plan in town.improvements for m in plan.measures}
    assert figures(page)[0] == f"{len(rows)} недостатков"
    options = [option.text for option in page.all("option")][1:]
    counts = Counter(row.attributes["data-status"] for row in rows)
    assert sorted(int(text[text.index("(") + 1 : -1]) for text in options) == sorted(
        counts.values()
    )


def test_every_link_to_an_item_leads_to_it() -> None:
    pages = made().pages
    for address, page in pages.items():
        for link in page.one("main").all("a"):
            target, anchor = urldefrag(urljoin(address, link.attributes["href"]))
            if anchor and target in pages:
                ids = {e.attributes.get("id") for e in pages[target].all()}
                assert anchor in ids, f"{address}: {link.attributes['href']}"


def test_figures_lead_to_their_lists_without_scripts() -> None:
    page = made().pages[WHOLE]
    (box, *_) = classed(page, "figures")
    links = {link.attributes["href"]: link.text for link in box.all("a")}
    assert links == {"#overdue": "4 просрочено", "#no-report": "1 без отчёта"}
    lists = [len(list(each.all("li"))) for each in classed(page, "measures")]
    assert lists == [4, 1]


def test_a_report_names_first_who_has_not_reported() -> None:
    (year, *_) = classed(made().pages[REPORT], "report-year")
    assert year.one("h2").text == "2026 год"
    (box,) = classed(year, "silence-box")
    assert box.one("h3").text == "Не отчитались 3 организации"
    assert [plain(entry.text) for entry in box.all("li")] == [
        "Школа № 3 Нет отчёта ни об одном из 2 недостатков, срок которых прошёл",
        "Детский сад № 1 «Ромашка» Без отчёта 1 из 4 недостатков, срок которых прошёл",
        "Школа № 1 Без отчёта 1 из 3 недостатков, срок которых прошёл",
    ]
    inside = list(year.all())
    assert inside.index(box) < inside.index(classed(year, "figures")[0])
    assert figures(year) == [
        "22 недостатка подлежали устранению",
        "6 устранено в срок",
        "1 устранено с опозданием",
        "1 устранено, точного срока не было",
        "0 устранено частично",
        "2 заявлено без подтверждения",
        "4 просрочено",
        "0 без отчёта",
        "2 срок перенесён",
        "5 срок ещё не прошёл",
        "1 отменено",
    ]


def test_the_years_of_a_report_begin_with_this_one() -> None:
    years = classed(made().pages[REPORT], "report-year")
    titles = [year.one("h2").text for year in years]
    assert titles == ["2026 год", "2024 год", "2023 год", "2027 год"]
    assert "Все, у кого срок наступил, отчитались." in years[1].text
    (box,) = classed(years[2], "silence-box")
    assert [box.one("h3").text, *(entry.text for entry in box.all("li"))] == [
        "Не отчиталась 1 организация",
        "Детский сад № 2 «Солнышко» Без отчёта 1 из 2 недостатков, срок которых прошёл",
    ]


def test_the_numbers_of_a_report_add_up() -> None:
    """The outcomes of a row are what was due; the rows of a table are its figures."""
    for address, page in made().pages.items():
        for year in classed(page, "report-year"):
            told = [int(text.split()[0]) for text in figures(year)]
            tables = list(year.all("table"))
            assert bool(tables) == bool(told), address
            for row in (row for table in tables for row in numbers(table)):
                assert row[0] == sum(row[1:]), address
            criteria = numbers(tables[-1]) if tables else []
            assert [sum(column) for column in zip(*criteria, strict=True)] == told, address


def numbers(table: Element) -> list[list[int]]:
    """The numbers of the rows of a table."""
    rows = [[int(cell.text) for cell in row.all("td")] for row in table.all("tr")]
    return [row for row in rows if row]


def plan(slug: str, today: date = TODAY) -> Improvement:
    """A plan of the town as it stands on a day."""
    (town,) = [owner for owner in owners(edition(today).site) if owner.address == TOWN]
    return next(each for each in town.improvements if each.address.endswith(f"/{slug}/"))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # Promised for the third quarter of 2026, moved to 1 April 2027 on 31 August 2026.
        (date(2026, 8, 1), {2026: Outcome.AHEAD}),
        (date(2026, 9, 15), {2026: Outcome.AHEAD, 2027: Outcome.AHEAD}),
        (date(2026, 11, 22), {2026: Outcome.MOVED, 2027: Outcome.AHEAD}),
        (date(2027, 4, 2), {2026: Outcome.OVERDUE, 2027: Outcome.OVERDUE}),
        (date(2028, 6, 1), {2026: Outcome.NO_REPORT, 2027: Outcome.NO_REPORT}),
    ],
)
def test_a_moved_item_stays_due_where_it_was_promised(
    today: date, expected: dict[int, Outcome]
) -> None:
    years, _ = answers_by_year([plan("2025-cdt", today)], today)
    found = {
        year: answer.outcome
        for year, answers in years.items()
        for answer in answers
        if answer.item.record.id == "i1"
    }
    assert found == expected


def test_an_item_moved_within_a_year_counts_once() -> None:
    years, _ = answers_by_year([plan("2025-romashka")], TODAY)
    found = [a.outcome for a in years[2026] if a.item.record.id == "i4"]
    assert found == [Outcome.MOVED]


def test_what_has_no_day_of_its_own_is_due_by_the_end_of_its_plan() -> None:
    after = date(2027, 1, 1)
    years, dateless = answers_by_year([plan("2025-school3", after)], after)
    assert dateless == 0
    assert [a.day for a in years[2026] if a.item.record.id == "i3"] == [date(2026, 12, 31)]
    assert tally_of(a.outcome for a in years[2026]).of(Outcome.NO_REPORT, Outcome.OVERDUE) == 3


def test_a_region_speaks_for_its_municipalities_and_leads_to_them() -> None:
    pages = made().pages
    page = pages[f"{REGION}consolidated/"]
    (table,) = [t for t in page.all("table") if "районам" in t.one("caption").text]
    rows = [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")][1:]
    assert [row[0] for row in rows] == ["Образцово", "Примерск"]
    links = [urljoin(f"{REGION}consolidated/", a.attributes["href"]) for a in table.all("a")]
    assert links == [f"{REGION}obraztsovo/consolidated/", WHOLE]
    own = sum("data-status" in row.attributes for row in page.all("tr"))
    whole = int(figures(page)[0].split()[0])
    assert whole == own + sum(int(row[1]) for row in rows)
    for (name, count, *_), address in zip(rows, links, strict=True):
        assert figures(pages[address])[0].startswith(f"{count} "), name


def test_pages_keep_to_the_addresses_that_are_reserved_for_them() -> None:
    kinds = r"(?:improvement/[a-z0-9-]+/|consolidated/(?:[a-z-]+/)?(?:report/)?)"
    territory = rf"{REGION}(?:primersk/|obraztsovo/)?"
    assert [a for a in made().pages if not re.fullmatch(territory + kinds, a)] == []
    assert f"{TOWN}consolidated/culture/report/" in made().pages


def test_a_territory_leads_to_its_consolidated_plan_if_there_is_one() -> None:
    shown = edition()
    found = {}
    for region, municipality in territories(shown.site):
        owner = municipality or region
        links = improvement_links(shown, owner, owner.address)
        found[owner.address] = [urljoin(owner.address, link.href) for link in links]
    assert found[TOWN] == [WHOLE, f"{WHOLE}report/"]
    assert found[REGION] == [f"{REGION}consolidated/", f"{REGION}consolidated/report/"]
    assert found[f"{REGION}vymyshlensk/"] == []
