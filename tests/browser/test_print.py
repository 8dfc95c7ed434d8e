"""Plans on paper: the PDF that Chromium makes of the real pages, read as a reader would."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Serve
from tests.sites_under_test import ROOT, built

BRYANSK = "bryanskaya-oblast/plans/2022-media/"
KIROVSK = "murmanskaya-oblast/kirovsk/plans/2020-information-campaign/"
A4 = (595, 842)
# Words of the header, the menu, the breadcrumbs, the panel and the footer.
NAVIGATION = (
    "Регионы",
    "Календарь",
    "Откуда берутся статусы",
    "Главная",
    "Поиск",
    "слабовидящих",
    "Перейти к содержанию",
    "Указатель от А до Я",
    "О сайте",
)

Printed = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The real site, which knows its address on the web."""
    public = tmp_path_factory.mktemp("public")
    built(ROOT, public, base_url="https://example.org/nok/")
    return serve(public)


@pytest.fixture
def printed(page: Page, site: str) -> Printed:
    """The texts of the pages of a PDF, with plain spaces; each page is A4."""

    def texts(path: str) -> list[str]:
        page.goto(site + path)
        sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        for sheet in sheets:
            size = (round(sheet.mediabox.width), round(sheet.mediabox.height))
            assert size == pytest.approx(A4, abs=1)
        return [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in sheets]

    return texts


@pytest.mark.parametrize(
    ("path", "pages", "stamp"),
    [
        (
            BRYANSK,
            range(3, 5),
            "УТВЕРЖДЁН приказ от 25 января 2022 года № 66 Департамент образования и науки "
            "Е.В. Егорова, Директор департамента",
        ),
        (KIROVSK, range(3, 5), "Кем и когда утверждён план, в документе не сказано."),
    ],
)
def test_a_plan_prints_as_a_document(printed: Printed, path: str, pages: range, stamp: str) -> None:
    sheets = printed(path)
    assert len(sheets) in pages
    # First of all who approved it; the page number of paper may come before in a PDF.
    first = re.sub(r"^1 ?/ ?\d ?", "", sheets[0].strip())
    assert first.startswith(stamp)
    for number, sheet in enumerate(sheets, start=1):
        assert re.search(rf"(?<!\d){number} ?/ ?{len(sheets)}(?!\d)", sheet), sheet
    whole = " ".join(sheets)
    assert f"https://example.org/nok/{path}" in re.sub(r"(?<=[/-]) ", "", sheets[-1])
    assert "Сведения на 22 ноября 2026 года" in sheets[-1]
    assert [word for word in NAVIGATION if word in whole] == []


def test_every_measure_is_on_paper_with_its_deadline(printed: Printed) -> None:
    text = " ".join(printed(KIROVSK))
    for words in ("Июль 2020, Сентябрь 2020", "не менее 1000 экземпляров", "сентябрь-октябрь 2020"):
        assert words in text


def test_a_measure_stays_on_one_sheet(printed: Printed) -> None:
    sheets = printed(BRYANSK)
    (sheet,) = [sheet for sheet in sheets if "5. Проведение онлайн-встречи" in sheet]
    assert "С 1 по 31 марта 2022 года" in sheet


def test_the_code_leads_to_the_page_and_is_for_paper_only(page: Page, site: str) -> None:
    page.goto(site + BRYANSK)
    code = page.locator("img.qr")
    assert not code.is_visible()
    page.emulate_media(media="print")
    box = code.bounding_box()
    assert box is not None
    # 25 mm at 96 dots an inch; smaller codes are hard to read from paper.
    assert box["width"] == box["height"] >= 94


def test_only_who_prints_fetches_the_code(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(site + BRYANSK)
    page.wait_for_load_state("networkidle")
    assert "qr.svg" not in asked
    page.pdf()
    assert asked.count("qr.svg") == 1


def test_without_an_address_there_is_no_code(tmp_path: Path) -> None:
    built(ROOT, tmp_path / "public")
    assert 'class="qr"' not in (tmp_path / "public" / BRYANSK / "index.html").read_text("utf-8")
