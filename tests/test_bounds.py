"""A site too large for one page of everything: what such pages show, and where they lead."""

from __future__ import annotations

import json

import pytest
from icalendar import Calendar

from nokgen.feeds.calendars import site_calendars
from nokgen.feeds.due_table import due_table_file
from nokgen.pages import OutputFile, bounds, due
from nokgen.pages.calendar import calendar_page
from nokgen.pages.compare import compare_page
from nokgen.pages.data import data_page
from nokgen.pages.due import due_page
from nokgen.pages.home import home_page
from nokgen.pages.letters import letters_page
from nokgen.pages.overview import owners, territories
from tests.feeds_under_test import api_of_all, open_data
from tests.fictional_site import REGION, edition
from tests.whole_under_test import about_all, country_of, feeds_of_all, month_pages, soon_of


def limit(monkeypatch: pytest.MonkeyPatch, **limits: int) -> None:
    for name, value in limits.items():
        monkeypatch.setattr(bounds, name, value)


def contents(files: object) -> dict[str, bytes]:
    assert not isinstance(files, bytes)
    found = {}
    for file in files:  # type: ignore[attr-defined]
        assert isinstance(file, OutputFile)
        assert isinstance(file.content, bytes)
        found[file.path] = file.content
    return found


def test_the_fictional_site_is_shown_whole() -> None:
    page = calendar_page(*about_all(edition()))
    assert (page.more_upcoming, page.more_overdue) == ("", "")
    assert all(day.more == "" for month in month_pages(edition()).values() for day in month.days)


def test_the_calendar_says_how_much_has_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = calendar_page(*about_all(edition()))
    assert len(whole.overdue) > 3
    limit(monkeypatch, DEADLINES=2)
    page = calendar_page(*about_all(edition()))
    assert page.overdue == whole.overdue[:2]
    rest = len(whole.overdue) - 2
    assert page.more_overdue.startswith(f"И ещё {rest} срок")
    assert "на страницах своих городов" in page.more_overdue


def test_a_day_of_a_month_says_so_too(monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, DEADLINES_OF_A_DAY=1)
    days = [day for month in month_pages(edition()).values() for day in month.days]
    assert all(len(day.items) == 1 for day in days)
    hidden = sum(1 for day in days if day.more)
    assert hidden > 0
    assert sum(bool(day.items) for day in days) < len(country_of(edition()).days)


def test_the_home_page_leads_to_regions(monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, TOWNS=2)
    (region,) = home_page(*about_all(edition())).regions
    (card,) = region.cards
    towns = len(edition().site.regions[0].municipalities)
    assert card.link.label == f"{towns} города и округа"
    assert card.link.href == REGION.lstrip("/")
    assert card.plans.startswith(
        f"{sum(len(owner.plans) for owner in owners(edition().site))} план"
    )
    assert card.progress.shares


def test_the_comparison_leads_to_the_lists_of_regions(monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, TOWNS=2)
    (entry,) = compare_page(*about_all(edition())).lists
    every = sum(len((m or r).organizations) for r, m in territories(edition().site))
    assert entry.link.href == f"..{REGION}organizations/"
    assert entry.detail.startswith(str(every))


def test_the_index_names_territories_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, NAMES=10)
    page = letters_page(*about_all(edition()))
    names = [
        entry.link.label
        for letter in page.letters
        for group in letter.groups
        for entry in group.items
    ]
    assert sorted(names) == sorted((m or r).record.name for r, m in territories(edition().site))
    assert page.lead == "Все регионы, города и округа сайта по первой букве."


def test_files_about_what_is_due_hold_the_first_and_count_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    soon = soon_of(edition())
    assert len(soon.overdue) > 2
    limit(monkeypatch, DAYS=2)
    due = json.loads(contents(api_of_all(edition()))["api/v1/due.json"])["data"]
    assert (len(due["overdue"]), due["totals"]["overdue"]) == (2, len(soon.overdue))
    file = due_table_file(feeds_of_all(edition()).lines())
    assert isinstance(file.content, bytes)
    rows = file.content.decode("utf-8-sig").splitlines()
    groups = [row.split(";")[0] for row in rows[1:]]
    assert groups.count("overdue") == 2


def test_the_calendar_of_all_holds_the_days_around_today(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = contents(site_calendars(edition(), feeds_of_all(edition()).events))["calendar.ics"]
    every = sorted(event.start for event in Calendar.from_ical(whole).events)
    today = edition().site.today
    ahead = [day for day in every if day >= today]
    limit(monkeypatch, DAYS=len(ahead) + 1)
    some = contents(site_calendars(edition(), feeds_of_all(edition()).events))["calendar.ics"]
    days = sorted(event.start for event in Calendar.from_ical(some).events)
    assert days == every[-len(ahead) - 1 :]


def test_words_about_files_do_not_promise_more_than_they_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit(monkeypatch, DAYS=3)
    monkeypatch.setattr(due, "MOST", 2)
    overdue = due_page(*about_all(edition())).groups[0]
    rest = len(soon_of(edition()).overdue) - 2
    assert overdue.more.startswith(f"И ещё {rest} ")
    assert "в файлах ниже — первые 3" in overdue.more
    files = [
        item.link.label
        for group in data_page(*about_all(edition()), ()).groups
        for item in group.files
    ]
    assert "Календарь ближайших сроков" in files
    assert "Календарь всех сроков" not in files


def test_no_workbook_and_no_interface_in_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    api = api_of_all(edition())
    assert "data/nok.xlsx" in contents(open_data(edition(), api))
    limit(monkeypatch, ROWS=5, FILES=1)
    files = contents(open_data(edition(), api))
    assert "data/nok.xlsx" not in files
    assert b"api/v1/" not in files["data/nok.zip"]
    page = data_page(*about_all(edition().with_sizes({file.path: 1 for file in api})), ())
    labels = [item.link.label for group in page.groups for item in group.files]
    assert "Все таблицы" in labels
    assert not any("XLSX" in item.kind for group in page.groups for item in group.files)
