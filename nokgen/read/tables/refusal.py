"""Why a file is no table: a code and a way out go in, the diagnostic of the file comes out."""

from __future__ import annotations

from collections.abc import Mapping

from nokgen.diagnostics import Code, Diagnostic, Hint
from nokgen.diagnostics import tables as codes
from nokgen.messages import N_
from nokgen.read.tables import limits
from nokgen.source import Span

_MEGABYTE = 1024 * 1024


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


_TOO_LARGE = {
    "bytes": (N_("no more than %(limit)s MB are read"), limits.MAX_BYTES // _MEGABYTE),
    "unzipped": (
        N_(
            "unpacked it takes more than %(limit)s MB: copy the table alone into a new workbook, "
            "without other sheets"
        ),
        limits.MAX_UNZIPPED // _MEGABYTE,
    ),
    "rows": (N_("no more than %(limit)s rows are read"), limits.MAX_ROWS),
    "columns": (
        N_("no more than %(limit)s columns are read: look for notes far to the right of the table"),
        limits.MAX_COLUMNS,
    ),
    "cells": (N_("no more than %(limit)s filled cells are read"), limits.MAX_CELLS),
    "book cells": (
        N_("no more than %(limit)s filled cells of a workbook are read: save the table as CSV"),
        limits.MAX_BOOK_CELLS,
    ),
    "pieces": (
        N_(
            "there are more than %(limit)s cells, most of them empty: copy the table alone into a "
            "new workbook"
        ),
        limits.MAX_PIECES,
    ),
    "elements": (
        N_(
            "there are more than %(limit)s cells, styles and links: copy the table alone into a "
            "new workbook"
        ),
        limits.MAX_ELEMENTS,
    ),
    "text": (N_("a cell has more than %(limit)s characters"), limits.MAX_TEXT),
}


def too_large(what: str) -> RefusedError:
    """The file is beyond a limit, named by a key of `_TOO_LARGE`."""
    message, limit = _TOO_LARGE[what]
    return RefusedError(codes.TABLE_TOO_LARGE, Hint(message, {"limit": limit}))
