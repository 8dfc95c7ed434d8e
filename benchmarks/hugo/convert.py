"""The corpus and what nokgen made of it go in, a Hugo site with the same pages comes out."""

from __future__ import annotations

import json
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from benchmarks.corpus.words import KINDS
from benchmarks.hugo import readings
from benchmarks.hugo.front import front_matter
from benchmarks.hugo.readings import Fields, Value

LAYOUTS = Path(__file__).resolve().parent / "layouts"
_SPHERES = {
    "education": "Образование",
    "culture": "Культура",
    "health": "Здравоохранение",
    "social": "Социальное обслуживание",
}
_CHANNELS = {"site": "сайт", "social": "социальная сеть", "newspaper": "газета"}
_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_BODY_KIND = re.compile(r'<p class="over">\s*<span>([^<]*)</span>')
_WORK = re.compile(
    r'<h3><a href="bodies/([\w-]+)/">[^<]*</a></h3>\s*<p class="over"><span>([^<]*)</span> '
    r"<span>([^<]*)</span></p>"
)
_SYMBOL = re.compile(r'(<symbol id="icon-([\w-]+)".*?</symbol>)')
_CARD = re.compile(r'<li class="card".*?</li>\s*(?=<li class="card"|</ul>)', re.S)


def convert(corpus: Path, published: Path, out: Path, form: str) -> None:
    """Write the Hugo site; `published` is what nokgen made of `corpus`; `form`: yaml or json."""
    shutil.copytree(LAYOUTS, out / "layouts")
    content = corpus / "content"
    regions = [folder for folder in sorted(content.iterdir()) if (folder / "region.yaml").is_file()]
    towns = [town for region in regions for town in sorted(region.iterdir()) if town.is_dir()]
    work = partial(_town, content, published, out / "content", form)
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(work, towns, chunksize=8))
    for region in regions:
        _region(region, published, out / "content", form)
    home = _read(published / "index.html")
    _put(out / "content/_index.md", {"title": "Главная", **readings.territory(home, "/")}, form)
    example = next(iter(towns))
    _settings(corpus, published, out, example.relative_to(content))


def _settings(corpus: Path, published: Path, out: Path, town: Path) -> None:
    """The configuration: only what this site uses is switched on."""
    site = yaml.load((corpus / "site.yaml").read_text("utf-8"), yaml.CSafeLoader)
    pages = {
        "plan": next((published / town / "plans").glob("*/index.html")),
        "body": next((published / town / "bodies").glob("*/index.html"), published / "index.html"),
        "municipality": published / town / "index.html",
        "organizations": published / town / "organizations/index.html",
        "organization": next((published / "org").glob("*/index.html")),
        "region": published / town.parent / "index.html",
    }
    texts = {kind: _read(path) for kind, path in pages.items()}
    icons = {
        name: mark
        for path in (published / town).rglob("index.html")
        for mark, name in _SYMBOL.findall(_read(path))
    }
    for path in sorted((published).glob("*/*/plans/*/index.html"))[:500]:
        for mark, name in _SYMBOL.findall(_read(path)):
            icons.setdefault(name, mark)
    icons |= {name: mark for mark, name in _SYMBOL.findall(texts["organization"])}
    days = re.search(r"Сведения на ([^<]*)</li>", texts["plan"])
    today = unescape(days.group(1)) if days else ""
    sheet = {kind: _sheets(text) for kind, text in texts.items()}
    base = sheet["plan"][0]
    params: dict[str, Any] = {
        "name": site["title"],
        "today": today,
        "day": " ".join(today.split()[:2]),
        "spheres": _SPHERES,
        "channels": _CHANNELS,
        "months": _MONTHS,
        "axes": {str(days): _axis(days) for days in (365, 366)},
        "icons": icons,
        "sheets": {kind: names[1] for kind, names in sheet.items() if len(names) > 1},
        "kinds": _plan_kinds(published / town, corpus / "content" / town),
        **_organization_kinds(published, corpus / "content" / town),
        "assets": {
            "icon": _asset(texts["plan"], "icon"),
            "display_script": _asset(texts["plan"], "display", ".js"),
            "display_sheet": _asset(texts["plan"], "display", ".css"),
            "site": base,
            "print": _asset(texts["plan"], "print"),
            "redirect": next((published / "assets").glob("redirect-*.js")).name,
        },
    }
    settings = {
        "baseURL": site["base_url"],
        "locale": "ru",
        "title": site["short_title"],
        "disableKinds": ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"],
        "timeout": "1200s",
        "outputFormats": {"json": {"baseName": "data"}, "csv": {"baseName": "data"}},
        "params": params,
    }
    (out / "hugo.json").write_text(json.dumps(settings, ensure_ascii=False, indent=1), "utf-8")
    shutil.copytree(published / "assets", out / "static/assets")


