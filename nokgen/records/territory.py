"""A region and a municipality, as `region.yaml` and `municipality.yaml` hold them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from nokgen.messages import N_
from nokgen.records.base import (
    Address,
    Count,
    Email,
    IsoDate,
    Line,
    Link,
    Number,
    Oktmo,
    Owner,
    Record,
    Slug,
    Text,
    Year,
)


class BodyKind(StrEnum):
    """What sort of body is responsible."""

    AUTHORITY = "authority"
    COUNCIL = "council"
    OPERATOR = "operator"
    ORGANIZATION = "organization"
    ORGANIZATIONS = "organizations"
    MEDIA = "media"
    OTHER = "other"


class MunicipalityKind(StrEnum):
    """Kinds of municipalities (131-ФЗ of 06.10.2003, 33-ФЗ of 20.03.2025)."""

    GORODSKOY_OKRUG = "gorodskoy-okrug"
    MUNITSIPALNY_OKRUG = "munitsipalny-okrug"
    MUNITSIPALNY_RAYON = "munitsipalny-rayon"
    GORODSKOYE_POSELENIYE = "gorodskoye-poseleniye"
    SELSKOYE_POSELENIYE = "selskoye-poseleniye"


class Body(Record):
    """A body that answers for measures."""

    id: Slug = Field(
        title=N_("Id"),
        description=N_("Plans name the body by it; the address of its page ends with it."),
        examples=["education-committee"],
    )
    name: Line = Field(
        title=N_("Name"),
        description=N_("The full name, as documents write it."),
        examples=["Комитет образования"],
    )
    short_name: Line | None = Field(
        None,
        title=N_("Short name"),
        description=N_("For lists and small screens."),
        examples=["Комитет образования"],
    )
    synonyms: tuple[Line, ...] = Field(
        (),
        title=N_("Other names"),
        description=N_("Every other way in which documents write the name."),
        examples=[["ДОО", "дошкольные образовательные организации"]],
    )
    kind: BodyKind = Field(
        title=N_("Kind of body"),
        description=N_("Authority, council, operator, one organisation or several, media, other."),
        examples=["authority"],
    )
    note: Text | None = Field(
        None,
        title=N_("Remark of the editors"),
        description=N_("What a reader should know about the body."),
    )


class Contact(Record):
    """Where to write or call: an office, never a private phone."""

    title: Line = Field(
        title=N_("Whose contact"),
        description=N_("The office or the body."),
        examples=["Приёмная комитета образования"],
    )
    phone: Line | None = Field(
        None,
        title=N_("Phone"),
        description=N_("An office phone, with the code of the town."),
        examples=["8 (81531) 5-55-55"],
    )
    email: Email | None = Field(
        None,
        title=N_("E-mail"),
        description=N_("An office address."),
        examples=["komitet@example.org"],
    )
    address: Line | None = Field(
        None,
        title=N_("Postal address"),
        description=N_("Street and house."),
        examples=["ул. Ленина, д. 1"],
    )


class AppealsOfYear(Record):
    """How complaints of one year were answered."""

    year: Year = Field(
        title=N_("Year"), description=N_("The year that the numbers are about."), examples=[2025]
    )
    received: Count = Field(
        title=N_("Received"), description=N_("How many appeals came in."), examples=[48]
    )
    answered_in_time: Count | None = Field(
        None,
        title=N_("Answered in time"),
        description=N_("How many were answered within the days that the law gives."),
        examples=[47],
    )
    mean_days: Number | None = Field(
        None,
        title=N_("Days to an answer"),
        description=N_("The mean number of days."),
        examples=["12,5"],
    )
    source: Link | None = Field(
        None, title=N_("Source"), description=N_("Where the numbers are published.")
    )


class Appeals(Record):
    """Where and how to complain, and how quickly answers came."""

    how: Text = Field(
        title=N_("How to complain"),
        description=N_("To whom, in which form, when an answer comes; plain words."),
        examples=["Напишите в комитет образования: ответ придёт в течение 30 дней."],
    )
    links: tuple[Link, ...] = Field(
        (),
        title=N_("Where to complain"),
        description=N_("Reception pages and forms."),
    )
    years: tuple[AppealsOfYear, ...] = Field(
        (), title=N_("Answers by year"), description=N_("Published numbers, an item a year.")
    )


class Territory(Record):
    """What a region and a municipality have in common."""

    name: Line = Field(
        title=N_("Name"),
        description=N_("The short name that people use."),
        examples=["Кировск"],
    )
    official_name: Line | None = Field(
        None,
        title=N_("Official name"),
        description=N_("The full official name, if it is known for certain."),
        examples=["город Кировск с подведомственной территорией"],
    )
    oktmo: Oktmo | None = Field(
        None,
        title=N_("OKTMO code"),
        description=N_("8 or 11 digits in quotes; left out when it is not known for certain."),
        examples=["47000000"],
    )
    bodies: tuple[Body, ...] = Field(
        (),
        title=N_("Bodies"),
        description=N_("All who are named as responsible in the plans."),
    )
    sites: tuple[Link, ...] = Field(
        (),
        title=N_("Official sites"),
        description=N_("Sites of the administration and its bodies."),
    )
    contacts: tuple[Contact, ...] = Field(
        (),
        title=N_("Contacts"),
        description=N_("Where a citizen can ask; offices only."),
    )
    appeals: Appeals | None = Field(
        None,
        title=N_("Appeals"),
        description=N_("Where and how to complain, and how quickly answers came."),
    )
    aliases: tuple[Address, ...] = Field(
        (),
        title=N_("Old addresses"),
        description=N_("Addresses at which this page stood before; they lead here for ever."),
        examples=[["/murmanskaya-oblast/gorod-kirovsk/"]],
    )
    note: Text | None = Field(
        None,
        title=N_("Remark of the editors"),
        description=N_("What a reader should know; shown on the page."),
    )
    owners: tuple[Owner, ...] = Field(
        (),
        title=N_("Owners"),
        description=N_("GitHub names of those who accept changes here: `nokgen owners` reads it."),
        examples=[["ivanova-kirovsk", "example-org/kirovsk"]],
    )


class Region(Territory):
    """A region."""


class Municipality(Territory):
    """A municipality."""

    closed: IsoDate | None = Field(
        None,
        title=N_("Closed on"),
        description=N_("The day on which the municipality ceased to be; its page stays."),
        examples=["2025-01-01"],
    )
    successor: Address | None = Field(
        None,
        title=N_("Successor"),
        description=N_("The address of the municipality that took its place."),
        examples=["/murmanskaya-oblast/kirovsk/"],
    )

    kind: MunicipalityKind | None = Field(
        None,
        title=N_("Kind of municipality"),
        description=N_("Left out when it is not known for certain."),
        examples=["gorodskoy-okrug"],
    )
