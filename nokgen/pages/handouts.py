"""A municipality or an organisation goes in; its poster, its leaflet and their code come out."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.domain.scoring import CRITERIA
from nokgen.domain.typography import no_break
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.model import Organization, Survey
from nokgen.pages import views
from nokgen.pages.campaign_frame import LEAFLET, POSTER, Place
from nokgen.pages.edition import Edition
from nokgen.pages.files import MadePage, OutputFile
from nokgen.pages.layout import Heading, layout
from nokgen.pages.scores import LIMITS
from nokgen.pages.surveys import has_code, survey_code
from nokgen.pages.text import shortened
from nokgen.pages.views.campaign import Code, HandoutPage
from nokgen.render import qr_code

CODE_FILE = "qr.svg"
SHEET = "poster.css"
# Letters of a name: above these it needs smaller type, or does not fit the sheet at all.
LONG, LONGER, LONGEST = 45, 90, 200
SUBJECT = N_("Independent assessment of the quality of services")
NAMES = {POSTER: N_("Poster for a stand"), LEAFLET: N_("Leaflet to hand out")}
LINKS = {
    POSTER: N_("Material for a stand: poster"),
    LEAFLET: N_("Material for a stand: leaflet"),
}
HINTS = {
    POSTER: N_(
        "One sheet of A4, portrait. Print it in actual size, without the browser’s headers."
    ),
    LEAFLET: N_(
        "One sheet of A4, landscape, with the same leaflet twice: print it in actual size, without "
        "the browser’s headers, and cut it in two."
    ),
}


@frozen
class Subject:
    """Whom handouts are about: an organisation of `place`, or the municipality itself."""

    place: Place
    organization: Organization | None = None

    @property
    def address(self) -> str:
        """The page to which the code leads."""
        return self.organization.ref.address if self.organization else self.place.owner.address

    @property
    def name(self) -> str:
        """The name on the sheet."""
        return self.organization.ref.name if self.organization else self.place.name

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The questionnaires that are open now, the first to close first."""
        known = self.organization.surveys if self.organization else self.place.owner.surveys
        found = [survey for survey in known if survey.is_open]
        return tuple(sorted(found, key=lambda each: (each.record.closes, each.address)))


def handouts(edition: Edition, subject: Subject) -> Iterator[MadePage | OutputFile]:
    """The poster, the leaflet, and the code of the page where the site knows its address."""
    if not edition.site.record.handouts:
        return
    for kind in (POSTER, LEAFLET):
        yield MadePage(f"{subject.address}{kind}/", kind, _page(edition, subject, kind))
    address = edition.links.absolute(subject.address)
    if has_code(address):
        yield OutputFile(subject.address.lstrip("/") + CODE_FILE, qr_code(address))


def handout_links(edition: Edition, address: str, page: str) -> tuple[views.Link, ...]:
    """Links from `page` to the handouts of the municipality or the organisation at `address`."""
    if not edition.site.record.handouts:
        return ()
    return tuple(
        views.Link(edition.messages.gettext(label), edition.links.to(f"{address}{kind}/", page))
        for kind, label in LINKS.items()
    )


def _page(edition: Edition, subject: Subject, kind: str) -> HandoutPage:
    say, page = edition.messages.gettext, f"{subject.address}{kind}/"
    title = f"{say(NAMES[kind])}: {subject.name}"
    other = LEAFLET if kind == POSTER else POSTER
    organization = subject.organization
    trail = subject.place.trail
    if organization:
        trail = (*trail, (organization.ref.name, organization.ref.address))
    return HandoutPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=say(NAMES[kind]),
                description=title,
                trail=trail,
                sheet=SHEET,
                hidden=True,
                scripts=("print.js",),
            ),
        ),
        title=no_break(title),
        over=(views.Link(subject.name, edition.links.to(subject.address, page)),),
        hint=say(HINTS[kind]),
        notice=_notice(edition, subject),
        other=views.Link(
            f"{say(NAMES[other])}: {subject.name}",
            edition.links.to(f"{subject.address}{other}/", page),
        ),
        subject=say(SUBJECT),
        name=no_break(shortened(subject.name, LONGEST)),
        size=_size(subject.name),
        lead=_lead(edition, subject),
        points=_points(edition, subject),
        codes=_codes(edition, subject, page),
        ask=_ask(edition, subject),
        criteria=tuple(say(CRITERIA[number]) for number in sorted(CRITERIA)),
        limits=say(LIMITS[organization.record.sphere]) if organization else "",
        official=_official(edition, subject),
        today=say("As of %(day)s", day=edition.messages.day(edition.site.today)),
    )


