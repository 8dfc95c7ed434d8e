"""The paragraphs around a plan go in; the act that adopted it comes out, in the document's words.

Met are: the whole order before the plan, «Утверждён приказом … от … № …», «Приложение к приказу …»
and «УТВЕРЖДАЮ» with post, name and day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nokgen.import_.head import plain
from nokgen.import_.source import Paragraph

_ACTS = {
    "приказ": r"приказ\w*",
    "постановление": r"постановлени\w+",
    "распоряжение": r"распоряжени\w+",
    "решение": r"решени\w+",
    "протокол": r"протокол\w*",
}
_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_DATE = re.compile(
    r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})|"
    rf"[«\"“]?(?P<d2>\d{{1,2}})[»\"”]?\s+(?P<m2>{'|'.join(_MONTHS)})\s+(?P<y2>\d{{4}})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:№|\bN)\s*(?P<n>[\w/.-]*\d[\w/.-]*)")
_PLACE = re.compile(
    r"(?:г\.|город|пгт\.?|п\.|пос\.|с\.|село|посёлок|поселок)\s*[А-ЯЁ][\w\s-]{1,40}"
)
_NAME = re.compile(
    r"(?P<name>[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|"
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.)$"
)
_ORDERS = re.compile(
    r"(?:п\s*р\s*и\s*к\s*а\s*з\s*ы\s*в\s*а\s*ю|п\s*о\s*с\s*т\s*а\s*н\s*о\s*в\s*л\s*я\s*(?:е\s*т|ю)|"
    r"р\s*е\s*ш\s*и\s*л|обязываю)\s*:\s*$",
    re.IGNORECASE,
)
_BASIS = re.compile(
    r"(?:в целях|на основании|в соответствии|во исполнение|в рамках)", re.IGNORECASE
)
_ADOPTED = re.compile(
    r"(?:утвержд\w+|приложение\s*(?:№?\s*\d+)?\s*к)\s+(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)


@dataclass(slots=True)
class Act:
    """What is known about an act; `by` are the words that name who adopted it.

    `used` are the paragraphs in which it stands.
    """

    act: str | None = None
    number: str | None = None
    day: date | None = None
    by: str | None = None
    basis: str | None = None
    place: str | None = None
    signed_name: str | None = None
    signed_post: str | None = None
    provisions: list[str] = field(default_factory=list)
    subject: str | None = None
    used: list[Paragraph] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.act or self.day or self.number or self.signed_name)


def find_act(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Act:
    """The act of an order that stands before the plan, else of the mark on the plan itself.

    `before` is what stands above the title, `after` what stands between it and the table.
    """
    order = _order(before)
    if order:
        _finish_with_marks(order, before)
        return order
    return _mark([*before, *after])


# -- The whole order ---------------------------------------------------------------------------


def _order(lines: Sequence[Paragraph]) -> Act:
    act = Act()
    start = next((i for i, each in enumerate(lines) if _is_name_of_act(each.text)), None)
    if start is None:
        return act
    act.act = _act_in(re.sub(r"\s", "", plain(lines[start].text)))
    act.used += lines[: start + 1]
    by = [plain(each.text) for each in lines[:start] if not re.search(r"\d{5}|@|тел", each.text)]
    act.by = " ".join(by) or None
    position = _take_day(act, lines, start + 1)
    position = _take_subject(act, lines, position)
    _take_orders(act, lines, position)
    return act


def _is_name_of_act(text: str) -> bool:
    joined = re.sub(r"\s", "", plain(text)).casefold()
    return joined in _ACTS


def _act_in(text: str) -> str | None:
    folded = text.casefold()
    return next((act for act, form in _ACTS.items() if re.search(rf"\b{form}\b", folded)), None)


def _take_day(act: Act, lines: Sequence[Paragraph], position: int) -> int:
    """The lines with the day, the number and the place below the name of the act."""
    while position < len(lines) and position < len(lines):
        text = plain(lines[position].text)
        day, number, place = day_in(text), _NUMBER.search(text), _PLACE.fullmatch(text)
        if len(text) > 90 or not (day or number or place):
            break
        act.day = act.day or day
        act.number = act.number or (number["n"] if number else None)
        act.place = act.place or (text if place else None)
        act.used.append(lines[position])
        position += 1
    return position


def _take_subject(act: Act, lines: Sequence[Paragraph], position: int) -> int:
    """«Об утверждении …» up to the next gap."""
    if position >= len(lines) or not re.match(r"об?\s", plain(lines[position].text), re.I):
        return position
    taken = [lines[position]]
    for line in lines[position + 1 :]:
        if line.apart or _BASIS.match(plain(line.text)) or _ORDERS.search(plain(line.text)):
            break
        taken.append(line)
    act.subject = " ".join(plain(each.text) for each in taken)
    act.used += taken
    return position + len(taken)


def _take_orders(act: Act, lines: Sequence[Paragraph], position: int) -> None:
    """Why it was ordered, what was ordered, and who signed."""
    rest = list(lines[position:])
    end = next((i for i, each in enumerate(rest) if _ORDERS.search(plain(each.text))), None)
    if end is None:
        return
    basis = " ".join(plain(each.text) for each in rest[: end + 1])
    basis = _ORDERS.sub("", basis).strip(" ,")
    act.basis = basis or None
    act.used += rest[: end + 1]
    tail = rest[end + 1 :]
    count = 0
    for line in tail:
        text = plain(line.text)
        if re.match(r"\d+(?:\.\d+)*[.)]\s", text):
            act.provisions.append(text)
        elif act.provisions and not line.apart and not _NAME.search(text):
            act.provisions[-1] += " " + text
        else:
            break
        act.used.append(line)
        count += 1
    _take_signature(act, tail[count:])


def _take_signature(act: Act, lines: Sequence[Paragraph]) -> None:
    """«Директор департамента» and «Е.В. Егорова», in one line or in two."""
    posts: list[Paragraph] = []
    for line in lines[:4]:
        text = plain(line.text)
        name = _NAME.search(text)
        if name is None:
            if re.search(r"\d", text) or len(text) > 120:
                return
            posts.append(line)
            continue
        post = " ".join([*(plain(each.text) for each in posts), text[: name.start()].strip(" _/,")])
        act.signed_name = name["name"]
        act.signed_post = post.strip() or None
        act.used += [*posts, line]
        return


# -- The mark on the plan ----------------------------------------------------------------------


def _mark(lines: Sequence[Paragraph]) -> Act:
    """«Утверждён приказом … от … № …» or «УТВЕРЖДАЮ» with who and when."""
    act = Act()
    for index, line in enumerate(lines):
        if re.match(r"(?:утвержд|приложение)", plain(line.text), re.IGNORECASE):
            _take_mark(act, lines[index : index + 7])
            if act:
                break
    return act


def _take_mark(act: Act, lines: Sequence[Paragraph]) -> None:
    first = plain(lines[0].text)
    if re.match(r"утверждаю\b", first, re.IGNORECASE):
        _take_approver(act, lines)
        return
    taken: list[Paragraph] = []
    for line in lines:
        text = plain(line.text)
        if taken and re.match(r"(?:план|дорожная|комплекс|перечень)\b", text, re.IGNORECASE):
            break
        taken.append(line)
        whole = " ".join(plain(each.text) for each in taken)
        if _NUMBER.search(re.sub(r"^приложение\s*№?\s*\d*", "", whole, flags=re.I)) and day_in(
            whole
        ):
            break
    whole = " ".join(plain(each.text) for each in taken)
    found = _ADOPTED.match(whole)
    rest = found["rest"] if found else ""
    act.act = _act_in(rest)
    act.day = day_in(rest)
    number = _NUMBER.search(rest)
    act.number = number["n"] if number else None
    if act.act is None:
        act.day = act.number = None
        return
    by = re.sub(rf"^.*?\b{_ACTS[act.act]}\b", "", rest, count=1, flags=re.IGNORECASE)
    by = re.split(r"\bот\b|№|\d{1,2}\.\d{1,2}\.|[«\"“]\d", by)[0].strip(" ,")
    act.by = by or None
    act.used += taken


def _take_approver(act: Act, lines: Sequence[Paragraph]) -> None:
    posts: list[str] = []
    taken = [lines[0]]
    first = re.sub(r"^утверждаю\s*:?\s*", "", plain(lines[0].text), flags=re.IGNORECASE)
    for text, line in [(first, lines[0]), *((plain(each.text), each) for each in lines[1:])]:
        if re.match(r"(?:план|дорожная|комплекс|перечень)\b", text, re.IGNORECASE):
            break
        cleaned = re.sub(r"_{2,}|/", " ", text).strip()
        name, day = _NAME.search(cleaned), day_in(text)
        if day is not None:
            act.day = day
        elif name is not None and act.signed_name is None:
            act.signed_name = name["name"]
            posts.append(cleaned[: name.start()].strip(" ,"))
        elif act.signed_name is None:
            posts.append(cleaned)
        else:
            break
        taken.append(line)
        if act.signed_name and act.day:
            break
    if act.signed_name:
        act.signed_post = " ".join(" ".join(posts).split()) or None
        act.used += list(dict.fromkeys(taken))
    else:
        act.day = None


def _finish_with_marks(order: Act, lines: Sequence[Paragraph]) -> None:
    """«Приложение к приказу …» below an order repeats it: only what is missing is taken."""
    rest = [line for line in lines if line not in order.used]
    mark = _mark(rest)
    if mark and mark.act == order.act:
        order.number = order.number or mark.number
        order.day = order.day or mark.day
        order.used += mark.used


def day_in(text: str) -> date | None:
    """The first day that a text names."""
    found = _DATE.search(text)
    if found is None:
        return None
    if found["d"]:
        day, month, year = int(found["d"]), int(found["m"]), int(found["y"])
    else:
        day, month = int(found["d2"]), _MONTHS.index(found["m2"].casefold()) + 1
        year = int(found["y2"])
    try:
        return date(year, month, day)
    except ValueError:
        return None
