"""A plan to remove shortcomings, as `improvement/<name>.yaml` holds it.

Its five sections are those of the federal form (ПП РФ от 17.04.2018 № 457).
"""

from __future__ import annotations

from pydantic import Field

from nokgen.messages import N_
from nokgen.records.base import (
    Address,
    Criterion,
    Evidence,
    Inn,
    IsoDate,
    Line,
    Record,
    Slug,
    Text,
    Year,
)
from nokgen.records.document import Approval, Source
from nokgen.records.plan import Cancellation, Days, Move, Years


class Responsible(Record):
    """Who answers for an item of the plan."""

    post: Line = Field(
        title=N_("Post"),
        description=N_("The office that the person holds, as the document writes it."),
        examples=["заведующий"],
    )
    name: Line | None = Field(
        None,
        title=N_("Name"),
        description=N_("As the document writes it; it is left out of all exports."),
        examples=["Е.В. Егорова"],
    )


class Done(Record):
    """What was done about an item of the plan."""

    date: IsoDate = Field(
        title=N_("When it was done"),
        description=N_("The actual date: 2022-08-20."),
        examples=["2022-08-20"],
    )
    text: Text | None = Field(
        None,
        title=N_("What was done"),
        description=N_("The measures carried out, as the report writes them."),
        examples=["Установлен пандус у главного входа."],
    )
    evidence: tuple[Evidence, ...] = Field(
        (),
        title=N_("Evidence"),
        description=N_("Links and files that prove it. Without them the item is only claimed."),
    )


class Item(Record):
    """A shortcoming and what will be done about it."""

    id: Slug = Field(
        title=N_("Id"),
        description=N_("Stays for ever: the address of the item ends with it."),
        examples=["i1"],
    )
    criterion: Criterion = Field(
        title=N_("Criterion"),
        description=N_("1 to 5: the section of the form in which the item stands."),
        examples=[3],
    )
    shortcoming: Text = Field(
        title=N_("Shortcoming"),
        description=N_("The words of the document, to the letter."),
        examples=["Отсутствует пандус у входа"],
    )
    measure: Text = Field(
        title=N_("Measure"),
        description=N_("The words of the document, to the letter."),
        examples=["Установить пандус"],
    )
    deadline: Text | None = Field(
        None,
        title=N_("Deadline"),
        description=N_("The words of the document, to the letter; left out when it says nothing."),
        examples=["до 1 сентября 2022 года"],
    )
    dates: tuple[Days, ...] = Field(
        (),
        title=N_("Dates"),
        description=N_("Where the deadline says less than a date, and you know the days."),
    )
    responsible: Responsible | None = Field(
        None, title=N_("Responsible"), description=N_("Who answers for the item.")
    )
    done: Done | None = Field(
        None, title=N_("Done"), description=N_("What was done, when, and what proves it.")
    )
    moved: tuple[Move, ...] = Field(
        (),
        title=N_("Moved deadlines"),
        description=N_("The promise is never overwritten: a new deadline is added here."),
    )
    cancelled: Cancellation | None = Field(
        None, title=N_("Cancelled"), description=N_("When and why the item was cancelled.")
    )
    note: Text | None = Field(
        None,
        title=N_("Remark of the editors"),
        description=N_("What a reader should know about this line; shown on the page as yours."),
    )


class Improvement(Record):
    """A plan of one organisation to remove the shortcomings that an assessment found."""

    organization: Inn = Field(
        title=N_("Organisation"),
        description=N_("Its INN, as in organizations.yaml."),
        examples=["0002001433"],
    )
    results: Slug | None = Field(
        None,
        title=N_("Results"),
        description=N_("The assessment that it answers: the file name in results/ without .yaml."),
        examples=["2021-education"],
    )
    title: Text | None = Field(
        None,
        title=N_("Title of the plan"),
        description=N_("The words of the document; made from the organisation if absent."),
        examples=["План по устранению недостатков, выявленных в ходе независимой оценки"],
    )
    year: Year | None = Field(
        None,
        title=N_("Year"),
        description=N_("The year of the plan, when its deadlines name none."),
        examples=[2022],
    )
    period: Years | None = Field(
        None,
        title=N_("Period"),
        description=N_("The years of a plan for several years."),
        examples=[{"from": 2022, "to": 2023}],
    )
    approved: Approval | None = Field(
        None, title=N_("Approval"), description=N_("The act that adopted the plan.")
    )
    source: Source = Field(
        title=N_("Source"), description=N_("The document from which the plan was taken.")
    )
    items: tuple[Item, ...] = Field(
        title=N_("Items"),
        description=N_("Shortcomings in the order of the document; a criterion may have none."),
    )
    note: Text | None = Field(
        None,
        title=N_("Remark of the editors"),
        description=N_("What a reader should know about the document; shown on the page as yours."),
    )
    aliases: tuple[Address, ...] = Field(
        (),
        title=N_("Old addresses"),
        description=N_("Addresses at which this page stood before; they lead here for ever."),
    )
