"""An edition goes in, the page that shows every component in all its states comes out.

It is for those who change templates: no page links to it, no index takes it. All it shows is made
of invented examples, the same as in the tests of the components.
"""

from __future__ import annotations

from nokgen.frozen import frozen
from nokgen.pages import (
    examples,
    examples_of_campaign,
    examples_of_improvement,
    examples_of_listings,
    examples_of_sharing,
    views,
)
from nokgen.pages.edition import Edition
from nokgen.pages.layout import STYLEGUIDE, Heading, layout
from nokgen.pages.views.listings import Document, Entry, Letter, Pagination, Score, Table

COLOURS = (
    *("paper", "surface", "ink", "muted", "line", "edge", "accent", "accent-ink"),
    *("focus", "head", "head-ink", "mark"),
    *("good", "half", "wait", "now", "soon", "late", "silent"),
)
SIZES = ("h1", "h1-long", "h2", "h3", "small")
SPACES = ("s1", "s2", "s3", "s4", "s5", "s6", "radius")
# Components that a page has once: this page shows them itself.
FRAME = (*("skip-link", "display", "header", "search-form", "breadcrumbs", "page-head", "footer"),)
PARTS = (
    *("links", "button", "icon", "status-tag", "term", "notice", "empty-state"),
    *("figures", "progress-bar", "score-bars", "cards", "plan-card", "territory-card"),
    *("blocks", "fact-list", "document-list", "deadline-list", "measure-list", "measure-card"),
    *("timeline", "month-grid", "table", "rating-table", "pagination", "letters-index"),
    *("entry-list", "score-chart", "kind-filter", "compare-table", "assessed"),
    *("publication-list", "quantity-list", "month-chart", "survey-card", "blank", "code"),
    *("handout", "placement-table", "shortcoming-card", "consolidated-table", "silence"),
    *("revisions", "embed-card", "snippet"),
)


@frozen
class Gallery:
    """What the components of the page are called with."""

    statuses: tuple[views.StatusTag, ...]
    links: tuple[views.Link, ...]
    notice: str
    note: tuple[views.Block, ...]
    figures: tuple[views.Figure, ...]
    progress: views.Progress
    nothing_done: views.Progress
    scores: tuple[Score, ...]
    plan: views.PlanCard
    territories: tuple[views.TerritoryCard, ...]
    blocks: tuple[views.Block, ...]
    facts: tuple[views.Fact, ...]
    documents: tuple[Document, ...]
    deadlines: tuple[views.DeadlineItem, ...]
    lines: tuple[views.MeasureLine, ...]
    measures: tuple[views.Measure, ...]
    timeline: views.Timeline
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[views.DayOfGrid, ...], ...]
    table: Table
    rating: Table
    paginations: tuple[Pagination, ...]
    alphabet: tuple[views.NavigationLink, ...]
    letter: Letter
    entries: tuple[Entry, ...]
    placings: tuple[views.Placing, ...]
    chart: views.Chart
    kinds: tuple[views.KindOfRating, ...]
    assessed: views.Assessed
    glance: views.Glance
    snippets: tuple[views.Snippet, ...]
    publications: tuple[views.PublicationLine, ...]
    tallies: tuple[views.Tally, ...]
    bars: tuple[views.MonthBar, ...]
    bars_text: str
    survey: views.SurveyCard
    blank: examples_of_campaign.Blank
    code: views.Code
    sheet: examples_of_campaign.Sheet
    placement_columns: tuple[str, ...]
    placement_rows: tuple[views.PlacementRow, ...]
    shortcomings: tuple[views.ImprovementItem, ...]
    criterion: views.CriterionItems
    silent: tuple[Entry, ...]
    revisions: views.Revisions
    places: tuple[views.PlaceOfChanges, ...]


@frozen
class StyleguidePage:
    """The style guide: tokens by name, components by name, examples for them."""

    layout: views.Layout
    title: str
    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    spaces: tuple[str, ...]
    frame: tuple[str, ...]
    parts: tuple[str, ...]
    shown: Gallery


def styleguide_page(edition: Edition) -> StyleguidePage:
    """The page /styleguide/."""
    title = edition.messages.gettext("Style guide")
    heading = Heading(STYLEGUIDE, title, title, sheet="styleguide.css", sorting=True, hidden=True)
    frame = layout(edition, heading)
    return StyleguidePage(
        layout=frame,
        title=title,
        colours=COLOURS,
        sizes=SIZES,
        spaces=SPACES,
        frame=FRAME,
        parts=PARTS,
        shown=gallery(frame.icon),
    )


def gallery(picture: str) -> Gallery:
    """Every example once; `picture` is the address of any picture of the page."""
    return Gallery(
        statuses=tuple(examples.status(slug) for slug in examples.LABELS),
        links=examples.SOURCES,
        notice=examples.NOTICE,
        note=examples.NOTE,
        figures=examples.FIGURES,
        progress=examples.PROGRESS,
        nothing_done=views.Progress("Выполнено с подтверждением: 0 из 6", ()),
        scores=examples_of_listings.SCORES,
        plan=examples.CARD,
        territories=tuple(map(examples.territory_card, ("Примерск", "Пробный район"))),
        blocks=examples.measure(3).body,
        facts=examples.APPROVAL,
        documents=examples_of_listings.DOCUMENTS,
        deadlines=examples.deadline_items("due-soon", "in-progress", "overdue"),
        lines=examples.measure_lines(4),
        measures=tuple(map(examples.measure, range(len(examples.TASKS)))),
        timeline=examples.timeline(len(examples.TASKS)),
        weekdays=examples.WEEKDAYS,
        weeks=examples.weeks(),
        table=examples_of_listings.TABLE,
        rating=examples_of_listings.RATING,
        paginations=(examples_of_listings.FIRST_PAGE, examples_of_listings.MIDDLE_PAGE),
        alphabet=examples_of_listings.LETTERS,
        letter=examples_of_listings.LETTER,
        entries=examples_of_listings.ENTRIES,
        placings=examples_of_listings.PLACINGS,
        chart=examples_of_listings.CHART,
        kinds=examples_of_listings.KINDS,
        assessed=examples_of_listings.ASSESSED,
        glance=examples_of_sharing.GLANCE,
        snippets=examples_of_sharing.SNIPPETS[:1],
        publications=examples_of_campaign.PUBLICATIONS,
        tallies=examples_of_campaign.TALLIES,
        bars=examples_of_campaign.BARS,
        bars_text=examples_of_campaign.BARS_TEXT,
        survey=examples_of_campaign.survey(picture),
        blank=examples_of_campaign.BLANK,
        code=examples_of_campaign.code(picture),
        sheet=examples_of_campaign.sheet(picture),
        placement_columns=examples_of_campaign.PLACEMENT_COLUMNS,
        placement_rows=examples_of_campaign.PLACEMENT_ROWS,
        shortcomings=examples_of_improvement.SHORTCOMINGS,
        criterion=examples_of_improvement.CRITERION,
        silent=examples_of_improvement.SILENT,
        revisions=examples_of_improvement.REVISIONS,
        places=examples_of_improvement.PLACES,
    )
