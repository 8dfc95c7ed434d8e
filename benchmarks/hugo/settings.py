"""The corpus and a published site go in, the configuration of Hugo's site comes out."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from nokgen.pages import bounds

_SPHERES = {
    "education": "Образование",
    "culture": "Культура",
    "health": "Здравоохранение",
    "social": "Социальное обслуживание",
}
_CHANNELS = {"site": "сайт", "social": "социальная сеть", "newspaper": "газета"}
_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_SYMBOL = re.compile(r'(<symbol id="icon-([\w-]+)".*?</symbol>)')
# Files beside a page. What stands at a second address (below api/ and oktmo/) is published by the
# template of the first as a resource made of its text: less processor time than a further output
# format whose template takes the text from `partialCached` (20 municipalities, the least of eight
# runs in turn: 3.0 s and 3.5 s). The JSON, the row and the event of a measure stand in several
# files each and are `partialCached`: without that 3.8 s; at 300 municipalities 94 s instead of 52,
# and 10 % more memory.
_FORMATS = {
    "json": {"baseName": "data"},
    "csv": {"baseName": "data"},
    "calendar": {"baseName": "calendar"},
    "atom": {"mediaType": "application/atom+xml", "baseName": "feed", "isPlainText": True},
    "measures": {"mediaType": "text/csv", "baseName": "measures", "isPlainText": True},
    "organizations": {"mediaType": "text/csv", "baseName": "organizations", "isPlainText": True},
    "compare": {"mediaType": "application/json", "baseName": "compare", "isPlainText": True},
}


def settings(corpus: Path, published: Path, out: Path, town: Path, has_copies: bool) -> None:
    """Write the configuration: only what this site uses is switched on."""
    site = yaml.load((corpus / "site.yaml").read_text("utf-8"), yaml.CSafeLoader)
    pages = {
        "plan": next((published / town / "plans").glob("*/index.html")),
        "body": next((published / town / "bodies").glob("*/index.html"), published / "index.html"),
        "municipality": published / town / "index.html",
        "organizations": published / town / "organizations/index.html",
        "organization": next((published / "org").glob("*/index.html")),
        "region": published / town.parent / "index.html",
    }
    texts = {kind: read(path) for kind, path in pages.items()}
    icons = {
        name: mark
        for path in (published / town).rglob("index.html")
        for mark, name in _SYMBOL.findall(read(path))
    }
    for path in sorted((published).glob("*/*/plans/*/index.html"))[:500]:
        for mark, name in _SYMBOL.findall(read(path)):
            icons.setdefault(name, mark)
    icons |= {name: mark for mark, name in _SYMBOL.findall(texts["organization"])}
    days = re.search(r"Сведения на ([^<]*)</li>", texts["plan"])
    today = unescape(days.group(1)) if days else ""
    sheet = {kind: _sheets(text) for kind, text in texts.items()}
    base = sheet["plan"][0]
    params: dict[str, Any] = {
        "name": site["title"],
        "today": today,
        "date": json.loads((published / "api/v1/index.json").read_bytes())["today"],
        "day": " ".join(today.split()[:2]),
        "spheres": _SPHERES,
        "channels": _CHANNELS,
        "months": _MONTHS,
        "copies": has_copies,
        "towns": bounds.TOWNS,
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
    config = {
        "baseURL": site["base_url"],
        "locale": "ru",
        "title": site["short_title"],
        "disableKinds": ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"],
        "timeout": "1200s",
        "mediaTypes": {"application/atom+xml": {"suffixes": ["atom"]}},
        "outputFormats": _FORMATS,
        "params": params,
    }
    (out / "hugo.json").write_text(json.dumps(config, ensure_ascii=False, indent=1), "utf-8")
    shutil.copytree(published / "assets", out / "static/assets")


def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text("utf-8")


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
        text = read(published / "plans" / file.stem / "index.html")
        kind = re.search(r"^kind: (\S+)$", file.read_text("utf-8"), re.M)
        words = re.search(r'<p class="over">\s*<span>.*?</span>\s*<span>([^<]*)</span>', text)
        if kind and words:
            kinds[kind.group(1)] = unescape(words.group(1))
    return kinds


def _organization_kinds(published: Path, sources: Path) -> dict[str, dict[str, str]]:
    """The words for a kind of organisations, of one and of a list."""
    text = read(published / sources.parent.name / sources.name / "organizations/index.html")
    lists = dict(re.findall(r'<a href="#kind-([\w-]+)">([^<]*)</a>', text))
    records = yaml.load((sources / "organizations.yaml").read_text("utf-8"), yaml.CSafeLoader)
    ones = {}
    for record in records["organizations"]:
        if record["kind"] not in ones:
            page = read(published / "org" / record["inn"] / "index.html")
            found = re.search(r'="([^"]*)" data-pagefind-filter="organization', page)
            ones[record["kind"]] = unescape(found.group(1)) if found else record["kind"]
    return {"organization_kinds": ones, "organization_lists": lists}
