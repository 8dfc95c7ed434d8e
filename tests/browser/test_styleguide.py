"""The page of all components in a real browser, the table that sorts, and the index of names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nokgen.render import template_folders
from tests.browser.conftest import Serve
from tests.sites_under_test import ROOT, built

SORT_SCRIPT = re.compile(r"assets/sort-table-\w+\.js")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, whose style guide is that of every site."""
    folder = tmp_path_factory.mktemp("public")
    built(ROOT, folder, base_url="https://example.org/nok/")
    return folder


@pytest.fixture(scope="module")
def address(public: Path, serve: Serve) -> str:
    """The address of the site."""
    return serve(public)


def test_every_component_stands_in_the_style_guide(public: Path) -> None:
    html = (public / "styleguide/index.html").read_text(encoding="utf-8")
    folders = (template_folders()[-1] / "components").iterdir()
    names = {folder.name for folder in folders if folder.is_dir()}
    assert names == set(re.findall(r'id="part-([a-z-]+)"', html))


def test_the_style_guide_says_that_it_is_invented_and_keeps_to_itself(public: Path) -> None:
    html = (public / "styleguide/index.html").read_text(encoding="utf-8")
    assert "Всё на этой странице выдумано" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "data-pagefind-body" not in html
    assert 'rel="canonical"' not in html
    for page in public.rglob("*.html"):
        if page.parent.name != "styleguide":
            text = page.read_text(encoding="utf-8")
            assert "styleguide" not in text, page
            assert not SORT_SCRIPT.search(text), page


def organisations(page: Page) -> list[str]:
    """The names of the rating from top to bottom."""
    return page.locator(".rating tbody th a").all_inner_texts()


def test_the_rating_is_sorted_by_keyboard_and_says_so(page: Page, address: str) -> None:
    page.goto(address + "styleguide/")
    places = organisations(page)
    total = page.get_by_role("columnheader", name="Общий балл")
    said = page.locator(".rating + [role=status]")
    expect(page.get_by_role("columnheader", name="Место")).to_have_attribute(
        "aria-sort", "ascending"
    )
    # The region that scrolls, then its first button.
    page.locator("section.scroll").first.focus()
    for name in ("Место", "Организация", "Общий балл"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_have_text("Отсортировано по столбцу «Общий балл», сначала большие")
    expect(total).to_have_attribute("aria-sort", "descending")
    assert organisations(page) == places
    page.keyboard.press("Space")
    expect(said).to_have_text("Отсортировано по столбцу «Общий балл», сначала малые")
    expect(total).to_have_attribute("aria-sort", "ascending")
    # What is not known is neither best nor worst.
    assert organisations(page) == [*reversed(places[:-1]), places[-1]]
    expect(page.get_by_role("button", name="Общий балл")).to_be_focused()
    expect(page.locator(".rating [aria-sort]")).to_have_count(1)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Отсортировано по столбцу «Организация», от А до Я")
    assert [name[:4] for name in organisations(page)] == ["Гимн", "Детс", "Ёлки", "Муни", "Цент"]


def test_on_a_phone_the_buttons_stay_and_cells_name_their_columns(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address + "styleguide/")
    button = page.get_by_role("button", name="Вежливость")
    expect(button).to_be_visible()
    size = button.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 24
    label = page.locator(".rating td").first.evaluate(
        "e => getComputedStyle(e, '::before').content"
    )
    assert label == '"Место"'


def test_without_scripts_the_rating_is_a_plain_table(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "styleguide/")
    expect(page.locator(".rating tbody tr")).to_have_count(5)
    expect(page.locator(".rating button")).to_have_count(0)
    context.close()


def test_without_scripts_the_index_leads_from_search_to_a_plan(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "search/")
    page.locator("noscript a", has_text="Указатель от А до Я").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Указатель от А до Я")
    page.get_by_role("navigation", name="Буквы").get_by_role("link", name="И", exact=True).click()
    assert page.url.endswith("index-az/#%D0%98")
    expect(page.locator("h2", has_text=re.compile("^И$"))).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("Информационная кампания")).click()
    expect(page.locator("#m1")).to_be_visible()
    context.close()
