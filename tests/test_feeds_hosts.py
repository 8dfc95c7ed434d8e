"""What search engines and hosts read: sitemap, robots, headers, redirects."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nokgen.feeds import sitemap
from nokgen.feeds.hosts import host_files
from nokgen.pages import Links
from tests.sites_under_test import built, real_site, tree
from tests.test_pages import edition
from tests.whole_under_test import about_all

BASE = "https://example.org/nok/"
URLS = {"s": sitemap.NAMESPACE}
PLAN = "murmanskaya-oblast/kirovsk/plans/2020-information-campaign/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The real site with a moved plan, built for a folder of a host."""
    root = real_site(tmp_path_factory.mktemp("hosts") / "site")
    file = root / "content" / f"{PLAN.rstrip('/')}.yaml"
    text = file.read_text(encoding="utf-8") + "aliases: [/murmanskaya-oblast/kirovsk/plans/old/]\n"
    file.write_text(text, encoding="utf-8")
    built(root, root / "public", base_url=BASE)
    return tree(root / "public")


def test_the_sitemap_holds_every_page_that_may_be_found(site: dict[str, bytes]) -> None:
    urls = ElementTree.fromstring(site["sitemap.xml"])
    listed = [url.findtext("s:loc", "", URLS) for url in urls]
    pages = {
        BASE + path.removesuffix("index.html")
        for path, content in site.items()
        if path.endswith(".html") and b'name="robots" content="noindex"' not in content
    }
    assert set(listed) == pages
    assert len(listed) == len(set(listed))
    assert f"{BASE}murmanskaya-oblast/kirovsk/plans/old/" not in listed
    assert f"{BASE}styleguide/" not in listed
    assert b"Sitemap: https://example.org/nok/sitemap.xml\n" in site["robots.txt"]


def test_a_plan_says_when_its_words_changed(site: dict[str, bytes]) -> None:
    urls = ElementTree.fromstring(site["sitemap.xml"])
    changed = {url.findtext("s:loc", "", URLS): url.findtext("s:lastmod", "", URLS) for url in urls}
    assert date.fromisoformat(changed[BASE + PLAN]) == date(2026, 11, 21)
    assert changed[BASE] == ""


def test_a_large_sitemap_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MAX_URLS", 2)
    files = {
        file.path: file.content
        for file in sitemap.sitemap_files(*about_all(edition()), ("/a/", "/b/", "/c/"))
        if isinstance(file.content, bytes)
    }
    parts = [
        [url.findtext("s:loc", "", URLS) for url in ElementTree.fromstring(files[name])]
        for name in ("sitemap-1.xml", "sitemap-2.xml", "sitemap.xml")
    ]
    assert parts == [
        [f"{BASE}a/", f"{BASE}b/"],
        [f"{BASE}c/"],
        [f"{BASE}sitemap-1.xml", f"{BASE}sitemap-2.xml"],
    ]


def test_without_an_address_there_is_no_sitemap() -> None:
    nowhere = replace(edition(), links=Links.at(None, from_disk=False))
    files = {
        file.path: file.content for file in sitemap.sitemap_files(*about_all(nowhere), ("/a/",))
    }
    assert files == {"robots.txt": b"User-agent: *\nAllow: /\n"}


def test_a_moved_page_leads_on_everywhere(site: dict[str, bytes]) -> None:
    old, new = "/nok/murmanskaya-oblast/kirovsk/plans/old/", f"/nok/{PLAN}"
    assert f"{old} {new} 301\n" in site["_redirects"].decode()
    assert (
        f"location = {old} {{ return 301 {new}$is_args$args; }}" in site["nginx.conf.txt"].decode()
    )
    page = site["murmanskaya-oblast/kirovsk/plans/old/index.html"].decode()
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="{BASE}{PLAN}">' in page
    assert (
        '<noscript><meta http-equiv="refresh" content="0; url=../2020-information-campaign/">'
        in page
    )


def test_a_code_of_the_territory_leads_to_it(site: dict[str, bytes]) -> None:
    page = site["oktmo/47000000/index.html"].decode()
    assert 'data-target="../../murmanskaya-oblast/"' in page


def test_headers_say_what_a_page_cannot() -> None:
    """Every page is held against both files in browser/test_security.py."""
    files = {file.path: file.content for file in host_files(*about_all(edition()))}
    headers = files["_headers"]
    assert isinstance(headers, bytes)
    every, *_, assets = re.split(r"^(?=/)", headers.decode(), flags=re.MULTILINE)[1:]
    assert every.splitlines()[1:] == [
        "  Content-Security-Policy: script-src 'self'; object-src 'none'; base-uri 'none'",
        "  Referrer-Policy: same-origin",
        "  X-Content-Type-Options: nosniff",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "  Cross-Origin-Opener-Policy: same-origin-allow-popups",
    ]
    assert assets.splitlines()[1:] == ["  Cache-Control: public, max-age=31536000, immutable"]


def test_the_list_of_files_is_for_hosts_only(site: dict[str, bytes]) -> None:
    assert {"_headers", "_redirects", "nginx.conf.txt", "robots.txt", "sitemap.xml"} <= set(site)
    assert not any(Path(path).name.startswith(".") for path in site if path != ".nokgen-output")
