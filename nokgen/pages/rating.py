"""An assessment goes in, the page of its results comes out."""

from __future__ import annotations

from markupsafe import Markup

from nokgen.compare import SilentKind
from nokgen.domain.few import fewer
from nokgen.domain.scoring import mean, median
from nokgen.domain.typography import no_break
from nokgen.frozen import frozen
from nokgen.model import Assessment, Municipality, Region, Row
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.rating_parts import access, bands, changes, kinds
from nokgen.pages.rating_sources import documents, how
from nokgen.pages.revisions import records_of, revisions, silence_sentences
from nokgen.pages.scores import (
    METHOD_SENTENCES,
    SHORT_CRITERIA,
    doubt_sentences,
    kind_of_one,
    points_cell,
    rounded,
    signed,
)
from nokgen.pages.search import assessment_facts
from nokgen.pages.text import blocks
from nokgen.pages.views.assessment import DoubtsOf, ProposalOf, RatingPage
from nokgen.pages.views.listings import Cell, Column, Entry, Table
from nokgen.pages.words import assessment_name, capital
from nokgen.records.labels import METHODS, SPHERES
from nokgen.records.results import Method
from nokgen.render import markdown


def rating_page(
    edition: Edition, assessment: Assessment, region: Region, municipality: Municipality | None
) -> RatingPage:
    """The page of the results of one assessment."""
    owner: Municipality | Region = municipality or region
    messages, page, record = edition.messages, assessment.address, assessment.record
    change, risers = changes(edition, assessment)
    bands_text, shares = bands(edition, assessment)
    access_text, weakest = access(edition, assessment)
    return RatingPage(
        layout=layout(edition, _heading(edition, assessment, region, municipality)),
        title=no_break(assessment_name(assessment, messages)),
        over=(
            views.Link(owner.record.name, edition.links.to(owner.address, page)),
            views.Link(capital(messages.gettext(SPHERES[record.sphere]))),
            views.Link(messages.gettext("%(year)s", year=record.year)),
        ),
        lead=_lead(edition, assessment),
        figures=_figures(edition, assessment),
        notices=_notices(edition, assessment, owner),
        note=blocks(record.note or ""),
        table=_table(edition, assessment),
        kinds=kinds(edition, assessment),
        change=change,
        risers=risers,
        bands=shares,
        bands_text=bands_text,
        access=weakest,
        access_text=access_text,
        doubts=_doubts(edition, assessment),
        conclusions=_conclusions(edition, assessment),
        proposals=_proposals(edition, assessment),
        how=how(edition, assessment),
        documents=documents(edition, assessment),
        series=_series(edition, assessment, owner),
    )


def _heading(
    edition: Edition, assessment: Assessment, region: Region, municipality: Municipality | None
) -> Heading:
    trail = [(region.record.name, region.address)]
    if municipality:
        trail.append((municipality.record.name, municipality.address))
    title = assessment_name(assessment, edition.messages)
    return Heading(
        address=assessment.address,
        title=title,
        description=edition.messages.gettext(
            "%(title)s: %(place)s. Points, places, what is weak, where the figures come from.",
            title=title,
            place=(municipality or region).record.name,
        ),
        trail=tuple(trail),
        facts=assessment_facts(edition, assessment, region, municipality),
        path=assessment.path,
        revisions=revisions(edition, assessment.address, *records_of(assessment)),
        sheet="assessment.css",
        sorting=True,
        scripts=("rating.js",),
    )


def _lead(edition: Edition, assessment: Assessment) -> str:
    """Who assessed whom, when and how, in three short sentences."""
    messages, record = edition.messages, assessment.record
    parts = [
        messages.gettext("Assessed by %(operator)s.", operator=record.operator.name.rstrip("."))
        if record.operator
        else messages.gettext("The source does not say who collected the data.")
    ]
    if record.collected:
        parts.append(
            messages.gettext(
                "Data were collected from %(first)s to %(last)s.",
                first=messages.day(record.collected.first),
                last=messages.day(record.collected.last),
            )
        )
    method = messages.gettext(METHODS[record.method])
    parts.append(messages.gettext("How: %(method)s.", method=method))
    return no_break(" ".join(parts))


