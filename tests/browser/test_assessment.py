"""Ratings, lists and comparison in a real browser: choose, sort, compare, without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from nokgen.messages import messages_for
from nokgen.render import Renderer, assets, further_stylesheets, stylesheet
from tests import assessed_site
from tests.assessed_site import DAISY, LIBRARY, NEW, OAK, OLD, SCHOOL, SUN, TOWER, TOWN
from tests.browser.conftest import Serve

PHONE = 320


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The small invented site, its address without the final slash."""
    folder = tmp_path_factory.mktemp("assessed")
    renderer = Renderer(messages_for("ru"))
    files = {
        f"{each.address}index.html": renderer.page(each.template, each.view).encode()
        for each in assessed_site.made().values()
    }
    files |= {f"/{path}": content for path, content in assessed_site.files().items()}
    files["/style.css"] = stylesheet()
    files |= {f"/{name}": content for name, content in (*assets(), *further_stylesheets())}
    for path, content in files.items():
        file = folder / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return serve(Path(folder)).rstrip("/")


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Page:
    """One narrow page for all tests: none of them leaves anything behind."""
    return browser.new_context(viewport={"width": PHONE, "height": 700}).new_page()


def check(page: Page) -> None:
    """Nothing for axe to find, and nothing to scroll sideways for."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def names(page: Page) -> list[str]:
    """The organisations of the rating that are seen, in their order."""
    cells = page.locator("table.rating tbody tr:visible th a")
    return [text.replace("\u00a0", " ") for text in cells.all_inner_texts()]


def test_a_kind_is_chosen_said_and_kept_in_the_address(phone: Page, address: str) -> None:
    phone.goto(address + NEW)
    choice = phone.get_by_label("Показать")
    choice.press("ArrowDown")
    choice.press("ArrowDown")
    expect(phone.locator(".kind-filter [role=status]")).to_have_text("Показано: 1 из 5")
    assert names(phone) == ["Школа № 1"]
    assert phone.url.endswith("?kind=school")
    phone.reload()
    assert names(phone) == ["Школа № 1"]
    choice.select_option("")
    assert len(names(phone)) == 5
    expect(phone.locator("nav.kinds")).to_be_hidden()
    check(phone)


def test_a_rating_is_sorted_by_button_and_says_so(phone: Page, address: str) -> None:
    phone.goto(address + NEW)
    head = phone.get_by_role("button", name="Для инвалидов")
    head.focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Enter")
    expect(phone.locator("table.rating + [role=status]")).to_have_text(
        "Отсортировано по столбцу «Для инвалидов», сначала малые"
    )
    # What is not known stands last in either order.
    assert (names(phone)[0], names(phone)[-1]) == ("Школа № 1", "Детский сад «Дубок»")


@pytest.mark.parametrize("path", [OLD, f"/org/{OAK}/", f"/org/{LIBRARY}/", "/obl/organizations/"])
def test_pages_with_gaps_are_accessible_and_fit(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    check(phone)


def test_organisations_are_ticked_and_compared_by_keyboard(phone: Page, address: str) -> None:
    phone.goto(f"{address}{TOWN}organizations/?inn={DAISY}")
    assert phone.locator("input:checked").evaluate_all("all => all.map(e => e.value)") == [DAISY]
    phone.get_by_role("checkbox", name="Сравнить: Детский сад «Теремок»").focus()
    phone.keyboard.press("Space")
    phone.get_by_role("button", name=re.compile("Сравнить отмеченные.*Детские сады")).press("Enter")
    expect(phone.locator("#compare table")).to_be_visible()
    assert phone.url == f"{address}/compare/?inn={DAISY}&inn={TOWER}"
    table = [
        [cell.replace("\u00a0", " ") for cell in row.locator("th, td").all_inner_texts()]
        for row in phone.locator("#compare tbody tr").all()
    ]
    assert [" ".join(cell.split()) for cell in table[0]] == [
        "Итог",
        "83,15 из 100",
        "99,00 из 100 посчитано сайтом",
    ]
    assert [row[0] for row in table[1:]][2] == "Доступность для инвалидов"
    assert table[-2:] == [["Год оценки", "2025", "2025"], ["Ответы", "120", "40"]]
    check(phone)
    phone.get_by_role("link", name="Убрать из сравнения: Детский сад «Ромашка»").press("Enter")
    expect(phone.locator("#compare-said")).to_contain_text("Выбрана только одна организация.")
    phone.get_by_role("link", name="Добавить ещё: Все детские сады: Примерск").press("Enter")
    expect(phone.locator("input:checked")).to_have_count(1)


def test_no_more_than_four_can_be_ticked(phone: Page, address: str) -> None:
    chosen = "&".join(f"inn={inn}" for inn in (DAISY, SUN, TOWER, OAK))
    phone.goto(f"{address}{TOWN}organizations/?{chosen}")
    school = phone.get_by_role("checkbox", name="Сравнить: Школа № 1")
    expect(school).to_be_disabled()
    phone.get_by_role("checkbox", name="Сравнить: Детский сад «Дубок»").uncheck()
    expect(school).to_be_enabled()


@pytest.mark.parametrize(
    ("inns", "said"),
    [
        ((), "Организации не выбраны."),
        ((DAISY, OAK, SCHOOL), "Это организации разных видов"),
        ((DAISY, LIBRARY), "Оценка не опубликована: Библиотека."),
        ((DAISY, "0000000000"), "Таких организаций на сайте нет: 0000000000."),
        ((DAISY, SUN, TOWER, OAK, SCHOOL), "Сравнить можно не больше четырёх организаций"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(
    phone: Page, address: str, inns: tuple[str, ...], said: str
) -> None:
    phone.goto(f"{address}/compare/?" + "&".join(f"inn={inn}" for inn in inns))
    expect(phone.locator("#compare-said")).to_contain_text(said)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("key", "education before-2018", "оценивали по разным порядкам"),
        ("sphere", "культура", "относятся к разным сферам"),
    ],
)
def test_spheres_and_methods_never_stand_side_by_side(
    phone: Page, address: str, field: str, value: str, said: str
) -> None:
    other = assessed_site.files()[f"org/{SUN}/compare.json"].decode()
    for old in ("education order-344n", "образование"):
        if (field == "key") == (old != "образование"):
            other = other.replace(f'"{old}"', f'"{value}"')
    if field == "sphere":
        other = other.replace("education order-344n", "culture order-344n")
    phone.route(f"**/{SUN}/compare.json", lambda route: route.fulfill(body=other))
    # The other way round the oldest results of the first would be shared, so take one without.
    phone.goto(f"{address}/compare/?inn={TOWER}&inn={SUN}")
    expect(phone.locator("#compare-said")).to_contain_text(said)
    expect(phone.locator("#compare table")).to_have_count(0)
    phone.unroute(f"**/{SUN}/compare.json")


def test_without_scripts_kinds_are_sections_and_tables_compare(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + NEW)
    expect(page.get_by_label("Показать")).to_be_hidden()
    page.get_by_role("link", name="Школы (1)").click()
    expect(page.locator("#kind-school")).to_be_in_viewport()
    page.goto(f"{address}/compare/?inn={DAISY}")
    expect(page.locator("noscript .empty")).to_be_visible()
    page.get_by_role("link", name="Примерск").click()
    expect(page.locator("#kind-preschool")).to_be_visible()
    context.close()
