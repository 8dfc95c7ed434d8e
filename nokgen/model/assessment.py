"""The types of organisations and their assessments: frozen, resolved, computed for a day."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from nokgen.frozen import frozen
from nokgen.model.plan import BodyRef, Measure
from nokgen.records.campaign import Survey as SurveyRecord
from nokgen.records.improvement import Improvement as ImprovementRecord
from nokgen.records.improvement import Item as ItemRecord
from nokgen.records.organization import Organization as OrganizationRecord
from nokgen.records.organization import OrganizationKind
from nokgen.records.plan import Sphere
from nokgen.records.results import Method, Results


@frozen
class OrganizationRef:
    """An organisation as others name it; `is_closed` when it has ceased to be by today."""

    inn: str
    name: str
    address: str
    kind: OrganizationKind
    is_closed: bool = False


@frozen
class Points:
    """A figure on a scale of points; None is "no data", never 0.

    `is_computed` when nobody published it and it was counted here from the level below.
    """

    value: Decimal | None = None
    is_computed: bool = False


@frozen
class Doubt:
    """A published figure that does not follow from the level below.

    `id` is "1.1" … "5.3", "k1" … "k5" or "total".
    """

    id: str
    published: Decimal
    recomputed: Decimal


@frozen
class Row:
    """One organisation in an assessment.

    `indicators` are those published, or counted here from raw counts where none is published.
    `place` is among all, `place_of_kind` among organisations of its kind: "1", or "2–3" for a
    shared one, "" without a total. `change` is against its last assessment by the same method
    (`change_since` is the year of that). Counts of fewer than five people are not here at all:
    `respondents` or `visitors` is None then, and `few_respondents` or `few_visitors` says so.
    """

    organization: OrganizationRef
    indicators: Mapping[str, Points]
    criteria: tuple[Points, Points, Points, Points, Points]
    total: Points
    respondents: int | None
    visitors: int | None
    place: str
    place_of_kind: str
    change: Decimal | None
    change_since: int | None
    doubts: tuple[Doubt, ...]
    few_respondents: bool = False
    few_visitors: bool = False


@frozen
class Assessment:
    """Results of an assessment; rows are sorted by total, the best first, then by name.

    `table` is the path of the published table from the site's root, or empty; with `is_table_open`
    false it tells of fewer than five people somewhere, and is not given out. `scale` is the largest
    possible total.
    """

    record: Results
    path: str
    table: str
    address: str
    place: BodyRef
    considered_by: BodyRef | None
    rows: tuple[Row, ...]
    scale: int
    is_table_open: bool = True

    @property
    def series(self) -> tuple[Sphere, Method]:
        """Only assessments of one series may be ranked, averaged or drawn together."""
        return self.record.sphere, self.record.method


@frozen
class Median:
    """A middle value of `count` organisations of one kind in one assessment year and method."""

    value: Decimal | None
    count: int


@frozen
class Standing:
    """How an organisation stands in one assessment, against others of its kind and method.

    `near` are those of its own municipality (or of the region, for one of the region itself).
    """

    assessment: Assessment
    row: Row
    near: Median
    region: Median


@frozen
class Item:
    """A shortcoming and its measure, with the status of a measure."""

    record: ItemRecord
    measure: Measure


@frozen
class Improvement:
    """A plan of one organisation to remove shortcomings; `answers` is the assessment behind it."""

    record: ImprovementRecord
    path: str
    address: str
    place: BodyRef
    organization: OrganizationRef
    sphere: Sphere
    answers: Assessment | None
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """A short title for lists."""
        return self.organization.name

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What is promised, in the order of the document."""
        return tuple(item.measure for item in self.items)


@frozen
class Survey:
    """A questionnaire; nobody is named in `organizations` when it is about all."""

    record: SurveyRecord
    address: str
    place: BodyRef
    operator: BodyRef | None
    organizations: tuple[OrganizationRef, ...]
    is_open: bool
    is_ahead: bool


@frozen
class Organization:
    """An assessed organisation with all that is known of it; the newest stands first."""

    record: OrganizationRecord
    ref: OrganizationRef
    path: str
    place: BodyRef
    region: BodyRef
    founder: BodyRef | None
    standings: tuple[Standing, ...]
    improvements: tuple[Improvement, ...]
    surveys: tuple[Survey, ...]
    proposals: tuple[str, ...]
    successor: OrganizationRef | None
    predecessors: tuple[OrganizationRef, ...]


@frozen
class SphereSummary:
    """How the organisations of one sphere stand, by the last score of each in three years.

    `organizations` are those that work today, `assessed` those of them assessed in the last three
    years, `scored` those with a total by `method`: the uniform order where anybody was assessed by
    it, else the method of the newest assessment.
    """

    sphere: Sphere
    method: Method | None
    organizations: int
    assessed: int
    scored: int
    mean: Decimal | None
    median: Decimal | None


@frozen
class Removal:
    """What became of shortcomings whose dated deadline has passed by today."""

    due: int
    in_time: int
    late: int

    @property
    def open(self) -> int:
        """Those of which no proof of removal is published."""
        return self.due - self.in_time - self.late
