"""Views of every kind of page, with the long titles and the odd cells of real documents."""

from __future__ import annotations

import dataclasses

from markupsafe import Markup

from nokgen.messages import messages_for
from nokgen.pages import views
from nokgen.pages.display import display_choices
from nokgen.pages.examples import (
    APPROVAL,
    CARD,
    DEPARTMENT,
    FIGURES,
    LABELS,
    LONG_PLAN,
    NOTE,
    NOTICE,
    PROGRESS,
    WEEKDAYS,
    deadline_items,
    measure,
    measure_lines,
    p,
    territory_card,
    timeline,
    weeks,
)
from nokgen.pages.examples_of_listings import LETTER
from nokgen.pages.examples_of_sharing import GLANCE, SNIPPETS
from nokgen.pages.files import MadePage
from nokgen.pages.improvement_pages import improvement_pages
from nokgen.pages.letters import ALPHABET
from nokgen.pages.styleguide import (
    COLOURS,
    FRAME,
    PARTS,
    SIZES,
    SPACES,
    StyleguidePage,
    gallery,
)
from nokgen.pages.views.listings import Document, LettersPage
from nokgen.render import View, markdown
from tests import assessed_site
from tests.examples_of_campaign import campaign_pages

TITLE = (
    "План мероприятий по проведению ежегодной независимой системы оценки качества работы "
    "муниципальных учреждений, подведомственных отделу образования города Полярные Зори "
    "с подведомственной территорией"
)


def layout(
    title: str,
    *crumbs: str,
    root: str = "../",
    script: str = "",
    sheet: str = "",
    indexed: bool = True,
    fictional: bool = False,
    current: str = "",
) -> views.Layout:
    """The frame of a page at any depth."""
    site = "Планы и результаты независимой оценки качества услуг"

    def navigation(label: str, address: str) -> views.NavigationLink:
        return views.NavigationLink(label, root + address, label == current)

    names = ("Главная", *crumbs)
    policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
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
        sheets=(f"{root}{sheet}",) if sheet else (),
        print_sheet=f"{root}print.css",
        icon=f"{root}icon.svg",
        scripts=(root + script,) if script else (),
        policy=policy,
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
        offers=(
            views.Offer("Сроки для вашего календаря", "calendar.ics", "text/calendar"),
            views.Offer("Лента изменений", "feed.atom", "application/atom+xml"),
        ),
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
        display=views.Display(
            navigation("Версия для слабовидящих", "display/"),
            f"{root}display.js",
            f"{root}display.css",
        ),
    )


ZORI = views.Link("Полярные Зори", "../../")


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
        approval=APPROVAL,
        source=(
            views.Fact("Документ", (p(TITLE),)),
            views.Fact("Где опубликован", links=(views.Link(*["https://example.org/plan"] * 2),)),
        ),
        stamp=("Утверждён", "Приказ от 25 января 2022 года № 66", DEPARTMENT),
        qr="qr.svg",
    )


