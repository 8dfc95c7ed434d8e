"""Deadlines and quantities in words: what was understood goes in, one plain sentence comes out."""

from __future__ import annotations

from datetime import date

from nokgen.domain.deadlines import Deadline, Form, MonthDay, Unit, Within, Yearly
from nokgen.domain.nouns import NOUNS
from nokgen.domain.periods import Interval
from nokgen.domain.quantities import Compare, Quantity
from nokgen.messages import N_, Messages

_EACH = {
    Unit.DAY: N_("Each day"),
    Unit.WEEK: N_("Each week"),
    Unit.MONTH: N_("Each month"),
    Unit.QUARTER: N_("Each quarter"),
    Unit.HALF_YEAR: N_("Each half-year"),
    Unit.YEAR: N_("Each year"),
}
_PER = {
    Unit.DAY: N_("%(amount)s a day"),
    Unit.WEEK: N_("%(amount)s a week"),
    Unit.MONTH: N_("%(amount)s a month"),
    Unit.QUARTER: N_("%(amount)s a quarter"),
    Unit.HALF_YEAR: N_("%(amount)s in half a year"),
    Unit.YEAR: N_("%(amount)s a year"),
}


def deadline_sentence(deadline: Deadline, messages: Messages) -> str:
    """One sentence that says how a deadline is understood: a capital letter, no full stop."""
    text = _sentence(deadline, messages)
    return text[:1].upper() + text[1:]


def _sentence(deadline: Deadline, messages: Messages) -> str:
    match deadline.form:
        case Form.NOT_GIVEN:
            return messages.gettext("No deadline is given")
        case Form.UNREADABLE if deadline.needs_year:
            return messages.gettext(
                "It is not clear which year “%(text)s” belongs to", text=_quotable(deadline.text)
            )
        case Form.UNREADABLE:
            return messages.gettext(
                "The deadline “%(text)s” could not be understood", text=_quotable(deadline.text)
            )
        case Form.DATED:
            start = _intervals(deadline, messages)
        case Form.YEARLY:
            start = _yearly(deadline, messages)
        case Form.PERIODIC:
            start = _periodic(deadline, messages)
        case Form.ONGOING:
            start = _joined(messages.gettext("All the time"), _intervals(deadline, messages))
        case Form.AFTER_EVENT | Form.PER_SCHEDULE:
            start = _elsewhere(deadline, messages)
    return start


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _quotable(text: str) -> str:
    """The document's words for a place in quotation marks."""
    return _spaced(text).translate({ord("«"): "„", ord("»"): "“"})


