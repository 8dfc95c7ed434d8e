"""Codes of the faults that reading a table can find: a CSV or XLSX file, and its cells."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

TABLE_UNREADABLE = Code(
    "table-unreadable",
    Severity.ERROR,
    N_("the table cannot be read"),
    N_(
        "The file is damaged, or it is of another kind than its name says. Tables are read from "
        "CSV (text with separators) and XLSX (a workbook of Excel since 2007). Open the file in "
        "Excel or LibreOffice and save it anew as one of these."
    ),
)
TABLE_TOO_LARGE = Code(
    "table-too-large",
    Severity.ERROR,
    N_("the table is too large: it passes `%(key)s` of `limits:` in site.yaml"),
    N_(
        "The results of a whole region take about a thousand rows and thirty columns. A much "
        "larger table has most likely got something else into it: other sheets, pictures, "
        "formatted empty cells down to the last row. Copy the table alone into a new workbook. "
        "Attached documents belong to the folder documents/. If the table must be so large, the "
        "owner of the site raises the limit by `limits:` in site.yaml."
    ),
)
TABLE_EMPTY = Code(
    "table-empty",
    Severity.ERROR,
    N_("there is no table in the file"),
    N_(
        "A table has a row of headings and below it at least one row of data. Perhaps a file "
        "without data was saved, or the table stands on a hidden sheet of the workbook."
    ),
)
TABLE_PROTECTED = Code(
    "table-protected",
    Severity.ERROR,
    N_("the workbook opens only with a password"),
    N_(
        "Without the password nobody can read the table, and the site is open to everybody. In "
        "Excel remove the password (File → Info → Protect Workbook → Encrypt with Password, leave "
        "it empty) and save the file."
    ),
)
TABLE_WITH_MACROS = Code(
    "table-with-macros",
    Severity.ERROR,
    N_("there are macros in the workbook"),
    N_(
        "Macros are programs inside a document. They are no part of a table, and others would run "
        "them with the file. Save it as “Excel workbook (.xlsx)”: macros do not get into it."
    ),
)
ENCODING_OLDER = Code(
    "encoding-older",
    Severity.WARNING,
    N_("the table is read as %(encoding)s, not as UTF-8"),
    N_(
        "Excel saves “CSV (comma delimited)” in an older encoding. The table was read all the "
        "same, but only by guessing, and other programs show such letters as unreadable signs. "
        "Save it as “CSV UTF-8 (comma delimited)”."
    ),
)
NUMBER_GARBLED = Code(
    "number-garbled",
    Severity.ERROR,
    N_("Excel has shortened the number to `%(value)s`"),
    N_(
        "Excel shows a long number (an INN, an OGRN) with an exponent when the column is narrow, "
        "and saves to CSV what it shows: 5103020000 becomes 5,10302E+09, and the last digits are "
        "gone. They cannot be restored from the file. Give the column the format “Text”, type the "
        "numbers anew, or save the table as XLSX, where nothing is shortened."
    ),
)
NUMBER_BECAME_DATE = Code(
    "number-became-date",
    Severity.ERROR,
    N_("Excel has taken a number for a date"),
    N_(
        "When 1.2 is typed with a point, a Russian Excel makes the first of February of it and "
        "shows 1 Feb. This happens to the numbers of indicators in headings, and to scores. Give "
        "the cells the format “Text” before typing; numbers take a comma: 86,17."
    ),
)
FORMULA_FAILED = Code(
    "formula-failed",
    Severity.ERROR,
    N_("there is `%(value)s` in place of a value"),
    N_(
        "A formula of the table came to an error: what it refers to was deleted, or it divides by "
        "zero. A row of ##### is a number for which the column was too narrow. Mend it in the "
        "workbook and save again. A value that does not exist is an empty cell."
    ),
)
FORMULA_NOT_COMPUTED = Code(
    "formula-not-computed",
    Severity.ERROR,
    N_("a formula has no value yet"),
    N_(
        "A workbook keeps for each formula the value that was computed last, and this one has "
        "none: a program made the file and did not compute it. Open it in Excel or LibreOffice and "
        "save it."
    ),
)
LEADING_ZERO_LOST = Code(
    "leading-zero-lost",
    Severity.ERROR,
    N_("the INN `%(value)s` has %(digits)s digits: the zero at its beginning is lost"),
    N_(
        "The INN of an organisation has 10 digits, that of a person 12. In the regions 01 to 09 it "
        "begins with a zero, and Excel drops it, since it takes the INN for a number. Give the "
        "column the format “Text” and type the zero."
    ),
)
HEADING_MISSING = Code(
    "heading-missing",
    Severity.ERROR,
    N_("there is no heading above `%(value)s`"),
    N_(
        "The heading says what a column is; what stands in a column without one would be lost. "
        "Write a heading, or delete notes that are no part of the table. In a CSV file with commas "
        "it may be a number with a decimal comma without quotes: it falls into two cells."
    ),
)
CELL_QUOTE_UNCLOSED = Code(
    "cell-quote-unclosed",
    Severity.ERROR,
    N_("a quote at the beginning of a cell is never closed"),
    N_(
        "In a CSV file a cell that begins with a quote goes on to the next single quote, across "
        "separators and lines. Here there is none, and the rest of the table would fall into one "
        "cell. Close the quote, or write «…» in place of it."
    ),
)
CELL_QUOTE_INSIDE = Code(
    "cell-quote-inside",
    Severity.ERROR,
    N_("the text of a cell goes on after its closing quote"),
    N_(
        "In a CSV file a cell that begins with a quote ends at the next one. A quote inside the "
        "text is doubled there. It is easier to write «…» in place of the quotes."
    ),
)
SHEET_IGNORED = Code(
    "sheet-ignored",
    Severity.WARNING,
    N_("of this workbook the first table is read; not read: %(names)s"),
    N_(
        "Without a sheet named, the first one that has a table is read. What stands on other "
        "sheets does not get to the site. Name the sheet of each results in `sheet`, or save the "
        "other tables as files of their own; hide or delete sheets that are no tables."
    ),
)

ALL: tuple[Code, ...] = (
    TABLE_UNREADABLE,
    TABLE_TOO_LARGE,
    TABLE_EMPTY,
    TABLE_PROTECTED,
    TABLE_WITH_MACROS,
    ENCODING_OLDER,
    NUMBER_GARBLED,
    NUMBER_BECAME_DATE,
    FORMULA_FAILED,
    FORMULA_NOT_COMPUTED,
    LEADING_ZERO_LOST,
    HEADING_MISSING,
    CELL_QUOTE_UNCLOSED,
    CELL_QUOTE_INSIDE,
    SHEET_IGNORED,
)
