"""The corpus and what nokgen made of it go in, a Hugo site with the same pages comes out."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from benchmarks.corpus.words import KINDS
from benchmarks.hugo import files, readings
from benchmarks.hugo.front import front_matter
from benchmarks.hugo.readings import Fields, Value
from benchmarks.hugo.settings import read, settings

LAYOUTS = Path(__file__).resolve().parent / "layouts"
_BODY_KIND = re.compile(r'<p class="over">\s*<span>([^<]*)</span>')
_WORK = re.compile(
    r'<h3><a href="bodies/([\w-]+)/">[^<]*</a></h3>\s*<p class="over"><span>([^<]*)</span> '
    r"<span>([^<]*)</span></p>"
)
_CARD = re.compile(r'<li class="card".*?</li>\s*(?=<li class="card"|</ul>)', re.S)


@dataclass(frozen=True, slots=True)
class Work:
    """What is converted: the folders, the form of front matter, and how much of the site.

    `is_whole`: with all files of territories; else pages and the JSON and CSV beside them alone.
    """

    sources: Path
    published: Path
    out: Path
    form: str
    is_whole: bool
    near: frozenset[str] = frozenset()

    def put(self, path: Path | str, fields: Fields) -> None:
        """Write a content file."""
        file = self.out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(front_matter(fields, self.form), "utf-8")

    def outputs(self, *whole: str, page: Path | None = None) -> list[Value]:
        """The formats of a page: `whole` where all is made, before it what its folder holds."""
        data: list[Value] = ["html"]
        if page is not None:
            data += [form for form in ("json", "csv") if (page / f"data.{form}").is_file()]
        return [*data, *whole] if self.is_whole else data


def convert(corpus: Path, published: Path, out: Path, form: str, is_whole: bool = True) -> None:
    """Write the Hugo site; `published` is what nokgen made of `corpus`; `form`: yaml or json."""
    shutil.copytree(LAYOUTS, out / "layouts")
    content = corpus / "content"
    regions = [folder for folder in sorted(content.iterdir()) if (folder / "region.yaml").is_file()]
    towns = [town for region in regions for town in sorted(region.iterdir()) if town.is_dir()]
    near = files.identifiers(published / "calendar.ics") if is_whole else frozenset()
    work = Work(content, published, out / "content", form, is_whole, near)
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(partial(_town, work), towns, chunksize=8))
    for region in regions:
        _region(work, region)
    _home(work)
    settings(corpus, published, out, towns[0].relative_to(content), is_whole)


def _home(work: Work) -> None:
    page = read(work.published / "index.html")
    fields: Fields = {"title": "Главная", **readings.territory(page, "/")}
    fields["outputs"] = work.outputs("calendar", "atom")
    if work.is_whole:
        fields["news"] = files.news(work.published / "feed.atom")
        tables: Fields = {"title": "Таблицы", "outputs": ["measures", "organizations"]}
        work.put("data.md", {**tables, "type": "tables"})
    work.put("_index.md", fields)


def _region(work: Work, region: Path) -> None:
    record = yaml.load((region / "region.yaml").read_text("utf-8"), yaml.CSafeLoader)
    page = read(work.published / region.name / "index.html")
    fields: Fields = {"title": record["name"], "type": "region"}
    fields |= readings.territory(page, f"/{region.name}/")
    fields |= _on_home(work, region.name)
    fields["outputs"] = work.outputs("json")
    work.put(f"{region.name}/_index.md", fields)
    if work.is_whole:
        page = read(work.published / region.name / "organizations/index.html")
        listed: Fields = {"title": f"Организации: {record['name']}", "type": "register"}
        work.put(f"{region.name}/organizations.md", {**listed, **readings.shared(page)})


def _on_home(work: Work, region: str) -> Fields:
    """What the home page says of a region where it does not list the towns of all."""
    cards = _CARD.findall(read(work.published / "index.html"))
    card = next((card for card in cards if f'<h4><a href="{region}/">' in card), "")
    if not card:
        return {}
    towns = re.search(r"<h4><a[^>]*>([^<]*)</a>", card)
    return {
        "towns": unescape(towns[1]) if towns else "",
        "work": " ".join(re.findall(r"<span>([^<]*)</span>", card)),
        "progress": readings.progress(card),
    }


def _town(work: Work, sources: Path) -> None:
    place = sources.relative_to(work.sources)
    record = yaml.load((sources / "municipality.yaml").read_text("utf-8"), yaml.CSafeLoader)
    published = work.published / place
    page = read(published / "index.html")
    bodies = {body["id"]: body.get("short_name") or body["name"] for body in record["bodies"]}
    above = read(published.parent / "index.html")
    card = next((card for card in _CARD.findall(above) if f'<a href="{place.name}/">' in card), "")
    words = re.findall(r"<span>([^<]*)</span>", card)
    fields: Fields = {
        "title": record["name"],
        "type": "municipality",
        "official_name": record["official_name"],
        "oktmo": record["oktmo"],
        "aliases": _aliases(work.published, f"oktmo/{record['oktmo']}"),
        "bodies": bodies,
        "site": record["sites"][0]["url"],
        "site_title": record["sites"][0]["title"],
        "contact": record["contacts"][0],
        "work": words[-1] if words else "",
        "progress": {**readings.progress(card), "legend": []},
        **readings.territory(page, f"/{place}/"),
        "outputs": work.outputs("json", "calendar", "atom", "measures", "organizations"),
    }
    if work.is_whole:
        fields["news"] = files.news(published / "feed.atom")
        _placement(work, place)
    work.put(place / "_index.md", fields)
    for file in sorted((sources / "plans").iterdir()):
        _plan(work, file, place / "plans" / file.stem)
    works = {found[0]: found[1:] for found in _WORK.findall(page)}
    for number, body in enumerate(record["bodies"], 1):
        _body(work, body, number, works, place / "bodies" / body["id"])
    _organizations(work, sources, place / "organizations")


def _placement(work: Work, place: Path) -> None:
    """Who has published what: nothing is known of any organisation in this country."""
    page = read(work.published / place / "placement/index.html")
    title = re.search(r"<h1>([^<]*)</h1>", page)
    fields: Fields = {"title": unescape(title.group(1)) if title else "", "type": "placement"}
    work.put(place / "placement.md", {**fields, **readings.shared(page), "weight": 9000})


def _plan(work: Work, file: Path, place: Path) -> None:
    published = work.published / place
    record: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    page = read(published / "index.html")
    told: dict[str, Any] = readings.plan(page)
    measures = record.get("measures") or []
    sections: dict[str, Any] = {}
    for number, section in enumerate(record.get("sections") or [], 1):
        title = f"{section['number']} {section['title']}"
        own = {"number": section["number"], "name": section["title"]}
        sections[str(len(measures))] = {"id": f"section-{number}", "title": title, **own}
        measures = measures + section["measures"]
    year = record.get("year")
    today = re.search(r'<line class="today" x1="([\d.]+)%', page)
    over = re.findall(r"<span>([^<]*)</span>", page[page.find('<p class="over">') :][:900])
    stamp = re.findall(r"<span>([^<]*)</span>", page[page.find('<p class="stamp"') :][:900])
    retrieved = re.search(r"<dt>Получен</dt>\s*<dd[^>]*>\s*<p>([^<]*)</p>", page)
    promised = [_measure(measure, told["measures"][measure["id"]]) for measure in measures]
    fields: Fields = {
        "title": record["short_title"],
        "type": "plan",
        "weight": 1 if year is None else 3000 - year,
        "full_title": record["title"],
        "about": record["summary"],
        "kind": record["kind"],
        "year": str(year or "каждый год"),
        "years": unescape(over[1]),
        "days": "366" if year and year % 4 == 0 else "365",
        "today": today.group(1) if today else "",
        "sort": f"{year}-01-01" if year else "",
        "period": {"from": f"{year}-01-01", "to": f"{year}-12-31"} if year else {},
        "spheres": record["spheres"],
        "approved": {
            "act": unescape(stamp[1]),
            "what": record["approved"]["act"],
            "number": record["approved"]["number"],
            "date": record["approved"]["date"].isoformat(),
            "by": record["approved"]["by"],
            "place": record["approved"]["place"],
            "signed_by": unescape(stamp[3]),
        },
        "source": {
            "title": record["source"]["title"],
            "url": record["source"]["url"],
            "retrieved": unescape(retrieved.group(1)) if retrieved else "",
            "day": record["source"]["retrieved"].isoformat(),
        },
        "outputs": work.outputs("calendar", page=published),
        "sections_at": sections,
        "bodies": sorted({body for measure in measures for body in measure["responsible"]}),
        **{key: value for key, value in told.items() if key not in ("measures", "about")},
        "counted": files.counted(promised),
        "measures": list(promised),
    }
    _add_days(work, published, promised)
    fields["is_near"] = any(measure["is_near"] for measure in promised)
    work.put(f"{place}.md", fields)


def _add_days(work: Work, published: Path, measures: list[Fields]) -> None:
    """What the calendars and the JSON say of deadlines."""
    calendar = published / "calendar.ics"
    events = files.events(calendar, work.near) if work.is_whole else {}
    days = files.measures(published / "data.json")
    for measure in measures:
        name = str(measure["id"])
        own = events.get(name, [])
        near = any(isinstance(event, dict) and "is_near" in event for event in own)
        measure.update(days[name], events=own, is_near=near)


def _measure(record: dict[str, Any], told: dict[str, Any]) -> Fields:
    days = told.pop("reports")
    reports = [
        {
            "date": report["date"].isoformat(),
            "date_text": unescape(days[report["date"].isoformat()]),
            "count": report.get("count") or "",
            "text": report["text"].strip(),
            "evidence": report.get("evidence") or [],
        }
        for report in record.get("reports") or []
    ]
    moved = record.get("moved") or []
    return {
        "deadline_now": moved[-1]["deadline"] if moved else "",
        **{
            key: value.strip() if isinstance(value, str) else value
            for key, value in record.items()
            if key not in ("reports", "moved")
        },
        **told,
        "reports": reports,
    }


def _body(
    work: Work, body: dict[str, Any], number: int, works: dict[str, tuple[str, ...]], place: Path
) -> None:
    published = work.published / place
    if not (published / "index.html").is_file():
        return
    page = read(published / "index.html")
    kind = _BODY_KIND.search(page)
    fields: Fields = {
        "title": body.get("short_name") or body["name"],
        "type": "body",
        "id": body["id"],
        "weight": 5000 + number,
        "name": body["name"],
        "outputs": work.outputs("calendar", page=published),
        "kind_text": unescape(kind.group(1)) if kind else "",
        "work": unescape(works[body["id"]][-1]) if body["id"] in works else "",
        **readings.shared(page),
    }
    work.put(f"{place}.md", fields)


def _organizations(work: Work, sources: Path, place: Path) -> None:
    page = read(work.published / place / "index.html")
    title = re.search(r"<h1>([^<]*)</h1>", page)
    fields: Fields = {"title": unescape(title.group(1)) if title else "", "type": "organizations"}
    work.put(place / "_index.md", fields | readings.shared(page))
    order = {kind[1]: f"{number:02}" for number, kind in enumerate(KINDS)}
    records = yaml.load((sources / "organizations.yaml").read_text("utf-8"), yaml.CSafeLoader)
    for record in records["organizations"]:
        inn = record["inn"]
        told = {
            "title": record["short_name"],
            "type": "organization",
            "url": f"/org/{inn}/",
            "aliases": _aliases(work.published, f"bus/{record['bus_id']}"),
            "about": f"{record['short_name']}: баллы независимой оценки, устранение недостатков, "
            "опросы.",
            "outputs": work.outputs("compare", page=work.published / "org" / inn),
            "kind_order": order[record["kind"]],
            "icons": ["info", "search"],
        }
        work.put(place / f"{inn}.md", {**told, **record})


def _aliases(published: Path, address: str) -> list[Value]:
    """The address that leads to a page, if nokgen makes it too."""
    return [f"/{address}/"] if (published / address / "index.html").is_file() else []
