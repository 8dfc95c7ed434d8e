"""A consolidated plan in a real browser: a status chosen on a phone, no JavaScript, paper."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from nokgen.messages import messages_for
from nokgen.pages.files import MadePage
from nokgen.pages.improvement_pages import improvement_pages
from nokgen.pages.links import Links
from nokgen.render import Renderer, assets, further_stylesheets, stylesheet
from tests import assessed_site
from tests.assessed_site import TOWN
from tests.browser.conftest import Serve

PAGE = f"{TOWN}consolidated/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The consolidated plan of a small invented town."""
    folder = tmp_path_factory.mktemp("consolidated")
    renderer = Renderer(messages_for("ru"))
    links = Links.at("https://example.org/", from_disk=False)
    edition = replace(assessed_site.edition(), links=links)
    made = improvement_pages(edition, *assessed_site.town())
    (page,) = [each for each in made if isinstance(each, MadePage) and each.address == PAGE]
    file = folder / PAGE.lstrip("/") / "index.html"
    file.parent.mkdir(parents=True)
    file.write_text(renderer.page(page.template, page.view), encoding="utf-8")
    (folder / "style.css").write_bytes(stylesheet())
    for name, content in (*assets(), *further_stylesheets()):
        (folder / name).write_bytes(content)
    return serve(Path(folder)).rstrip("/") + PAGE


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Page:
    """One narrow page for all tests."""
    return browser.new_context(viewport={"width": 320, "height": 700}).new_page()


def seen(page: Page) -> list[str]:
    """What can be seen of the table: organisations, criteria and shortcomings, in their order."""
    found = page.locator(".criterion h3:visible, .consolidated tbody th:visible")
    return [" ".join(text.split()) for text in found.all_inner_texts()]


def test_a_status_is_chosen_said_and_kept_in_the_address(phone: Page, address: str) -> None:
    phone.goto(address)
    whole = seen(phone)
    phone.get_by_label("Показать").select_option(label="Просрочено (1)")
    expect(phone.get_by_text("Показано: 1 из 3")).to_be_visible()
    assert seen(phone) == [
        "III. Доступность для инвалидов",
        "Детский сад «Ромашка»",
        "Нет кресла-коляски",
    ]
    assert phone.url.endswith("?status=overdue")
    phone.reload()
    expect(phone.get_by_text("Показано: 1 из 3")).to_be_visible()
    phone.get_by_label("Показать").select_option(label="все статусы")
    expect(phone.get_by_text("Показано: 3 из 3")).to_be_visible()
    assert seen(phone) == whole
    assert len(whole) == 5 + 2 + 3


def test_without_scripts_figures_lead_to_their_lists(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    assert not page.get_by_label("Показать").is_visible()
    page.locator(".figures a").click()
    expect(page.locator("#overdue")).to_be_in_viewport()
    assert page.locator("#overdue + ul li").count() == 1


def test_on_paper_it_is_a_wide_table_with_its_address(phone: Page, address: str) -> None:
    phone.goto(address)
    sheets = PdfReader(io.BytesIO(phone.pdf(prefer_css_page_size=True))).pages
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    text = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    assert "Недостаток Мероприятие Плановый срок Кто отвечает Статус" in text
    assert f"https://example.org{PAGE}" in text
    assert "Показать" not in text
