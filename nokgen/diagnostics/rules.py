"""Codes of the faults that show only across records, files and the calendar."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

UNKNOWN_BODY = Code(
    "unknown-body",
    Severity.ERROR,
    N_("the body `%(value)s` is not described in %(file)s"),
    N_(
        "A word of small Latin letters stands for a body from the list `bodies` of the municipality"
        " or its region, so that all its promises come together on one page. There is no such id in"
        " the lists. Correct it, describe the body, or write the name as the document does, in "
        "Russian."
    ),
)
BODY_NAMED_BY_TEXT = Code(
    "body-named-by-text",
    Severity.WARNING,
    N_("the body `%(value)s` is named in words, though it has an id"),
    N_(
        "The body has an id, but the plan names it in words, and so this promise will be missing "
        "from the page of the body. Write the id: readers will see the full name."
    ),
)
ADMIN_WITHOUT_HOST = Code(
    "admin-without-host",
    Severity.ERROR,
    N_("the form for editors does not know the host of the repository"),
    N_(
        "The form at /admin/ sends changes to the repository of the site. Write its address in "
        "`repository`: at github.com, at codeberg.org, or at a host whose name begins with "
        "gitlab., gitea. or forgejo. With another host, remove `admin`: files can be edited there "
        "without the form."
    ),
)
DUPLICATE_ID = Code(
    "duplicate-id",
    Severity.ERROR,
    N_("the id `%(id)s` is already there, on line %(line)s"),
    N_(
        "The id is the last part of an address, and so each is used once in a file. Give the newer "
        "record another id; ids that were published do not change. The printed number stands in "
        "`number` and may repeat."
    ),
)
DUPLICATE_BODY_NAME = Code(
    "duplicate-body-name",
    Severity.ERROR,
    N_("`%(name)s` already names the body `%(other)s`"),
    N_(
        "By its name and other names a body is found in the texts of plans, and so no two bodies of"
        " one list may share a name. Perhaps they are one body described twice."
    ),
)
PERIOD_MISSING = Code(
    "period-missing",
    Severity.ERROR,
    N_("the plan says nothing of its years"),
    N_(
        "A plan needs one of three: `year` for one year, `period` for several, `yearly: true` for a"
        " plan that repeats every year. Without it deadlines like “in March” have no year."
    ),
)
PERIOD_DOUBLED = Code(
    "period-doubled",
    Severity.ERROR,
    N_("the years of the plan are given twice: `%(first)s` and `%(second)s`"),
    N_(
        "`year`, `period` and `yearly` exclude one another: a plan is for one year, or for several,"
        " or for every year. Keep one of them."
    ),
)
PERIOD_REVERSED = Code(
    "period-reversed",
    Severity.ERROR,
    N_("the period ends (%(last)s) before it begins (%(first)s)"),
    N_(
        "`from` is the first year of the plan and `to` the last. They have changed places, or there"
        " is a slip in one of them."
    ),
)
MEASURES_MISSING = Code(
    "measures-missing",
    Severity.ERROR,
    N_("the plan has no measures"),
    N_(
        "A plan is its measures: they stand in `measures`, or in `sections` if the document has "
        "sections. A plan without either has nothing to show."
    ),
)
MEASURES_DOUBLED = Code(
    "measures-doubled",
    Severity.ERROR,
    N_("the plan has both `sections` and `measures`"),
    N_(
        "Measures stand either in sections or directly in the plan: otherwise their order is "
        "unclear. If some have no section in the document, make a section for them."
    ),
)
DEADLINE_WITHOUT_YEAR = Code(
    "deadline-without-year",
    Severity.ERROR,
    N_("the deadline “%(value)s” has no year"),
    N_(
        "A deadline like “March” takes its year from the plan, and this plan names none, or "
        "several. Without a year nobody can say when the deadline is over. Correct `year` or "
        "`period` of the plan, or add the days to the measure in `dates`; the words of the document"
        " stay as they are."
    ),
)
DEADLINE_UNREADABLE = Code(
    "deadline-unreadable",
    Severity.WARNING,
    N_("the deadline “%(value)s” cannot be computed"),
    N_(
        "The words stay on the page as they are, but the program does not know what day they mean: "
        "no reminder, no mark on the timeline, no status of being overdue. If the words of the "
        "document are copied correctly, add the days in `dates`. `nokgen explain` shows how a "
        "deadline is understood."
    ),
)
QUANTITY_UNREADABLE = Code(
    "quantity-unreadable",
    Severity.WARNING,
    N_("the quantity “%(value)s” cannot be computed"),
    N_(
        "The words stay on the page as they are, but the program finds no number in them, and so it"
        " cannot show what share has been done. If the words of the document are copied correctly, "
        "nothing need be done."
    ),
)
DATES_OUT_OF_ORDER = Code(
    "dates-out-of-order",
    Severity.ERROR,
    N_("%(day)s stands after %(previous)s, though it is earlier"),
    N_(
        "Things come one after another: the first day before the last, an older report before a "
        "newer one. Here the order is reversed. Check both dates, or change their places."
    ),
)
DATE_IN_FUTURE = Code(
    "date-in-future",
    Severity.WARNING,
    N_("%(value)s is still to come"),
    N_(
        "A report, a decision or the day on which a document was taken is in the past, and this "
        "date is later than today. Most likely there is a slip in the year or the month. Until "
        "that day the site shows no such report and no such decision. What is only planned belongs "
        "to `deadline`."
    ),
)
FILE_MISSING = Code(
    "file-missing",
    Severity.ERROR,
    N_("there is no file `%(value)s`"),
    N_(
        "The record leads to an attached file, and the file is not there: a reader would get to an "
        "empty page. Put it into the folder documents/ of the region or the municipality, or "
        "correct the name; capital letters matter."
    ),
)
FILE_UNUSED = Code(
    "file-unused",
    Severity.WARNING,
    N_("no record leads to this file"),
    N_(
        "The file is published, but no page leads to it, and so nobody will find it. Name it in "
        "`source` of a plan or in `evidence` of a report, or delete it."
    ),
)
EVIDENCE_EMPTY = Code(
    "evidence-empty",
    Severity.ERROR,
    N_("the evidence has neither a link nor a file"),
    N_(
        "Evidence is something that a citizen can open: `url` for a page on the internet or `file` "
        "for an attached file. A title alone proves nothing."
    ),
)
REPORT_WITHOUT_EVIDENCE = Code(
    "report-without-evidence",
    Severity.WARNING,
    N_("the report has no evidence"),
    N_(
        "Without a link or a file the measure is shown as claimed, not as done. Add `evidence`: "
        "minutes, a photo report, a page of a site."
    ),
)
BROKEN_LINK = Code(
    "broken-link",
    Severity.ERROR,
    N_("the link `%(target)s` leads nowhere"),
    N_(
        "There is no such page, file or measure on the site, and a reader would see that nothing "
        "was found. Addresses begin and end with a slash: /murmanskaya-oblast/kirovsk/. Links to "
        "other sites begin with https://."
    ),
)
HTML_IN_MARKDOWN = Code(
    "html-in-markdown",
    Severity.WARNING,
    N_("HTML has no effect in pages"),
    N_(
        "Pages are written in Markdown. HTML in them is not obeyed, for safety: readers would see "
        "the angle brackets. Write **bold**, *italics*, [a link](https://example.org/) in Markdown."
    ),
)
MARKDOWN_TOO_INTRICATE = Code(
    "markdown-too-intricate",
    Severity.ERROR,
    N_("the text is too long or too intricate to be set as a page"),
    N_(
        "Turning a text in Markdown into a page takes the longer, the longer the text is and the "
        "more links, headings and nested lists it has. No text for people comes near the limits: "
        "most likely another file was pasted into it. Divide a long text into several pages."
    ),
)
SHORT_TITLE_TOO_LONG = Code(
    "short-title-too-long",
    Severity.WARNING,
    N_("the short title is longer than %(limit)s characters"),
    N_(
        "The short title stands in lists and in the tab of a browser, where long ones are cut. "
        "About 70 characters are enough: what, whose, which year. The full title stays in `title`."
    ),
)
SYNONYM_ALONE = Code(
    "synonym-alone",
    Severity.WARNING,
    N_("the group has fewer than two words"),
    N_(
        "A group of synonyms leads from one word to the others, so it needs at least two. Add a "
        "word, or delete the group."
    ),
)
SYNONYM_REPEATED = Code(
    "synonym-repeated",
    Severity.ERROR,
    N_("the word “%(word)s” is already in a group, on line %(line)s"),
    N_(
        "A word stands in one group only: otherwise the search would not know which of the groups "
        "a reader means. Delete one of the two, or make one group of both."
    ),
)

ALL: tuple[Code, ...] = (
    UNKNOWN_BODY,
    BODY_NAMED_BY_TEXT,
    ADMIN_WITHOUT_HOST,
    DUPLICATE_ID,
    DUPLICATE_BODY_NAME,
    PERIOD_MISSING,
    PERIOD_DOUBLED,
    PERIOD_REVERSED,
    MEASURES_MISSING,
    MEASURES_DOUBLED,
    DEADLINE_WITHOUT_YEAR,
    DEADLINE_UNREADABLE,
    QUANTITY_UNREADABLE,
    DATES_OUT_OF_ORDER,
    DATE_IN_FUTURE,
    FILE_MISSING,
    FILE_UNUSED,
    EVIDENCE_EMPTY,
    REPORT_WITHOUT_EVIDENCE,
    BROKEN_LINK,
    HTML_IN_MARKDOWN,
    MARKDOWN_TOO_INTRICATE,
    SHORT_TITLE_TOO_LONG,
    SYNONYM_ALONE,
    SYNONYM_REPEATED,
)
