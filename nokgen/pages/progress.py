"""Measures go in, summary figures and a progress bar come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from nokgen.domain.status import StatusKind, label_of
from nokgen.messages import Messages
from nokgen.model import Measure
from nokgen.pages.views import Figure, Progress, Share
from nokgen.pages.words import BAR_ORDER, DONE, capital

Statuses = Mapping[StatusKind, int]


def progress(measures: Iterable[Measure], messages: Messages) -> Progress:
    """How many of the measures are done, and the parts of all statuses as a bar."""
    return progress_of(statuses_of(measures), messages)


def figures(measures: Iterable[Measure], messages: Messages) -> tuple[Figure, ...]:
    """The figures that open a page: all, done, due soon, overdue, without report."""
    return figures_of(statuses_of(measures), messages)


def statuses_of(measures: Iterable[Measure]) -> Statuses:
    """How many of the measures have which status."""
    kinds = [measure.status.kind for measure in measures]
    return {kind: count for kind in BAR_ORDER if (count := kinds.count(kind))}


def progress_of(statuses: Statuses, messages: Messages) -> Progress:
    """As `progress`, where it is known how many measures have which status."""
    whole = sum(statuses.values())
    done = sum(statuses.get(kind, 0) for kind in DONE)
    shares = []
    left = 0
    for kind in BAR_ORDER:
        count = statuses.get(kind, 0)
        if count:
            label = _share_label(kind, count, messages)
            x, right = (100 * left / whole, 100 * (left + count) / whole)
            shares.append(Share(kind.value, label, f"{x:.2f}%", f"{right - x:.2f}%"))
            left += count
    return Progress(_text(done, whole, messages), tuple(shares))


# Plans are much alike in size: the same few words stand on most pages.
@lru_cache(maxsize=1024)
def _share_label(kind: StatusKind, count: int, messages: Messages) -> str:
    return messages.gettext(
        "%(status)s: %(count)s",
        status=capital(messages.gettext(label_of(kind))),
        count=messages.number(count),
    )


@lru_cache(maxsize=1024)
def _text(done: int, whole: int, messages: Messages) -> str:
    text = messages.gettext(
        "done with evidence: %(done)s of %(whole)s",
        done=messages.number(done),
        whole=messages.number(whole),
    )
    return capital(text)


def figures_of(statuses: Statuses, messages: Messages) -> tuple[Figure, ...]:
    """As `figures`, where it is known how many measures have which status."""

    def figure(count: int, label: str, slug: str) -> Figure:
        return Figure(messages.number(count), label, slug)

    whole, done = sum(statuses.values()), sum(statuses.get(kind, 0) for kind in DONE)

    def count(kind: StatusKind) -> int:
        return statuses.get(kind, 0)

    due, overdue = count(StatusKind.DUE_SOON), count(StatusKind.OVERDUE)
    silent, claimed = count(StatusKind.NO_REPORT), count(StatusKind.CLAIMED)
    found = [
        figure(whole, messages.ngettext("measure", "measures", whole), ""),
        figure(done, messages.gettext("done with evidence"), StatusKind.DONE_ON_TIME.value),
        figure(due, messages.gettext("due in the next 30 days"), StatusKind.DUE_SOON.value),
    ]
    if claimed:
        found.append(figure(claimed, messages.gettext("claimed, not proved"), "claimed"))
    if overdue:
        found.append(figure(overdue, messages.gettext("overdue"), StatusKind.OVERDUE.value))
    found.append(figure(silent, messages.gettext("without report"), StatusKind.NO_REPORT.value))
    return tuple(found)
