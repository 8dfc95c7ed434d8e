"""Views of every kind of page, with the long titles and the odd cells of real documents."""

from __future__ import annotations

import dataclasses

from markupsafe import Markup

from nokgen.pages import views
from nokgen.render import View, markdown

TITLE = (
    "План мероприятий по проведению ежегодной независимой системы оценки качества работы "
    "муниципальных учреждений, подведомственных отделу образования города Полярные Зори "
    "с подведомственной территорией"
)
LONG_PLAN = (
    "План по взаимодействию со средствами массовой информации по вопросам проведения "
    "независимой оценки качества оказания социальных услуг, в том числе по "
    "информационно – разъяснительной работе среди населения о независимой оценке качества и "
    "возможности участия в ней граждан – потребителей услуг в 2022 году"
)
DEPARTMENT = "Отдел образования администрации города Полярные Зори с подведомственной территорией"

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


def layout(
    title: str,
    *crumbs: str,
    root: str = "../",
    script: str = "",
    indexed: bool = True,
    fictional: bool = False,
    current: str = "",
) -> views.Layout:
    """The frame of a page at any depth."""
    site = "Планы и результаты независимой оценки качества услуг"

    def navigation(label: str, address: str) -> views.NavigationLink:
        return views.NavigationLink(label, root + address, label == current)

    names = ("Главная", *crumbs)
    policy = "default-src 'none'; script-src 'self'{}; connect-src 'self'; style-src 'self'; "
    policy += "img-src 'self' data:; base-uri 'none'; form-action 'self'"
    return views.Layout(
        language="ru",
        title=f"{title} — НОК" if title != site else site,
        site_title=site,
        fictional=fictional,
        description="Что обещано для независимой оценки качества услуг и к какому сроку.",
        root=root,
        home_href=root,
        canonical="https://example.org/nok/murmanskaya-oblast/polyarnye-zori/",
        stylesheet=f"{root}style.css",
        scripts=(root + script,) if script else (),
        policy=policy.format(" 'wasm-unsafe-eval'" if script else ""),
        robots="",
        crumbs=(*(views.Link(name, root) for name in names), views.Link(title)) if crumbs else (),
        navigation=(
            navigation("Регионы", ""),
            navigation("Календарь", "calendar/"),
            navigation("Откуда берутся статусы", "methodology/"),
        ),
        footer=(
            navigation("О сайте", "about/"),
            navigation("Словарь", "glossary/"),
            navigation("Доступность сайта", "accessibility/"),
        ),
        search_href=f"{root}search/",
        today="22 ноября 2026 года",
        revision="b857cec",
        source=views.Link("Файл этой страницы", "https://example.org/repository/plan.yaml"),
        contact=views.Link("Отдел образования", "mailto:nok@example.org"),
        indexed=indexed,
        search=views.SearchFacts(
            filters=(("region", "Мурманская область"), ("sphere", "Образование")),
            sorts=(("deadline", "2020-07-31"),),
            meta=(("kind", "План"),),
        ),
    )


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
            views.Link(DEPARTMENT, "../../bodies/department/"),
            views.Link("МБУО ИМК РО", "../../bodies/imc/"),
            views.Link("образовательные организации"),
        )[: place % 3 + 1],
        channels=(views.Link("Твой Кировск (социальная сеть)"),) if place == 2 else (),
        note=(p("В документе номер повторяется дважды."),) if place == 4 else (),
        reports=(report(place, slug),) if slug in REPORTED else (),
        changes=(MOVE,) if slug == "done-late" else (CANCELLATION,) if slug == "cancelled" else (),
    )


