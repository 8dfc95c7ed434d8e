"""An organisation goes in; its assessments over the years come out as charts and tables."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from nokgen.domain.typography import no_break
from nokgen.model import Organization, Standing
from nokgen.pages.edition import Edition
from nokgen.pages.scores import (
    SHORT_CRITERIA,
    kind_of_many,
    points_cell,
    points_text,
    share,
    signed,
)
from nokgen.pages.views.assessment import Chart, ChartLevel, ChartLine, ChartPoint, History
from nokgen.pages.views.listings import Cell, Column, Table
from nokgen.pages.words import capital
from nokgen.records.labels import METHODS
from nokgen.records.results import Method

# The stretch of a chart between its first and its last year, in percent of its width, and the
# stretch of its scale, in percent of its height: room for words on all sides.
LEFT, RIGHT, TOP, BOTTOM = 18, 92, 14, 84


def histories(edition: Edition, organization: Organization) -> tuple[History, ...]:
    """A history for each method, the usual one first; methods are never drawn together."""
    if not organization.standings:
        return ()
    return tuple(
        _history(edition, organization, method, own)
        for method in Method
        if (
            own := [
                each for each in organization.standings if each.assessment.record.method is method
            ]
        )
    )


def _history(
    edition: Edition, organization: Organization, method: Method, standings: list[Standing]
) -> History:
    messages, page = edition.messages, organization.ref.address
    scale = standings[0].assessment.scale
    criteria = any(points.value is not None for s in standings for points in s.row.criteria)
    changed = any(standing.row.change is not None for standing in standings)
    return History(
        title=capital(no_break(messages.gettext(METHODS[method]))),
        chart=_chart(edition, organization, standings),
        table=Table(
            caption=messages.gettext("Points by years, of %(scale)s", scale=scale),
            columns=(
                Column(messages.gettext("Assessment")),
                Column(messages.gettext("Total"), numeric=True),
                *([Column(messages.gettext("Change"), numeric=True)] if changed else []),
                Column(messages.gettext("Place in its kind"), numeric=True),
                *(
                    Column(messages.gettext(name), numeric=True)
                    for name in (SHORT_CRITERIA.values() if criteria else ())
                ),
            ),
            rows=tuple(
                (
                    Cell(
                        messages.gettext("%(year)s", year=standing.assessment.record.year),
                        edition.links.to(standing.assessment.address, page),
                    ),
                    points_cell(standing.row.total, scale, messages),
                    *([_change(edition, standing)] if changed else []),
                    Cell(standing.row.place_of_kind or "—"),
                    *(
                        points_cell(points, scale, messages)
                        for points in (standing.row.criteria if criteria else ())
                    ),
                )
                for standing in standings
            ),
        ),
    )


def _change(edition: Edition, standing: Standing) -> Cell:
    messages, row = edition.messages, standing.row
    if row.change is None:
        return Cell(messages.gettext("nothing to compare with"))
    since = messages.gettext("since %(year)s", year=row.change_since)
    return Cell(signed(row.change, messages), value=str(row.change), detail=since)


def _chart(edition: Edition, organization: Organization, standings: list[Standing]) -> Chart:
    """The totals from the first year to the last; the scale begins at nought."""
    messages = edition.messages
    known = sorted(
        (standing.assessment.record.year, standing.assessment.address, standing)
        for standing in standings
        if standing.row.total.value is not None
    )
    drawn = [standing for _, _, standing in known]
    if len(drawn) < 2:  # one figure is no development
        return Chart((), (), (), (), "")
    years = [standing.assessment.record.year for standing in drawn]
    scale = drawn[0].assessment.scale
    totals = [_y(standing.row.total.value, scale) for standing in drawn]
    xs = [_x(year, years[0], years[-1]) for year in years]
    medians = [
        (x, _y(standing.near.value, scale))
        for x, standing in zip(xs, drawn, strict=True)
        if standing.near.value is not None and standing.near.count > 1
    ]
    kind = kind_of_many(organization.record.kind, messages)
    words = messages.gettext(
        "The line is the total of this organisation; the numbers stand in the table below."
    )
    if len(medians) > 1:
        words = messages.gettext(
            "The unbroken line is the total of this organisation, the broken one the median: "
            "%(kind)s, %(place)s. The numbers stand in the table below.",
            kind=kind,
            place=organization.place.name,
        )
    return Chart(
        points=tuple(
            ChartPoint(x, y, str(year), points_text(standing.row.total, messages))
            for x, y, year, standing in zip(xs, totals, years, drawn, strict=True)
        ),
        line=_line(list(zip(xs, totals, strict=True))),
        median=_line(medians),
        levels=tuple(
            ChartLevel(_y(Decimal(level), scale), str(level)) for level in (0, scale // 2, scale)
        ),
        words=no_break(words),
    )


def _line(places: list[tuple[str, str]]) -> tuple[ChartLine, ...]:
    return tuple(ChartLine(*first, *second) for first, second in pairwise(places))


def _x(year: int, first: int, last: int) -> str:
    if first == last:
        return "50%"
    return _percent(Decimal(LEFT) + Decimal(RIGHT - LEFT) * (year - first) / (last - first))


def _y(value: Decimal | None, scale: int) -> str:
    part = min(max((value or Decimal(0)) / scale, Decimal(0)), Decimal(1))
    return _percent(BOTTOM - (BOTTOM - TOP) * part)


def _percent(value: Decimal) -> str:
    return share(value, 100)
