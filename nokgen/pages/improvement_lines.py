"""Plans to remove shortcomings go in, their items come out in words: for pages, DOCX and CSV.

What is exported names posts, never persons.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nokgen.domain.scoring import CRITERIA
from nokgen.domain.status import StatusKind
from nokgen.frozen import frozen
from nokgen.messages import Messages
from nokgen.model import BodyRef, Improvement, Item
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.fulfilment import REMOVED, SILENT, Outcome, outcome_of, tally_of
from nokgen.pages.text import first_line, shortened
from nokgen.pages.words import capital, status_tag
from nokgen.records.base import Evidence

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV", 5: "V"}
LABEL_LENGTH = 140


@frozen
class Line:
    """An item of a plan in words.

    `moved` says in a sentence each how the deadline was moved or why the item was cancelled; `done`
    is what was done and `actual` the day of the last report; `proofs` are names with addresses.
    `answers` is the year of the assessment behind the plan, or None.
    """

    place: BodyRef
    organization: str
    inn: str
    criterion: int
    shortcoming: str
    measure: str
    deadline: str
    moved: tuple[str, ...]
    post: str
    done: tuple[str, ...]
    actual: date | None
    proofs: tuple[str, ...]
    kind: StatusKind
    status: views.StatusTag
    answers: int | None
    address: str

    @property
    def status_text(self) -> str:
        """The status with its number in one line."""
        return " ".join(filter(None, (self.status.label, self.status.detail)))


def lines_of(edition: Edition, plans: Iterable[Improvement]) -> tuple[Line, ...]:
    """Every item of these plans, in their order."""
    return tuple(line_of(edition, plan, item) for plan in plans for item in plan.items)


def line_of(edition: Edition, plan: Improvement, item: Item) -> Line:
    """One item in words."""
    messages, record = edition.messages, item.measure.record
    reports = record.reports
    return Line(
        place=plan.place,
        organization=plan.organization.name,
        inn=plan.organization.inn,
        criterion=item.record.criterion,
        shortcoming=item.record.shortcoming,
        measure=record.title,
        deadline=deadline_words(record.deadline, messages),
        moved=_moved(item, messages),
        post=item.record.responsible.post if item.record.responsible else "",
        done=tuple(report.text for report in reports if report.text),
        actual=reports[-1].date if reports else None,
        proofs=tuple(
            _proof(edition, plan, proof) for report in reports for proof in report.evidence
        ),
        kind=item.measure.status.kind,
        status=status_tag(item.measure.status, messages),
        answers=plan.answers.record.year if plan.answers else None,
        address=item.measure.address,
    )


def deadline_words(text: str | None, messages: Messages) -> str:
    """The words of the document, or that it gives none."""
    return " ".join(text.split()) if text else messages.gettext("not given in the document")


def criterion_title(criterion: int, messages: Messages) -> str:
    """«III. Доступность услуг для инвалидов»: a section of the form."""
    return f"{ROMAN[criterion]}. {messages.gettext(CRITERIA[criterion])}"


def _moved(item: Item, messages: Messages) -> tuple[str, ...]:
    record = item.measure.record
    found = [
        messages.gettext(
            "On %(day)s moved to: %(deadline)s.",
            day=messages.day(move.date),
            deadline=move.deadline.rstrip("."),
        )
        + _reason(move.reason, messages)
        for move in record.moved
    ]
    if record.cancelled:
        found.append(
            messages.gettext("Cancelled on %(day)s.", day=messages.day(record.cancelled.date))
            + _reason(record.cancelled.reason, messages)
        )
    return tuple(found)


def _reason(text: str | None, messages: Messages) -> str:
    if not text:
        return ""
    return " " + messages.gettext("Reason: %(text)s.", text=text.strip().rstrip("."))


def _proof(edition: Edition, plan: Improvement, proof: Evidence) -> str:
    """A proof with the address at which it can be read; where nobody knows it, the title alone."""
    address = proof.url or ""
    if proof.file:
        address = edition.links.absolute(f"{plan.place.address}{proof.file}")
    return f"{proof.title} ({address})" if address else proof.title


def figures_of(edition: Edition, plans: Iterable[Improvement]) -> tuple[views.Figure, ...]:
    """How many shortcomings, and what became of them; those not removed are the rest of all."""
    messages = edition.messages
    tally = tally_of(outcome_of(m.status) for plan in plans for m in plan.measures)
    is_open = tally.due - tally.of(*REMOVED, Outcome.CANCELLED)
    found = [
        (tally.due, messages.ngettext("shortcoming", "shortcomings", tally.due), ""),
        (tally.of(Outcome.IN_TIME), messages.gettext("removed in time"), Outcome.IN_TIME),
        (tally.of(Outcome.LATE), messages.gettext("removed late"), Outcome.LATE),
        (tally.of(Outcome.DONE), messages.gettext("removed, no day was promised"), Outcome.DONE),
        (is_open, messages.gettext("not removed yet"), Outcome.AHEAD),
        (tally.of(Outcome.CLAIMED), messages.gettext("claimed, not proved"), Outcome.CLAIMED),
        (tally.of(Outcome.OVERDUE), messages.gettext("overdue"), Outcome.OVERDUE),
        (tally.of(Outcome.NO_REPORT), messages.gettext("without report"), Outcome.NO_REPORT),
        (tally.of(Outcome.CANCELLED), messages.gettext("cancelled"), Outcome.CANCELLED),
    ]
    rare = (Outcome.DONE, Outcome.CLAIMED, Outcome.CANCELLED)
    return tuple(
        views.Figure(messages.number(count), label, str(slug))
        for count, label, slug in found
        if count or slug not in rare
    )


def silence_sentence(edition: Edition, plans: Iterable[Improvement]) -> str:
    """How many deadlines passed without a word, or nothing."""
    count = sum(outcome_of(m.status) in SILENT for plan in plans for m in plan.measures)
    if not count:
        return ""
    return edition.messages.ngettext(
        "The time is over for %(n)s shortcoming, and nothing is published about its removal.",
        "The time is over for %(n)s shortcomings, and nothing is published about their removal.",
        count,
    )


def label_of_line(line: Line) -> str:
    """The shortcoming in one line, for links and lists."""
    return shortened(capital(first_line(line.shortcoming)), LABEL_LENGTH)
