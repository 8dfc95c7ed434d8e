"""Plans to remove shortcomings go in; what one prints, signs and counts comes out: DOCX and CSV.

The same numbers as on the pages, and no names of persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nokgen.domain.scoring import CRITERIA
from nokgen.feeds.delimited import Cell, csv_bytes
from nokgen.feeds.word import Grid, Paper, Span, Text, docx_bytes
from nokgen.model import Improvement, Municipality, Region
from nokgen.pages import Edition, OutputFile
from nokgen.pages.approvals import act_words
from nokgen.pages.consolidated import consolidated_title, plans_sentence
from nokgen.pages.consolidated_report import (
    by_organization,
    report_lead,
    report_title,
    shown_outcomes,
    silence_words,
    silences,
    tally_of_answers,
    year_sentence,
)
from nokgen.pages.fulfilment import LABELS, Answer, Outcome, answers_by_year
from nokgen.pages.improvement import approved_by_name, improvement_title, years_of
from nokgen.pages.improvement_lines import Line, criterion_title, figures_of, lines_of
from nokgen.pages.scopes import (
    CONSOLIDATED_CSV,
    CONSOLIDATED_DOCX,
    PLAN_DOCX,
    REPORT_CSV,
    REPORT_DOCX,
    Scope,
    scopes,
)
from nokgen.pages.words import capital
from nokgen.records.labels import SPHERES

DASH = "—"
BLANK = "_" * 24
FORM_WIDTHS = (20, 20, 12, 12, 18, 10, 12)


def documents_of(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[OutputFile]:
    """The files beside a territory's plans to remove shortcomings, consolidated plans and reports.

    The table of a single plan is that of `api`.
    """
    owner = municipality or region
    for plan in owner.improvements:
        by = approved_by_name(plan, owner)
        yield _file(plan.address, PLAN_DOCX, docx_bytes(_plan(edition, plan, by)))
    for scope in scopes(region, municipality):
        yield from _consolidated_files(edition, scope)


def _consolidated_files(edition: Edition, scope: Scope) -> Iterator[OutputFile]:
    paper = docx_bytes(_consolidated(edition, scope))
    yield _file(scope.address, CONSOLIDATED_DOCX, paper)
    table = _lines_table(edition, _sorted(lines_of(edition, scope.plans)))
    yield _file(scope.address, CONSOLIDATED_CSV, table)
    years, _ = answers_by_year(scope.plans, edition.site.today)
    for year, answers in years.items():
        if answers:
            page, paper = scope.report_address, docx_bytes(_report(edition, scope, year, answers))
            yield _file(page, REPORT_DOCX.format(year=year), paper)
            table = _report_table(edition, year, answers)
            yield _file(page, REPORT_CSV.format(year=year), table)


def _file(address: str, name: str, content: bytes) -> OutputFile:
    return OutputFile(f"{address.lstrip('/')}{name}", content)


def _paper(
    edition: Edition,
    title: str,
    address: str,
    lead: Iterable[str],
    body: Iterable[Text | Grid],
    stamp: tuple[str, ...] = (),
) -> Paper:
    """What all papers share: as of which day, and where the page stands."""
    messages, site = edition.messages, edition.site
    warning = messages.gettext("Invented data, an example.") if site.record.fictional else ""
    return Paper(
        title=title,
        language=messages.language,
        author=site.record.short_title or site.record.title,
        day=site.today,
        stamp=stamp,
        lead=tuple(filter(None, (*lead, warning))),
        body=tuple(body),
        foot=". ".join(
            filter(
                None,
                (
                    messages.gettext("As of %(day)s", day=messages.day(site.today)),
                    edition.links.absolute(address),
                ),
            )
        ),
    )


def _form_columns(edition: Edition) -> tuple[str, ...]:
    say = edition.messages.gettext
    return (
        say("Shortcoming"),
        say("Measure"),
        say("Planned date"),
        say("Responsible (post)"),
        say("What was done"),
        say("Actual date"),
        say("Status"),
    )


def _form_row(edition: Edition, line: Line) -> tuple[str, ...]:
    proofs = edition.messages.gettext("Proof: %(names)s", names="; ".join(line.proofs))
    return (
        line.shortcoming,
        line.measure,
        "\n".join((line.deadline, *line.moved)),
        line.post or DASH,
        "\n".join((*line.done, *((proofs,) if line.proofs else ()))) or DASH,
        edition.messages.day(line.actual) if line.actual else DASH,
        line.status_text,
    )


def _counted(edition: Edition, plans: Iterable[Improvement]) -> Text:
    """The figures of the page in one line."""
    found = figures_of(edition, plans)
    return Text(capital("; ".join(f"{each.label}: {each.value}" for each in found)) + ".")


def _no_names(edition: Edition) -> Text:
    return Text(edition.messages.gettext("Names of persons are left out of this file."))


def _plan(edition: Edition, plan: Improvement, by: str) -> Paper:
    messages = edition.messages
    lines, rows = lines_of(edition, (plan,)), list[tuple[str, ...] | Span]()
    for criterion in CRITERIA:
        rows.append(Span(criterion_title(criterion, messages)))
        some = [_form_row(edition, line) for line in lines if line.criterion == criterion]
        rows += some or [(DASH,) * len(FORM_WIDTHS)]
    approved = act_words(plan.record.approved, messages)
    adopted = (messages.gettext("Adopted").upper(), approved, by) if approved else ()
    inn = messages.gettext("INN %(inn)s", inn=plan.organization.inn)
    title = improvement_title(edition, plan)
    grid = Grid(title, _form_columns(edition), FORM_WIDTHS, tuple(rows))
    return _paper(
        edition,
        title,
        plan.address,
        (f"{plan.organization.name}, {inn}", years_of(edition, plan)),
        (grid, _counted(edition, (plan,)), _no_names(edition)),
        tuple(filter(None, adopted)),
    )


def _consolidated(edition: Edition, scope: Scope) -> Paper:
    say = edition.messages.gettext
    title, rows = consolidated_title(edition, scope), list[tuple[str, ...] | Span]()
    lines = _sorted(lines_of(edition, scope.plans))
    for criterion in CRITERIA:
        rows.append(Span(criterion_title(criterion, edition.messages)))
        some = [line for line in lines if line.criterion == criterion]
        named = ""
        for line in some:
            if line.inn != named:
                rows.append(Span(_placed(scope, line.organization, line.place.name), level=2))
                named = line.inn
            rows.append(_form_row(edition, line))
        if not some:
            rows.append((DASH,) * len(FORM_WIDTHS))
    stamp = (
        say("Adopted").upper(),
        BLANK,
        say("of %(day)s", day=BLANK[:16]) + f" № {BLANK[:6]}",
    )
    grid = Grid(title, _form_columns(edition), FORM_WIDTHS, tuple(rows))
    return _paper(
        edition,
        title,
        scope.address,
        (scope.owner.record.name, plans_sentence(edition, scope)),
        (grid, _counted(edition, scope.plans), _no_names(edition)),
        stamp,
    )


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    """By criterion, then by organisation: those of one stand together."""
    return tuple(sorted(lines, key=lambda line: (line.criterion, line.organization, line.inn)))


def _placed(scope: Scope, organization: str, place: str) -> str:
    return f"{organization} ({place})" if scope.parts else organization


def _report(edition: Edition, scope: Scope, year: int, answers: tuple[Answer, ...]) -> Paper:
    messages = edition.messages
    say, silent = messages.gettext, silences(answers)
    title = say(
        "%(title)s, %(year)s", title=report_title(edition, scope), year=say("%(year)s", year=year)
    )
    body: list[Text | Grid] = [Text(year_sentence(edition, tally_of_answers(answers)))]
    if silent:
        heading = messages.ngettext(
            "%(n)s organisation has not reported",
            "%(n)s organisations have not reported",
            len(silent),
        )
        body.append(Text(heading, "Heading 2"))
        for each in silent:
            name = _placed(scope, each.organization.name, each.place.name)
            body.append(Text(f"{name}: {silence_words(edition, each)}", "List Bullet"))
    by_name = [
        (_placed(scope, own[0].plan.organization.name, own[0].plan.place.name), own)
        for own in by_organization(answers)
    ]
    by_criterion = [
        (criterion_title(criterion, messages), own)
        for criterion in CRITERIA
        if (own := tuple(a for a in answers if a.item.record.criterion == criterion))
    ]
    for heading, column, groups in (
        (say("By organisation"), say("Organisation"), by_name),
        (say("By criterion"), say("Criterion"), by_criterion),
    ):
        body.append(Text(heading, "Heading 2"))
        body.append(_counts(edition, heading, column, [*groups, (say("In all"), answers)]))
    lead = (scope.owner.record.name, report_lead(edition, scope))
    return _paper(edition, title, scope.report_address, lead, body)


def _counts(
    edition: Edition, caption: str, column: str, groups: list[tuple[str, tuple[Answer, ...]]]
) -> Grid:
    """A row a group, a column an outcome; the last group is of all."""
    messages = edition.messages
    outcomes = shown_outcomes(tally_of_answers(groups[-1][1]))
    heads = (capital(messages.gettext(LABELS[outcome])) for outcome in outcomes)
    rows = []
    for name, answers in groups:
        tally = tally_of_answers(answers)
        counts = (tally.due, *(tally.of(outcome) for outcome in outcomes))
        rows.append((name, *map(messages.number, counts)))
    return Grid(
        caption,
        (column, messages.gettext("Were due"), *heads),
        (30, *([10] * (len(outcomes) + 1))),
        tuple(rows),
    )


def _lines_table(edition: Edition, lines: Iterable[Line]) -> bytes:
    """A row an item."""
    say = edition.messages.gettext
    head = (
        say("Territory"),
        say("Organisation"),
        say("INN"),
        say("Year of the assessment"),
        say("Criterion"),
        *_form_columns(edition)[:3],
        say("What changed"),
        *_form_columns(edition)[3:5],
        say("Evidence"),
        *_form_columns(edition)[5:],
        say("Address"),
    )
    rows = (
        (
            line.place.name,
            line.organization,
            line.inn,
            line.answers,
            criterion_title(line.criterion, edition.messages),
            line.shortcoming,
            line.measure,
            line.deadline,
            " ".join(line.moved),
            line.post,
            " ".join(line.done),
            "; ".join(line.proofs),
            line.actual,
            line.status_text,
            edition.links.absolute(line.address),
        )
        for line in lines
    )
    return csv_bytes(head, rows)


def _report_table(edition: Edition, year: int, answers: tuple[Answer, ...]) -> bytes:
    """A row for each organisation and criterion with something due; columns can be added up."""
    say = edition.messages.gettext
    head = (
        say("Year"),
        say("Territory"),
        say("Organisation"),
        say("INN"),
        say("Sphere"),
        say("Criterion"),
        say("Were due"),
        *(capital(say(LABELS[outcome])) for outcome in Outcome),
    )
    rows: list[tuple[Cell, ...]] = []
    for own in by_organization(answers):
        plan = own[0].plan
        for criterion in CRITERIA:
            tally = tally_of_answers(a for a in own if a.item.record.criterion == criterion)
            if tally.due:
                counts = (tally.due, *(tally.of(outcome) for outcome in Outcome))
                rows.append(
                    (
                        year,
                        plan.place.name,
                        plan.organization.name,
                        plan.organization.inn,
                        say(SPHERES[plan.sphere]),
                        criterion_title(criterion, edition.messages),
                        *counts,
                    )
                )
    return csv_bytes(head, rows)
