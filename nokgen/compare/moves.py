"""A deadline before and after goes in; how it moved comes out: «с августа на октябрь 2020 года»."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from nokgen.compare.changes import Context, text_at
from nokgen.domain.deadlines import Form, parse_deadline
from nokgen.domain.periods import Period
from nokgen.messages import N_
from nokgen.read import Tree


def moved_words(
    of: str, old: str, new: str, reason: str, period: Period | None, context: Context
) -> str:
    """What became of the deadline `of` a promise (in the genitive); `reason` may be ""."""
    text = _moved(of, old, new, period, context)
    if reason:
        text = context.said(
            N_("%(sentence)s; reason: %(reason)s"), sentence=text, reason=context.quoted(reason)
        )
    return text


def period_of(plan: Tree) -> Period | None:
    """The years of a plan that its version names, None when it names none that can be read."""
    years = [text_at(plan, "year")] * 2
    inner = plan.get("period") if isinstance(plan, dict) else None
    if inner is not None:
        years = [text_at(inner, "from"), text_at(inner, "to")]
    if not all(year.isascii() and year.isdigit() and "1900" <= year <= "2999" for year in years):
        return None
    first, last = map(int, years)
    return Period.of_years(first, last) if first <= last else None


def _moved(of: str, old: str, new: str, period: Period | None, context: Context) -> str:
    if not old:
        return context.said(
            N_("the deadline %(of)s was set: %(new)s"), of=of, new=context.quoted(new)
        )
    if not new:
        return context.said(
            N_("the deadline %(of)s was removed, it was %(old)s"), of=of, old=context.quoted(old)
        )
    first, second = _month(old, period), _month(new, period)
    if first is None or second is None or first == second:
        was, now = context.contrast(old, new)
        return context.said(
            N_("the deadline %(of)s was changed: it was %(old)s, now it is %(new)s"),
            of=of,
            old=was,
            new=now,
        )
    said = context.messages
    params: dict[str, object] = {
        "of": of,
        # «1 августа» without its number is the genitive of the month.
        "old": said.day_month(first).replace("1", "").strip(),
        "new": said.month(second),
        "year": second.year,
        "old_year": first.year,
    }
    if first.year == second.year:
        return context.said(
            N_("the deadline %(of)s was moved from %(old)s to %(new)s %(year)s"), **params
        )
    return context.said(
        N_("the deadline %(of)s was moved from %(old)s %(old_year)s to %(new)s %(year)s"), **params
    )


def _month(text: str, period: Period | None) -> date | None:
    """The first day of the one whole month that a deadline means."""
    deadline = parse_deadline(text, period)
    if deadline.form is not Form.DATED or len(deadline.intervals) != 1:
        return None
    interval = deadline.intervals[0]
    start, end = interval.start, interval.end
    if start is None or start.day != 1 or (start.year, start.month) != (end.year, end.month):
        return None
    return start if end.day == monthrange(end.year, end.month)[1] else None
