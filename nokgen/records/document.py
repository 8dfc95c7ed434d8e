"""What a plan says of its document: the act that adopted it, its source, the channels it names."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from nokgen.messages import N_
from nokgen.records.base import DocumentPath, IsoDate, Line, Person, Record, Text, Url


class ChannelKind(StrEnum):
    """Through what people are told."""

    SITE = "site"
    SOCIAL = "social"
    NEWSPAPER = "newspaper"
    TV = "tv"
    RADIO = "radio"
    STAND = "stand"
    MEETING = "meeting"
    OTHER = "other"


class Approval(Record):
    """The act that adopted a plan."""

    act: Line | None = Field(
        None,
        title=N_("Kind of act"),
        description=N_("As the document calls itself."),
        examples=["приказ"],
    )
    number: Line | None = Field(
        None,
        title=N_("Number of the act"),
        description=N_("As printed, without the sign №."),
        examples=["66"],
    )
    date: IsoDate | None = Field(
        None,
        title=N_("Date of the act"),
        description=N_("Year, month and day: 2022-01-25."),
        examples=["2022-01-25"],
    )
    by: Line | None = Field(
        None,
        title=N_("Who adopted it"),
        description=N_("The id of a body of this municipality, or text."),
        examples=["education-department"],
    )
    basis: Text | None = Field(
        None,
        title=N_("Basis"),
        description=N_("In pursuance of what the act was adopted, as the document writes it."),
        examples=["В целях исполнения перечня поручений Президента Российской Федерации …"],
    )
    place: Line | None = Field(
        None,
        title=N_("Place"),
        description=N_("Where the act was signed, as the document writes it."),
        examples=["г. Брянск"],
    )
    signed_by: Person | None = Field(
        None,
        title=N_("Signed by"),
        description=N_("The official who signed the act."),
    )
    provisions: tuple[Text, ...] = Field(
        (),
        title=N_("Provisions"),
        description=N_("The points of the act, to the letter."),
        examples=[["1. Утвердить план …"]],
    )


class Source(Record):
    """Where the words of a record come from."""

    title: Line = Field(
        title=N_("Title of the source"),
        description=N_("What the document is called where it was found."),
        examples=["Приказ департамента от 25.01.2022 № 66"],
    )
    url: Url | None = Field(
        None,
        title=N_("Address of the source"),
        description=N_("Where the document is published."),
        examples=["https://example.org/plan-2020"],
    )
    file: DocumentPath | None = Field(
        None,
        title=N_("Attached document"),
        description=N_("The document itself, in the folder documents/ beside plans/."),
        examples=["documents/plan-2020.docx"],
    )
    retrieved: IsoDate | None = Field(
        None,
        title=N_("Retrieved on"),
        description=N_("The day on which the document was taken from there."),
        examples=["2026-11-21"],
    )


class Channel(Record):
    """A newspaper, a site, a group in a social network, a stand."""

    title: Line = Field(
        title=N_("Name of the channel"),
        description=N_("As the document writes it."),
        examples=["Твой Кировск"],
    )
    kind: ChannelKind = Field(
        title=N_("Kind of channel"),
        description=N_("Site, social network, newspaper, TV, radio, stand, meeting or other."),
        examples=["social"],
    )
