"""The heading of a column goes in; which figure of a score stands below it comes out.

Tables of operators name the same column in many ways: «1.1», «Показатель 1.1. Соответствие …», «К1»
with a letter of either alphabet. Excel turns a heading 1.1 into a date, 01.янв, all by itself.
"""

from __future__ import annotations

import re

from nokgen.domain.scoring import COUNTS

INN = "inn"
TOTAL = "total"
RESPONDENTS = "respondents"
VISITORS = "visitors"
# What is known to be there and is not needed: names, row numbers, places.
IGNORED = ""

# The words of the schema, so that a table may be headed as the documentation calls its figures.
_COUNT_WORDS = {
    "stand_items": "сведений на стенде",
    "stand_norm": "сведений на стенде по норме",
    "site_items": "сведений на сайте",
    "site_norm": "сведений на сайте по норме",
    "remote_ways": "дистанционных способов связи",
    "stand_satisfied": "довольны стендом",
    "stand_asked": "пользовались стендом",
    "site_satisfied": "довольны сайтом",
    "site_asked": "пользовались сайтом",
    "comfort_conditions": "комфортных условий",
    "waiting_score": "баллы за время ожидания",
    "on_time": "получили услугу вовремя",
    "asked": "опрошено человек",
    "comfort_satisfied": "довольны комфортностью",
    "access_equipment": "оборудование для инвалидов",
    "access_conditions": "условия доступности наравне с другими",
    "access_satisfied": "инвалиды, довольные доступностью",
    "disabled_asked": "опрошено инвалидов",
    "courtesy_first": "довольны вежливостью при первом обращении",
    "courtesy_service": "довольны вежливостью при оказании услуги",
    "courtesy_remote": "довольны вежливостью при дистанционном обращении",
    "remote_asked": "обращались дистанционно",
    "recommend": "готовы рекомендовать",
    "schedule_satisfied": "довольны графиком работы",
    "overall_satisfied": "довольны условиями в целом",
}
_HOW_MANY = r"(?:общ\w+ )?(?:число|количество|кол-во|численность) "
_LEAD = r"(?:(?:показател\w*|индикатор\w*|критери\w*|балл\w*|значени\w*|пок|п)[. ]+)*(?:№ ?)?"
_MONTHS = {"янв": "1", "фев": "2", "мар": "3"}

_INDICATOR = re.compile(rf"{_LEAD}([1-5]) ?[.,] ?([1-3])(?!\d|[.,]\d)")
_DATE_OF_EXCEL = re.compile(r"0?([1-5])[.\- ](янв|фев|мар)\w*\.?(?:[.\- ]?\d{2,4})?(?: ?г\.?)?")
_DAY_OF_EXCEL = re.compile(r"0([1-5])\.0([1-3])(?:\.\d{4})?(?: 0?0:00(?::00)?)?")
_ISO_OF_EXCEL = re.compile(r"\d{4}-0([1-3])-0([1-5])(?:[ t]00:00(?::00)?)?")
_CRITERION = re.compile(
    r"(?:балл\w* по )?(?:критери[йяею]|criterion|[kк])[. ]*(?:№ ?)?([1-5])(?!\d|[.,] ?\d)"
    r"|([1-5])(?:-?[йи]+)? критерий"
)
_PATTERNS = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        # «Место по итоговому баллу» is no total, and so places come first.
        (
            r"(?:(?:полное|краткое|сокращенное) )?(?:наименование|название|организаци[ия]"
            r"|учреждени[ея])\b|name\b|№( |$)|[nн]( п/?п)?$|п/п|номер|место\b|итоговое место"
            r"|рейтинг|ранг|rank\b|place\b|муниципал\w+|район$|адрес|(?:вид|тип) ",
            IGNORED,
        ),
        (r"(?:инн|inn)\b", INN),
        (
            r"итог|total\b|общий балл|общая оценка|интегральн|средний балл|"
            r"показатель оценки качества",
            TOTAL,
        ),
        (rf"(?:{_HOW_MANY})?респондент|(?:{_HOW_MANY})?опрошен(?:о|ных)$|respondents", RESPONDENTS),
        (
            rf"(?:{_HOW_MANY})?(?:посетител|обучающ|получател\w+(?: образовательных)? услуг)"
            "|visitors",
            VISITORS,
        ),
        (r"открытость\b", "k1"),
        (r"комфортность\b", "k2"),
        (r"доступность (?:услуг|для инвалидов|образовательн)", "k3"),
        (r"доброжелательность\b", "k4"),
        (r"удовлетворенность условиями", "k5"),
    )
)


def column_of(heading: str) -> str | None:
    """The figure below a heading: "inn", "1.1", "k1", "total", "counts.asked" …

    IGNORED for what is known not to be needed, None for what is not understood.
    """
    words = _plain(heading)
    counted = _COUNTS.get(_joined(words))
    if counted is not None:
        return f"counts.{counted}"
    for pattern in (_INDICATOR, _DAY_OF_EXCEL):
        found = pattern.match(words)
        if found and (pattern is _INDICATOR or found.end() == len(words)):
            return f"{found[1]}.{found[2]}"
    dated = _DATE_OF_EXCEL.fullmatch(words)
    if dated:
        return f"{dated[1]}.{_MONTHS[dated[2]]}"
    iso = _ISO_OF_EXCEL.fullmatch(words)
    if iso:
        return f"{iso[2]}.{iso[1]}"
    criterion = _CRITERION.match(words)
    if criterion:
        return f"k{criterion[1] or criterion[2]}"
    return next((key for pattern, key in _PATTERNS if pattern.match(words)), None)


def _plain(heading: str) -> str:
    """A heading as it is compared: one line, small letters, «ё» as «е», no quotes at its ends."""
    words = heading.casefold().replace("ё", "е").replace("\u00ad", "")
    return " ".join(words.split()).strip(" .:;\"'«»")


def _joined(words: str) -> str:
    return re.sub(r"[\s.,\-_]", "", words)


_COUNTS = {
    _joined(_plain(name)): key
    for key, field in COUNTS.items()
    for name in (key, field.symbol, _COUNT_WORDS.get(key, key))
}
