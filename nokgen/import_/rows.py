"""The rows of a plan's table go in; its measures and sections, each from its rows, come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nokgen.import_.columns import Columns, Field, is_column_numbers, is_heading_row
from nokgen.import_.healing import HARD_BREAK
from nokgen.import_.numbers import (
    is_number,
    is_roman,
    opens_section,
    split_number,
    split_section,
)
from nokgen.import_.source import Covered, Paragraph, Place
from nokgen.import_.tables import PlanRow, PlanTable


class Fate(StrEnum):
    """What became of a row of the source."""

    HEAD = "head"
    HEADINGS = "headings"
    SECTION = "section"
    MEASURE = "measure"
    CONTINUED = "continued"
    EMPTY = "empty"
    LEFT_OUT = "left_out"


@dataclass(slots=True)
class Fates:
    """What became of every row of a source; `left_out` holds the words of those left out."""

    of: dict[int, Fate] = field(default_factory=dict)
    left_out: list[tuple[str, Place, tuple[int, ...]]] = field(default_factory=list)

    def mark(self, units: Sequence[int], fate: Fate) -> None:
        """Note the fate of rows; the first unit of a measure counts it, the others continue."""
        for unit in units:
            self.of[unit] = fate

    def leave_out(self, text: str, place: Place, units: Sequence[int]) -> None:
        """Note rows that the draft does not hold, with their words."""
        self.mark(units, Fate.LEFT_OUT)
        self.left_out.append((" ".join(text.split()), place, tuple(units)))

    def count(self, fate: Fate) -> int:
        """How many rows had this fate."""
        return sum(each is fate for each in self.of.values())


@dataclass(slots=True)
class Fragment:
    """A cell as it stands in the source; `carried` says it stands in a merged cell above."""

    text: str
    place: Place
    carried: bool = False


@dataclass(slots=True)
class RawMeasure:
    """A measure with its cells unmended: by column, as one column may be met twice.

    `doubts` are names of what is not certain about it.
    """

    columns: Columns
    cells: dict[int, list[Fragment]]
    place: Place
    doubts: list[str] = field(default_factory=list)
    units: tuple[int, ...] = ()

    def of(self, wanted: Field) -> list[tuple[int, list[Fragment]]]:
        """The cells of a meaning, with the number of their column."""
        return [(i, self.cells[i]) for i in self.columns.of(wanted) if i in self.cells]

    def text(self, wanted: Field) -> str:
        """The unmended words of a meaning."""
        return "\n".join(f.text for _i, cells in self.of(wanted) for f in cells if f.text)


@dataclass(slots=True)
class RawSection:
    """A section with its measures; the first may have no title, when none stands above it."""

    number: str
    title: str
    place: Place
    measures: list[RawMeasure] = field(default_factory=list)
    guessed: bool = False


def read_rows(table: PlanTable, fates: Fates) -> list[RawSection]:
    """The sections in order; one without a title holds the measures that stand in none."""
    return _Reading(table, fates).run()


class _Reading:
    def __init__(self, table: PlanTable, fates: Fates) -> None:
        self.table = table
        self.fates = fates
        self.items = list(table.items)
        self.sections: list[RawSection] = []
        self.last: RawMeasure | None = None
        self.above: dict[int, Fragment] = {}
        self.piece = -1
        # A page break or repeated headings just before: what follows may be the rest of a row.
        self.cut = False
        self.numbered = self._has_numbers()

    def run(self) -> list[RawSection]:
        for row in self.table.headings:
            self.fates.mark(row.units, Fate.HEADINGS)
        for position, item in enumerate(self.items):
            if isinstance(item, Paragraph):
                self._paragraph(item)
            else:
                self._row(item, position)
        return self.sections

    # -- Rows ----------------------------------------------------------------------------------

    def _row(self, item: PlanRow, position: int) -> None:
        row, columns = item.row, item.columns
        if item.piece != self.piece:
            self.cut = self.piece != -1
            self.piece, self.above = item.piece, {}
        if not any(text.strip() for text in row.texts) and not any(
            cell.covered is Covered.UP for cell in row.cells
        ):
            self.fates.mark(row.units, Fate.EMPTY)
        elif is_heading_row(row.texts, columns) or is_column_numbers(row.texts):
            self.fates.mark(row.units, Fate.HEADINGS)
            self.cut = True
        elif (section := self._section_of(item, position)) is not None:
            self._open(*section, row.place)
            self.fates.mark(row.units, Fate.SECTION)
            self.cut, self.above = False, {}
        elif self._begins(item):
            self._begin(item)
        elif self.last is not None:
            self._continue(item, self.last)
        else:
            text = " | ".join(text for text in row.texts if text)
            self.fates.leave_out(text, row.place, row.units)

    def _begins(self, item: PlanRow) -> bool:
        """Whether a row is a measure of its own."""
        texts = self._texts(item)
        cells = item.row.cells
        title = texts.get(Field.TITLE, "")
        if is_number(texts.get(Field.NUMBER, "")) or (
            is_roman(texts.get(Field.NUMBER, "")) and title
        ):
            return bool(title) or self._is_covered(item, Field.TITLE)
        if self._is_covered(item, Field.NUMBER) and self._is_covered(item, Field.TITLE):
            return False
        if not title or title[:1].islower() or self._is_covered(item, Field.NUMBER):
            return False
        if self.numbered and split_number(title)[0] == "":
            # Without a number in a numbered table: whole, and no rest of a row that was cut.
            others = [f for f in (Field.DEADLINE, Field.RESPONSIBLE) if item.columns.has(f)]
            whole = bool(others) and all(texts.get(f) for f in others)
            return whole and not (self.cut and self._is_open())
        return len([c for c in cells if c.text]) > 1 or item.columns.width < 3

    def _is_open(self) -> bool:
        """Whether the last measure may go on: its words do not end like a sentence."""
        return self.last is not None and not self.last.text(Field.TITLE).endswith((".", ";"))

    def _begin(self, item: PlanRow) -> None:
        if not self.sections:
            self._open("", "", item.row.place)
        measure = RawMeasure(item.columns, {}, item.row.place, units=item.row.units)
        for index, cell in enumerate(item.row.cells[: item.columns.width]):
            place = item.row.place.at_cell(index + 1)
            fragment = Fragment(cell.text, place)
            if cell.covered is Covered.UP and index in self.above:
                fragment = Fragment(self.above[index].text, place, carried=True)
            elif cell.covered is Covered.NO:
                self.above[index] = fragment
            measure.cells[index] = [fragment]
        number = measure.text(Field.NUMBER) or split_number(measure.text(Field.TITLE))[0]
        if self.numbered and not number:
            measure.doubts.append("number-missing")
        self.sections[-1].measures.append(measure)
        self.fates.mark(item.row.units, Fate.CONTINUED)
        self.fates.mark(item.row.units[:1], Fate.MEASURE)
        self.last, self.cut = measure, False

    def _continue(self, item: PlanRow, measure: RawMeasure) -> None:
        """The rest of a measure: its words go on in the cells above."""
        below_merged = self._is_covered(item, Field.NUMBER) or self._is_covered(item, Field.TITLE)
        for index, cell in enumerate(item.row.cells[: item.columns.width]):
            if not cell.text.strip() or cell.covered is not Covered.NO:
                # A merged cell that a page cut stands empty here: its words are those above.
                column = self._column_in(measure, item.columns, index)
                if index not in self.above and measure.cells.get(column):
                    self.above[index] = measure.cells[column][-1]
                continue
            place = item.row.place.at_cell(index + 1)
            column = self._column_in(measure, item.columns, index)
            fragments = measure.cells.setdefault(column, [])
            text = cell.text
            if below_merged and fragments and fragments[-1].text:
                if measure.columns.fields[column] is Field.DEADLINE:
                    fragments[-1].text = fragments[-1].text.rstrip(",; ") + ","
                else:
                    text = HARD_BREAK + text
            fragments.append(Fragment(text, place))
            self.above[index] = Fragment(cell.text, place)
        doubt = "rows-joined" if self.cut or not below_merged else "rows-merged"
        if doubt not in measure.doubts:
            measure.doubts.append(doubt)
        self.fates.mark(item.row.units, Fate.CONTINUED)
        self.cut = False

    def _column_in(self, measure: RawMeasure, columns: Columns, index: int) -> int:
        """The column of a measure that means what a column of a later piece means."""
        if measure.columns is columns or measure.columns.fields == columns.fields:
            return index
        same = measure.columns.of(columns.fields[index])
        return same[0] if same else index

    # -- Sections ------------------------------------------------------------------------------

    def _open(self, number: str, title: str, place: Place, guessed: bool = False) -> None:
        self.sections.append(RawSection(number, title, place, guessed=guessed))
        self.last = None

    def _section_of(self, item: PlanRow, position: int) -> tuple[str, str] | None:
        """The number and the title, when a row is the title of a section."""
        filled = [(i, text.strip()) for i, text in enumerate(item.row.texts) if text.strip()]
        if not filled or len(filled) > 2 or item.columns.width < 3:
            return None
        if any(cell.covered is Covered.UP for cell in item.row.cells):
            return None
        if len(filled) == 1:
            return self._section_of_one(item, *filled[0], position)
        (first, number), (_second, title) = filled
        if first != 0 or item.columns.fields[0] is not Field.NUMBER:
            return None
        plain = _bare(number)
        if is_roman(plain) or re.match(r"раздел", plain, re.IGNORECASE):
            return plain, title
        if is_number(plain) and self._opens_numbers(plain, position):
            return plain, title
        return None

    def _section_of_one(
        self, item: PlanRow, index: int, text: str, position: int
    ) -> tuple[str, str] | None:
        plain = _bare(text)
        if is_number(plain) or is_roman(plain):
            return None
        cells = item.row.cells
        wide = sum(cell.covered is Covered.LEFT for cell in cells) + 1
        field_of = item.columns.fields[index] if index < item.columns.width else Field.OTHER
        if re.match(r"(?:примечани|\*)", plain, re.IGNORECASE):
            return None
        spans = wide * 2 > len(cells) or field_of is Field.NUMBER
        bold = cells[index].bold or plain != text
        if spans or opens_section(plain):
            return None if plain[:1].islower() else split_section(plain)
        if field_of is not Field.TITLE or plain[:1].islower():
            return None
        # In the column of measures, alone: a title when it looks like one.
        shouted = plain.isupper() and len(plain) > 8
        if bold or shouted or (not self.cut and self._precedes_number(position)):
            if self.last is not None and self.last.text(Field.TITLE).rstrip().endswith((",", ":")):
                return None
            return split_section(plain)
        return None

    def _precedes_number(self, position: int) -> bool:
        following = self._next_row(position)
        return following is not None and is_number(self._texts(following).get(Field.NUMBER, ""))

    def _opens_numbers(self, number: str, position: int) -> bool:
        """«1. Организационные мероприятия» is followed by «1.1.»."""
        following = self._next_row(position)
        if following is None:
            return False
        later = self._texts(following).get(Field.NUMBER, "")
        return is_number(later) and later.startswith(number.rstrip(".)") + ".") and later != number

    def _next_row(self, position: int) -> PlanRow | None:
        for item in self.items[position + 1 :]:
            if not isinstance(item, PlanRow) or not any(item.row.texts):
                continue
            if not is_heading_row(item.row.texts, item.columns):
                return item
        return None

    # -- Paragraphs between the pieces ---------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = _bare(paragraph.text)
        titled = opens_section(text) or (
            paragraph.bold and not is_number(text) and len(text) < 200 and text[:1].isupper()
        )
        if titled:
            self._open(*split_section(text), paragraph.place)
            self.fates.mark(paragraph.units, Fate.SECTION)
        else:
            self.fates.leave_out(paragraph.text, paragraph.place, paragraph.units)

    # -- Cells ---------------------------------------------------------------------------------

    def _texts(self, item: PlanRow) -> Mapping[Field, str]:
        texts: dict[Field, str] = {}
        for meaning, text in zip(item.columns.fields, item.row.texts, strict=False):
            plain = _bare(text)
            if plain and meaning not in texts:
                texts[meaning] = plain
        return texts

    def _is_covered(self, item: PlanRow, wanted: Field) -> bool:
        return any(
            item.row.cells[i].covered is Covered.UP
            for i in item.columns.of(wanted)
            if i < len(item.row.cells)
        )

    def _has_numbers(self) -> bool:
        """Whether measures have numbers: they may stand before the words of the measure."""
        rows = [item for item in self.items if isinstance(item, PlanRow)]
        with_title = [item for item in rows if self._texts(item).get(Field.TITLE)]
        found = sum(
            is_number(texts.get(Field.NUMBER, "")) or bool(split_number(texts[Field.TITLE])[0])
            for texts in map(self._texts, with_title)
        )
        return found * 4 > len(with_title)


def _bare(text: str) -> str:
    """A text without tags and marks of bold."""
    return re.sub(r"<[^<>]*>|\*\*", "", text).strip()


def measures_of(sections: Sequence[RawSection]) -> Iterator[RawMeasure]:
    """All measures in order."""
    for section in sections:
        yield from section.measures
