"""Invented examples of publications, questionnaires, handouts, the control of placement.

Nobody goes in, frozen views come out; see `examples`. Nothing of this was ever published.
"""

from __future__ import annotations

from nokgen.frozen import frozen
from nokgen.pages.examples import DEPARTMENT, HERE, measure_lines, p, status
from nokgen.pages.views import (
    BlankQuestion,
    Code,
    Fact,
    Link,
    MonthBar,
    PlacedCell,
    PlacementRow,
    PublicationLine,
    SurveyCard,
    Tally,
)

SCHOOL = "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 3»"
MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


def _tallies() -> tuple[Tally, ...]:
    """A promise with a number and one without."""
    rows = (("3 из не менее 10", "не менее 10 раз", "30%"), ("С подтверждением: 4", "", ""))
    return tuple(
        Tally(
            link=line.link,
            plan="План по взаимодействию со средствами массовой информации",
            text=text,
            promised=promised,
            claimed="Заявлено без подтверждения: 1" if share else "",
            share=share,
            status=line.status,
        )
        for line, (text, promised, share) in zip(measure_lines(2), rows, strict=True)
    )


def _bar(place: int, label: str) -> MonthBar:
    """July has no publications; every second month has some that nothing proves."""
    claimed = place % 2 == 1
    return MonthBar(
        label=label,
        x=f"{8 * place}%",
        width="5%",
        middle=f"{8 * place + 2}%",
        proved_y="50%",
        proved="34%",
        claimed_y="30%",
        claimed="20%" if claimed else "",
        count_y="26%" if claimed else "46%",
        count="" if label == "июл" else "2",
    )


TALLIES = _tallies()
BARS = tuple(_bar(place, label) for place, label in enumerate(MONTHS, 1))
BARS_TEXT = "Закрашены публикации со ссылкой."
PUBLICATIONS = (
    PublicationLine(
        "12 ноября 2026 года",
        "2026-11-12",
        "Газета",
        "«Примерские вести»",
        Link("Как оценивают детские сады", HERE),
        "",
        "Количество: 3 120",
        (p("О том, по каким показателям оценивают детские сады."),),
        (TALLIES[0].link,),
    ),
    PublicationLine(
        "1 ноября 2026 года",
        "2026-11-01",
        "Радио",
        "Радио Примерск",
        Link("Объявление"),
        "Заявлено: нет ни ссылки, ни скана.",
        "",
        (),
        (),
    ),
)


def code(picture: str) -> Code:
    """A code; the page that shows it brings the picture."""
    return Code(picture, "https://example.org/anketa", "Анкета: наведите камеру телефона")


ANKETA = "https://example.org/anketa?id=2026-schools"
CHOICES = (SCHOOL, "Школа № 4")
QUESTIONS = (
    BlankQuestion("Обращались к информации на стенде?", ("да", "нет"), ""),
    BlankQuestion(
        "Удовлетворены ли Вы информацией?", ("да", "скорее да", "нет"), "Если «да» выше."
    ),
    BlankQuestion("Что нам стоит изменить?", (), ""),
)
SURVEY_FACTS = (
    Fact("О ком", links=(Link(SCHOOL, HERE), Link("Школа № 4", HERE))),
    Fact("Адрес анкеты", (p(ANKETA),)),
)
UNTIL = "Ответы принимают до 15 декабря 2026 года включительно"


def survey(picture: str) -> SurveyCard:
    """A questionnaire in a list."""
    return SurveyCard(
        link=Link("Оцените условия в школах", HERE),
        state=f"{UNTIL}, осталось 23 дня",
        blocks=(p("Ответы покажут, что исправлять в первую очередь."),),
        facts=SURVEY_FACTS,
        form=Link("Ответить в интернете: Оцените условия в школах", HERE),
        codes=(code(picture),),
    )


@frozen
class Blank:
    """What the blank of a questionnaire needs of its page."""

    title: str
    until: str
    whom: str
    choices: tuple[str, ...]
    questions: tuple[BlankQuestion, ...]
    address: str


BLANK = Blank(
    "Оцените условия в школах",
    f"{UNTIL}.",
    "О какой организации Ваши ответы?",
    CHOICES,
    QUESTIONS,
    ANKETA,
)


@frozen
class Sheet:
    """What the parts of a handout need of its page."""

    title: str
    over: tuple[Link, ...]
    hint: str
    notice: str
    other: Link
    points: tuple[Fact, ...]
    codes: tuple[Code, ...]
    ask: tuple[str, ...]
    official: str
    today: str


def sheet(picture: str) -> Sheet:
    """A poster."""
    return Sheet(
        title="Плакат для стенда: Примерск",
        over=(Link("Примерск", HERE),),
        hint="Один лист A4, книжный.",
        notice="",
        other=Link("Листовка для посетителей", HERE),
        points=(
            Fact("Результаты", (p("Баллы каждой организации: что хорошо, а что нет."),)),
            Fact("Анкета", (p(f"{UNTIL}."),)),
        ),
        codes=(code(picture),),
        ask=("Нет телефона с камерой? Спросите здесь:", DEPARTMENT),
        official="Официально результаты публикуются на сайте bus.gov.ru",
        today="Сведения на 22 ноября 2026 года",
    )


PLACEMENT_COLUMNS = (
    *("Организация", "Раздел на своём сайте", "Результаты на bus.gov.ru"),
    *("План опубликован", "Отчёт опубликован"),
)


def _placed(name: str) -> tuple[PlacedCell, ...]:
    """What was found, what was not found, what nobody looked for."""
    heads = PLACEMENT_COLUMNS[1:]
    day, nothing = "проверено 12 октября 2026 года", Link("")
    return (
        PlacedCell(heads[0], status("done"), Link(f"{heads[0]}: {name}", HERE), day),
        *(PlacedCell(head, status("overdue"), nothing, day) for head in heads[1:3]),
        PlacedCell(heads[3], status("no-report"), nothing, ""),
    )


PLACEMENT_ROWS = tuple(
    PlacementRow(Link(name, HERE), kind, _placed(name))
    for name, kind in ((SCHOOL, "Школа"), ("Детский сад № 1 «Ромашка»", "Детский сад"))
)
