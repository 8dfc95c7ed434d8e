"""What a page is about goes in; what its badge, its card and its picture say comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nokgen.domain.typography import no_break
from nokgen.messages import N_
from nokgen.model import (
    Assessment,
    Body,
    Improvement,
    Municipality,
    Organization,
    Plan,
    Region,
)
from nokgen.model.outline import Country
from nokgen.pages.edition import Edition
from nokgen.pages.outlines import outlines_for, statuses_in
from nokgen.pages.progress import Statuses, statuses_of
from nokgen.pages.scores import (
    band_of,
    computed_mark,
    newest,
    organizations_count,
    out_of,
    points_text,
)
from nokgen.pages.subjects import Subject, Thing, subjects_in
from nokgen.pages.views import Glance
from nokgen.pages.words import DONE, assessment_name, capital
from nokgen.records.labels import METHODS, SPHERES
from nokgen.records.results import Method

BADGE_FILE = "badge.svg"
PICTURE_FILE = "picture.png"
HOME = "/"

OVER = N_("Independent assessment of the quality of services")
# Where the sentence of a sphere has no room.
LIMITS = N_("The points speak of conditions, not of how well people are taught or treated.")


def glances_of(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[Glance]:
    """One of every thing of a territory that has a figure of its own: all subjects but bodies."""
    for subject in subjects_in(region, municipality):
        if not isinstance(subject.thing, Body):
            yield glance_of(edition, subject)


def has_badge(thing: Thing) -> bool:
    """Whether a badge stands beside the page: for what others show on their sites."""
    return not isinstance(thing, Body | Assessment)


def glance_of(edition: Edition, subject: Subject) -> Glance:
    """What there is to say of a territory, a plan, an organisation or an assessment."""
    match subject.thing:
        case Organization() as organization:
            return _organization(edition, organization)
        case Assessment() as assessment:
            return _assessment(edition, assessment)
        case Plan() | Improvement() as plan:
            over = f"{_over(edition)}. {plan.place.name}"
            statuses = statuses_of(plan.measures)
            return _progress(edition, subject.address, plan.name, statuses, over)
        case _:
            owner = subject.owner
            statuses = statuses_in(outlines_for(edition, subject.region, subject.municipality))
            over = _over(edition)
            return _progress(edition, owner.address, owner.record.name, statuses, over)


def home_glance(edition: Edition, country: Country) -> Glance:
    """What there is to say of the whole site."""
    statuses = sum((Counter(part.statuses) for part in country.parts()), Counter())
    return _progress(edition, HOME, edition.site.record.title, statuses, _over(edition))


def _progress(edition: Edition, address: str, title: str, statuses: Statuses, over: str) -> Glance:
    """How much is done, of all; a thing without measures has no figure."""
    messages, known = edition.messages, sum(statuses.values())
    value, label = messages.gettext("no data"), messages.gettext("No plan is published")
    if known:
        value = messages.gettext(
            "%(part)s of %(whole)s",
            part=messages.number(sum(statuses.get(kind, 0) for kind in DONE)),
            whole=messages.number(known),
        )
        label = messages.ngettext(
            "measure done with evidence", "measures done with evidence", known
        )
    return Glance(
        address=address,
        over=over,
        title=" ".join(title.split()),
        value=no_break(value),
        label=label,
        note=messages.gettext("As of %(day)s", day=messages.day(edition.site.today)),
        warning=_warning(edition),
    )


def _organization(edition: Edition, organization: Organization) -> Glance:
    messages, ref, standing = edition.messages, organization.ref, newest(organization)
    say = messages.gettext
    closed = ""
    if ref.is_closed and organization.record.closed:
        closed = say("has not worked since %(day)s", day=messages.day(organization.record.closed))
    if standing is None:
        value, label, note, limits = say("no data"), say("No assessment is published"), closed, ""
    else:
        assessment, total = standing.assessment, standing.row.total
        value = points_text(total, messages)
        if total.value is not None:
            value = out_of(value, assessment.scale, messages)
        label, note = _score_label(edition, organization), closed or _published(edition, assessment)
        limits = say(LIMITS) if total.value is not None else ""
    return Glance(
        address=ref.address,
        over=_over(edition),
        title=ref.name,
        value=no_break(value),
        label=label,
        note=capital(note),
        limits=limits,
        warning=_warning(edition),
    )


def _score_label(edition: Edition, organization: Organization) -> str:
    """«общий балл 2025 года, отлично»; a method of its own is named."""
    standing, messages = newest(organization), edition.messages
    assert standing is not None
    assessment, total = standing.assessment, standing.row.total
    words = [messages.gettext("total of %(year)s", year=assessment.record.year)]
    if total.value is not None and (band := band_of(total.value, assessment)):
        words.append(messages.gettext(band.label))
    if assessment.record.method is not Method.ORDER_344N:
        words.append(messages.gettext(METHODS[assessment.record.method]))
    if mark := computed_mark(total, messages):
        words.append(mark)
    return ", ".join(words)


def _published(edition: Edition, assessment: Assessment) -> str:
    published, messages = assessment.record.published, edition.messages
    if published is None or published.date is None:
        return messages.gettext("As of %(day)s", day=messages.day(edition.site.today))
    return messages.gettext("published on %(day)s", day=messages.day(published.date))


def _assessment(edition: Edition, assessment: Assessment) -> Glance:
    messages, record = edition.messages, assessment.record
    sphere = capital(messages.gettext(SPHERES[record.sphere]))
    year = messages.gettext("%(year)s", year=record.year)
    return Glance(
        address=assessment.address,
        over=f"{_over(edition)}. {assessment.place.name}",
        title=assessment_name(assessment, messages),
        value=no_break(organizations_count(len(assessment.rows), messages)),
        label=f"{sphere}, {year}",
        note=capital(_published(edition, assessment)),
        limits=messages.gettext(LIMITS),
        warning=_warning(edition),
    )


def _over(edition: Edition) -> str:
    return edition.messages.gettext(OVER)


def _warning(edition: Edition) -> str:
    if not edition.site.record.fictional:
        return ""
    return edition.messages.gettext("Invented data, an example.")