REPORTED = ("done", "done-late", "done-on-time", "claimed", "partly-done")
MOVE = views.Change(
    "20 августа 2020 года срок перенесён. Новый срок: октябрь 2020",
    (p("Заседание не состоялось из-за болезни председателя."),),
    (views.Link("Протокол № 3", "../documents/protocol-3.pdf"),),
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
        evidence=() if claimed else (views.Link(f"Протокол № {place}", "../documents/p.pdf"),),
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
ZORI = views.Link("Полярные Зори", "../../")
NOTE = (
    p("Документ не называет год и действует ежегодно. Пункта 14 в нём нет."),
    p("Названия органов сохранены так, как они напечатаны."),
)
NOTICE = (
    "Срок этого плана истёк, отчётов о нём на сайте нет. Это не значит, что ничего не сделано: "
    "здесь об этом ничего не известно."
)


def plan_page(count: int = 16) -> views.PlanPage:
    """A plan of `count` measures in three sections."""
    measures = tuple(measure(place) for place in range(count))
    return views.PlanPage(
        layout=layout(TITLE, "Мурманская область", "Полярные Зори", root="../../../../"),
        title=TITLE,
        summary="Как город каждый год оценивает свои школы и детские сады.",
        place=ZORI,
        kind="Система оценки",
        years="каждый год",
        spheres=("образование",),
        lead="Утверждён: приказ от 25 января 2022 года № 66, Отдел образования",
        figures=FIGURES,
        progress=PROGRESS,
        nearest=views.Link("12 декабря 2026 года — Подведение итогов", "#m8"),
        nearest_text="",
        notice=NOTICE,
        note=NOTE,
        timeline=timeline(count),
        sections=(
            views.Section("section-1", "I. Организационные мероприятия", measures[:3]),
            views.Section(
                "section-2",
                "II. Подготовка к проведению независимой оценки качества работы учреждений",
                measures[3:8],
            ),
            views.Section("section-3", "", measures[8:]),
        ),
        approval=(
            views.Fact("Акт", (p("Приказ от 25 января 2022 года № 66"),)),
            views.Fact("Кто утвердил", links=(views.Link(DEPARTMENT, "../../bodies/department/"),)),
            views.Fact("Что постановлено", (views.Block("ol", items=("Утвердить план.",) * 2),)),
        ),
        source=(
            views.Fact("Документ", (p(TITLE),)),
            views.Fact("Где опубликован", links=(views.Link(*["https://example.org/plan"] * 2),)),
        ),
    )


CARD = views.PlanCard(
    link=views.Link(TITLE, "plans/annual-assessment/"),
    kind="Система оценки",
    years="каждый год",
    place=ZORI,
    measures="16 мероприятий",
    progress=PROGRESS,
)


def territory_card(name: str) -> views.TerritoryCard:
    """A municipality in a list."""
    return views.TerritoryCard(
        views.Link(name, "../murmanskaya-oblast/polyarnye-zori/"),
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
            measure=views.Link(TASKS[place][0], f"../plan/#m{place + 1}"),
            plan=views.Link(LONG_PLAN, "../plan/"),
            place=views.Link("Брянская область", "../bryanskaya-oblast/"),
            status=status(slug),
            deadline=TASKS[place][1],
        )
        for place, slug in enumerate(slugs)
    )


def territory_page() -> views.TerritoryPage:
    """A municipality with two years of plans."""
    return views.TerritoryPage(
        layout=layout("Полярные Зори", "Мурманская область", root="../../"),
        title="Полярные Зори",
        official_name="Муниципальный округ город Полярные Зори Мурманской области",
        kind="муниципальный округ",
        region=views.Link("Мурманская область", "../"),
        figures=FIGURES,
        notice=NOTICE,
        note=NOTE,
        nearest=deadline_items("due-soon", "in-progress"),
        municipalities=(),
        years=(
            views.YearOfPlans("2022 год", "year-2022", (CARD, CARD), timeline(6)),
            views.YearOfPlans("Каждый год", "year-every", (CARD,), timeline(3, today="")),
        ),
        bodies=(
            views.BodyCard(views.Link(DEPARTMENT, "bodies/a/"), "Орган власти", "14 мероприятий"),
            views.BodyCard(views.Link("Общественный совет", "bodies/b/"), "", "2 мероприятия"),
        ),
        facts=(
            views.Fact("ОКТМО", (p("47719000"),)),
            views.Fact(
                "Официальный сайт", links=(views.Link("pz-city.ru", "https://example.org"),)
            ),
        ),
        documents=(views.Link("Текст плана", "documents/annual-assessment.txt"),),
    )


