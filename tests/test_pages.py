"""What pages say, on the real content: figures, statuses, deadlines and who answers for them."""

from __future__ import annotations

from datetime import date

import pytest

from nokgen.check import check
from nokgen.messages import messages_for
from nokgen.model import Municipality, Region, Site, build_site
from nokgen.pages.body import body_page
from nokgen.pages.calendar import calendar_page
from nokgen.pages.edition import Edition
from nokgen.pages.home import home_page
from nokgen.pages.links import Links
from nokgen.pages.overview import territories
from nokgen.pages.plan import plan_page
from nokgen.pages.territory import territory_page
from nokgen.pages.views import Figure, PlanPage
from nokgen.read import read_site
from nokgen.render import assets, further_stylesheets
from tests.sites_under_test import ROOT, TODAY
from tests.whole_under_test import about_all, month_pages


def real(today: date = TODAY) -> Site:
    """The real site as it stands on a day."""
    content = check(read_site(ROOT), lambda _zone: today).content
    assert content is not None
    return build_site(content, today)


NAMES = ("site.css", *dict(further_stylesheets()), *dict(assets()))


def edition(today: date = TODAY) -> Edition:
    """One build of the real site, in Russian."""
    links = Links.at("https://example.org/nok", from_disk=False)
    return Edition(
        site=real(today),
        messages=messages_for("ru"),
        links=links,
        revision="abc",
        assets=(),
        published={name: name for name in NAMES},
    )


def place(site: Site, address: str) -> tuple[Region, Municipality | None]:
    """A region or a municipality by its address."""
    return next(
        (region, municipality)
        for region, municipality in territories(site)
        if (municipality or region).address == address
    )


def plan(address: str, today: date = TODAY) -> PlanPage:
    """The page of the first plan of a region or a municipality."""
    shown = edition(today)
    region, municipality = place(shown.site, address)
    return plan_page(shown, (municipality or region).plans[0], region, municipality)


def words(figures: tuple[Figure, ...]) -> list[str]:
    """Figures as a reader sees them."""
    return [f"{figure.value} {figure.label}" for figure in figures]


KIROVSK = "/murmanskaya-oblast/kirovsk/"
ZORI = "/murmanskaya-oblast/polyarnye-zori/"
DESNOGORSK = "/smolenskaya-oblast/desnogorsk/"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2020, 6, 1), ["6 мероприятий", "0 выполнено с подтверждением",
                            "0 срок в ближайшие 30 дней", "0 без отчёта"]),
        (date(2020, 7, 1), ["6 мероприятий", "0 выполнено с подтверждением",
                            "2 срок в ближайшие 30 дней", "0 без отчёта"]),
        (date(2020, 8, 5), ["6 мероприятий", "0 выполнено с подтверждением",
                            "0 срок в ближайшие 30 дней", "2 просрочено", "0 без отчёта"]),
        (TODAY, ["6 мероприятий", "0 выполнено с подтверждением",
                 "0 срок в ближайшие 30 дней", "6 без отчёта"]),
    ],
)  # fmt: skip
def test_figures_of_a_plan_follow_the_day(today: date, expected: list[str]) -> None:
    assert words(plan(KIROVSK, today).figures) == expected


def test_the_nearest_deadline_of_a_plan() -> None:
    before = plan(KIROVSK, date(2020, 6, 1)).nearest
    assert before.label.replace("\u00a0", " ").startswith(
        "31 июля 2020 года — Проведение совещаний"
    )
    assert before.href == "#m1"
    over = plan(KIROVSK)
    assert (over.nearest.href, over.nearest_text) == (
        "",
        "Все сроки этого плана, у которых есть дата, прошли.",
    )
    assert plan(ZORI).nearest.label.replace("\u00a0", " ").startswith("30 января 2027 года — ")


def test_a_plan_says_who_adopted_it_or_that_the_document_does_not() -> None:
    bryansk = plan("/bryanskaya-oblast/")
    assert bryansk.lead.replace("\u00a0", " ") == (
        "Утверждён: приказ от 25 января 2022 года № 66, Департамент образования и науки"
    )
    facts = {fact.label: fact for fact in bryansk.approval}
    assert facts["Подписал"].blocks[0].text.replace("\u00a0", " ") == (
        "Е.В. Егорова, Директор департамента"
    )
    assert len(facts["Что предписано"].blocks[0].items) == 3
    assert plan(KIROVSK).lead == "Кем и когда утверждён план, в документе не сказано."