def _figures(edition: Edition, assessment: Assessment) -> tuple[views.Figure, ...]:
    messages, rows = edition.messages, assessment.rows
    totals = [row.total.value for row in rows]
    asked = [row.respondents for row in rows if row.respondents is not None]
    count = messages.ngettext("organisation assessed", "organisations assessed", len(rows))
    found = [views.Figure(messages.number(len(rows)), count)]
    if asked:
        label = messages.gettext("people answered")
        if len(asked) < len(rows):
            label = messages.gettext(
                "people answered in %(part)s organisations of %(whole)s; no data on the rest",
                part=len(asked),
                whole=len(rows),
            )
        if any(row.few_respondents for row in rows):
            label = messages.gettext(
                "people answered in %(part)s organisations of %(whole)s; on the rest there are no "
                "data, or fewer than five people answered",
                part=len(asked),
                whole=len(rows),
            )
        found.append(views.Figure(messages.number(sum(asked)), label))
    else:
        found.append(
            views.Figure(messages.gettext("no data"), messages.gettext("how many people answered"))
        )
    scale = assessment.scale
    found += [
        views.Figure(
            rounded(mean(totals), messages),
            messages.gettext("mean total of %(scale)s, counted by this site", scale=scale),
        ),
        views.Figure(
            rounded(median(totals), messages),
            messages.gettext("median total of %(scale)s, counted by this site", scale=scale),
        ),
    ]
    return tuple(found)


def _notices(
    edition: Edition, assessment: Assessment, owner: Municipality | Region
) -> tuple[str, ...]:
    """What a reader must know before reading places."""
    messages = edition.messages
    found = []
    others = sorted(
        {
            each.record.method
            for each in owner.assessments
            if each.record.sphere is assessment.record.sphere
        }
        - {assessment.record.method}
    )
    if others:
        found.append(
            messages.gettext(
                "There are results by other rules here, too: %(methods)s. Points of different "
                "rules are not compared, not averaged and not put into one rating.",
                methods="; ".join(messages.gettext(METHODS[method]) for method in others),
            )
        )
    if assessment.record.method is not Method.ORDER_344N:
        found.append(messages.gettext(METHOD_SENTENCES[assessment.record.method]))
    silences = edition.past.silent(*records_of(assessment))
    return (*found, *silence_sentences(edition, silences, SilentKind.RESULT))


@frozen
class _Shape:
    """Which columns a table has; `since` is the year of all earlier results, if it is one year."""

    criteria: bool
    changed: bool
    since: int | None

    @classmethod
    def of(cls, assessment: Assessment) -> _Shape:
        """The uniform order always has its criteria, be it without data."""
        rows, usual = assessment.rows, assessment.record.method is Method.ORDER_344N
        years = {row.change_since for row in rows if row.change is not None}
        return cls(
            criteria=usual or any(p.value is not None for row in rows for p in row.criteria),
            changed=bool(years),
            since=min(years, default=None, key=str) if len(years) == 1 else None,
        )


def _table(edition: Edition, assessment: Assessment) -> Table:
    messages = edition.messages
    shape = _Shape.of(assessment)
    change = messages.gettext("Change")
    if shape.since:
        change = messages.gettext("Change since %(year)s", year=shape.since)
    criteria = SHORT_CRITERIA.values() if shape.criteria else ()
    return Table(
        caption=messages.gettext(
            "Totals and criteria, %(year)s, points of %(scale)s",
            year=assessment.record.year,
            scale=assessment.scale,
        ),
        columns=(
            Column(messages.gettext("Place"), numeric=True, sorted="ascending"),
            Column(messages.gettext("Organisation")),
            Column(messages.gettext("Total"), numeric=True),
            *(Column(messages.gettext(name), numeric=True) for name in criteria),
            *([Column(change, numeric=True)] if shape.changed else []),
        ),
        rows=tuple(_row(edition, row, assessment, shape) for row in assessment.rows),
        name=1,
        groups=tuple(row.organization.kind.value for row in assessment.rows),
    )


