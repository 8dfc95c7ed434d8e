"""Invented examples of ratings, scores, documents, pages of a list and letters.

Nobody goes in, frozen views come out; see `examples`. No organisation here exists.
"""

from __future__ import annotations

from nokgen.pages.examples import DEPARTMENT, HERE, LONG_PLAN
from nokgen.pages.letters import ALPHABET
from nokgen.pages.views import Link, NavigationLink
from nokgen.pages.views.assessment import (
    Assessed,
    Chart,
    ChartLevel,
    ChartLine,
    ChartPoint,
    KindOfRating,
    Placing,
)
from nokgen.pages.views.listings import (
    Cell,
    Column,
    Document,
    Entries,
    Entry,
    Letter,
    Pagination,
    Score,
    Table,
)

CRITERIA = (
    "Открытость",
    "Комфортность",
    "Доступность для инвалидов",
    "Вежливость",
    "Удовлетворённость",
)
# The mean of five criteria; the last organisation has none for lack of people who were asked.
ORGANISATIONS = (
    ("Детский сад № 1 «Пример»", "детский сад", (98.2, 96.5, 74.0, 99.1, 97.7)),
    ("Гимназия имени Выдуманного", "школа", (96.0, 91.25, 68.4, 97.3, 95.1)),
    (
        "Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад "
        "общеразвивающего вида № 12 «Образец» города Примерска»",
        "детский сад",
        (91.4, 88.0, 42.6, 95.0, 90.5),
    ),
    ("Ёлкинская сельская школа", "школа", (72.9, 61.3, 18.0, 90.2, 77.6)),
    ("Центр творчества «Вымысел»", "дополнительное образование", ()),
)


def number(value: float) -> str:
    """A score as people write it: «87,5»."""
    return f"{round(value, 2):g}".replace(".", ",")


def _scored(value: float, bar: bool = False) -> Cell:
    return Cell(number(value), value=f"{value:g}", share=f"{value:g}%" if bar else "")


def _row(place: int) -> tuple[Cell, ...]:
    name, kind, scores = ORGANISATIONS[place]
    organisation = Cell(name, HERE, detail=kind)
    if not scores:
        return (Cell("—"), organisation, *[Cell("нет данных")] * (len(CRITERIA) + 1))
    total = round(sum(scores) / len(scores), 2)
    return (
        Cell(str(place + 1), value=str(place + 1)),
        organisation,
        _scored(total, bar=True),
        *(_scored(score) for score in scores),
    )


RATING = Table(
    "Вымышленный пример: детские сады и школы Примерска, 2025 год",
    (
        Column("Место", numeric=True, sorted="ascending"),
        Column("Организация"),
        Column("Общий балл", numeric=True),
        *(Column(label, numeric=True) for label in CRITERIA),
    ),
    tuple(map(_row, range(len(ORGANISATIONS)))),
    name=1,
)
SCORES = (
    *(
        Score(label, f"{number(score)} из 100", f"{score:g}%", f"{mean:g}%", f"в среднем {mean}")
        for label, score, mean in zip(CRITERIA[:3], ORGANISATIONS[2][2], (95, 89, 61), strict=False)
    ),
    Score(CRITERIA[3], "100 из 100", "100%"),
    Score("Доступность условий, по мнению инвалидов", "нет данных", mean_text="Никого не опросили"),
)
TABLE = Table(
    "Вымышленный пример: как считали баллы",
    (Column("Критерий"), Column("Вес", numeric=True), Column("Откуда данные")),
    tuple(
        (Cell(label), Cell("0,2", value="0.2"), Cell(source))
        for label, source in zip(
            CRITERIA[:3], ("сайты и стенды", "осмотр", "осмотр и опрос"), strict=True
        )
    ),
)
DOCUMENTS = (
    Document(Link("Протокол № 3 общественного совета", HERE), "PDF", "214 КБ", "14 июля 2020 года"),
    Document(Link(LONG_PLAN, HERE), "DOCX", "1,2 МБ"),
    Document(Link("Приказ об утверждении плана"), detail="на сайте источника файла больше нет"),
)


def _pages(current: int, *labels: str) -> tuple[NavigationLink, ...]:
    return tuple(
        NavigationLink(
            label,
            "" if label in ("…", str(current)) else HERE,
            label == str(current),
        )
        for label in labels
    )


FIRST_PAGE = Pagination(
    "Страницы: начало короткого списка", _pages(1, "1", "2", "3"), Link(""), Link("Дальше", HERE)
)
MIDDLE_PAGE = Pagination(
    "Страницы: середина длинного списка",
    _pages(12, "1", "…", "11", "12", "13", "…", "240"),
    Link("Назад", HERE),
    Link("Дальше", HERE),
)
LETTERS = tuple(NavigationLink(letter, HERE if letter in "АЗКМП" else "") for letter in ALPHABET)
LETTER = Letter(
    "П",
    (
        Entries(
            "Регионы, города и районы",
            (
                Entry(Link("Примерск", HERE), "Городской округ, Образцовая область"),
                Entry(Link("Пробный район", HERE), "Муниципальный район, Образцовая область"),
            ),
        ),
        Entries(
            "Кто отвечает",
            (Entry(Link(DEPARTMENT, HERE), "Орган власти, Примерск"),),
        ),
        Entries("Планы", (Entry(Link(LONG_PLAN, HERE), "Примерск, 2022 год"),)),
    ),
)
ENTRIES = (
    Entry(Link("Результаты оценки школ Примерска", HERE), "2025 год, Образование, 12 организаций"),
    Entry(Link("Опрос родителей", HERE), "ответы принимают до 15 декабря 2026 года"),
)
PLACINGS = (
    Placing("1", Link(ORGANISATIONS[0][0], HERE), "93,10"),
    Placing("2–3", Link(ORGANISATIONS[1][0], HERE), "89,61", "с 2022 года"),
    Placing("—", Link(ORGANISATIONS[4][0], HERE), "нет данных"),
)
CHART = Chart(
    points=(
        ChartPoint("18%", "38%", "2019", "65,70"),
        ChartPoint("55%", "30%", "2022", "77,10"),
        ChartPoint("92%", "24%", "2025", "85,70"),
    ),
    line=(ChartLine("18%", "38%", "55%", "30%"), ChartLine("55%", "30%", "92%", "24%")),
    median=(ChartLine("18%", "30%", "55%", "32%"), ChartLine("55%", "32%", "92%", "28%")),
    levels=(ChartLevel("84%", "0"), ChartLevel("49%", "50"), ChartLevel("14%", "100")),
    words="Сплошная линия — итог этой организации, пунктир — медиана.",
)
KINDS = tuple(
    KindOfRating(slug, title, f"{title} ({count})", (), "", "", ())
    for slug, title, count in (("preschool", "Детские сады", 5), ("school", "Школы", 3))
)
ASSESSED = Assessed(
    spheres=(TABLE,),
    spheres_text="По последнему итогу каждой организации за три года.",
    removal="Недостатков, срок устранения которых прошёл: 8. Устранено в срок: 5 (63 %).",
    assessments=ENTRIES[:1],
    surveys=ENTRIES[1:],
    links=(Link("Все организации и их баллы", HERE),),
)
