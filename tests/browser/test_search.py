"""Search through the real page in a real Chromium: word forms, synonyms, orders, help, quiet."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from nokgen.build import Search
from tests.browser.conftest import Serve
from tests.search_words import LEMMAS, expected, search_site
from tests.sites_under_test import ROOT, built

RECALL, PRECISION = 0.96, 0.98
PATIENCE = 30.0  # seconds
# Types each query and lists the addresses of all its results.
ASK_ALL = """async queries => {
  const part = (name) => document.getElementById(`search-${name}`);
  const [form, field, found, results, more] =
    ["form", "q", "found", "results", "more"].map(part);
  async function until(state) {
    for (const end = Date.now() + 30000; !state(); ) {
      if (Date.now() > end) throw new Error(`«${field.value}»: ${found.textContent}`);
      await new Promise((done) => setTimeout(done));
    }
  }
  const answers = {};
  for (const query of queries) {
    field.value = query;
    form.requestSubmit();
    await until(() => found.textContent.includes(`«${query}»`) && results.ariaBusy === "false");
    while (!more.hidden) {
      const before = results.children.length;
      more.click();
      await until(() => results.children.length > before);
    }
    answers[query] = [...results.querySelectorAll("h2 a")].map((link) => link.href);
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    """One page for all tests that need no new one."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of the search page of the site of word forms, which stands below a folder."""
    folder = tmp_path_factory.mktemp("words")
    host = folder / "host"
    outcome = built(search_site(folder / "site"), host / "repo", search=Search.BUILD)
    assert outcome.search_trouble is None
    return serve(host) + "repo/search/"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site, below a folder as on a host with a base path."""
    folder = tmp_path_factory.mktemp("real")
    assert built(ROOT, folder / "repo", search=Search.BUILD).search_trouble is None
    return folder


@pytest.fixture(scope="module")
def real(host: Path, serve: Serve) -> str:
    """The address of the search page of the real site."""
    return serve(host) + "repo/search/"


def ask(page: Page, query: str) -> None:
    """Search as a person does, and wait for all that stands on the page then."""
    page.locator("#search-q").fill(query)
    page.keyboard.press("Enter")
    settled(page, f"«{query.strip('«»')}»")


def settled(page: Page, words: str = "Найден") -> None:
    expect(page.locator("#search-found")).to_contain_text(words)
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")


def found(page: Page) -> str:
    return page.locator("#search-found").inner_text()


def addresses(page: Page) -> list[str]:
    found: list[str] = page.locator(".hits h2 a").evaluate_all("all => all.map(a => a.pathname)")
    return found


# Word forms


def test_the_words_are_enough_to_judge() -> None:
    assert len(LEMMAS) >= 20
    assert len(expected()) >= 60


def test_every_form_finds_all_forms_of_its_word_and_nothing_else(view: Page, words: str) -> None:
    view.goto(words)
    answers = view.evaluate(ASK_ALL, list(expected()))
    hits = missed = strangers = 0
    said = []
    for form, wanted in expected().items():
        plans = [link for link in answers[form] if "/plans/" in link]
        found = {link.rstrip("/").rpartition("/")[2] for link in plans}
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


@pytest.mark.parametrize("word", ["детсад", "садик", "МБДОУ", "детские сады"])
def test_a_word_finds_what_means_the_same(view: Page, real: str, word: str) -> None:
    view.goto(f"{real}?q={word}")
    settled(view, word)
    expect(view.locator("#search-also")).to_contain_text("Искали и по-другому")
    plan = "/repo/murmanskaya-oblast/kirovsk/plans/2020-information-campaign/"
    assert plan in addresses(view)


def test_words_in_quotes_stand_together(view: Page, real: str) -> None:
    view.goto(f"{real}?q=качества независимой")
    settled(view)
    assert addresses(view)
    ask(view, "«качества независимой»")
    assert found(view).startswith("Найдено 0")


def test_words_are_marked_in_the_measure_and_its_address_opens(view: Page, real: str) -> None:
    view.goto(f"{real}?q=анкетированию")
    part = view.locator(".inside a").first
    expect(part).to_be_visible()
    assert view.locator(".inside mark").count() > 0
    href = part.get_attribute("href")
    assert href is not None
    part.click()
    expect(view).to_have_url(re.compile(re.escape(href.partition("#")[2]) + "$"))
    expect(view.locator(f"[id='{href.partition('#')[2]}']")).to_be_in_viewport()


def test_results_stand_in_the_order_of_the_address(view: Page, real: str) -> None:
    """What has a deadline ahead comes first, what has none is still there."""
    view.goto(f"{real}?q=план")
    settled(view)
    text = found(view)
    view.get_by_label("Порядок").select_option("deadline")
    expect(view).to_have_url(re.compile("sort=deadline"))
    expect(view.locator(".hits h2 a").first).to_have_attribute("href", re.compile("annual-assess"))
    assert found(view) == text
    view.get_by_label("Порядок").select_option("date")
    expect(view.locator(".hits h2 a").first).to_have_attribute("href", re.compile("2022-media"))
    assert found(view) == text
    view.go_back()
    expect(view.get_by_label("Порядок")).to_have_value("deadline")


def test_filters_alone_list_pages_the_newest_first(view: Page, real: str) -> None:
    view.goto(f"{real}?kind=План&year=2020&year=2022")
    expect(view.locator("#search-found")).to_have_text("Найдено 3 страницы")
    assert "2022-media" in addresses(view)[0]


def test_a_filter_without_pages_is_not_shown(view: Page, real: str) -> None:
    view.goto(f"{real}?q=план")
    expect(view.locator("#search-filters input").first).to_be_visible()
    expect(view.locator('[data-filter="score"]')).to_be_hidden()
    expect(view.locator('#search-sort option[value="score"]')).to_have_attribute("hidden", "")


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
    page.clock.install()
    page.goto(real)
    page.wait_for_selector("#search-filters input")
    page.evaluate(
        """window.said = []; new MutationObserver(() =>
             window.said.push(document.querySelector("#search-said").textContent)
           ).observe(document.querySelector("#search-said"), {childList: true})"""
    )
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    for typed in ("анкетиро", "анкетировани", "анкетирование"):
        page.locator("#search-q").fill(typed)
        page.clock.run_for(500)
        settled(page, f"«{typed}»")
    assert page.evaluate("window.said") == []
    page.clock.run_for(1000)
    assert page.evaluate("window.said") == [found(page)]


def test_a_word_that_only_begins_like_another_is_not_found(view: Page, real: str) -> None:
    """Pagefind would take «планетарий» for «план»."""
    view.goto(f"{real}?q=планетарий")
    settled(view, "Найдено 0")


# Nothing found


def test_a_misspelt_word_is_put_right_with_one_key(view: Page, real: str) -> None:
    view.goto(f"{real}?q=анкетирвоание")
    button = view.get_by_role("button", name="Может быть, «анкетирование»")
    button.focus()
    view.keyboard.press("Enter")
    expect(view.locator("#search-found")).to_contain_text("«анкетирование»")
    expect(view.locator(".hits > li").first).to_be_visible()
    expect(view.locator("#search-q")).to_be_focused()


@pytest.mark.parametrize(
    ("query", "button"),
    [
        ("q=gkfy", "Может быть, «план»"),
        ("q=план ыыыыы", "Без слова «ыыыыы»"),
        ("q=анкетирование&kind=Регион", "Без фильтра «Вид страницы»"),
    ],
)
def test_what_would_find_something_is_offered(
    view: Page, real: str, query: str, button: str
) -> None:
    view.goto(f"{real}?{query}")
    view.get_by_role("button", name=button).click()
    expect(view.locator("#search-found")).not_to_contain_text("Найдено 0")
    expect(view.locator(".hits > li").first).to_be_visible()


# A site that is published anew while the page is open


def not_there(route: Route) -> None:
    route.fulfill(status=404, body="Not found")


def cut_off(route: Route) -> None:
    route.abort("connectionreset")


def another_page(route: Route) -> None:
    """Some hosts answer so for whatever is not there."""
    route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>Дом</title>")


def hurry(page: Page, state: Callable[[], bool]) -> None:
    """Let the pauses of the page pass at once until it comes to a state."""
    until = time.monotonic() + PATIENCE
    while not state():
        assert time.monotonic() < until, found(page)
        page.clock.run_for(100)


def broken(page: Page) -> Locator:
    return page.locator("#search-broken")


def test_what_the_first_answer_needs_is_asked_for_at_once_and_only_once(
    page: Page, real: str
) -> None:
    asked: list[str] = []
    held: list[Route] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.route("**/assets/display-*.js", lambda route: held.append(route))
    # The last module of the page: the script in the head still holds its parser up.
    with (
        page.expect_request("**/pagefind-entry.json", timeout=10_000),
        page.expect_request("**/search-words-*.js", timeout=10_000),
    ):
        page.goto(f"{real}?q=план", wait_until="commit")
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    settled(page)
    assert len(asked) == len(set(asked))


def test_files_that_are_missing_for_a_moment_are_asked_for_again(page: Page, real: str) -> None:
    page.route("**/pagefind-entry.json", not_there, times=1)
    page.route("**/*.pf_index", cut_off, times=1)
    page.route("**/*.pf_filter", another_page, times=1)
    page.clock.install()
    page.goto(f"{real}?q=план")
    hurry(page, page.locator("#search-filters input").first.is_visible)
    assert found(page).startswith("Найден")
    assert addresses(page)
    expect(broken(page)).to_be_hidden()


def old_index(bundle: Path) -> tuple[str, bytes]:
    """An entry and the file it names, of an index whose pages have all changed since."""
    entry = json.loads((bundle / "pagefind-entry.json").read_bytes())
    known = entry["languages"]["ru"]["hash"]
    meta = gzip.decompress((bundle / f"pagefind.{known}.pf_meta").read_bytes())
    for path in (bundle / "fragment").iterdir():
        language, _, name = path.stem.partition("_")
        assert path.stem.encode() in meta
        meta = meta.replace(path.stem.encode(), f"{language}_{name[::-1]}".encode())
    entry["languages"]["ru"]["hash"] = "ru_old"
    return json.dumps(entry), gzip.compress(meta)


def test_an_open_page_takes_up_the_index_of_a_new_site(page: Page, host: Path, real: str) -> None:
    bundle = host / "repo/pagefind"
    entry, meta = old_index(bundle)
    missing: list[str] = []

    def old_filter(route: Route) -> None:
        if missing:
            return route.continue_()
        text = gzip.decompress((bundle / "filter" / Path(route.request.url).name).read_bytes())
        changed = text.replace("Регион".encode(), "Ригеон".encode())
        return route.fulfill(body=gzip.compress(changed))

    page.on("response", lambda answer: missing.append(answer.url) if not answer.ok else None)
    page.route("**/pagefind-entry.json", lambda route: route.fulfill(body=entry), times=1)
    page.route("**/pagefind.ru_old.pf_meta", lambda route: route.fulfill(body=meta))
    page.route("**/*.pf_filter", old_filter)
    page.goto(real)
    kinds = page.locator('[data-filter="kind"] label')
    expect(kinds.filter(has_text="Ригеон")).to_be_visible()
    ask(page, "план")
    assert missing
    assert addresses(page)
    expect(broken(page)).to_be_hidden()
    expect(kinds.filter(has_text="Ригеон")).to_have_count(0)
    kinds.filter(has_text="План").click()
    expect(page.locator("#search-chosen")).to_have_text("(1)")
    assert addresses(page)


def test_more_results_come_from_the_index_of_a_new_site(page: Page, real: str) -> None:
    page.goto(f"{real}?q=план")
    settled(page)
    first = addresses(page)
    renewed: list[Route] = []

    def entry(route: Route) -> None:
        renewed.append(route)
        route.continue_()

    page.route("**/pagefind-entry.json", entry)
    page.route("**/*.pf_fragment", lambda route: (Route.continue_ if renewed else not_there)(route))
    page.get_by_role("button", name="Показать ещё").click()
    link = page.locator(".hits h2 a").nth(len(first))
    expect(link).to_be_focused()
    assert addresses(page)[: len(first)] == first


def test_an_index_that_stays_away_is_told_and_looked_for_again(page: Page, real: str) -> None:
    asked: list[Route] = []

    def meta(route: Route) -> None:
        asked.append(route)
        not_there(route)

    page.route("**/*.pf_meta", meta)
    page.clock.install()
    page.goto(f"{real}?q=план")
    hurry(page, broken(page).is_visible)
    assert len(asked) == 4
    assert found(page) == ""
    expect(broken(page)).to_contain_text("Не удалось загрузить указатель")
    expect(page.locator("#search-said")).to_contain_text("Не удалось загрузить указатель")
    page.unroute("**/*.pf_meta")
    ask(page, "план")
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(broken(page)).to_be_hidden()


def test_results_do_not_push_about_what_stands_below(page: Page, real: str) -> None:
    page.set_viewport_size({"width": 412, "height": 823})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.shift += entry.value })).observe({type: 'layout-shift', buffered: true})"
    )

    def late(route: Route) -> None:
        page.wait_for_timeout(100)
        route.continue_()

    page.route("**/pagefind/**", late)
    page.goto(f"{real}?q=план")
    settled(page)
    expect(page.locator(".hits > li").nth(9)).to_be_visible()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert page.evaluate("window.shift") == 0
