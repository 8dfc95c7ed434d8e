"""Measures go in, summary figures and a progress bar come out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from nokgen.domain.status import StatusKind, label_of
from nokgen.messages import Messages
from nokgen.model import Measure
from nokgen.pages.views import Figure, Progress, Share
from nokgen.pages.words import BAR_ORDER, DONE, capital


def progress(measures: Iterable[Measure], messages: Messages) -> Progress:
    """How many of the measures are done, and the parts of all statuses as a bar."""
    kinds = [measure.status.kind for measure in measures]
    whole = len(kinds)
    done = sum(map(kinds.count, DONE))
    shares = []
    left = 0
    for kind in BAR_ORDER:
        count = kinds.count(kind)
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


def figures(measures: Iterable[Measure], messages: Messages) -> tuple[Figure, ...]:
    """The figures that open a page: all, done, due soon, overdue, without report."""
    known = [measure.status.kind for measure in measures]

    def figure(count: int, label: str, slug: str) -> Figure:
        return Figure(messages.number(count), label, slug)

    whole, done = len(known), sum(map(known.count, DONE))
    due = known.count(StatusKind.DUE_SOON)
    overdue = known.count(StatusKind.OVERDUE)
    silent = known.count(StatusKind.NO_REPORT)
    claimed = known.count(StatusKind.CLAIMED)
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