def _row(edition: Edition, row: Row, assessment: Assessment, shape: _Shape) -> tuple[Cell, ...]:
    messages, scale = edition.messages, assessment.scale
    about = [capital(kind_of_one(row.organization.kind, messages))]
    if row.respondents is not None:
        about.append(messages.gettext("answers: %(n)s", n=messages.number(row.respondents)))
    elif row.few_respondents:
        about.append(messages.gettext("answers: %(n)s", n=fewer(messages)))
    if row.doubts:
        about.append(messages.gettext("does not add up"))
    return (
        Cell(row.place or "—", value=row.place.split("–")[0]),
        Cell(
            no_break(row.organization.name),
            edition.links.to(row.organization.address, assessment.address),
            detail=", ".join(about),
        ),
        points_cell(row.total, scale, messages, bar=True),
        *(
            points_cell(points, scale, messages)
            for points in (row.criteria if shape.criteria else ())
        ),
        *([_change_cell(edition, row, shape)] if shape.changed else []),
    )


def _change_cell(edition: Edition, row: Row, shape: _Shape) -> Cell:
    messages = edition.messages
    if row.change is None:
        return Cell(messages.gettext("nothing to compare with"))
    since = "" if shape.since else messages.gettext("since %(year)s", year=row.change_since)
    return Cell(signed(row.change, messages), value=str(row.change), detail=since)


def _doubts(edition: Edition, assessment: Assessment) -> tuple[DoubtsOf, ...]:
    """What does not add up, by organisation; what is the same for all of them is told once."""
    messages = edition.messages
    told = [(row, doubt_sentences(row, assessment, messages)) for row in assessment.rows]
    common = [
        sentence
        for sentence in (told[0][1] if len(told) > 1 else ())
        if all(sentence in sentences for _, sentences in told)
    ]
    found = []
    if common:
        everybody = views.Link(messages.gettext("All organisations of the table"))
        found.append(DoubtsOf(everybody, tuple(common)))
    for row, sentences in told:
        own = tuple(sentence for sentence in sentences if sentence not in common)
        if own:
            href = edition.links.to(row.organization.address, assessment.address)
            found.append(DoubtsOf(views.Link(no_break(row.organization.name), href), own))
    return tuple(found)


def _conclusions(edition: Edition, assessment: Assessment) -> Markup:
    text = assessment.record.conclusions
    if not text:
        return Markup("")
    return markdown(text, lambda href: edition.links.written(href, assessment.address))


def _proposals(edition: Edition, assessment: Assessment) -> tuple[ProposalOf, ...]:
    names = {row.organization.inn: row.organization for row in assessment.rows}
    return tuple(
        ProposalOf(
            blocks(proposal.text),
            tuple(
                views.Link(
                    no_break(names[inn].name),
                    edition.links.to(names[inn].address, assessment.address),
                )
                for inn in proposal.organizations
                if inn in names
            ),
        )
        for proposal in assessment.record.proposals
    )


def _series(
    edition: Edition, assessment: Assessment, owner: Municipality | Region
) -> tuple[Entry, ...]:
    """Other assessments of the same sphere here; those by other rules say so."""
    messages = edition.messages
    return tuple(
        Entry(
            views.Link(
                no_break(assessment_name(other, messages)),
                edition.links.to(other.address, assessment.address),
            ),
            messages.gettext("%(year)s", year=other.record.year)
            if other.series == assessment.series
            else messages.gettext(
                "other rules, not comparable: %(method)s",
                method=messages.gettext(METHODS[other.record.method]),
            ),
        )
        for other in owner.assessments
        if other.record.sphere is assessment.record.sphere and other.address != assessment.address
    )
