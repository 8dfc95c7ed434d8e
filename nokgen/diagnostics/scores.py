"""Codes of the faults of tables of scores: columns, rows, figures that do not follow."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

COLUMN_UNKNOWN = Code(
    "table-column-unknown",
    Severity.WARNING,
    N_("the column “%(name)s” is not understood and will not get to the site"),
    N_(
        "A column is known by its heading: `inn`, `1.1` to `5.3`, `k1` to `k5`, `total`, "
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
        "column headed `inn`; the numbers stand in organizations.yaml and on bus.gov.ru."
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
SHEET_UNKNOWN = Code(
    "sheet-unknown",
    Severity.ERROR,
    N_("there is no sheet “%(name)s” in the table"),
    N_(
        "`sheet` says on which sheet of the workbook the table stands; capital letters and spaces "
        "matter. Hidden and empty sheets are not read. Correct the name as it stands on the tab of "
        "the sheet, or show the sheet; without `sheet` the first one with a table is read."
    ),
)

ROW_DOUBLED = Code(
    "score-doubled",
    Severity.ERROR,
    N_("the organisation with the INN %(inn)s is already there, on line %(line)s"),
    N_(
        "A table has one row for each organisation. With two, nobody could say which figures were "
        "published. Delete one of the rows, or correct the INN of one."
    ),
)
SPHERE_DIFFERS = Code(
    "sphere-differs",
    Severity.ERROR,
    N_("“%(name)s” is described as %(sphere)s, and the results are for %(assessed)s"),
    N_(
        "Points are counted by sphere in different ways and are never put together. Most likely "
        "`sphere` of the results or of the organisation is wrong, or the INN is that of another "
        "organisation."
    ),
)
SCORE_OUT_OF_RANGE = Code(
    "score-out-of-range",
    Severity.ERROR,
    N_("%(figure)s: %(value)s is off the scale %(scale)s"),
    N_(
        "By the order of 2018 every indicator, every criterion and the total lie between 0 and "
        "100; before 2018 points went up to 160. Most likely a decimal comma was lost or a digit "
        "typed twice."
    ),
)
WEIGHTED_POINTS = Code(
    "weighted-points",
    Severity.ERROR,
    N_(
        "from the column %(name)s on there are points multiplied by their weight: %(limit)s at most"
    ),
    N_(
        "An indicator is measured from 0 to 100, and only its criterion multiplies it by its "
        "weight. Some operators publish the product: 30 of 30 possible. Shown as an indicator it "
        "would make the best organisation look like one with 30 points of 100, and so it is an "
        "error. Enter the indicators themselves if the operator gives them; otherwise leave these "
        "columns out: criteria and totals are enough."
    ),
)
SUM_NOT_MEAN = Code(
    "sum-not-mean",
    Severity.ERROR,
    N_("the total %(value)s is the sum of the criteria; their mean is %(expected)s"),
    N_(
        "By the order of 2018 the total of an organisation is the mean of its five criteria, 0 to "
        "100. Here their sum is given. Such totals cannot stand beside others. If the publication "
        "has the mean, too, enter that; otherwise leave the column of totals out: the site "
        "computes it from the criteria and says so."
    ),
)
CRITERION_MISSING = Code(
    "criterion-missing",
    Severity.WARNING,
    N_(
        "the total %(total)s rests on criteria that are not there (%(names)s): the mean of the "
        "others is %(mean)s"
    ),
    N_(
        "The total is the mean of five criteria, and the table shows fewer. The page will say that "
        "the total cannot be checked. Look whether the publication has the missing column: most "
        "often it is the one on access for disabled people."
    ),
)
TOTAL_DIFFERS = Code(
    "total-differs",
    Severity.WARNING,
    N_("the total %(value)s does not follow from the criteria: %(expected)s"),
    N_(
        "The total is the mean of the five criteria; small differences of rounding are not "
        "counted. Most likely a digit was mistyped, here or in the publication itself. If the "
        "publication says so, leave it: the page will show the published figure and say that it "
        "does not add up."
    ),
)
CRITERION_DIFFERS = Code(
    "criterion-differs",
    Severity.WARNING,
    N_("%(figure)s is %(value)s, and its indicators give %(expected)s"),
    N_(
        "A criterion is made of its indicators, each with its weight; small differences of "
        "rounding are not counted. Most likely a digit was mistyped, here or in the publication "
        "itself. If the publication says so, leave it: the page will show the published figure and "
        "say that it does not add up."
    ),
)
INDICATOR_DIFFERS = Code(
    "indicator-differs",
    Severity.WARNING,
    N_("%(figure)s is %(value)s, and what was counted gives %(expected)s"),
    N_(
        "An indicator is computed from what was counted: people, conditions, items of information. "
        "Most likely a digit was mistyped, in the indicator or in a count. If the publication says "
        "so, leave it: the page will show the published figure and say that it does not add up."
    ),
)
MORE_ASKED_THAN_VISITORS = Code(
    "more-asked-than-visitors",
    Severity.WARNING,
    N_("%(asked)s people answered, and only %(visitors)s use the services"),
    N_(
        "Those who answer are among those who use the services of the organisation. Most likely "
        "the two columns have changed places, or a digit was lost."
    ),
)
COUNT_TOO_LARGE = Code(
    "count-too-large",
    Severity.ERROR,
    N_("the count %(value)s is larger than possible: %(limit)s at most"),
    N_(
        "Those who are satisfied are among those who were asked, what is shown is among what must "
        "be shown, and there are only so many conditions. Most likely two columns have changed "
        "places, or a digit was typed twice."
    ),
)
TOO_FEW_ASKED = Code(
    "too-few-asked",
    Severity.WARNING,
    N_("only %(value)s disabled people were asked: the site will not show this number"),
    N_(
        "Where very few people were asked, a reader could guess who answered what. So a number "
        "below five is not shown on the site and does not get into its data. Nothing need be done; "
        "but look whether the file itself is open to everybody."
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
    SHEET_UNKNOWN,
    ROW_DOUBLED,
    SPHERE_DIFFERS,
    SCORE_OUT_OF_RANGE,
    WEIGHTED_POINTS,
    SUM_NOT_MEAN,
    CRITERION_MISSING,
    TOTAL_DIFFERS,
    CRITERION_DIFFERS,
    INDICATOR_DIFFERS,
    MORE_ASKED_THAN_VISITORS,
    COUNT_TOO_LARGE,
    TOO_FEW_ASKED,
)
