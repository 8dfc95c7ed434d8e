"""What a new site holds until its editors write their own: a region, a town, a plan, all invented.

Values only: keys, their order and their explanations come from the records. The plan is repeated
every year, so that the example has deadlines ahead in any year.
"""

from __future__ import annotations

from collections.abc import Mapping

from nokgen.records.site import FORMAT

REGION = "primernaya-oblast"
MUNICIPALITY = "primersk"
PLAN = "informirovanie"

SITE: Mapping[str, object] = {
    "schema_version": FORMAT,
    "title": "Планы и результаты независимой оценки",
    "short_title": "НОК",
    "description": "Что обещано по независимой оценке качества услуг, к какому сроку и кем.",
    "language": "ru",
    "time_zone": "Europe/Moscow",
    "fictional": True,
}

REGION_VALUES: Mapping[str, object] = {"name": "Примерная область"}

MUNICIPALITY_VALUES: Mapping[str, object] = {
    "name": "Примерск",
    "kind": "gorodskoy-okrug",
    "bodies": [
        {
            "id": "education-committee",
            "name": "Комитет образования города Примерска",
            "short_name": "Комитет образования",
            "synonyms": ["Комитет образования"],
            "kind": "authority",
        },
        {
            "id": "public-council",
            "name": "Общественный совет города Примерска",
            "short_name": "Общественный совет",
            "kind": "council",
        },
        {
            "id": "preschools",
            "name": "Дошкольные образовательные организации",
            "short_name": "ДОО",
            "synonyms": ["ДОО", "Детские сады"],
            "kind": "organizations",
        },
    ],
}

PLAN_VALUES: Mapping[str, object] = {
    "title": "План информирования жителей о независимой оценке (пример)",
    "kind": "information-campaign",
    "yearly": True,
    "spheres": ["education"],
    "issuer": "education-committee",
    "source": {"title": "Документа нет: этот план придуман как образец"},
    "measures": [
        {
            "id": "m1",
            "number": "1",
            "title": "Размещение результатов оценки на официальном сайте города",
            "deadline": "ежегодно до 1 марта",
            "expected": "Жители знают, как оценены детские сады",
            "responsible": ["education-committee"],
        },
        {
            "id": "m2",
            "number": "2",
            "title": "Проведение родительских собраний о независимой оценке",
            "deadline": "ежегодно, сентябрь – октябрь",
            "quantity": "не менее 8 раз",
            "responsible": ["preschools"],
        },
        {
            "id": "m3",
            "number": "3",
            "title": "Заседания Общественного совета",
            "deadline": "ежеквартально",
            "expected": "Протокол заседания",
            "responsible": ["public-council"],
        },
        {
            "id": "m4",
            "number": "4",
            "title": "Ответы на обращения жителей о качестве услуг",
            "deadline": "постоянно",
            "responsible": ["education-committee", "preschools"],
        },
    ],
}
