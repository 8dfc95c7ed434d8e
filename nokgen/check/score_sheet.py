"""Results and the table beside them go in; their rows, each with its place, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nokgen.check.findings import Findings, Path, perhaps
from nokgen.check.layout import RESULTS, Territory
from nokgen.check.names import nearest
from nokgen.check.score_table import TableScores
from nokgen.check.session import Session
from nokgen.check.shape import part, shaped
from nokgen.diagnostics import Diagnostic, Hint, scores, shape
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.read import TableFile, Tree
from nokgen.records.base import TABLE, Record
from nokgen.records.results import Results, Score
from nokgen.source import Span

_PUT_TABLE = N_("put the table into `%(place)s`")
_GIVE_TABLE = Hint(
    N_("add `table:` with the name of a CSV or XLSX file in results/, or the rows in `scores:`")
)
_NAME_TABLE = N_("name it in the results: `%(example)s`")
_ONE_OF_TWO = Hint(N_("delete the rows here, or the line `table:`"))
_ONE_ROW = Hint(N_("add a row for each organisation"))
_NO_SHEETS = Hint(N_("a CSV file has no sheets: delete the line `sheet`"))
_SHEETS = N_("visible sheets of the workbook: %(names)s")


class _Rows(Record):
    """The rows of a table, in the shape of `scores:`."""

    scores: tuple[Score, ...]


@frozen
class ScoreSheet:
    """The rows of an assessment with their paths in `findings`.

    `table` is the path of the table they come from, "" for rows in the record itself, and `sheet`
    the one that the record names. `complete` says that no row is missing for its faults.
    """

    rows: Sequence[tuple[Path, Score]]
    findings: Findings
    table: str = ""
    sheet: str | None = None
    complete: bool = True

    @property
    def scores(self) -> tuple[Score, ...]:
        """The rows in the order of the document."""
        return tuple(score for _path, score in self.rows)

    def column(self, key: str) -> Path:
        """Where a figure is named: the heading of its column, or its first key in YAML."""
        if self.findings.in_table or not self.rows:
            return ("scores", key)
        return next(
            ((*path, key) for path, score in self.rows if key in score.indicators),
            (*self.rows[0][0], key),
        )


def read_scores(
    session: Session, path: str, record: Results | None, layout: Territory
) -> ScoreSheet | None:
    """The rows of results with the faults of their shape; None when nobody can say what they are.

    The table of a record with faults is read all the same, so that one run shows all of them.
    """
    if path not in session.tree.documents:
        return None
    findings = session.findings(path)
    name = _table_of(record, findings.document.tree)
    if name is not None:
        if record is not None and record.scores is not None:
            findings.add(scores.SCORES_DOUBLED, ("scores",), {}, _ONE_OF_TWO, key=True)
        return _read_table(session, f"{layout.folder}/{RESULTS}/{name}", findings, record, layout)
    if record is None:
        return None
    if record.scores is None:
        findings.add(scores.SCORES_MISSING, (), {}, _GIVE_TABLE)
    elif not record.scores:
        findings.add(shape.EMPTY_LIST, ("scores",), {}, _ONE_ROW)
    rows = [(("scores", index), score) for index, score in enumerate(record.scores or ())]
    return ScoreSheet(rows, findings)


def check_tables(session: Session, layout: Territory, used: Iterable[ScoreSheet]) -> None:
    """Each table belongs to results, and so does each sheet that has one."""
    named: dict[str, set[str | None]] = {}
    for each in used:
        named.setdefault(each.table, set()).add(each.sheet)
    for path, sheets in named.items():
        file = session.tree.tables.get(path)
        if file is not None and None in sheets:
            session.found += file.ignored(sheets)
    for path in sorted({*layout.tables}.difference(named)):
        file = session.tree.tables.get(path)
        session.found += file.table()[1] if file is not None else ()
        example = path.rpartition("/")[2]
        hint = Hint(_NAME_TABLE, {"example": f"table: {example}"})
        session.found.append(Diagnostic(scores.TABLE_UNUSED, Span.of_file(path), {}, hint))


def _table_of(record: Results | None, tree: Tree) -> str | None:
    if record is not None:
        return record.table
    name = tree.get("table") if isinstance(tree, dict) else None
    return name if isinstance(name, str) and re.fullmatch(TABLE, name) else None


def _sheet_of(record: Results | None, tree: Tree) -> str | None:
    if record is not None:
        return record.sheet
    name = tree.get("sheet") if isinstance(tree, dict) else None
    return name if isinstance(name, str) else None


def _read_table(
    session: Session, path: str, owner: Findings, record: Results | None, layout: Territory
) -> ScoreSheet | None:
    if path not in layout.tables:
        names = [each.rpartition("/")[2] for each in layout.tables]
        name = path.rpartition("/")[2]
        hint = perhaps(nearest(name, names)) or Hint(_PUT_TABLE, {"place": path})
        owner.add(scores.TABLE_MISSING, ("table",), {"name": name}, hint)
        return None
    sheet = _sheet_of(record, owner.document.tree)
    nothing = ScoreSheet((), owner, path, sheet, complete=False)
    file = session.tree.tables.get(path)
    if file is None or not _has_sheet(file, sheet, owner):
        return nothing
    table, faults = file.table(sheet)
    session.found += [each for each in faults if each not in session.found]
    if table is None:
        return nothing
    made = TableScores(path, table)
    findings = Findings(made, session.found, in_table=True)
    session.found += made.diagnostics
    if not made.has_inn:
        return ScoreSheet((), findings, path, sheet, complete=False)
    found = Findings(made, in_table=True)
    rows = _rows(made, shaped(_Rows, found))
    told = {_place(each) for each in (*session.tree.diagnostics, *faults)}
    session.found += [each for each in found.found if _place(each) not in told]
    return ScoreSheet(rows, findings, path, sheet, complete=not found.found)


def _has_sheet(file: TableFile, sheet: str | None, owner: Findings) -> bool:
    """Whether a file has the sheet that the results name, if they name one."""
    if sheet is None or sheet in file.sheets:
        return True
    hint = _NO_SHEETS
    if file.sheets:
        names = ", ".join(f"«{name}»" for name in file.sheets)
        hint = perhaps(nearest(sheet, file.sheets)) or Hint(_SHEETS, {"names": names})
    owner.add(scores.SHEET_UNKNOWN, ("sheet",), {"name": sheet}, hint)
    return False


def _rows(made: TableScores, whole: _Rows | None) -> list[tuple[Path, Score]]:
    """The well-formed rows."""
    items = made.scores
    each = whole.scores if whole is not None else [part(Score, item) for item in items]
    return [(("scores", index), score) for index, score in enumerate(each) if score is not None]


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    return diagnostic.span.path, diagnostic.span.line, diagnostic.span.column
