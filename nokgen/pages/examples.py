"""Invented examples of what components receive, for the style guide and for the tests alike.

Nobody goes in, frozen views come out. The towns, bodies and reports are invented; the words of the
measures are as long and as odd as those of real documents.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from nokgen.pages import views

# Every link of an example leads to the place that says what examples are.
HERE = "#examples"

TITLE = (
    "План мероприятий по проведению ежегодной независимой системы оценки качества работы "
    "муниципальных учреждений, подведомственных отделу образования города Примерска "
    "с подведомственной территорией"
)
LONG_PLAN = (
    "План по взаимодействию со средствами массовой информации по вопросам проведения "
    "независимой оценки качества оказания социальных услуг, в том числе по "
    "информационно – разъяснительной работе среди населения о независимой оценке качества и "
    "возможности участия в ней граждан – потребителей услуг в 2022 году"
)
DEPARTMENT = "Отдел образования администрации города Примерска с подведомственной территорией"

LABELS = {
    "planned": "Запланировано",
    "due-soon": "Скоро срок",
    "in-progress": "Выполняется",
    "done-on-time": "Выполнено в срок",
    "done-late": "Выполнено с опозданием",
    "done": "Выполнено",
    "claimed": "Заявлено без подтверждения",
    "partly-done": "Выполнено частично",
    "overdue": "Просрочено",
    "no-report": "Отчёта нет",
    "ongoing": "Постоянно",
    "awaiting-event": "Ждёт события",
    "cancelled": "Отменено",
}
DETAILS = {"done-late": "на 12 дней", "partly-done": "3 из 10", "overdue": "на 21 день"}


def status(slug: str) -> views.StatusTag:
    """The tag of a status, with a number where it usually has one."""
    return views.StatusTag(slug, LABELS[slug], DETAILS.get(slug, ""))


def p(text: str) -> views.Block:
    """A paragraph."""
    return views.Block("p", text)


TASKS = (
    (
        "Подготовка перечня дополнительной необходимой и достоверной информации о деятельности "
        "муниципальных учреждений, оказывающих социальные услуги, с учётом отраслевой специфики их "
        "работы, которая должна быть предоставлена потребителям услуг, для оценки качества работы",
        "ежегодно до 30 января",
        "overdue",
    ),
    (
        "Организационно-техническое обеспечение работы общественного совета по проведению "
        "независимой системы оценки качества работы муниципальных учреждений",
        "постоянно",
        "ongoing",
    ),
    ("Проведение родительских собраний по популяризации НОК", "сентябрь-октябрь 2020", "no-report"),
    (
        "Разработка веб-форм анкет опроса общественного мнения и механизмов обработки результатов "
        "оценки; взаимодействие с органами управления администрации, осуществляющими функции "
        "и полномочия учредителя, в целях обеспечения размещения на официальных сайтах "
        "гипертекстовых ссылок на разработанные веб-формы анкет",
        "ежегодно до 30 марта",
        "done-late",
    ),
    ("Подготовка радиопередачи о проведении НОК", "март - апрель 2022 года", "done-on-time"),
    ("Создание в социальных сетях групп по НОК", "март – апрель 2022 года", "claimed"),
    ("Размещение информации на стендах", "июль-сентябрь 2020", "partly-done"),
    ("Подведение итогов информационной кампании", "декабрь 2022 года", "due-soon"),
    ("Проведение совещаний с руководителями", "Июль 2020, Сентябрь 2020", "in-progress"),
    ("Публикация рейтинга на сайте", "по завершению проверки", "awaiting-event"),
    ("Подготовка доклада Общественного совета", "II-III квартал 2022 года", "planned"),
    ("Проведение круглого стола", "", "cancelled"),
    ("Заседание Общественного совета", "ноябрь", "done"),
)


def measure(place: int) -> views.Measure:
    """A measure; every thirteenth has the same words and the next number."""
    title, deadline, slug = TASKS[place % len(TASKS)]
    return views.Measure(
        id=f"m{place + 1}",
        number=f"{place + 1}.",
        title=title,
        summary="Составить список сведений, которые нужны для оценки." if place == 0 else "",
        body=(
            (
                p("включающих:"),
                views.Block(
                    "ol", items=("критерии и показатели;", "методику расчёта;"), marker=")"
                ),
                views.Block("ul", items=("шаблоны анкет;", "методы сбора информации"), marker=""),
                views.Block("ol", items=("третий пункт",), marker=".", start=3),
            )
            if place == 3
            else ()
        ),
        status=status(slug),
        deadline=deadline or "в документе не указан",
        deadline_given=bool(deadline),
        meaning="с 1 по 30 января каждого года" if "января" in deadline else "",
        quantity="не менее 1000 экземпляров" if place == 2 else "",
        expected=(p("Наличие приказа об утверждении перечня информации о деятельности"),),
        responsible=(
            views.Link(DEPARTMENT, HERE),
            views.Link("МБУО ИМК РО", HERE),
            views.Link("образовательные организации"),
        )[: place % 3 + 1],
        channels=(views.Link("Твой Примерск (социальная сеть)"),) if place == 2 else (),
        note=(p("В документе номер повторяется дважды."),) if place == 4 else (),
        reports=(report(place, slug),) if slug in REPORTED else (),
        changes=(MOVE,) if slug == "done-late" else (CANCELLATION,) if slug == "cancelled" else (),
    )


REPORTED = ("done", "done-late", "done-on-time", "claimed", "partly-done")
MOVE = views.Change(
    "20 августа 2020 года срок перенесён. Новый срок: октябрь 2020",
    (p("Заседание не состоялось из-за болезни председателя."),),
    (views.Link("Протокол № 3", HERE),),
)
CANCELLATION = views.Change("Отменено 1 марта 2020 года", (p("Запрет собраний."),), ())


def report(place: int, slug: str) -> views.Report:
    """What was done about a measure."""
    claimed = slug == "claimed"
    return views.Report(
        date="14 июля 2020 года",
        iso_date="2020-07-14",
        count="3" if slug == "partly-done" else "",
        blocks=(p("Анкеты размещены на сайтах девяти детских садов."),),
        evidence=() if claimed else (views.Link(f"Протокол № {place}", HERE),),
        claimed=claimed,
    )


def timeline(count: int, *, today: str = "89.3%") -> views.Timeline:
    """A year with `count` measures; those without a place on the axis stand aside."""
    months = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
    rows = []
    for place in range(count):
        title, deadline, slug = TASKS[place % len(TASKS)]
        start = place * 7 % 10
        bars = [views.Bar(f"{start * 8.33:.2f}%", f"{8.33 * (1 + place % 3):.2f}%", slug)]
        if place % 4 == 0:
            bars.append(views.Bar("91.67%", "8.33%", slug))
        rows.append(
            views.TimelineRow(
                f"{place + 1}.", title, f"#m{place + 1}", deadline, status(slug), tuple(bars)
            )
        )
    on_axis = [row for row in rows if row.status.slug not in ("ongoing", "awaiting-event")]
    reasons = (("Постоянно", "ongoing"), ("После события", "awaiting-event"))
    return views.Timeline(
        title="Сроки плана",
        ticks=tuple(
            views.Tick(f"{place * 8.333:.2f}%", month, place % 3 == 0)
            for place, month in enumerate(months)
        ),
        rows=tuple(on_axis),
        aside=tuple(
            views.TimelineAside(
                label,
                tuple(dataclasses.replace(row, bars=()) for row in rows if row.status.slug == slug),
            )
            for label, slug in reasons
        ),
        today=today,
        today_label="сегодня, 22 ноября",
    )


PROGRESS = views.Progress(
    "Выполнено с подтверждением: 6 из 16",
    (
        views.Share("done-on-time", "Выполнено в срок: 4", "0%", "25%"),
        views.Share("done-late", "Выполнено с опозданием: 2", "25%", "12.5%"),
        views.Share("in-progress", "Выполняется: 3", "37.5%", "18.75%"),
        views.Share("overdue", "Просрочено: 2", "56.25%", "12.5%"),
        views.Share("no-report", "Отчёта нет: 5", "68.75%", "31.25%"),
    ),
)
FIGURES = (
    views.Figure("16", "мероприятий"),
    views.Figure("6", "выполнено с подтверждением", "done-on-time"),
    views.Figure("1", "срок в ближайшие 30 дней", "due-soon"),
    views.Figure("2", "просрочено", "overdue"),
    views.Figure("5", "без отчёта", "no-report"),
)
PLACE = views.Link("Примерск", HERE)
NOTE = (
    p("Документ не называет год и действует ежегодно. Пункта 14 в нём нет."),
    p("Названия органов сохранены так, как они напечатаны."),
)
NOTICE = (
    "Срок этого плана истёк, отчётов о нём на сайте нет. Это не значит, что ничего не сделано: "
    "здесь об этом ничего не известно."
)


CARD = views.PlanCard(
    link=views.Link(TITLE, HERE),
    kind="Система оценки",
    years="каждый год",
    place=PLACE,
    measures="16 мероприятий",
    progress=PROGRESS,
)


def territory_card(name: str) -> views.TerritoryCard:
    """A municipality in a list."""
    return views.TerritoryCard(
        views.Link(name, HERE),
        "муниципальный округ",
        "1 план, 16 мероприятий",
        PROGRESS,
    )


def deadline_items(*slugs: str) -> tuple[views.DeadlineItem, ...]:
    """Deadlines of as many measures as there are statuses."""
    return tuple(
        views.DeadlineItem(
            date=f"{place + 10} декабря 2026 года",
            iso_date=f"2026-12-{place + 10}",
            measure=views.Link(TASKS[place][0], HERE),
            plan=views.Link(LONG_PLAN, HERE),
            place=views.Link("Образцовая область", HERE),
            status=status(slug),
            deadline=TASKS[place][1],
        )
        for place, slug in enumerate(slugs)
    )


APPROVAL = (
    views.Fact("Акт", (p("Приказ от 25 января 2022 года № 66"),)),
    views.Fact("Кто утвердил", links=(views.Link(DEPARTMENT, HERE),)),
    views.Fact("Что постановлено", (views.Block("ol", items=("Утвердить план.",) * 2),)),
)
SOURCES = (views.Link("Официальный сайт", HERE), views.Link("Приказ на бумаге"))


def measure_lines(count: int = len(TASKS)) -> tuple[views.MeasureLine, ...]:
    """Measures in a list outside their plan, one of every status."""
    return tuple(
        views.MeasureLine(
            f"{place + 1}.", views.Link(title, HERE), deadline or "не указан", status(slug)
        )
        for place, (title, deadline, slug) in enumerate(TASKS[:count])
    )


WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")


def weeks(
    link: Callable[[int], str] = lambda _day: HERE,
) -> tuple[tuple[views.DayOfGrid, ...], ...]:
    """December 2026, which begins on a Tuesday, with two days of deadlines; today is the 22nd."""
    empty = views.DayOfGrid("", "", "", False)
    cells = [empty]
    for day in range(1, 32):
        due = {10: "2 срока", 30: "11 сроков"}.get(day, "")
        cells.append(views.DayOfGrid(str(day), due, link(day) if due else "", day == 22))
    cells += [empty] * 3
    return tuple(tuple(cells[start : start + 7]) for start in range(0, 35, 7))
