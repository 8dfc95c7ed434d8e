"""The plans of a territory go in, the page of the consolidated report on them comes out.

For this year and for each year that has deadlines: who has not reported first, then what was due
and what became of it, by organisation and by criterion.
"""

from __future__ import annotations

from collections.abc import Iterable

from nokgen.domain.scoring import CRITERIA
from nokgen.domain.typography import no_break
from nokgen.frozen import frozen
from nokgen.model import BodyRef, OrganizationRef
from nokgen.pages import views
from nokgen.pages.consolidated import (
    consolidated_title,
    number_cell,
    part_cell,
    plans_sentence,
    trail_of,
)
from nokgen.pages.edition import Edition
from nokgen.pages.fulfilment import (
    ALWAYS,
    LABELS,
    NOT_OVER,
    SILENT,
    Answer,
    Outcome,
    Tally,
    answers_by_year,
    tally_of,
)
from nokgen.pages.improvement import documents_of
from nokgen.pages.improvement_lines import criterion_title
from nokgen.pages.layout import Heading, layout
from nokgen.pages.plan import QR_FILE
from nokgen.pages.scopes import REPORT_CSV, REPORT_DOCX, Scope
from nokgen.pages.search import consolidated_facts
from nokgen.pages.views.listings import Cell, Column, Entry, Table
from nokgen.pages.words import capital
from nokgen.records.labels import SPHERES


@frozen
class Silence:
    """An organisation with deadlines that passed without a word: `silent` of `over`."""

    organization: OrganizationRef
    place: BodyRef
    silent: int
    over: int


def report_page(edition: Edition, scope: Scope) -> views.ConsolidatedReportPage:
    """The page of the consolidated report of a territory in one sphere, or in all."""
    messages, page = edition.messages, scope.report_address
    years, dateless = answers_by_year(scope.plans, edition.site.today)
    title = report_title(edition, scope)
    return views.ConsolidatedReportPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=title,
                description=messages.gettext(
                    "%(place)s: which shortcomings had to be removed in a year, what was removed, "
                    "and who has not reported.",
                    place=scope.owner.record.name,
                ),
                trail=_trail(edition, scope),
                facts=consolidated_facts(
                    edition,
                    messages.gettext("Consolidated report"),
                    scope.plans,
                    (scope.region, scope.municipality),
                ),
                sheet="improvement.css",
            ),
        ),
        title=title,
        over=(views.Link(scope.owner.record.name, edition.links.to(scope.owner.address, page)),),
        lead=report_lead(edition, scope),
        plan=views.Link(
            messages.gettext("All shortcomings and measures: the consolidated plan"),
            edition.links.to(scope.address, page),
        ),
        note=_note(edition, dateless),
        jumps=tuple(
            views.Link(messages.gettext("%(year)s", year=year), f"#year-{year}") for year in years
        ),
        years=tuple(_year(edition, scope, year, answers) for year, answers in years.items()),
        qr=QR_FILE if edition.has_codes else "",
    )


def report_title(edition: Edition, scope: Scope) -> str:
    """«Сводный отчёт об устранении недостатков: образование»."""
    messages = edition.messages
    if scope.sphere is None:
        return messages.gettext("Consolidated report on the removal of shortcomings")
    return messages.gettext(
        "Consolidated report on the removal of shortcomings: %(sphere)s",
        sphere=messages.gettext(SPHERES[scope.sphere]),
    )


def report_lead(edition: Edition, scope: Scope) -> str:
    """What the report counts, and how."""
    text = edition.messages.gettext(
        "A shortcoming counts in the year of its deadline; a moved one also in the year that was "
        "promised first. Removed is what has published evidence."
    )
    return f"{plans_sentence(edition, scope)} {text}"


def silences(answers: Iterable[Answer]) -> tuple[Silence, ...]:
    """Who has not reported: those who told nothing at all first, then by name."""
    known: dict[str, list[Answer]] = {}
    for answer in answers:
        known.setdefault(answer.plan.organization.inn, []).append(answer)
    found = []
    for own in known.values():
        over = sum(a.outcome not in NOT_OVER for a in own)
        silent = sum(a.is_silent for a in own)
        if silent:
            found.append(Silence(own[0].plan.organization, own[0].plan.place, silent, over))
    return tuple(sorted(found, key=lambda s: (s.silent < s.over, s.organization.name)))


def silence_words(edition: Edition, silence: Silence) -> str:
    """«нет отчёта ни об одном из 2 недостатков», «нет отчёта о 2 из 5 недостатков»."""
    messages = edition.messages
    if silence.over == 1:
        return messages.gettext("nothing reported about the only shortcoming that was due")
    if silence.silent == silence.over:
        return messages.ngettext(
            "nothing reported about any of %(n)s shortcoming that was due",
            "nothing reported about any of %(n)s shortcomings that were due",
            silence.over,
        )
    return messages.ngettext(
        "nothing reported: %(part)s of %(n)s shortcoming that was due",
        "nothing reported: %(part)s of %(n)s shortcomings that were due",
        silence.over,
        part=messages.number(silence.silent),
    )


def year_sentence(edition: Edition, tally: Tally) -> str:
    """How many were due, removed and passed over in silence, in one sentence."""
    messages = edition.messages
    if not tally.due:
        return messages.gettext("No shortcoming is due in this year.")
    return no_break(
        messages.gettext(
            "Due in this year: %(due)s. Removed in time: %(in_time)s, late: %(late)s. The time is "
            "over, and nothing was reported: %(silent)s.",
            due=messages.number(tally.due),
            in_time=messages.number(tally.of(Outcome.IN_TIME)),
            late=messages.number(tally.of(Outcome.LATE)),
            silent=messages.number(tally.of(*SILENT)),
        )
    )


