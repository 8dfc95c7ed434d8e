# ruff: noqa: E501  (a row of the table is a line)
"""Statuses as a citizen sees them: a measure, its reports and a day go in, the status comes out."""

from __future__ import annotations

from datetime import date

import pytest

from nokgen.domain.periods import Period
from nokgen.domain.status import RULES, StatusKind
from nokgen.model.measures import Terms, resolve_measure
from nokgen.records.plan import Measure

YEAR = Period.of_years(2020, 2020)
PROOF = [{"title": "Протокол", "url": "https://example.org/1"}]


def status(today: str, period: Period | None = YEAR, **fields: object) -> str:
    """The status in a line: its slug, days and units."""
    record = Measure.model_validate({"id": "m1", "title": "Мероприятие", **fields})
    day = date.fromisoformat(today)
    known = period or Period.of_years(2020, day.year + 1)
    found = resolve_measure(record, "/a/#m1", (), Terms(period, known, day)).status
    return f"{found.kind} days={found.days} {found.done}+{found.claimed}/{found.target}"


def report(day: str, count: str | None = None, *, proved: bool = True) -> dict[str, object]:
    """A report as an editor writes it."""
    return {"date": day, "count": count, "evidence": PROOF if proved else []}


@pytest.mark.parametrize(
    ("today", "fields", "expected"),
    [
        # dated, nothing reported
        ("2020-05-31", {"deadline": "август"}, "planned days=0 0+0/1"),
        ("2020-08-01", {"deadline": "август"}, "due-soon days=30 0+0/1"),
        ("2020-07-31", {"deadline": "август"}, "planned days=0 0+0/1"),
        ("2020-08-01", {"deadline": "август-октябрь"}, "in-progress days=0 0+0/1"),
        ("2020-08-31", {"deadline": "август"}, "due-soon days=0 0+0/1"),
        ("2020-09-01", {"deadline": "август"}, "overdue days=1 0+0/1"),
        ("2021-08-31", {"deadline": "август"}, "overdue days=365 0+0/1"),
        ("2021-09-01", {"deadline": "август"}, "no-report days=0 0+0/1"),
        # dated, reported
        ("2020-09-01", {"deadline": "август", "reports": [report("2020-08-31")]},
         "done-on-time days=0 1+0/1"),
        ("2020-09-09", {"deadline": "август", "reports": [report("2020-09-04")]},
         "done-late days=4 1+0/1"),
        ("2020-09-09", {"deadline": "август", "reports": [report("2020-08-04", proved=False)]},
         "claimed days=0 0+1/1"),
        # what is dated later than today has not happened yet
        ("2020-08-15", {"deadline": "август", "reports": [report("2020-08-20")]},
         "due-soon days=16 0+0/1"),
        ("2020-08-15",
         {"deadline": "август", "moved": [{"date": "2020-08-20", "deadline": "октябрь 2020"}]},
         "due-soon days=16 0+0/1"),
        ("2020-08-15",
         {"deadline": "август", "cancelled": {"date": "2020-08-20", "reason": "карантин"}},
         "due-soon days=16 0+0/1"),
        # quantities
        ("2020-08-15",
         {"deadline": "август", "quantity": "не менее 10 раз", "reports": [report("2020-08-04", "3")]},
         "partly-done days=0 3+0/10"),
        ("2020-09-02",
         {"deadline": "август", "quantity": "не менее 10 раз", "reports": [report("2020-08-04", "3")]},
         "partly-done days=2 3+0/10"),
        ("2020-09-02",
         {"deadline": "август", "quantity": "не менее 10 раз",
          "reports": [report("2020-08-04", "3"), report("2020-08-31", "7")]},
         "done-on-time days=0 10+0/10"),
        # claims never complete what is only partly proved
        ("2020-09-02",
         {"deadline": "август", "quantity": "не менее 10 раз",
          "reports": [report("2020-08-04", "3"), report("2020-08-05", "7", proved=False)]},
         "partly-done days=2 3+7/10"),
        # each interval of a list wants a report of its own
        ("2020-08-15", {"deadline": "Июль 2020, Сентябрь 2020"}, "overdue days=15 0+0/2"),
        ("2020-08-15",
         {"deadline": "Июль 2020, Сентябрь 2020", "reports": [report("2020-07-14")]},
         "partly-done days=0 1+0/2"),
        ("2020-10-02",
         {"deadline": "Июль 2020, Сентябрь 2020",
          "reports": [report("2020-07-14"), report("2020-09-14")]},
         "done-on-time days=0 2+0/2"),
        # moved: not overdue before the new day, but counted against the first promise
        ("2020-09-15",
         {"deadline": "август", "moved": [{"date": "2020-08-20", "deadline": "октябрь 2020"}]},
         "planned days=0 0+0/1"),
        ("2020-11-15",
         {"deadline": "август", "moved": [{"date": "2020-08-20", "deadline": "октябрь 2020"}],
          "reports": [report("2020-10-10")]},
         "done-late days=40 1+0/1"),
        ("2020-08-15",
         {"deadline": "август", "cancelled": {"date": "2020-08-01", "reason": "торги не состоялись"}},
         "cancelled days=0 0+0/1"),
        # lasting promises have no point of failure before the end of the plan
        ("2019-12-31", {"deadline": "постоянно"}, "planned days=0 0+0/1"),
        ("2020-06-01", {"deadline": "постоянно"}, "ongoing days=0 0+0/1"),
        ("2020-06-01", {"deadline": "постоянно", "reports": [report("2020-05-05")]},
         "ongoing days=0 1+0/1"),
        ("2021-01-01", {"deadline": "постоянно"}, "no-report days=0 0+0/1"),
        ("2021-01-01", {"deadline": "постоянно", "reports": [report("2020-05-05")]},
         "done days=0 1+0/1"),
        ("2020-06-01", {"deadline": "ежеквартально", "reports": [report("2020-03-05")]},
         "ongoing days=0 1+0/4"),
        ("2020-06-01", {"deadline": "2 раза в квартал", "reports": [report("2020-03-05")]},
         "ongoing days=0 1+0/8"),
        ("2021-02-01", {"deadline": "ежеквартально", "reports": [report("2020-03-05")]},
         "partly-done days=0 1+0/4"),
        # events, schedules, silence of the document
        ("2020-06-01", {"deadline": "по завершению проверки"}, "awaiting-event days=0 0+0/1"),
        ("2020-06-01", {"deadline": "согласно графику"}, "awaiting-event days=0 0+0/1"),
        ("2020-06-01", {}, "planned days=0 0+0/1"),
        ("2021-01-01", {}, "no-report days=0 0+0/1"),
        ("2021-01-01", {"reports": [report("2020-05-05")]}, "done days=0 1+0/1"),
        # explicit days of the editors
        ("2020-06-05",
         {"deadline": "по завершению проверки", "dates": [{"to": "2020-06-01"}]},
         "overdue days=4 0+0/1"),
    ],
)  # fmt: skip
def test_status(today: str, fields: dict[str, object], expected: str) -> None:
    assert status(today, **fields) == expected


