"""Search on a site that has an index for each region: names first, then the region, or all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import nokgen.index.parts
from nokgen.build import Search
from tests.browser.conftest import Serve
from tests.regions_site import regions_site
from tests.sites_under_test import built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of the site, below a folder; each of its two regions has an index."""
    folder = tmp_path_factory.mktemp("regions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nokgen.index.parts, "LIMIT", 3)
        outcome = built(regions_site(folder / "site"), folder / "host/repo", search=Search.BUILD)
    assert outcome.search_trouble is None
    return serve(folder / "host") + "repo/"


def addresses(page: Page) -> list[str]:
    found: list[str] = page.locator(".hits h2 a").evaluate_all("all => all.map(a => a.pathname)")
    return found


def settled(page: Page, words: str = "Найден") -> None:
    expect(page.locator("#search-found")).to_contain_text(words)
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")


PLAN = "/repo/{}/town/plans/2020-plan/"
FIRST, SECOND = PLAN.format("primerskaya-oblast"), PLAN.format("obraztsovskiy-kray")


def test_a_town_in_the_query_says_where_to_search(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}search/?q=ремонт Примерск")
    settled(page)
    assert addresses(page) == [FIRST]
    expect(page.locator("#search-scope")).to_have_text("Где искали: Примерия")
    assert not [url for url in asked if "obraztsovskiy-kray" in url]


def test_without_a_region_only_names_of_places_are_known(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=станции")
    settled(page, "Найдено 0")
    expect(page.locator("#search-scope")).to_contain_text("Выберите регион")
    expect(page.locator("#search-nothing")).to_be_hidden()  # it would say something else to do
    page.get_by_label("Где искать").select_option("Образцовский край")
    settled(page, "Найдена 1")
    expect(page).to_have_url(re.compile("region="))
    assert addresses(page) == [SECOND]
    page.go_back()
    settled(page, "Найдено 0")
    expect(page.get_by_label("Где искать")).to_have_value("")


def test_all_regions_are_searched_on_demand(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=станций")
    settled(page, "Найдено 0")
    page.get_by_label("Где искать").select_option("все регионы (дольше)")
    settled(page, "Найдено 2")
    assert sorted(addresses(page)) == sorted((FIRST, SECOND))
    page.get_by_label("Порядок").select_option("date")
    settled(page, "Найдено 2")
    page.reload()
    settled(page, "Найдено 2")
    expect(page.get_by_label("Где искать")).to_have_value("all")


def test_whoever_comes_from_a_region_searches_there(page: Page, site: str) -> None:
    page.goto(f"{site}primerskaya-oblast/town/")
    page.get_by_label("Что найти").fill("станции")
    page.keyboard.press("Enter")
    settled(page, "Найдена 1")
    assert addresses(page) == [FIRST]
    expect(page.get_by_label("Где искать")).to_have_value("Примерия")


def test_filters_of_a_region_do_not_ask_for_the_region(page: Page, site: str) -> None:
    page.goto(f"{site}search/?region=Примерия&kind=План")
    settled(page, "Найдена 1")
    assert addresses(page) == [FIRST]
    expect(page.locator("[data-filter=kind]")).to_be_visible()
    expect(page.locator("[data-filter=region]")).to_be_hidden()


def test_a_result_of_a_region_does_not_wait_for_tables_of_filters(page: Page, site: str) -> None:
    page.route("**/*.pf_filter", lambda _: None)
    page.goto(f"{site}search/?q=станции&region=Примерия")
    settled(page, "Найдена 1")
    assert addresses(page) == [FIRST]


def test_a_site_with_one_index_offers_no_choice_of_regions(
    page: Page, tmp_path: Path, serve: Serve
) -> None:
    built(regions_site(tmp_path / "site"), tmp_path / "host", search=Search.BUILD)
    page.goto(f"{serve(tmp_path / 'host')}search/?q=станции")
    settled(page, "Найдено 2")
    expect(page.get_by_label("Где искать")).to_be_hidden()


def test_a_misspelt_town_is_offered_though_no_region_was_searched(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=Примерсск")
    settled(page, "Найдено 0")
    page.get_by_role("button", name="Может быть, «примерск»").click()
    settled(page)
    expect(page.locator("#search-help")).to_be_hidden()
