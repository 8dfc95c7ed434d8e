"""An organisation goes in; its newest figures against those of others come out."""

from __future__ import annotations

from decimal import Decimal

from nokgen.domain.few import fewer
from nokgen.domain.scoring import CRITERIA, MINIMUM_GROUP, median
from nokgen.domain.typography import no_break
from nokgen.model import Median, Organization, Standing
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.rating_sources import source_fact
from nokgen.pages.scores import (
    band_of,
    computed_mark,
    criterion_name,
    doubt_sentences,
    kind_of_many,
    newest,
    organizations_count,
    out_of,
    points_text,
    rounded,
    score,
    share,
    signed,
)
from nokgen.pages.text import blocks
from nokgen.pages.views.assessment import ScoreCard
from nokgen.pages.views.listings import Score
from nokgen.pages.words import assessment_name, capital
from nokgen.records.labels import METHODS
from nokgen.records.results import Method

# A middle of fewer figures tells nothing about others.
ENOUGH_FOR_MEDIAN = 2


def score_figures(edition: Edition, organization: Organization) -> tuple[views.Figure, ...]:
    """The figures that open the page: total, change, place among its kind."""
    standing = newest(organization)
    if standing is None:
        return ()
    messages, row, assessment = edition.messages, standing.row, standing.assessment
    year = assessment.record.year
    about = [messages.gettext("of %(scale)s: total of %(year)s", scale=assessment.scale, year=year)]
    if row.total.value is None:
        about = [messages.gettext("total of %(year)s", year=year)]
    elif found := band_of(row.total.value, assessment):
        about.append(messages.gettext(found.label))
    if mark := computed_mark(row.total, messages):
        about.append(mark)
    figures = [views.Figure(points_text(row.total, messages), ", ".join(about))]
    if row.change is not None:
        label = messages.gettext("points since %(year)s", year=row.change_since)
        if not row.change:
            label = messages.gettext("no change since %(year)s", year=row.change_since)
        figures.append(views.Figure(signed(row.change, messages), label))
    if row.place_of_kind:
        kind = kind_of_many(organization.record.kind, messages)
        among = sum(
            other.organization.kind is row.organization.kind and other.total.value is not None
            for other in assessment.rows
        )
        label = messages.gettext(
            "place among %(n)s in this assessment: %(kind)s", n=among, kind=kind
        )
        if among > 1:
            figures.append(views.Figure(row.place_of_kind, label))
    return tuple(figures)


def cards(edition: Edition, organization: Organization) -> tuple[ScoreCard, ...]:
    """The newest figures of the organisation; nothing for one without any."""
    standing = newest(organization)
    if standing is None:
        return ()
    messages, assessment = edition.messages, standing.assessment
    return (
        ScoreCard(
            title=messages.gettext("Points of %(year)s", year=assessment.record.year),
            totals=_totals(edition, organization, standing),
            totals_text=_totals_text(edition, standing),
            criteria=_criteria(edition, standing),
            criteria_text=_criteria_text(edition, standing),
            facts=_facts(edition, organization, standing),
            doubts=doubt_sentences(standing.row, assessment, messages),
        ),
    )


def _totals(edition: Edition, organization: Organization, standing: Standing) -> tuple[Score, ...]:
    """The total beside the medians of its kind, near and in the region."""
    messages, assessment = edition.messages, standing.assessment
    total = standing.row.total
    found = [score(messages.gettext("This organisation: total"), total, assessment, messages)]
    if total.value is None:
        return tuple(found)
    kind = capital(kind_of_many(organization.record.kind, messages))
    of_region = organization.place.address == organization.region.address
    if standing.near.count >= ENOUGH_FOR_MEDIAN and not of_region:
        found.append(
            _median(edition, standing.near, f"{kind}, {organization.place.name}", standing)
        )
    beyond = standing.region.count > standing.near.count or of_region
    if beyond and standing.region.count >= ENOUGH_FOR_MEDIAN:
        label = f"{kind}, {organization.region.name}"
        found.append(_median(edition, standing.region, label, standing))
    return tuple(found)


