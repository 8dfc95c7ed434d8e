"""The harness of the benchmarks sees when two sites are not the same work."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.national.equal import compared, kind, seen

CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Опрос посе\r\n тителей\r\n"
    "DTSTART;VALUE=DATE:20261231\r\nUID:a.m1@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
UNFOLDED = CALENDAR.replace("\r\n ", "").replace("\r\n", "\n")
MEASURES = (
    '{"measures":[{"id":"m1","number":"1.","title":"Опрос","deadline":{"text":"декабрь","days":[]},'
    '"current_deadline":{"text":"декабрь","days":[]},"responsible":[{"name":"Совет"}],'
    '"status":{"kind":"overdue"}}]}'
)
TABLE = "id;title\nm1;Опрос посетителей\nm2;Печать\n"


def faults(folder: Path, name: str, ours: str, theirs: str) -> tuple[str, ...]:
    """What is found of one file that stands in both sites."""
    for side, text in (("ours", ours), ("theirs", theirs)):
        path = folder / side / name
        path.parent.mkdir(parents=True)
        path.write_bytes(text.encode())
    return compared(seen(folder / "ours"), folder / "theirs").faults


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "found"),
    [
        ("x-oblast/town/calendar.ics", CALENDAR, UNFOLDED, ""),
        ("x-oblast/town/calendar.ics", CALENDAR, UNFOLDED.replace("1231", "1230"), "events differ"),
        ("api/v1/x-oblast/town/measures.json", MEASURES, MEASURES, ""),
        (
            "api/v1/x-oblast/town/measures.json",
            MEASURES,
            MEASURES.replace("overdue", "undated"),
            "m",
        ),
        ("x-oblast/town/measures.csv", "\ufeff" + TABLE, TABLE, ""),
        ("x-oblast/town/measures.csv", TABLE, TABLE.replace("m1", "m3"), "rows"),
        ("index.html", "<main>" + "а" * 100, "<main>" + "а" * 80, "0.81 × the bytes"),
    ],
)
def test_a_difference_is_found(
    tmp_path: Path, name: str, ours: str, theirs: str, found: str
) -> None:
    """Order, folding and the mark at the start are free; days, words and states are not."""
    said = faults(tmp_path, name, ours, theirs)
    assert bool(said) == bool(found)
    assert found in " ".join(said)


def test_kinds_tell_files_below_api_apart() -> None:
    """So that each kind is compared with its like."""
    assert kind("api/v1/org/0123456789.json") == "api/v1/org/INN.json"
    assert kind("api/v1/x-kray/town.json") == "api/v1/REGION/TOWN.json"
    assert kind("api/v1/x-kray/town/plans/p.json") == "api/v1/REGION/TOWN/plans/PLAN.json"
