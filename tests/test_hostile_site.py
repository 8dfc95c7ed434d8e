"""Hostile words in every free text of every record: no file of the site obeys any of them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import icalendar
import openpyxl
import pytest

from tests.hostile_content import Looked, free_texts, poison
from tests.pages_under_test import page_files
from tests.sites_under_test import ROOT, built, tree

EXAMPLE = ROOT / "examples" / "site"
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = frozenset({"svg", "g", "path", "rect", "circle", "line", "text", "title", "desc", "tspan"})
# A negative number, a telephone.
HARMLESS = re.compile(r"-\d+(?:[.,]\d+)?|\+[0-9][0-9 ()-]*")
LINE_OF_ICS = re.compile(
    r"(?:BEGIN|END|VERSION|PRODID|METHOD|CALSCALE|NAME|X-WR-\w+|REFRESH-INTERVAL|X-PUBLISHED-TTL|"
    r"UID|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|URL|STATUS|CATEGORIES|TRANSP|SEQUENCE|CLASS|"
    r"LAST-MODIFIED|CREATED|ACTION|TRIGGER|LOCATION|SOURCE|COLOR|DURATION|IMAGE)(?:;[^:]*)?:.*"
)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, frozenset[str]]:
    """The built site, and the fields that have the words."""
    folder = tmp_path_factory.mktemp("hostile")
    fields = poison(folder / "site", EXAMPLE)
    outcome = built(folder / "site", folder / "public", base_url="https://example.org/nok/")
    assert outcome.changes is not None, [d.code.slug for d in outcome.diagnostics]
    return folder / "public", fields


@pytest.fixture(scope="module")
def files(poisoned: tuple[Path, frozenset[str]]) -> dict[str, bytes]:
    return tree(poisoned[0])


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Looked]:
    return {path: Looked(data.decode()) for path, data in of_kind(files, ".html")}


def of_kind(files: dict[str, bytes], *suffixes: str) -> Iterator[tuple[str, bytes]]:
    found = [(path, data) for path, data in files.items() if path.endswith(suffixes)]
    assert found, suffixes
    yield from found


def test_every_free_text_of_every_record_has_the_words(
    poisoned: tuple[Path, frozenset[str]],
) -> None:
    assert set(free_texts()) - poisoned[1] == set()


def test_no_page_acts(pages: dict[str, Looked]) -> None:
    assert {path: page.acting for path, page in pages.items() if page.acting} == {}


def test_a_browser_reads_no_other_elements(poisoned: tuple[Path, frozenset[str]]) -> None:
    """One page of every kind, by the algorithm of browsers; words never become elements."""
    seen: dict[str, Path] = {}
    for address, path in page_files(poisoned[0]).items():
        html = path.read_text(encoding="utf-8")
        kind = re.search(r'<(?:main|body)[^>]*class="([^"]*)"', html)
        seen.setdefault(kind[1] if kind else re.sub(r"[\w-]+/index", "", address), path)
    for path in [*sorted(seen.values())[:12], poisoned[0] / "words/index.html"]:
        page = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        scripts = [e for e in page.iter("script") if e.get("type") != "application/ld+json"]
        assert all(e.get("src") and not (e.text or "").strip() for e in scripts), path
        assert not [e for e in page.iter("img") if e.get("src") == "x"], path
        assert not [name for e in page.iter() for name in e.attrib if name.startswith("on")]


def test_words_are_shown_and_not_computed(files: dict[str, bytes]) -> None:
    page = files["primerskaya-oblast/primersk/plans/2026-information-campaign/index.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page.replace("\u00a0", " ")
    for path, data in of_kind(files, ".html"):
        assert b"&lt;class &#39;str&#39;&gt;" not in data, path


def test_data_in_pages_stay_data(pages: dict[str, Looked]) -> None:
    told = 0
    word = "<script>alert(1)</script>"
    for path, page in pages.items():
        for block in page.blocks:
            told += word in json.dumps(json.loads(block), ensure_ascii=False)
            assert "<" not in block, path
    assert told > 10


def test_json_is_json(files: dict[str, bytes]) -> None:
    for _path, data in of_kind(files, ".json", ".jsonld"):
        json.loads(data)


def test_feeds_sitemap_and_pictures_are_well_formed(files: dict[str, bytes]) -> None:
    for path, data in of_kind(files, ".atom", ".xml", ".svg"):
        root = ElementTree.fromstring(data)
        if not path.endswith(".svg") or path.startswith("assets/"):
            continue
        for element in root.iter():
            assert element.tag.removeprefix(SVG) in DRAWN, path
            assert not [name for name in element.attrib if name.startswith("on") or "href" in name]


def test_words_in_feeds_are_escaped_html_at_most(files: dict[str, bytes]) -> None:
    for path, data in of_kind(files, ".atom"):
        for element in ElementTree.fromstring(data).iter():
            if element.get("type") == "html":
                assert Looked(element.text or "").acting == [], path
            href = element.get("href") or ""
            assert not href or href.startswith(("https://", "http://")), path


def test_no_line_of_a_calendar_is_injected(files: dict[str, bytes]) -> None:
    for path, data in of_kind(files, ".ics"):
        lines = data.split(b"\r\n")
        assert lines.pop() == b""
        assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
        unfolded = data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
        assert [line for line in unfolded if not LINE_OF_ICS.fullmatch(line)] == [], path
        calendar = icalendar.Calendar.from_ical(data)
        events = sum(line == "BEGIN:VEVENT" for line in unfolded)
        assert len(calendar.walk("VEVENT")) == events
        assert unfolded.count("END:VCALENDAR") == 1


def test_no_cell_is_a_formula(files: dict[str, bytes]) -> None:
    for path, data in of_kind(files, ".csv"):
        text = data.decode("utf-8-sig")
        delimiter = ";" if text.split("\n")[0].count(";") else ","
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            numbers = [cell for cell in row if HARMLESS.fullmatch(cell)]
            formulas = [c for c in row if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
            assert formulas == numbers, path
    for path, data in of_kind(files, ".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        for sheet in book.worksheets:
            assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"], path


def test_documents_are_well_formed_and_load_nothing(files: dict[str, bytes]) -> None:
    for path, data in of_kind(files, ".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                part = archive.read(name)
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(part)
                    assert b"<w:instrText" not in part, path
                    assert not (name.endswith(".rels") and b"javascript:" in part), path


def test_settings_of_hosts_have_no_line_of_the_content(files: dict[str, bytes]) -> None:
    for path in ("_headers", "_redirects", "nginx.conf.txt", "robots.txt"):
        assert not re.search(rb"evil|alert", files[path]), path


def test_names_of_files_come_from_names_and_codes_alone(files: dict[str, bytes]) -> None:
    odd = [path for path in files if not re.fullmatch(r"[A-Za-z0-9._/-]+", path)]
    assert odd == []
