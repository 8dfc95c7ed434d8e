"""What the search index learns about a page: filters, sort keys and a line about where it belongs.

A page has a sort key only where it has such a day: the search page puts the others last, whatever
the direction. (Pagefind itself would drop them from its results.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from nokgen.model import (
    Assessment,
    Body,
    Improvement,
    Measure,
    Municipality,
    Organization,
    Plan,
    Region,
)
from nokgen.model.organizations import YEARS_OF_ASSESSMENT
from nokgen.pages.edition import Edition
from nokgen.pages.lists import kind_of
from nokgen.pages.scores import band_name, band_of, kind_of_one, newest
from nokgen.pages.views import SearchFacts
from nokgen.pages.words import capital, status_tag
from nokgen.records.labels import SPHERES
from nokgen.records.results import Method

Place = tuple[Region | None, Municipality | None]


def plan_facts(
    edition: Edition, plan: Plan, region: Region, municipality: Municipality | None
) -> SearchFacts:
    """The facts of a plan's page."""
    say, today = edition.messages.gettext, edition.site.today
    ahead = [i.end for m in plan.measures for i in m.intervals if i.end >= today]
    period = plan.period
    years = range(period.start.year, period.end.year + 1) if period else ()
    return _facts(
        say("Plan"),
        (region, municipality),
        [
            *(("sphere", capital(say(SPHERES[sphere]))) for sphere in plan.record.spheres),
            *(("year", str(year)) for year in years),
            *_statuses(edition, plan.measures),
        ],
        deadline=min(ahead, default=None),
        day=period.start if period else None,
        title=plan.name,
    )


def territory_facts(
    edition: Edition, region: Region, municipality: Municipality | None
) -> SearchFacts:
    """The facts of the page of a region or a municipality."""
    territory = municipality or region
    kind = edition.messages.gettext("Municipality") if municipality else kind_of(edition, territory)
    return _facts(capital(kind), (region, municipality), [])


def body_facts(
    edition: Edition, body: Body, region: Region, municipality: Municipality | None
) -> SearchFacts:
    """The facts of a body's page."""
    measures = [measure for promise in body.promises for measure in promise.measures]
    kind = edition.messages.gettext("Responsible body")
    return _facts(kind, (region, municipality), _statuses(edition, measures))


def assessment_facts(
    edition: Edition, assessment: Assessment, region: Region, municipality: Municipality | None
) -> SearchFacts:
    """The facts of the page of an assessment."""
    say, record = edition.messages.gettext, assessment.record
    return _facts(
        say("Results of an assessment"),
        (region, municipality),
        [("sphere", capital(say(SPHERES[record.sphere]))), ("year", str(record.year))],
        day=date(record.year, 1, 1),
    )


def organization_facts(
    edition: Edition, organization: Organization, region: Region, municipality: Municipality | None
) -> SearchFacts:
    """The facts of an organisation's page.

    Its score counts by the uniform order and for three years only: others are not to be compared.
    It is found by its names, its address and its numbers: there are forty for every town.
    """
    say, record = edition.messages.gettext, organization.record
    filters = [
        ("sphere", capital(say(SPHERES[record.sphere]))),
        ("organization", capital(kind_of_one(record.kind, edition.messages))),
        *(("year", str(each.assessment.record.year)) for each in organization.standings),
        *_statuses(edition, [m for plan in organization.improvements for m in plan.measures]),
    ]
    last = newest(organization)
    total = last.row.total.value if last else None
    if last is None or total is None or not _is_comparable(last.assessment, edition):
        total = None
    elif found := band_of(total, last.assessment):
        filters.append(("score", band_name(found, edition.messages)))
    return _facts(
        say("Organisation"),
        (region, municipality),
        list(dict.fromkeys(filters)),
        day=date(last.assessment.record.year, 1, 1) if last else None,
        score=total,
        numbers=" ".join(filter(None, (record.inn, record.ogrn))),
        brief=True,
    )