def territory_page() -> views.TerritoryPage:
    """A municipality with two years of plans."""
    return views.TerritoryPage(
        layout=layout("Полярные Зори", "Мурманская область", root="../../", sheet="lists.css"),
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
        layout=layout("Мурманская область", "Регионы", sheet="lists.css"),
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
        layout=layout(title, root="./", fictional=True, current="Регионы", sheet="lists.css"),
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
    lines = measure_lines()
    return views.BodyPage(
        layout=layout(DEPARTMENT, "Мурманская область", "Полярные Зори", sheet="lists.css"),
        title=DEPARTMENT,
        over=(views.Link("Орган власти"), ZORI),
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
        layout=layout("Календарь сроков", "Регионы", current="Календарь", sheet="calendar.css"),
        title="Календарь сроков",
        lead="Сроки всех планов на сайте. Сегодня 22 ноября 2026 года.",
        due=views.Link("Что нужно сделать в ближайшие 7, 30 и 90 дней", "../due/"),
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


def due_page() -> views.DuePage:
    """What is due, with a group that has more than the page shows and one that has nothing."""
    groups = (
        ("overdue", "Просрочено", "2 срока", deadline_items("overdue", "overdue"), ""),
        ("week", "В ближайшие 7 дней", "", (), ""),
        ("done", "Сделано", "101 срок", deadline_items("done-on-time"), "Ещё 1 — в файлах ниже."),
    )
    return views.DuePage(
        layout=layout("Ближайшие сроки", "Календарь сроков", sheet="calendar.css"),
        title="Ближайшие сроки",
        lead="Что планы обещают в ближайшие 90 дней. Сегодня 22 ноября 2026 года.",
        groups=tuple(
            views.DueGroup(name, title, count, items, more, "В ближайшие 7 дней сроков нет.")
            for name, title, count, items, more in groups
        ),
        calendar=views.Link("Все сроки в календаре", "../calendar/"),
        files=(Document(views.Link("Лента изменений", "feed.atom"), "ATOM"),),
    )


def data_page() -> views.DataPage:
    """Open data without passports."""
    file = Document(views.Link("Мероприятия планов", "measures.csv"), "CSV", "31 КБ", "38 строк")
    return views.DataPage(
        layout=layout("Открытые данные", "Регионы", sheet="listings.css"),
        title="Открытые данные",
        lead="Планы, организации, оценки и недостатки с этого сайта — таблицами и файлами.",
        groups=(
            views.FileGroup("tables", "Для Excel", "Файлы CSV открывает любая программа.", (file,)),
            views.FileGroup("archive", "Всё сразу", "Для тех, кто хранит копию.", (file,)),
        ),
        beside=(
            views.Fact(
                "Регион, город или район",
                (p("calendar.ics, feed.atom, data.json, organizations.csv, indicators.csv"),),
                (ZORI,),
            ),
        ),
        passports=(),
        how_to="Их пока нет: владелец данных не назван.",
        rights="Официальные планы и акты не являются объектами авторских прав.",
        citation=f"{TITLE}, https://example.org/nok/, по состоянию на 22 ноября 2026 года",
        contact=views.Link("Сообщить об ошибке", "mailto:nok@example.org"),
    )


def month_page() -> views.MonthPage:
    """A month that begins on a Tuesday, with two days of deadlines."""
    return views.MonthPage(
        layout=layout("Декабрь 2026 года", "Календарь сроков", root="../../", sheet="calendar.css"),
        title="Декабрь 2026 года",
        lead="13 сроков",
        weekdays=WEEKDAYS,
        weeks=weeks(lambda day: f"#d{day}"),
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
        layout=layout("Откуда берутся статусы", "Регионы", sheet="tables.css"),
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
        layout=layout("О сайте", "Регионы", sheet="tables.css"),
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
        layout=layout("Поиск", "Регионы", script="search.js", sheet="search.css", indexed=False),
        title="Поиск",
        served=True,
        suggestions=SUGGESTIONS,
    )


def display_page() -> views.DisplayPage:
    """The choices for low vision, which the panel of every page brings from here."""
    return views.DisplayPage(
        layout=layout("Версия для слабовидящих", "Регионы", indexed=False),
        title="Версия для слабовидящих",
        lead="Выбор хранится в этом браузере.",
        groups=display_choices(messages_for("ru")),
    )


def not_found_page() -> views.NotFoundPage:
    """The page for addresses that do not exist."""
    return views.NotFoundPage(
        layout=layout("Такой страницы нет", indexed=False, root="/"),
        title="Такой страницы нет",
        suggestions=SUGGESTIONS,
    )


def letters_page() -> LettersPage:
    """The index of names, with one letter."""
    return LettersPage(
        layout=layout("Указатель от А до Я", "Регионы", sheet="listings.css", indexed=False),
        title="Указатель от А до Я",
        lead="Все регионы, города, органы и планы сайта по первой букве.",
        alphabet=tuple(
            views.NavigationLink(letter, "#П" if letter == "П" else "") for letter in ALPHABET
        ),
        letters=(LETTER,),
    )


def linking_page() -> views.LinkingPage:
    """Code for other sites."""
    return views.LinkingPage(
        layout=layout("Как поставить ссылку", "Регионы", script="copy.js", sheet="linking.css"),
        title="Как поставить ссылку на этот сайт",
        lead="Адреса этого сайта постоянны.",
        notice="",
        snippets=SNIPPETS,
        addresses=(
            views.Fact(
                "Мероприятие плана",
                links=(views.Link(f"https://example.org/{'oblast/' * 9}#m1", "../about/"),),
            ),
        ),
        rules=(p("Код ниже — пример."),),
    )


def embed_page() -> views.EmbedPage:
    """A card for the frames of other sites."""
    frame = layout("Детский сад «Сказка»", sheet="embed.css", indexed=False)
    return views.EmbedPage(
        layout=dataclasses.replace(frame, robots="noindex"),
        glance=GLANCE,
        link=views.Link("Все цифры и откуда они взяты", "../"),
    )


def _changed(marked: bool, why: str = "") -> views.PlaceOfChanges:
    change = views.Link("Срок мероприятия 3 перенесён с августа на октябрь 2020 года")
    return views.PlaceOfChanges(
        views.Link("Полярные Зори", "../"),
        (
            views.ChangedPage(
                views.Link(LONG_PLAN, "../plan/"),
                (views.ToldChange(change, marked, why),),
                "и ещё 2 изменения",
                views.Link("Правка b857cec целиком", "https://example.org/commit/b857cec"),
                "Пётр Петров",
            ),
            views.ChangedPage(
                views.Link("План мероприятий «Прежний»"),
                (views.ToldChange(views.Link("Страница исчезла"), True),),
                "",
                views.Link(""),
            ),
        ),
    )


def changes_page() -> views.ChangesPage:
    """The changes of two days, and what could not be seen."""
    return views.ChangesPage(
        layout=layout("Последние изменения", "Регионы", indexed=False),
        title="Последние изменения",
        lead="Что изменилось на этом сайте: по дням, городам и страницам.",
        notes=("Сайт собран из неполной копии: в ней только последние изменения.",),
        empty="",
        days=tuple(
            views.DayOfChanges(f"{day} ноября 2026 года", f"day-{day}", f"2026-11-{day}", places)
            for day, places in ((22, (_changed(True),)), (21, (_changed(False),)))
        ),
    )


def proposal_page() -> views.ProposalPage:
    """What a proposed change does."""
    return views.ProposalPage(
        layout=layout("Что меняет эта правка на сайте", "Регионы", root="../../", indexed=False),
        title="Что меняет эта правка на сайте",
        lead="Это предварительный просмотр, а не опубликованный сайт.",
        notes=(),
        empty="",
        places=(_changed(True, "Посмотрите ещё раз: срок заменён на месте"),),
    )


def styleguide_page() -> StyleguidePage:
    """The style guide: every component with its examples."""
    frame = layout("Образцы оформления", "Регионы", sheet="styleguide.css", indexed=False)
    return StyleguidePage(
        layout=dataclasses.replace(frame, scripts=("../sort-table.js",)),
        title="Образцы оформления",
        colours=COLOURS,
        sizes=SIZES,
        spaces=SPACES,
        frame=FRAME,
        parts=PARTS,
        shown=gallery("../icon.svg"),
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
    "due/": ("due", due_page()),
    "data/": ("data", data_page()),
    "methodology/": ("methodology", methodology_page()),
    "about/": ("text", text_page()),
    "search/": ("search", search_page()),
    "display/": ("display", display_page()),
    "404/": ("not-found", not_found_page()),
    "index-az/": ("letters", letters_page()),
    "changes/": ("changes", changes_page()),
    "changes/preview/": ("proposal", proposal_page()),
    "linking/": ("linking", linking_page()),
    "embed/": ("embed", embed_page()),
    "styleguide/": ("styleguide", styleguide_page()),
    **campaign_pages(layout),
    **{
        address.lstrip("/"): (page.template, page.view)
        for address, page in assessed_site.made().items()
        if address
        in (
            assessed_site.NEW,
            f"{assessed_site.TOWN}organizations/",
            f"/org/{assessed_site.DAISY}/",
            "/compare/",
        )
    },
    **{
        page.address.lstrip("/"): (page.template, page.view)
        for page in improvement_pages(assessed_site.edition(), *assessed_site.town())
        if isinstance(page, MadePage) and "/education/" not in page.address
    },
}
