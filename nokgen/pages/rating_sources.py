"""An assessment goes in; who, how and when, and its documents and links come out."""

from __future__ import annotations

from pathlib import PurePosixPath

from nokgen.domain.typography import no_break
from nokgen.model import Assessment
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import METHODOLOGY
from nokgen.pages.scores import METHOD_SENTENCES
from nokgen.pages.text import blocks
from nokgen.pages.views.listings import Document
from nokgen.pages.words import capital
from nokgen.records.document import Source
from nokgen.records.labels import METHODS
from nokgen.records.results import Contract

SCORES = f"{METHODOLOGY}#scores"
BUS = "https://bus.gov.ru/"


def table_file(assessment: Assessment) -> str:
    """Where a copy of the published table stands, as a path below the root of the site."""
    return assessment.address.lstrip("/") + PurePosixPath(assessment.table).name


def how(edition: Edition, assessment: Assessment) -> tuple[views.Fact, ...]:
    """Who assessed, by what rules, when, and where it was published."""
    messages, record, page = edition.messages, assessment.record, assessment.address
    say = messages.gettext
    facts = [_operator(edition, assessment)]
    facts.append(
        views.Fact(
            say("How points were counted"),
            blocks(
                f"{capital(say(METHODS[record.method]))}. {say(METHOD_SENTENCES[record.method])}"
            ),
            (views.Link(say("How each number comes about"), edition.links.to(SCORES, page)),),
        )
    )
    if record.collected:
        days = say(
            "from %(first)s to %(last)s",
            first=messages.day(record.collected.first),
            last=messages.day(record.collected.last),
        )
        facts.append(views.Fact(say("Data were collected"), blocks(days)))
    facts.append(views.Fact(say("Who answered"), blocks(_answered(edition, assessment))))
    if record.considered:
        facts.append(_considered(edition, assessment))
    facts.append(_published(edition, assessment))
    facts.append(
        source_fact(edition, say("Source of the figures"), record.source, assessment, page)
    )
    return tuple(facts)


def _operator(edition: Edition, assessment: Assessment) -> views.Fact:
    say, operator = edition.messages.gettext, assessment.record.operator
    label = say("Who assessed")
    if operator is None:
        return views.Fact(label, blocks(say("The source does not say who collected the data.")))
    lines = [operator.name]
    if operator.inn:
        lines.append(say("INN %(inn)s", inn=operator.inn))
    contract = operator.contract
    if contract is None:
        return views.Fact(label, blocks("\n".join(lines)))
    words = _contract(edition, contract)
    if contract.url:
        return views.Fact(label, blocks("\n".join(lines)), (views.Link(words, contract.url),))
    return views.Fact(label, blocks("\n".join([*lines, words])))


def _contract(edition: Edition, contract: Contract) -> str:
    messages = edition.messages
    parts = [messages.gettext("Contract")]
    if contract.number:
        parts.append(f"№ {contract.number}")
    if contract.date:
        parts.append(messages.gettext("of %(day)s", day=messages.day(contract.date)))
    return no_break(" ".join(parts))


def _answered(edition: Edition, assessment: Assessment) -> str:
    messages, rows = edition.messages, assessment.rows
    known = [row.respondents for row in rows if row.respondents is not None]
    few = sum(row.few_respondents for row in rows)
    hidden = messages.ngettext(
        "Fewer than five people answered in %(n)s organisation; how many is not shown.",
        "Fewer than five people answered in %(n)s organisations; how many is not shown.",
        few,
    )
    if not known and few:
        return hidden
    if not known:
        return messages.gettext("no data")
    text = messages.gettext(
        "%(all)s people; from %(least)s to %(most)s in an organisation.",
        all=messages.number(sum(known)),
        least=messages.number(min(known)),
        most=messages.number(max(known)),
    )
    if few:
        text = f"{text} {hidden}"
    missing = len(rows) - len(known) - few
    if not missing:
        return text
    rest = messages.ngettext(
        "No data on %(n)s organisation.", "No data on %(n)s organisations.", missing
    )
    return f"{text} {rest}"


def _considered(edition: Edition, assessment: Assessment) -> views.Fact:
    messages, page = edition.messages, assessment.address
    considered, by = assessment.record.considered, assessment.considered_by
    assert considered is not None
    links = []
    if by and by.address:
        links.append(views.Link(by.name, edition.links.to(by.address, page)))
    if considered.minutes:
        links.append(minutes_link(edition, assessment, page))
    lines = [messages.day(considered.date)]
    if by and not by.address:
        lines.append(by.name)
    return views.Fact(
        messages.gettext("Considered by the public council"),
        blocks("\n".join(lines)),
        tuple(links),
    )


def minutes_link(edition: Edition, assessment: Assessment, page: str) -> views.Link:
    """The link to the minutes of the council on `page`."""
    considered = assessment.record.considered
    assert considered is not None
    assert considered.minutes is not None
    path = assessment.place.address.lstrip("/") + considered.minutes
    label = edition.messages.gettext(
        "Minutes of %(day)s", day=edition.messages.day(considered.date)
    )
    return views.Link(label, edition.links.file(path, page))


def _published(edition: Edition, assessment: Assessment) -> views.Fact:
    messages, published = edition.messages, assessment.record.published
    label = messages.gettext("Official publication")
    if published is None:
        text = messages.gettext(
            "Its address is not known here. Results are published officially on bus.gov.ru."
        )
        return views.Fact(label, blocks(text), (views.Link("bus.gov.ru", BUS),))
    day = messages.day(published.date) if published.date else ""
    return views.Fact(label, blocks(day), (views.Link(published.url, published.url),))


def source_fact(
    edition: Edition, label: str, source: Source, assessment: Assessment, page: str
) -> views.Fact:
    """The document behind the figures, where it stands, and when it was taken from there."""
    messages = edition.messages
    lines = [source.title]
    if source.retrieved:
        lines.append(messages.gettext("Retrieved on %(day)s", day=messages.day(source.retrieved)))
    links = []
    if source.url:
        links.append(views.Link(source.url, source.url))
    if source.file:
        links.append(
            views.Link(
                messages.gettext("Text of the document"),
                edition.links.file(assessment.place.address.lstrip("/") + source.file, page),
            )
        )
    return views.Fact(label, blocks("\n".join(lines)), tuple(links))


def documents(edition: Edition, assessment: Assessment) -> tuple[Document, ...]:
    """What can be downloaded: the published table, the minutes, the source."""
    say, page, found = edition.messages.gettext, assessment.address, []
    if assessment.table and assessment.is_table_open:
        kind = PurePosixPath(assessment.table).suffix.lstrip(".").upper()
        link = views.Link(
            say("The table of results"), edition.links.file(table_file(assessment), page)
        )
        found.append(Document(link, kind, detail=say("as it was published, without changes")))
    found += assessment_documents(edition, assessment, page)
    return tuple(found)


def assessment_documents(
    edition: Edition, assessment: Assessment, page: str
) -> tuple[Document, ...]:
    """The attached documents of an assessment: its source and the minutes of the council."""
    source, considered = assessment.record.source, assessment.record.considered
    place = assessment.place.address.lstrip("/")
    found = []
    if source.file or source.url:
        target = edition.links.file(place + source.file, page) if source.file else source.url
        kind = PurePosixPath(source.file).suffix.lstrip(".").upper() if source.file else ""
        found.append(Document(views.Link(no_break(source.title), target or ""), kind))
    if considered and considered.minutes:
        link = minutes_link(edition, assessment, page)
        kind = PurePosixPath(considered.minutes).suffix.lstrip(".").upper()
        found.append(Document(link, kind))
    return tuple(found)
