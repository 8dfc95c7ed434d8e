"""The vocabulary of deadlines: a word goes in, its number, month or unit comes out.

Words are in lower case, with «е» for «ё».
"""

from __future__ import annotations

from itertools import product

from nokgen.domain.deadlines.deadline import Unit


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SOFT = "ь,я,ю,е,ем"
MONTHS: dict[str, int] = {}
for _number, (_stem, _endings, _short) in enumerate(
    (
        ("январ", _SOFT, "янв"),
        ("феврал", _SOFT, "фев февр"),
        ("март", ",а,у,е,ом", "мар"),
        ("апрел", _SOFT, "апр"),
        ("ма", "й,я,ю,е,ем", ""),
        ("июн", _SOFT, "июн"),
        ("июл", _SOFT, "июл"),
        ("август", ",а,у,е,ом", "авг"),
        ("сентябр", _SOFT, "сен сент"),
        ("октябр", _SOFT, "окт"),
        ("ноябр", _SOFT, "ноя нояб"),
        ("декабр", _SOFT, "дек"),
    ),
    1,
):
    MONTHS |= {_stem + _ending: _number for _ending in _endings.split(",")}
    MONTHS |= dict.fromkeys(_short.split(), _number)

MONTH_ABBREVIATIONS = frozenset(
    _words("янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек")
)
# «1 март» is no date: after the number of a day the month stands in the genitive.
MONTHS_AFTER_DAY = MONTH_ABBREVIATIONS | {
    word for word in MONTHS if word.endswith(("я", "рта", "ста"))
}

SEASONS = {  # number of the first month; winter is left out: it runs over two years
    form: month
    for month, forms in ((3, "весна весны весну весной весне"), (6, "лето лета летом лете"))
    for form in forms.split()
} | dict.fromkeys(_words("осень осени осенью"), 9)

QUARTER = frozenset(
    _words(
        "квартал квартала кварталу квартале кварталом кварталы кварталов кварталах кв квл "
        "квла квле кварт"
    )
)
HALF_YEAR = frozenset(
    _words("полугодие полугодия полугодию полугодии полугодием полугодий полугодиях полуг")
)
YEAR = frozenset(_words("год года году годом годы годов годах годам г гг"))
DECADE = frozenset(_words("декада декады декаду декаде декадой"))
HALF = frozenset(_words("половина половины половину половине"))

UNITS: dict[str, Unit] = {
    **dict.fromkeys(_words("день дня дней дню дни днем сутки суток дн"), Unit.DAY),
    **dict.fromkeys(_words("неделя недели неделю недель неделе нед"), Unit.WEEK),
    **dict.fromkeys(_words("месяц месяца месяцев месяце месяцы мес"), Unit.MONTH),
    **dict.fromkeys(QUARTER, Unit.QUARTER),
    **dict.fromkeys(HALF_YEAR | {"полгода", "полугода"}, Unit.HALF_YEAR),
    **dict.fromkeys(YEAR | {"лет"}, Unit.YEAR),
}
# «В течение 2 квартала» is the second quarter, «в течение 2 кварталов» is a length of time.
PLURALS = frozenset(["кварталов", "полугодий"])

ADVERBS = {
    "ежедневно": Unit.DAY,
    "еженедельно": Unit.WEEK,
    "понедельно": Unit.WEEK,
    "ежемесячно": Unit.MONTH,
    "помесячно": Unit.MONTH,
    "ежеквартально": Unit.QUARTER,
    "поквартально": Unit.QUARTER,
    "ежегодно": Unit.YEAR,
}

NUMBERS: dict[str, int] = {
    form: number
    for number, forms in {
        1: "один одна одно одного одну одной одному",
        2: "два две двух двум",
        3: "три трех трем",
        4: "четыре четырех",
        5: "пять пяти",
        6: "шесть шести",
        7: "семь семи",
        8: "восемь восьми",
        9: "девять девяти",
        10: "десять десяти",
        11: "одиннадцать одиннадцати",
        12: "двенадцать двенадцати",
        14: "четырнадцать четырнадцати",
        15: "пятнадцать пятнадцати",
        20: "двадцать двадцати",
        30: "тридцать тридцати",
        40: "сорок сорока",
        60: "шестьдесят шестидесяти",
        90: "девяносто девяноста",
        100: "сто ста",
    }.items()
    for form in forms.split()
}

ORDINALS: dict[str, int] = {
    stem + ending: number
    for number, stem in {1: "перв", 2: "втор", 4: "четверт", 5: "пят", 6: "шест"}.items()
    for ending in _words("ый ой ая ое ого ому ом ую ые ых")
} | dict.fromkeys(_words("третий третья третье третьего третьему третьем третью третьей"), 3)

_NUMBER_STEMS = {
    1: "одно",
    2: "двух",
    3: "трех",
    4: "четырех",
    5: "пяти",
    6: "шести",
    7: "семи",
    8: "восьми",
    9: "девяти",
    10: "десяти",
    14: "четырнадцати",
    15: "пятнадцати",
    20: "двадцати",
    30: "тридцати",
}
# «В десятидневный срок», «в 10-дневный срок», «в месячный срок».
TERM_UNITS = {"дневный": Unit.DAY, "недельный": Unit.WEEK, "месячный": Unit.MONTH}
TERMS: dict[str, tuple[int, Unit]] = {
    "недельный": (1, Unit.WEEK),
    "месячный": (1, Unit.MONTH),
    "квартальный": (1, Unit.QUARTER),
} | {
    stem + ending: (count, unit)
    for (count, stem), (ending, unit) in product(_NUMBER_STEMS.items(), TERM_UNITS.items())
}

WORKING = {
    **dict.fromkeys(_words("рабочих рабочего рабочий рабочие раб"), True),
    **dict.fromkeys(_words("календарных календарного календарный календарные кал календ"), False),
}

# A full stop after these belongs to the word.
ABBREVIATIONS = MONTH_ABBREVIATIONS | frozenset(
    _words("тыс экз шт чел ед кв г гг т с квл кварт полуг дн нед мес раб кал календ р")
)

_KEYWORDS = frozenset(
    _words(
        "а без весь включительно во в все всего всей времени года график графика графике "
        "графику графиком дальнейшем далее дата даты дважды действия день для до договору "
        "завершение завершении завершению за запросам запросу затем и исполнения "
        "истечении истечению итогам к каждого каждое каждом каждую каждые каждый "
        "календарного календарном квартал когда ко конец конца конце концу контракту "
        "круглогодично круглый мере месяц момента на начала начале начало началу начиная "
        "не незамедлительно немедленно необходимости непрерывно но окончание окончании "
        "окончанию определенные определенный основе от отдельному отчетного отчетным "
        "период периода период планам плану планом позднее позже по получении получению "
        "после последующего постоянно постоянной постоянном поступлении поступлению потом "
        "при протяжении протяжение разу раза раз р расписанию расписанием реализации "
        "регулярно режиме реже результатам решению рабочих с сего середина середине "
        "середины систематически следующего случае со согласованию согласно соответствии "
        "сразу срок срока сроки также текущего т течение течении требованию трижды "
        "установленные установленный утвержденному учебного факту чем через числа число "
        "этого бессрочно менее чаще"
    )
)
VOCABULARY = (
    _KEYWORDS
    | MONTHS.keys()
    | SEASONS.keys()
    | UNITS.keys()
    | DECADE
    | HALF
    | ADVERBS.keys()
    | NUMBERS.keys()
    | ORDINALS.keys()
    | TERMS.keys()
    | TERM_UNITS.keys()
    | WORKING.keys()
)
