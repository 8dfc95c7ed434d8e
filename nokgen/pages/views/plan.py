"""A plan and its measures."""

from __future__ import annotations

from dataclasses import field

from nokgen.pages.views.frame import Layout, Link, Revisions
from nokgen.pages.views.parts import Block, Fact, Figure, Progress, StatusTag, Timeline
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class Report:
    """What was done about a measure; `claimed` marks a report without evidence."""

    date: str
    iso_date: str
    count: str
    blocks: tuple[Block, ...]
    evidence: tuple[Link, ...]
    claimed: bool


@view(frozen=True, slots=True)
class Change:
    """A moved deadline or a cancellation, in one sentence, with its reason and proofs."""

    text: str
    blocks: tuple[Block, ...]
    evidence: tuple[Link, ...]


@view(frozen=True, slots=True)
class Measure:
    """A measure on the page of its plan.

    `deadline` is verbatim, or the words «в документе не указан» with `deadline_given` false;
    `meaning` says how the deadline is understood, where this adds to its words; `silences` what
    was changed without a note.
    """

    id: str
    number: str
    title: str
    summary: str
    body: tuple[Block, ...]
    status: StatusTag
    deadline: str
    deadline_given: bool
    meaning: str
    quantity: str
    expected: tuple[Block, ...]
    responsible: tuple[Link, ...]
    channels: tuple[Link, ...]
    note: tuple[Block, ...]
    reports: tuple[Report, ...]
    changes: tuple[Change, ...]
    silences: tuple[str, ...] = ()
    revisions: Revisions = field(default_factory=Revisions)


@view(frozen=True, slots=True)
class Section:
    """A section of a plan; a plan without sections has one with an empty title."""

    id: str
    title: str
    measures: tuple[Measure, ...]


@view(frozen=True, slots=True)
class PlanPage:
    """A plan: what matters first, then the timeline, then the measures.

    Paper only: `stamp` are the lines of the approval above the title, `qr` is the file of a code
    that leads to this page.
    """

    layout: Layout
    title: str
    summary: str
    place: Link
    kind: str
    years: str
    spheres: tuple[str, ...]
    lead: str
    figures: tuple[Figure, ...]
    progress: Progress
    nearest: Link
    nearest_text: str
    notice: str
    note: tuple[Block, ...]
    timeline: Timeline
    sections: tuple[Section, ...]
    approval: tuple[Fact, ...]
    source: tuple[Fact, ...]
    stamp: tuple[str, ...]
    qr: str
    silences: tuple[str, ...] = ()