def _axis(days: int) -> list[float]:
    lengths = (31, 29 if days == 366 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30)
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    return [round(100 * start / days, 2) for start in starts]


def _sheets(text: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="[^"]*assets/([^"]*)">', text)


def _asset(text: str, name: str, suffix: str = "") -> str:
    found = re.search(rf'assets/({name}-\w+{re.escape(suffix) or "[.]"}\w*)"', text)
    return found.group(1) if found else ""


def _plan_kinds(published: Path, sources: Path) -> dict[str, str]:
    kinds = {}
    for file in sorted((sources / "plans").iterdir()):
        text = _read(published / "plans" / file.stem / "index.html")
        kind = re.search(r"^kind: (\S+)$", file.read_text("utf-8"), re.M)
        words = re.search(r'<p class="over">\s*<span>.*?</span>\s*<span>([^<]*)</span>', text)
        if kind and words:
            kinds[kind.group(1)] = unescape(words.group(1))
    return kinds


def _organization_kinds(published: Path, sources: Path) -> dict[str, dict[str, str]]:
    """The words for a kind of organisations, of one and of a list."""
    text = _read(published / sources.parent.name / sources.name / "organizations/index.html")
    lists = dict(re.findall(r'<a href="#kind-([\w-]+)">([^<]*)</a>', text))
    records = yaml.load((sources / "organizations.yaml").read_text("utf-8"), yaml.CSafeLoader)
    ones = {}
    for record in records["organizations"]:
        if record["kind"] not in ones:
            page = _read(published / "org" / record["inn"] / "index.html")
            found = re.search(r'="([^"]*)" data-pagefind-filter="organization', page)
            ones[record["kind"]] = unescape(found.group(1)) if found else record["kind"]
    return {"organization_kinds": ones, "organization_lists": lists}


def _region(region: Path, published: Path, out: Path, form: str) -> None:
    record = yaml.load((region / "region.yaml").read_text("utf-8"), yaml.CSafeLoader)
    page = _read(published / region.name / "index.html")
    fields: Fields = {"title": record["name"], "type": "region"}
    fields |= readings.territory(page, f"/{region.name}/")
    _put(out / region.name / "_index.md", fields, form)


def _town(content: Path, published: Path, out: Path, form: str, sources: Path) -> None:
    place = sources.relative_to(content)
    record = yaml.load((sources / "municipality.yaml").read_text("utf-8"), yaml.CSafeLoader)
    page = _read(published / place / "index.html")
    bodies = {body["id"]: body.get("short_name") or body["name"] for body in record["bodies"]}
    above = _read(published / place.parent / "index.html")
    card = next((card for card in _CARD.findall(above) if f'<a href="{place.name}/">' in card), "")
    work = re.findall(r"<span>([^<]*)</span>", card)
    _put(
        out / place / "_index.md",
        {
            "title": record["name"],
            "type": "municipality",
            "official_name": record["official_name"],
            "oktmo": record["oktmo"],
            "aliases": _aliases(published, f"oktmo/{record['oktmo']}"),
            "bodies": bodies,
            "site": record["sites"][0]["url"],
            "site_title": record["sites"][0]["title"],
            "contact": record["contacts"][0],
            "work": work[-1] if work else "",
            "progress": {**readings.progress(card), "legend": []},
            **readings.territory(page, f"/{place}/"),
        },
        form,
    )
    for file in sorted((sources / "plans").iterdir()):
        _plan(file, published / place / "plans" / file.stem, out / place / "plans", form)
    works = {found[0]: found[1:] for found in _WORK.findall(page)}
    for number, body in enumerate(record["bodies"], 1):
        _body(body, number, works, published / place / "bodies", out / place / "bodies", form)
    _organizations(sources, place, published, out / place / "organizations", form)


def _plan(file: Path, published: Path, out: Path, form: str) -> None:
    record: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    page = _read(published / "index.html")
    told: dict[str, Any] = readings.plan(page)
    measures = record.get("measures") or []
    sections: dict[str, Any] = {}
    for number, section in enumerate(record.get("sections") or [], 1):
        title = f"{section['number']} {section['title']}"
        sections[str(len(measures))] = {"id": f"section-{number}", "title": title}
        measures = measures + section["measures"]
    year = record.get("year")
    today = re.search(r'<line class="today" x1="([\d.]+)%', page)
    over = re.findall(r"<span>([^<]*)</span>", page[page.find('<p class="over">') :][:900])
    stamp = re.findall(r"<span>([^<]*)</span>", page[page.find('<p class="stamp"') :][:900])
    retrieved = re.search(r"<dt>Получен</dt>\s*<dd[^>]*>\s*<p>([^<]*)</p>", page)
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
        "spheres": record["spheres"],
        "approved": {
            "act": unescape(stamp[1]),
            "by": record["approved"]["by"],
            "place": record["approved"]["place"],
            "signed_by": unescape(stamp[3]),
        },
        "source": {
            "title": record["source"]["title"],
            "url": record["source"]["url"],
            "retrieved": unescape(retrieved.group(1)) if retrieved else "",
        },
        "outputs": _outputs(published),
        "sections_at": sections,
        "bodies": sorted({body for measure in measures for body in measure["responsible"]}),
        **{key: value for key, value in told.items() if key not in ("measures", "about")},
        "measures": [_measure(measure, told["measures"][measure["id"]]) for measure in measures],
    }
    _put(out / f"{file.stem}.md", fields, form)


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
    body: dict[str, Any],
    number: int,
    works: dict[str, tuple[str, ...]],
    published: Path,
    out: Path,
    form: str,
) -> None:
    if not (published / body["id"] / "index.html").is_file():
        return
    page = _read(published / body["id"] / "index.html")
    kind = _BODY_KIND.search(page)
    fields: Fields = {
        "title": body.get("short_name") or body["name"],
        "type": "body",
        "id": body["id"],
        "weight": 5000 + number,
        "name": body["name"],
        "outputs": _outputs(published / body["id"]),
        "kind_text": unescape(kind.group(1)) if kind else "",
        "work": unescape(works[body["id"]][-1]) if body["id"] in works else "",
        **readings.shared(page),
    }
    _put(out / f"{body['id']}.md", fields, form)


