"""The published shapes of `/api/v1/`: what a program may rely on, whatever changes inside.

They are part of the interface: a key is added freely, but never removed, renamed or given another
meaning within version 1. The OpenAPI document is made from them. No shape holds names of persons.
"""

from __future__ import annotations

from datetime import date
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T", bound="Shape")


class Shape(BaseModel):
    """An object of the interface; every key is always there, null or [] where nothing is known."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


class Ref(Shape):
    """Something with a page: its name and where it is. `api` is its own file here, if it has one.

    `address` starts and ends with a slash and never changes; `url` is absolute, or null when the
    site was built without knowing where it stands.
    """

    name: str
    address: str | None
    url: str | None
    api: str | None


class Period(Shape):
    """Days from the first to the last, both included; `from` is null where nothing names it."""

    model_config = ConfigDict(serialize_by_alias=True)

    first: date | None = Field(alias="from")
    last: date = Field(alias="to")


class Quantity(Shape):
    """How much was promised, as understood."""

    compare: str
    count: int
    unit: str | None


class Deadline(Shape):
    """A deadline: the words of the document, and how they are understood."""

    text: str | None
    form: Literal[
        "dated",
        "yearly",
        "periodic",
        "ongoing",
        "after-event",
        "per-schedule",
        "not-given",
        "unreadable",
    ]
    days: list[Period]


class Status(Shape):
    """A status on `today`; `done` of `target` units are proved, `claimed` reported without proof.

    `days` is how late, how overdue, or how many are left, by the kind of status.
    """

    kind: str
    label: str
    days: int
    done: int
    claimed: int
    target: int
    year: int | None


class Evidence(Shape):
    """A proof."""

    title: str
    url: str | None


class Report(Shape):
    """What was done about a measure."""

    date: date
    count: int | None
    text: str | None
    evidence: list[Evidence]


class Move(Shape):
    """A moved deadline."""

    date: date
    deadline: str
    reason: str | None


class Cancellation(Shape):
    """Why a measure will not be carried out."""

    date: date
    reason: str


class Measure(Shape):
    """A measure of a plan, or an item of a plan to remove shortcomings.

    `deadline` is the promise as first written, `current_deadline` the one in force after moves.
    """

    id: str
    url: str | None
    address: str
    number: str | None
    title: str
    summary: str | None
    deadline: Deadline
    current_deadline: Deadline
    quantity_text: str | None
    quantity: Quantity | None
    expected: str | None
    responsible: list[Ref]
    status: Status
    reports: list[Report]
    moved: list[Move]
    cancelled: Cancellation | None


class Approval(Shape):
    """The act that adopted a document."""

    act: str | None
    number: str | None
    date: date | None
    by: Ref | None


class Source(Shape):
    """Where the words come from."""

    title: str
    url: str | None
    file: str | None
    retrieved: date | None


class Section(Shape):
    """A section of a plan; a plan without sections has one without number and title."""

    number: str | None
    title: str | None
    measures: list[Measure]


class Plan(Shape):
    """A plan of measures."""

    name: str
    title: str
    address: str
    url: str | None
    kind: str
    spheres: list[str]
    period: Period | None
    place: Ref
    issuer: Ref | None
    approved: Approval | None
    source: Source
    statuses: dict[str, int]
    sections: list[Section]


class PlanOfList(Shape):
    """A plan in a list."""

    plan: Ref
    kind: str
    measures: int
    statuses: dict[str, int]


class Body(Shape):
    """A body and all that it has promised in the plans of its territory."""

    id: str
    name: str
    address: str
    url: str | None
    kind: str
    place: Ref
    promises: list[Promise]


class Promise(Shape):
    """What a body has promised in one plan."""

    plan: Ref
    measures: list[Measure]


class SphereSummary(Shape):
    """How the organisations of a sphere stand, by the last total of each in three years."""

    sphere: str
    method: str | None
    organizations: int
    assessed: int
    mean: float | None
    median: float | None


class Removal(Shape):
    """What became of shortcomings whose deadline has passed."""

    due: int
    in_time: int
    late: int
    open: int


class Territory(Shape):
    """A region or a municipality with lists of what it holds."""

    name: str
    official_name: str | None
    kind: Literal["region", "municipality"]
    address: str
    url: str | None
    oktmo: str | None
    region: Ref | None
    municipalities: list[Ref]
    plans: list[PlanOfList]
    bodies: list[Ref]
    organizations: list[Ref]
    assessments: list[Ref]
    improvements: list[Ref]
    summaries: list[SphereSummary]
    removal: Removal


class MeasureOfList(Shape):
    """A measure with the plan that holds it."""

    plan: Ref
    measure: Measure


class MeasureList(Shape):
    """Every measure of a territory, of plans to remove shortcomings, too."""

    place: Ref
    measures: list[MeasureOfList]


class Points(Shape):
    """A figure of 0 to `scale` points; `computed` when nobody published it and it was counted."""

    value: float | None
    computed: bool


class Doubt(Shape):
    """A published figure that does not follow from the figures below it."""

    id: str
    published: float
    recomputed: float


class Row(Shape):
    """One organisation in an assessment; `indicators` and `criteria` by their numbers."""

    organization: Ref
    inn: str
    kind: str
    place: str
    place_of_kind: str
    total: Points
    criteria: dict[str, Points]
    indicators: dict[str, Points]
    respondents: int | None
    visitors: int | None
    change: float | None
    change_since: int | None
    doubts: list[Doubt]


class Assessment(Shape):
    """Results of an assessment; only results of one sphere and method may be compared."""

    name: str
    address: str
    url: str | None
    place: Ref
    year: int
    sphere: str
    method: str
    scale: int
    operator: str | None
    collected: Period | None
    published: date | None
    published_url: str | None
    source: Source
    rows: list[Row]


class Standing(Shape):
    """How an organisation stands in one assessment, beside the medians of its kind."""

    assessment: Ref
    year: int
    sphere: str
    method: str
    row: Row
    median_near: float | None
    median_region: float | None


class Organization(Shape):
    """An assessed organisation."""

    inn: str
    ogrn: str | None
    oktmo: str | None
    bus_id: str | None
    name: str
    short_name: str | None
    kind: str
    sphere: str
    address: str
    url: str | None
    place: Ref
    postal_address: str | None
    site: str | None
    closed: date | None
    successor: Ref | None
    standings: list[Standing]
    improvements: list[Ref]


class Item(Shape):
    """A shortcoming and its measure; `criterion` is 1 to 5."""

    criterion: int
    shortcoming: str
    measure: Measure


class Improvement(Shape):
    """A plan of one organisation to remove shortcomings."""

    name: str
    title: str | None
    address: str
    url: str | None
    place: Ref
    organization: Ref
    inn: str
    assessment: Ref | None
    approved: Approval | None
    source: Source
    statuses: dict[str, int]
    items: list[Item]


class Index(Shape):
    """Where everything is: the first file to read."""

    title: str
    openapi: str
    regions: list[Ref]
    counts: dict[str, int]


class Document(Shape, Generic[T]):
    """What every file holds around its data.

    `today` is the day of all statuses; `generated_at` its first moment in the time zone of the
    site. `revision` names the sources, or is empty. `fictional` marks a site of invented data.
    """

    schema_version: str
    generated_at: str
    today: date
    revision: str
    fictional: bool
    data: T