@pytest.mark.parametrize(
    ("today", "reports", "expected"),
    [
        ("2026-01-05", [], "due-soon days=25 0+0/1"),
        ("2026-01-31", [], "no-report days=0 0+0/1"),
        ("2026-11-22", [], "no-report days=0 0+0/1"),
        ("2026-11-22", [report("2026-01-20")], "done-on-time days=0 1+0/1"),
        ("2026-11-22", [report("2025-01-20")], "no-report days=0 0+0/1"),
        ("2026-11-22", [report("2026-02-09")], "done-late days=10 1+0/1"),
    ],
)
def test_each_year_of_a_yearly_deadline_is_judged_on_its_own(
    today: str, reports: list[dict[str, object]], expected: str
) -> None:
    assert status(today, None, deadline="ежегодно до 30 января", reports=reports) == expected


def test_a_yearly_deadline_is_never_overdue() -> None:
    days = [f"2026-{month:02d}-15" for month in range(1, 13)]
    found = {status(day, None, deadline="ежегодно до 30 января").split()[0] for day in days}
    assert found == {"due-soon", "no-report"}


def test_days_for_the_calendar() -> None:
    def days(deadline: str) -> list[str]:
        record = Measure.model_validate({"id": "m1", "title": "Мероприятие", "deadline": deadline})
        terms = Terms(YEAR, YEAR, date(2020, 1, 1))
        return [str(due.day) for due in resolve_measure(record, "/a/#m1", (), terms).due]

    assert days("июль, сентябрь") == ["2020-07-31", "2020-09-30"]
    assert days("ежеквартально") == ["2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31"]
    assert days("еженедельно") == []
    assert days("постоянно") == []


def test_each_day_of_a_yearly_deadline_has_its_own_status() -> None:
    record = Measure.model_validate(
        {"id": "m1", "title": "Мероприятие", "deadline": "ежегодно до 30 января"}
    )
    terms = Terms(None, Period.of_years(2026, 2027), date(2026, 11, 22))
    due = resolve_measure(record, "/a/#m1", (), terms).due
    assert [(str(one.day), one.status.kind.value, one.status.year) for one in due] == [
        ("2026-01-30", "no-report", 2026),
        ("2027-01-30", "planned", 2027),
    ]


def test_every_status_has_a_rule_and_the_last_rule_always_holds() -> None:
    assert {rule.kind for rule in RULES} == set(StatusKind)
    assert RULES[-1].kind is StatusKind.PLANNED
