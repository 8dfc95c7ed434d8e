"""Views of the pages of the campaign: publications, a questionnaire, the control of placement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from nokgen.messages import messages_for
from nokgen.pages import views
from nokgen.pages.examples import NOTICE, measure_lines, p, status
from nokgen.pages.views.listings import Cell, Column, Table
from nokgen.render import View

Frame = Callable[..., views.Layout]

SHEET = "campaign.css"
TOWN = (views.Link("Полярные Зори", "../"),)
SCHOOL = "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 3»"
PUBLICATIONS, SURVEY, PLACEMENT = "publications/", "survey/", "placement/"


def campaign_pages(frame: Frame) -> dict[str, tuple[str, View]]:
    """Address of the page: its template and its view; `frame` makes layouts."""

    def layout(title: str) -> views.Layout:
        return frame(title, "Мурманская область", sheet=SHEET)

    return {
        PUBLICATIONS: ("publications", publications_page(layout("Публикации"))),
        SURVEY: ("survey", survey_page(layout("Оцените условия"))),
        PLACEMENT: ("placement", placement_page(layout("Кто опубликовал результаты"))),
    }


def publications_page(layout: views.Layout) -> views.PublicationsPage:
    """A year with every month, a promise with a number and one without."""
    messages = messages_for("ru")
    tallies = tuple(
        views.Tally(
            link=line.link,
            plan="План по взаимодействию со средствами массовой информации",
            text=text,
            promised=promised,
            claimed="Заявлено без подтверждения: 1" if share else "",
            share=share,
            status=line.status,
        )
        for line, (text, promised, share) in zip(
            measure_lines(2),
            (("3 из не менее 10", "не менее 10 раз", "30%"), ("С подтверждением: 4", "", "")),
            strict=True,
        )
    )
    bars = tuple(
        views.MonthBar(
            label=messages.month_short(date(2026, month, 1)),
            x=f"{8 * month}%",
            width="5%",
            middle=f"{8 * month + 2}%",
            proved_y="50%",
            proved="34%",
            claimed_y="30%",
            claimed="20%" if month % 2 else "",
            count_y="26%",
            count="2" if month != 7 else "",
        )
        for month in range(1, 13)
    )
    lines = (
        views.PublicationLine(
            "12 ноября 2026 года",
            "2026-11-12",
            "Газета",
            "«Полярный вестник»",
            views.Link("Как оценивают детские сады", "https://example.org/1"),
            "",
            "Количество: 3 120",
            (p("О том, по каким показателям оценивают детские сады."),),
            (tallies[0].link,),
        ),
        views.PublicationLine(
            "1 ноября 2026 года",
            "2026-11-01",
            "Радио",
            "Радио Полярные Зори",
            views.Link("Объявление"),
            "Заявлено: нет ни ссылки, ни скана.",
            "",
            (),
            (),
        ),
    )
    return views.PublicationsPage(
        layout=layout,
        title="Публикации о независимой оценке",
        over=TOWN,
        lead="Что рассказали людям газеты, сайты и стенды.",
        figures=(views.Figure("12", "публикаций"), views.Figure("1", "заявлено", "claimed")),
        notice=NOTICE,
        tallies=tallies,
        years=(
            views.YearOfPublications(
                "year-2026", "2026 год", "Закрашены публикации со ссылкой.", bars, counts(), lines
            ),
        ),
    )


def counts() -> Table:
    """Every channel, as wide as the table gets."""
    names = ("Сайт", "Социальная сеть", "Газета", "Телевидение", "Радио", "Стенд", "Встреча")
    columns = ("Другой канал", "Всего с подтверждением", "Заявлено")
    return Table(
        "Сколько публикаций вышло в 2026 году, по каналам",
        (Column("Месяц"), *(Column(name, numeric=True) for name in (*names, *columns))),
        tuple(
            (Cell(month), *(Cell(str(n), value=str(n)) for n in (0, 1, 2, 0, 3, 4, 0, 5, 15, 1)))
            for month in ("Сентябрь", "Октябрь", "За весь год")
        ),
    )


def survey_page(layout: views.Layout) -> views.SurveyPage:
    """An open questionnaire about two organisations with questions of both kinds."""
    return views.SurveyPage(
        layout=layout,
        title="Оцените условия в школах",
        over=TOWN,
        lead="Ответы принимают до 15 декабря 2026 года включительно, осталось 23 дня.",
        notice="",
        blocks=(p("Ответы покажут, что исправлять в первую очередь."),),
        facts=(
            views.Fact("О ком", links=(views.Link(SCHOOL, "a/"), views.Link("Школа № 4", "b/"))),
            views.Fact("Адрес анкеты", (p("https://example.org/anketa?id=2026-schools"),)),
        ),
        form=views.Link("Ответить в интернете: Оцените условия", "https://example.org/anketa"),
        codes=(views.Code("../icon.svg", "https://example.org/anketa", "Наведите камеру"),),
        is_open=True,
        whom="О какой организации Ваши ответы?",
        choices=(SCHOOL, "Школа № 4"),
        questions=(
            views.BlankQuestion("Обращались к информации на стенде?", ("да", "нет"), ""),
            views.BlankQuestion(
                "Удовлетворены ли Вы информацией?", ("да", "скорее да", "нет"), "Если «да» выше."
            ),
            views.BlankQuestion("Что нам стоит изменить?", (), ""),
        ),
        questions_text="Вопросы типовой анкеты.",
        until="Ответы принимают до 15 декабря 2026 года включительно.",
        address="https://example.org/anketa?id=2026-schools",
    )


def placement_page(layout: views.Layout) -> views.PlacementPage:
    """What was found, what was not found, what nobody looked for."""
    heads = ("Раздел на сайте", "Результаты на bus.gov.ru", "План опубликован", "Отчёт опубликован")
    day = "проверено 12 октября 2026 года"

    def cells(name: str) -> tuple[views.PlacedCell, ...]:
        found = views.Link(f"{heads[0]}: {name}", f"https://example.org/{len(name)}")
        none = views.Link("")
        return (
            views.PlacedCell(heads[0], status("done"), found, day),
            *(views.PlacedCell(head, status("overdue"), none, day) for head in heads[1:3]),
            views.PlacedCell(heads[3], status("no-report"), none, ""),
        )

    names = (SCHOOL, "Детский сад № 1 «Ромашка»")
    return views.PlacementPage(
        layout=layout,
        title="Кто опубликовал результаты и планы",
        over=TOWN,
        lead="Здесь показано, что из этого нашли, где и когда.",
        figures=tuple(views.Figure("1 из 2", head) for head in heads),
        notice="",
        caption="Что опубликовала каждая организация",
        columns=("Организация", *heads),
        rows=tuple(
            views.PlacementRow(views.Link(name, f"org/{len(name)}/"), "Школа", cells(name))
            for name in names
        ),
    )
