"""The real site in a real browser, as a citizen meets it: at a desk, on a phone, from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nokgen.build import Search
from tests.browser.accessibility import contrast, structure
from tests.browser.conftest import Serve
from tests.sites_under_test import ROOT, built, real_site

KIROVSK = "murmanskaya-oblast/kirovsk/"
PLAN = f"{KIROVSK}plans/2020-information-campaign/"
# One page of every kind.
KINDS = {
    "home": "",
    "region": "murmanskaya-oblast/",
    "region with plans of its own": "bryanskaya-oblast/",
    "municipality": KIROVSK,
    "plan": PLAN,
    "plan of every year": "murmanskaya-oblast/polyarnye-zori/plans/annual-assessment/",
    "plan with deadlines of every form": "smolenskaya-oblast/desnogorsk/plans/2020-public-council/",
    "body": f"{KIROVSK}bodies/education-committee/",
    "calendar": "calendar/",
    "month": "calendar/2020-10/",
    "methodology": "methodology/",
    "about": "about/",
    "accessibility statement": "accessibility/",
    "glossary": "glossary/",
    "display": "display/",
    "search": "search/?q=независимая",
    "not found": "404.html",
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with its search index, below a folder as on a host with a base path."""
    host = tmp_path_factory.mktemp("host")
    outcome = built(ROOT, host / "repo", search=Search.BUILD, base_url="https://example.org/repo/")
    assert outcome.search_trouble is None
    return host


@pytest.fixture(scope="module")
def address(public: Path, serve: Serve) -> str:
    """The address of the site, which stands at /repo/."""
    return serve(public) + "repo/"


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    """One page of the browser for many addresses, which is twice as fast."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_is_accessible_fits_and_keeps_its_policy(
    view: Page, address: str, kind: str
) -> None:
    """With the texts of the real plans; test_components.py looks at all schemes."""
    said: list[str] = []
    view.on("console", lambda message: said.append(message.text))
    view.on("request", lambda request: said.extend(_foreign(request.url, address)))
    view.set_viewport_size({"width": 1280, "height": 800})
    view.goto(address + KINDS[kind])
    if kind == "search":
        expect(view.locator("#search-found")).to_contain_text("Найден")
    for width in (1280, 360, 320):
        view.set_viewport_size({"width": width, "height": 800})
        assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert structure(view) + contrast(view) == []
    assert said == []


def test_a_month_fits_however_many_deadlines_a_day_has(view: Page, address: str) -> None:
    """What only screen readers are told beside the number of a Sunday makes no page wider."""
    view.set_viewport_size({"width": 360, "height": 800})
    view.goto(address + KINDS["month"])
    view.locator(".month td:last-child").evaluate_all(
        'all => all.forEach(day => { day.innerHTML = \'<a href="#"><b>1</b> '
        "<span>2 199 сроков</span></a>' })"
    )
    assert view.evaluate("document.documentElement.scrollWidth") == 360


def _foreign(url: str, address: str) -> list[str]:
    host = re.match(r"https?://[^/]+/", address)
    assert host is not None
    return [] if url.startswith((host[0], "data:")) else [url]


def test_a_plan_opens_with_what_matters(page: Page, address: str) -> None:
    """Whose, which years, approved by what, how much is done, the next deadline, the timeline."""
    page.goto(address + PLAN)
    text = page.locator("main").inner_text()
    order = [
        "Кировск",
        "2020 год",
        "ПЛАН мероприятий",
        "Кем и когда утверждён план, в документе не сказано.",
        "выполнено с подтверждением",
        "без отчёта",
        "Ближайший срок",
        "Сроки плана",
        "Мероприятия",
    ]
    places = [text.replace("\u00a0", " ").find(words) for words in order]
    assert -1 not in places, list(zip(order, places, strict=True))
    assert places == sorted(places)


def test_what_has_no_place_on_the_axis_stands_beside_it(page: Page, address: str) -> None:
    page.goto(address + KINDS["plan with deadlines of every form"])
    text = page.locator("main").inner_text().replace("\u00a0", " ")
    for words in (
        "В течение всего плана",
        "После события, день которого неизвестен",
        "По графику, которого в документе нет",
        "В документе срок не указан",
    ):
        assert words in text
    axis = page.locator("ol.rows > li")
    aside = page.locator(".asides li")
    assert axis.count() + aside.count() == 16


def test_a_measure_of_the_search_opens_at_its_anchor(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill("родительских собраний")
    page.keyboard.press("Enter")
    expect(page.locator("#search-found")).to_contain_text("Найден")
    page.get_by_role("link", name=re.compile("Проведение родительских собраний в ДОО")).click()
    expect(page).to_have_url(address + PLAN + "#m6")
    expect(page.locator("#m6")).to_be_in_viewport()


def test_search_filters_by_what_citizens_know(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + "search/?q=совет&municipality=Десногорск")
    expect(page.locator("#search-found")).to_contain_text("Найден")
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")
    hits = page.locator(".hits h2 a").evaluate_all("all => all.map(a => a.href)")
    assert len(hits) > 1
    assert all("/desnogorsk/" in href for href in hits)


def test_without_scripts_everything_but_search_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Кировск", exact=True).click()
    page.get_by_role("link", name=re.compile("Информационная кампания")).first.click()
    expect(page).to_have_url(address + PLAN)
    expect(page.locator("#m1")).to_be_visible()
    expect(page.locator("ol.rows svg").first).to_be_visible()
    context.close()


def test_the_site_opens_from_disk(page: Page, tmp_path: Path) -> None:
    """Without a server: styles apply, links lead on, nothing is refused by the policy."""
    public = tmp_path / "public"
    built(ROOT, public, from_disk=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((public / "index.html").as_uri())
    page.get_by_role("link", name="Кировск", exact=True).click()
    page.get_by_role("link", name=re.compile("Информационная кампания")).first.click()
    expect(page.locator("#m1")).to_be_visible()
    assert page.url == (public / PLAN / "index.html").as_uri()
    background = page.locator("body > header").evaluate("e => getComputedStyle(e).backgroundColor")
    assert background != "rgba(0, 0, 0, 0)", "the stylesheet did not apply"
    page.goto((public / "search/index.html").as_uri())
    expect(page.locator("main")).to_contain_text("В просмотре с диска поиск не работает")
    assert said == []


def test_an_old_address_leads_on_with_and_without_scripts(
    browser: Browser, tmp_path: Path, serve: Serve
) -> None:
    root = real_site(tmp_path / "site")
    plan = root / f"content/{PLAN.rstrip('/')}.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace(
            "kind: information", "aliases: [/kirovsk/old-plan/]\nkind: information"
        ),
        encoding="utf-8",
    )
    built(root, tmp_path / "public")
    home = serve(tmp_path / "public")
    for scripts in (False, True):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(home + "kirovsk/old-plan/")
        page.wait_for_url(home + PLAN)
        context.close()
