"""All other kinds of pages."""

from __future__ import annotations

from dataclasses import field

from markupsafe import Markup

from nokgen.pages.views.assessment import Assessed, ScoringRules
from nokgen.pages.views.frame import Layout, Link
from nokgen.pages.views.lists import (
    BodyCard,
    DeadlineItem,
    PlanCard,
    PlanOfBody,
    TerritoryCard,
    YearOfPlans,
)
from nokgen.pages.views.parts import Block, Fact, Figure, StatusTag
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class TerritoryPage:
    """A municipality or a region; only a region has `municipalities`.

    `became` says that it is no more, `successors` whose place it took and who took its own.
    """

    layout: Layout
    title: str
    official_name: str
    kind: str
    region: Link
    figures: tuple[Figure, ...]
    notice: str
    note: tuple[Block, ...]
    nearest: tuple[DeadlineItem, ...]
    municipalities: tuple[TerritoryCard, ...]
    years: tuple[YearOfPlans, ...]
    bodies: tuple[BodyCard, ...]
    facts: tuple[Fact, ...]
    documents: tuple[Link, ...]
    assessed: Assessed = field(default_factory=Assessed)
    became: str = ""
    successors: tuple[Fact, ...] = ()


@view(frozen=True, slots=True)
class BodyPage:
    """A body, the plans that it adopted and all that it has promised."""

    layout: Layout
    title: str
    over: tuple[Link, ...]
    place: Link
    synonyms: tuple[str, ...]
    note: tuple[Block, ...]
    figures: tuple[Figure, ...]
    adopted: tuple[PlanCard, ...]
    plans: tuple[PlanOfBody, ...]


@view(frozen=True, slots=True)
class RegionOfHome:
    """A region on the home page: a card for plans of its own, if any, and for each municipality."""

    link: Link
    cards: tuple[TerritoryCard, ...]


@view(frozen=True, slots=True)
class HomePage:
    """The home page."""

    layout: Layout
    title: str
    lead: str
    figures: tuple[Figure, ...]
    notice: str
    regions: tuple[RegionOfHome, ...]
    nearest: tuple[DeadlineItem, ...]
    calendar: Link
    methodology: Link
    assessed: Assessed = field(default_factory=Assessed)


@view(frozen=True, slots=True)
class StatusRule:
    """A row of the methodology: a status, what it says and when it is given."""

    status: StatusTag
    meaning: str
    rule: str


@view(frozen=True, slots=True)
class DeadlineRule:
    """A row of the methodology: a form of deadlines with examples of its words."""

    label: str
    meaning: str
    examples: tuple[str, ...]


@view(frozen=True, slots=True)
class MethodologyPage:
    """How statuses, deadlines and points come about."""

    layout: Layout
    title: str
    statuses: tuple[StatusRule, ...]
    deadlines: tuple[DeadlineRule, ...]
    scoring: tuple[ScoringRules, ...] = ()


@view(frozen=True, slots=True)
class TextPage:
    """A page that editors wrote in Markdown."""

    layout: Layout
    title: str
    summary: str
    html: Markup


@view(frozen=True, slots=True)
class SearchPage:
    """The search page; `suggestions` help where JavaScript or the index is missing.

    `served` is false in a preview that opens from disk, where no script may read an index.
    Words of one group of `synonyms` find the same pages.
    """

    layout: Layout
    title: str
    served: bool
    suggestions: tuple[Link, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()


@view(frozen=True, slots=True)
class Choice:
    """A choice of the display panel; the empty value leaves the page as it is."""

    value: str
    label: str


@view(frozen=True, slots=True)
class ChoiceGroup:
    """Choices of which one holds; `name` is the attribute of <html> that keeps it."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@view(frozen=True, slots=True)
class DisplayPage:
    """The page of the display panel, which also says what helps without scripts."""

    layout: Layout
    title: str
    lead: str
    groups: tuple[ChoiceGroup, ...]


@view(frozen=True, slots=True)
class NotFoundPage:
    """The page for addresses that do not exist; its links start at the base path."""

    layout: Layout
    title: str
    suggestions: tuple[Link, ...]


@view(frozen=True, slots=True)
class RedirectPage:
    """A page at an old address; `canonical` is the full new address or empty.

    `script` leads on with the `?query` and the `#fragment` that were asked for.
    """

    layout: Layout
    title: str
    target: Link
    canonical: str
    script: str
