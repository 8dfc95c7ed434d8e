"""A public council, as `council.yaml` holds it."""

from __future__ import annotations

from pydantic import Field

from nokgen.messages import N_
from nokgen.records.base import (
    DocumentPath,
    Evidence,
    Inn,
    IsoDate,
    Line,
    Record,
    Slug,
    Target,
    Text,
    Url,
)
from nokgen.records.document import Source


class Member(Record):
    """A member, as the council itself publishes the list."""

    name: Line = Field(
        title=N_("Name"),
        description=N_("As the council has published it."),
        examples=["Е.В. Егорова"],
    )
    role: Line | None = Field(
        None,
        title=N_("Role in the council"),
        description=N_("Chair, secretary, member."),
        examples=["председатель"],
    )
    organization: Line | None = Field(
        None,
        title=N_("Whom the member stands for"),
        description=N_("The public organisation that proposed the member."),
        examples=["Совет ветеранов"],
    )


class Meeting(Record):
    """A meeting of the council."""

    date: IsoDate = Field(
        title=N_("Date"), description=N_("The day of the meeting."), examples=["2021-11-15"]
    )
    number: Line | None = Field(
        None,
        title=N_("Number of the minutes"),
        description=N_("As printed, without the sign №."),
        examples=["3"],
    )
    agenda: tuple[Text, ...] = Field(
        (),
        title=N_("Agenda"),
        description=N_("What was considered, point by point."),
        examples=[["О результатах независимой оценки детских садов"]],
    )
    decisions: tuple[Text, ...] = Field(
        (),
        title=N_("Decisions"),
        description=N_("What was decided, point by point."),
    )
    minutes: DocumentPath | None = Field(
        None,
        title=N_("Minutes"),
        description=N_("The minutes, in the folder documents/ of the municipality."),
        examples=["documents/2021-11-15-protokol.pdf"],
    )
    url: Url | None = Field(
        None,
        title=N_("Address of the minutes"),
        description=N_("Where the minutes are published."),
        examples=["https://example.org/protokol-3"],
    )
    counts_for: tuple[Target, ...] = Field(
        (),
        title=N_("Counts for"),
        description=N_("The measures that it carries out: plans/<file name>#<id of the measure>."),
        examples=[["plans/2020-public-council#m4"]],
    )


class CouncilReport(Record):
    """What was done about a proposal of the council."""

    date: IsoDate = Field(
        title=N_("When it was done"),
        description=N_("Year, month and day."),
        examples=["2022-03-01"],
    )
    text: Text = Field(
        title=N_("What was done"),
        description=N_("One or two sentences."),
        examples=["На сайте детского сада открыт раздел об условиях для инвалидов."],
    )
    evidence: tuple[Evidence, ...] = Field(
        (),
        title=N_("Evidence"),
        description=N_("Links and files that prove it. Without them it is only claimed."),
    )


class CouncilProposal(Record):
    """A proposal of the council."""

    id: Slug = Field(
        title=N_("Id"),
        description=N_("Stays for ever: the address of the proposal ends with it."),
        examples=["p1"],
    )
    date: IsoDate = Field(
        title=N_("Date"),
        description=N_("The day of the meeting that adopted it."),
        examples=["2021-11-15"],
    )
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
    answered_by: tuple[Target, ...] = Field(
        (),
        title=N_("Answered by"),
        description=N_(
            "The items that carry it out: improvement/<file name>#<id>, or plans/<file name>#<id>."
        ),
        examples=[["improvement/2021-skazka#i1"]],
    )
    reports: tuple[CouncilReport, ...] = Field(
        (),
        title=N_("Reports"),
        description=N_("What was done; the newest last."),
    )


class Council(Record):
    """A public council that considers assessments."""

    name: Line = Field(
        title=N_("Name"),
        description=N_("The full name, as documents write it."),
        examples=["Общественный совет по независимой оценке качества при администрации города"],
    )
    body: Slug | None = Field(
        None,
        title=N_("Body"),
        description=N_("The id of the council among the bodies of this municipality."),
        examples=["public-council"],
    )
    site: Url | None = Field(
        None,
        title=N_("Site"),
        description=N_("The page of the council."),
        examples=["https://example.org/sovet"],
    )
    members: tuple[Member, ...] = Field(
        (), title=N_("Members"), description=N_("Only as the council itself has published them.")
    )
    meetings: tuple[Meeting, ...] = Field(
        (), title=N_("Meetings"), description=N_("Meetings with minutes, the newest last.")
    )
    proposals: tuple[CouncilProposal, ...] = Field(
        (),
        title=N_("Proposals"),
        description=N_("What the council proposed, and what was done about it."),
    )
    source: Source | None = Field(
        None, title=N_("Source"), description=N_("Where the list of members is published.")
    )
    note: Text | None = Field(
        None,
        title=N_("Remark of the editors"),
        description=N_("What a reader should know; shown on the page."),
    )
