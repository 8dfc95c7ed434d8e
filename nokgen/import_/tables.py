"""A document goes in; the table of the plan, joined from its pieces, comes out.

A page break cuts a table in pieces that repeat their headings, or in pieces without any; an order
holds other tables and lists beside the plan. What is not the plan is named, never dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from nokgen.frozen import frozen
from nokgen.import_.columns import Columns, Field, columns_of, is_column_numbers, meaning
from nokgen.import_.numbers import is_number, is_roman, opens_section
from nokgen.import_.source import Block, Cell, Covered, FileFormat, Paragraph, Row, Source, Table

# How far below the top of a table its headings may stand: a title in merged cells comes first.
_HEADING_DEPTH = 12
_ANOTHER_PLAN = re.compile(r"(?:приложение|план|перечень|дорожная карта)\b", re.IGNORECASE)


@frozen
class PlanRow:
    """A row of the plan's table below its headings, and what its columns mean.

    `piece` numbers the pieces of the table: merged cells do not reach from one to the next.
    """

    row: Row
    columns: Columns
    piece: int


Item = PlanRow | Paragraph


@frozen
class PlanTable:
    """The table of a plan: its rows with the paragraphs that stand between them.

    `head` and `after` are what stands around it, `headings` the first row (or two) of headings,
    `others` the tables that are no part of it. `guessed` is whether it has no headings,
    `listed` whether the rows were items of a list.
    """

    columns: Columns
    items: tuple[Item, ...]
    headings: tuple[Row, ...]
    head: tuple[Paragraph, ...]
    after: tuple[Paragraph, ...]
    others: tuple[Table, ...]
    guessed: bool = False
    listed: bool = False


@frozen
class _Headed:
    """A table with its headings found: rows above them, the headings, the rows below."""

    above: tuple[Row, ...]
    headings: tuple[Row, ...]
    below: tuple[Row, ...]
    columns: Columns


def find_table(source: Source) -> PlanTable | None:
    """The table of the plan; None when no table of the document is one."""
    headed = {
        index: found
        for index, block in enumerate(source.blocks)
        if isinstance(block, Table) and (found := _headed(block)) is not None
    }
    groups = _groups(source.blocks, headed)
    if not groups:
        return None
    best = max(groups, key=lambda group: _weight(source.blocks, group))
    return _joined(source, headed, best)


def _weight(blocks: Sequence[Block], group: Sequence[int]) -> int:
    return sum(len(b.rows) for b in (blocks[i] for i in group) if isinstance(b, Table))


# -- Headings ----------------------------------------------------------------------------------


def _headed(table: Table) -> _Headed | None:
    for index, row in enumerate(table.rows[:_HEADING_DEPTH]):
        texts = _spread(row)
        following = table.rows[index + 1] if index + 1 < len(table.rows) else None
        if following is not None and _is_second_row(row, following):
            columns = _columns_of_two(row, following)
            if columns is not None:
                return _Headed(
                    table.rows[:index],
                    table.rows[index : index + 2],
                    table.rows[index + 2 :],
                    columns,
                )
        columns = columns_of(texts)
        if columns is not None:
            return _Headed(
                table.rows[:index], table.rows[index : index + 1], table.rows[index + 1 :], columns
            )
    return None


def _spread(row: Row) -> list[str]:
    """The texts of a row with that of a merged cell in every column it takes."""
    texts: list[str] = []
    for cell in row.cells:
        wide = cell.covered is Covered.LEFT and texts
        texts.append(texts[-1] if wide else cell.text)
    return texts


def _is_second_row(first: Row, second: Row) -> bool:
    """Whether a row goes on with the headings above it."""
    if len(second.cells) < 2 or not any(second.texts) or is_column_numbers(second.texts):
        return False
    if any(len(text) > 80 for text in second.texts) or is_number(second.cells[0].text):
        return False
    if any(cell.covered is Covered.UP for cell in second.cells[:3]):
        return True
    wide = any(cell.covered is Covered.LEFT for cell in first.cells)
    # In a text merged cells are lost: what stands below stands under an empty heading.
    under_nothing = any(
        text and index < len(first.cells) and not first.cells[index].text
        for index, text in enumerate(second.texts)
        if index > 0
    )
    open_below = not second.cells[0].text and not second.cells[1].text
    return open_below and (wide or under_nothing)


def _columns_of_two(first: Row, second: Row) -> Columns | None:
    upper = _spread(first)
    headings = []
    for index in range(max(len(upper), len(second.cells))):
        above = upper[index] if index < len(upper) else ""
        below = second.cells[index].text if index < len(second.cells) else ""
        if below and not above and index:
            above = upper[index - 1] if index - 1 < len(upper) else ""
        # «Сведения о ходе реализации» over «фактический срок»: what stands below says more.
        sure = below and meaning(below) is not None
        headings.append(below if sure else f"{above} {below}".strip())
    return columns_of(headings)


# -- Pieces ------------------------------------------------------------------------------------


def _groups(blocks: Sequence[Block], headed: dict[int, _Headed]) -> list[list[int]]:
    """The tables, by index, that make one plan together; a plan for each group."""
    groups: list[list[int]] = []
    main: _Headed | None = None
    closed = True
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            closed = closed or (
                _ANOTHER_PLAN.match(block.text) is not None and not block.text.endswith(";")
            )
            continue
        found = headed.get(index)
        if found is not None and (main is None or closed or not _alike(found, main)):
            begins_anew = main is None or _first_number(found.below) in (0, 1)
            if begins_anew or main is None or not _alike(found, main):
                groups.append([index])
                main, closed = found, False
                continue
        if found is not None or (main is not None and _continues(block, main, closed)):
            groups[-1].append(index)
            closed = False
    return groups


def _alike(found: _Headed, main: _Headed) -> bool:
    """Whether two tables have the same columns, in any order."""
    known = [set(each.columns.fields) - {Field.OTHER, Field.NUMBER} for each in (found, main)]
    return known[0] == known[1]


def _first_number(rows: Sequence[Row]) -> int:
    for row in rows:
        if row.cells and is_number(row.cells[0].text):
            return int(re.sub(r"\D.*", "", row.cells[0].text) or 0)
    return 0


def _continues(table: Table, main: _Headed, closed: bool) -> bool:
    """Whether a table without headings goes on where the one before it ended."""
    if closed or not table.rows:
        return False
    width = Counter(len(row.cells) for row in table.rows).most_common(1)[0][0]
    if width != main.columns.width:
        return False
    first = table.rows[0].cells[0].text
    number_column = main.columns.of(Field.NUMBER)
    return not number_column or not first or is_number(first) or is_roman(first) or len(first) > 9


def _joined(source: Source, headed: dict[int, _Headed], group: Sequence[int]) -> PlanTable:
    main = headed[group[0]]
    items: list[Item] = []
    head = [block for block in source.blocks[: group[0]] if isinstance(block, Paragraph)]
    head += [_as_paragraph(row) for row in main.above]
    for index in range(group[0], group[-1] + 1):
        block = source.blocks[index]
        if isinstance(block, Paragraph):
            items.append(block)
        elif index in group:
            found = headed.get(index)
            columns = found.columns if found is not None else main.columns
            rows = main.below if index == group[0] else block.rows
            items += [PlanRow(row, columns, index) for row in rows]
    after = [block for block in source.blocks[group[-1] + 1 :] if isinstance(block, Paragraph)]
    others = tuple(
        block
        for index, block in enumerate(source.blocks)
        if isinstance(block, Table) and index not in group
    )
    if source.format is FileFormat.TEXT:
        items, after = _rejoined(items, after, main.columns.width)
    items = [_padded(item) if isinstance(item, PlanRow) else item for item in items]
    return PlanTable(main.columns, tuple(items), main.headings, tuple(head), tuple(after), others)


def _as_paragraph(row: Row) -> Paragraph:
    """A row above the headings: the title of the plan in a merged cell."""
    words = [text for index, text in enumerate(row.texts) if text]
    bold = any(cell.bold for cell in row.cells)
    return Paragraph("\n".join(words), row.place, row.units, apart=True, bold=bold)


def _padded(item: PlanRow) -> PlanRow:
    row, width = item.row, item.columns.width
    missing = width - len(row.cells)
    if missing <= 0:
        return item
    return replace(item, row=replace(row, cells=row.cells + (Cell(""),) * missing))


def _rejoined(
    items: Sequence[Item], after: Sequence[Paragraph], width: int
) -> tuple[list[Item], list[Paragraph]]:
    """Rows of a text made whole: a line break inside a cell had cut them."""
    made: list[Item] = []
    queue: list[Item] = [*items, *after]
    first_after = len(items)
    for position, item in enumerate(queue):
        last = made[-1] if made else None
        if isinstance(last, PlanRow) and _completes(last.row, item, width):
            made[-1] = replace(last, row=_glued(last.row, item))
            if position >= first_after:
                first_after += 1
        else:
            made.append(item)
    tail: list[Paragraph] = []
    while made and isinstance(made[-1], Paragraph):
        tail.insert(0, made.pop())  # type: ignore[arg-type]
    return made, tail


def _completes(row: Row, item: Item, width: int) -> bool:
    """Whether an item goes on inside the last cell of a row."""
    if sum(bool(text) for text in row.texts) < 2:
        return False
    if isinstance(item, Paragraph):
        if opens_section(item.text) or is_number(item.text):
            return False
        return len(row.cells) < width or (len(row.cells) == width and not item.apart)
    cells = item.row.cells
    return (
        len(row.cells) < width
        and len(row.cells) + len(cells) - 1 <= width
        and bool(cells[0].text)
        and not is_number(cells[0].text)
        and not is_roman(cells[0].text)
    )


def _glued(row: Row, item: Item) -> Row:
    last = row.cells[-1]
    if isinstance(item, Paragraph):
        cells: tuple[Cell, ...] = (replace(last, text=f"{last.text}\n{item.text}".strip()),)
        units = item.units
    else:
        first, *others = item.row.cells
        cells = (replace(last, text=f"{last.text}\n{first.text}".strip()), *others)
        units = item.row.units
    return replace(row, cells=row.cells[:-1] + cells, units=row.units + units)
