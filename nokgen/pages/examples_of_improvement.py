"""Invented examples of shortcomings and what became of them, and of changes of pages.

Nobody goes in, frozen views come out; see `examples`.
"""

from __future__ import annotations

import dataclasses

from nokgen.pages.examples import DEPARTMENT, HERE, measure, status
from nokgen.pages.views import (
    ChangedPage,
    ConsolidatedItem,
    CriterionItems,
    ImprovementItem,
    Link,
    OrganizationItems,
    PlaceOfChanges,
    Revision,
    Revisions,
    ToldChange,
)
from nokgen.pages.views.listings import Entry

KINDERGARTEN = "Детский сад № 1 «Пример»"
# Place among the examples of measures, shortcoming, day of the last report, silence.
_ITEMS = (
    (4, "На официальном сайте нет раздела «Часто задаваемые вопросы»", "14 июля 2020 года", ""),
    (3, "Нет выделенной стоянки для автотранспортных средств инвалидов", "14 июля 2020 года", ""),
    (
        2,
        "Родители не знают, куда обратиться с жалобой",
        "",
        "Срок прошёл больше года назад. Что сделано, на этом сайте не сказано.",
    ),
)


def _item(place: int, shortcoming: str, actual: str, silence: str) -> ImprovementItem:
    """A shortcoming with one of the measures of the examples against it."""
    known = dataclasses.replace(measure(place), id=f"shortcoming-{place}", summary="")
    iso = "2020-07-14" if actual else ""
    return ImprovementItem(known.id, shortcoming, (), known, actual, iso, silence)


SHORTCOMINGS = tuple(_item(*each) for each in _ITEMS)


def _row(item: ImprovementItem) -> ConsolidatedItem:
    return ConsolidatedItem(
        link=Link(item.shortcoming, HERE),
        where=KINDERGARTEN,
        detail="по оценке 2022 года" if item.silence else "",
        measure=item.measure.title,
        deadline=item.measure.deadline,
        moved=tuple(change.text for change in item.measure.changes),
        post="заместитель заведующего",
        status=item.measure.status,
        actual=item.actual,
    )


CRITERION = CriterionItems(
    id="criterion-1",
    title="I. Открытость и доступность информации",
    count="3 недостатка",
    absent="",
    organizations=(
        OrganizationItems(Link(KINDERGARTEN, HERE), tuple(map(_row, SHORTCOMINGS[:2]))),
        OrganizationItems(
            Link("Ёлкинская сельская школа", HERE), tuple(map(_row, SHORTCOMINGS[2:]))
        ),
    ),
)
SILENT = (
    Entry(Link("Ёлкинская сельская школа", HERE), "Нет отчёта ни об одном из 2 недостатков"),
    Entry(Link(KINDERGARTEN, HERE), "Без отчёта 1 из 4 недостатков, срок которых прошёл"),
)

_COMMIT = Link("Правка целиком", HERE)
REVISIONS = Revisions(
    summary="2 изменения, последнее — 22 ноября 2026 года",
    entries=(
        Revision(
            day="22 ноября 2026 года",
            iso_date="2026-11-22",
            about=KINDERGARTEN,
            changes=(
                Link("Пункт 3: срок «до 1 сентября» заменён на «до 1 октября»", HERE),
                Link(f"Пункт 4: {status('done').label.lower()}, приложен протокол № 3"),
            ),
            more="И ещё 2 изменения",
            commit=_COMMIT,
            author=DEPARTMENT,
        ),
    ),
    further=(Link("Все изменения файла", HERE),),
)
PLACES = (
    PlaceOfChanges(
        Link("Примерск", HERE),
        (
            ChangedPage(
                link=Link("План устранения недостатков: Детский сад № 1 «Пример»", HERE),
                changes=(
                    ToldChange(
                        Link("Пункт 3: срок стал другим", HERE), True, "Переноса в файле нет."
                    ),
                    ToldChange(Link("Новый отчёт о пункте 4"), False),
                ),
                more="",
                commit=_COMMIT,
            ),
        ),
    ),
)
