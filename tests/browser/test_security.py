"""Every kind of page in a browser that reports: nothing breaks the policy, nobody else is asked.

Nothing is kept but the reader's own choices of the display. The site is served with the headers
that hosts are told to send.
"""

from __future__ import annotations

import fnmatch
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from nokgen.feeds.badges import badges_of
from nokgen.feeds.hosts import headers_of, host_files
from nokgen.messages import messages_for
from nokgen.pages import OutputFile, pages_of, pages_of_all
from nokgen.pages.views import RedirectPage
from nokgen.render import View, renderer_for
from nokgen.serve.reload import Board
from nokgen.serve.server import Server
from tests.browser.conftest import Serve
from tests.feeds_under_test import of_territories
from tests.fictional_site import BASE, EXAMPLES, edition
from tests.sites_under_test import ROOT
from tests.whole_under_test import about_all, of_all, whole_of

# The form has tests of its own (test_form.py); the page of a proposal is none of a published site.
ELSEWHERE = {"admin", "proposal"}
KINDS = sorted({path.stem for path in (ROOT / "templates/pages").glob("*.html")} - ELSEWHERE)
REPORT = """addEventListener("securitypolicyviolation",
    (e) => console.error(`refused: ${e.effectiveDirective} ${e.blockedURI}`))"""
KEPT = """async () => [
    ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
    ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
    ...(await caches.keys()).map((key) => `caches ${key}`),
    ...(await navigator.serviceWorker.getRegistrations()).map(() => "service worker"),
]"""
CHOICES = "localStorage nokgen-display"


@dataclass(frozen=True)
class Site:
    """One page of every kind as files, by kind its path, and the paths of all pages there are."""

    host: Path
    kinds: dict[str, str]
    paths: tuple[str, ...]
    files: dict[str, str]

    @property
    def public(self) -> Path:
        return self.host / "nok"


# Of the session: tests without a browser run apart from those with one, and it is made once.
@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The fictional site at /nok/; of every kind the first page is made."""
    shown = edition()
    renderer = renderer_for(shown.messages, EXAMPLES / "templates")
    made: dict[str, bytes] = {}
    kinds: dict[str, str] = {}
    paths: list[str] = []
    templates: dict[bytes, str] = {}

    def render(template: str, view: View) -> str:
        if template in templates.values():
            return ""
        if isinstance(view, RedirectPage):
            target = view.canonical.removeprefix(BASE)
            if f"{target}index.html" not in made:  # it is to lead somewhere
                return ""
        html = renderer.page(template, view)
        templates[html.encode()] = template
        return html

    whole = whole_of(shown)
    parts = of_territories(shown, lambda shown, *place: pages_of(shown, render, *place))
    titles = {file.address: file.title for file in parts if file.title}
    badges = of_territories(shown, badges_of)

    def own() -> Iterator[OutputFile]:
        for group in pages_of_all(of_all(shown, whole), render, whole, titles):
            for file in group.files():
                titles[file.address] = file.title
                yield file

    for file in chain(shown.assets, parts, own(), badges):
        if not isinstance(file.content, bytes):
            continue
        if file.path.endswith(".html"):
            paths.append(file.path)
        if file.content:
            made[file.path] = file.content
        if file.content in templates:
            kinds[templates[file.content]] = file.path
    host = tmp_path_factory.mktemp("host")
    for path, content in made.items():
        target = host / "nok" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    command = [sys.executable, "-m", "pagefind", "--site", str(host / "nok")]
    subprocess.run(command, check=True, capture_output=True)
    settings = {
        file.path: file.content.decode()
        for file in host_files(*about_all(shown))
        if isinstance(file.content, bytes)
    }
    return Site(host, kinds, tuple(paths), settings)


class _AsHosts(SimpleHTTPRequestHandler):
    """What a host answers that keeps to our headers."""

    def end_headers(self) -> None:
        """With the headers of the file."""
        path = self.path.partition("?")[0].removeprefix("/nok/")
        for name, value in headers_of(path).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    """The address of the site."""
    handler = partial(_AsHosts, directory=str(site.host))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/nok/"
        server.shutdown()


@dataclass
class Reader:
    """A reader whose browser reports what it refused, whom it asked and what it keeps."""

    page: Page
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(REPORT)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self._asks(request.url))

    def _asks(self, url: str) -> None:
        if not re.match(r"http://127\.0\.0\.1:|data:|blob:", url):
            self.said.append(f"asked: {url}")

    def complaints(self) -> list[str]:
        """All that is wrong up to now; the next one begins anew."""
        cookies = [f"cookie {cookie.get('name')}" for cookie in self.page.context.cookies()]
        found = [*self.said, *cookies, *self.page.evaluate(KEPT)]
        self.said.clear()
        return found


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    """One page for many addresses."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def shared(view: Page) -> Reader:
    return Reader(view)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """A reader who has never been here."""
    context = browser.new_context()
    yield Reader(context.new_page())
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_breaks_its_policy_asks_others_or_keeps_anything(
    shared: Reader, site: Site, address: str, kind: str
) -> None:
    shared.page.goto(address + site.kinds[kind])
    if kind == "redirect":
        shared.page.wait_for_url(lambda url: "/oktmo/" not in url)
    expect(shared.page.locator("h1").first).to_be_attached()
    assert shared.complaints() == []


