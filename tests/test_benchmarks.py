"""The harness of the benchmarks sees when two sites are not the same work."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.hugo.front import front_matter
from benchmarks.hugo.readings import Fields
from benchmarks.national import servers
from benchmarks.national.equal import compared, kind, seen
from benchmarks.national.facts import samples, spread

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
        (
            "x-oblast/town/measures.csv",
            "id;quantity_text\nm1;\n",
            "id;quantity_text\nm1;<no value>\n",
            "rows",
        ),
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


WORDS = ("Нет", "no", "Y", "true", "null", "до: 1 мая", "№ 1", "2026-01-01", "12", "- а", "«Да» #1")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"a": "", "b": [], "c": {}, "d": None, "e": 0, "f": False},
            {"d": None, "e": 0, "f": False},
        ),
        ({"a": {"b": "", "c": {"d": []}}, "e": {"f": "", "g": 1.5}}, {"e": {"g": 1.5}}),
        (
            {"measures": [{"id": "m1", "moved": "", "days": [{"from": None, "to": "2026-01-01"}]}]},
            {"measures": [{"id": "m1", "days": [{"from": None, "to": "2026-01-01"}]}]},
        ),
        ({"rows": [{"a": ""}, {"b": "в"}], "c": [["", "д"], []]}, None),
        (dict.fromkeys(("12", "до_мая"), "а") | {"words": {"list": list(WORDS)}}, None),
        ({f"word{number}": word for number, word in enumerate(WORDS)}, None),
    ],
)
def test_both_forms_of_front_matter_say_the_same(fields: Fields, said: Fields | None) -> None:
    """Hugo is given the same fields in YAML as in JSON: what is empty is in neither."""
    found = json.loads(front_matter(fields, "json"))
    assert found == yaml.safe_load(front_matter(fields, "yaml").strip("-\n"))
    if said is not None:
        assert found == said


PLANS = ("2023-information-campaign", "2024-public-council", "2025-media", "2026-culture", "yearly")


@pytest.mark.parametrize("towns", [2, 3, 5, 20, 300])
@pytest.mark.parametrize("number", [5, 10, 40])
def test_a_sample_holds_all_sorts_alike(towns: int, number: int) -> None:
    """However many towns have the same five plans, one sort is read as often as another."""
    pattern = "*-*/*/plans/*/data.json"
    names = [f"x-oblast/t{town}/plans/{plan}/data.json" for town in range(towns) for plan in PLANS]
    found = spread(names, pattern, number)
    sorts = Counter(name.split("/")[3] for name in found)
    assert sorts == dict.fromkeys(PLANS, min(number, len(names)) // len(PLANS))
    assert len({name.split("/")[1] for name in found}) >= min(towns, 3)
    assert found == spread(reversed(names), pattern, number)


def test_files_of_a_town_are_read_among_many_organizations(tmp_path: Path) -> None:
    """The few are not lost among the many that lie as deep."""
    towns = {f"x-oblast/t{number}/data.json" for number in range(3)}
    organizations = {f"org/{number:010}/data.json" for number in range(40)}
    for name in towns | organizations:
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text("{}", "utf-8")
    read = {name for name, _ in samples(tmp_path, 10, 10)}
    assert read >= towns
    assert len(read & organizations) == 10


def test_kinds_tell_files_below_api_apart() -> None:
    """So that each kind is compared with its like."""
    assert kind("api/v1/org/0123456789.json") == "api/v1/org/INN.json"
    assert kind("api/v1/x-kray/town.json") == "api/v1/REGION/TOWN.json"
    assert kind("api/v1/x-kray/town/plans/p.json") == "api/v1/REGION/TOWN/plans/PLAN.json"


SERVER = """
import sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

plan, made, seen = Path(sys.argv[1]), Path(sys.argv[2]), set()


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        if self.path.startswith("/.nokgen/events"):
            seen.add(self.path.partition("=")[2])
            time.sleep(60)
        text = plan.read_text() if "%2Fx%2F" in seen else ""
        self.wfile.write(f"{text}</html>".encode())
        if "План" in text:
            made.write_text(text)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[3])), Page).serve_forever()
"""


def test_the_page_in_view_is_listened_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by a browser: only such a page comes ahead of the site."""
    monkeypatch.setattr(servers, "_REST", 0.2)
    plan, made, port = tmp_path / "plan.yaml", tmp_path / "index.html", servers.free_port()
    plan.write_text("title: Старый\n", "utf-8")
    made.write_text("", "utf-8")
    command = [sys.executable, "-c", SERVER, plan, made, str(port)]
    server = servers.Server(command, port, "/x/", plan, made, has_events=True)
    found = list(servers.served(server, tmp_path, runs=2, limit=20.0))
    assert len(found) == 2
    assert all(0 < took.page <= took.site for took in found)
