"""A document without a table goes in; its numbered list as the rows of a plan comes out.

«1. Провести собрания. Срок: май 2021 года. Ответственный: комитет образования», in one line or in
several, with labels or with a dash before the deadline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nokgen.domain.deadlines import Form, parse_deadline
from nokgen.domain.periods import Period
from nokgen.import_.columns import Columns, Field
from nokgen.import_.head import start_of_title
from nokgen.import_.numbers import id_part, opens_section, split_number
from nokgen.import_.source import Cell, Paragraph, Row, Source, Table
from nokgen.import_.tables import Item, PlanRow, PlanTable

_FIELDS = (
    Field.NUMBER,
    Field.TITLE,
    Field.DEADLINE,
    Field.QUANTITY,
    Field.EXPECTED,
    Field.RESPONSIBLE,
)
_COLUMNS = Columns(_FIELDS, ("",) * len(_FIELDS))
_SOME_YEAR = Period.of_years(2020, 2020)
_LABEL = re.compile(
    r"(?:^|(?<=[\s(;,.]))(?:"
    r"(?P<deadline>срок\w*(?:\s+(?:исполнени|реализаци|проведени|выполнени)\w+)?)|"
    r"(?P<responsible>ответственн\w+(?:\s+(?:исполнител\w+|лиц\w+|за\s+\w+))?|исполнител\w+|отв\.)|"
    r"(?P<expected>(?:(?:ожидаем|планируем)\w+\s+)?результат\w*)|"
    r"(?P<quantity>количеств\w+(?:\s+показател\w+)?|кол-во)"
    r")\s*(?::|\s[–—-]\s)\s*",
    re.IGNORECASE,
)
# What an order orders is no measure of its plan.
_ORDERED = re.compile(
    r"(?:утвердить|контроль за (?:исполнением|выполнением)|признать утратив|назначить|возложить|"
    r"настоящ\w+ (?:приказ|постановлен|распоряжен)|ознакомить)",
    re.IGNORECASE,
)
_AT_LEAST = 2
# A full stop behind these belongs to the word.
_SHORTENED = re.compile(r"\b(?:гг?|кв|др|пр|т\.\s?[пд]|чел|экз|шт|ул|им)\.$", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    """An item of the list with its further lines."""

    number: str
    lines: list[Paragraph] = field(default_factory=list)


def find_list(source: Source) -> PlanTable | None:
    """The numbered list of a plan as a table; None when there is none."""
    paragraphs = list(source.paragraphs())
    title = start_of_title(paragraphs)
    start = 0 if title is None else title + 1
    first = next(
        (i for i in range(start, len(paragraphs)) if split_number(paragraphs[i].text)[0]), None
    )
    if first is None:
        return None
    begin = _section_above(paragraphs, first, start)
    parts, after = _parts(paragraphs[begin:])
    parts = [
        _as_section(part, following)
        for part, following in zip(parts, [*parts[1:], None], strict=True)
    ]
    entries = [part for part in parts if isinstance(part, _Entry)]
    ordered = sum(_ORDERED.match(_words(entry)) is not None for entry in entries)
    if len(entries) < _AT_LEAST or ordered * 2 > len(entries):
        return None
    items: list[Item] = [
        PlanRow(_row(part), _COLUMNS, 0) if isinstance(part, _Entry) else part for part in parts
    ]
    others = tuple(block for block in source.blocks if isinstance(block, Table))
    return PlanTable(
        _COLUMNS, tuple(items), (), tuple(paragraphs[:begin]), after, others, listed=True
    )


def _section_above(paragraphs: Sequence[Paragraph], first: int, start: int) -> int:
    """Where the list begins: at the title of its first section, if it has one."""
    above = first - 1
    if above >= start and opens_section(paragraphs[above].text):
        return above
    return first


def _parts(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[_Entry | Paragraph], tuple[Paragraph, ...]]:
    """The items of the list, titles of sections between them, and what stands below the list."""
    parts: list[_Entry | Paragraph] = []
    style = _style(split_number(paragraphs[0].text)[0]) if paragraphs else ""
    for index, paragraph in enumerate(paragraphs):
        number, _rest = split_number(paragraph.text)
        if opens_section(paragraph.text) or (paragraph.bold and not number):
            parts.append(paragraph)
        elif number and (not style or _style(number) == style or "." in number.rstrip(".)")):
            style = style or _style(number)
            parts.append(_Entry(number, [paragraph]))
        elif parts and isinstance(parts[-1], _Entry):
            if _ends_list(paragraph, paragraphs[index + 1 :]):
                return parts, tuple(paragraphs[index:])
            parts[-1].lines.append(paragraph)
        else:
            parts.append(paragraph)
    return parts, ()


def _as_section(
    part: _Entry | Paragraph, following: _Entry | Paragraph | None
) -> _Entry | Paragraph:
    """«1. Организационные мероприятия» before an item 1 is the title of a section."""
    if not isinstance(part, _Entry) or not isinstance(following, _Entry) or len(part.lines) > 1:
        return part
    begins_anew = id_part(following.number) in ("1", f"{id_part(part.number)}-1")
    if not begins_anew or _LABEL.search(part.lines[0].text):
        return part
    return replace(part.lines[0], bold=True)


def _style(number: str) -> str:
    """What stands behind the numbers of a list: «1.» and «1)» make two lists."""
    return number[-1:] if number[-1:] in ".)" else "."


def _ends_list(paragraph: Paragraph, rest: Sequence[Paragraph]) -> bool:
    """Whether a paragraph without a number stands below the list, as a signature does."""
    if any(split_number(each.text)[0] for each in rest):
        return False
    return paragraph.apart and _LABEL.match(paragraph.text) is None and paragraph.text[:1].isupper()


def _words(entry: _Entry) -> str:
    return split_number(entry.lines[0].text)[1]


def _row(entry: _Entry) -> Row:
    """The cells of an item: what has a label, else what its last words say."""
    text = "\n".join([_words(entry), *(line.text for line in entry.lines[1:])])
    cells = _labelled(text)
    if not cells[Field.DEADLINE]:
        _take_tail(cells)
    cells[Field.NUMBER] = entry.number
    units = tuple(unit for line in entry.lines for unit in line.units)
    return Row(tuple(Cell(cells[name]) for name in _FIELDS), entry.lines[0].place, units)


def _labelled(text: str) -> dict[Field, str]:
    """The words of an item by their labels; those before the first label are the measure."""
    cells = dict.fromkeys(_FIELDS, "")
    found = list(_LABEL.finditer(text))
    end = found[0].start() if found else len(text)
    # A full stop before a label in the same line only sets it apart.
    whole_lines = text[:end].endswith("\n") or not found
    cells[Field.TITLE] = text[:end].strip() if whole_lines else _trimmed(text[:end])
    ends = [*(label.start() for label in found[1:]), len(text)]
    for label, until in zip(found, ends if found else (), strict=True):
        name = Field(str(label.lastgroup))
        words = _trimmed(text[label.end() : until])
        cells[name] = f"{cells[name]}, {words}" if cells[name] else words
    return cells


def _trimmed(text: str) -> str:
    """Words without the signs that only set them apart from what follows."""
    words = text.strip().rstrip(" ;,(–—-")
    if words.count(")") > words.count("("):
        words = words.rstrip(".").removesuffix(")").rstrip()
    is_sentence = words.endswith(".") and not _SHORTENED.search(words)
    return words[:-1] if is_sentence else words


def _take_tail(cells: dict[Field, str]) -> None:
    """«… – июнь 2021 года, комитет образования» and «… (до 1 июня 2021 года)»."""
    title = cells[Field.TITLE]
    for found in reversed(list(re.finditer(r"\s[–—-]\s|\(|;\s|,\s", title))):
        tail = title[found.end() :].rstrip(" .;")
        if found[0] == "(":
            if not tail.endswith(")"):
                continue
            tail = tail[:-1]
        deadline, rest = _deadline_in(tail)
        if deadline:
            cells[Field.TITLE] = title[: found.start()].rstrip(" ,;")
            cells[Field.DEADLINE] = deadline
            if rest and not cells[Field.RESPONSIBLE]:
                cells[Field.RESPONSIBLE] = rest
            return


def _deadline_in(text: str) -> tuple[str, str]:
    """The deadline with which a text begins, and what follows behind a comma."""
    ends = [found.start() for found in re.finditer(r"[,;]\s|\s[–—-]\s", text)]
    for end in [len(text), *reversed(ends)]:
        words = text[:end].strip()
        if words and parse_deadline(words, _SOME_YEAR).form not in (
            Form.UNREADABLE,
            Form.NOT_GIVEN,
            Form.AFTER_EVENT,
        ):
            return words, text[end:].strip(" ,;–—-")
    return "", ""
