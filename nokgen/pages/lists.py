"""Plans, territories, bodies and deadlines as entries of lists: model in, list views out."""

from __future__ import annotations

from collections.abc import Iterable

from nokgen.domain.typography import no_break
from nokgen.model import Body, Measure, Municipality, Plan, Region
from nokgen.model.outline import Outline, Promised
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.progress import progress, progress_of
from nokgen.pages.text import headline, in_one_line, shortened
from nokgen.pages.words import capital, measures_count, status_tag, years
from nokgen.records.labels import BODY_KINDS, MUNICIPALITY_KINDS, PLAN_KINDS
from nokgen.records.territory import MunicipalityKind

# Official titles run to 200 letters and more; whole they stand on the page of their plan.
MEASURE_LENGTH = 150
PLAN_LENGTH = 100


def plan_card(edition: Edition, plan: Plan, page: str) -> views.PlanCard:
    """A plan in a list on `page`."""
    messages, links = edition.messages, edition.links
    return views.PlanCard(
        link=views.Link(no_break(plan.name), links.to(plan.address, page)),
        kind=capital(messages.gettext(PLAN_KINDS[plan.record.kind])),
        years=years(plan, messages),
        place=views.Link(plan.place.name, links.to(plan.place.address, page)),
        measures=measures_count(len(plan.measures), messages),
        progress=progress(plan.measures, messages),
        summary=no_break(plan.record.summary or ""),
    )


def outline_card(edition: Edition, outline: Outline, page: str) -> views.TerritoryCard:
    """A municipality or a region (its own plans) in a list on `page`."""
    messages, plans = edition.messages, len(outline.plans)
    words = messages.gettext("There are no plans here yet.").rstrip(".")
    if plans:
        count = messages.ngettext("%(n)s plan", "%(n)s plans", plans)
        words = f"{count}, {measures_count(outline.measures, messages)}"
    return views.TerritoryCard(
        link=views.Link(outline.name, edition.links.to(outline.address, page)),
        kind=kind_of_outline(edition, outline),
        plans=words,
        progress=progress_of(outline.statuses, messages)
        if outline.measures
        else views.Progress("", ()),
    )


def kind_of(edition: Edition, territory: Municipality | Region) -> str:
    """What kind of territory it is, in words; empty when it is not known for certain."""
    if isinstance(territory, Region):
        return _kind(edition, None, is_region=True)
    return _kind(edition, territory.record.kind, is_region=False)


def kind_of_outline(edition: Edition, outline: Outline) -> str:
    """The same of a territory of which only the outline is there."""
    return _kind(edition, outline.kind, is_region=outline.is_region)


def _kind(edition: Edition, kind: MunicipalityKind | None, *, is_region: bool) -> str:
    if is_region:
        return edition.messages.gettext("region")
    return edition.messages.gettext(MUNICIPALITY_KINDS[kind]) if kind else ""


def body_card(edition: Edition, body: Body, page: str) -> views.BodyCard:
    """A body in a list on `page`."""
    messages = edition.messages
    count = sum(len(promise.measures) for promise in body.promises)
    plans = len(body.adopted)
    parts = [measures_count(count, messages)] if count else []
    if plans:
        parts.append(messages.ngettext("%(n)s adopted plan", "%(n)s adopted plans", plans))
    return views.BodyCard(
        link=views.Link(body.name, edition.links.to(body.address, page)),
        kind=capital(messages.gettext(BODY_KINDS[body.record.kind])),
        measures=", ".join(parts),
    )


def deadline_items(
    edition: Edition, dues: Iterable[Promised], page: str
) -> tuple[views.DeadlineItem, ...]:
    """Deadlines in a list on `page`."""
    messages, links = edition.messages, edition.links
    return tuple(
        views.DeadlineItem(
            date=messages.day(due.day),
            iso_date=due.day.isoformat(),
            measure=views.Link(headline(due.name, MEASURE_LENGTH), links.to(due.address, page)),
            plan=views.Link(
                shortened(no_break(due.plan), PLAN_LENGTH), links.to(due.plan_address, page)
            ),
            place=views.Link(due.place.name, links.to(due.place.address, page)),
            status=status_tag(due.status, messages),
            deadline=no_break(due.words),
        )
        for due in dues
    )


def measure_line(edition: Edition, measure: Measure, page: str) -> views.MeasureLine:
    """A measure in a list on `page`."""
    deadline = in_one_line(measure.current.text)
    return views.MeasureLine(
        number=measure.record.number or "",
        link=views.Link(
            headline(measure.name, MEASURE_LENGTH),
            edition.links.to(measure.address, page),
        ),
        deadline=deadline or edition.messages.gettext("no deadline given"),
        status=status_tag(measure.status, edition.messages),
    )
