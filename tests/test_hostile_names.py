"""Hostile names, kinds of files and addresses: a diagnostic or harmless text, no other file."""

from __future__ import annotations

import os
import re
import shutil
import socket
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pydantic import ValidationError

from nokgen.check import check
from nokgen.check.attachments import is_passive
from nokgen.diagnostics import Diagnostic
from nokgen.fmt.files import Change, write
from nokgen.messages import messages_for
from nokgen.read import read_site
from nokgen.read.text import read_bytes
from nokgen.records.base import DOCUMENT, SLUG, Link
from nokgen.render.text import markdown
from nokgen.report import render_text
from tests.hostile_content import Looked
from tests.past_under_test import committed
from tests.sites_under_test import built, tree

BASE = Path(__file__).parent / "cases" / "_base"
TOWN = "content/primerskaya-oblast/primersk"
PLAN = f"{TOWN}/plans/2020-campaign.yaml"
TODAY = date(2026, 11, 22)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "site")


def found_in(site: Path) -> list[Diagnostic]:
    """What checking says of a site; every fault can be shown."""
    found = list(check(read_site(site), lambda _zone: TODAY).diagnostics)
    text = render_text(found, messages_for("ru"))
    assert all(sign == "\n" or sign.isprintable() for sign in text)
    return found


def slugs(site: Path) -> set[str]:
    return {each.code.slug for each in found_in(site)}


NAMES = {
    "backslash": "x\\..\\..\\x.yaml",
    "device": "CON.yaml",
    "device in small letters": "aux.yaml",
    "device with two ends": "Com1.tar.pdf",
    "device without an end": "nul",
    "drive": "C:x.yaml",
    "stream": "a.yaml:b.yaml",
    "right to left": "\u202egnp.yaml",
    "zero width": "b\u200b.yaml",
    "look-alike": "plаn.yaml",
    "composed": "й.yaml",
    "decomposed": "и\u0306.yaml",
    "full width": "ａ.yaml",
    "blank at the end": "a.yaml ",
    "dot at the end": "a.yaml.",
    "blank": " .yaml",
    "line end": "a\n.yaml",
    "escape": "a\x1b[31m.yaml",
    "quotes": "\"'<x>.yaml",
    "percent": "%2e%2e%2fx.yaml",
    "template": "{{x}}.yaml",
    "formula": "=1+1.yaml",
    "tag": "t\U000e0061.yaml",
    "not text": b"\xff\xfe.yaml".decode("utf-8", "surrogateescape"),
    "255 bytes": "a" * 250 + ".YAML",
}


@pytest.mark.parametrize("folder", ["plans", "documents", "."])
def test_a_hostile_name_is_a_fault(site: Path, folder: str) -> None:
    place = site / TOWN / folder
    place.mkdir(exist_ok=True)
    before = {diagnostic.span.path for diagnostic in found_in(site)}
    for name in NAMES.values():
        (place / name).write_bytes(b"title: x\n")
    expected = {"file-name-malformed", "unknown-file", "stray-file", "document-not-passive"}
    told = {d.span.path for d in found_in(site) if d.code.slug in expected} - before
    assert len(told) == len(NAMES)


def test_hidden_names_are_never_read(site: Path) -> None:
    for name in ("..yaml", "..\\..\\x.yaml", ".htaccess", "~$plan.yaml"):
        (site / TOWN / "plans" / name).write_text("{{{{", encoding="utf-8")
    assert found_in(site) == []


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "/etc/passwd",
        "a/../b",
        "a\0b",
        "Б",
        "plаn",
        "a" * 0,
    ],
)
def test_no_such_name_is_an_id(name: str) -> None:
    assert re.fullmatch(SLUG, name) is None
    assert re.fullmatch(DOCUMENT, f"documents/{name}") is None


def test_a_path_cannot_be_longer_than_the_system_allows(site: Path) -> None:
    text = (site / PLAN).read_text(encoding="utf-8")
    name = f"documents/{'a' * 300}.pdf"
    (site / PLAN).write_text(f"{text}note: x\nsource: {{title: x, file: {name}}}\n", "utf-8")
    assert "file-missing" in slugs(site) or "duplicate-key" in slugs(site)


@pytest.mark.parametrize("names", [("A.pdf", "a.pdf"), ("b.PDF", "b.pdf")])
def test_names_that_differ_in_capital_letters(site: Path, names: tuple[str, str]) -> None:
    (site / TOWN / "documents").mkdir(exist_ok=True)
    for name in names:
        (site / TOWN / "documents" / name).write_bytes(b"%PDF")
    assert "case-collision" in slugs(site)


