"""The plans of a territory go in, the page of its consolidated plan comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from nokgen.domain.scoring import CRITERIA
from nokgen.domain.status import StatusKind
from nokgen.domain.typography import no_break
from nokgen.messages import N_
from nokgen.model import Improvement
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.fulfilment import Outcome, outcome_of, tally_of
from nokgen.pages.improvement import documents_of
from nokgen.pages.improvement_lines import (
    Line,
    criterion_title,
    figures_of,
    label_of_line,
    lines_of,
    silence_sentence,
)
from nokgen.pages.layout import Heading, layout
from nokgen.pages.plan import QR_FILE
from nokgen.pages.progress import progress
from nokgen.pages.scopes import CONSOLIDATED_CSV, CONSOLIDATED_DOCX, Scope, consolidated_address
from nokgen.pages.search import consolidated_facts
from nokgen.pages.text import in_one_line
from nokgen.pages.views.listings import Cell, Column, Entry, Table
from nokgen.pages.words import BAR_ORDER, capital
from nokgen.records.labels import SPHERES

# What needs somebody to act comes before all else; the id is that of the figure.
ATTENTION = (
    (StatusKind.OVERDUE, N_("Overdue: the time is over, and there is no report")),
    (StatusKind.NO_REPORT, N_("Without report for a long time")),
)
COLUMNS = (
    (N_("removed in time"), (Outcome.IN_TIME, Outcome.DONE)),
    (N_("removed late"), (Outcome.LATE,)),
    (N_("overdue"), (Outcome.OVERDUE,)),
    (N_("without report"), (Outcome.NO_REPORT,)),
)


def consolidated_page(edition: Edition, scope: Scope) -> views.ConsolidatedPage:
    """The page of the consolidated plan of a territory in one sphere, or in all."""
    messages, page = edition.messages, scope.address
    title = consolidated_title(edition, scope)
    lines = lines_of(edition, scope.own)
    return views.ConsolidatedPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=title,
                description=messages.gettext(
                    "%(place)s: all plans of organisations to remove the shortcomings that the "
                    "assessment found, and what is done.",
                    place=scope.owner.record.name,
                ),
                trail=trail_of(edition, scope, above=scope.sphere is not None),
                facts=consolidated_facts(
                    edition,
                    messages.gettext("Consolidated plan"),
                    scope.plans,
                    (scope.region, scope.municipality),
                ),
                sheet="improvement.css",
                scripts=("consolidated.js",),
            ),
        ),
        title=title,
        over=(views.Link(scope.owner.record.name, edition.links.to(scope.owner.address, page)),),
        lead=_lead(edition, scope),
        report=views.Link(
            messages.gettext("Report: what was removed in time, and who has not reported"),
            edition.links.to(scope.report_address, page),
        ),
        figures=_figures(edition, scope, lines),
        progress=progress((m for plan in scope.plans for m in plan.measures), messages),
        notice=silence_sentence(edition, scope.plans),
        spheres=_spheres(edition, scope),
        attention=_attention(edition, lines, page),
        parts=_parts(edition, scope),
        organizations=_organizations(edition, scope),
        choices=_choices(edition, lines),
        criteria=_criteria(edition, scope, lines),
        own=_own(edition, scope),
        documents=documents_of(
            edition, messages.gettext("Consolidated plan"), CONSOLIDATED_DOCX, CONSOLIDATED_CSV
        ),
        qr=QR_FILE if edition.has_codes else "",
    )


def consolidated_title(edition: Edition, scope: Scope) -> str:
    """«Сводный план по устранению недостатков: образование»."""
    messages = edition.messages
    if scope.sphere is None:
        return messages.gettext("Consolidated plan to remove shortcomings")
    sphere = messages.gettext(SPHERES[scope.sphere])
    return messages.gettext("Consolidated plan to remove shortcomings: %(sphere)s", sphere=sphere)


def trail_of(edition: Edition, scope: Scope, *, above: bool) -> tuple[tuple[str, str], ...]:
    """The pages above; `above` adds the consolidated plan of all spheres."""
    trail = [(scope.region.record.name, scope.region.address)]
    if scope.municipality:
        trail.append((scope.municipality.record.name, scope.municipality.address))
    if above:
        name = edition.messages.gettext("Consolidated plan")
        trail.append((name, consolidated_address(scope.owner, None)))
    return tuple(trail)


def plans_sentence(edition: Edition, scope: Scope) -> str:
    """«6 планов 5 организаций»: what the counts are about."""
    messages = edition.messages
    organizations = len({plan.organization.inn for plan in scope.plans})
    return no_break(
        messages.gettext(
            "%(plans)s of %(organizations)s.",
            plans=messages.ngettext("%(n)s plan", "%(n)s plans", len(scope.plans)),
            organizations=messages.ngettext(
                "%(n)s organisation (of)", "%(n)s organisations (of)", organizations
            ),
        )
    )


def part_cell(edition: Edition, scope: Scope, place: int, suffix: str = "") -> Cell:
    """The cell that names a municipality and leads to its page of the same kind."""
    municipality = scope.parts[place].municipality
    page = scope.address + suffix
    target = consolidated_address(municipality, scope.sphere) + suffix
    return Cell(municipality.record.name, edition.links.to(target, page))


def number_cell(edition: Edition, count: int) -> Cell:
    """A cell with a count."""
    return Cell(edition.messages.number(count), value=str(count))


def _lead(edition: Edition, scope: Scope) -> str:
    text = edition.messages.gettext(
        "Put together by this site from the plans that organisations have published; nobody has "
        "adopted it as a document."
    )
    return f"{plans_sentence(edition, scope)} {text}"


def _own(edition: Edition, scope: Scope) -> str:
    """What the lists of a region's page leave to those of its municipalities."""
    if not scope.parts:
        return ""
    say = edition.messages.gettext
    if not scope.own:
        return say("The plans of organisations of towns and districts stand on their pages.")
    return say(
        "Here are the plans of organisations of the region itself; those of towns and districts "
        "stand on their pages."
    )