def region_page() -> views.TerritoryPage:
    """A region with municipalities and nothing due."""
    return dataclasses.replace(
        territory_page(),
        layout=layout("Мурманская область", "Регионы"),
        title="Мурманская область",
        official_name="Мурманская область",
        region=views.Link(""),
        notice="",
        note=(),
        nearest=(),
        municipalities=tuple(map(territory_card, ("Кировск", "Полярные Зори", "Апатиты"))),
        years=(),
        documents=(),
    )


def home_page() -> views.HomePage:
    """The home page."""
    title = "Планы и результаты независимой оценки качества услуг"
    return views.HomePage(
        layout=layout(title, root="./", fictional=True, current="Регионы"),
        title=title,
        lead=(
            "Что города и области обещали сделать для независимой оценки качества услуг, к какому "
            "сроку и кто за это отвечает. Слова документов приведены без изменений."
        ),
        figures=(views.Figure("5", "планов"), views.Figure("57", "мероприятий"), *FIGURES[1:4]),
        notice="",
        regions=tuple(
            views.RegionOfHome(
                views.Link(f"{name} область", "region/"),
                tuple(map(territory_card, places)),
            )
            for name, places in (
                ("Амурская", ("Зея",)),
                ("Брянская", ("Планы самого региона",)),
                ("Мурманская", ("Кировск", "Полярные Зори")),
                ("Смоленская", ("Десногорск",)),
            )
        ),
        nearest=deadline_items("due-soon", "due-soon", "in-progress"),
        calendar=views.Link("Все сроки в календаре", "calendar/"),
        methodology=views.Link("Откуда берутся статусы", "methodology/"),
    )


def body_page() -> views.BodyPage:
    """A body with promises in two plans."""
    lines = tuple(
        views.MeasureLine(
            f"{place + 1}.", views.Link(title, "../plan/#m1"), deadline or "не указан", status(slug)
        )
        for place, (title, deadline, slug) in enumerate(TASKS)
    )
    return views.BodyPage(
        layout=layout(DEPARTMENT, "Мурманская область", "Полярные Зори"),
        title=DEPARTMENT,
        kind="Орган власти",
        place=ZORI,
        synonyms=("отдел образования", "Отдел образования администрации"),
        note=NOTE,
        figures=FIGURES,
        adopted=(CARD,),
        plans=(
            views.PlanOfBody(views.Link(LONG_PLAN, "../plan/"), "2022 год", lines),
            views.PlanOfBody(views.Link(TITLE, "../plan/"), "", lines[:2]),
        ),
    )


def calendar_page() -> views.CalendarPage:
    """The calendar with months of two years."""
    months = ["Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Сентябрь"]
    return views.CalendarPage(
        layout=layout("Календарь сроков", "Регионы", current="Календарь"),
        title="Календарь сроков",
        lead="Сроки всех планов на сайте. Сегодня 22 ноября 2026 года.",
        upcoming=deadline_items("due-soon", "in-progress"),
        overdue=(),
        years=tuple(
            views.YearOfMonths(
                f"{year} год",
                tuple(
                    views.MonthLink(views.Link(f"{name} {year} года", "../2022-01/"), "3 срока")
                    for name in months
                ),
            )
            for year in (2022, 2020)
        ),
    )


