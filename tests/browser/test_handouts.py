"""Posters, leaflets and blanks on paper; the pages of the campaign on a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from nokgen.pages.views import HandoutPage
from tests.browser.conftest import Serve
from tests.campaign_site import ROMASHKA, html, made
from tests.fictional_site import TOWN, edition

PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
# A name as long as a sheet takes, at a place where only a test has a page.
WORST = "/org/0000000000/"
NAME = "Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад № 3 "
NAME += "комбинированного вида с группами для детей с нарушениями зрения „Теремок“» города "
NAME += "Примерска Примерской области, второй корпус"
NARROW = 320


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of the fictional site, of which only these pages stand."""
    folder = tmp_path_factory.mktemp("handouts")
    files = dict(made().files)
    files |= {f"{address[1:]}index.html": page.encode() for address, page in made().html.items()}
    for kind in ("poster", "leaflet"):
        template, view = made().views[f"{ROMASHKA}{kind}/"]
        assert isinstance(view, HandoutPage)
        worst = replace(view, name=NAME, size="longer", ask=(view.ask[0], view.ask[1] * 2))
        files[f"{WORST[1:]}{kind}/index.html"] = html(template, worst).encode()
    files[f"{WORST[1:]}qr.svg"] = files[f"{ROMASHKA[1:]}qr.svg"]
    for path, content in files.items():
        _write(folder / path, content)
    for asset in edition().assets:
        assert isinstance(asset.content, bytes)
        _write(folder / asset.path, asset.content)
    return serve(folder).rstrip("/")


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    """One narrow page of the browser for many addresses."""
    context = browser.new_context(viewport={"width": NARROW, "height": 640})
    yield context.new_page()
    context.close()


def printed(page: Page) -> list[tuple[tuple[int, int], str]]:
    """Size and words of each sheet of paper."""
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [
        (
            (round(sheet.mediabox.width), round(sheet.mediabox.height)),
            re.sub(r"\s+", " ", sheet.extract_text()),
        )
        for sheet in sheets
    ]


@pytest.mark.parametrize(
    ("about", "name"),
    [(TOWN, "Примерск"), (ROMASHKA, "Детский сад № 1 «Ромашка»"), (WORST, NAME[:40])],
)
@pytest.mark.parametrize(("kind", "size"), [("poster", PORTRAIT), ("leaflet", LANDSCAPE)])
def test_a_handout_is_exactly_one_sheet(
    narrow: Page, address: str, about: str, name: str, kind: str, size: tuple[int, int]
) -> None:
    narrow.goto(f"{address}{about}{kind}/")
    ((found, text),) = printed(narrow)
    assert found == size
    copies = 2 if kind == "leaflet" else 1
    # From the first line to the last, nothing of the screen around it, no number of the page.
    assert text.count(name) >= copies
    assert text.count("Независимая оценка качества") == copies
    assert text.count("Города, планы и отчёты на нём вымышлены.") == copies
    assert [w for w in ("Напечатать", "Регионы", "Календарь", "1 / 1") if w in text] == []


@pytest.mark.parametrize("about", [TOWN, ROMASHKA, WORST])
@pytest.mark.parametrize("kind", ["poster", "leaflet"])
def test_nothing_of_a_sheet_is_cut_off(
    browser: Browser, address: str, about: str, kind: str
) -> None:
    """As wide as the paper of a poster; a leaflet brings its own width."""
    page = browser.new_page(viewport={"width": 703, "height": 900})
    page.goto(f"{address}{about}{kind}/")
    page.emulate_media(media="print")
    for sheet in page.locator(".sheet").all():
        high, room = sheet.evaluate("e => [e.scrollHeight, e.clientHeight]")
        assert high <= room
        foot = sheet.locator(".sheet-foot").evaluate("e => e.offsetTop - e.parentElement.offsetTop")
        codes = sheet.locator(".codes").evaluate(
            "e => e.offsetTop + e.offsetHeight - e.parentElement.offsetTop"
        )
        assert codes <= foot
    for code in page.locator(".code img").all():
        box = code.bounding_box()
        assert box is not None
        # 30 mm at 96 dots an inch; smaller codes are hard to read from a wall.
        assert box["width"] == pytest.approx(box["height"])
        assert box["width"] >= 113
    page.close()


def test_one_button_prints_where_scripts_run(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        context.add_init_script("window.print = () => { window.printed = true }")
        page = context.new_page()
        page.goto(f"{address}{TOWN}poster/")
        page.get_by_role("button", name="Напечатать").click()
        assert page.evaluate("window.printed") is True
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{TOWN}poster/")
        expect(page.locator("button.print")).to_be_hidden()


def test_a_blank_is_printed_alone_and_large(narrow: Page, address: str) -> None:
    narrow.goto(f"{address}{TOWN}surveys/2026-culture/")
    ((size, text),) = printed(narrow)
    assert size == PORTRAIT
    assert "Довольны ли Вы вежливостью работников?" in text
    assert "https://example.org/anketa/2026-culture" in text
    assert "Кто проводит опрос" not in text
    narrow.emulate_media(media="print")
    letters = narrow.locator(".blank ol p").first.evaluate("e => getComputedStyle(e).fontSize")
    narrow.emulate_media(media="screen")
    assert float(letters.removesuffix("px")) >= 21  # 16 points


@pytest.mark.parametrize("name", ["surveys", "council", "appeals", "poster", "leaflet"])
def test_a_narrow_page_is_accessible_and_fits(narrow: Page, address: str, name: str) -> None:
    narrow.goto(f"{address}{TOWN}{name}/")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW
    results = Axe().run(narrow)
    assert results.violations_count == 0, results.generate_report()
