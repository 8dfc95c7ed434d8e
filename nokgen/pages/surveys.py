"""Questionnaires go in; their list, the page of each with a blank to print, and codes come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nokgen.domain.scoring.questions import STANDARD
from nokgen.domain.typography import no_break
from nokgen.messages import Messages
from nokgen.model import Municipality, Region, Survey
from nokgen.model.outline import Country
from nokgen.pages import views
from nokgen.pages.campaign_frame import SHEET, SURVEYS, Place, apart
from nokgen.pages.edition import Edition
from nokgen.pages.files import OutputFile
from nokgen.pages.layout import Heading, layout
from nokgen.pages.overview import territories
from nokgen.pages.questionnaire import standard_questions
from nokgen.pages.search import campaign_facts
from nokgen.pages.text import blocks
from nokgen.pages.views.campaign import (
    BlankQuestion,
    Code,
    SurveyCard,
    SurveyPage,
    SurveysPage,
)
from nokgen.pages.views.listings import Entry
from nokgen.pages.words import capital
from nokgen.records.campaign import Question
from nokgen.records.labels import SPHERES
from nokgen.render import qr_code

CODE_FILE = "form.svg"
# In bytes. Codes of longer addresses are too dense for a telephone, and at last none exists.
LONGEST_IN_CODE = 400


def open_surveys(
    edition: Edition, territory: Municipality | Region, page: str
) -> tuple[Entry, ...]:
    """Where one can have one's say now in a territory: a municipality also shows what its region
    asks. The first to close stand first.
    """
    asking: list[Municipality | Region] = [territory]
    if isinstance(territory, Municipality):
        asking += [
            region
            for region, municipality in territories(edition.site)
            if municipality and municipality.address == territory.address
        ]
    surveys = [survey for owner in asking for survey in owner.surveys if survey.is_open]
    return _open_entries(edition, surveys, page)


def open_surveys_of_all(edition: Edition, country: Country, page: str) -> tuple[Entry, ...]:
    """The same on the whole site."""
    surveys = [survey for part in country.parts() for survey in part.surveys]
    return _open_entries(edition, surveys, page)


def _open_entries(edition: Edition, surveys: Iterable[Survey], page: str) -> tuple[Entry, ...]:
    found = sorted(surveys, key=lambda each: (each.record.closes, each.address))
    links = apart(
        (_link(edition, each, page) for each in found), (each.place.name for each in found)
    )
    places = {each.place.address for each in found}
    return tuple(
        Entry(link, ", ".join([*([each.place.name] if len(places) > 1 else []), state]))
        for each, link in zip(found, links, strict=True)
        for state in [_state(edition, each)]
    )


def _link(edition: Edition, survey: Survey, page: str) -> views.Link:
    return views.Link(no_break(survey.record.title), edition.links.to(survey.address, page))


def surveys_page(edition: Edition, place: Place) -> SurveysPage:
    """The questionnaires of a territory: open ones first, by the day on which they close."""
    messages, surveys = edition.messages, place.owner.surveys
    say, page = messages.gettext, place.page(SURVEYS)
    now = sorted((s for s in surveys if s.is_open), key=lambda each: each.record.closes)
    ahead = sorted(
        (s for s in surveys if s.is_ahead), key=lambda each: (each.record.opens, each.address)
    )
    past = [each for each in surveys if not each.is_open and not each.is_ahead]
    lead = messages.ngettext(
        "%(n)s questionnaire is open now.", "%(n)s questionnaires are open now.", len(now)
    )
    title = say("Questionnaires on the quality of conditions")
    past_links = apart(
        (_link(edition, each, page) for each in past),
        (messages.day(each.record.closes) for each in past),
    )
    return SurveysPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=title,
                description=say(
                    "%(place)s: where you can say now what you think of kindergartens, schools, "
                    "culture, health and social organisations.",
                    place=place.name,
                ),
                trail=place.trail,
                facts=campaign_facts(
                    say("Questionnaires"),
                    (place.region, place.municipality),
                    deadline=now[0].record.closes if now else None,
                ),
                path=place.path("surveys.yaml"),
                sheet=SHEET,
            ),
        ),
        title=title,
        over=place.over(edition, page),
        lead=lead if now else say("No questionnaire is open now."),
        open=tuple(_card(edition, each, page) for each in now),
        ahead=tuple(_card(edition, each, page) for each in ahead),
        past=tuple(
            Entry(link, _state(edition, each)) for each, link in zip(past, past_links, strict=True)
        ),
    )


def survey_page(edition: Edition, place: Place, survey: Survey) -> SurveyPage:
    """One questionnaire: whom it is about, until when, where to answer, a blank to print."""
    messages, record, page = edition.messages, survey.record, survey.address
    say = messages.gettext
    state = capital(_state(edition, survey))
    return SurveyPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=record.title,
                description=f"{record.title}. {state}. {place.name}.",
                trail=(*place.trail, (say("Questionnaires"), place.page(SURVEYS))),
                facts=campaign_facts(
                    say("Questionnaire"),
                    (place.region, place.municipality),
                    spheres=(say(SPHERES[sphere]) for sphere in record.spheres),
                    years=(record.closes.year,),
                    deadline=record.closes if survey.is_open else None,
                    day=record.opens,
                ),
                path=place.path("surveys.yaml"),
                sheet=SHEET,
                scripts=("print.js",),
            ),
        ),
        title=no_break(record.title),
        over=place.over(edition, page),
        lead=f"{state}.",
        notice=_notice(messages, survey),
        blocks=blocks(record.text or ""),
        facts=_facts(edition, survey, page),
        form=_form(messages, survey),
        codes=_codes(edition, survey, page),
        is_open=survey.is_open or survey.is_ahead,
        whom=say("Which organisation are your answers about?"),
        choices=tuple(no_break(each.name) for each in survey.organizations)
        if len(survey.organizations) > 1
        else (),
        questions=tuple(_questions(messages, survey)),
        questions_text=""
        if record.questions
        else say(
            "Made in plain words after the standard form. %(form)s.", form=say(STANDARD.title)
        ),
        until=f"{capital(_span(messages, survey))}.",
        address=record.url if survey.is_open or survey.is_ahead else "",
    )


def survey_files(survey: Survey) -> Iterator[OutputFile]:
    """The code of the form, beside the page of the questionnaire."""
    if has_code(survey.record.url):
        yield OutputFile(survey.address.lstrip("/") + CODE_FILE, qr_code(survey.record.url))


def has_code(address: str) -> bool:
    """Whether a code of an address can be read from paper."""
    return 0 < len(address.encode()) <= LONGEST_IN_CODE


def survey_code(edition: Edition, survey: Survey, page: str) -> Code:
    """The code that leads to the form."""
    return Code(
        href=edition.links.file(survey.address.lstrip("/") + CODE_FILE, page),
        address=survey.record.url,
        caption=edition.messages.gettext("Point the camera of your telephone here to answer"),
    )


def _codes(edition: Edition, survey: Survey, page: str) -> tuple[Code, ...]:
    if not has_code(survey.record.url) or not (survey.is_open or survey.is_ahead):
        return ()
    return (survey_code(edition, survey, page),)


def _card(edition: Edition, survey: Survey, page: str) -> SurveyCard:
    return SurveyCard(
        link=_link(edition, survey, page),
        state=capital(_state(edition, survey)),
        blocks=blocks(survey.record.text or ""),
        facts=_facts(edition, survey, page),
        form=_form(edition.messages, survey),
        codes=_codes(edition, survey, page),
    )


def _form(messages: Messages, survey: Survey) -> views.Link:
    if not survey.is_open:
        return views.Link("")
    label = messages.gettext("Answer on the internet: %(title)s", title=survey.record.title)
    return views.Link(no_break(label), survey.record.url)


def _state(edition: Edition, survey: Survey) -> str:
    """«ответы принимаются до 15 декабря 2026 года включительно, осталось 23 дня»."""
    messages = edition.messages
    text = _span(messages, survey)
    if not survey.is_open:
        return text
    left = (survey.record.closes - edition.site.today).days
    rest = (
        messages.ngettext("%(n)s day left", "%(n)s days left", left)
        if left
        else messages.gettext("today is the last day")
    )
    return f"{text}, {rest}"


def _span(messages: Messages, survey: Survey) -> str:
    record = survey.record
    last = messages.day(record.closes)
    if survey.is_ahead and record.opens:
        first = messages.day(record.opens)
        return messages.gettext(
            "answers will be taken from %(first)s to %(last)s", first=first, last=last
        )
    if not survey.is_open:
        return messages.gettext("answers were taken until %(day)s", day=last)
    return messages.gettext("answers are taken until %(day)s", day=last)


def _notice(messages: Messages, survey: Survey) -> str:
    if survey.is_open:
        return ""
    if survey.is_ahead:
        return messages.gettext("Answers are not taken yet. The blank shows what will be asked.")
    return messages.gettext(
        "This questionnaire is over: answers are no longer taken. The questions stay here so that "
        "everybody can see what was asked."
    )


def _facts(edition: Edition, survey: Survey, page: str) -> tuple[views.Fact, ...]:
    messages, record = edition.messages, survey.record
    say = messages.gettext
    facts = []
    if survey.operator:
        operator = survey.operator
        href = edition.links.to(operator.address, page) if operator.address else ""
        facts.append(views.Fact(say("Who asks"), links=(views.Link(operator.name, href),)))
    facts.append(_about(edition, survey, page))
    if record.opens and not survey.is_ahead:
        days = say(
            "from %(first)s to %(last)s",
            first=messages.day(record.opens),
            last=messages.day(record.closes),
        )
        facts.append(views.Fact(say("When"), blocks(days)))
    facts.append(views.Fact(say("Address of the form"), blocks(record.url)))
    if record.source:
        source = record.source
        href = source.url or ""
        if source.file:
            href = edition.links.file(f"{survey.place.address.lstrip('/')}{source.file}", page)
        link = views.Link(no_break(source.title), href)
        facts.append(views.Fact(say("Announced by"), links=(link,)))
    return tuple(facts)


def _about(edition: Edition, survey: Survey, page: str) -> views.Fact:
    say = edition.messages.gettext
    label = say("About whom")
    if survey.organizations:
        links = tuple(
            views.Link(no_break(each.name), edition.links.to(each.address, page))
            for each in survey.organizations
        )
        return views.Fact(label, links=links)
    spheres = ", ".join(say(SPHERES[sphere]) for sphere in survey.record.spheres)
    text = (
        say("All organisations of the sphere: %(spheres)s", spheres=spheres)
        if spheres
        else say("All organisations that are assessed")
    )
    return views.Fact(label, blocks(f"{text}. {survey.place.name}"))


def _questions(messages: Messages, survey: Survey) -> Iterator[BlankQuestion]:
    if survey.record.questions:
        yield from map(_own_question, survey.record.questions)
        return
    yield from standard_questions(messages)


def _own_question(question: Question) -> BlankQuestion:
    return BlankQuestion(
        no_break(question.text), tuple(no_break(each) for each in question.answers), ""
    )
