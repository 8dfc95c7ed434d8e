"""Assessed organisations, as `organizations.yaml` holds them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from nokgen.messages import N_
from nokgen.records.base import (
    Address,
    BusId,
    Inn,
    IsoDate,
    Line,
    Ogrn,
    Oktmo,
    Record,
    Text,
    Truth,
    Url,
)
from nokgen.records.plan import Sphere


class OrganizationKind(StrEnum):
    """Kinds of organisations; only organisations of one kind are compared with each other."""

    PRESCHOOL = "preschool"
    SCHOOL = "school"
    EXTRA_EDUCATION = "extra-education"
    VOCATIONAL = "vocational"
    CULTURE_HOUSE = "culture-house"
    LIBRARY = "library"
    MUSEUM = "museum"
    THEATRE = "theatre"
    HOSPITAL = "hospital"
    POLYCLINIC = "polyclinic"
    SOCIAL_CENTRE = "social-centre"
    SOCIAL_HOME = "social-home"
    ASSESSMENT_BUREAU = "assessment-bureau"
    OTHER = "other"


class Placed(Record):
    """Whether something stands where everybody can find it."""

    date: IsoDate = Field(
        title=N_("Looked on"),
        description=N_("The day on which somebody looked."),
        examples=["2026-10-01"],
    )
    url: Url | None = Field(
        None,
        title=N_("Address on the internet"),
        description=N_("Where it was found; left out when it was looked for and not found."),
        examples=["https://example.org/nok/"],
    )


class Placement(Record):
    """What an organisation must show about its assessment, and where it was found."""

    site_section: Placed | None = Field(
        None,
        title=N_("Section on the site of the organisation"),
        description=N_("Whether its site has a section about the assessment."),
    )
    bus_results: Placed | None = Field(
        None,
        title=N_("Results on bus.gov.ru"),
        description=N_("Whether bus.gov.ru shows the results."),
    )
    plan: Placed | None = Field(
        None,
        title=N_("Plan is published"),
        description=N_("Whether the plan to remove shortcomings is published."),
    )
    report: Placed | None = Field(
        None,
        title=N_("Report is published"),
        description=N_("Whether the report on that plan is published."),
    )


class Organization(Record):
    """An organisation that is assessed."""

    inn: Inn = Field(
        title=N_("INN"),
        description=N_("Ten digits in quotes; the address of the page ends with it."),
        examples=["0002001433"],
    )
    ogrn: Ogrn | None = Field(
        None,
        title=N_("OGRN"),
        description=N_("Thirteen digits in quotes."),
        examples=["1025100561012"],
    )
    oktmo: Oktmo | None = Field(
        None,
        title=N_("OKTMO code"),
        description=N_("8 or 11 digits in quotes; left out when it is not known for certain."),
        examples=["47000000"],
    )
    bus_id: BusId | None = Field(
        None,
        title=N_("Number on bus.gov.ru"),
        description=N_("The number at the end of the address of its card on bus.gov.ru."),
        examples=["214377"],
    )
    name: Line = Field(
        title=N_("Name"),
        description=N_("The full official name."),
        examples=["Муниципальное бюджетное дошкольное образовательное учреждение «Сказка»"],
    )
    short_name: Line | None = Field(
        None,
        title=N_("Short name"),
        description=N_("For lists and small screens."),
        examples=["Детский сад «Сказка»"],
    )
    kind: OrganizationKind = Field(
        title=N_("Kind of organisation"),
        description=N_("Only organisations of one kind are compared with each other."),
        examples=["preschool"],
    )
    sphere: Sphere = Field(
        title=N_("Sphere"),
        description=N_("The sphere in which it is assessed."),
        examples=["education"],
    )
    performing_arts: Truth | None = Field(
        None,
        title=N_("Performing arts"),
        description=N_(
            "true when the operator counts criteria 2, 4 and 5 as the mean of 1 and 3, as for "
            "theatres and concert halls."
        ),
        examples=[True],
    )
    address: Line | None = Field(
        None,
        title=N_("Postal address"),
        description=N_("Street and house."),
        examples=["ул. Ленина, д. 1"],
    )
    site: Url | None = Field(
        None,
        title=N_("Site"),
        description=N_("The official site of the organisation."),
        examples=["https://example.org/"],
    )
    founder: Line | None = Field(
        None,
        title=N_("Founder"),
        description=N_("The id of a body of this municipality, or text."),
        examples=["education-committee"],
    )
    head: Line | None = Field(
        None,
        title=N_("Head"),
        description=N_("The post of the head, without a name."),
        examples=["заведующий"],
    )
    placement: Placement | None = Field(
        None,
        title=N_("Control of publication"),
        description=N_("What was looked for on sites, when, and where it was found."),
    )
    closed: IsoDate | None = Field(
        None,
        title=N_("Closed on"),
        description=N_("The day on which the organisation ceased to be; its page stays."),
        examples=["2025-08-31"],
    )
    successor: Inn | None = Field(
        None,
        title=N_("Successor"),
        description=N_("The INN of the organisation that took its place."),
        examples=["0002001433"],
    )
    aliases: tuple[Address, ...] = Field(
        (),
        title=N_("Old addresses"),
        description=N_("Addresses at which this page stood before; they lead here for ever."),
        examples=[["/org/0002001433/"]],
    )
    note: Text | None = Field(
        None,
        title=N_("Remark of the editors"),
        description=N_("What a reader should know; shown on the page."),
    )


class Organizations(Record):
    """All assessed organisations of a municipality."""

    organizations: tuple[Organization, ...] = Field(
        title=N_("Organisations"),
        description=N_("The assessed organisations of this municipality."),
    )
