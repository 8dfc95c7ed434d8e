"""A measure of the model goes in, the measure of a plan page comes out."""

from __future__ import annotations

from functools import lru_cache

from nokgen.compare import SilentKind
from nokgen.domain.deadlines import Form
from nokgen.domain.typography import no_break
from nokgen.domain.wording import deadline_sentence
from nokgen.model import Improvement, Measure, Plan
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.revisions import revisions_of_measure, silence_sentences
from nokgen.pages.text import blocks, first_line, in_one_line, rest
from nokgen.pages.words import status_tag
from nokgen.records.base import Evidence
from nokgen.records.labels import CHANNEL_KINDS
from nokgen.records.plan import Cancellation, Move
from nokgen.records.plan import Report as ReportRecord


def measure_view(edition: Edition, plan: Plan | Improvement, measure: Measure) -> views.Measure:
    """The measure as the page of its plan shows it."""
    record, messages = measure.record, edition.messages
    given = bool(record.deadline)
    return views.Measure(
        id=record.id,
        number=record.number or "",
        title=first_line(record.title),
        summary=no_break(record.summary or ""),
        body=rest(record.title),
        status=status_tag(measure.status, messages),
        deadline=in_one_line(record.deadline)
        if record.deadline
        else messages.gettext("not given in the document"),
        deadline_given=given,
        meaning=_meaning(edition, measure),
        quantity=no_break(record.quantity or ""),
        expected=blocks(record.expected or ""),
        responsible=tuple(
            views.Link(ref.name, edition.links.to(ref.address, plan.address) if ref.address else "")
            for ref in measure.responsible
        ),
        channels=tuple(
            views.Link(f"{channel.title} ({messages.gettext(CHANNEL_KINDS[channel.kind])})")
            for channel in record.channels
        ),
        note=blocks(record.note or ""),
        reports=tuple(_report(edition, plan, report) for report in record.reports),
        changes=(
            *(_move(edition, plan, move) for move in record.moved),
            *([_cancellation(edition, plan, record.cancelled)] if record.cancelled else []),
        ),
        silences=silence_sentences(
            edition, edition.past.silent(plan.path), SilentKind.DEADLINE, anchor=record.id
        ),
        revisions=revisions_of_measure(edition, plan.path, record.id),
    )


def _meaning(edition: Edition, measure: Measure) -> str:
    """How the deadline is understood, where that says more than the document's own words."""
    if measure.current.form in (Form.NOT_GIVEN, Form.UNREADABLE, Form.ONGOING):
        return ""
    sentence = deadline_sentence(measure.current, edition.messages)
    if _bare(sentence) == _bare(measure.record.deadline or ""):
        return ""
    return no_break(sentence)


# Many measures have the same deadline, and their words are compared letter by letter.
@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _report(edition: Edition, plan: Plan | Improvement, report: ReportRecord) -> views.Report:
    messages = edition.messages
    return views.Report(
        date=messages.day(report.date),
        iso_date=report.date.isoformat(),
        count="" if report.count is None else messages.number(report.count),
        blocks=blocks(report.text or ""),
        evidence=_evidence(edition, plan, report.evidence),
        claimed=not report.evidence,
    )


def _move(edition: Edition, plan: Plan | Improvement, move: Move) -> views.Change:
    messages = edition.messages
    return views.Change(
        text=messages.gettext(
            "On %(day)s the deadline was moved. New deadline: %(deadline)s",
            day=messages.day(move.date),
            deadline=no_break(move.deadline),
        ),
        blocks=blocks(move.reason or ""),
        evidence=_evidence(edition, plan, move.evidence),
    )


def _cancellation(
    edition: Edition, plan: Plan | Improvement, cancelled: Cancellation
) -> views.Change:
    messages = edition.messages
    return views.Change(
        text=messages.gettext("Cancelled on %(day)s", day=messages.day(cancelled.date)),
        blocks=blocks(cancelled.reason),
        evidence=_evidence(edition, plan, cancelled.evidence),
    )


def _evidence(
    edition: Edition, plan: Plan | Improvement, evidence: tuple[Evidence, ...]
) -> tuple[views.Link, ...]:
    """Links to proofs; an attached file stands in the folder of the plan's territory."""
    found = []
    for proof in evidence:
        if proof.file:
            path = f"{plan.place.address.lstrip('/')}{proof.file}"
            found.append(views.Link(proof.title, edition.links.file(path, plan.address)))
        else:
            found.append(views.Link(proof.title, proof.url or ""))
    return tuple(found)
