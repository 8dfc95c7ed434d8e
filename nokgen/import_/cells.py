"""A text that has a cell of the table a line goes in; the same source with rows comes out.

Two ways in which tables become such a text: a tab before each cell (copied from a page), and bare
lines (copied from a PDF), where the headings say how many cells a row has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nokgen.domain.deadlines import Form, parse_deadline
from nokgen.domain.periods import Period
from nokgen.domain.quantities import parse_quantity
from nokgen.frozen import frozen
from nokgen.import_.columns import (
    Columns,
    Field,
    columns_of,
    is_column_numbers,
    is_heading_row,
    meaning,
)
from nokgen.import_.numbers import is_number, opens_section, split_number
from nokgen.import_.source import Block, Cell, FileFormat, Paragraph, Place, Row, Source, Table

# Any year: only whether a deadline can be read matters here.
_SOME_YEAR = Period.of_years(2020, 2020)


@frozen
class _Line:
    """One cell of the stream."""

    text: str
    place: Place
    units: tuple[int, ...]
    apart: bool = False


def regroup(source: Source) -> Source:
    """The source with rows made of cells that stood one a line; any other source unchanged."""
    if source.format is not FileFormat.TEXT:
        return source
    return _tabbed(source) or _bare(source) or source


# -- A tab before each cell --------------------------------------------------------------------


def _tabbed(source: Source) -> Source | None:
    rows = [row for table in source.tables() for row in table.rows]
    single = [row for row in rows if len(row.cells) == 2 and not row.cells[0].text]
    if len(single) < 6 or len(single) * 10 < len(rows) * 8:
        return None
    start = next(i for i, block in enumerate(source.blocks) if isinstance(block, Table))
    cells: list[_Line] = []
    after: list[Block] = []
    for block in source.blocks[start:]:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells[1:] if not row.cells[0].text else row.cells:
                    cells.append(_Line(cell.text, row.place, row.units))
        elif cells and not block.apart and not after:
            cells[-1] = _appended(cells[-1], block)
        else:
            after.append(block)
    made = _rows_of(cells)
    if made is None:
        return None
    table = Table(tuple(made), Place(table=1, line=cells[0].place.line))
    return replace(source, blocks=(*source.blocks[:start], table, *after))


def _appended(cell: _Line, paragraph: Paragraph) -> _Line:
    text = f"{cell.text}\n{paragraph.text}" if cell.text else paragraph.text
    return replace(cell, text=text, units=cell.units + paragraph.units)


def _rows_of(cells: Sequence[_Line]) -> list[Row] | None:
    """Rows of a stream of cells: as many as there are headings, each row begun by a number."""
    columns = _leading_columns(cells)
    if columns is None:
        return None
    width = columns.width
    rows = [_row(cells[:width], width, 1)]
    numbered = columns.fields[0] is Field.NUMBER
    position = width
    while position < len(cells):
        taken = _next_row(cells, position, columns, numbered)
        if any(cell.text for cell in taken):
            rows.append(_row(taken, width, len(rows) + 1))
        elif units := tuple(unit for cell in taken for unit in cell.units):
            rows.append(Row((Cell(""),) * width, taken[0].place, units))
        position += len(taken)
    return rows


def _next_row(
    cells: Sequence[_Line], position: int, columns: Columns, numbered: bool
) -> Sequence[_Line]:
    width = columns.width
    first = cells[position].text
    window = cells[position : position + width]
    if is_heading_row([c.text for c in window], columns) or not numbered:
        return window
    if is_column_numbers([cell.text for cell in window]):
        return window
    if not is_number(first):
        return cells[position : position + 1]
    # A row that lost cells ends where the next number stands.
    for index in range(1, len(window)):
        if is_number(window[index].text) and _follows(first, window[index].text):
            return window[:index]
    return window


def _follows(number: str, later: str) -> bool:
    return _int(later) == _int(number) + 1


def _int(number: str) -> int:
    return int(re.sub(r"\D", "", number) or 0)


def _leading_columns(cells: Sequence[_Line]) -> Columns | None:
    """The headings with which a stream begins: all cells before the first number."""
    end = next((i for i, cell in enumerate(cells[:14]) if _begins_rows(cell.text)), 0)
    headings = [cell.text for cell in cells[:end]]
    while headings and not headings[-1]:
        headings.pop()
    return columns_of(headings) if len(headings) > 1 else None


def _begins_rows(text: str) -> bool:
    """Whether a cell stands below the headings: the first number, or the first section."""
    return is_number(text) or opens_section(text) or bool(split_number(text)[0])


def _row(cells: Sequence[_Line], width: int, number: int) -> Row:
    texts = [cell.text for cell in cells]
    texts += [""] * (width - len(texts))
    place = replace(cells[0].place, table=1, row=number)
    units = tuple(unit for cell in cells for unit in cell.units)
    return Row(tuple(Cell(text) for text in texts), place, units)


# -- Bare lines --------------------------------------------------------------------------------


def _bare(source: Source) -> Source | None:
    paragraphs = list(source.paragraphs())
    if len(paragraphs) != len(source.blocks):
        return None
    head = _heading_lines(paragraphs)
    if head is None:
        return None
    start, end, headings = head
    columns = columns_of(headings)
    if columns is None:
        return None
    width = columns.width
    header = _row([_Line(text, paragraphs[start].place, ()) for text in headings], width, 1)
    units = tuple(unit for each in paragraphs[start:end] for unit in each.units)
    rows = [replace(header, units=units)]
    for group in _groups(paragraphs[end:], headings):
        texts = _assigned(group, columns)
        units = tuple(unit for each in group for unit in each.units)
        place = replace(group[0].place, table=1, row=len(rows) + 1)
        rows.append(Row(tuple(Cell(text) for text in texts), place, units))
    table = Table(tuple(rows), Place(table=1, line=paragraphs[start].place.line))
    return replace(source, blocks=(*paragraphs[:start], table))


def _heading_lines(paragraphs: Sequence[Paragraph]) -> tuple[int, int, list[str]] | None:
    """The run of lines that are headings: first, end, and the headings themselves."""
    for start, paragraph in enumerate(paragraphs):
        if len(paragraph.text) > 60:
            continue
        found = _run_from(paragraphs, start)
        if found is not None:
            return found
    return None


def _run_from(paragraphs: Sequence[Paragraph], start: int) -> tuple[int, int, list[str]] | None:
    """Lines up to the first number that are headings, those broken in two joined."""
    lines: list[str] = []
    end = start
    for paragraph in paragraphs[start : start + 16]:
        if _begins_rows(paragraph.text):
            break
        lines.append(paragraph.text)
        end += 1
    else:
        return None
    if not 2 <= len(lines) <= 14:
        return None
    headings = _joined_headings(lines)
    columns = columns_of(headings)
    if columns is None or Field.OTHER in columns.fields:
        return None
    if columns.fields[0] is not Field.NUMBER:
        # The numbers stand in a column all the same.
        return start, end, ["№", *headings]
    return start, end, headings


def _joined_headings(lines: Sequence[str]) -> list[str]:
    """«Ответственные» and «исполнители» in two lines are one heading."""
    headings: list[str] = []
    for line in lines:
        is_rest = headings and (line[:1].islower() or line.casefold() in ("п/п", "п\\п"))
        if is_rest and headings[-1].casefold() != line.casefold() and not _is_own(line, headings):
            headings[-1] += " " + line
        else:
            headings.append(line)
    return headings


def _is_own(line: str, headings: Sequence[str]) -> bool:
    """A heading with a small first letter that means something else than the one above."""
    own = meaning(line)
    return (
        own is not None and own is not meaning(headings[-1]) and meaning(headings[-1]) is not None
    )


def _groups(paragraphs: Sequence[Paragraph], headings: Sequence[str]) -> list[list[Paragraph]]:
    """Lines of one row each: a number of the list begins it; headings and sections stand alone."""
    groups: list[list[Paragraph]] = []
    last = 0
    position = 0
    while position < len(paragraphs):
        paragraph = paragraphs[position]
        repeated = _repeats(paragraphs, position, headings)
        if repeated:
            groups.append(list(paragraphs[position : position + repeated]))
            position += repeated
            continue
        number = _int(paragraph.text) if is_number(paragraph.text) else 0
        if is_number(paragraph.text) and (last < number <= last + 5 or number == 1):
            groups.append([paragraph])
            last = number
        elif opens_section(paragraph.text) or not groups:
            groups.append([paragraph])
        else:
            groups[-1].append(paragraph)
        position += 1
    return groups


def _repeats(paragraphs: Sequence[Paragraph], position: int, headings: Sequence[str]) -> int:
    """How many lines from here repeat the headings."""
    wanted = " ".join(headings).casefold()
    text = ""
    for count, paragraph in enumerate(paragraphs[position : position + 14], start=1):
        text = f"{text} {paragraph.text.casefold()}".strip()
        if text == wanted or text == wanted.removeprefix("№ "):
            return count
        if not wanted.startswith(text) and not wanted.removeprefix("№ ").startswith(text):
            return 0
    return 0


def _assigned(group: Sequence[Paragraph], columns: Columns) -> list[str]:
    """The texts of the cells of a row whose lines are `group`."""
    width = columns.width
    lines = [each.text for each in group]
    if not is_number(lines[0]):
        if len(lines) > 1 and not opens_section(lines[0]):
            return (lines + [""] * width)[:width] if len(lines) <= width else lines
        return [" ".join(lines), *[""] * (width - 1)]
    rest = lines[1:]
    if len(rest) == width - 1:
        return lines
    return [lines[0], *_divided(rest, columns.fields[1:])]


def _divided(lines: Sequence[str], fields: Sequence[Field]) -> list[str]:
    """Lines in order divided among columns in order, as their words suggest."""
    # best[i] is the best way to fill the columns so far with the first i lines.
    nothing: tuple[float, list[str]] = (float("-inf"), [])
    best = [(0.0, list[str]()), *[nothing] * len(lines)]
    for field in fields:
        following = [nothing] * (len(lines) + 1)
        for start, (score, texts) in enumerate(best):
            if score == float("-inf"):
                continue
            for end in range(start, len(lines) + 1):
                part = list(lines[start:end])
                total = score + _fitness(part, field)
                if total > following[end][0]:
                    following[end] = (total, [*texts, "\n".join(part)])
        best = following
    return best[len(lines)][1]


def _fitness(lines: Sequence[str], field: Field) -> float:
    if not lines:
        return -6.0 if field is Field.TITLE else -1.0
    text = " ".join(lines)
    score = 1.0
    # A line with a small first letter goes on with what stands above it.
    if lines[0][:1].islower():
        score -= 2.0
    score -= sum(1.0 for line in lines[1:] if line[:1].isupper())
    readable = parse_deadline(text, _SOME_YEAR).form is not Form.UNREADABLE
    match field:
        case Field.DEADLINE:
            score += 7.0 if readable else -4.0
        case Field.QUANTITY:
            score += 5.0 if parse_quantity(text) is not None else -4.0
        case Field.TITLE:
            score += min(len(text), 60) / 30 - (5.0 if readable else 0.0)
        case _:
            score -= 5.0 if readable else 0.0
    return score
