"""The panel for people with low vision and the dark switch, in a real browser on the real site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from nokgen.messages import messages_for
from nokgen.pages.display import display_choices
from tests.browser.conftest import Serve
from tests.sites_under_test import ROOT, built

PANEL = "Версия для слабовидящих"
PLAN = "murmanskaya-oblast/polyarnye-zori/plans/annual-assessment/"
KINDS = (
    "",
    "murmanskaya-oblast/",
    "murmanskaya-oblast/kirovsk/",
    PLAN,
    "murmanskaya-oblast/kirovsk/bodies/education-committee/",
    "calendar/",
    "calendar/2020-10/",
    "methodology/",
    "glossary/",
    "search/",
    "display/",
)
TWO_COLOURS = {
    "Чёрным по белому": "rgb(255, 255, 255)",
    "Белым по чёрному": "rgb(0, 0, 0)",
    "Тёмно-синим по голубому": "rgb(195, 225, 255)",
    "Коричневым по бежевому": "rgb(247, 240, 216)",
    "Зелёным по тёмному": "rgb(26, 32, 16)",
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site below a folder, as on a host with a base path."""
    host = tmp_path_factory.mktemp("host")
    built(ROOT, host / "repo", base_url="https://example.org/repo/")
    return host


@pytest.fixture(scope="module")
def address(public: Path, serve: Serve) -> str:
    """The address of the site, which stands at /repo/."""
    return serve(public) + "repo/"


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[Page]:
    """One page for many addresses, which is twice as fast."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def opened(page: Page) -> Locator:
    """The form of the panel, open, on any page."""
    form = page.locator("#display-form")
    if not form.is_visible():
        page.get_by_role("button", name=PANEL).click()
    expect(form).to_be_visible()
    return form


def attributes(page: Page) -> dict[str, Any]:
    """What the root of the page says of the reader's choices."""
    found: dict[str, Any] = page.evaluate("({...document.documentElement.dataset})")
    return {name: value for name, value in found.items() if name != "scripts"}


def ground(page: Page) -> str:
    """The colour behind the page."""
    shade: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return shade


def size(page: Page) -> str:
    """The size of text of one rem."""
    text: str = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    return text


# --- Every kind of page; axe looks at all schemes in test_components.py


def test_every_scheme_has_its_two_colours(shared: Page, address: str) -> None:
    shared.goto(address + PLAN)
    form = opened(shared)
    for label, shade in TWO_COLOURS.items():
        form.get_by_label(label).check()
        shared.wait_for_function(
            "shade => getComputedStyle(document.documentElement).backgroundColor === shade",
            arg=shade,
        )


LARGEST = """() => {
    document.documentElement.dataset.size = "300";
    return document.documentElement.scrollWidth;
}"""
WIDEST = """() => {
    Object.assign(document.documentElement.dataset,
      {size: "300", letters: "wider", words: "wider", lines: "wider", face: "serif"});
    return document.documentElement.scrollWidth;
}"""


@pytest.mark.parametrize("kind", [*KINDS, "404.html"])
def test_three_times_the_size_never_scrolls_sideways(shared: Page, address: str, kind: str) -> None:
    shared.goto(address + kind)
    if kind != "404.html":  # it links to /repo/ from anywhere, and so does its panel
        opened(shared)
    shared.evaluate("document.documentElement.removeAttribute('data-scheme')")
    for width in (1280, 360):
        shared.set_viewport_size({"width": width, "height": 900})
        assert shared.evaluate(LARGEST) <= width
        assert size(shared) == "48px"
        assert shared.evaluate(WIDEST) <= width


