"""Plans to remove shortcomings, consolidated plans, and reports on their fulfilment."""

from __future__ import annotations

from nokgen.pages.views.frame import Layout, Link
from nokgen.pages.views.listings import Document, Entry, Table
from nokgen.pages.views.lists import MeasureLine
from nokgen.pages.views.parts import Block, Fact, Figure, Progress, StatusTag, Timeline
from nokgen.pages.views.plan import Measure
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class ImprovementItem:
    """A shortcoming, and the measure against it; `silence` says that nothing was reported.

    `actual` is the day of the last report in words and for <time>.
    """

    id: str
    shortcoming: str
    body: tuple[Block, ...]
    measure: Measure
    actual: str
    iso_actual: str
    silence: str


@view(frozen=True, slots=True)
class ImprovementSection:
    """One of the five sections of the form; `absent` is the dash of one without items."""

    id: str
    title: str
    items: tuple[ImprovementItem, ...]
    absent: str


@view(frozen=True, slots=True)
class ImprovementPage:
    """A plan of an organisation in the federal form.

    `answers` is the assessment behind it (a text without link where it is not known). Paper only:
    `stamp` are the lines of the approval above the title, `qr` is the file of a code of this page.
    """

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    answers: Link
    figures: tuple[Figure, ...]
    progress: Progress
    notice: str
    note: tuple[Block, ...]
    timeline: Timeline
    sections: tuple[ImprovementSection, ...]
    approval: tuple[Fact, ...]
    source: tuple[Fact, ...]
    documents: tuple[Document, ...]
    further: tuple[Link, ...]
    stamp: tuple[str, ...]
    qr: str
    silences: tuple[str, ...] = ()


@view(frozen=True, slots=True)
class ConsolidatedItem:
    """A row of a consolidated plan; `where` tells links of one name apart for the ear."""

    link: Link
    where: str
    detail: str
    measure: str
    deadline: str
    moved: tuple[str, ...]
    post: str
    status: StatusTag
    actual: str


@view(frozen=True, slots=True)
class OrganizationItems:
    """What one organisation promised about one criterion."""

    link: Link
    items: tuple[ConsolidatedItem, ...]


@view(frozen=True, slots=True)
class CriterionItems:
    """A criterion of a consolidated plan; `absent` is the dash of one without items."""

    id: str
    title: str
    count: str
    absent: str
    organizations: tuple[OrganizationItems, ...]


@view(frozen=True, slots=True)
class StatusChoice:
    """A value of the filter: «Просрочено (3)»."""

    slug: str
    label: str


@view(frozen=True, slots=True)
class Attention:
    """Items of which a reader must know first; `id` is the anchor of their figure."""

    id: str
    title: str
    items: tuple[MeasureLine, ...]


@view(frozen=True, slots=True)
class ConsolidatedPage:
    """The plans of all organisations of a territory together.

    `parts` count the plans of the municipalities of a region; `organizations` those of the
    territory's own organisations. `spheres` lead to other consolidated plans of the territory.
    """

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    report: Link
    figures: tuple[Figure, ...]
    progress: Progress
    notice: str
    spheres: tuple[Entry, ...]
    attention: tuple[Attention, ...]
    parts: tuple[Table, ...]
    organizations: tuple[Table, ...]
    choices: tuple[StatusChoice, ...]
    criteria: tuple[CriterionItems, ...]
    own: str
    documents: tuple[Document, ...]
    qr: str


@view(frozen=True, slots=True)
class YearOfReport:
    """A year of the report: who has not reported first, then figures, then tables."""

    id: str
    title: str
    text: str
    silent_title: str
    silent: tuple[Entry, ...]
    all_reported: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    documents: tuple[Document, ...]


@view(frozen=True, slots=True)
class ConsolidatedReportPage:
    """How the plans of a territory were fulfilled, year by year; `note` counts what has no year."""

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    plan: Link
    note: str
    jumps: tuple[Link, ...]
    years: tuple[YearOfReport, ...]
    qr: str