@pytest.mark.parametrize(
    "name",
    [
        *("a.svg", "a.html", "a.htm", "a.xhtml", "a.xml", "a.xsl", "a.js", "a.mjs", "a.css"),
        *(
            "a.SVG",
            "a.swf",
            "a.wasm",
            "a.php",
            "a.exe",
            "a.hta",
            "a.mht",
            "a.url",
            "a",
            "a.unknown",
        ),
        *("a.html.pdf", "a.php.jpg", "a.svg.gz", "a.shtml.txt", "a.pdf.html", "a.pdf."),
    ],
)
def test_what_a_browser_may_run_is_not_published(name: str) -> None:
    assert not is_passive(name)


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.PDF", "plan.2020.docx", "a.v1.2.xlsx", "a.jpg", "a.txt"]
)
def test_documents_are_published(name: str) -> None:
    assert is_passive(name)


@pytest.mark.parametrize("name", ["x.svg", "x.html", "x.bin", "x"])
def test_an_active_document_ends_the_build(site: Path, name: str) -> None:
    (site / TOWN / "documents").mkdir(exist_ok=True)
    (site / TOWN / "documents" / name).write_text("<script>alert(1)</script>", encoding="utf-8")
    assert "document-not-passive" in slugs(site)


# --- what is no ordinary file ---


def test_what_is_no_file_is_told_at_every_place(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / TOWN / "plans/link.yaml").symlink_to("/etc/passwd")
    (site / TOWN / "plans/zero.yaml").symlink_to("/dev/zero")
    (site / TOWN / "plans/loop.yaml").symlink_to("loop.yaml")
    (site / TOWN / "plans/above").symlink_to("..")
    os.mkfifo(site / TOWN / "plans/pipe.yaml")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(site / TOWN / "plans")  # the name of a socket must be short
        listening.bind("socket.yaml")
    told = {(d.span.path.rpartition("/")[2], d.code.slug) for d in found_in(site)}
    assert told == {
        ("link.yaml", "symbolic-link"),
        ("zero.yaml", "symbolic-link"),
        ("loop.yaml", "symbolic-link"),
        ("above", "symbolic-link"),
        ("pipe.yaml", "special-file"),
        ("socket.yaml", "special-file"),
    }


@pytest.mark.parametrize("name", ["site.yaml", "permalinks.lock", "content"])
@pytest.mark.parametrize("target", ["/dev/zero", "/etc", "nowhere"])
def test_what_stands_in_the_root_is_not_a_link_either(site: Path, name: str, target: str) -> None:
    path = site / name
    if path.exists():
        path.rename(site / "aside")
    path.symlink_to(target)
    assert slugs(site) & {"symbolic-link", "content-missing"}


@pytest.mark.parametrize("name", ["site.yaml", "permalinks.lock"])
def test_a_pipe_in_the_root_does_not_hang(site: Path, name: str) -> None:
    (site / name).unlink(missing_ok=True)
    os.mkfifo(site / name)
    assert "special-file" in slugs(site)


def test_a_file_that_changes_after_it_was_listed(tmp_path: Path) -> None:
    """What stood there as a file when the folder was listed may be anything when it is opened."""
    path = tmp_path / "plan.yaml"
    told = []
    os.mkfifo(path)
    told.append(read_bytes(path, "plan.yaml"))
    path.unlink()
    told.append(read_bytes(path, "plan.yaml"))
    path.symlink_to("/dev/zero")
    told.append(read_bytes(path, "plan.yaml"))
    path.unlink()
    path.mkdir()
    told.append(read_bytes(path, "plan.yaml"))
    assert [data for data, _found in told] == [None] * 4
    assert [found[0].code.slug for _data, found in told] == [
        "special-file",
        "unreadable-file",
        "symbolic-link",
        "unreadable-file",
    ]


