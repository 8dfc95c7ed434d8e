"""Every kind of page in a real browser: accessibility, reflow, keyboard, search, paper."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nokgen.messages import messages_for
from nokgen.render import Renderer, assets, further_stylesheets, stylesheet
from tests.browser.accessibility import Seen, contrast, in_every_scheme, structure
from tests.browser.conftest import Serve
from tests.examples_of_views import PAGES

PLAN = "murmanskaya-oblast/polyarnye-zori/plans/annual-assessment/"
DESKTOP, PHONE = 1280, 320


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example pages as files below /site/, with a search index."""
    host = tmp_path_factory.mktemp("host")
    site = host / "site"
    renderer = Renderer(messages_for("ru"))
    for address, (template, view) in PAGES.items():
        file = site / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(renderer.page(template, view), encoding="utf-8")
    (site / "style.css").write_bytes(stylesheet())
    for name, content in (*assets(), *further_stylesheets()):
        (site / name).write_bytes(content)
    # The page of an unknown address links from the root of the host.
    (host / "style.css").write_bytes(stylesheet())
    for name, content in (*assets(), *further_stylesheets()):
        if name in ("display.js", "display.css", "icon.svg", "print.css"):
            (host / name).write_bytes(content)
    shutil.copytree(site / "display", host / "display")
    subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(site)], check=True, capture_output=True
    )
    return host


