"""A number of pages goes in, the sources of a fictional site of that size come out.

The same number gives the same bytes. A town has fifteen plans of eight measures, four bodies and a
page of its own: twenty pages that the search finds.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

PAGES_A_TOWN = 20
PLANS = 15
MEASURES = 8
TOWNS_A_REGION = 10
SEED = 2020

WHAT = (
    "Проведение",
    "Организация",
    "Подготовка",
    "Размещение на официальном сайте",
    "Публикация в газете",
    "Обсуждение на заседании общественного совета",
    "Мониторинг",
    "Анкетирование родителей в ходе",
    "Устранение недостатков, выявленных в ходе",
    "Обучение работников по вопросам",
    "Ремонт помещений для",
    "Закупка оборудования для",
)
OF_WHAT = (
    "независимой оценки качества условий оказания услуг",
    "опроса получателей социальных услуг",
    "доступности зданий для инвалидов",
    "информационной кампании для жителей города",
    "работы сельских библиотек и домов культуры",
    "приёма обращений граждан в поликлинике",
    "питания воспитанников детских садов",
    "отчётов об устранении замечаний",
    "горячей линии для родителей",
    "конкурса на лучшее учреждение района",
    "записи к врачам районной больницы",
    "дня открытых дверей в школах посёлка",
)
WHO = ("education", "culture", "health", "council")
BODIES = ("Управление образования", "Отдел культуры", "Районная больница", "Общественный совет")
DEADLINES = ("март", "до 1 июня", "III квартал", "постоянно", "декабрь", "ежеквартально")
SYNONYMS = "groups:\n  - words: [детский сад, детсад, садик, ДОО, МБДОУ, дошкольная организация]\n"
SYLLABLES = (
    "бо",
    "ве",
    "га",
    "до",
    "жи",
    "за",
    "ки",
    "лу",
    "ма",
    "но",
    "пе",
    "ру",
    "сы",
    "та",
    "фо",
)


def write_site(root: Path, pages: int) -> Path:
    """Write the sources of a site with about this many pages in its index."""
    random = Random(SEED)
    _write(
        root / "site.yaml",
        "schema_version: 1\ntitle: Поиск под нагрузкой\ndescription: Вымышленный сайт для замеров\n"
        "fictional: true\n",
    )
    _write(root / "content/synonyms.yaml", SYNONYMS)
    for town in range(max(1, round(pages / PAGES_A_TOWN))):
        region = root / f"content/region-{town // TOWNS_A_REGION:03}"
        if town % TOWNS_A_REGION == 0:
            _write(region / "region.yaml", f"name: {_name(random)}ская область\n")
        _town(region / f"town-{town:04}", random)
    return root


def _town(folder: Path, random: Random) -> None:
    bodies = "".join(
        f"  - {{id: {who}, name: {name}, kind: authority}}\n"
        for who, name in zip(WHO, BODIES, strict=True)
    )
    _write(folder / "municipality.yaml", f"name: {_name(random)}ск\nbodies:\n{bodies}")
    for number in range(PLANS):
        year = 2012 + number
        measures = "".join(_measure(random, place) for place in range(1, MEASURES + 1))
        _write(
            folder / f"plans/{year}-plan.yaml",
            f"title: План мероприятий на {year} год\nkind: other\nyear: {year}\n"
            f"spheres: [{random.choice(('education', 'culture', 'health', 'social'))}]\n"
            f"source: {{title: Вымышленный документ, retrieved: 2020-01-09}}\n"
            f"measures:\n{measures}",
        )


def _measure(random: Random, place: int) -> str:
    title = f"{random.choice(WHAT)} {random.choice(OF_WHAT)} «{_name(random)}»"
    note = " ".join(_name(random).lower() for _ in range(3))
    return (
        f"  - id: m{place}\n    number: '{place}'\n    title: {title}\n"
        f"    deadline: {random.choice(DEADLINES)}\n    responsible: [{random.choice(WHO)}]\n"
        f"    expected: Проведено для {note}\n"
    )


def _name(random: Random) -> str:
    """An invented name; there are as many as rare words in real texts."""
    return "".join(random.choice(SYLLABLES) for _ in range(random.choice((2, 3, 3)))).capitalize()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
