"""Territories go in; what their pages and the home page tell of assessments comes out."""

from __future__ import annotations

from collections.abc import Iterable

from nokgen.domain.typography import no_break
from nokgen.model import Municipality, Region, Removal, SphereSummary, Survey
from nokgen.model.outline import AssessmentOutline, Country, assessment_outline
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import COMPARE, HOME
from nokgen.pages.scores import organizations_count, rounded
from nokgen.pages.surveys import open_surveys, open_surveys_of_all
from nokgen.pages.views.assessment import Assessed
from nokgen.pages.views.listings import Cell, Column, Entry, Table
from nokgen.pages.words import capital
from nokgen.records.labels import METHODS, SPHERES

NEWEST = 5


def assessed(
    edition: Edition, territory: Municipality | Region, links: tuple[views.Link, ...]
) -> Assessed:
    """The section of a territory's page; `links` lead to the other pages of its campaign."""
    page, messages = territory.address, edition.messages
    return Assessed(
        spheres=_spheres(edition, territory.summaries),
        spheres_text=messages.gettext(
            "By the last score of each organisation in three years; means and medians are counted "
            "by this site."
        ),
        removal=_removal(edition, territory.removal),
        assessments=assessment_entries(
            edition, map(assessment_outline, territory.assessments), page
        ),
        surveys=open_surveys(edition, territory, page),
        links=links,
    )


def assessed_home(edition: Edition, country: Country) -> Assessed:
    """The newest results of the site, and where people can have their say now."""
    messages = edition.messages
    found = [each for part in country.parts() for each in part.assessments]
    newest = sorted(found, key=lambda each: (-each.year, each.address))
    links = []
    if has_organizations(country):
        label = messages.gettext("Compare organisations side by side")
        links.append(views.Link(label, edition.links.to(COMPARE, HOME)))
    return Assessed(
        assessments=assessment_entries(edition, newest[:NEWEST], HOME, placed=True),
        surveys=open_surveys_of_all(edition, country, HOME),
        links=tuple(links),
    )


def has_organizations(country: Country) -> bool:
    """Whether anybody is known whom one could compare."""
    return any(part.organizations for part in country.parts())


def _spheres(edition: Edition, summaries: tuple[SphereSummary, ...]) -> tuple[Table, ...]:
    """A row a sphere; no table where no organisation is known."""
    if not summaries:
        return ()
    say = edition.messages.gettext
    return (
        Table(
            caption=say("How the organisations stand"),
            columns=(
                Column(say("Sphere")),
                Column(say("Assessed in three years"), numeric=True),
                Column(say("Mean total"), numeric=True),
                Column(say("Median total"), numeric=True),
            ),
            rows=tuple(_sphere(edition, summary) for summary in summaries),
        ),
    )


def _sphere(edition: Edition, summary: SphereSummary) -> tuple[Cell, ...]:
    messages = edition.messages
    method = no_break(messages.gettext(METHODS[summary.method])) if summary.method else ""
    scored = ""
    if summary.scored < summary.assessed:
        scored = messages.gettext("total known: %(n)s", n=messages.number(summary.scored))
    return (
        Cell(capital(messages.gettext(SPHERES[summary.sphere])), detail=method),
        Cell(
            messages.gettext(
                "%(part)s of %(whole)s",
                part=messages.number(summary.assessed),
                whole=messages.number(summary.organizations),
            ),
            value=str(summary.assessed),
            detail=scored,
        ),
        Cell(
            rounded(summary.mean, messages), value="" if summary.mean is None else str(summary.mean)
        ),
        Cell(
            rounded(summary.median, messages),
            value="" if summary.median is None else str(summary.median),
        ),
    )


def _removal(edition: Edition, removal: Removal) -> str:
    """What share of shortcomings was removed in time, in one or two sentences."""
    messages = edition.messages
    if not removal.due:
        return ""
    text = messages.gettext(
        "Shortcomings whose deadline has passed: %(due)s. Removed in time, with evidence: "
        "%(in_time)s (%(share)s %%); removed late: %(late)s; no evidence of removal: %(open)s.",
        due=messages.number(removal.due),
        in_time=messages.number(removal.in_time),
        share=messages.number(round(100 * removal.in_time / removal.due)),
        late=messages.number(removal.late),
        open=messages.number(removal.open),
    )
    return no_break(text)


def assessment_entries(
    edition: Edition, assessments: Iterable[AssessmentOutline], page: str, *, placed: bool = False
) -> tuple[Entry, ...]:
    """Assessments in a list on `page`; `placed` where it is about several places.

    Official titles differ by a year at their very end: the link says sphere and year, the title
    stands below. Where two links would say the same, the title is part of them.
    """
    messages = edition.messages
    listed = tuple(assessments)
    names = [_sphere_and_year(edition, each, placed=placed) for each in listed]
    found = []
    for assessment, name in zip(listed, names, strict=True):
        count = organizations_count(assessment.rows, messages)
        title = no_break(assessment.title)
        unique = names.count(name) == 1
        link = views.Link(
            name if unique or not title else f"{name}: {title}",
            edition.links.to(assessment.address, page),
        )
        found.append(Entry(link, f"{title} · {count}" if unique and title else count))
    return _apart(found)


def _sphere_and_year(edition: Edition, assessment: AssessmentOutline, *, placed: bool) -> str:
    """«Образование, 2025 год», with the place before it where there are several."""
    messages = edition.messages
    return capital(
        ", ".join(
            (
                *([assessment.place] if placed else []),
                messages.gettext(SPHERES[assessment.sphere]),
                messages.gettext("%(year)s", year=assessment.year),
            )
        )
    )


def _apart(entries: list[Entry]) -> tuple[Entry, ...]:
    """Links of one name lead to different pages: they say whose results they are."""
    names = [entry.link.label for entry in entries]
    return tuple(
        Entry(views.Link(f"{entry.link.label} ({entry.detail})", entry.link.href), entry.detail)
        if names.count(entry.link.label) > 1
        else entry
        for entry in entries
    )


def survey_entries(edition: Edition, surveys: Iterable[Survey], page: str) -> tuple[Entry, ...]:
    """Questionnaires in a list on `page`: the open ones first, by their last day."""
    ordered = sorted(
        surveys,
        key=lambda each: (not each.is_open, not each.is_ahead, each.record.closes, each.address),
    )
    found = [
        Entry(
            views.Link(no_break(survey.record.title), edition.links.to(survey.address, page)),
            _open(edition, survey),
        )
        for survey in ordered
    ]
    return _apart(found)


def _open(edition: Edition, survey: Survey) -> str:
    messages, record = edition.messages, survey.record
    if survey.is_open:
        return messages.gettext("answers are taken until %(day)s", day=messages.day(record.closes))
    if survey.is_ahead and record.opens:
        return messages.gettext(
            "answers will be taken from %(day)s", day=messages.day(record.opens)
        )
    return messages.gettext("answers were taken until %(day)s", day=messages.day(record.closes))
