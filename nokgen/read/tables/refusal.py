"""Why a file is no table: a code and a way out go in, the diagnostic of the file comes out."""

from __future__ import annotations

from collections.abc import Mapping

from nokgen.diagnostics import Code, Diagnostic, Hint
from nokgen.diagnostics import tables as codes
from nokgen.limits import Limits
from nokgen.messages import N_
from nokgen.source import Span


class RefusedError(Exception):
    """Reading ends here: the file as a whole is of no use. Never leaves this package."""

    def __init__(
        self, code: Code, hint: Hint | None = None, params: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(code.slug)
        self.code = code
        self.hint = hint
        self.params = params or {}

    def diagnostic(self, path: str) -> Diagnostic:
        """The diagnostic of the whole file."""
        return Diagnostic(self.code, Span.of_file(path), self.params, self.hint)


DAMAGED = Hint(
    N_("open the file in Excel or LibreOffice and save it anew; if it does not open, make it anew")
)
SAVE_XLSX = Hint(
    N_("open it in Excel or LibreOffice, choose “Save as” and the kind “Excel workbook (.xlsx)”")
)


def damaged() -> RefusedError:
    """The file claims to be a workbook and is none."""
    return RefusedError(codes.TABLE_UNREADABLE, DAMAGED)


# What a limit of `Limits` says when it is passed.
_TOO_LARGE = {
    "table_mb": N_("no more than %(limit)s MB are read"),
    "workbook_mb": N_(
        "unpacked it takes more than %(limit)s MB: copy the table alone into a new workbook, "
        "without other sheets"
    ),
    "table_rows": N_("no more than %(limit)s rows are read"),
    "table_columns": N_(
        "no more than %(limit)s columns are read: look for notes far to the right of the table"
    ),
    "table_cells": N_("no more than %(limit)s filled cells are read"),
    "workbook_cells": N_(
        "no more than %(limit)s filled cells of a workbook are read: save the table as CSV"
    ),
    "table_places": N_(
        "there are more than %(limit)s cells, most of them empty: copy the table alone into a "
        "new workbook"
    ),
    "workbook_elements": N_(
        "there are more than %(limit)s cells, styles and links: copy the table alone into a "
        "new workbook"
    ),
    "cell_characters": N_("a cell has more than %(limit)s characters"),
}
_TOO_LARGE["workbook_places"] = _TOO_LARGE["table_places"]


def too_large(limits: Limits, name: str) -> RefusedError:
    """The file is beyond a limit, named by its key of site.yaml."""
    params = {"limit": getattr(limits, name)}
    return RefusedError(codes.TABLE_TOO_LARGE, Hint(_TOO_LARGE[name], params), {"key": name})
