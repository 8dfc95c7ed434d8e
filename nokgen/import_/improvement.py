"""The rows of a plan to remove shortcomings go in; its items, by criteria, come out.

The federal form (ПП РФ от 17.04.2018 № 457): five sections; shortcoming, measure, planned deadline,
who is responsible, what was carried out and when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nokgen.import_.approval import day_in
from nokgen.import_.columns import Field
from nokgen.import_.findings import Path, Sort
from nokgen.import_.measures import DraftMeasure, DraftSection, Making, Value
from nokgen.import_.rows import Fates, RawMeasure, RawSection
from nokgen.messages import N_

_CRITERIA = (
    r"открытост|информац\w+ об организац",
    r"комфорт",
    r"инвалид|ограниченн\w+ возможност",
    r"доброжелат|вежлив",
    r"удовлетвор",
)
_ROMAN = ("I", "II", "III", "IV", "V")
_NOTHING = re.compile(
    r"[-–—\s.]*|нет|отсутству\w+|не выявлен\w*|недостат\w+ (?:нет|не выявлен\w*)", re.I
)
_NAME = re.compile(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+"
    r"(?:вич|вна|ична|ич|кызы|оглы))|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
)


def make_items(raw: Sequence[RawSection], making: Making, fates: Fates) -> list[DraftSection]:
    """All items in one list without titles; a row of dashes is left out, and said so."""
    whole = DraftSection("", "", raw[0].place)
    shortcoming = ""
    for section in raw:
        criterion = criterion_of(section.number, section.title)
        for each in section.measures:
            if _is_nothing(each):
                words = " | ".join(f.text for cells in each.cells.values() for f in cells if f.text)
                fates.leave_out(f"{section.title}: {words}", each.place, each.units)
                continue
            path: Path = ("items", len(whole.measures))
            item = _item(each, criterion, path, making)
            shortcoming = _with_shortcoming(item, shortcoming, each, path, making)
            whole.measures.append(item)
    return [whole]


def criterion_of(number: str, title: str) -> int | None:
    """The criterion of a section, by its words, else by its number; None for neither."""
    folded = title.casefold()
    for index, pattern in enumerate(_CRITERIA, start=1):
        if re.search(pattern, folded):
            return index
    roman = number.strip(" .)").translate(str.maketrans("ІХ", "IX"))
    if roman in _ROMAN:
        return _ROMAN.index(roman) + 1
    return int(roman) if roman in ("1", "2", "3", "4", "5") else None


def _is_nothing(raw: RawMeasure) -> bool:
    """Whether a row only says that a section has no shortcomings."""
    texts = [raw.text(name) for name in (Field.TITLE, Field.SHORTCOMING, Field.DEADLINE)]
    return all(_NOTHING.fullmatch(text) for text in texts)


def _item(raw: RawMeasure, criterion: int | None, path: Path, making: Making) -> DraftMeasure:
    add = making.findings.add
    own: dict[str, Value] = {"criterion": criterion}
    if criterion is None:
        message = N_("It is not clear which of the five criteria this is about: write 1 to 5.")
        add(Sort.MISSING, "criterion", message, {}, raw.place, (*path, "criterion"))
    own["shortcoming"] = making.text(raw, Field.SHORTCOMING, (*path, "shortcoming")) or None
    own["measure"] = making.text(raw, Field.TITLE, (*path, "measure")) or None
    if own["measure"] is None:
        message = N_("The document has no words for this measure: write what is promised.")
        add(Sort.MISSING, "measure", message, {}, raw.place, (*path, "measure"))
    deadline = making.text(raw, Field.DEADLINE, (*path, "deadline"))
    if deadline and not _NOTHING.fullmatch(deadline):
        own["deadline"] = deadline
    else:
        message = N_("The deadline is empty in the document.")
        add(Sort.DOUBT, "deadline-empty", message, {}, raw.place, path)
    _take_responsible(own, raw, path, making)
    item = DraftMeasure(f"i{int(path[1]) + 1}", {"deadline": deadline}, [], raw.place, own=own)
    _take_done(item, raw, path, making)
    item.beside += making.beside(raw, (Field.OTHER, Field.EXPECTED, Field.QUANTITY))
    making.doubt_rows(raw, path)
    return item


def _with_shortcoming(
    item: DraftMeasure, above: str, raw: RawMeasure, path: Path, making: Making
) -> str:
    """The shortcoming of an item; an empty cell belongs to the one above."""
    own = item.own or {}
    if own.get("shortcoming"):
        return str(own["shortcoming"])
    if above:
        own["shortcoming"] = above
        message = N_("The shortcoming is empty in the document: the one above was taken.")
        sort = Sort.DOUBT
    else:
        message = N_("The document has no words for this shortcoming: write what was found.")
        sort = Sort.MISSING
    making.findings.add(sort, "shortcoming", message, {}, raw.place, (*path, "shortcoming"))
    return above


def _take_responsible(own: dict[str, Value], raw: RawMeasure, path: Path, making: Making) -> None:
    """The post and the name: «Иванова Мария Петровна, заведующий»."""
    words = making.text(raw, Field.RESPONSIBLE, (*path, "responsible"))
    if not words or _NOTHING.fullmatch(words):
        return
    whole = " ".join(words.split())
    name = _NAME.search(whole)
    post = whole
    if name is not None:
        post = f"{whole[: name.start()]} {whole[name.end() :]}"
    post = " ".join(re.sub(r"[(),;–—]+|\s-\s", " ", post).split()) if name else whole
    own["responsible"] = {"post": post or None, **({"name": name[0]} if name else {})}
    if not post:
        message = N_("The document names only a person: write the post.")
        place = (*path, "responsible")
        making.findings.add(Sort.MISSING, "person", message, {}, raw.place, place)


def _take_done(item: DraftMeasure, raw: RawMeasure, path: Path, making: Making) -> None:
    """What was carried out, when the day of it is known; else a remark."""
    words = making.text(raw, Field.DONE, (*path, "done"))
    day = day_in(making.text(raw, Field.DONE_DATE, (*path, "done"))) or day_in(words)
    own = item.own if item.own is not None else {}
    if day is not None:
        own["done"] = {"date": day.isoformat(), **({"text": words} if words else {})}
        message = N_("“Done” needs evidence: add a link or a file to `done:`.")
        making.findings.add(Sort.DOUBT, "done", message, {}, raw.place, (*path, "done"))
    elif words and not _NOTHING.fullmatch(words):
        item.beside += making.beside(raw, (Field.DONE, Field.DONE_DATE))
        message = N_("The document says what was done, but not the day: it stands as a remark.")
        making.findings.add(Sort.DOUBT, "done", message, {}, raw.place, path)