def _size(name: str) -> str:
    if len(name) > LONGER:
        return "longer"
    return "long" if len(name) > LONG else ""


def _notice(edition: Edition, subject: Subject) -> str:
    """What stands in the way of a good print; for the screen only."""
    say = edition.messages.gettext
    if subject.organization and subject.organization.ref.is_closed:
        return say("This organisation no longer works: its handouts are kept, but not needed.")
    if not edition.links.base_url:
        return say(
            "The site does not know its address yet, so there is no code: set base_url in "
            "site.yaml, or build with --base-url."
        )
    return ""


def _lead(edition: Edition, subject: Subject) -> str:
    say = edition.messages.gettext
    if subject.organization:
        return say("How the conditions here were assessed, and what is being put right.")
    return say(
        "How schools, kindergartens, culture, health and social organisations were assessed, and "
        "what is being put right."
    )


def _points(edition: Edition, subject: Subject) -> tuple[views.Fact, ...]:
    """What stands behind the code; what is not there is said or left out, never promised."""
    return (_results(edition, subject), *_plans(edition, subject), _survey(edition, subject))


def _fact(label: str, text: str) -> views.Fact:
    return views.Fact(label, (views.Block("p", no_break(text)),))


def _results(edition: Edition, subject: Subject) -> views.Fact:
    say, organization = edition.messages.gettext, subject.organization
    known = organization.standings if organization else subject.place.owner.assessments
    if not known:
        return _fact(
            say("Results"), say("None are published yet. When they are, they stand there.")
        )
    if organization:
        return _fact(
            say("Results"), say("Points by five criteria, and how they change from year to year.")
        )
    return _fact(say("Results"), say("The points of each organisation, what is good and what not."))


def _plans(edition: Edition, subject: Subject) -> tuple[views.Fact, ...]:
    say, organization, owner = edition.messages.gettext, subject.organization, subject.place.owner
    known = organization.improvements if organization else (*owner.improvements, *owner.plans)
    if not known:
        return ()
    return (_fact(say("Plans"), say("What is promised, by when, who answers, and what is done.")),)


def _survey(edition: Edition, subject: Subject) -> views.Fact:
    messages, surveys = edition.messages, subject.surveys
    label = messages.gettext("Questionnaire")
    if not surveys:
        return _fact(label, messages.gettext("None is open now."))
    day = messages.day(surveys[0].record.closes)
    if len(surveys) == 1:
        return _fact(label, messages.gettext("Say what you think: answer until %(day)s.", day=day))
    return _fact(
        label,
        messages.ngettext(
            "%(n)s questionnaire is open; the first one closes on %(day)s.",
            "%(n)s questionnaires are open; the first one closes on %(day)s.",
            len(surveys),
            day=day,
        ),
    )


def _codes(edition: Edition, subject: Subject, page: str) -> tuple[Code, ...]:
    """The code of the page; that of the form too, where one questionnaire is open."""
    found = []
    address = edition.links.absolute(subject.address)
    if has_code(address):
        found.append(
            Code(
                href=edition.links.file(subject.address.lstrip("/") + CODE_FILE, page),
                address=address,
                caption=edition.messages.gettext("Results and plans: point your camera here"),
            )
        )
    if len(subject.surveys) == 1 and has_code(subject.surveys[0].record.url):
        found.append(survey_code(edition, subject.surveys[0], page))
    return tuple(found)


def _ask(edition: Edition, subject: Subject) -> tuple[str, ...]:
    """Where to ask without a telephone: the first office of the territory that can be reached."""
    for contact in subject.place.owner.record.contacts:
        reach = [each for each in (contact.phone, contact.address, contact.email) if each]
        if reach:
            return (
                edition.messages.gettext("No telephone with a camera? Ask here:"),
                no_break(f"{contact.title}: {', '.join(reach)}"),
            )
    return ()


def _official(edition: Edition, subject: Subject) -> str:
    say, organization = edition.messages.gettext, subject.organization
    if organization and organization.record.bus_id:
        return say(
            "Official publication: bus.gov.ru/info-card/%(number)s",
            number=organization.record.bus_id,
        )
    return say("Official publication of results: bus.gov.ru")
