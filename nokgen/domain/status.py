"""The status of a measure: what was promised and reported and the day go in, a status comes out.

`RULES` is the one table of the rules, in the order in which they are tried; the methodology page of
the site is made from it. A status is computed, never typed (content model, "Status is computed").
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from nokgen.domain.deadlines import Form
from nokgen.frozen import frozen
from nokgen.messages import N_

DUE_SOON_DAYS = 30
# After a year without any report "overdue by N days" says less than "nothing was published".
LONG_PAST_DAYS = 365


class StatusKind(StrEnum):
    """The thirteen statuses; a value is the slug that pages and data use."""

    PLANNED = "planned"
    DUE_SOON = "due-soon"
    IN_PROGRESS = "in-progress"
    ONGOING = "ongoing"
    AWAITING_EVENT = "awaiting-event"
    DONE_ON_TIME = "done-on-time"
    DONE_LATE = "done-late"
    DONE = "done"
    CLAIMED = "claimed"
    PARTLY_DONE = "partly-done"
    OVERDUE = "overdue"
    NO_REPORT = "no-report"
    CANCELLED = "cancelled"


@frozen
class Facts:
    """What the rules look at.

    `target` is how many units were promised (1 where nothing is said), `proved` how many are
    reported with evidence, `claimed` how many without. `completed` is the day on which the proved
    units reached the target. `start` and `end` are the stretch that is judged now, moves counted;
    `promised` is the end before any move. `missed` is the first end that passed with too little
    proved. `closed` says that the period of the plan is over. `year` is the one of the years
    of a yearly deadline that is judged.
    """

    form: Form
    today: date
    target: int = 1
    proved: int = 0
    claimed: int = 0
    completed: date | None = None
    start: date | None = None
    end: date | None = None
    promised: date | None = None
    missed: date | None = None
    closed: bool = False
    cancelled: bool = False
    year: int | None = None

    @property
    def lasting(self) -> bool:
        """A promise with no point of failure before the end of its period."""
        return self.form in (Form.ONGOING, Form.PERIODIC)

    @property
    def complete(self) -> bool:
        """All that was promised is proved, and nothing more can be asked for."""
        return self.proved >= self.target and (self.closed or not self.lasting)

    @property
    def lateness(self) -> int:
        """Days between the first promise and its fulfilment; 0 when on time or without a date."""
        if self.completed is None or self.promised is None:
            return 0
        return max(0, (self.completed - self.promised).days)

    @property
    def days_left(self) -> int | None:
        """Days from today to the end that is judged now; negative when it is past."""
        return None if self.end is None else (self.end - self.today).days

    @property
    def silent(self) -> bool:
        """Nothing at all was published."""
        return self.proved == 0 and self.claimed == 0

    @property
    def days_missed(self) -> int:
        """Days since the first end that passed with too little proved; 0 when none did."""
        return 0 if self.missed is None else (self.today - self.missed).days

    @property
    def begun(self) -> bool:
        """Today is not before the stretch that is judged now."""
        return self.start is None or self.start <= self.today


class Status(NamedTuple):
    """A status with its numbers.

    `days` is how late (done late), how overdue, or how many days are left (due soon); `done` of
    `target` units are proved; `claimed` units are reported without evidence. `year` is
    set for a yearly deadline: the status is that of this year.
    """

    # A tuple: pages look its words up by it, and Python itself knows the hash of a tuple.
    kind: StatusKind
    days: int = 0
    done: int = 0
    claimed: int = 0
    target: int = 1
    year: int | None = None


@frozen
class Rule:
    """A row of the table: the first rule that `holds` gives the status.

    `label` is the word of the status, `meaning` what it says to a citizen, `when` the rule itself;
    all are message ids.
    """

    kind: StatusKind
    holds: Callable[[Facts], bool]
    label: str
    meaning: str
    when: str


RULES: tuple[Rule, ...] = (
    Rule(
        StatusKind.CANCELLED,
        lambda f: f.cancelled,
        N_("cancelled"),
        N_("The measure will not be carried out; the page gives the reason."),
        N_("The editors entered a decision to cancel it."),
    ),
    Rule(
        StatusKind.DONE_ON_TIME,
        lambda f: f.complete and f.promised is not None and f.lateness == 0,
        N_("done on time"),
        N_("All that was promised is done by the deadline, and there is evidence."),
        N_(
            "Reports with a link or a file reach the promised quantity not later than the deadline."
        ),
    ),
    Rule(
        StatusKind.DONE_LATE,
        lambda f: f.complete and f.lateness > 0,
        N_("done late"),
        N_("All that was promised is done, but after the deadline; there is evidence."),
        N_("The same, but after the deadline. If it was moved, days count from the first one."),
    ),
    Rule(
        StatusKind.DONE,
        lambda f: f.complete,
        N_("done"),
        N_("All that was promised is done, and there is evidence; the plan names no day for it."),
        N_(
            "Reports with a link or a file reach the promised quantity; there is no dated deadline."
        ),
    ),
    Rule(
        StatusKind.PARTLY_DONE,
        lambda f: f.proved > 0 and (f.closed or not f.lasting),
        N_("partly done"),
        N_("A part of what was promised is done, and there is evidence for this part."),
        N_("Reports with a link or a file are fewer than was promised."),
    ),
    Rule(
        StatusKind.CLAIMED,
        lambda f: f.claimed > 0 and (f.closed or not f.lasting),
        N_("claimed, not proved"),
        N_("There is a report, but nothing in it that a reader could check."),
        N_("Reports are there, but none has a link or a file."),
    ),
    Rule(
        StatusKind.NO_REPORT,
        lambda f: (
            f.silent
            and (
                f.days_missed > (LONG_PAST_DAYS if f.form is Form.DATED else 0)
                or (f.closed and f.missed is None)
            )
        ),
        N_("no report"),
        N_("The time is over, and nothing was published about it. It may have been done or not."),
        N_(
            "Nothing was reported, and a year has passed since a dated deadline, or the day of a "
            "yearly one, or the end of the plan for all others."
        ),
    ),
    Rule(
        StatusKind.OVERDUE,
        lambda f: f.silent and f.form is Form.DATED and f.days_missed > 0,
        N_("overdue"),
        N_("The deadline has passed, and nothing was published about it yet."),
        N_("Nothing was reported, and a dated deadline passed less than a year ago."),
    ),
    Rule(
        StatusKind.DUE_SOON,
        lambda f: not f.lasting and f.days_left is not None and 0 <= f.days_left <= DUE_SOON_DAYS,
        N_("due soon"),
        N_("The deadline is in the next 30 days."),
        N_("Nothing was reported yet, and the deadline is today or in the next 30 days."),
    ),
    Rule(
        StatusKind.PLANNED,
        lambda f: not f.begun,
        N_("planned"),
        N_("The time for it has not come yet."),
        N_("Today is before the first day of the deadline or of the plan."),
    ),
    Rule(
        StatusKind.ONGOING,
        lambda f: f.lasting,
        N_("ongoing"),
        N_("It is promised for the whole time of the plan, without a day when it must be ready."),
        N_("The deadline says “constantly”, “during the year”, “monthly” and the like."),
    ),
    Rule(
        StatusKind.AWAITING_EVENT,
        lambda f: f.form in (Form.AFTER_EVENT, Form.PER_SCHEDULE),
        N_("awaiting its event"),
        N_("It is promised after an event or by a schedule whose day the plan does not name."),
        N_("The deadline names an event or a schedule, and there is no report yet."),
    ),
    Rule(
        StatusKind.IN_PROGRESS,
        lambda f: f.end is not None and f.form is not Form.YEARLY,
        N_("time is running"),
        N_("The time for it has begun and is not over; nothing was reported yet."),
        N_("Today is between the first and the last day of the deadline."),
    ),
    Rule(
        StatusKind.PLANNED,
        lambda _: True,
        N_("planned"),
        N_("The time for it has not come yet."),
        N_("No day is known, or it is more than 30 days ahead, and nothing was reported yet."),
    ),
)


def status_of(facts: Facts) -> Status:
    """The status by the first rule that holds; the last one always does."""
    rule = next(rule for rule in RULES if rule.holds(facts))
    days = {
        StatusKind.DONE_LATE: facts.lateness,
        StatusKind.OVERDUE: facts.days_missed,
        StatusKind.PARTLY_DONE: facts.days_missed,
        StatusKind.DUE_SOON: facts.days_left or 0,
    }.get(rule.kind, 0)
    return Status(rule.kind, days, facts.proved, facts.claimed, facts.target, facts.year)


def label_of(kind: StatusKind) -> str:
    """The word of a status, as a message id."""
    return _LABELS[kind]


_LABELS = {rule.kind: rule.label for rule in RULES}