def test_a_hard_link_is_read_and_never_written_through(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    os.link(site / PLAN, outside)
    before = outside.read_bytes()
    write(site, [Change(PLAN, before, b"title: other\n")])
    assert (site / PLAN).read_bytes() == b"title: other\n"
    assert outside.read_bytes() == before


def test_what_git_knows_is_hostile_too(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author is named in a commit as anybody likes; old versions were never checked."""
    monkeypatch.setenv("GIT_AUTHOR_NAME", "<i>\x1b[31m\x08\u202eevil]]>")
    settings = (site / "site.yaml").read_text(encoding="utf-8")
    text = (site / PLAN).read_text(encoding="utf-8")
    more = "base_url: https://example.org/\npictures: false\nhistory: {authors: true}\n"
    odd = 'title: "a\\b\\e]]><script>\\uffff\\u202e"\n'
    committed(site, ("2026-01-01", {"site.yaml": settings + more, PLAN: odd}))
    committed(site, ("2026-01-02", {PLAN: text}))
    built(site, tmp_path / "public")
    shown = 0
    for path, data in tree(tmp_path / "public").items():
        if path.endswith((".html", ".atom")):
            assert not re.search("[\x00-\x08\x1b\u202e\uffff]", data.decode()), path
            shown += b"evil" in data
        if path.endswith(".html"):
            assert Looked(data.decode()).acting == [], path
        elif path.endswith(".atom"):
            ElementTree.fromstring(data)
    assert shown


# --- addresses ---

ADDRESSES = [
    *(
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
    ),
    *("javascript&colon;alert(1)", "&#106;avascript:alert(1)", "\x01javascript:alert(1)"),
    *("data:text/html,<script>alert(1)</script>", "DATA:text/html;base64,PHN2Zz4=", "vbscript:x"),
    *("//evil.example/x", "\\\\evil.example\\x", "/\\evil.example", "file:///etc/passwd", "blob:x"),
    *(
        "ftp://evil.example/",
        "https:evil.example",
        "http:///evil.example",
        "https://",
        "view-source:x",
    ),
    *('https://a"onclick=alert(1)', "https://a'x", "https://a<b>", "https://a b", "https://a\nb"),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_record_takes_only_addresses_of_the_web(address: str) -> None:
    with pytest.raises(ValidationError):
        Link.model_validate({"title": "x", "url": address})


@pytest.mark.parametrize("address", [*ADDRESSES, "java&#x09;script:alert(1)", "jav&#x0A;ascript:x"])
def test_markdown_leads_nowhere_else(address: str) -> None:
    for text in LINKS:
        html = str(markdown(text.format(address)))
        assert not [found for found in Looked(html).acting if "=" not in found], html
        for link in re.findall(r'(?:href|src)="([^"]*)"', html):
            scheme = re.match(r"[\s\x00-\x1f]*([\w+.-]+):", unescape(link))
            assert scheme is None or scheme[1] in ("http", "https", "mailto", "tel"), html


@pytest.mark.parametrize("address", [*ADDRESSES, "//evil.example", "/\\evil.example"])
def test_a_page_that_leads_there_is_not_built(site: Path, address: str) -> None:
    if address.startswith("https://a") or "\n" in address:
        return  # the link ends there, and what is left is an address of the web
    (site / "content/pages").mkdir(exist_ok=True)
    text = f"---\ntitle: x\n---\n\n[x](<{address}>)\n"
    (site / "content/pages/x.md").write_text(text, encoding="utf-8")
    assert slugs(site) & {"broken-link", "control-character", "html-in-markdown"}


LINKS = (
    *("[x]({})", "![x]({})", "[x](<{}>)", "<{}>", "[x][1]\n\n[1]: {}"),
    "[x][1]\n\n[1]: <{}> 'y'",
)


@pytest.mark.parametrize(
    "text",
    [
        "# x {: onclick=alert(1) }",
        "x\n{: onclick=alert(1) style=color:red }",
        "[x](/a){: onmouseover=alert(1) }",
        "<a href=javascript:alert(1)>x</a>",
        "<svg/onload=alert(1)>",
        "<details open ontoggle=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "`<script>`",
        "    <script>alert(1)</script>",
        '[x](/a "onmouseover=alert(1) \\" onclick=alert(1)")',
        '![x" onerror="alert(1)](/a)',
        '*[HTML]: x" onclick="alert(1)\n\nHTML',
        "[^1]\n\n[^1]: <script>alert(1)</script>",
        "|a|\n|-|\n|<img src=x onerror=alert(1)>|",
        "<!-- --!> <img src=x onerror=alert(1)> -->",
        "\u0002<script>\u0003",
        "\u0002wzxhzdk:0\u0003",
    ],
)
def test_markdown_has_no_attribute_of_its_own(text: str) -> None:
    html = str(markdown(text))
    assert Looked(html).acting == []
    assert set(re.findall(r"<(\w+)", html)) <= {
        *("a", "p", "h2", "code", "pre", "img", "abbr", "sup", "div", "hr", "ol", "li", "table"),
        *("thead", "tbody", "tr", "th", "td"),
    }
