"""What nokgen works out and Hugo cannot: a published page goes in, its computed words come out.

Hugo gets them for nothing, in its front matter: statuses, the meanings of deadlines, places on the
timeline, figures in words.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TypeAlias

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
Fields: TypeAlias = "dict[str, Value]"

_FIGURES = re.compile(
    r'<li(?: class="([^"]*)")?>\s*<strong>([^<]*)</strong> <span>([^<]*)</span>\s*</li>'
)
_BAR = re.compile(r'<rect class="([^"]*)" x="([\d.]+)%" width="([\d.]+)%" height="100%"/>')
_LEGEND = re.compile(r'<li class="([^"]*)">([^<]*)</li>')
_ARTICLE = re.compile(r'<article class="measure">(.*?)</article>', re.S)
_STATUS = re.compile(r'<span class="tag s-([\w-]+)">.*?</svg>([^<]*)</span>')
_ID = re.compile(r'<h[34] id="([\w-]+)">')
_MEANING = re.compile(r'</b><p class="hint">([^<]*)</p></dd>')
_REPORT = re.compile(r'<time datetime="([^"]*)">([^<]*)</time>')
_MOVED = re.compile(r"<p><strong>([^<]*)</strong></p>\s*<p>([^<]*)</p>")
_ROW = re.compile(r'<a href="[^"]*#([\w-]+)">[^<]*</a>\s*<p>.*?</p>\s*<svg.*?</svg>', re.S)
_PLACE = re.compile(r'<rect class="[^"]*" x="([\d.]+)%" width="([\d.]+)%"/>')
_ASIDE = re.compile(r'<h3>([^<]*)</h3>\s*<ul class="rows">(.*?)</ul>', re.S)
_HREF = re.compile(r'<li><a href="[^"]*#([\w-]+)">')
_FILTER = re.compile(r'content="([^"]*)" data-pagefind-filter="status')
_ICON = re.compile(r'<symbol id="icon-([\w-]+)"')
_NEAREST = re.compile(
    r'<p class="nearest"[^>]*><strong>[^<]*</strong> '
    r'(?:<a href="#([^"]*)">([^<]*)</a> )?([^<]*)</p>'
)
_DEADLINE = re.compile(
    r'<p><time datetime="([^"]*)">([^<]*)</time></p>\s*<div>\s*<p><a href="([^"]*)#([\w-]+)">'
    r'([^<]*)</a></p>\s*<p class="over">\s*<span><a href="[^"]*">([^<]*)</a></span>\s*'
    r'<span><a href="[^"]*">([^<]*)</a></span></p>\s*</div>\s*<div>\s*'
    r'<span class="tag s-([\w-]+)">.*?</svg>([^<]*)</span>\s*<p class="hint">'
    r"<span[^>]*>[^<]*</span>([^<]*)</p>",
    re.S,
)
_SPHERE = re.compile(
    r'<th scope="row"><span>([^<]*)</span></th>\s*<td[^>]*><span>([^<]*)</span></td>'
)


def _part(page: str, start: str, end: str) -> str:
    at = page.find(start)
    return page[at : page.find(end, at)] if at >= 0 else ""


def figures(page: str) -> list[Value]:
    """Number, words and style of each figure at the head of a page."""
    found = _FIGURES.findall(_part(page, '<ul class="figures"', "</ul>"))
    return [[number, words, style] for style, number, words in found]


def progress(page: str) -> Fields:
    """The first bar of progress of a page."""
    part = _part(page, '<div class="progress"', "</div>")
    return {
        "bars": [[style, float(x), float(width)] for style, x, width in _BAR.findall(part)],
        "text": _part(part, "<p>", "</p>")[3:],
        "legend": [[style, unescape(words)] for style, words in _LEGEND.findall(part)],
    }


def shared(page: str) -> Fields:
    """What every kind of page has."""
    return {
        "about": unescape(_part(page, '<meta name="description"', '">').rpartition('"')[2]),
        "icons": list(_ICON.findall(page)),
        "statuses": list(map(unescape, _FILTER.findall(page))),
        "figures": figures(page),
    }


def plan(page: str) -> Fields:
    """What the page of a plan says beside the words of the document."""
    timeline = _part(page, '<div class="timeline"', "<section")
    ids = _ID.findall(page)
    bars = {
        row[1]: [[float(x), float(width)] for x, width in _PLACE.findall(row[0])]
        for row in ((match.group(), match.group(1)) for match in _ROW.finditer(timeline))
    }
    asides: list[Value] = [
        {"title": title, "rows": [ids.index(each) for each in _HREF.findall(rows)]}
        for title, rows in _ASIDE.findall(timeline)
    ]
    nearest = _NEAREST.search(page)
    found = nearest.groups(default="") if nearest else ("", "", "")
    return {
        **shared(page),
        "progress": progress(page),
        "nearest_link": found[0],
        "nearest_label": unescape(found[1]),
        "nearest": unescape(found[2]),
        "notice": unescape(_part(page, '<p class="notice">', "</span>").rpartition("<span>")[2]),
        "asides": asides,
        "measures": {
            measure: _measure(article, bars.get(measure, []))
            for measure, article in zip(ids, _ARTICLE.findall(page), strict=True)
        },
    }


def _measure(article: str, bars: list[list[float]]) -> Fields:
    status = _STATUS.search(article)
    meaning = _MEANING.search(article)
    return {
        "status": status.group(1) if status else "",
        "status_text": unescape(status.group(2)) if status else "",
        "meaning": unescape(meaning.group(1)) if meaning else "",
        "bars": [list(bar) for bar in bars],
        "reports": dict(_REPORT.findall(article)),
        "moved": [
            {"text": unescape(text), "reason": unescape(reason)}
            for text, reason in _MOVED.findall(article)
        ],
    }


def territory(page: str, address: str) -> Fields:
    """What the page of a region, of a municipality or of the country says of its parts."""
    deadlines: list[Value] = []
    for found in _DEADLINE.finditer(page):
        iso, day, href, measure, *words = map(unescape, found.groups())
        target = f"{address}{href}"
        deadlines.append(
            {
                "iso": iso,
                "date": day,
                "plan": target,
                "place": target.partition("plans/")[0],
                "measure": measure,
                **dict(
                    zip(
                        ("title", "place_name", "plan_name", "status", "status_text", "deadline"),
                        words,
                        strict=True,
                    )
                ),
            }
        )
    return {
        **shared(page),
        "deadlines": deadlines,
        "spheres_table": [list(row) for row in _SPHERE.findall(page)],
    }