@pytest.fixture(scope="session")
def address(folder: Path, serve: Serve) -> str:
    """The address of the example site."""
    return serve(folder) + "site/"


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    """One page of the browser for many addresses, which is twice as fast."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def seen() -> Seen:
    """The mixtures of colours that were looked at on any page, by scheme."""
    return Seen(set)


def _open_everything(page: Page) -> None:
    """The folds, and the panel for low vision where there is one."""
    for fold in page.locator("main summary").all():
        if fold.is_visible() and fold.evaluate("e => !e.parentElement.open"):
            fold.click()
    panel = page.locator("button#display-open")
    if panel.count():
        panel.click()
        expect(page.locator("#display-form")).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_any_scheme_and_width(
    view: Page, address: str, seen: Seen, path: str
) -> None:
    """All rules on a desk and on a phone, and colours in every scheme.

    A mixture of colours is looked at once a page, on a desk; elsewhere once.

    Nor does the console say anything: a page keeps its own policy.
    """
    said: list[str] = []
    view.on("console", lambda message: said.append(message.text))
    view.on("pageerror", lambda error: said.append(str(error)))
    view.set_viewport_size({"width": DESKTOP, "height": 900})
    view.goto(address + path + ("?q=независимой" if path == "search/" else ""))
    _open_everything(view)
    if path == "search/":
        expect(view.locator("#search-found")).to_contain_text("Найден")
    found = {"light": structure(view) + contrast(view), **in_every_scheme(view, seen)}
    view.set_viewport_size({"width": PHONE, "height": 640})
    found["phone"] = structure(view) + contrast(view, seen["phone"])
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert said == []


GROW = """size => {
    document.documentElement.dataset.size = size;
    return document.documentElement.scrollWidth;
}"""


@pytest.mark.parametrize("path", PAGES)
def test_no_page_ever_scrolls_sideways(view: Page, address: str, path: str) -> None:
    """On a phone, with text of double size, and with the largest that the panel has."""
    view.set_viewport_size({"width": PHONE, "height": 640})
    view.goto(address + path)
    assert _width(view) <= PHONE
    view.set_viewport_size({"width": DESKTOP, "height": 900})
    view.evaluate("document.documentElement.style.fontSize = '200%'")
    assert _width(view) <= DESKTOP
    view.evaluate("document.documentElement.style.fontSize = ''")
    if view.locator("#display-open").count():
        _open_everything(view)
        for size in ("200", "300"):
            for width in (360, DESKTOP):
                view.set_viewport_size({"width": width, "height": 900})
                assert view.evaluate(GROW, size) <= width, f"{size} % at {width} px"


def _width(page: Page) -> int:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert isinstance(width, int)
    return width


def test_the_third_tab_leads_past_the_menu(page: Page, address: str) -> None:
    """Before it: the panel for people with low vision, and the switch of dark colours."""
    page.goto(address + PLAN)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Перейти к содержанию")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_minor_marks_of_the_axis_leave_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    page.goto(address + PLAN)
    february = page.locator(".axis text", has_text="фев")
    expect(february).to_be_visible()
    page.set_viewport_size({"width": PHONE, "height": 640})
    expect(february).to_be_hidden()


def test_the_axis_and_its_bars_share_one_scale(page: Page, address: str) -> None:
    """The mark of December and a bar that begins in December stand at the same place."""
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address + PLAN)
        mark = page.locator(".axis line").nth(11).evaluate("e => e.getBoundingClientRect().x")
        bar = page.locator('.rows rect[x="91.67%"]').first.evaluate(
            "e => e.getBoundingClientRect().x"
        )
        if width == DESKTOP:
            assert abs(mark - bar) < 2
        rows = page.locator("ol.rows svg").evaluate_all("all => all.map(e => e.clientWidth)")
        assert set(rows) == {page.locator(".axis").evaluate("e => e.clientWidth")}


def test_paper_has_no_navigation(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    page.emulate_media(media="print")
    expect(page.locator(".header")).to_be_hidden()
    expect(page.locator(".crumbs")).to_be_hidden()
    expect(page.locator(".address")).to_be_visible()


# --- Search


def test_search_reads_the_address_and_opens_measures(page: Page, address: str) -> None:
    page.goto(address + "search/?q=радиопередача")
    expect(page.locator("#search-found")).to_have_text(
        "Найдена 1 страница по запросу «радиопередача»"
    )
    expect(page.locator("#search-q")).to_have_value("радиопередача")
    measure = page.get_by_role("link", name="5. Подготовка радиопередачи о проведении НОК")
    measure.click()
    assert page.url == address + PLAN + "#m5"


def test_the_field_of_any_page_leads_to_the_search_page(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    page.get_by_role("searchbox").fill("анкет")
    page.keyboard.press("Enter")
    expect(page.locator("#search-found")).to_contain_text("по запросу «анкет»")


def test_filters_stand_in_the_address_and_back_undoes_them(page: Page, address: str) -> None:
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    page.goto(address + "search/?q=независимой")
    expect(page.locator("#search-found")).to_contain_text("Найдено")
    before = page.locator("#search-found").text_content()
    box = page.get_by_label(re.compile("Образование"))
    box.check()
    expect(page).to_have_url(re.compile("sphere="))
    page.go_back()
    expect(box).not_to_be_checked()
    assert page.locator("#search-found").text_content() == before


@pytest.mark.parametrize(
    "words",
    [
        ("независимая", "независимой", "независимую", "независимые"),
        ("общественный", "общественного", "общественная"),
        ("родительский", "родительских", "родительское"),
        ("учет", "учёт", "учёта"),
    ],
)
def test_word_forms_find_the_same_plan(page: Page, address: str, words: tuple[str, ...]) -> None:
    for word in words:
        page.goto(f"{address}search/?q={word}")
        # The heading of the plan, not one of its measures.
        expect(page.locator(f'.hits h2 a[href*="{PLAN}"]')).to_have_count(1)


def test_nothing_found_helps(page: Page, address: str) -> None:
    page.goto(address + "search/?q=ыыыыы")
    expect(page.locator("#search-found")).to_have_text("Найдено 0 страниц по запросу «ыыыыы»")
    expect(page.locator("#search-nothing")).to_contain_text("Проверьте, нет ли опечатки")


def test_a_missing_index_is_said(page: Page, folder: Path, serve: Serve, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(folder / "site", bare, ignore=shutil.ignore_patterns("pagefind"))
    page.goto(serve(bare) + "search/?q=план")
    expect(page.locator("#search-broken")).to_contain_text("Не удалось загрузить")
    expect(page.locator("#search-broken").get_by_role("link")).to_have_count(3)


def test_without_scripts_the_search_page_shows_the_way(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "search/")
    # Not by its text: Playwright looks away from the text of <noscript>.
    way = page.locator("noscript .empty")
    expect(way).to_be_visible()
    expect(way.locator("a")).to_have_count(3)
    expect(page.locator("#search-q")).to_be_hidden()
    context.close()
