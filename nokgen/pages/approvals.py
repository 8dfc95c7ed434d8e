"""A plan goes in; the act that adopted it and the source of its words come out.

The plans of territories and the plans to remove shortcomings say this in the same way.
"""

from __future__ import annotations

from nokgen.domain.typography import no_break
from nokgen.messages import Messages
from nokgen.model import Improvement, Plan
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.text import blocks
from nokgen.records.base import Person
from nokgen.records.document import Approval


def act_words(approved: Approval | None, messages: Messages) -> str:
    """«приказ от 25 января 2022 года № 66», as far as the document says it."""
    if approved is None:
        return ""
    parts = [approved.act or messages.gettext("act")]
    if approved.date:
        parts.append(messages.gettext("of %(day)s", day=messages.day(approved.date)))
    if approved.number:
        parts.append(f"№ {approved.number}")
    return no_break(" ".join(parts))


def person_words(person: Person) -> str:
    """«Е.В. Егорова, директор департамента», as far as the document says it."""
    return ", ".join(filter(None, (person.name, person.post, person.duty)))


def fact(label: str, text: str | None) -> list[views.Fact]:
    """A fact, or none where there is nothing to say."""
    return [views.Fact(label, blocks(text))] if text else []


def source_facts(edition: Edition, plan: Plan | Improvement) -> tuple[views.Fact, ...]:
    """Where the words of a plan come from: the document, its address, its file, the day."""
    source, messages = plan.record.source, edition.messages
    say = messages.gettext
    facts = fact(say("Document"), source.title)
    if source.url:
        facts.append(views.Fact(say("Published at"), links=(views.Link(source.url, source.url),)))
    if source.file:
        path = f"{plan.place.address.lstrip('/')}{source.file}"
        link = views.Link(source.file.rsplit("/", 1)[-1], edition.links.file(path, plan.address))
        facts.append(views.Fact(say("Text of the document"), links=(link,)))
    if source.retrieved:
        facts += fact(say("Retrieved on"), messages.day(source.retrieved))
    return tuple(facts)
