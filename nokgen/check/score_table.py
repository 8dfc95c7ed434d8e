"""A table beside the results goes in; its rows as a located tree of scores come out.

The tree has the shape of `scores:` in YAML, so that one set of rules is for both; every place in it
leads to a cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from nokgen.check.columns import IGNORED, INN, column_of
from nokgen.diagnostics import Diagnostic, Hint, scores
from nokgen.domain.scoring import COUNTS
from nokgen.messages import N_
from nokgen.read import Tree
from nokgen.source import Span

if TYPE_CHECKING:
    from nokgen.read.tables import Table

# What people write where there is no figure.
_ABSENT = frozenset({"", "-", "–", "—", "н/д", "нет данных", "нет", "x", "х"})
# A row of sums or means at the foot of a table is no organisation.
_FOOT = re.compile(
    r"(?:итого|всего|среднее|средни[йе] (?:балл|показатель|значени[ея])|средняя оценка|медиана"
    r"|максимум|минимум)\b",
    re.IGNORECASE,
)
_ADD_INN = Hint(
    N_("head a column with `inn`; the columns of figures are headed `1.1`, `k1`, `total`")
)
_ONE_COLUMN = Hint(N_("delete one of the two columns, or correct its heading"))
_HEAD_SO = Hint(
    N_(
        "figures are headed like this: `1.1`, `k1`, `total`, `respondents`; delete what is not "
        "needed"
    )
)


class TableScores:
    """A table as a located tree: `scores`, a list of mappings with the keys of a score."""

    def __init__(self, path: str, table: Table) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []
        self._table = table
        self._columns = self._columns_of(table)
        self._rows = [number for number, row in enumerate(table.rows) if self._is_score(row)]
        self.scores = [self._score(table.rows[number]) for number in self._rows]
        self.tree: Tree = {"scores": self.scores}

    @property
    def has_inn(self) -> bool:
        """Whether rows can be told from each other at all."""
        return INN in self._columns

    def span(self, path: Sequence[str | int], *, key: bool = False) -> Span:
        """The cell of a value; the heading of a column, or the first one, without a row.

        A figure without a column is blamed on the ИНН of its row.
        """
        steps = [step for step in path if step not in ("scores", "counts")]
        row = next((step for step in steps if isinstance(step, int)), None)
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        column = self._columns.get(name)
        if row is None:
            return self._table.header_span(column)
        if column is None or key:
            column = self._columns.get(INN, 0)
        return self._table.span(self._rows[row], column)

    def _columns_of(self, table: Table) -> Mapping[str, int]:
        """The number of the column of each figure, by the last part of its key."""
        found: dict[str, int] = {}
        for number, heading in enumerate(table.header):
            key = column_of(heading) if heading else IGNORED
            span = table.header_span(number)
            params = {"name": heading}
            if key is None:
                self._fault(Diagnostic(scores.COLUMN_UNKNOWN, span, params, _HEAD_SO))
            elif key != IGNORED:
                first = found.setdefault(key.removeprefix("counts."), number)
                if first != number:
                    params["first"] = table.header[first]
                    self._fault(Diagnostic(scores.COLUMN_DOUBLED, span, params, _ONE_COLUMN))
        if INN not in found:
            span = table.header_span(None)
            self._fault(Diagnostic(scores.INN_COLUMN_MISSING, span, {}, _ADD_INN))
        return found

    def _is_score(self, row: Sequence[str]) -> bool:
        inn = row[self._columns[INN]] if INN in self._columns else ""
        return re.fullmatch(r"[\d ]+", inn) is not None or not any(map(_FOOT.match, row))

    def _score(self, row: Sequence[str]) -> Tree:
        score: dict[str, Tree] = {INN: ""}
        counts: dict[str, Tree] = {}
        for key, number in self._columns.items():
            cell = row[number]
            if key == INN:
                score[key] = cell
            elif cell.casefold() not in _ABSENT:
                (counts if key in COUNTS else score)[key] = _figure(cell)
        if counts:
            score["counts"] = counts
        return score

    def _fault(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)


def _figure(cell: str) -> str:
    """A figure as a record would have it: «90,4 %» is 90,4 and «1 250» is 1250."""
    return re.sub(r"(?<=\d) (?=\d{3})", "", cell.removesuffix("%").rstrip())