def _is_comparable(assessment: Assessment, edition: Edition) -> bool:
    recent = assessment.record.year > edition.site.today.year - YEARS_OF_ASSESSMENT
    return recent and assessment.record.method is Method.ORDER_344N


def organizations_facts(
    edition: Edition, region: Region, municipality: Municipality | None
) -> SearchFacts:
    """The facts of the list of a territory's organisations."""
    return _facts(edition.messages.gettext("List of organisations"), (region, municipality), [])


def improvement_facts(
    edition: Edition, plan: Improvement, region: Region, municipality: Municipality | None
) -> SearchFacts:
    """The facts of the page of a plan to remove shortcomings."""
    say, today = edition.messages.gettext, edition.site.today
    record = plan.record
    ahead = [i.end for m in plan.measures for i in m.intervals if i.end >= today]
    year = record.year or (record.period.first if record.period else None)
    last = record.period.last if record.period else year
    return _facts(
        say("Plan to remove shortcomings"),
        (region, municipality),
        [
            ("sphere", capital(say(SPHERES[plan.sphere]))),
            *(("year", str(each)) for each in range(year or 0, (last or -1) + 1)),
            *_statuses(edition, plan.measures),
        ],
        deadline=min(ahead, default=None),
        day=date(year, 1, 1) if year else None,
    )


def consolidated_facts(
    edition: Edition, kind: str, plans: Iterable[Improvement], place: Place
) -> SearchFacts:
    """The facts of a consolidated plan or report; `kind` is its name."""
    known = tuple(plans)
    spheres = sorted({capital(edition.messages.gettext(SPHERES[plan.sphere])) for plan in known})
    measures = [measure for plan in known for measure in plan.measures]
    filters = [("sphere", sphere) for sphere in spheres]
    return _facts(kind, place, [*filters, *_statuses(edition, measures)])


def campaign_facts(
    kind: str,
    place: Place,
    *,
    spheres: Iterable[str] = (),
    years: Iterable[int] = (),
    deadline: date | None = None,
    day: date | None = None,
    brief: bool = False,
) -> SearchFacts:
    """The facts of a page of the campaign; `kind` and `spheres` are the words for people."""
    filters = [("sphere", capital(sphere)) for sphere in spheres]
    filters += [("year", str(year)) for year in years]
    return _facts(kind, place, filters, deadline=deadline, day=day, brief=brief)


def text_facts(edition: Edition) -> SearchFacts:
    """The facts of a page that editors wrote."""
    return _facts(edition.messages.gettext("About the site"), (None, None), [])


def _statuses(edition: Edition, measures: Sequence[Measure]) -> list[tuple[str, str]]:
    if not measures:
        return []
    # Many measures have the same status, and few statuses have a word of their own.
    statuses = {measure.status.kind: measure.status for measure in measures}
    labels = {status_tag(status, edition.messages).label for status in statuses.values()}
    return [("status", label) for label in sorted(labels)]


def _facts(
    kind: str,
    place: Place,
    filters: list[tuple[str, str]],
    *,
    deadline: date | None = None,
    day: date | None = None,
    score: Decimal | None = None,
    title: str = "",
    numbers: str = "",
    brief: bool = False,
) -> SearchFacts:
    region, municipality = place
    found, names = [("kind", kind)], []
    if municipality:
        names.append(municipality.record.name)
    if region:
        found.append(("region", region.record.name))
        names.append(region.record.name)
    if municipality:
        found.append(("municipality", municipality.record.name))
    sorts = []
    if deadline is not None:
        sorts.append(("deadline", deadline.isoformat()))
    if day is not None:
        sorts.append(("date", day.isoformat()))
    if score is not None:
        # As long as each other, so that they sort as words, too.
        sorts.append(("score", f"{score:06.2f}"))
    meta: tuple[tuple[str, str], ...] = (("kind", kind), ("place", ", ".join(names)))
    if numbers:
        meta = (*meta, ("numbers", numbers))
    return SearchFacts(
        filters=(*found, *filters),
        sorts=tuple(sorts),
        meta=(("title", title), *meta) if title else meta,  # else Pagefind takes the heading
        brief=brief,
    )
