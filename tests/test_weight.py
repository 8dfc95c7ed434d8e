"""Pages of the real site are light enough for a village connection."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.sites_under_test import ROOT, built

KILOBYTE = 1024
PLANS = sorted(
    str(file.relative_to(ROOT / "content").with_suffix(""))
    for file in (ROOT / "content").glob("**/plans/*.yaml")
)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as it is published: its address adds what other sites read."""
    folder = tmp_path_factory.mktemp("weight") / "public"
    built(ROOT, folder, base_url="https://example.github.io/nok/")
    return folder


def sheet(public: Path, name: str) -> bytes:
    """The one file of the assets whose name begins so."""
    [file] = (public / "assets").glob(f"{name}-*.css")
    return file.read_bytes()


def test_every_page_has_the_sheets_of_its_components(public: Path) -> None:
    """A class that only a further sheet knows is used on no page without such a sheet."""
    common = _classes(sheet(public, "site"))
    further = {
        file.name: _classes(file.read_bytes()) - common
        for file in (public / "assets").glob("*.css")
        if not file.name.startswith(("site-", "print-", "display-"))
    }
    for page in sorted(public.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        used = {name for names in re.findall(r' class="([^"]+)"', html) for name in names.split()}
        there = {name for file, names in further.items() if file in html for name in names}
        needed = {name for names in further.values() for name in names} & used
        assert needed <= there, page


def _classes(css: bytes) -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)", css.decode()))


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_and_its_styles_are_light(public: Path, plan: str) -> None:
    page, style = (public / plan / "index.html").read_bytes(), sheet(public, "site")
    assert len(page) + len(style) <= 50 * KILOBYTE
    assert len(gzip.compress(page)) + len(gzip.compress(style)) <= 14 * KILOBYTE


def test_styles_are_light_even_for_those_who_choose(public: Path) -> None:
    assert len(sheet(public, "site")) + len(sheet(public, "display")) <= 20 * KILOBYTE


def test_scripts_of_ordinary_pages_are_light(public: Path) -> None:
    """Everything but what the search page loads."""
    scripts = [
        file.read_bytes()
        for file in (public / "assets").glob("*.js")
        if not file.name.startswith("search")
    ]
    assert scripts
    assert sum(len(gzip.compress(script)) for script in scripts) <= 10 * KILOBYTE
