"""Search through the real page in a real Chromium: word forms, synonyms, orders, help, quiet."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from nokgen.build import Search
from tests.browser.conftest import Serve
from tests.search_words import LEMMAS, expected, search_site
from tests.sites_under_test import ROOT, built

RECALL, PRECISION = 0.96, 0.98


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of the search page of the site of word forms, which stands below a folder."""
    folder = tmp_path_factory.mktemp("words")
    host = folder / "host"
    outcome = built(search_site(folder / "site"), host / "repo", search=Search.BUILD)
    assert outcome.search_trouble is None
    return serve(host) + "repo/search/"


@pytest.fixture(scope="module")
def words(browser: Browser, address: str) -> Iterator[Page]:
    """One search page for many queries, as one person types them."""
    page = browser.new_page()
    page.goto(address)
    yield page
    page.close()


def search(page: Page, query: str) -> set[str]:
    """The names of the plans that a query finds, all of them."""
    page.locator("#search-q").fill(query)
    page.keyboard.press("Enter")
    expect(page.locator("#search-found")).to_contain_text(f"«{query}»")
    while page.locator("#search-more").is_visible():
        before = page.locator(".hits > li").count()
        page.locator("#search-more").click()
        expect(page.locator(".hits > li")).not_to_have_count(before)
    links = page.locator('.hits h2 a[href*="/plans/"]').evaluate_all("all => all.map(a => a.href)")
    return {link.rstrip("/").rpartition("/")[2] for link in links}


# Word forms


def test_the_words_are_enough_to_judge() -> None:
    assert len(LEMMAS) >= 20
    assert len(expected()) >= 60


def test_every_form_finds_all_forms_of_its_word_and_nothing_else(words: Page) -> None:
    hits = missed = strangers = 0
    said = []
    for form, wanted in expected().items():
        found = search(words, form)
        hits += len(found & wanted)
        missed += len(wanted - found)
        strangers += len(found - wanted)
        if found != wanted:
            said.append(f"{form}: missed {wanted - found}, too many {found - wanted}")
    recall, precision = hits / (hits + missed), hits / (hits + strangers)
    print(f"recall {recall:.3f}, precision {precision:.3f}", *said, sep="\n")
    assert recall >= RECALL, said
    assert precision >= PRECISION, said


