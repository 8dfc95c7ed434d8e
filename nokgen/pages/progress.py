"""Measures go in, summary figures and a progress bar come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nokgen.domain.status import StatusKind, label_of
from nokgen.messages import Messages
from nokgen.model import Measure
from nokgen.pages.views import Figure, Progress, Share
from nokgen.pages.words import BAR_ORDER, DONE, capital, count_of


def progress(measures: Iterable[Measure], messages: Messages) -> Progress:
    """How many of the measures are done, and the parts of all statuses as a bar."""
    counts = Counter(measure.status.kind for measure in measures)
    whole = sum(counts.values())
    done = sum(counts[kind] for kind in DONE)
    shares = []
    left = 0
    for kind in BAR_ORDER:
        if counts[kind]:
            label = messages.gettext(
                "%(status)s: %(count)s",
                status=capital(messages.gettext(label_of(kind))),
                count=messages.number(counts[kind]),
            )
            x, right = (100 * left / whole, 100 * (left + counts[kind]) / whole)
            shares.append(Share(kind.value, label, f"{x:.2f}%", f"{right - x:.2f}%"))
            left += counts[kind]
    text = messages.gettext(
        "done with evidence: %(done)s of %(whole)s",
        done=messages.number(done),
        whole=messages.number(whole),
    )
    return Progress(capital(text), tuple(shares))


def figures(measures: Iterable[Measure], messages: Messages) -> tuple[Figure, ...]:
    """The figures that open a page: all, done, due soon, overdue, without report."""
    known = tuple(measures)

    def figure(count: int, label: str, slug: str) -> Figure:
        return Figure(messages.number(count), label, slug)

    whole, done = len(known), count_of(known, *DONE)
    due = count_of(known, StatusKind.DUE_SOON)
    overdue = count_of(known, StatusKind.OVERDUE)
    silent = count_of(known, StatusKind.NO_REPORT)
    claimed = count_of(known, StatusKind.CLAIMED)
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
