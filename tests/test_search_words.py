"""What the build gives to the search: synonyms, orders, scripts that find each other."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from nokgen.check import check
from nokgen.check.layout import SYNONYMS
from nokgen.read import read_site
from nokgen.render import assets
from tests.search_words import search_site
from tests.sites_under_test import ROOT, TODAY, built

SYNONYMS_TEXT = """groups:
  - words: [детский сад, «Теремок» & "Ко"]
    note: Так пишут документы, а так говорят жители
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return search_site(tmp_path / "site")


def test_the_search_page_knows_the_synonyms_as_they_are_written(site: Path) -> None:
    (site / SYNONYMS).write_text(SYNONYMS_TEXT, encoding="utf-8")
    built(site, site / "public")
    page = (site / "public/search/index.html").read_text(encoding="utf-8")
    found = re.search(r'data-synonyms="([^"]*)"', page)
    assert found is not None
    assert json.loads(html.unescape(found[1])) == [["детский сад", '«Теремок» & "Ко"']]


def test_a_site_without_synonyms_is_whole(site: Path) -> None:
    outcome = built(site, site / "public")
    assert outcome.diagnostics == ()
    assert 'data-synonyms="[]"' in (site / "public/search/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["synonym.yaml", "sinonyms.yaml", "Synonyms.yaml"])
def test_a_slip_in_the_name_of_the_file_is_told(site: Path, name: str) -> None:
    (site / "content" / name).write_text(SYNONYMS_TEXT, encoding="utf-8")
    (diagnostic,) = check(read_site(site), lambda _zone: TODAY).diagnostics
    assert diagnostic.code.slug == "unknown-file"
    assert diagnostic.hint is not None
    assert diagnostic.hint.params == {"name": "synonyms.yaml"}


def test_a_page_has_an_order_only_where_it_has_such_a_day(tmp_path: Path) -> None:
    built(ROOT, tmp_path / "public")

    def orders(address: str) -> dict[str, str]:
        page = (tmp_path / "public" / address / "index.html").read_text(encoding="utf-8")
        return {
            key: day
            for day, key in re.findall(r'content="([^"]*)" data-pagefind-sort="(\w+)\[', page)
        }

    over = orders("murmanskaya-oblast/kirovsk/plans/2020-information-campaign")
    yearly = orders("murmanskaya-oblast/polyarnye-zori/plans/annual-assessment")
    assert over == {"date": "2020-01-01"}
    assert set(yearly) == {"deadline"}
    assert yearly["deadline"] >= TODAY.isoformat()
    assert orders("murmanskaya-oblast/kirovsk") == {}


def test_every_script_of_the_search_is_published_and_its_modules_are_there(site: Path) -> None:
    written = {path.name for path in (ROOT / "templates/assets").glob("search*.js")}
    assert written == {name for name, _ in assets() if name.startswith("search")}
    built(site, site / "public")
    folder = site / "public/assets"
    page = (site / "public/search/index.html").read_text(encoding="utf-8")
    for script in folder.glob("search*.js"):
        assert f"../assets/{script.name}" in page
        for module in re.findall(r'from "\./([^"]+)"', script.read_text(encoding="utf-8")):
            assert (folder / module).is_file(), (script.name, module)
