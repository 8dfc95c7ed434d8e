"""Views of the pages of the campaign: publications, a questionnaire, the control of placement."""

from __future__ import annotations

from collections.abc import Callable

from nokgen.pages import views
from nokgen.pages.examples import NOTICE, p
from nokgen.pages.examples_of_campaign import (
    BARS,
    BARS_TEXT,
    BLANK,
    PLACEMENT_COLUMNS,
    PLACEMENT_ROWS,
    PUBLICATIONS,
    SURVEY_FACTS,
    TALLIES,
    code,
)
from nokgen.pages.views.listings import Cell, Column, Table
from nokgen.render import View

Frame = Callable[..., views.Layout]

SHEET = "campaign.css"
TOWN = (views.Link("Полярные Зори", "../"),)
PUBLISHED, SURVEY, PLACEMENT = "publications/", "survey/", "placement/"


def campaign_pages(frame: Frame) -> dict[str, tuple[str, View]]:
    """Address of the page: its template and its view; `frame` makes layouts."""

    def layout(title: str) -> views.Layout:
        return frame(title, "Мурманская область", sheet=SHEET)

    return {
        PUBLISHED: ("publications", publications_page(layout("Публикации"))),
        SURVEY: ("survey", survey_page(layout("Оцените условия"))),
        PLACEMENT: ("placement", placement_page(layout("Кто опубликовал результаты"))),
    }


def publications_page(layout: views.Layout) -> views.PublicationsPage:
    """A year with every month, a promise with a number and one without."""
    return views.PublicationsPage(
        layout=layout,
        title="Публикации о независимой оценке",
        over=TOWN,
        lead="Что рассказали людям газеты, сайты и стенды.",
        figures=(views.Figure("12", "публикаций"), views.Figure("1", "заявлено", "claimed")),
        notice=NOTICE,
        tallies=TALLIES,
        years=(
            views.YearOfPublications(
                "year-2026", "2026 год", BARS_TEXT, BARS, counts(), PUBLICATIONS
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
        facts=SURVEY_FACTS,
        form=views.Link("Ответить в интернете: Оцените условия", "https://example.org/anketa"),
        codes=(code("../icon.svg"),),
        is_open=True,
        whom=BLANK.whom,
        choices=BLANK.choices,
        questions=BLANK.questions,
        questions_text="Вопросы типовой анкеты.",
        until=BLANK.until,
        address=BLANK.address,
    )


def placement_page(layout: views.Layout) -> views.PlacementPage:
    """What was found, what was not found, what nobody looked for."""
    return views.PlacementPage(
        layout=layout,
        title="Кто опубликовал результаты и планы",
        over=TOWN,
        lead="Здесь показано, что из этого нашли, где и когда.",
        figures=tuple(views.Figure("1 из 2", head) for head in PLACEMENT_COLUMNS[1:]),
        notice="",
        caption="Что опубликовала каждая организация",
        columns=PLACEMENT_COLUMNS,
        rows=PLACEMENT_ROWS,
    )