# The real site: synonyms, phrases, orders, help


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of the search page of the real site."""
    host = tmp_path_factory.mktemp("real")
    assert built(ROOT, host / "repo", search=Search.BUILD).search_trouble is None
    return serve(host) + "repo/search/"


def found(page: Page) -> str:
    return page.locator("#search-found").inner_text()


def addresses(page: Page) -> list[str]:
    return page.locator(".hits h2 a").evaluate_all("all => all.map(a => a.pathname)")


@pytest.mark.parametrize("word", ["детсад", "садик", "МБДОУ", "детские сады"])
def test_a_word_finds_what_means_the_same(page: Page, real: str, word: str) -> None:
    page.goto(f"{real}?q={word}")
    expect(page.locator("#search-also")).to_contain_text("Искали и по-другому")
    plan = "/repo/murmanskaya-oblast/kirovsk/plans/2020-information-campaign/"
    expect(page.locator(f'.hits h2 a[href="{plan}"]')).to_be_visible()


def test_words_in_quotes_stand_together(page: Page, real: str) -> None:
    page.goto(f"{real}?q=качества независимой")
    expect(page.locator("#search-found")).to_contain_text("Найден")
    apart = len(addresses(page))
    page.goto(f"{real}?q=«качества независимой»")
    expect(page.locator("#search-found")).to_contain_text("Найдено 0")
    assert apart > 0


def test_words_are_marked_in_the_measure_and_its_address_opens(page: Page, real: str) -> None:
    page.goto(f"{real}?q=анкетированию")
    part = page.locator(".inside a").first
    expect(part).to_be_visible()
    assert page.locator(".inside mark").count() > 0
    href = part.get_attribute("href")
    assert href is not None
    part.click()
    expect(page).to_have_url(re.compile(re.escape(href.partition("#")[2]) + "$"))
    expect(page.locator(f"[id='{href.partition('#')[2]}']")).to_be_in_viewport()


def test_results_stand_in_the_order_of_the_address(page: Page, real: str) -> None:
    """What has a deadline ahead comes first, what has none is still there."""
    page.goto(f"{real}?q=план")
    expect(page.locator("#search-found")).to_contain_text("Найден")
    text = found(page)
    page.get_by_label("Порядок").select_option("deadline")
    expect(page).to_have_url(re.compile("sort=deadline"))
    expect(page.locator(".hits h2 a").first).to_have_attribute("href", re.compile("annual-assess"))
    assert found(page) == text
    page.get_by_label("Порядок").select_option("date")
    expect(page.locator(".hits h2 a").first).to_have_attribute("href", re.compile("2022-media"))
    assert found(page) == text
    page.go_back()
    expect(page.get_by_label("Порядок")).to_have_value("deadline")


def test_filters_alone_list_pages_the_newest_first(page: Page, real: str) -> None:
    page.goto(f"{real}?kind=План&year=2020&year=2022")
    expect(page.locator("#search-found")).to_have_text("Найдено 3 страницы")
    assert "2022-media" in addresses(page)[0]


def test_a_filter_without_pages_is_not_shown(page: Page, real: str) -> None:
    page.goto(f"{real}?q=план")
    expect(page.locator("#search-filters input").first).to_be_visible()
    expect(page.locator('[data-filter="score"]')).to_be_hidden()
    expect(page.locator('#search-sort option[value="score"]')).to_have_attribute("hidden", "")


# Typing


def test_results_come_while_typing_and_history_has_one_entry(page: Page, real: str) -> None:
    page.goto(f"{real}?q=план")
    expect(page.locator("#search-found")).to_contain_text("«план»")
    length = page.evaluate("history.length")
    page.locator("#search-q").fill("")
    page.locator("#search-q").press_sequentially("анкетиров", delay=30)
    expect(page.locator("#search-found")).to_contain_text("«анкетиров»")
    expect(page.locator(".hits mark").first).to_contain_text(re.compile("анкетиров", re.I))
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect(page.locator("#search-q")).to_have_value("план")
    expect(page.locator("#search-found")).to_contain_text("«план»")


def test_typing_is_quiet_and_the_last_number_is_read(page: Page, real: str) -> None:
    page.goto(real)
    page.wait_for_selector("#search-filters input")
    page.evaluate(
        """window.said = []; new MutationObserver(() =>
             window.said.push(document.querySelector("#search-said").textContent)
           ).observe(document.querySelector("#search-said"), {childList: true})"""
    )
    page.locator("#search-q").press_sequentially("анкетирование", delay=100)
    expect(page.locator("#search-said")).to_contain_text("«анкетирование»")
    said = [text for text in page.evaluate("window.said") if text]
    assert said == [found(page)]


def test_a_word_that_only_begins_like_another_is_not_found(page: Page, real: str) -> None:
    """Pagefind would take «планетарий» for «план»."""
    page.goto(f"{real}?q=планетарий")
    expect(page.locator("#search-found")).to_contain_text("Найдено 0")


# Nothing found


def test_a_misspelt_word_is_put_right_with_one_key(page: Page, real: str) -> None:
    page.goto(f"{real}?q=анкетирвоание")
    button = page.get_by_role("button", name="Может быть, «анкетирование»")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-found")).to_contain_text("«анкетирование»")
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator("#search-q")).to_be_focused()


@pytest.mark.parametrize(
    ("query", "button"),
    [
        ("q=gkfy", "Может быть, «план»"),
        ("q=план ыыыыы", "Без слова «ыыыыы»"),
        ("q=анкетирование&kind=Регион", "Без фильтра «Вид страницы»"),
    ],
)
def test_what_would_find_something_is_offered(
    page: Page, real: str, query: str, button: str
) -> None:
    page.goto(f"{real}?{query}")
    page.get_by_role("button", name=button).click()
    expect(page.locator("#search-found")).not_to_contain_text("Найдено 0")
    expect(page.locator(".hits > li").first).to_be_visible()
