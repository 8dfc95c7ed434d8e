"""The headings of a table go in; which column holds what comes out, by meaning, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from nokgen.frozen import frozen

HEADING_LETTERS = 160


class Field(StrEnum):
    """What a column of a plan holds."""

    NUMBER = "number"
    TITLE = "title"
    DEADLINE = "deadline"
    QUANTITY = "quantity"
    EXPECTED = "expected"
    RESPONSIBLE = "responsible"
    # Only in the form of a plan to remove shortcomings (ПП РФ 17.04.2018 № 457).
    SHORTCOMING = "shortcoming"
    DONE = "done"
    DONE_DATE = "done_date"
    # A column with words that have no key of their own.
    OTHER = "other"


# The first that is found in a heading wins: «Ответственный за реализацию мероприятий» names
# measures too. Spaces inside words are gone by then, as columns are narrow and words break.
_MEANINGS: tuple[tuple[Field, str], ...] = (
    (
        Field.NUMBER,
        r"(?:№|n|no|nº|номер)(?:п/?п\.?|п/н|пункта|мероприятия)?\.?|п/?п\.?|№№(?:п/?п)?",
    ),
    (Field.DONE_DATE, r"фактическ\w*срок.*|дата(?:фактическ|выполнен|исполнен).*"),
    (
        Field.DONE,
        r"реализованныемеры.*|сведенияоходе.*|(?:отметкао|информацияо|результаты?)(?:б)?"
        r"(?:выполнени|исполнени).*|отметка.*",
    ),
    (Field.SHORTCOMING, r"(?:выявленн\w*)?недостат.*|наименованиенедостат.*"),
    (
        Field.DEADLINE,
        r"(?:планов\w*|примерн\w*|календарн\w*|ориентировочн\w*)?(?:срок|дат[аы](?!\w*рожд)|период"
        r"(?!ичность)|время).*|когда.*|месяц",
    ),
    (Field.RESPONSIBLE, r".*(?:ответствен|исполнител).*|кто(?:отвечает|проводит|делает).*|фио.*"),
    (
        Field.QUANTITY,
        r"количествен.*|количество.*|кол-?во.*|показател\w*(?:объ[её]ма|выполнения)?|объ[её]м\w*|"
        r"кратность.*|периодичность.*|целево\w*показател.*|индикатор.*",
    ),
    (
        Field.EXPECTED,
        r"(?:ожидаем|планируем|конечн|итогов|предполагаем|плановы)\w*(?:результат|итог|эффект|"
        r"документ|продукт).*|результат.*|видотчетно.*|видотч[её]тно.*|вид(?:итогового)?документа.*|"
        r"форма(?:завершения|отч[её]т|предоставлени|представлени|реализаци).*|выход",
    ),
    (
        Field.TITLE,
        r".*мероприят.*|наименование(?:работ|раздел|действ|меры?|вопрос)?.*|содержание.*|"
        r"(?:рассматриваемые?)?вопрос.*|вид(?:ы)?(?:деятельности|работ).*|тема.*|"
        r"(?:перечень|описание)?действи.*|меры?(?:по.*)?|задач[аи].*|направлени\w*.*|что(?:делать|"
        r"сделать).*",
    ),
)
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _MEANINGS)
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})[.)]?")


@frozen
class Columns:
    """Which column holds what; `headings` are the words of the document above each column."""

    fields: tuple[Field, ...]
    headings: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.fields)

    def of(self, field: Field) -> tuple[int, ...]:
        """The columns of a meaning, from the left."""
        return tuple(index for index, each in enumerate(self.fields) if each is field)

    def has(self, field: Field) -> bool:
        """Whether any column has this meaning."""
        return field in self.fields


def meaning(heading: str) -> Field | None:
    """What a column below this heading holds; None when the words are no known heading."""
    if len(heading) > HEADING_LETTERS:
        return None
    plain = _squeezed(heading)
    for field, pattern in _COMPILED:
        if pattern.fullmatch(plain):
            return field
    return None


def columns_of(headings: Sequence[str]) -> Columns | None:
    """The columns below a row of headings; None when it is no row of headings of a plan.

    There must be measures, and beside them at least a deadline, a result or who is responsible.
    The empty heading of the first column is that of the numbers.
    """
    meanings = [meaning(heading) if heading.strip() else None for heading in headings]
    if meanings and meanings[0] is None and not headings[0].strip():
        meanings[0] = Field.NUMBER
    known = {field for field in meanings if field is not None}
    if not known & {Field.TITLE, Field.SHORTCOMING}:
        return None
    if not known & {Field.DEADLINE, Field.RESPONSIBLE, Field.EXPECTED, Field.QUANTITY}:
        return None
    # Half of the words must be headings: a measure «Срок сдачи отчёта» is none.
    worded = [index for index, heading in enumerate(headings) if heading.strip()]
    if 2 * sum(meanings[index] is not None for index in worded) < len(worded):
        return None
    fields = _settled([field or Field.OTHER for field in meanings])
    return Columns(tuple(fields), tuple(" ".join(heading.split()) for heading in headings))


def _settled(fields: list[Field]) -> list[Field]:
    """Of several columns of a meaning that a measure has once, the first keeps it."""
    if Field.TITLE not in fields and Field.SHORTCOMING in fields:
        fields[fields.index(Field.SHORTCOMING)] = Field.TITLE
    for once in (Field.NUMBER, Field.TITLE):
        for index in [i for i, field in enumerate(fields) if field is once][1:]:
            fields[index] = Field.OTHER
    return fields


def is_heading_row(texts: Sequence[str], columns: Columns) -> bool:
    """Whether a row repeats the headings: the same words, or the same meanings."""
    worded = [(index, text) for index, text in enumerate(texts) if text.strip()]
    if len(worded) < 2 or len(texts) > columns.width:
        return False
    same = sum(_squeezed(text) == _squeezed(columns.headings[index]) for index, text in worded)
    alike = sum(
        meaning(text) is columns.fields[index] and columns.fields[index] is not Field.OTHER
        for index, text in worded
    )
    return same >= max(2, len(worded) - 1) or alike >= max(2, len(worded) - 1)


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Whether a row only counts the columns: 1 2 3 4 5."""
    found = [_COLUMN_NUMBER.fullmatch(text.strip()) for text in texts if text.strip()]
    if len(found) < 3:
        return False
    numbers = [int(each[1]) for each in found if each is not None]
    return len(numbers) == len(found) and numbers == list(range(1, len(found) + 1))


def _squeezed(heading: str) -> str:
    """The letters of a heading: «Срок реализа- ции» and «Срок реализации» are the same."""
    text = re.sub(r"<[^<>]*>|\*\*", "", heading).casefold().replace("ё", "е")
    text = re.sub(r"(?<=\w)[-\u2010\u00ad]\s+(?=\w)", "", text).replace("\u00ad", "")
    return re.sub(r"\s+|[:;,*]+$", "", text)
