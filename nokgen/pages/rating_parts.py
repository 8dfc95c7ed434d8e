"""An assessment goes in; its leaders, changes, bands and weakest access come out as parts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from nokgen.domain.scoring import distribution, median
from nokgen.domain.typography import no_break
from nokgen.messages import Messages
from nokgen.model import Assessment, Row
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.scores import (
    band_name,
    criterion_name,
    kind_of_many,
    organizations_count,
    points_cell,
    points_text,
    rounded,
    share,
    signed,
)
from nokgen.pages.views.assessment import KindOfRating, Placing
from nokgen.pages.views.listings import Cell, Column, Score, Table
from nokgen.pages.words import capital
from nokgen.records.organization import OrganizationKind
from nokgen.records.results import Method

# With two there is no race: one of them would always be "the best".
ENOUGH_FOR_LEADERS = 3
# Of few only the first is named, else everybody would be a leader.
LEADERS, ENOUGH_FOR_THREE = 3, 6
WEAKEST = 5
# Criterion 3 with its indicators.
ACCESS, ACCESS_INDICATORS = 3, ("3.1", "3.2", "3.3")


def kinds(edition: Edition, assessment: Assessment) -> tuple[KindOfRating, ...]:
    """The organisations of each kind, the kinds in their usual order."""
    return tuple(
        _kind(edition, assessment, kind, own)
        for kind in OrganizationKind
        if (own := [row for row in assessment.rows if row.organization.kind is kind])
    )


def _kind(
    edition: Edition, assessment: Assessment, kind: OrganizationKind, rows: list[Row]
) -> KindOfRating:
    messages = edition.messages
    scored = [row for row in rows if row.total.value is not None]
    border = LEADERS if len(scored) >= ENOUGH_FOR_THREE else 1
    best = [row for row in scored if int(row.place_of_kind.split("–")[0]) <= border]
    why = ""
    if len(scored) < ENOUGH_FOR_LEADERS:
        best = []
        why = messages.gettext(
            "No leaders are named: fewer than three organisations of this kind have a total."
        )
    elif len(best) == len(scored):
        best = []
        why = messages.gettext("No leaders are named: too many share the first places.")
    return KindOfRating(
        slug=kind.value,
        title=capital(kind_of_many(kind, messages)),
        name=f"{capital(kind_of_many(kind, messages))} ({len(rows)})",
        leaders=tuple(_placing(edition, assessment, row, row.place_of_kind) for row in best),
        why=why,
        count=messages.ngettext(
            "All of this kind: %(n)s organisation",
            "All of this kind: %(n)s organisations",
            len(rows),
        ),
        all=tuple(_placing(edition, assessment, row, row.place_of_kind) for row in rows),
    )


def _placing(
    edition: Edition, assessment: Assessment, row: Row, place: str, detail: str = ""
) -> Placing:
    return Placing(
        place or "—",
        views.Link(
            no_break(row.organization.name),
            edition.links.to(row.organization.address, assessment.address),
        ),
        points_text(row.total, edition.messages),
        detail,
    )


def changes(
    edition: Edition, assessment: Assessment
) -> tuple[tuple[str, ...], tuple[Placing, ...]]:
    """How many rose and fell since their last assessment, and those who rose most."""
    messages = edition.messages
    known = [(row, row.change) for row in assessment.rows if row.change is not None]
    if not known:
        text = messages.gettext(
            "There is nothing to compare with: no earlier results by the same rules are known here."
        )
        return (text,), ()
    rest = len(assessment.rows) - len(known)
    sentences = [
        messages.gettext(
            "The total rose: %(rose)s, fell: %(fell)s, stayed: %(same)s.",
            rose=sum(change > 0 for _, change in known),
            fell=sum(change < 0 for _, change in known),
            same=sum(change == 0 for _, change in known),
        )
    ]
    if rest:
        sentences.append(
            messages.ngettext(
                "For %(n)s organisation there is nothing to compare with.",
                "For %(n)s organisations there is nothing to compare with.",
                rest,
            )
        )
    return tuple(sentences), _risers(edition, assessment, known)


def _risers(
    edition: Edition, assessment: Assessment, known: list[tuple[Row, Decimal]]
) -> tuple[Placing, ...]:
    """The largest improvement; several share it when it is the same."""
    messages = edition.messages
    largest = max(change for _, change in known)
    if largest <= 0:
        return ()
    return tuple(
        _placing(
            edition,
            assessment,
            row,
            signed(change, messages),
            messages.gettext("since %(year)s", year=row.change_since),
        )
        for row, change in known
        if change == largest
    )


def bands(edition: Edition, assessment: Assessment) -> tuple[str, tuple[Score, ...]]:
    """How many totals each band holds, in words and as bars; only the uniform order has bands."""
    messages = edition.messages
    if assessment.record.method is not Method.ORDER_344N:
        return "", ()
    totals = [row.total.value for row in assessment.rows]
    known = [total for total in totals if total is not None]
    if not known:
        return messages.gettext("No totals are known."), ()
    shares = tuple(
        Score(
            band_name(band, messages),
            organizations_count(count, messages),
            share(Decimal(count), len(known)) if count else "",
        )
        for band, count in distribution(known).items()
    )
    least, most = min(known), max(known)
    text = messages.gettext(
        "Totals run from %(least)s to %(most)s.",
        least=_shown(least, assessment.rows, messages),
        most=_shown(most, assessment.rows, messages),
    )
    missing = len(totals) - len(known)
    if missing:
        text += " " + messages.ngettext(
            "%(n)s organisation has no total.", "%(n)s organisations have no total.", missing
        )
    return text, shares


def _shown(value: Decimal, rows: Iterable[Row], messages: Messages) -> str:
    """The figure as its row shows it."""
    return next(points_text(row.total, messages) for row in rows if row.total.value == value)


def access(edition: Edition, assessment: Assessment) -> tuple[str, Table]:
    """The organisations with the fewest points for access, also those who share the last place."""
    messages, criterion = edition.messages, ACCESS - 1
    empty = Table("", (), ())
    known = sorted(
        (row.criteria[criterion].value or Decimal(0), row.organization.name, place)
        for place, row in enumerate(assessment.rows)
        if row.criteria[criterion].value is not None
    )
    if not known and assessment.record.method is not Method.ORDER_344N:
        return "", empty
    if not known:
        return messages.gettext("Points for access are not published: no data."), empty
    values = [value for value, _, _ in known]
    text = messages.gettext(
        "The median is %(median)s: half of the organisations have as much or less, half as much "
        "or more.",
        median=rounded(median(values), messages),
    )
    rows = [assessment.rows[place] for value, _, place in known if value <= _border(values)]
    if not rows:
        return text, empty
    indicators = [
        number for number in ACCESS_INDICATORS if any(number in row.indicators for row in rows)
    ]
    table = Table(
        caption=messages.gettext("The fewest points for access for disabled people"),
        columns=(
            Column(messages.gettext("Organisation")),
            Column(criterion_name(ACCESS, messages), numeric=True, sorted="ascending"),
            *(Column(_indicator(number, messages), numeric=True) for number in indicators),
        ),
        rows=tuple(_access_row(edition, assessment, row, indicators) for row in rows),
    )
    return text, table


def _border(values: list[Decimal]) -> Decimal:
    """Up to which value a sorted list is shown; below all of them when too many share the least."""
    border = values[min(WEAKEST, len(values)) - 1]
    if sum(value <= border for value in values) <= 2 * WEAKEST:
        return border
    return max((value for value in values if value < border), default=Decimal(-1))


def _indicator(number: str, messages: Messages) -> str:
    names = {
        "3.1": messages.gettext("Equipment of the building"),
        "3.2": messages.gettext("Services on equal terms"),
        "3.3": messages.gettext("Disabled people satisfied"),
    }
    return names[number]


def _access_row(
    edition: Edition, assessment: Assessment, row: Row, indicators: list[str]
) -> tuple[Cell, ...]:
    messages, scale = edition.messages, assessment.scale
    absent = Cell(messages.gettext("no data"))
    return (
        Cell(
            no_break(row.organization.name),
            edition.links.to(row.organization.address, assessment.address),
        ),
        points_cell(row.criteria[ACCESS - 1], scale, messages, bar=True),
        *(
            points_cell(row.indicators[number], scale, messages)
            if number in row.indicators
            else absent
            for number in indicators
        ),
    )