def test_whoever_uses_a_page_keeps_no_more_than_choices_of_the_display(
    reader: Reader, site: Site, address: str
) -> None:
    page = reader.page
    page.goto(f"{address}search/")
    page.get_by_role("searchbox").first.fill("независимая оценка")
    page.keyboard.press("Enter")
    expect(page.locator("#search-found")).to_contain_text("Найден")
    page.goto(address + site.kinds["rating"])
    page.locator("table.rating thead button").nth(1).click()
    expect(page.locator("table.rating + [role=status]")).to_contain_text("Отсортировано")
    page.goto(address + site.kinds["organizations"])
    boxes = page.locator("input[type=checkbox][name=inn]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.locator("button[type=submit]:visible, form button:visible").last.click()
    page.wait_for_url("**/compare/**")
    expect(page.locator("#compare table, #compare-said p").first).to_be_visible()
    assert reader.complaints() == []
    page.locator("#display-open").click()
    page.locator("#display-form").get_by_label("150 %").check()
    assert reader.complaints() == [CHOICES]
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-size", "150")
    page.locator("#display-open").click()
    page.locator("#display-form").get_by_label("100 %").check()
    assert reader.complaints() == []  # nothing chosen, nothing kept


HARM = """<script>document.title = "inline"</script>
<style>body { color: red }</style>
<script src="https://tracker.example/a.js"></script>
<img src="https://tracker.example/a.gif" onerror="document.title = 'handler'" alt="">
<p style="color: red">x</p><iframe src="https://tracker.example/"></iframe>
<object data="/nok/index.html"></object><base href="https://tracker.example/">
"""
REFUSED = {
    *("script-src-elem inline", "script-src-attr inline"),
    *("style-src-elem inline", "style-src-attr inline"),
    *("script-src-elem https://tracker.example/a.js", "img-src https://tracker.example/a.gif"),
    *("frame-src https://tracker.example", "object-src ", "base-uri https://tracker.example"),
}


def test_what_breaks_the_policy_is_refused_and_seen(
    reader: Reader, site: Site, address: str
) -> None:
    """The tests above can fail; and what slipped through the sanitiser would still do nothing."""
    page = reader.page
    html = (site.public / "index.html").read_text(encoding="utf-8")
    title = re.search(r"<title>(.*?)</title>", html)
    page.route(
        address,
        lambda route: route.fulfill(
            body=html.replace("<main", f"{HARM}<main"), content_type="text/html; charset=utf-8"
        ),
    )
    page.goto(address)
    page.evaluate("document.cookie = 'a=1'; sessionStorage.b = 1; localStorage.c = 1")
    complaints = reader.complaints()
    refused = {text.removeprefix("refused: ") for text in complaints if "refused: " in text}
    missing = {each for each in REFUSED if not any(got.startswith(each) for got in refused)}
    assert missing == set(), refused
    assert {"cookie a", "sessionStorage b", "localStorage c"} <= set(complaints)
    assert title is not None
    assert page.title() == title[1]


def test_a_card_may_be_framed_by_anybody_and_no_other_page(
    reader: Reader, site: Site, address: str, serve: Serve, tmp_path: Path
) -> None:
    """Another port is another site."""
    card, other = site.kinds["embed"], site.kinds["organization"]
    frames = "".join(f'<iframe src="{address}{path}"></iframe>' for path in (card, other))
    (tmp_path / "index.html").write_text(f"<!DOCTYPE html><title>x</title>{frames}")
    with reader.page.expect_console_message(lambda m: "frame-ancestors" in m.text):
        reader.page.goto(serve(tmp_path))
    inside = reader.page.frame_locator("iframe >> nth=0")
    expect(inside.locator("h1")).to_be_visible()
    refused = reader.page.frame_locator("iframe >> nth=1")
    expect(refused.locator("h1", has_text=re.compile("[а-я]"))).to_have_count(0)
    assert len(reader.said) == 1


def test_other_sites_do_not_learn_where_a_reader_comes_from(
    reader: Reader, address: str, serve: Serve, tmp_path: Path
) -> None:
    """Nor what they searched for, which stands in the address."""
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>other</title><h1>other</h1>")
    other, page = serve(tmp_path), reader.page
    page.goto(f"{address}search/?q=secret")
    page.locator("main a[href], footer a[href]").first.evaluate(f"e => e.href = '{other}'")
    with page.expect_request(other) as request:
        page.locator(f"a[href='{other}']").click()
    assert "referer" not in request.value.all_headers()
    page.goto(f"{address}search/?q=secret")
    with page.expect_request(f"{address}*") as request:
        page.locator("header a[href]").first.click()
    assert request.value.all_headers()["referer"].endswith("/search/?q=secret")


def test_a_preview_keeps_to_the_policy(reader: Reader, site: Site) -> None:
    """With the script that reloads the page, and the headers of `serve`."""
    board = Board()
    server = Server(site.public, 0, board, messages_for("ru"))
    with server.running():
        for kind in ("home", "embed", "search", "rating"):
            asked = server.address + site.kinds[kind]
            with reader.page.expect_response("**/.nokgen/events?page=*") as events:
                reader.page.goto(asked)
            assert events.value.ok
            assert reader.complaints() == []
        reader.page.goto("about:blank")


# What hosts are told


def as_netlify(rules: str, path: str) -> list[tuple[str, str]]:
    """The headers that `_headers` gives a file: of every rule that fits."""
    found: list[tuple[str, str]] = []
    fits = False
    for line in rules.splitlines():
        if not line.startswith(" "):
            pattern = re.sub(r":[a-z]+", "[^/]+", re.escape(line)).replace(r"\*", ".*")
            fits = bool(re.fullmatch(pattern, path))
        elif fits:
            name, value = line.strip().split(": ", 1)
            found.append((name, value))
    return found


def as_nginx(snippet: str, path: str) -> list[tuple[str, str]]:
    """The headers of the location that fits: a pattern, else the longest, else the server's."""
    places: dict[str, list[tuple[str, str]]] = {"": []}
    here = ""
    for line in snippet.splitlines():
        if place := re.match(r"location (~ \S+|/\S*) \{$", line):
            here = place[1]
            places[here] = []
        elif line == "}":
            here = ""
        elif added := re.match(r'\s*add_header (\S+) "(.*)" always;', line):
            places[here].append((added[1], added[2]))
    for pattern, headers in places.items():
        if pattern.startswith("~ ") and re.search(pattern[2:], path):
            return headers
    return places[max((p for p in places if path.startswith(p)), key=len)]


def test_every_page_is_told_who_may_frame_it_and_cards_are_free(site: Site) -> None:
    """By either kind of host the same as by `serve`."""
    assert any(fnmatch.fnmatch(path, "org/*/embed/index.html") for path in site.paths)
    for path in (*site.paths, "assets/site-0.css", "org/0001009239/badge.svg", "feed.atom"):
        address = "/nok/" + path.removesuffix("index.html")
        expected = headers_of(path)
        served = dict(as_nginx(site.files["nginx.conf.txt"], address))
        served.pop("Cache-Control", None)
        assert served == expected, path
        told = as_netlify(site.files["_headers"], address)
        policies = "; ".join(value for name, value in told if name == "Content-Security-Policy")
        others = {name: value for name, value in told if name != "Content-Security-Policy"}
        others.pop("Cache-Control", None)
        assert {**others, "Content-Security-Policy": ""} == {
            **expected,
            "Content-Security-Policy": "",
        }, path
        directives = set(policies.split("; "))
        if path.endswith(".html"):
            assert directives == set(expected["Content-Security-Policy"].split("; ")), path
        else:
            assert directives <= set(expected["Content-Security-Policy"].split("; ")), path
