"""Badges, pictures and cards that stand on other sites: what they say, their size, their bytes."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nokgen.check import check
from nokgen.feeds import badges, pictures
from nokgen.feeds.badges import badge, badges_of, fitting, width
from nokgen.feeds.pictures import picture, pictures_of, site_pictures, wrapped
from nokgen.model import build_site
from nokgen.pages import Edition, Links, OutputFile
from nokgen.pages.views import Glance
from nokgen.read import read_site
from tests.feeds_under_test import of_territories
from tests.sites_under_test import ROOT, TODAY
from tests.whole_under_test import about_all, edition_of_site

SVG = {"s": "http://www.w3.org/2000/svg"}
EXAMPLE = ROOT / "examples/site"
NO_BREAK = "\u00a0"
GLANCE = Glance(
    address="/org/0002001433/",
    over="Независимая оценка качества условий оказания услуг",
    title="Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад № 1»",
    value="86,17 из 100",
    label="итог 2025 года, отлично",
    note="Опубликовано 14 ноября 2025 года",
    limits="Баллы говорят об условиях, а не о том, как учат или лечат.",
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The fictional site, which knows where it stands."""
    content = check(read_site(EXAMPLE), lambda _zone: TODAY).content
    assert content is not None
    links = Links.at("https://example.org/nok", from_disk=False)
    return edition_of_site(build_site(content, TODAY), links, EXAMPLE)


@pytest.fixture(scope="module")
def shown(edition: Edition) -> dict[str, str]:
    """The words of every badge by its path, a line a row."""
    found = {}
    for file in of_territories(edition, badges_of):
        assert isinstance(file.content, bytes)
        rows = ElementTree.fromstring(file.content).iterfind(".//s:text", SVG)
        found[file.path] = "\n".join(row.text or "" for row in rows).replace(NO_BREAK, " ")
    return found


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("org/0002001433/badge.svg", ("Детский сад № 1 «Ромашка»", "86,78 из 100",
                                      "итог 2025 года, отлично", "14 ноября 2025 года")),
        ("org/0002003127/badge.svg", ("нет данных",)),
        ("primerskaya-oblast/badge.svg", ("Примерская область", "мероприятий выполнено с подтв",
                                          "22 ноября 2026 года")),
        ("primerskaya-oblast/vymyshlensk/badge.svg", ("нет данных", "планы не опубликованы")),
        ("primerskaya-oblast/primersk/plans/2026-information-campaign/badge.svg",
         ("2 из 12", "мероприятий выполнено с подтверждением")),
    ],
)  # fmt: skip
def test_a_badge_says_the_figure_and_as_of_when(
    shown: dict[str, str], path: str, words: tuple[str, ...]
) -> None:
    for each in words:
        assert each in shown[path]


def test_invented_data_are_called_so(shown: dict[str, str]) -> None:
    assert all("вымышлены" in text for text in shown.values())


def test_a_badge_is_a_picture_with_a_name_and_asks_for_nothing() -> None:
    text = badge(GLANCE, "ru").decode()
    svg = ElementTree.fromstring(text)
    assert (svg.get("role"), svg.get("width"), svg.get("height")) == ("img", "320", "100")
    assert svg.findtext("s:title", "", SVG) == GLANCE.title
    description = svg.findtext("s:desc", "", SVG)
    assert "86,17 из 100, итог 2025 года, отлично." in description
    assert "а не о том, как учат" in description
    ids = svg.get("aria-labelledby", "").split()
    assert ids == [element.get("id") for element in svg if element.get("id")]
    assert re.findall(r"https?://[^\"]+|<style|<script|url\(", text) == [SVG["s"]]
    assert text == badge(replace(GLANCE), "ru").decode()


@pytest.mark.parametrize(
    "title", [GLANCE.title, "Щ" * 80, "M" * 80, "Рентгеноэлектрокардиографический " * 4, "№ 1"]
)
def test_words_stay_on_the_badge(title: str) -> None:
    svg = ElementTree.fromstring(badge(replace(GLANCE, title=title), "ru"))
    for row in svg.iterfind(".//s:text", SVG):
        words, size = row.text or "", int(row.get("font-size", ""))
        bold = row.get("font-weight") == "700"
        assert 0 < width(words, size, bold=bold) <= badges.ROOM
    kept = svg.findall(".//s:text", SVG)[1].text or ""
    assert kept == title or kept.endswith("…")


def test_words_are_cut_between_words() -> None:
    assert fitting("Детский сад «Солнышко»", 10, 110) == "Детский сад…"


def test_a_picture_has_the_size_that_messengers_show_and_the_same_bytes() -> None:
    first = picture(GLANCE, "НОК")
    pictures.picture.cache_clear()
    assert picture(replace(GLANCE), "НОК") == first
    assert first[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high, bits, colours = struct.unpack(">IIBB", first[16:26])
    assert (wide, high, bits, colours) == (1200, 630, 8, 3), "3: a palette"
    assert len(first) < 60_000


def test_a_picture_shows_what_it_is_given() -> None:
    """Another figure is another picture: nothing is drawn outside or over."""
    drawn = {
        picture(replace(GLANCE, **{name: "Ещё"}), "НОК")
        for name in ("over", "title", "value", "label", "note", "limits", "warning")
    }
    assert len({*drawn, picture(GLANCE, "НОК"), picture(GLANCE, "Другой")}) == 9


def test_long_words_are_cut_on_a_picture() -> None:
    font = pictures._font(pictures.BOLD, 46)
    lines = wrapped("Щ" * 100 + " и ещё " + "слова " * 60, font, 1000, 2)
    assert len(lines) == 2
    assert all(font.getlength(line) <= 1000 for line in lines)
    assert all(line.endswith("…") for line in lines)
    assert wrapped("Одна строка", font, 1000, 2) == ["Одна строка"]


def test_every_letter_has_a_shape() -> None:
    """A font without a letter shows a box; two different letters never look the same."""
    for name in (pictures.REGULAR, pictures.BOLD):
        font = pictures._font(name, 40)
        missing = bytes(font.getmask("\ue000"))
        for letter in "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвёыэюя«»–—№…0123456789%":
            assert bytes(font.getmask(letter)) != missing, letter


def test_pictures_stand_beside_pages_only_where_links_can_be_whole(edition: Edition) -> None:
    def picture_files(of: Edition) -> list[OutputFile]:
        return [*site_pictures(*about_all(of)), *of_territories(of, pictures_of)]

    paths = {file.path for file in picture_files(edition)}
    assert {"picture.png", "org/0002001433/picture.png", "primerskaya-oblast/picture.png"} <= paths
    nowhere = replace(edition, links=Links.at(None, from_disk=False))
    assert picture_files(nowhere) == []
    record = edition.site.record.model_copy(update={"pictures": False})
    unwanted = replace(edition, site=replace(edition.site, record=record))
    assert picture_files(unwanted) == []


def test_the_fonts_come_with_their_licence() -> None:
    folder = Path(pictures.__file__).parent / "fonts"
    assert "GRANT OF LICENSE" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in folder.glob("*.ttf")) < 128 * 1024
