"""The campaign around an assessment: `publications.yaml` and `surveys.yaml`."""

from __future__ import annotations

from pydantic import Field

from nokgen.messages import N_
from nokgen.records.base import (
    Count,
    DocumentPath,
    Inn,
    IsoDate,
    Line,
    Record,
    Slug,
    Target,
    Text,
    Url,
)
from nokgen.records.document import ChannelKind, Source
from nokgen.records.plan import Sphere


class Publication(Record):
    """What a newspaper, a site, a stand or a meeting told people."""

    date: IsoDate = Field(
        title=N_("Date"),
        description=N_("The day on which it appeared."),
        examples=["2020-07-14"],
    )
    kind: ChannelKind = Field(
        title=N_("Kind of channel"),
        description=N_("Site, social network, newspaper, TV, radio, stand, meeting or other."),
        examples=["newspaper"],
    )
    outlet: Line = Field(
        title=N_("Where it appeared"),
        description=N_("The name of the newspaper, site, group or place."),
        examples=["Газета «Вестник»"],
    )
    title: Line = Field(
        title=N_("Title"),
        description=N_("The title of the article, or what it was about."),
        examples=["Как оценивают детские сады"],
    )
    url: Url | None = Field(
        None,
        title=N_("Address on the internet"),
        description=N_("Where it can be read."),
        examples=["https://example.org/news/42"],
    )
    file: DocumentPath | None = Field(
        None,
        title=N_("File"),
        description=N_("A scan or a photo, in the folder documents/ of the municipality."),
        examples=["documents/2020-07-14-vestnik.pdf"],
    )
    count: Count | None = Field(
        None,
        title=N_("How many"),
        description=N_("How many times or copies it adds to the quantity of the measure; else 1."),
        examples=[1],
    )
    counts_for: tuple[Target, ...] = Field(
        (),
        title=N_("Counts for"),
        description=N_("The measures that it carries out: plans/<file name>#<id of the measure>."),
        examples=[["plans/2020-information-campaign#m2"]],
    )
    text: Text | None = Field(
        None,
        title=N_("In short"),
        description=N_("One or two sentences on what it told."),
    )


class Publications(Record):
    """The log of what was published."""

    publications: tuple[Publication, ...] = Field(
        title=N_("Publications"),
        description=N_("What media, sites, stands and social networks carried."),
    )


class Question(Record):
    """A question of a questionnaire."""

    text: Line = Field(
        title=N_("Question"),
        description=N_("The words of the questionnaire."),
        examples=["Удовлетворены ли Вы вежливостью работников?"],
    )
    answers: tuple[Line, ...] = Field(
        (),
        title=N_("Answers"),
        description=N_("What can be chosen; left out for a free answer."),
        examples=[["да", "нет"]],
    )


class Survey(Record):
    """A questionnaire that citizens can fill in."""

    id: Slug = Field(
        title=N_("Id"),
        description=N_("Stays for ever: the address of its page ends with it."),
        examples=["2026-preschools"],
    )
    title: Line = Field(
        title=N_("Title"),
        description=N_("What people are asked about."),
        examples=["Оцените условия в детских садах"],
    )
    organizations: tuple[Inn, ...] = Field(
        (),
        title=N_("Organisations"),
        description=N_("INNs of those whom it is about; left out when it is about all."),
        examples=[["0002001433"]],
    )
    spheres: tuple[Sphere, ...] = Field(
        (),
        title=N_("Spheres"),
        description=N_("The spheres of the organisations that it is about."),
        examples=[["education"]],
    )
    opens: IsoDate | None = Field(
        None,
        title=N_("Open from"),
        description=N_("The first day on which answers are taken."),
        examples=["2026-09-01"],
    )
    closes: IsoDate = Field(
        title=N_("Open until"),
        description=N_("The last day on which answers are taken."),
        examples=["2026-12-15"],
    )
    url: Url = Field(
        title=N_("Address of the form"),
        description=N_("Where people answer."),
        examples=["https://example.org/anketa"],
    )
    operator: Line | None = Field(
        None,
        title=N_("Who asks"),
        description=N_("The operator, or the id of a body of this municipality."),
        examples=["operator"],
    )
    text: Text | None = Field(
        None,
        title=N_("In short"),
        description=N_("What the answers are used for, in plain words."),
    )
    questions: tuple[Question, ...] = Field(
        (),
        title=N_("Questions"),
        description=N_("For the printed blank; left out for the standard questionnaire."),
    )
    source: Source | None = Field(
        None,
        title=N_("Source"),
        description=N_("The document that announced the questionnaire."),
    )


class Surveys(Record):
    """Questionnaires that are or were open to citizens."""

    surveys: tuple[Survey, ...] = Field(
        title=N_("Questionnaires"),
        description=N_("Those that are open, and those that were."),
    )
