"""The same file of two sites goes in, what they do not say alike comes out.

Of a page: measures, deadlines, responsible bodies, reports. Of a calendar: days and words by UID.
Of JSON: every measure with its deadline. Of a table: the columns that both have. Of a feed: its
entries. Outside pages the order is free.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path, PurePosixPath

# A region has a hyphen in its address, folders of other things do not.
_PLACE = "*-*/*"
PAGES = (
    *(f"{_PLACE}/{kind}/index.html" for kind in ("plans/*", "bodies/*")),
    *("org/*/index.html", f"{_PLACE}/index.html"),
)
_TOWN = ("calendar.ics", "feed.atom", "data.json", "measures.csv", "organizations.csv")
FILES = (
    *(f"{_PLACE}/{name}" for name in (*_TOWN, "placement/index.html")),
    *(f"{_PLACE}/{kind}/*/calendar.ics" for kind in ("plans", "bodies")),
    *(f"{_PLACE}/{kind}/*/data.{form}" for kind in ("plans", "bodies") for form in ("json", "csv")),
    *("org/*/data.json", "org/*/compare.json", "oktmo/*/calendar.ics", "oktmo/*/feed.atom"),
    *("api/v1/org/*.json", "api/v1/*-*/*.json", f"api/v1/{_PLACE}/measures.json"),
    *(f"api/v1/{_PLACE}/{kind}/*.json" for kind in ("plans", "bodies")),
)
_TEXT = re.compile(r">([^<>]{3,})<")
_MAIN = re.compile(r"<main.*</main>", re.S)
_PAGE = (
    ("measures", re.compile(r'<h[34] id="m\d+">([^<]*)<')),
    ("deadlines", re.compile(r"<dd><b>([^<]*)</b>")),
    ("responsible", re.compile(r'<dd><a href="[^"]*bodies/[^"]*">([^<]*)</a></dd>')),
    ("reports", re.compile(r'<time datetime="([^"]*)"')),
)
_EVENT = re.compile(r"BEGIN:VEVENT\n(.*?)END:VEVENT", re.S)
_LINE = re.compile(r"^(SUMMARY|DTSTART|DTEND|UID|CATEGORIES|DESCRIPTION)[^:\n]*:(.*)$", re.M)
_ENTRY = re.compile(r"<entry>.*?<id>(.*?)</id>.*?<title>(.*?)</title>.*?</entry>", re.S)
_COLUMNS = (
    *("inn", "name", "short_name", "postal_address", "id", "number", "title", "deadline"),
    *("current_deadline", "quantity_text", "expected", "responsible", "status", "status_label"),
    *("reports", "moves"),
)
# Long titles are shortened at another letter.
_SHORT = 100
Facts = dict[str, object]


def samples(public: Path, pages: int, files: int) -> Iterator[tuple[str, str]]:
    """So many pages and other files of each kind, spread over the site, by their addresses."""
    for patterns, number in ((PAGES, pages), (FILES, files)):
        for pattern in patterns:
            found = (file.relative_to(public).as_posix() for file in public.glob(pattern))
            for name in spread(found, pattern, number):
                yield name, (public / name).read_bytes().decode()


def spread(names: Iterable[str], pattern: str, number: int) -> list[str]:
    """So many of the addresses that a pattern found, the same ones in any order of them.

    Sorts are told apart by the last part that the pattern leaves open, as the name of a plan, which
    each town may have: all sorts come before any comes again.
    """
    last = max(place for place, part in enumerate(pattern.split("/")) if "*" in part)
    seen: Counter[str] = Counter()
    ranked = []
    # A stride through the sorted addresses would meet the same sort again and again.
    for order, name in sorted((sha256(name.encode()).digest(), name) for name in names):
        sort = name.split("/")[last]
        ranked.append((seen[sort], order, name))
        seen[sort] += 1
    return [name for *_, name in sorted(ranked)[:number]]


def differences(name: str, ours: str, theirs: str) -> Iterator[str]:
    """A sentence for each kind of fact that differs."""
    read = _READERS[PurePosixPath(name).suffix]
    left, right = read(ours), read(theirs)
    for what, wanted in left.items():
        if what != "texts" and wanted != right[what]:
            yield f"{name}: {what} differ: {_first(wanted, right[what])}"
    texts, found = left.get("texts"), right.get("texts")
    if isinstance(texts, set) and isinstance(found, set):
        missing = sorted(text for text in texts - found if "…" not in text)
        if len(missing) > len(texts) / 10:
            yield f"{name}: {len(missing)} of {len(texts)} texts are missing: {missing[:3]}"


def _first(wanted: object, found: object) -> str:
    """How many there are, and what differs first."""
    if not isinstance(wanted, list) or not isinstance(found, list):
        return f"{wanted} and {found}"
    pairs = zip(wanted, found, strict=False)
    left, right = next((pair for pair in pairs if pair[0] != pair[1]), ([], []))
    if isinstance(left, list) and isinstance(right, list):
        pairs = zip(left, right, strict=False)
        left, right = next((pair for pair in pairs if pair[0] != pair[1]), (left, right))
    return f"{len(wanted)} and {len(found)}; {left} and {right}"


def _page(text: str) -> Facts:
    facts: Facts = {name: list(map(_plain, pattern.findall(text))) for name, pattern in _PAGE}
    mains = _MAIN.findall(text)
    return {**facts, "texts": {_plain(found) for main in mains for found in _TEXT.findall(main)}}


def _calendar(text: str) -> Facts:
    """Lines are joined that are folded; Hugo leaves them whole."""
    whole = text.replace("\r\n", "\n").replace("\n ", "")
    events = []
    for event in _EVENT.findall(whole):
        line = dict(_LINE.findall(event.partition("BEGIN:VALARM")[0]))
        line["SUMMARY"] = line["SUMMARY"][:_SHORT]
        events.append([line[name] for name in sorted(line)])
    return {"events": sorted(events)}


def _data(text: str) -> Facts:
    found = json.loads(text)
    return {"measures": sorted(_measures(found), key=str), "texts": set(_words(found))}


def _measures(tree: object) -> Iterator[list[object]]:
    """Every measure below: number, title, deadlines and their days, who, state."""
    if isinstance(tree, list):
        for each in tree:
            yield from _measures(each)
    elif isinstance(tree, dict) and {"number", "title", "deadline"} <= tree.keys():
        deadlines = [tree[key][each] for key in _DEADLINES for each in ("text", "days")]
        who = [body["name"] for body in tree["responsible"]]
        yield [tree["id"], tree["number"], tree["title"], *deadlines, who, tree["status"]["kind"]]
    elif isinstance(tree, dict):
        for each in tree.values():
            yield from _measures(each)


_DEADLINES = ("deadline", "current_deadline")


def _words(tree: object) -> Iterator[str]:
    """Texts that are no addresses."""
    if isinstance(tree, dict | list):
        for each in tree.values() if isinstance(tree, dict) else tree:
            yield from _words(each)
    elif isinstance(tree, str) and tree and "/" not in tree:
        yield _plain(tree)


def _rows(text: str) -> Facts:
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines(), delimiter=";"))
    return {"rows": sorted([row[name] for name in _COLUMNS if name in row] for row in rows)}


def _feed(text: str) -> Facts:
    entries = [list(map(_plain, entry)) for entry in _ENTRY.findall(text)]
    return {"entries": entries}


_READERS: dict[str, Callable[[str], Facts]] = {
    ".html": _page,
    ".ics": _calendar,
    ".json": _data,
    ".csv": _rows,
    ".atom": _feed,
}


def _plain(text: str) -> str:
    """The words alone: nokgen keeps short words together with no-break spaces."""
    return " ".join(unescape(text).split())
