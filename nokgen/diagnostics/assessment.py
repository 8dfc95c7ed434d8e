"""Codes of the faults of organisations, results, plans to remove shortcomings and the campaign."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

ORGANIZATION_UNKNOWN = Code(
    "organization-unknown",
    Severity.ERROR,
    N_("the organisation with the INN %(inn)s is not described here"),
    N_(
        "Results, plans and questionnaires name organisations by their INN, and the file "
        "organizations.yaml of the same territory says what they are called. A region may also "
        "name the organisations of its municipalities. Correct the INN, or describe the "
        "organisation."
    ),
)
ORGANIZATION_DOUBLED = Code(
    "organization-doubled",
    Severity.ERROR,
    N_("the organisation with the INN %(number)s is already described: %(file)s, line %(line)s"),
    N_(
        "An organisation has one page, and the address of that page ends with its INN. So each is "
        "described once on the whole site, in the municipality where it stands. Delete one of the "
        "two records, or correct the INN of one."
    ),
)
BUS_ID_DOUBLED = Code(
    "bus-id-doubled",
    Severity.ERROR,
    N_("the number %(number)s on bus.gov.ru is already taken: %(file)s, line %(line)s"),
    N_(
        "On bus.gov.ru each organisation has a card with a number of its own. Two organisations "
        "with one number would lead readers to one card. Open both cards and correct the number."
    ),
)

SUCCESSOR_UNKNOWN = Code(
    "successor-unknown",
    Severity.WARNING,
    N_("the successor with the INN %(inn)s is not described on the site"),
    N_(
        "The page of a closed organisation leads on to the one that took its place. There is no "
        "other organisation with this INN on the site, and so the page will show the number "
        "without a link. Correct the INN, or describe the successor in the organizations.yaml of "
        "its municipality."
    ),
)
ASSESSED_TWICE = Code(
    "assessed-twice",
    Severity.ERROR,
    N_("“%(name)s” is already assessed for %(year)s in %(other)s"),
    N_(
        "Two files hold results of one sphere, one year and one method for the same organisation, "
        "and nobody could say which of them were published. Keep them in one file: if a region "
        "publishes the results of its municipalities, they stand either there or here."
    ),
)
MORE_THAN_ONCE_A_YEAR = Code(
    "more-than-once-a-year",
    Severity.WARNING,
    N_("“%(name)s” is assessed for %(year)s in %(other)s, too, by another method"),
    N_(
        "An organisation is assessed at most once a year. Two assessments of a year by different "
        "methods are possible, but rare: check `year` and `method` of both. The rating through "
        "Gosuslugi, tried since 2025, is not counted here."
    ),
)
NOT_ASSESSED_LATELY = Code(
    "not-assessed-lately",
    Severity.NOTE,
    N_(
        "not assessed for more than three years: %(count)s; the first of them is “%(name)s”, in "
        "%(year)s"
    ),
    N_(
        "An organisation is assessed at least once in three years. The last results that this site "
        "has for these organisations are older. If newer ones were published, enter them; if not, "
        "nothing need be done: this is a remark and no fault, and the pages show the year of the "
        "figures."
    ),
)
ASSESSED_AFTER_CLOSING = Code(
    "assessed-after-closing",
    Severity.WARNING,
    N_("“%(name)s” was closed on %(closed)s, and the results are for %(year)s"),
    N_(
        "An organisation that is closed cannot be assessed any more. Most likely the results "
        "belong to its successor, or the year or the day of closing is wrong."
    ),
)
RESULTS_UNKNOWN = Code(
    "results-unknown",
    Severity.ERROR,
    N_("there are no results `%(value)s`"),
    N_(
        "`results` names the assessment that the plan answers: the file in the folder results/ of "
        "the municipality or of its region, without .yaml. Correct the name, add the results, or "
        "leave the key out."
    ),
)
NOT_AMONG_ASSESSED = Code(
    "organization-not-assessed",
    Severity.ERROR,
    N_("the results `%(results)s` have no row for the organisation with the INN %(inn)s"),
    N_(
        "The plan says that it answers an assessment, and that assessment has no such "
        "organisation. Most likely `results` or `organization` is wrong, or the row is missing "
        "from the table."
    ),
)
DONE_BEFORE_APPROVAL = Code(
    "done-before-approval",
    Severity.WARNING,
    N_("done on %(day)s, before the plan was approved on %(approved)s"),
    N_(
        "A plan promises what is still to be done. Most likely there is a slip in one of the two "
        "dates. If the shortcoming really was removed before the plan was signed, leave it as it "
        "is."
    ),
)
TARGET_UNKNOWN = Code(
    "target-unknown",
    Severity.ERROR,
    N_("there is no measure `%(value)s`"),
    N_(
        "What was published, a meeting or a proposal counts for a measure of a plan of the same "
        "municipality: the folder, the file without .yaml, the sign # and the id of the measure or "
        "the item. Here there is no such plan, or it has no such measure."
    ),
)
PUBLICATION_WITHOUT_PROOF = Code(
    "publication-without-proof",
    Severity.WARNING,
    N_("the publication has neither a link nor a file"),
    N_(
        "Without a link, a scan or a photo nobody can see that it appeared: it is shown as claimed "
        "and is not counted as proved for the measure."
    ),
)
APPEALS_DOUBLED = Code(
    "appeals-doubled",
    Severity.ERROR,
    N_("the year %(year)s is already there, on line %(line)s"),
    N_(
        "How appeals were answered is told once for each year. Keep one of the two records, or "
        "correct the year of one."
    ),
)
PRIVATE_CONTACT = Code(
    "private-contact",
    Severity.WARNING,
    N_("`%(value)s` looks like a private phone or mail address"),
    N_(
        "Private phones and mail addresses of people are not published, and what was once saved "
        "stays in the history of the files. Name an office: its phone and its address belong to "
        "`contacts` of the municipality. A mobile phone or a mailbox that is an official one may "
        "stay."
    ),
)
SNILS = Code(
    "personal-number",
    Severity.ERROR,
    N_("`%(value)s` looks like a SNILS, the number of a person"),
    N_(
        "Such a number tells who somebody is, and it may not be published. Delete it. What was "
        "once saved stays in the history of the files: if it was published already, tell the "
        "people who run the site."
    ),
)
PASSPORT = Code(
    "passport-number",
    Severity.ERROR,
    N_("`%(value)s` looks like the number of a passport"),
    N_(
        "Series and number of a passport may not be published. They have no check digits, so they "
        "are known by the words around them, or by the sign № between four digits and six. Delete "
        "the number. What was once saved stays in the history of the files: if it was published "
        "already, tell the people who run the site."
    ),
)
CARD = Code(
    "card-number",
    Severity.ERROR,
    N_("`%(value)s` looks like the number of a bank card"),
    N_(
        "Its first digits are those of a payment system, and its check digit fits. Such a number "
        "may not be published. Delete it. What was once saved stays in the history of the files: "
        "if it was published already, tell the people who run the site. Money is received on an "
        "account of an organisation: it has 20 digits."
    ),
)
PERSON_INN = Code(
    "personal-inn",
    Severity.WARNING,
    N_("`%(value)s` is the INN of a person"),
    N_(
        "An INN of twelve digits belongs to a person, that of an organisation has ten. Name a post "
        "or an organisation. The INN of an entrepreneur is public: say before it that the "
        "person is one, or put it under the key `inn`."
    ),
)

ALL: tuple[Code, ...] = (
    ORGANIZATION_UNKNOWN,
    ORGANIZATION_DOUBLED,
    BUS_ID_DOUBLED,
    SUCCESSOR_UNKNOWN,
    ASSESSED_TWICE,
    MORE_THAN_ONCE_A_YEAR,
    NOT_ASSESSED_LATELY,
    ASSESSED_AFTER_CLOSING,
    RESULTS_UNKNOWN,
    NOT_AMONG_ASSESSED,
    DONE_BEFORE_APPROVAL,
    TARGET_UNKNOWN,
    PUBLICATION_WITHOUT_PROOF,
    APPEALS_DOUBLED,
    PRIVATE_CONTACT,
    SNILS,
    PASSPORT,
    CARD,
    PERSON_INN,
)