def _organizations(sources: Path, place: Path, published: Path, out: Path, form: str) -> None:
    page = _read(published / place / "organizations/index.html")
    title = re.search(r"<h1>([^<]*)</h1>", page)
    fields: Fields = {"title": unescape(title.group(1)) if title else "", "type": "organizations"}
    _put(out / "_index.md", fields | readings.shared(page), form)
    order = {kind[1]: f"{number:02}" for number, kind in enumerate(KINDS)}
    records = yaml.load((sources / "organizations.yaml").read_text("utf-8"), yaml.CSafeLoader)
    for record in records["organizations"]:
        inn = record["inn"]
        told = {
            "title": record["short_name"],
            "type": "organization",
            "url": f"/org/{inn}/",
            "aliases": _aliases(published, f"bus/{record['bus_id']}"),
            "about": f"{record['short_name']}: баллы независимой оценки, устранение недостатков, "
            "опросы.",
            "outputs": _outputs(published / "org" / inn),
            "kind_order": order[record["kind"]],
            "icons": ["info", "search"],
        }
        _put(out / f"{inn}.md", {**told, **record}, form)


def _outputs(page: Path) -> list[Value]:
    """The data files beside a page: those that nokgen publishes there."""
    data: list[Value] = [form for form in ("json", "csv") if (page / f"data.{form}").is_file()]
    return ["html", *data]


def _aliases(published: Path, address: str) -> list[Value]:
    """The address that leads to a page, if nokgen makes it too."""
    return [f"/{address}/"] if (published / address / "index.html").is_file() else []


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _put(path: Path, fields: Fields, form: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(front_matter(fields, form), "utf-8")