def _figures(edition: Edition, scope: Scope, lines: tuple[Line, ...]) -> tuple[views.Figure, ...]:
    """Figures of all plans; those that lists of this page explain lead there."""
    listed = {line.kind.value for line in lines} & {kind.value for kind, _ in ATTENTION}
    return tuple(
        views.Figure(figure.value, figure.label, figure.slug, f"#{figure.slug}")
        if figure.slug in listed
        else figure
        for figure in figures_of(edition, scope.plans)
    )


def _spheres(edition: Edition, scope: Scope) -> tuple[Entry, ...]:
    """The consolidated plans of each sphere, from that of all; none where there is only one."""
    if scope.sphere is not None or len(scope.spheres) < 2:
        return ()
    messages = edition.messages
    found = []
    for sphere in scope.spheres:
        items = sum(len(plan.items) for plan in scope.plans if plan.sphere is sphere)
        target = edition.links.to(consolidated_address(scope.owner, sphere), scope.address)
        link = views.Link(capital(messages.gettext(SPHERES[sphere])), target)
        count = messages.ngettext("%(n)s shortcoming", "%(n)s shortcomings", items)
        found.append(Entry(link, count))
    return tuple(found)


def _attention(edition: Edition, lines: tuple[Line, ...], page: str) -> tuple[views.Attention, ...]:
    say = edition.messages.gettext
    return tuple(
        views.Attention(kind.value, say(title), tuple(_short(edition, line, page) for line in some))
        for kind, title in ATTENTION
        if (some := [line for line in lines if line.kind is kind])
    )


def _short(edition: Edition, line: Line, page: str) -> views.MeasureLine:
    name = f"{line.organization}: {label_of_line(line)}"
    return views.MeasureLine(
        number="",
        link=views.Link(no_break(name), edition.links.to(line.address, page)),
        deadline=no_break(line.deadline),
        status=line.status,
    )


def _columns(edition: Edition, name: str) -> tuple[Column, ...]:
    say = edition.messages.gettext
    return (
        Column(name),
        Column(say("Shortcomings"), numeric=True),
        *(Column(capital(say(label)), numeric=True) for label, _ in COLUMNS),
    )


