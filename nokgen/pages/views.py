"""What templates receive: frozen values ready to show; templates loop, test and call components.

Every text is final (translated, typographed, plural forms chosen), every `href` is relative to the
page that holds it. An empty string or an empty tuple means "nothing to show"; there is no None.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A link; without `href` it is plain text."""

    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link of the menu; `current` marks the page or section that the reader is in."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What the search index learns about a page besides its words: pairs of name and value."""

    filters: tuple[tuple[str, str], ...] = ()
    sorts: tuple[tuple[str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Display:
    """The way to larger text and other colours: its page, its script, its stylesheet."""

    link: NavigationLink
    script: str
    sheet: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What every page has around its content.

    `root` leads from the page to the root of the site ("../../" or "./"); `canonical` is absolute
    or empty; `sheets` are stylesheets that only pages of its kind need; `indexed` says whether the
    search index takes the page; `policy` is the Content-Security-Policy; `today` and `revision`
    stand in the footer.
    """

    language: str
    title: str
    site_title: str
    fictional: bool
    description: str
    root: str
    home_href: str
    canonical: str
    stylesheet: str
    sheets: tuple[str, ...]
    print_sheet: str
    icon: str
    scripts: tuple[str, ...]
    policy: str
    robots: str
    crumbs: tuple[Link, ...]
    navigation: tuple[NavigationLink, ...]
    footer: tuple[NavigationLink, ...]
    search_href: str
    today: str
    revision: str
    source: Link
    contact: Link
    indexed: bool
    search: SearchFacts
    display: Display


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document's text: a paragraph (`kind` "p") or a list ("ol", "ul").

    `marker` is the sign that the document sets after the number of a list: ")" or ".".
    `start` is the first number of an ordered list.
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    marker: str = "."
    start: int = 1


@dataclass(frozen=True, slots=True)
class StatusTag:
    """A status: `slug` chooses icon and colour, `label` is its word, `detail` its number."""

    slug: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A summary figure: «6 мероприятий» as value "6" and label "мероприятий"."""

    value: str
    label: str
    slug: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a progress bar: `x` and `width` are percentages ready for SVG ("12.5%")."""

    slug: str
    label: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A progress bar with its words: «выполнено 0 из 6»."""

    text: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a definition list; the value is blocks of text, or links, or both."""

    label: str
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of a time axis at `x` ("8.33%"); minor ones may be left out on narrow screens."""

    x: str
    label: str
    major: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a time axis; `slug` is the slug of a status."""

    x: str
    width: str
    slug: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A measure on the axis: the picture in `bars`, the same in words in `text`."""

    number: str
    title: str
    href: str
    text: str
    status: StatusTag
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TimelineAside:
    """Measures that have no place on the axis, by reason: «постоянно», «после события» …"""

    label: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Measures over time; `today` is the place of today on the axis or empty."""

    title: str
    ticks: tuple[Tick, ...]
    rows: tuple[TimelineRow, ...]
    aside: tuple[TimelineAside, ...]
    today: str
    today_label: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was done about a measure; `claimed` marks a report without evidence."""

    date: str
    iso_date: str
    count: str
    blocks: tuple[Block, ...]
    evidence: tuple[Link, ...]
    claimed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A moved deadline or a cancellation, in one sentence, with its reason and proofs."""

    text: str
    blocks: tuple[Block, ...]
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure on the page of its plan.

    `deadline` is verbatim, or the words «в документе не указан» with `deadline_given` false;
    `meaning` says how the deadline is understood, where this adds to its words.
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


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a plan; a plan without sections has one with an empty title."""

    id: str
    title: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan in a list."""

    link: Link
    kind: str
    years: str
    place: Link
    measures: str
    progress: Progress
    summary: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineItem:
    """A deadline in a list or a calendar; `date` in words, `iso_date` for <time>."""

    date: str
    iso_date: str
    measure: Link
    plan: Link
    place: Link
    status: StatusTag
    deadline: str


@dataclass(frozen=True, slots=True)
class BodyCard:
    """A body in a list."""

    link: Link
    kind: str
    measures: str


@dataclass(frozen=True, slots=True)
class YearOfPlans:
    """The plans of a municipality for one year, on one timeline."""

    title: str
    id: str
    plans: tuple[PlanCard, ...]
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class TerritoryCard:
    """A municipality or a region in a list."""

    link: Link
    kind: str
    plans: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class TerritoryPage:
    """A municipality or a region; only a region has `municipalities`."""

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


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in a list outside its plan."""

    number: str
    link: Link
    deadline: str
    status: StatusTag


@dataclass(frozen=True, slots=True)
class PlanOfBody:
    """What a body has promised in one plan."""

    link: Link
    years: str
    measures: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body, the plans that it adopted and all that it has promised."""

    layout: Layout
    title: str
    kind: str
    place: Link
    synonyms: tuple[str, ...]
    note: tuple[Block, ...]
    figures: tuple[Figure, ...]
    adopted: tuple[PlanCard, ...]
    plans: tuple[PlanOfBody, ...]


@dataclass(frozen=True, slots=True)
class RegionOfHome:
    """A region on the home page: a card for plans of its own, if any, and for each municipality."""

    link: Link
    cards: tuple[TerritoryCard, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class MonthLink:
    """A month of the calendar with the number of its deadlines in words."""

    link: Link
    count: str


@dataclass(frozen=True, slots=True)
class YearOfMonths:
    """The months of a year that have deadlines."""

    title: str
    months: tuple[MonthLink, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """What is due in the next 30 days, what is overdue, and all months."""

    layout: Layout
    title: str
    lead: str
    upcoming: tuple[DeadlineItem, ...]
    overdue: tuple[DeadlineItem, ...]
    years: tuple[YearOfMonths, ...]


@dataclass(frozen=True, slots=True)
class DayOfGrid:
    """A cell of a month's grid; `number` is empty outside the month."""

    number: str
    count: str
    href: str
    today: bool


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The deadlines of a day."""

    title: str
    id: str
    items: tuple[DeadlineItem, ...]


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month of the calendar: a grid of weeks, and its days as a list."""

    layout: Layout
    title: str
    lead: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[DayOfGrid, ...], ...]
    days: tuple[DayOfMonth, ...]
    previous: Link
    next: Link
    calendar: Link


@dataclass(frozen=True, slots=True)
class StatusRule:
    """A row of the methodology: a status, what it says and when it is given."""

    status: StatusTag
    meaning: str
    rule: str


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A row of the methodology: a form of deadlines with examples of its words."""

    label: str
    meaning: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MethodologyPage:
    """How statuses come about."""

    layout: Layout
    title: str
    statuses: tuple[StatusRule, ...]
    deadlines: tuple[DeadlineRule, ...]


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page that editors wrote in Markdown."""

    layout: Layout
    title: str
    summary: str
    html: Markup


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of the display panel; the empty value leaves the page as it is."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices of which one holds; `name` is the attribute of <html> that keeps it."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DisplayPage:
    """The page of the display panel, which also says what helps without scripts."""

    layout: Layout
    title: str
    lead: str
    groups: tuple[ChoiceGroup, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """The page for addresses that do not exist; its links start at the base path."""

    layout: Layout
    title: str
    suggestions: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """A page at an old address; `canonical` is the full new address or empty."""

    layout: Layout
    title: str
    target: Link
    canonical: str
