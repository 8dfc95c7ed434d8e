"""Results of an assessment, as `results/<name>.yaml` and the table beside it hold them."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from nokgen.domain.scoring.scheme import Method as Method
from nokgen.messages import N_
from nokgen.records.base import (
    Address,
    Count,
    DocumentPath,
    Inn,
    IsoDate,
    Line,
    Number,
    Record,
    TableName,
    Text,
    Url,
    Year,
)
from nokgen.records.document import Source
from nokgen.records.plan import Sphere


class Contract(Record):
    """The contract with the operator."""

    number: Line | None = Field(
        None, title=N_("Number of the contract"), description=N_("As printed."), examples=["14/21"]
    )
    date: IsoDate | None = Field(
        None,
        title=N_("Date of the contract"),
        description=N_("Year, month and day: 2021-05-11."),
        examples=["2021-05-11"],
    )
    url: Url | None = Field(
        None,
        title=N_("Address of the contract"),
        description=N_("Its card on the site of public purchases."),
        examples=["https://example.org/contract"],
    )


class Operator(Record):
    """Who collected the data."""

    name: Line = Field(
        title=N_("Name of the operator"),
        description=N_("As the contract writes it."),
        examples=["ООО «Центр оценки»"],
    )
    inn: Inn | None = Field(
        None,
        title=N_("INN of the operator"),
        description=N_("Ten digits in quotes."),
        examples=["0002001433"],
    )
    contract: Contract | None = Field(
        None, title=N_("Contract"), description=N_("The contract with the operator.")
    )


class Collected(Record):
    """The days on which data were collected."""

    first: IsoDate = Field(
        alias="from",
        title=N_("First day"),
        description=N_("The day on which collecting began."),
        examples=["2021-06-01"],
    )
    last: IsoDate = Field(
        alias="to",
        title=N_("Last day"),
        description=N_("The day on which collecting ended."),
        examples=["2021-09-30"],
    )


class Considered(Record):
    """When a public council considered the results."""

    date: IsoDate = Field(
        title=N_("Considered on"),
        description=N_("The day of the meeting."),
        examples=["2021-11-15"],
    )
    body: Line | None = Field(
        None,
        title=N_("Who considered"),
        description=N_("The id of a body of this municipality, or text."),
        examples=["public-council"],
    )
    minutes: DocumentPath | None = Field(
        None,
        title=N_("Minutes"),
        description=N_("The minutes, in the folder documents/ of the municipality."),
        examples=["documents/2021-11-15-protokol.pdf"],
    )


class Published(Record):
    """The official publication of the results."""

    date: IsoDate | None = Field(
        None,
        title=N_("Published on"),
        description=N_("The day of the official publication."),
        examples=["2021-12-01"],
    )
    url: Url = Field(
        title=N_("Address of the publication"),
        description=N_("Where the official publication stands."),
        examples=["https://bus.gov.ru/info-card/214377"],
    )


class Counts(Record):
    """What was counted, before any score: numbers of items, people and conditions."""

    stand_items: Count | None = Field(
        None, title=N_("Items on the stand"), description=N_("What the stand shows (1.1).")
    )
    stand_norm: Count | None = Field(
        None, title=N_("Items required on the stand"), description=N_("What it must show (1.1).")
    )
    site_items: Count | None = Field(
        None, title=N_("Items on the site"), description=N_("What the site shows (1.1).")
    )
    site_norm: Count | None = Field(
        None, title=N_("Items required on the site"), description=N_("What it must show (1.1).")
    )
    remote_ways: Count | None = Field(
        None, title=N_("Ways of remote contact"), description=N_("How many work (1.2).")
    )
    stand_satisfied: Count | None = Field(
        None, title=N_("Satisfied with the stand"), description=N_("People (1.3).")
    )
    stand_asked: Count | None = Field(
        None, title=N_("Used the stand"), description=N_("People asked about it (1.3).")
    )
    site_satisfied: Count | None = Field(
        None, title=N_("Satisfied with the site"), description=N_("People (1.3).")
    )
    site_asked: Count | None = Field(
        None, title=N_("Used the site"), description=N_("People asked about it (1.3).")
    )
    comfort_conditions: Count | None = Field(
        None, title=N_("Conditions of comfort"), description=N_("How many there are (2.1).")
    )
    waiting_score: Number | None = Field(
        None, title=N_("Points for waiting time"), description=N_("0 to 100 (2.2).")
    )
    on_time: Count | None = Field(None, title=N_("Served on time"), description=N_("People (2.2)."))
    asked: Count | None = Field(
        None, title=N_("People asked"), description=N_("All who answered (2.2, 2.3, 4, 5).")
    )
    comfort_satisfied: Count | None = Field(
        None, title=N_("Satisfied with comfort"), description=N_("People (2.3).")
    )
    access_equipment: Count | None = Field(
        None,
        title=N_("Equipment for disabled people"),
        description=N_("How many of the five kinds there are (3.1)."),
    )
    access_conditions: Count | None = Field(
        None,
        title=N_("Conditions of equal access"),
        description=N_("How many of the six there are (3.2)."),
    )
    access_satisfied: Count | None = Field(
        None,
        title=N_("Disabled people satisfied with access"),
        description=N_("People (3.3)."),
    )
    disabled_asked: Count | None = Field(
        None, title=N_("Disabled people asked"), description=N_("People (3.3).")
    )
    courtesy_first: Count | None = Field(
        None,
        title=N_("Satisfied with courtesy at first contact"),
        description=N_("People (4.1)."),
    )
    courtesy_service: Count | None = Field(
        None, title=N_("Satisfied with courtesy in service"), description=N_("People (4.2).")
    )
    courtesy_remote: Count | None = Field(
        None, title=N_("Satisfied with courtesy at a distance"), description=N_("People (4.3).")
    )
    remote_asked: Count | None = Field(
        None, title=N_("Used remote contact"), description=N_("People asked about it (4.3).")
    )
    recommend: Count | None = Field(
        None, title=N_("Would recommend"), description=N_("People (5.1).")
    )
    schedule_satisfied: Count | None = Field(
        None, title=N_("Satisfied with opening hours"), description=N_("People (5.2).")
    )
    overall_satisfied: Count | None = Field(
        None, title=N_("Satisfied as a whole"), description=N_("People (5.3).")
    )


class Score(Record):
    """What is published about one organisation; what is left out was not published."""

    inn: Inn = Field(
        title=N_("INN"),
        description=N_("Of the organisation, as in organizations.yaml."),
        examples=["0002001433"],
    )
    i11: Number | None = Field(None, alias="1.1", title="1.1", description=N_("Points, 0 to 100."))
    i12: Number | None = Field(None, alias="1.2", title="1.2", description=N_("Points, 0 to 100."))
    i13: Number | None = Field(None, alias="1.3", title="1.3", description=N_("Points, 0 to 100."))
    i21: Number | None = Field(None, alias="2.1", title="2.1", description=N_("Points, 0 to 100."))
    i22: Number | None = Field(None, alias="2.2", title="2.2", description=N_("Points, 0 to 100."))
    i23: Number | None = Field(None, alias="2.3", title="2.3", description=N_("Points, 0 to 100."))
    i31: Number | None = Field(None, alias="3.1", title="3.1", description=N_("Points, 0 to 100."))
    i32: Number | None = Field(None, alias="3.2", title="3.2", description=N_("Points, 0 to 100."))
    i33: Number | None = Field(None, alias="3.3", title="3.3", description=N_("Points, 0 to 100."))
    i41: Number | None = Field(None, alias="4.1", title="4.1", description=N_("Points, 0 to 100."))
    i42: Number | None = Field(None, alias="4.2", title="4.2", description=N_("Points, 0 to 100."))
    i43: Number | None = Field(None, alias="4.3", title="4.3", description=N_("Points, 0 to 100."))
    i51: Number | None = Field(None, alias="5.1", title="5.1", description=N_("Points, 0 to 100."))
    i52: Number | None = Field(None, alias="5.2", title="5.2", description=N_("Points, 0 to 100."))
    i53: Number | None = Field(None, alias="5.3", title="5.3", description=N_("Points, 0 to 100."))
    k1: Number | None = Field(
        None, title=N_("Criterion 1"), description=N_("Openness of information, points.")
    )
    k2: Number | None = Field(
        None, title=N_("Criterion 2"), description=N_("Comfort of conditions, points.")
    )
    k3: Number | None = Field(
        None, title=N_("Criterion 3"), description=N_("Access for disabled people, points.")
    )
    k4: Number | None = Field(
        None, title=N_("Criterion 4"), description=N_("Courtesy of the staff, points.")
    )
    k5: Number | None = Field(
        None, title=N_("Criterion 5"), description=N_("Satisfaction with conditions, points.")
    )
    total: Number | None = Field(
        None, title=N_("Total"), description=N_("The published total, points.")
    )
    respondents: Count | None = Field(
        None, title=N_("Respondents"), description=N_("How many people answered.")
    )
    visitors: Count | None = Field(
        None, title=N_("Visitors"), description=N_("How many people use the services.")
    )
    counts: Counts | None = Field(
        None,
        title=N_("Counts"),
        description=N_("What was counted before scores were made, where the operator gives it."),
    )

    @property
    def indicators(self) -> dict[str, Decimal]:
        """The published indicators by their numbers: "1.1"."""
        found = {alias: getattr(self, name) for name, alias in INDICATOR_FIELDS}
        return {number: value for number, value in found.items() if value is not None}

    @property
    def criteria(self) -> dict[int, Decimal]:
        """The published criteria by their numbers."""
        found = dict(enumerate((self.k1, self.k2, self.k3, self.k4, self.k5), start=1))
        return {number: value for number, value in found.items() if value is not None}


INDICATOR_FIELDS = tuple(
    (name, field.alias) for name, field in Score.model_fields.items() if field.alias
)


class Proposal(Record):
    """What a public council proposed after it had considered the results."""

    text: Text = Field(
        title=N_("Proposal"),
        description=N_("The words of the minutes, to the letter."),
        examples=["Разместить на сайте сведения о специальных условиях для инвалидов."],
    )
    organizations: tuple[Inn, ...] = Field(
        (),
        title=N_("Organisations"),
        description=N_("INNs of those whom it is meant for; left out when it is meant for all."),
        examples=[["0002001433"]],
    )


class Results(Record):
    """Results of one assessment."""

    title: Line | None = Field(
        None,
        title=N_("Title"),
        description=N_("What the publication calls itself; made from sphere and year if absent."),
        examples=["Результаты независимой оценки детских садов в 2021 году"],
    )
    year: Year = Field(
        title=N_("Year"), description=N_("The year of the assessment."), examples=[2021]
    )
    sphere: Sphere = Field(
        title=N_("Sphere"),
        description=N_("The sphere of the organisations that were assessed."),
        examples=["education"],
    )
    method: Method = Field(
        title=N_("Method"),
        description=N_("How the scores were counted; results of different methods never mix."),
        examples=["order-344n"],
    )
    operator: Operator | None = Field(
        None, title=N_("Operator"), description=N_("Who collected the data.")
    )
    collected: Collected | None = Field(
        None, title=N_("Collected"), description=N_("The days on which data were collected.")
    )
    considered: Considered | None = Field(
        None,
        title=N_("Considered"),
        description=N_("When the public council considered the results."),
    )
    published: Published | None = Field(
        None, title=N_("Published"), description=N_("The official publication.")
    )
    source: Source = Field(
        title=N_("Source"), description=N_("The document from which the figures were taken.")
    )
    table: TableName | None = Field(
        None,
        title=N_("Table"),
        description=N_("A CSV or XLSX file beside this one. Give `table` or `scores`."),
        examples=["2021-education.csv"],
    )
    sheet: Line | None = Field(
        None,
        title=N_("Sheet"),
        description=N_("The sheet of an XLSX file, when it is not the first one."),
        examples=["Лист1"],
    )
    scores: tuple[Score, ...] | None = Field(
        None,
        title=N_("Scores"),
        description=N_("The table itself, an item an organisation."),
    )
    conclusions: Text | None = Field(
        None,
        title=N_("Conclusions"),
        description=N_("What the operator or the council concluded; Markdown."),
    )
    proposals: tuple[Proposal, ...] = Field(
        (), title=N_("Proposals"), description=N_("What the public council proposed.")
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
        examples=[["/murmanskaya-oblast/kirovsk/results/2021-noko/"]],
    )
