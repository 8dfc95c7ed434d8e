"""The filled rows of a file's sheets go in; the table of the sheet that is asked for comes out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from nokgen.diagnostics import Diagnostic, Hint
from nokgen.diagnostics import tables as codes
from nokgen.messages import N_
from nokgen.read.tables.grid import Grid, has_table, make_table
from nokgen.read.tables.refusal import RefusedError
from nokgen.read.tables.table import Table
from nokgen.source import Span

_NAME_SHEET = Hint(
    N_(
        "name the sheet by `sheet` in the results, or save other tables as files of their own; "
        "hide or delete what is not needed"
    )
)


class TableFile:
    """A CSV file, which has no sheets, or a workbook; `sheets` are its visible ones with text."""

    def __init__(self, path: str, sheets: Mapping[str | None, Grid]) -> None:
        self.path = path
        self._grids = sheets
        self.sheets = tuple(name for name in sheets if name is not None)
        with_table = [name for name, grid in sheets.items() if has_table(grid)]
        self._with_table = with_table or list(sheets)[:1]

    def table(self, sheet: str | None = None) -> tuple[Table | None, list[Diagnostic]]:
        """The table of one of `sheets`, or the first one; None with the reason; and its faults."""
        try:
            name = self._with_table[0] if sheet is None else sheet
            return make_table(self._grids[name], self.path)
        except RefusedError as refused:
            return None, [refused.diagnostic(self.path)]

    def ignored(self, named: Collection[str | None] = ()) -> list[Diagnostic]:
        """A warning of sheets with a table that are neither the first one nor `named`."""
        names = [f"«{name}»" for name in self._with_table[1:] if name not in named]
        if not names:
            return []
        params = {"names": ", ".join(names)}
        return [Diagnostic(codes.SHEET_IGNORED, Span.of_file(self.path), params, _NAME_SHEET)]