# WCAG 2.2, 1.4.12, as a reader's own sheet sets it.
SPACING = """() => {
    const cut = () => [...document.querySelectorAll("main *")].filter((e) => {
        const style = getComputedStyle(e);
        return style.overflowX !== "visible" && e.clientHeight > 1 &&
            !e.matches(".scroll, .unseen") &&
            (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1);
    }).map((e) => e.outerHTML.slice(0, 80));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
    return [document.documentElement.scrollWidth, cut()];
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_wider_spacing_of_a_reader_cuts_nothing(shared: Page, address: str, kind: str) -> None:
    shared.set_viewport_size({"width": 320, "height": 900})
    shared.goto(address + kind)
    assert shared.evaluate(SPACING) == [320, []]


# --- The panel


def test_the_first_stop_of_the_keyboard_opens_the_panel(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name=PANEL)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Тёмная тема")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("100 %")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("150 %")).to_be_checked()
    expect(page.locator("html")).to_have_attribute("data-size", "150")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")  # from the first to the last
    expect(page.locator("html")).to_have_attribute("data-scheme", "green-on-dark")
    page.keyboard.press("Escape")
    expect(page.locator("#display-form")).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Перейти к содержанию")).to_be_focused()


def test_the_panel_opens_without_moving_the_focus_and_closes_by_its_button(
    page: Page, address: str
) -> None:
    page.goto(address)
    form = opened(page)
    button = page.get_by_role("button", name=PANEL)
    expect(button).to_be_focused()
    form.get_by_role("button", name="Закрыть панель").click()
    expect(form).to_be_hidden()
    expect(button).to_be_focused()
    for fieldset in form.locator("fieldset").all():
        assert fieldset.locator("legend").text_content()


@pytest.mark.parametrize("group", display_choices(messages_for("ru")), ids=lambda g: g.name)
def test_every_choice_is_kept_on_the_next_page(page: Page, address: str, group: Any) -> None:
    page.goto(address)
    form = opened(page).get_by_role("group", name=group.label)
    for choice in group.choices[1:]:
        form.get_by_label(choice.label).check()
        expect(page.locator("html")).to_have_attribute(f"data-{group.name}", choice.value)
    last = group.choices[-1]
    page.goto(address + PLAN)
    assert attributes(page) == {group.name: last.value}
    expect(
        opened(page).get_by_role("group", name=group.label).get_by_label(last.label)
    ).to_be_checked()
    kept = page.evaluate("({...localStorage})")
    assert kept == {"nokgen-display": f'{{"{group.name}":"{last.value}"}}'}


def test_choices_do_what_they_say(page: Page, address: str) -> None:
    page.goto(address)
    form = opened(page)

    def of(selector: str, name: str) -> str:
        value: str = page.locator(selector).first.evaluate(f"e => getComputedStyle(e).{name}")
        return value

    for group, label in (
        ("Шрифт", "С засечками"),
        ("Расстояние между буквами", "Увеличенное"),
        ("Расстояние между словами", "Увеличенное"),
        ("Расстояние между строками", "Увеличенное"),
        ("Картинки и значки", "Чёрно-белые"),
    ):
        form.get_by_role("group", name=group).get_by_label(label).check()
    expect(page.locator("html")).to_have_attribute("data-images", "grey")
    assert "Georgia" in of("h1", "fontFamily")
    assert of(".lead", "letterSpacing") == "2.16px" or of(".lead", "letterSpacing") == "1.92px"
    assert of(".lead", "wordSpacing") == "2.56px"
    assert of(".lead", "lineHeight") == "32.4px"
    assert of("main svg", "filter") == "grayscale(1)"


def test_without_images_their_words_stay(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    page.evaluate("""() => {
        const image = new Image();
        image.alt = "Схема проезда";
        document.querySelector("main").prepend(image);
    }""")
    opened(page).get_by_label("Не показывать").check()
    expect(page.locator("main svg").first).to_be_hidden()
    expect(page.get_by_text("Схема проезда")).to_be_visible()
    expect(page.get_by_role("button", name="Найти")).to_contain_text("Найти")
    assert (
        page.locator(".search-field .unseen")
        .nth(1)
        .evaluate("e => e.getBoundingClientRect().width")
        > 20
    )
    opened(page).get_by_label("Цветные").check()
    expect(page.get_by_text("Схема проезда")).to_be_hidden()
    expect(page.locator("main svg").first).to_be_visible()


def test_reset_takes_everything_back_and_says_so(page: Page, address: str) -> None:
    page.goto(address)
    before = ground(page), size(page)
    form = opened(page)
    form.get_by_label("200 %").check()
    form.get_by_label("Белым по чёрному").check()
    expect(page.locator("html")).to_have_attribute("data-scheme", "white-on-black")
    form.get_by_role("button", name="Вернуть обычный вид").click()
    expect(form.get_by_role("status")).to_have_text("Обычный вид возвращён.")
    assert attributes(page) == {}
    assert (ground(page), size(page)) == before
    expect(form.get_by_label("100 %")).to_be_checked()
    assert page.evaluate("localStorage.length") == 0


def test_the_page_shows_choices_from_its_first_paint(context: BrowserContext, address: str) -> None:
    """The sheet of choices is there before anything is painted, and nothing moves."""
    page = context.new_page()
    page.goto(address)
    opened(page).get_by_label("150 %").check()
    expect(page.locator("html")).to_have_attribute("data-size", "150")
    context.add_init_script("""
        window.shifts = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shifts += entry.value;
        }).observe({type: "layout-shift", buffered: true});
    """)
    slow: list[str] = []

    def delayed(route: Any) -> None:
        slow.append(route.request.url)
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/assets/display-*.css", delayed)
    page.goto(address + PLAN)
    page.wait_for_timeout(200)
    paint = page.evaluate("performance.getEntriesByName('first-paint')[0].startTime")
    sheet = page.evaluate(
        "performance.getEntriesByType('resource').find(e => /display-.*css/.test(e.name))"
        ".responseEnd"
    )
    assert slow
    assert paint >= sheet
    assert page.evaluate("window.shifts") == 0
    assert size(page) == "24px"


def test_sheets_do_not_wait_for_the_script_that_stands_in_their_way(
    page: Page, address: str
) -> None:
    held: list[Route] = []
    page.route("**/assets/display-*.js", lambda route: held.append(route))
    with page.expect_request("**/assets/site-*.css", timeout=10_000):
        page.goto(address + PLAN, wait_until="commit")
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    expect(page.locator("html")).to_have_attribute("data-scripts", "")


def test_those_who_chose_nothing_load_no_further_sheet(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PLAN, wait_until="networkidle")
    assert not [url for url in asked if "/display-" in url and url.endswith(".css")]


# --- Refusals


def test_a_browser_that_refuses_storage_shows_the_choice_and_says_so(
    page: Page, address: str
) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    form = opened(page)
    form.get_by_label("200 %").check()
    expect(form.get_by_role("status")).to_contain_text("только на этой странице")
    assert size(page) == "32px"
    assert said == []


@pytest.mark.parametrize("left", ["not json", "null", "[]", '{"size":"1\\" onload"}', '{"size":7}'])
def test_what_somebody_else_left_in_the_storage_is_not_believed(
    page: Page, address: str, left: str
) -> None:
    page.goto(address)
    page.evaluate("left => localStorage.setItem('nokgen-display', left)", left)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.reload()
    assert attributes(page) == {}
    assert size(page) == "16px"
    assert said == []


def test_where_the_panel_cannot_be_brought_its_page_opens(page: Page, address: str) -> None:
    page.goto(address)
    page.route("**/display/", lambda route: route.abort(), times=1)
    page.get_by_role("button", name=PANEL).click()
    expect(page).to_have_url(address + "display/")
    expect(page.locator("#display-form")).to_be_visible()


def test_without_scripts_a_page_says_what_works(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PLAN)
    expect(page.get_by_role("button", name="Тёмная тема")).to_be_hidden()
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name=PANEL)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "display/")
    expect(page.get_by_text("нужен JavaScript")).to_be_visible()
    expect(page.get_by_text("режим чтения")).to_be_visible()
    expect(page.locator("#display-form")).to_be_hidden()
    context.close()


def test_the_panel_page_works_from_disk(page: Page, tmp_path: Path) -> None:
    built(ROOT, tmp_path / "public", from_disk=True)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((tmp_path / "public/index.html").as_uri())
    page.get_by_role("button", name=PANEL).click()
    page.wait_for_url("**/display/index.html")
    page.locator("#display-form").get_by_label("150 %").check()
    expect(page.locator("html")).to_have_attribute("data-size", "150")
    assert size(page) == "24px"
    page.goto((tmp_path / "public" / PLAN / "index.html").as_uri())
    assert size(page) == "24px"
    assert said == []


# --- The dark switch


@pytest.mark.parametrize("device", ["light", "dark"])
def test_the_switch_turns_what_the_device_asks_for(
    browser: Browser, address: str, device: Any
) -> None:
    context = browser.new_context(color_scheme=device)
    page = context.new_page()
    page.goto(address)
    switch = page.get_by_role("button", name="Тёмная тема")
    first = ground(page)
    was_dark = device == "dark"
    expect(switch).to_have_attribute("aria-pressed", str(was_dark).lower())
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", str(not was_dark).lower())
    assert ground(page) != first
    turned = ground(page)
    page.goto(address + PLAN)
    assert ground(page) == turned
    page.get_by_role("button", name="Тёмная тема").click()
    expect(page.locator("html")).not_to_have_attribute("data-scheme", "dark")
    assert ground(page) == first
    assert page.evaluate("localStorage.length") == 0
    context.close()


def test_the_switch_leaves_when_two_colours_are_chosen(page: Page, address: str) -> None:
    page.goto(address)
    opened(page).get_by_label("Чёрным по белому").check()
    expect(page.get_by_role("button", name="Тёмная тема")).to_be_hidden()


def test_another_tab_follows(context: BrowserContext, address: str) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(address)
    second.goto(address + PLAN)
    opened(first).get_by_label("200 %").check()
    expect(second.locator("html")).to_have_attribute("data-size", "200")


def test_more_contrast_and_less_motion_are_granted_to_the_device(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(contrast="more", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    muted, ink = (
        page.locator(selector).evaluate("e => getComputedStyle(e).color")
        for selector in (".lead", "h1")
    )
    assert muted == ink
    moving = page.locator("*").evaluate_all("""all => all.filter((e) => {
        const style = getComputedStyle(e);
        return parseFloat(style.transitionDuration) || style.animationName !== "none" ||
            style.scrollBehavior === "smooth";
    }).length""")
    assert moving == 0
    context.close()


def test_paper_ignores_the_chosen_colours(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    opened(page).get_by_label("Белым по чёрному").check()
    expect(page.locator("html")).to_have_attribute("data-scheme", "white-on-black")
    page.emulate_media(media="print")
    assert ground(page) == "rgb(255, 255, 255)"
    expect(page.locator(".display")).to_be_hidden()