def test_a_deadline_that_the_document_does_not_give_is_said_so() -> None:
    measures = [measure for section in plan(DESNOGORSK).sections for measure in section.measures]
    silent = [measure for measure in measures if not measure.deadline_given]
    assert [measure.id for measure in silent] == ["m2", "m3", "m7"]
    assert {measure.deadline for measure in silent} == {"в документе не указан"}


def test_the_meaning_of_a_deadline_stands_beside_its_words() -> None:
    measures = plan(KIROVSK).sections[0].measures
    assert (measures[0].deadline, measures[0].meaning.replace("\u00a0", " ")) == (
        "Июль 2020, Сентябрь 2020",
        "С 1 по 31 июля 2020 года и с 1 по 30 сентября 2020 года",
    )


def test_lists_inside_cells_stay_lists() -> None:
    expected = plan(KIROVSK).sections[0].measures[2].expected
    assert [(block.kind, len(block.items)) for block in expected] == [("p", 0), ("ul", 2)]
    zeya = [m for s in plan("/amurskaya-oblast/zeya/").sections for m in s.measures][5]
    assert [(block.kind, len(block.items), block.marker) for block in zeya.body] == [("ol", 2, ")")]


def test_a_region_speaks_for_its_municipalities() -> None:
    shown = edition()
    region, _ = place(shown.site, "/murmanskaya-oblast/")
    page = territory_page(shown, region)
    assert words(page.figures)[0] == "22 мероприятия"
    assert [card.link.label for card in page.municipalities] == ["Кировск", "Полярные Зори"]
    assert page.nearest[0].iso_date == "2027-01-30"
    assert page.nearest[0].status.detail == "на 2027 год"


def test_a_body_shows_what_it_promised_and_what_it_adopted() -> None:
    shown = edition()
    region, municipality = place(shown.site, KIROVSK)
    assert municipality is not None
    committee, preschools = municipality.bodies
    page = body_page(shown, committee, region, municipality)
    assert [len(plan.measures) for plan in page.plans] == [3]
    page = body_page(shown, preschools, region, municipality)
    assert [[line.number for line in plan.measures] for plan in page.plans] == [
        ["1", "2", "4", "5", "6"]
    ]
    region, _ = place(shown.site, "/bryanskaya-oblast/")
    page = body_page(shown, region.bodies[0], region, None)
    assert (len(page.adopted), page.plans) == (1, ())


def test_the_calendar_has_every_month_in_order() -> None:
    years = calendar_page(*about_all(edition())).years
    assert [year.title for year in years] == [
        "2027 год",
        "2026 год",
        "2022 год",
        "2020 год",
        "2018 год",
    ]
    assert [month.link.label for month in years[-1].months] == ["Февраль", "Октябрь", "Декабрь"]
    addresses = [*month_pages(edition())]
    assert addresses == sorted(addresses)
    assert len(addresses) == sum(len(year.months) for year in years)


def test_the_calendar_of_a_busy_day() -> None:
    page = calendar_page(*about_all(edition(date(2020, 8, 5))))
    assert {item.status.label for item in page.overdue} == {"Просрочено"}
    assert [item.iso_date for item in page.overdue] == sorted(
        item.iso_date for item in page.overdue
    )
    assert {item.iso_date for item in page.upcoming} == {"2020-08-31"}


def test_home_counts_everything() -> None:
    page = home_page(*about_all(edition()))
    assert words(page.figures)[:2] == ["5 планов", "57 мероприятий"]
    assert [region.link.label for region in page.regions] == [
        "Амурская область",
        "Брянская область",
        "Мурманская область",
        "Смоленская область",
    ]


def test_a_menu_marks_where_the_reader_is() -> None:
    shown = edition()
    marks = [link.current for link in home_page(*about_all(shown)).layout.navigation]
    assert marks == [True, False, False]
