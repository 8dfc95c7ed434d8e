"""Codes of the faults of tables of scores: columns, rows, figures that do not follow."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

COLUMN_UNKNOWN = Code(
    "table-column-unknown",
    Severity.WARNING,
    N_("the column “%(name)s” is not understood and will not get to the site"),
    N_(
        "A column is known by its heading: `ИНН`, `1.1` to `5.3`, `k1` to `k5`, `total`, "
        "`respondents`, `visitors`, the names of counts; Russian names are understood, too. "
        "Columns with names, numbers of rows and places are passed over without a word. Correct "
        "the heading if the column matters, or delete the column."
    ),
)
COLUMN_DOUBLED = Code(
    "table-column-doubled",
    Severity.ERROR,
    N_("the column “%(name)s” says the same as the column “%(first)s”"),
    N_(
        "Two columns of a table hold the same figure, and nobody could say which of them was "
        "published. Keep one, or correct the heading of the other."
    ),
)
INN_COLUMN_MISSING = Code(
    "table-inn-missing",
    Severity.ERROR,
    N_("the table has no column with the INN of the organisations"),
    N_(
        "An organisation is known by its INN: names are written in many ways and repeat. Add a "
        "column headed `ИНН`; the numbers stand in organizations.yaml and on bus.gov.ru."
    ),
)
SCORES_MISSING = Code(
    "scores-missing",
    Severity.ERROR,
    N_("the results have no figures: there is neither `table` nor `scores`"),
    N_(
        "Results are a table of organisations and their points. It stands in a CSV or XLSX file in "
        "results/, named in `table`, or in the file itself, in `scores`."
    ),
)
SCORES_DOUBLED = Code(
    "scores-doubled",
    Severity.ERROR,
    N_("the results have both `table` and `scores`"),
    N_(
        "The figures stand either in a table beside the file or in the file itself: otherwise "
        "nobody could say which of them count. Keep one of the two."
    ),
)
TABLE_MISSING = Code(
    "table-missing",
    Severity.ERROR,
    N_("there is no table `%(name)s` in results/"),
    N_(
        "`table` names a CSV or XLSX file that stands in the same folder as the results. Put it "
        "there, or correct the name; capital letters matter."
    ),
)
TABLE_UNUSED = Code(
    "table-unused",
    Severity.WARNING,
    N_("no results name this table"),
    N_(
        "A table gets to the site through a file of results that says who assessed, how and when, "
        "and names the table in `table`. Add such a file, or delete the table. A table that "
        "readers should only download belongs to documents/."
    ),
)
SHEET_NOT_FIRST = Code(
    "table-sheet-differs",
    Severity.ERROR,
    N_("the table is read from “%(found)s”, not from the sheet “%(name)s”"),
    N_(
        "Of a workbook the first visible sheet with a table is read. `sheet` is there to make sure "
        "that it is the right one, and it names another. Move the sheet to the front, or save it "
        "as a file of its own; or correct the name in `sheet`."
    ),
)

ALL: tuple[Code, ...] = (
    COLUMN_UNKNOWN,
    COLUMN_DOUBLED,
    INN_COLUMN_MISSING,
    SCORES_MISSING,
    SCORES_DOUBLED,
    TABLE_MISSING,
    TABLE_UNUSED,
    SHEET_NOT_FIRST,
)
