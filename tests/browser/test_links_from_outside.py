"""Links, frames and badges of other sites in a real browser, and the page for lost addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from tests.browser.conftest import Serve
from tests.sites_under_test import built
from tests.test_redirects import OUTSIDE, first_site, later_site

ORGANIZATION = "org/0002001560/"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The later site below a folder, as on a host with a base path."""
    root = later_site(first_site(tmp_path_factory.mktemp("outside") / "site"))
    host = root.parent / "host"
    host.mkdir()
    assert built(root, host / "nok", base_url="https://example.org/nok/").changes is not None
    return host


@pytest.fixture(scope="module")
def address(host: Path, serve: Serve) -> str:
    return serve(host) + "nok/"


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the console says: a policy that is broken, a file that is missing."""
    return []


@pytest.fixture(scope="module")
def lost() -> set[str]:
    """Addresses that are asked for although nothing stands there."""
    return set()


@pytest.fixture(scope="module")
def view(browser: Browser, said: list[str], lost: set[str]) -> Iterator[Page]:
    """One page for many addresses."""

    def listen(message: ConsoleMessage) -> None:
        if message.location["url"] not in lost:
            said.append(message.text)

    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()


@pytest.fixture(autouse=True)
def _silence(said: list[str]) -> Iterator[None]:
    said.clear()
    yield
    assert said == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_links_of_other_sites_lead_on(browser: Browser, address: str, scripts: bool) -> None:
    """With scripts the ?query and the #fragment of the link come along."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    for link, target in OUTSIDE.items():
        page.goto(address + link.lstrip("/"))
        parts = urlsplit(link)
        query, anchor = f"?{parts.query}" * bool(parts.query), f"#{parts.fragment}"
        tail = query + anchor * bool(parts.fragment) if scripts else ""
        page.wait_for_url(address + target.lstrip("/") + tail)
        expect(page.locator("h1")).to_be_visible()
        if tail.startswith("#"):
            expect(page.locator(tail)).to_be_in_viewport()
    context.close()


def test_data_in_the_head_keep_the_policy(view: Page, address: str) -> None:
    """JSON-LD is no script: the policy that forbids inline ones has nothing to say."""
    for page in (ORGANIZATION, "oblast/novoye/", "oblast/novoye/plans/2026-plan/", "linking/"):
        view.goto(address + page)
        assert view.locator('script[type="application/ld+json"]').count() == 1


def test_a_card_works_in_a_frame_of_another_site(
    browser: Browser, address: str, serve: Serve, tmp_path: Path, said: list[str]
) -> None:
    """In the strictest frame, without scripts; its link opens in the whole window."""
    frame = (
        f'<iframe sandbox="allow-top-navigation-by-user-activation" width="320" height="340" '
        f'src="{address}{ORGANIZATION}embed/"></iframe>'
    )
    (tmp_path / "index.html").write_text(f"<!DOCTYPE html><title>x</title>{frame}")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(serve(tmp_path))
    card = page.frame_locator("iframe")
    expect(card.locator("h1")).to_have_text("Детский сад № 1")
    expect(card.get_by_text("нет данных")).to_be_visible()
    link = card.get_by_role("link")
    expect(link).to_be_in_viewport(ratio=1)
    link.click()
    page.wait_for_url(address + ORGANIZATION)
    context.close()


def test_words_fit_on_a_badge(view: Page, address: str) -> None:
    for place in (ORGANIZATION, "oblast/novoye/", "oblast/novoye/plans/2026-plan/"):
        view.goto(f"{address}{place}badge.svg")
        ends = view.evaluate(
            "[...document.querySelectorAll('text')].map(t => t.getBBox()).map(b => b.x + b.width)"
        )
        assert len(ends) >= 4
        assert max(ends) < 315


def test_the_button_copies_the_code(view: Page, address: str) -> None:
    view.goto(f"{address}{ORGANIZATION}linking/")
    view.get_by_role("button", name="Скопировать код: Значок").click()
    expect(view.get_by_text("Скопировано")).to_be_visible()
    code = view.evaluate("navigator.clipboard.readText()")
    assert code == view.locator("#code-badge").input_value()
    assert f"https://example.org/nok/{ORGANIZATION}badge.svg" in code


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("murmanskaya-oblast/polyarnye-zori/", "полярные зори"),
        ("bryanskaya-oblast/", "брянская област"),
        ("oblast/stary-oskol/plans/2022-information-campaign/", "старый оскол"),
        ("oblast/yuzhno-kurilsky/bodies/shchuchye-zhkkh.html", "щучые жкх"),
        ("org/0001234567/", "0001234567"),
        ("Детский-сад_Ромашка/", "детский сад ромашка"),
        ("%D0%/lost", "лост"),
        ("a/%3Cscript%3E/", ""),
        ("plans/2020/", ""),
    ],
)
def test_a_lost_address_is_looked_for(
    view: Page, host: Path, address: str, lost: set[str], path: str, words: str
) -> None:
    html = (host / "nok/404.html").read_text(encoding="utf-8")

    def answer(route: Route) -> None:
        route.fulfill(status=404, body=html, content_type="text/html; charset=utf-8")

    asked = address + quote(path, safe="/%")
    lost.add(asked)
    view.route(asked, answer)
    view.goto(asked)
    expect(view.locator("#lost-q")).to_have_value(words)


def test_what_was_lost_is_searched(view: Page, host: Path, address: str, lost: set[str]) -> None:
    html = (host / "nok/404.html").read_text(encoding="utf-8")
    asked = f"{address}oblast/novy-oskol/"
    lost.add(asked)
    view.route(
        asked,
        lambda route: route.fulfill(status=404, body=html, content_type="text/html; charset=utf-8"),
    )
    # The search itself has tests of its own, and this site no index.
    view.route(
        f"{address}search/**",
        lambda route: route.fulfill(body="<title>search</title>", content_type="text/html"),
    )
    view.goto(asked)
    view.get_by_role("button", name="Найти").click()
    view.wait_for_url(f"{address}search/?q=**")
    query = dict(parse_qsl(urlsplit(view.url).query))
    assert query == {"q": "новый оскол"}
    view.unroute(f"{address}search/**")


def test_without_scripts_the_lost_page_shows_the_way(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "404.html")
    expect(page.locator("#lost-q")).to_have_value("")
    assert page.locator("main .links a").first.get_attribute("href") == "/nok/"
    context.close()
