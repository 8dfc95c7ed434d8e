"""Codes of the faults that one file can have against its model: keys, types, values."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

MISSING_KEY = Code(
    "missing-key",
    Severity.ERROR,
    N_("there is no key `%(key)s`"),
    N_(
        "This key is necessary: without it the record cannot be shown. Add the line. What the key "
        "means and an example are in the description of the format."
    ),
)
UNKNOWN_KEY = Code(
    "unknown-key",
    Severity.ERROR,
    N_("the key `%(key)s` is unknown here"),
    N_(
        "What stands under an unknown key would not get to the site, and so it is an error and not "
        "silence. Most often it is a slip in the word, or indentation has put the key into another "
        "record."
    ),
)
NOT_A_LIST = Code(
    "not-a-list",
    Severity.ERROR,
    N_("a list is needed here"),
    N_(
        "This key may have several values, and so it takes a list even of one: in square brackets, "
        "or below the key with a dash in front of each."
    ),
)
NOT_A_MAPPING = Code(
    "not-a-mapping",
    Severity.ERROR,
    N_("keys with values are needed here"),
    N_(
        "This record consists of several parts, and each has a key of its own. They stand below "
        "it, each on its line, with two more spaces of indentation."
    ),
)
NOT_A_TEXT = Code(
    "not-a-text",
    Severity.ERROR,
    N_("plain text is needed here"),
    N_(
        "A list or keys stand where one text is expected. If a text begins with a bracket or has a "
        "colon with a space in it, put it in quotes."
    ),
)
VALUE_NOT_ALLOWED = Code(
    "value-not-allowed",
    Severity.ERROR,
    N_("the value `%(value)s` is not among the allowed ones"),
    N_(
        "This key takes one of a few words, so that pages can be grouped and searched by it. "
        "Choose the one that fits; where there is `other`, it is for everything else."
    ),
)
EMPTY_VALUE = Code(
    "empty-value",
    Severity.ERROR,
    N_("the value is empty"),
    N_(
        "The key is here, but nothing stands after its colon, or an item of a list has only a "
        "dash. Fill it in. Keys that are not necessary may be left empty or left out."
    ),
)
EMPTY_LIST = Code(
    "empty-list",
    Severity.ERROR,
    N_("the list is empty"),
    N_("This list makes sense only with something in it. Add at least one item."),
)
MORE_THAN_ONE_LINE = Code(
    "more-than-one-line",
    Severity.ERROR,
    N_("this text must be on one line"),
    N_(
        "The text is used in lists and headings, where there is room for one line only. Most often "
        "`|` stands in front of it: with `>-` instead the lines are joined."
    ),
)
DATE_MALFORMED = Code(
    "date-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not a date in the form year-month-day"),
    N_(
        "Dates are written as year, month and day with hyphens: 2022-01-25. Read so they mean the "
        "same everywhere, and they sort. The words of a document about time belong to `deadline`, "
        "as they are."
    ),
)
DATE_IMPOSSIBLE = Code(
    "date-impossible",
    Severity.ERROR,
    N_("there is no day %(value)s"),
    N_(
        "The month or the day is out of range: there is no 31 June, and no thirteenth month. "
        "Perhaps the day and the month have changed places."
    ),
)
NUMBER_MALFORMED = Code(
    "number-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not a whole number"),
    N_(
        "Only digits are expected here, without spaces, words and signs. The words of a document "
        "about quantity belong to `quantity`, as they are."
    ),
)
DECIMAL_MALFORMED = Code(
    "decimal-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not a number"),
    N_(
        "Only a number is expected here: digits, and if need be a decimal comma or point. Units, "
        "words and remarks do not belong to it. Where there is no figure, leave the place empty."
    ),
)
NUMBER_OUT_OF_RANGE = Code(
    "number-out-of-range",
    Severity.ERROR,
    N_("the number %(value)s is not between %(low)s and %(high)s"),
    N_(
        "The number is too small or too large to be right. Most likely a digit was lost or typed "
        "twice."
    ),
)
TRUTH_MALFORMED = Code(
    "truth-malformed",
    Severity.ERROR,
    N_("`%(value)s` is neither `true` nor `false`"),
    N_(
        "This key answers a question with yes or no, and the answers are written `true` (yes) and "
        "`false` (no), in small letters."
    ),
)
ID_MALFORMED = Code(
    "id-malformed",
    Severity.ERROR,
    N_("`%(value)s` cannot be an id"),
    N_(
        "An id becomes a part of an address, and so it is made of small Latin letters, digits and "
        "hyphens, for example `education-committee`. Once published it does not change any more."
    ),
)
URL_MALFORMED = Code(
    "url-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not an address on the internet"),
    N_(
        "The address begins with https:// or http:// and has no spaces. Copy it from the address "
        "bar of the browser as a whole."
    ),
)
EMAIL_MALFORMED = Code(
    "email-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not an e-mail address"),
    N_(
        "An e-mail address consists of a name, the sign @ and a domain: komitet@example.org. There "
        "may be one only."
    ),
)
DOCUMENT_PATH_MALFORMED = Code(
    "document-path-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not the path of an attached file"),
    N_(
        "Attached files stand in the folder documents/ of the region or the municipality, and the "
        "path begins with it: documents/plan-2020.pdf. Names are of Latin letters, digits, dots, "
        "hyphens and underscores, without spaces."
    ),
)
ADDRESS_MALFORMED = Code(
    "address-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not an address on this site"),
    N_(
        "An old address is written from the root of the site, begins and ends with a slash: "
        "/murmanskaya-oblast/kirovsk/."
    ),
)
OKTMO_MALFORMED = Code(
    "oktmo-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not an OKTMO code"),
    N_(
        "The code of a territory in OKTMO has 8 digits, or 11 for a settlement inside a "
        "municipality. If you are not sure, leave the key out: a wrong code is worse than none."
    ),
)
OWNER_MALFORMED = Code(
    "owner-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not a name at GitHub: write it without @, a team as organization/team"),
    N_(
        "`owners` names those who accept changes of a territory: `nokgen owners` makes the file "
        "CODEOWNERS of it. A name is that at the end of the address of a profile: of "
        "https://github.com/ivanova-kirovsk it is ivanova-kirovsk. A team is written as "
        "organization/team."
    ),
)
INN_INVALID = Code(
    "inn-invalid",
    Severity.ERROR,
    N_("`%(value)s` is not an INN"),
    N_(
        "The INN of an organisation has 10 digits, that of a person 12, and the last ones are "
        "computed from the others: so a slip shows. Copy it from bus.gov.ru or from the site of "
        "the organisation. In YAML it stands in quotes, in Excel in a column of the format “Text”: "
        "otherwise a nought at the beginning is lost."
    ),
)
OGRN_INVALID = Code(
    "ogrn-invalid",
    Severity.ERROR,
    N_("`%(value)s` is not an OGRN"),
    N_(
        "The OGRN of an organisation has 13 digits, that of an entrepreneur 15, and the last one "
        "is computed from the others: so a slip shows. Copy it from the site of the organisation, "
        "or leave the key out."
    ),
)
BUS_ID_MALFORMED = Code(
    "bus-id-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not a number of a card on bus.gov.ru"),
    N_(
        "The number stands at the end of the address of a card: "
        "https://bus.gov.ru/info-card/214377. Only the digits are written. It is not the INN."
    ),
)
TABLE_NAME_MALFORMED = Code(
    "table-name-malformed",
    Severity.ERROR,
    N_("`%(value)s` is not the name of a table"),
    N_(
        "A table is a CSV or XLSX file in the same folder as the results, and only its name is "
        "written, without folders: 2021-education.csv. Names are of small Latin letters, digits "
        "and hyphens. A table of another kind is saved in Excel as .xlsx."
    ),
)
TARGET_MALFORMED = Code(
    "target-malformed",
    Severity.ERROR,
    N_("`%(value)s` does not name a measure"),
    N_(
        "A measure is named by its folder, its file without .yaml, the sign # and its id: "
        "plans/2020-information-campaign#m2, or improvement/2021-skazka#i1. In square brackets it "
        "stands in quotes."
    ),
)
TIME_ZONE_UNKNOWN = Code(
    "time-zone-unknown",
    Severity.ERROR,
    N_("the time zone `%(value)s` is unknown"),
    N_(
        "The time zone decides when a day begins on the site, and so when a deadline is over. It "
        "is written as a part of the world and a city in English: Europe/Moscow, "
        "Asia/Yekaterinburg."
    ),
)
SCHEMA_VERSION_UNKNOWN = Code(
    "schema-version-unknown",
    Severity.ERROR,
    N_("the version of the format `%(value)s` is unknown"),
    N_(
        "`schema_version` says by which rules the files are written. It is a whole number that "
        "nokgen itself writes: `nokgen init` into a new site, `nokgen upgrade` into one that is "
        "there."
    ),
)
SCHEMA_VERSION_NEWER = Code(
    "schema-version-newer",
    Severity.ERROR,
    N_(
        "the site is made for a newer nokgen: version %(value)s of the format, and this program "
        "knows versions up to %(known)s"
    ),
    N_(
        "`schema_version` says by which rules the files are written. A newer program has raised "
        "it, and this one might misread the files. Nothing else was looked at. Update the "
        "program; do not lower the number: the files would still be written by the newer rules."
    ),
)
SCHEMA_VERSION_OLDER = Code(
    "schema-version-older",
    Severity.NOTE,
    N_("the files are written by earlier rules than those of this program"),
    N_(
        "Everything is read and built as before, and nothing need be done at once. The command "
        "`nokgen upgrade` brings the files to the present rules and notes that in "
        "`schema_version`; `nokgen upgrade --check` shows beforehand what it would change."
    ),
)

ALL: tuple[Code, ...] = (
    MISSING_KEY,
    UNKNOWN_KEY,
    NOT_A_LIST,
    NOT_A_MAPPING,
    NOT_A_TEXT,
    VALUE_NOT_ALLOWED,
    EMPTY_VALUE,
    EMPTY_LIST,
    MORE_THAN_ONE_LINE,
    DATE_MALFORMED,
    DATE_IMPOSSIBLE,
    NUMBER_MALFORMED,
    DECIMAL_MALFORMED,
    NUMBER_OUT_OF_RANGE,
    TRUTH_MALFORMED,
    ID_MALFORMED,
    URL_MALFORMED,
    EMAIL_MALFORMED,
    DOCUMENT_PATH_MALFORMED,
    ADDRESS_MALFORMED,
    OKTMO_MALFORMED,
    OWNER_MALFORMED,
    INN_INVALID,
    OGRN_INVALID,
    BUS_ID_MALFORMED,
    TABLE_NAME_MALFORMED,
    TARGET_MALFORMED,
    TIME_ZONE_UNKNOWN,
    SCHEMA_VERSION_UNKNOWN,
    SCHEMA_VERSION_NEWER,
    SCHEMA_VERSION_OLDER,
)
