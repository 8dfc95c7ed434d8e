"""Ratings, organisations, lists of organisations, their comparison, and summaries of them."""

from __future__ import annotations

from markupsafe import Markup

from nokgen.pages.views.frame import Layout, Link
from nokgen.pages.views.listings import Document, Entry, Score, Table
from nokgen.pages.views.lists import MeasureLine
from nokgen.pages.views.parts import Block, Fact, Figure, Progress
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class Placing:
    """A line of a short ranking: «1», «2–3», or «—» without a total; `detail` is a remark."""

    place: str
    link: Link
    text: str
    detail: str = ""


@view(frozen=True, slots=True)
class KindOfRating:
    """The organisations of one kind: leaders, or `why` none are named, and all in their order.

    `slug` is the value of the filter, "kind-" before it the anchor; `name` stands in the filter.
    """

    slug: str
    title: str
    name: str
    leaders: tuple[Placing, ...]
    why: str
    count: str
    all: tuple[Placing, ...]


@view(frozen=True, slots=True)
class DoubtsOf:
    """What does not add up for one organisation, a sentence for each figure."""

    link: Link
    sentences: tuple[str, ...]


@view(frozen=True, slots=True)
class ProposalOf:
    """A proposal and whom it is meant for; nobody is named where it is meant for all."""

    blocks: tuple[Block, ...]
    organizations: tuple[Link, ...]


@view(frozen=True, slots=True)
class RatingPage:
    """Results of one assessment."""

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    figures: tuple[Figure, ...]
    notices: tuple[str, ...]
    note: tuple[Block, ...]
    table: Table
    kinds: tuple[KindOfRating, ...]
    change: tuple[str, ...]
    risers: tuple[Placing, ...]
    bands: tuple[Score, ...]
    bands_text: str
    access: Table
    access_text: str
    doubts: tuple[DoubtsOf, ...]
    conclusions: Markup
    proposals: tuple[ProposalOf, ...]
    how: tuple[Fact, ...]
    documents: tuple[Document, ...]
    series: tuple[Entry, ...]


@view(frozen=True, slots=True)
class ChartPoint:
    """A year of a chart at `x` and `y` ("40%"), with its year and its points in words."""

    x: str
    y: str
    year: str
    text: str


@view(frozen=True, slots=True)
class ChartLine:
    """A stroke of a chart between two places."""

    x1: str
    y1: str
    x2: str
    y2: str


@view(frozen=True, slots=True)
class ChartLevel:
    """A level of the scale at `y`."""

    y: str
    label: str


@view(frozen=True, slots=True)
class Chart:
    """Totals over the years; `median` is the broken line of medians, `words` say what is what."""

    points: tuple[ChartPoint, ...]
    line: tuple[ChartLine, ...]
    median: tuple[ChartLine, ...]
    levels: tuple[ChartLevel, ...]
    words: str


@view(frozen=True, slots=True)
class History:
    """The assessments of an organisation by one method: a chart, and the same as a table."""

    title: str
    chart: Chart
    table: Table


@view(frozen=True, slots=True)
class ScoreCard:
    """The newest figures: the total against medians, the criteria, where they come from."""

    title: str
    totals: tuple[Score, ...]
    totals_text: str
    criteria: tuple[Score, ...]
    criteria_text: str
    facts: tuple[Fact, ...]
    doubts: tuple[str, ...]


@view(frozen=True, slots=True)
class ImprovementOfOrganization:
    """A plan to remove shortcomings in short: the urgent lines first."""

    link: Link
    over: str
    progress: Progress
    lines: tuple[MeasureLine, ...]
    more: Link


@view(frozen=True, slots=True)
class OrganizationPage:
    """An organisation: how it stands, what is being fixed, how it was before."""

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    figures: tuple[Figure, ...]
    notices: tuple[str, ...]
    limits: str
    note: tuple[Block, ...]
    successors: tuple[Fact, ...]
    cards: tuple[ScoreCard, ...]
    links: tuple[Link, ...]
    histories: tuple[History, ...]
    improvements: tuple[ImprovementOfOrganization, ...]
    improvements_text: str
    surveys: tuple[Entry, ...]
    proposals: tuple[Entry, ...]
    placements: tuple[Table, ...]
    documents: tuple[Document, ...]
    identifiers: tuple[Fact, ...]


@view(frozen=True, slots=True)
class KindOfList:
    """The organisations of a kind: one table a method, and those without a score.

    `button` says whether the form can be sent from here.
    """

    id: str
    title: str
    text: str
    tables: tuple[Table, ...]
    unscored: tuple[Entry, ...]
    button: bool


@view(frozen=True, slots=True)
class OrganizationsPage:
    """The organisations of a territory by kind, with `parts` for those of its municipalities.

    `compare` is the address of the page to which the form sends what was chosen.
    """

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    notices: tuple[str, ...]
    compare: str
    kinds: tuple[KindOfList, ...]
    parts: tuple[Entry, ...]
    closed: tuple[Entry, ...]


@view(frozen=True, slots=True)
class ComparePage:
    """Up to four organisations side by side; `served` is false in a preview from disk."""

    layout: Layout
    title: str
    lead: str
    served: bool
    lists: tuple[Entry, ...]
    criteria: tuple[str, ...]


@view(frozen=True, slots=True)
class Assessed:
    """What the page of a territory, or the home page, tells of assessments."""

    spheres: tuple[Table, ...] = ()
    spheres_text: str = ""
    removal: str = ""
    assessments: tuple[Entry, ...] = ()
    surveys: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to show but open questionnaires."""
        return bool(self.spheres or self.removal or self.assessments or self.links)


@view(frozen=True, slots=True)
class IndicatorRule:
    """A row of the methodology: an indicator, how it is counted and by what rule."""

    id: str
    title: str
    weight: str
    formula: str


@view(frozen=True, slots=True)
class CriterionRule:
    """A criterion with its indicators."""

    title: str
    indicators: tuple[IndicatorRule, ...]
    sum: str


@view(frozen=True, slots=True)
class BandRule:
    """A band of points and its word."""

    points: str
    label: str


@view(frozen=True, slots=True)
class Explanation:
    """How one number of the site comes about."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@view(frozen=True, slots=True)
class ScoringRules:
    """The part of the methodology that is about points."""

    criteria: tuple[CriterionRule, ...]
    total: str
    sources: tuple[str, ...]
    bands: tuple[BandRule, ...]
    explanations: tuple[Explanation, ...]
    limits: tuple[Fact, ...]
