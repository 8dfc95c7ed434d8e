"""What calendars, feeds and JSON files say beside the pages: files of nokgen in, front matter out.

As with pages, Hugo gets for nothing what it cannot work out: the days and identifiers of deadlines,
reminders, what is news and its words. The texts of documents it takes from where it has them.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from html import unescape
from pathlib import Path

from benchmarks.hugo.readings import Fields, Value

_EVENT = re.compile(r"BEGIN:VEVENT\n(.*?)END:VEVENT", re.S)
_LINE = re.compile(r"^(DTSTART|DTEND|DTSTAMP|UID|SEQUENCE|TRIGGER)[^:\n]*:(.*)$", re.M)
_ENTRY = re.compile(r"<entry>(.*?)</entry>", re.S)
_FIELD = re.compile(r"<(id|title|updated|summary)>(.*?)</\1>", re.S)
_TERM = re.compile(r'<category term="([^"]*)"')
_ROOT = "tag:example.org,2026:"
Events = dict[str, list[Value]]


def events(calendar: Path, whole: frozenset[str]) -> Events:
    """The deadlines of a plan's calendar by measure: days, UID, reminder.

    `whole` are the UIDs of the calendar about everything.
    """
    found: Events = defaultdict(list)
    text = re.sub(r"\r?\n ", "", calendar.read_bytes().decode()).replace("\r\n", "\n")
    for event in _EVENT.findall(text):
        line = dict(_LINE.findall(event))
        name = line["UID"].partition("@")[0].rpartition(".")[2]
        fields: Fields = {
            "from": line["DTSTART"],
            "to": line["DTEND"],
            "stamp": line["DTSTAMP"],
            "name": name,
            "changes": line["SEQUENCE"],
        }
        if "TRIGGER" in line:
            fields["remind"] = line["TRIGGER"]
        if line["UID"] in whole:
            fields["is_near"] = True
        found[name.partition("-")[0]].append(fields)
    return found


def identifiers(calendar: Path) -> frozenset[str]:
    """The UIDs of a calendar."""
    text = re.sub(r"\r?\n ", "", calendar.read_bytes().decode())
    return frozenset(re.findall(r"^UID:(\S+)", text, re.M))


def news(feed: Path) -> list[Value]:
    """The entries of a feed: address, words and day."""
    entries: list[Value] = []
    for entry in _ENTRY.findall(feed.read_text("utf-8")):
        field = {name: unescape(text) for name, text in _FIELD.findall(entry)}
        term = _TERM.search(entry)
        name = field["id"].removeprefix(_ROOT)
        entries.append(
            {
                "id": name,
                "address": name.partition(":")[0],
                "title": field["title"],
                "day": field["updated"],
                "summary": field["summary"],
                "term": term[1] if term else "",
            }
        )
    return entries


def measures(data: Path) -> dict[str, Fields]:
    """Of each measure in a plan's JSON what programs read.

    The days of its deadline, told and moved, its state, how much in figures, when it was moved.
    """
    found: dict[str, Fields] = {}
    for section in json.loads(data.read_bytes())["data"]["sections"]:
        for measure in section["measures"]:
            first, last = measure["deadline"], measure["current_deadline"]
            found[measure["id"]] = {
                "form": first["form"],
                "form_now": last["form"] if last["form"] != first["form"] else "",
                "state": measure["status"]["label"],
                "days": first["days"],
                "days_now": last["days"] if last["days"] != first["days"] else [],
                "amount": measure["quantity"] or {},
                "moves": measure["moved"],
            }
    return found


def counted(measures: list[Fields]) -> Fields:
    """How many measures are in each state."""
    return dict(sorted(Counter(str(measure["status"]) for measure in measures).items()))
