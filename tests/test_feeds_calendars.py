"""Calendars of deadlines, read back by two libraries: what a calendar program would show."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar, Event, vText

from nokgen.feeds.calendars import _escaped
from tests.sites_under_test import TODAY, built, real_site, tree

BASE = "https://example.org/nok/"
KIROVSK = "murmanskaya-oblast/kirovsk/"
PLAN = f"{KIROVSK}plans/2027-media/"

TEXT = """\
title: План работы со СМИ
kind: media
year: 2027
spheres: [education]
source: {title: Приказ, retrieved: 2026-11-01}
measures:
  - {id: m1, title: "Статья; об оценке, в газете", deadline: до 1 марта 2027 года}
  - id: m2
    title: Встреча с родителями
    deadline: апрель 2027 года
    moved: [{date: 2026-11-10, deadline: до 15 мая 2027 года}]
  - id: m3
    title: Плакат
    deadline: до 1 июня 2027 года
    cancelled: {date: 2026-11-12, reason: Нет средств}
  - {id: m4, title: Консультации, deadline: постоянно}
  - {id: m5, title: Ежегодный отчёт, deadline: ежегодно до 30 января}
  - id: m6
    title: Буклет
    deadline: до 1 июля 2027 года
    reports: [{date: 2026-11-20, evidence: [{title: Буклет, url: "https://example.org/b"}]}]
"""


def site_of(root: Path, text: str = TEXT, today: date = TODAY) -> dict[str, bytes]:
    """The calendars of the real site with one more plan."""
    if not root.exists():
        real_site(root)
    (root / "content" / f"{PLAN.rstrip('/')}.yaml").write_text(text, encoding="utf-8")
    built(root, root / "public", base_url=BASE, today=today)
    files = tree(root / "public")
    return {path: data for path, data in files.items() if path.endswith(".ics")}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return site_of(tmp_path_factory.mktemp("calendars") / "site")


def events(data: bytes) -> dict[str, Event]:
    """The events of a calendar by the last part of their UIDs."""
    return {
        str(e["uid"]).split("@")[0].rsplit(".", 1)[-1]: e for e in Calendar.from_ical(data).events
    }


def test_a_deadline_is_a_whole_day(files: dict[str, bytes]) -> None:
    found = events(files[f"{PLAN}calendar.ics"])
    assert {name: event.start for name, event in found.items()} == {
        "m1": date(2027, 3, 1),
        "m2": date(2027, 5, 15),
        "m3": date(2027, 6, 1),
        "m5-2027": date(2027, 1, 30),
        "m6": date(2027, 7, 1),
    }
    assert found["m1"].end == date(2027, 3, 2)
    assert str(found["m1"]["summary"]) == "Статья; об оценке, в газете"
    assert str(found["m1"]["url"]) == f"{BASE}{PLAN}#m1"
    assert "Срок: до 1 марта 2027 года" in str(found["m1"]["description"])


def test_what_was_moved_or_cancelled_says_so(files: dict[str, bytes]) -> None:
    found = events(files[f"{PLAN}calendar.ics"])
    states = {name: (str(e["status"]), e["sequence"]) for name, e in found.items()}
    assert states == {
        "m1": ("CONFIRMED", 0),
        "m2": ("CONFIRMED", 1),
        "m3": ("CANCELLED", 1),
        "m5-2027": ("CONFIRMED", 0),
        "m6": ("CONFIRMED", 0),
    }
    assert found["m2"].DTSTAMP.date() == date(2026, 11, 10)


def test_people_are_reminded_two_weeks_before_what_is_not_done(files: dict[str, bytes]) -> None:
    found = events(files[f"{PLAN}calendar.ics"])
    alarms = {
        name: [str(a["trigger"].to_ical()) for a in e.walk("VALARM")] for name, e in found.items()
    }
    once = ["b'-P14D'"]
    assert alarms == {"m1": once, "m2": once, "m3": [], "m5-2027": once, "m6": []}


def test_a_moved_deadline_keeps_its_name(files: dict[str, bytes], tmp_path: Path) -> None:
    before = TEXT.replace("    moved: [{date: 2026-11-10, deadline: до 15 мая 2027 года}]\n", "")
    old = events(site_of(tmp_path / "site", before)[f"{PLAN}calendar.ics"])["m2"]
    new = events(files[f"{PLAN}calendar.ics"])["m2"]
    assert old["uid"] == new["uid"]
    assert (old.start, old["sequence"]) == (date(2027, 4, 30), 0)


def test_the_same_bytes_on_another_day(files: dict[str, bytes], tmp_path: Path) -> None:
    tomorrow = site_of(tmp_path / "site", today=date(2026, 11, 23))
    assert tomorrow[f"{PLAN}calendar.ics"] == files[f"{PLAN}calendar.ics"]


def test_a_second_library_reads_the_same(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        calendar = vobject.readOne(data.decode())
        ours = [str(event["uid"]) for event in Calendar.from_ical(data).events]
        theirs = [event.uid.value for event in calendar.vevent_list]
        assert theirs == ours, path
        assert len(set(theirs)) == len(theirs), path
        assert all(len(line) <= 75 for line in data.split(b"\r\n")), path
        assert b"\n" not in data.replace(b"\r\n", b""), path


def test_larger_calendars_hold_the_smaller_ones(files: dict[str, bytes]) -> None:
    def uids(path: str) -> set[str]:
        return {str(event["uid"]) for event in Calendar.from_ical(files[path]).events}

    assert uids(f"{PLAN}calendar.ics") < uids(f"{KIROVSK}calendar.ics") < uids("calendar.ics")
    bodies = [path for path in files if f"{KIROVSK}bodies/" in path]
    assert bodies
    assert all(uids(path) <= uids(f"{KIROVSK}calendar.ics") for path in bodies)


def test_a_name_with_a_comma_stays_one_name(files: dict[str, bytes]) -> None:
    """RFC 7986 makes it a text: a bare comma would part it."""
    named = {
        line
        for data in files.values()
        for line in data.replace(b"\r\n ", b"").decode().split("\r\n")
        if line.startswith(("NAME:", "X-WR-CALNAME:"))
    }
    assert any("\\," in line for line in named)
    assert not any(re.search(r"(?<!\\)[,;]", line) for line in named)


@pytest.mark.parametrize("text", ["a, b; c\\d", "x\r\ny\nz\rw", "\\N \\n \\\\N", ""])
def test_a_text_is_escaped_as_the_library_does(text: str) -> None:
    assert _escaped(text).encode() == vText(text).to_ical()