def month_page() -> views.MonthPage:
    """A month that begins on a Tuesday, with two days of deadlines."""
    cells = [views.DayOfGrid("", "", "", False)]
    for day in range(1, 32):
        due = {10: "2 срока", 30: "11 сроков"}.get(day, "")
        cells.append(views.DayOfGrid(str(day), due, f"#d{day}" if due else "", day == 22))
    cells += [views.DayOfGrid("", "", "", False)] * 3
    return views.MonthPage(
        layout=layout("Декабрь 2026 года", "Календарь сроков", root="../../"),
        title="Декабрь 2026 года",
        lead="13 сроков",
        weekdays=("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
        weeks=tuple(tuple(cells[start : start + 7]) for start in range(0, 35, 7)),
        days=(
            views.DayOfMonth("10 декабря", "d10", deadline_items("due-soon", "in-progress")),
            views.DayOfMonth("30 декабря", "d30", deadline_items(*list(LABELS)[:11])),
        ),
        previous=views.Link("Ноябрь 2026 года", "../2026-11/"),
        next=views.Link("Январь 2027 года", "../2027-01/"),
        calendar=views.Link("Все месяцы", "../"),
    )


def methodology_page() -> views.MethodologyPage:
    """All statuses and some forms of deadlines."""
    return views.MethodologyPage(
        layout=layout("Откуда берутся статусы", "Регионы"),
        title="Откуда берутся статусы",
        statuses=tuple(
            views.StatusRule(
                views.StatusTag(slug, label),
                "Срок прошёл, а отчёта на этом сайте нет.",
                "После срока прошло больше года, и никто не сообщил, что сделано.",
            )
            for slug, label in LABELS.items()
        ),
        deadlines=(
            views.DeadlineRule(
                "К определённому времени",
                "Считаем, что всё должно быть сделано к последнему дню.",
                ("июль 2020", "февраль – март 2022 года", "до 1 сентября 2022 года"),
            ),
            views.DeadlineRule(
                "Постоянно", "Срока, к которому можно опоздать, нет.", ("постоянно",)
            ),
        ),
    )


TEXT = """\
Независимая оценка (НОК) показывает, в каких условиях людей обслуживают. Официальный сайт —
[bus.gov.ru](https://bus.gov.ru/), а здесь есть [словарь](../glossary/).[^1]

## Как проходит оценка

1. Общественный совет определяет, какие организации оценить.
2. Оператор собирает данные.

### Кто такой оператор?

Термин
:   Организация, которая по контракту собирает данные.

| Критерий | Вес |
| --- | ---: |
| Открытость и доступность информации об организации | 0,3 |
| Доброжелательность | 0,4 |

> Слова документов сохранены.

[^1]: Сноска с пояснением.

*[НОК]: независимая оценка качества
"""


def text_page() -> views.TextPage:
    """A page that editors wrote."""
    return views.TextPage(
        layout=layout("О сайте", "Регионы"),
        title="О сайте",
        summary="Что есть на этом сайте и откуда взяты документы",
        html=Markup(markdown(TEXT)),
    )


SUGGESTIONS = (
    views.Link("Регионы и города", "../"),
    views.Link("Календарь сроков", "../calendar/"),
    views.Link("Словарь", "../glossary/"),
)


def search_page() -> views.SearchPage:
    """The search page."""
    return views.SearchPage(
        layout=layout("Поиск", "Регионы", script="search.js", indexed=False),
        title="Поиск",
        served=True,
        suggestions=SUGGESTIONS,
    )


def not_found_page() -> views.NotFoundPage:
    """The page for addresses that do not exist."""
    return views.NotFoundPage(
        layout=layout("Такой страницы нет", indexed=False, root="/"),
        title="Такой страницы нет",
        suggestions=SUGGESTIONS,
    )


# Address of the page in the small site of the tests: its template and its view.
PAGES: dict[str, tuple[str, View]] = {
    "": ("home", home_page()),
    "murmanskaya-oblast/": ("territory", region_page()),
    "murmanskaya-oblast/polyarnye-zori/": ("territory", territory_page()),
    "murmanskaya-oblast/polyarnye-zori/plans/annual-assessment/": ("plan", plan_page()),
    "body/": ("body", body_page()),
    "calendar/": ("calendar", calendar_page()),
    "calendar/2026-12/": ("month", month_page()),
    "methodology/": ("methodology", methodology_page()),
    "about/": ("text", text_page()),
    "search/": ("search", search_page()),
    "404/": ("not-found", not_found_page()),
}