def _lowered(text: str) -> str:
    """The words with a small first letter, unless they begin with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _intervals(deadline: Deadline, messages: Messages) -> str:
    """The days in words, and the event or schedule beside them."""
    words = [
        _by(i, messages) if deadline.until or i.start is None else _span(i, messages)
        for i in deadline.intervals
    ]
    if deadline.form is not Form.DATED:
        return _list(words, messages)
    return _joined(_list(words, messages), _times(deadline, messages), _beside(deadline, messages))


def _list(parts: list[str], messages: Messages) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return messages.gettext("%(first)s and %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def _by(interval: Interval, messages: Messages) -> str:
    return messages.gettext("no later than %(day)s", day=messages.day(interval.end))


def _span(interval: Interval, messages: Messages) -> str:
    """«с 1 по 31 июля 2020 года», with nothing said twice; a single day is only named."""
    start, end = interval.start, interval.end
    if start is None or start == end:
        return messages.day(end)
    if (start.year, start.month) == (end.year, end.month):
        first = str(start.day)
    elif start.year == end.year:
        first = messages.day_month(start)
    else:
        first = messages.day(start)
    return messages.gettext("from %(start)s to %(end)s", start=first, end=messages.day(end))


def _beside(deadline: Deadline, messages: Messages) -> str:
    """The event or schedule that a dated or repeated deadline also names."""
    if deadline.event is None:
        return ""
    if deadline.within is None:
        return _lowered(deadline.event)
    return f"{_within(deadline.within, messages)} {_lowered(deadline.event)}"


def _times(deadline: Deadline, messages: Messages) -> str:
    every = deadline.every
    if every is None or every.times == 1:
        return ""
    times = messages.ngettext("%(n)s time", "%(n)s times", every.times)
    return messages.gettext(_PER[every.unit], amount=times)


def _yearly(deadline: Deadline, messages: Messages) -> str:
    days = [_window(w, messages) for w in deadline.windows]
    limits = [_span(limit, messages) for limit in deadline.limits]
    return _joined(
        messages.gettext("Each year"),
        _times(deadline, messages),
        _list([day for day in days if day], messages),
        _list(limits, messages),
        _beside(deadline, messages),
    )


def _window(window: Yearly, messages: Messages) -> str:
    """Days of every year; nothing for the whole year."""
    start, end = window.start, window.end
    if (start, end) == (MonthDay(1, 1), MonthDay(12, 31)):
        return ""
    first = "" if start is None else _month_day(start, messages)
    if end == MonthDay(2, 29):  # 28 February in most years
        if start is None:
            return messages.gettext("no later than the last day of February")
        if start == end:
            return messages.gettext("on the last day of February")
        return messages.gettext("from %(start)s to the last day of February", start=first)
    last = _month_day(end, messages)
    if start is None:
        return messages.gettext("no later than %(day)s", day=last)
    if start == end:
        return last
    if start.month == end.month:
        first = str(start.day)
    return messages.gettext("from %(start)s to %(end)s", start=first, end=last)


def _month_day(day: MonthDay, messages: Messages) -> str:
    return messages.day_month(date(2000, day.month, day.day))


def _periodic(deadline: Deadline, messages: Messages) -> str:
    every, within = deadline.every, deadline.within
    if every is None:
        return ""
    how_often = _times(deadline, messages) or messages.gettext(_EACH[every.unit])
    if within is None:
        event = _lowered(deadline.event or "")
    elif deadline.event is not None:
        event = _lowered(deadline.event)
    else:
        event = messages.gettext("by day %(day)s of the month", day=within.count)
    bounds = [
        _by(i, messages) if deadline.until or i.start is None else _span(i, messages)
        for i in deadline.limits
    ]
    return _joined(how_often, event, _list(bounds, messages))


def _elsewhere(deadline: Deadline, messages: Messages) -> str:
    """An event or a schedule, with the time allowed, how often, and the days that bound it."""
    event = _lowered(_spaced(deadline.event or ""))
    often = ""
    if deadline.every is not None:
        often = _times(deadline, messages) or messages.gettext(_EACH[deadline.every.unit]).lower()
    if deadline.form is Form.PER_SCHEDULE:
        start = messages.gettext("Set by another document: %(words)s", words=event)
    elif deadline.within is not None and event:
        start = f"{_within(deadline.within, messages)} {event}"
    elif deadline.within is not None:
        start = messages.gettext(
            "%(term)s; what it counts from is not said", term=_within(deadline.within, messages)
        )
    else:
        start = messages.gettext("Depends on an event: %(event)s", event=event)
    return _joined(start, often, _intervals(deadline, messages))


def _within(within: Within, messages: Messages) -> str:
    n = within.count
    match within.unit, within.working:
        case Unit.DAY, True:
            return messages.ngettext("within %(n)s working day", "within %(n)s working days", n)
        case Unit.DAY, False:
            return messages.ngettext("within %(n)s calendar day", "within %(n)s calendar days", n)
        case Unit.DAY, _:
            return messages.ngettext("within %(n)s day", "within %(n)s days", n)
        case Unit.WEEK, _:
            return messages.ngettext("within %(n)s week", "within %(n)s weeks", n)
        case Unit.MONTH, _:
            return messages.ngettext("within %(n)s month", "within %(n)s months", n)
        case Unit.QUARTER, _:
            return messages.ngettext("within %(n)s quarter", "within %(n)s quarters", n)
        case Unit.HALF_YEAR, _:
            return messages.ngettext("within %(n)s half-year", "within %(n)s half-years", n)
        case Unit.YEAR, _:
            return messages.ngettext("within %(n)s year", "within %(n)s years", n)


_COMPARED: dict[Compare, str] = {
    "=": "%(things)s",
    ">=": N_("at least %(things)s"),
    "<=": N_("at most %(things)s"),
    ">": N_("more than %(things)s"),
    "<": N_("fewer than %(things)s"),
    "range": N_("from %(lower)s to %(things)s"),
}


def quantity_sentence(quantity: Quantity, messages: Messages) -> str:
    """The quantity in words: «не менее 1 000 экземпляров»; begins with a small letter."""
    number = quantity.count if quantity.upper is None else quantity.upper
    things = f"{messages.number(number)} {_things(quantity, number, messages)}".strip()
    if quantity.compare != "=":
        things = messages.gettext(
            _COMPARED[quantity.compare], things=things, lower=messages.number(quantity.count)
        )
    return things if quantity.per is None else messages.gettext(_PER[quantity.per], amount=things)


def _things(quantity: Quantity, number: int, messages: Messages) -> str:
    """What is counted: the known noun in its case, else the words of the document."""
    noun = NOUNS.get(quantity.unit or "")
    if noun is None or " " in quantity.words:
        words = quantity.words
    elif messages.language != "ru":
        words = noun.lemma
    else:
        genitive = quantity.compare != "="
        return noun.counted_genitive(number) if genitive else noun.counted(number)
    return words if messages.language == "ru" or not words else f"({words})"