def _median(edition: Edition, middle: Median, label: str, standing: Standing) -> Score:
    messages, scale = edition.messages, standing.assessment.scale
    return Score(
        messages.gettext("%(whose)s: median", whose=label),
        out_of(rounded(middle.value, messages), scale, messages),
        share(middle.value, scale),
        mean_text=organizations_count(middle.count, messages),
    )


def _totals_text(edition: Edition, standing: Standing) -> str:
    say = edition.messages.gettext
    if standing.row.total.value is None:
        return say("No total is published, and what is published is not enough to count it.")
    if standing.region.count < ENOUGH_FOR_MEDIAN:
        return say("No other organisation of this kind was assessed then: no median.")
    return say(
        "The median is the middle: half of the organisations have as much or less, half as much "
        "or more."
    )


def _peers(standing: Standing, criterion: int) -> list[Decimal]:
    """The points of its kind for a criterion in the same assessment, its own among them."""
    kind = standing.row.organization.kind
    return [
        value
        for row in standing.assessment.rows
        if row.organization.kind is kind and (value := row.criteria[criterion].value) is not None
    ]


def _criteria(edition: Edition, standing: Standing) -> tuple[Score, ...]:
    messages, found = edition.messages, []
    if all(points.value is None for points in standing.row.criteria):
        return ()
    kind = kind_of_many(standing.row.organization.kind, messages)
    for number in CRITERIA:
        peers = _peers(standing, number - 1)
        middle = median(peers) if len(peers) >= ENOUGH_FOR_MEDIAN else None
        text = messages.gettext(
            "median, %(kind)s: %(points)s", kind=kind, points=rounded(middle, messages)
        )
        points = standing.row.criteria[number - 1]
        label = criterion_name(number, messages)
        found.append(score(label, points, standing.assessment, messages, (middle, text)))
    return tuple(found)


def _criteria_text(edition: Edition, standing: Standing) -> str:
    say = edition.messages.gettext
    if all(points.value is None for points in standing.row.criteria):
        return say("Points for the five criteria are not published: no data.")
    if len(_peers(standing, 0)) < ENOUGH_FOR_MEDIAN:
        return ""
    return say("The line across a bar is the median of its kind in the same assessment.")


def _facts(
    edition: Edition, organization: Organization, standing: Standing
) -> tuple[views.Fact, ...]:
    """Where the figures come from, and how many people answered."""
    messages, assessment = edition.messages, standing.assessment
    say, page, record = messages.gettext, organization.ref.address, assessment.record
    name = views.Link(
        no_break(assessment_name(assessment, messages)), edition.links.to(assessment.address, page)
    )
    day = record.published.date if record.published else None
    published = messages.day(day) if day else say("the day of publication is not known")
    return (
        views.Fact(say("Whole table"), links=(name,)),
        views.Fact(say("Answers"), blocks(_answers(edition, standing))),
        views.Fact(
            say("Figures published on"),
            blocks(published),
            (views.Link(record.published.url, record.published.url),) if record.published else (),
        ),
        source_fact(edition, say("Source of the figures"), record.source, assessment, page),
        *(
            [
                views.Fact(
                    say("How points were counted"), blocks(capital(say(METHODS[record.method])))
                )
            ]
            if record.method is not Method.ORDER_344N
            else []
        ),
    )


def _answers(edition: Edition, standing: Standing) -> str:
    messages, row = edition.messages, standing.row
    if row.respondents is None and not row.few_respondents:
        return messages.gettext("no data")
    if row.respondents is None:
        text = messages.gettext("fewer than %(n)s people", n=MINIMUM_GROUP)
    else:
        text = messages.ngettext("%(n)s person", "%(n)s people", row.respondents)
    if row.visitors or row.few_visitors:
        whole = messages.number(row.visitors) if row.visitors else fewer(messages)
        text = messages.gettext(
            "%(part)s; the organisation serves %(whole)s", part=text, whole=whole
        )
    return text