def _counts(edition: Edition, plans: Iterable[Improvement]) -> tuple[Cell, ...]:
    tally = tally_of(outcome_of(m.status) for plan in plans for m in plan.measures)
    counts = (tally.due, *(tally.of(*outcomes) for _, outcomes in COLUMNS))
    return tuple(number_cell(edition, count) for count in counts)


def _parts(edition: Edition, scope: Scope) -> tuple[Table, ...]:
    if not scope.parts:
        return ()
    say = edition.messages.gettext
    rows = [
        (part_cell(edition, scope, place), *_counts(edition, part.plans))
        for place, part in enumerate(scope.parts)
    ]
    return (
        Table(
            caption=say("Shortcomings by town and district"),
            columns=_columns(edition, say("Town or district")),
            rows=tuple(rows),
        ),
    )


def _organizations(edition: Edition, scope: Scope) -> tuple[Table, ...]:
    if not scope.own:
        return ()
    say, rows = edition.messages.gettext, []
    by_organization: dict[str, list[Improvement]] = {}
    for plan in sorted(scope.own, key=lambda plan: plan.organization.name):
        by_organization.setdefault(plan.organization.inn, []).append(plan)
    for plans in by_organization.values():
        ref = plans[0].organization
        name = Cell(no_break(ref.name), edition.links.to(ref.address, scope.address))
        rows.append((name, *_counts(edition, plans)))
    return (
        Table(
            caption=say("Shortcomings by organisation"),
            columns=_columns(edition, say("Organisation")),
            rows=tuple(rows),
        ),
    )


def _choices(edition: Edition, lines: tuple[Line, ...]) -> tuple[views.StatusChoice, ...]:
    counts = Counter(line.kind for line in lines)
    labels = {line.kind: line.status.label for line in lines}
    return tuple(
        views.StatusChoice(kind.value, f"{labels[kind]} ({edition.messages.number(counts[kind])})")
        for kind in BAR_ORDER
        if counts[kind]
    )


def _criteria(
    edition: Edition, scope: Scope, lines: tuple[Line, ...]
) -> tuple[views.CriterionItems, ...]:
    messages = edition.messages
    repeated = Counter(label_of_line(line) for line in lines)
    several = _with_several_plans(scope)
    found = []
    for criterion in CRITERIA:
        some = sorted(
            (line for line in lines if line.criterion == criterion),
            key=lambda line: (line.organization, line.inn),
        )
        groups = groupby(some, key=lambda line: line.inn)
        found.append(
            views.CriterionItems(
                id=f"criterion-{criterion}",
                title=criterion_title(criterion, messages),
                count=messages.ngettext("%(n)s shortcoming", "%(n)s shortcomings", len(some)),
                absent="" if some else messages.gettext("— The plans name no shortcomings here."),
                organizations=tuple(
                    _organization(edition, scope, tuple(group), repeated, several)
                    for _, group in groups
                ),
            )
        )
    return tuple(found) if lines else ()


def _with_several_plans(scope: Scope) -> frozenset[str]:
    counts = Counter(plan.organization.inn for plan in scope.own)
    return frozenset(inn for inn, count in counts.items() if count > 1)


def _organization(
    edition: Edition,
    scope: Scope,
    lines: tuple[Line, ...],
    repeated: Counter[str],
    several: frozenset[str],
) -> views.OrganizationItems:
    messages, page, first = edition.messages, scope.address, lines[0]
    items = []
    for line in lines:
        label = label_of_line(line)
        year = line.answers if first.inn in several else None
        items.append(
            views.ConsolidatedItem(
                link=views.Link(no_break(label), edition.links.to(line.address, page)),
                where=line.organization if repeated[label] > 1 else "",
                detail=messages.gettext("assessment of %(year)s", year=year) if year else "",
                measure=in_one_line(line.measure),
                deadline=no_break(line.deadline),
                moved=tuple(no_break(text) for text in line.moved),
                post=line.post or messages.gettext("not named"),
                status=line.status,
                actual=messages.day(line.actual) if line.actual else "",
            )
        )
    address = edition.links.to(f"/org/{first.inn}/", page)
    return views.OrganizationItems(views.Link(no_break(first.organization), address), tuple(items))