def shown_outcomes(tally: Tally) -> tuple[Outcome, ...]:
    """The columns of the tables of a year: what is always told, and what occurs."""
    return tuple(o for o in Outcome if o in ALWAYS or tally.of(o))


def by_organization(answers: Iterable[Answer]) -> tuple[tuple[Answer, ...], ...]:
    """The answers of each organisation, by its name."""
    known: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        ref = answer.plan.organization
        known.setdefault((ref.name, ref.inn), []).append(answer)
    return tuple(tuple(known[key]) for key in sorted(known))


def tally_of_answers(answers: Iterable[Answer]) -> Tally:
    """The counts of what became of them."""
    return tally_of(answer.outcome for answer in answers)


def _trail(edition: Edition, scope: Scope) -> tuple[tuple[str, str], ...]:
    trail = trail_of(edition, scope, above=True)
    if scope.sphere is None:
        return trail
    return (*trail, (consolidated_title(edition, scope), scope.address))


def _note(edition: Edition, dateless: int) -> str:
    if not dateless:
        return ""
    return edition.messages.ngettext(
        "%(n)s shortcoming has neither a deadline with a date nor a plan with a year: no year "
        "counts it.",
        "%(n)s shortcomings have neither a deadline with a date nor a plan with a year: no year "
        "counts them.",
        dateless,
    )


def _year(
    edition: Edition, scope: Scope, year: int, answers: tuple[Answer, ...]
) -> views.YearOfReport:
    messages = edition.messages
    tally, silent = tally_of_answers(answers), silences(answers)
    name = messages.gettext("%(year)s", year=year)
    over = tally.due - tally.of(*NOT_OVER)
    all_reported = messages.gettext("All whose time is over have reported.")
    return views.YearOfReport(
        id=f"year-{year}",
        title=name,
        text=year_sentence(edition, tally),
        silent_title=messages.ngettext(
            "%(n)s organisation has not reported",
            "%(n)s organisations have not reported",
            len(silent),
        ),
        silent=tuple(_silent(edition, scope, each) for each in silent),
        all_reported=all_reported if over and not silent else "",
        figures=_figures(edition, tally) if answers else (),
        tables=_tables(edition, scope, name, answers) if answers else (),
        documents=documents_of(
            edition,
            messages.gettext("Report for %(year)s", year=name),
            REPORT_DOCX.format(year=year),
            REPORT_CSV.format(year=year),
        )
        if answers
        else (),
    )


def _silent(edition: Edition, scope: Scope, silence: Silence) -> Entry:
    link = views.Link(
        no_break(silence.organization.name),
        edition.links.to(silence.organization.address, scope.report_address),
    )
    words = capital(silence_words(edition, silence))
    return Entry(link, no_break(f"{silence.place.name}. {words}" if scope.parts else words))


def _figures(edition: Edition, tally: Tally) -> tuple[views.Figure, ...]:
    messages = edition.messages
    due = messages.ngettext("shortcoming was due", "shortcomings were due", tally.due)
    return (
        views.Figure(messages.number(tally.due), due),
        *(
            views.Figure(
                messages.number(tally.of(outcome)), messages.gettext(LABELS[outcome]), outcome.value
            )
            for outcome in shown_outcomes(tally)
        ),
    )


def _tables(
    edition: Edition, scope: Scope, name: str, answers: tuple[Answer, ...]
) -> tuple[Table, ...]:
    say, outcomes = edition.messages.gettext, shown_outcomes(tally_of_answers(answers))

    def counts(some: Iterable[Answer]) -> tuple[Cell, ...]:
        tally = tally_of_answers(some)
        numbers = (tally.due, *(tally.of(outcome) for outcome in outcomes))
        return tuple(number_cell(edition, number) for number in numbers)

    def table(caption: str, column: str, rows: list[tuple[Cell, ...]]) -> Table:
        heads = (Column(capital(say(LABELS[outcome])), numeric=True) for outcome in outcomes)
        columns = (Column(column), Column(say("Were due"), numeric=True), *heads)
        return Table(caption, columns, tuple(rows))

    found = []
    places = [part.municipality.address for part in scope.parts]
    if places:
        rows = [
            (part_cell(edition, scope, place, "report/"), *counts(own))
            for place, address in enumerate(places)
            if (own := [a for a in answers if a.plan.place.address == address])
        ]
        caption = say("By town and district, %(year)s", year=name)
        found += [table(caption, say("Town or district"), rows)] if rows else []
    rows = [
        (_organization_cell(edition, scope, own[0]), *counts(own))
        for own in by_organization(answers)
        if own[0].plan.place.address not in places
    ]
    caption = say("By organisation, %(year)s", year=name)
    found += [table(caption, say("Organisation"), rows)] if rows else []
    rows = [
        (Cell(criterion_title(criterion, edition.messages)), *counts(own))
        for criterion in CRITERIA
        if (own := [a for a in answers if a.item.record.criterion == criterion])
    ]
    found.append(table(say("By criterion, %(year)s", year=name), say("Criterion"), rows))
    return tuple(found)


def _organization_cell(edition: Edition, scope: Scope, answer: Answer) -> Cell:
    ref = answer.plan.organization
    return Cell(no_break(ref.name), edition.links.to(ref.address, scope.report_address))
