"""A plan of measures, as `plans/<name>.yaml` holds it: the document's words to the letter."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from nokgen.messages import N_
from nokgen.records.base import (
    Address,
    Count,
    Evidence,
    IsoDate,
    Line,
    Person,
    Record,
    Slug,
    Text,
    Truth,
    Year,
)
from nokgen.records.document import Approval, Channel, Source


class PlanKind(StrEnum):
    """What a plan is for."""

    INFORMATION_CAMPAIGN = "information-campaign"
    MEDIA = "media"
    COUNCIL_WORK = "council-work"
    ASSESSMENT_SYSTEM = "assessment-system"
    IMPROVEMENT_SUMMARY = "improvement-summary"
    OTHER = "other"


class Sphere(StrEnum):
    """The spheres in which services are assessed."""

    EDUCATION = "education"
    CULTURE = "culture"
    HEALTH = "health"
    SOCIAL = "social"
    DISABILITY_ASSESSMENT = "disability-assessment"


class Years(Record):
    """The first and the last year of a plan."""

    first: Year = Field(
        alias="from",
        title=N_("First year"),
        description=N_("The year in which the plan begins."),
        examples=[2019],
    )
    last: Year = Field(
        alias="to",
        title=N_("Last year"),
        description=N_("The year in which the plan ends."),
        examples=[2021],
    )


class Days(Record):
    """A stretch of days, where the editor knows more than the text of a deadline says."""

    first: IsoDate | None = Field(
        None,
        alias="from",
        title=N_("First day"),
        description=N_("Left out when only the last day is known."),
        examples=["2020-07-01"],
    )
    last: IsoDate = Field(
        alias="to",
        title=N_("Last day"),
        description=N_("The day by which it must be done."),
        examples=["2020-07-31"],
    )


class Report(Record):
    """What was done about a measure."""

    date: IsoDate = Field(
        title=N_("When it was done"),
        description=N_("Year, month and day: 2020-07-14."),
        examples=["2020-07-14"],
    )
    count: Count | None = Field(
        None,
        title=N_("How many"),
        description=N_("How many times or copies this report adds to the quantity."),
        examples=[1],
    )
    text: Text | None = Field(
        None,
        title=N_("What was done"),
        description=N_("One or two sentences."),
        examples=["Проведено совещание с руководителями детских садов."],
    )
    evidence: tuple[Evidence, ...] = Field(
        (),
        title=N_("Evidence"),
        description=N_("Links and files that prove it. Without them the measure is only claimed."),
    )


class Move(Record):
    """A change of a deadline; the first promise stays in `deadline`."""

    date: IsoDate = Field(
        title=N_("When it was moved"),
        description=N_("The day of the decision."),
        examples=["2020-08-20"],
    )
    deadline: Line = Field(
        title=N_("New deadline"),
        description=N_("In words, as the decision writes it."),
        examples=["октябрь 2020 года"],
    )
    reason: Text | None = Field(
        None,
        title=N_("Reason"),
        description=N_("Why the deadline was moved."),
        examples=["Ограничения из-за карантина"],
    )
    evidence: tuple[Evidence, ...] = Field(
        (),
        title=N_("Evidence"),
        description=N_("The decision: a link or a file."),
    )


class Cancellation(Record):
    """A measure that will not be carried out."""

    date: IsoDate = Field(
        title=N_("When it was cancelled"),
        description=N_("The day of the decision."),
        examples=["2020-09-01"],
    )
    reason: Text = Field(
        title=N_("Reason"),
        description=N_("Why the measure was cancelled."),
        examples=["Торги не состоялись"],
    )
    evidence: tuple[Evidence, ...] = Field(
        (),
        title=N_("Evidence"),
        description=N_("The decision: a link or a file."),
    )


class Measure(Record):
    """One measure of a plan, in the words of the document."""

    id: Slug = Field(
        title=N_("Id"),
        description=N_("Stays for ever: the address of the measure ends with it."),
        examples=["m1"],
    )
    number: Line | None = Field(
        None,
        title=N_("Number"),
        description=N_("As printed in the document; gaps and repeats are allowed."),
        examples=["1."],
    )
    title: Text = Field(
        title=N_("Measure"),
        description=N_("The words of the document, to the letter."),
        examples=["Проведение родительских собраний"],
    )
    summary: Line | None = Field(
        None,
        title=N_("In short"),
        description=N_("One plain line for lists, when the official words are long."),
        examples=["Родительские собрания о независимой оценке"],
    )
    deadline: Text | None = Field(
        None,
        title=N_("Deadline"),
        description=N_("The words of the document, to the letter; left out when it says nothing."),
        examples=["июль 2020, сентябрь 2020"],
    )
    dates: tuple[Days, ...] = Field(
        (),
        title=N_("Dates"),
        description=N_("Where the deadline says less than a date, and you know the days."),
    )
    quantity: Line | None = Field(
        None,
        title=N_("Quantity"),
        description=N_("The words of the document, to the letter."),
        examples=["не менее 1000 экземпляров"],
    )
    expected: Text | None = Field(
        None,
        title=N_("Expected result"),
        description=N_("The words of the document, to the letter."),
        examples=["Протокол заседания общественного совета"],
    )
    responsible: tuple[Line, ...] = Field(
        (),
        title=N_("Responsible"),
        description=N_("Ids of bodies from municipality.yaml, or text."),
        examples=[["education-committee", "preschools"]],
    )
    channels: tuple[Channel, ...] = Field(
        (),
        title=N_("Channels"),
        description=N_("Newspapers, sites, groups and stands that the document names."),
    )
    note: Text | None = Field(
        None,
        title=N_("Remark of the editors"),
        description=N_("What a reader should know about this line; shown on the page as yours."),
        examples=["В документе срок не указан."],
    )
    reports: tuple[Report, ...] = Field(
        (),
        title=N_("Reports"),
        description=N_("What was done; the newest last."),
    )
    moved: tuple[Move, ...] = Field(
        (),
        title=N_("Moved deadlines"),
        description=N_("The promise is never overwritten: a new deadline is added here."),
    )
    cancelled: Cancellation | None = Field(
        None,
        title=N_("Cancelled"),
        description=N_("When and why the measure was cancelled."),
    )


class Section(Record):
    """A section of a plan with its measures."""

    number: Line | None = Field(
        None,
        title=N_("Number of the section"),
        description=N_("As printed in the document."),
        examples=["II"],
    )
    title: Text = Field(
        title=N_("Title of the section"),
        description=N_("The words of the document, to the letter."),
        examples=["Организационные мероприятия"],
    )
    measures: tuple[Measure, ...] = Field(
        title=N_("Measures"),
        description=N_("The measures of this section, in the order of the document."),
    )


class Plan(Record):
    """A plan of measures."""

    title: Text = Field(
        title=N_("Title of the plan"),
        description=N_("The words of the document, to the letter."),
        examples=["План работы Общественного совета на 2020 год"],
    )
    short_title: Line | None = Field(
        None,
        title=N_("Short title"),
        description=N_("For lists and the tab of the browser, up to about 70 characters."),
        examples=["План работы общественного совета на 2020 год"],
    )
    summary: Line | None = Field(
        None,
        title=N_("In short"),
        description=N_("One plain line for citizens: what the plan promises."),
        examples=["Как город расскажет родителям об оценке детских садов"],
    )
    kind: PlanKind = Field(
        title=N_("Kind of plan"),
        description=N_("What the plan is for; `other` when nothing fits."),
        examples=["information-campaign"],
    )
    year: Year | None = Field(
        None,
        title=N_("Year"),
        description=N_("The year of the plan. Give one of `year`, `period`, `yearly`."),
        examples=[2020],
    )
    period: Years | None = Field(
        None,
        title=N_("Period"),
        description=N_("The years of a plan for several years."),
        examples=[{"from": 2019, "to": 2021}],
    )
    yearly: Truth | None = Field(
        None,
        title=N_("Every year"),
        description=N_("true for a plan that is repeated every year and names no year."),
        examples=[True],
    )
    spheres: tuple[Sphere, ...] = Field(
        title=N_("Spheres"),
        description=N_("The spheres of the organisations that the plan is about."),
        examples=[["education"]],
    )
    issuer: Line | None = Field(
        None,
        title=N_("Issuer"),
        description=N_("The body that adopted the plan: an id of a body, or text."),
        examples=["education-committee"],
    )
    approved: Approval | None = Field(
        None,
        title=N_("Approval"),
        description=N_("The act that adopted the plan."),
    )
    appointed: tuple[Person, ...] = Field(
        (),
        title=N_("Appointed officials"),
        description=N_("Only those whom the document itself appoints."),
    )
    source: Source = Field(
        title=N_("Source"),
        description=N_("The document from which the plan was taken."),
    )
    note: Text | None = Field(
        None,
        title=N_("Remark of the editors"),
        description=N_("What a reader should know about the document; shown on the page as yours."),
        examples=["В документе нет пункта 14."],
    )
    aliases: tuple[Address, ...] = Field(
        (),
        title=N_("Old addresses"),
        description=N_("Addresses at which this page stood before; they lead here for ever."),
        examples=[["/murmanskaya-oblast/kirovsk/plans/2020-kampaniya/"]],
    )
    sections: tuple[Section, ...] | None = Field(
        None,
        title=N_("Sections"),
        description=N_("The sections with their measures. Give `sections` or `measures`."),
    )
    measures: tuple[Measure, ...] | None = Field(
        None,
        title=N_("Measures"),
        description=N_("The measures, when the plan has no sections."),
    )
