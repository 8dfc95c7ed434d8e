"""What pages tell programs: Open Graph, JSON-LD by an independent reader, code to copy."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from nokgen.messages import messages_for
from nokgen.render import Renderer
from tests.examples_of_views import plan_page
from tests.pages_under_test import Element, element_tree, faults_of_policy, page_files
from tests.sites_under_test import ROOT, built
from tests.test_redirects import first_site

BASE = "https://example.org/nok/"
SCHEMA = "https://schema.org/"
# Properties of each type, of schema.org as schema-dts 2.1.0 has it.
VOCABULARY: dict[str, set[str]] = {
    name: set(words.split())
    for name, words in json.loads(
        (ROOT / "tests/data/schemaorg.json").read_text(encoding="utf-8")
    ).items()
}
PRIMERSK = "/primerskaya-oblast/primersk/"
PLAN = f"{PRIMERSK}plans/2026-information-campaign/"
ROMASHKA = "/org/0002001433/"
RESULTS = f"{PRIMERSK}results/2025-culture/"
KILOBYTE = 1024


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional site, which knows where it stands."""
    folder = tmp_path_factory.mktemp("structured") / "public"
    built(ROOT / "examples/site", folder, base_url=BASE)
    return folder


@pytest.fixture(scope="module")
def site(public: Path) -> dict[str, Element]:
    return {
        address.removesuffix("index.html"): element_tree(path.read_text(encoding="utf-8"))
        for address, path in page_files(public).items()
        if not address.startswith("/styleguide/")
    }


def test_no_page_of_any_kind_has_anything_inline_or_foreign(site: dict[str, Element]) -> None:
    """Data for search engines are the one script in a page, and no browser runs it."""
    assert {a: f for a, page in site.items() if (f := faults_of_policy(page))} == {}


def properties(page: Element) -> dict[str, str]:
    return {
        meta.attributes["property"]: meta.attributes["content"]
        for meta in page.all("meta")
        if "property" in meta.attributes
    }


def block(page: Element) -> dict[str, Any] | None:
    found = [
        "".join(child for child in script.children if isinstance(child, str))
        for script in page.all("script")
        if script.attributes.get("type") == "application/ld+json"
    ]
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def nodes(page: Element) -> dict[str, dict[str, Any]]:
    """What a page is about, by type."""
    data = block(page)
    return {node["@type"]: node for node in data["@graph"]} if data else {}


def is_hidden(page: Element) -> bool:
    robots = {
        m.attributes["content"] for m in page.all("meta") if m.attributes.get("name") == "robots"
    }
    return robots == {"noindex"}


def test_every_page_says_what_a_link_to_it_looks_like(
    site: dict[str, Element], public: Path
) -> None:
    for address, page in site.items():
        found = properties(page)
        if is_hidden(page):
            assert found == {}, address
            continue
        assert found["og:url"] == BASE + address.lstrip("/")
        (canonical,) = [
            link.attributes["href"]
            for link in page.all("link")
            if link.attributes.get("rel") == "canonical"
        ]
        assert found["og:url"] == canonical
        assert {"og:title", "og:description", "og:site_name", "og:locale"} <= set(found), address
        assert (public / found["og:image"].removeprefix(BASE)).is_file(), address
        cards = [
            m.attributes["content"]
            for m in page.all("meta")
            if m.attributes.get("name") == "twitter:card"
        ]
        assert cards == ["summary_large_image"]


@pytest.mark.parametrize(
    ("address", "image"),
    [
        ("/", "picture.png"),
        ("/calendar/", "picture.png"),
        (ROMASHKA, "org/0002001433/picture.png"),
        (f"{PRIMERSK}bodies/newspaper/", "primerskaya-oblast/primersk/picture.png"),
        (RESULTS, f"{RESULTS[1:]}picture.png"),
    ],
)  # fmt: skip
def test_a_page_has_its_own_picture_or_that_of_the_nearest_above(
    site: dict[str, Element], address: str, image: str
) -> None:
    assert properties(site[address])["og:image"] == BASE + image


def test_an_independent_reader_keeps_every_key(site: dict[str, Element]) -> None:
    """Each name is one of schema.org: a reader with its terms, and nothing else, drops none."""
    terms = {name for names in VOCABULARY.values() for name in names} | set(VOCABULARY)
    context = {"@context": {term: SCHEMA + term for term in terms}}

    def load(url: str, _options: object = None) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": context}

    seen = set()
    for address, page in site.items():
        data = block(page)
        if data is None:
            continue
        expanded = jsonld.expand(data, {"documentLoader": load})
        said, kept = sorted(keys(data["@graph"])), sorted(keys(expanded))
        assert [SCHEMA + key for key in said] == kept, address
        for node in typed(data["@graph"]):
            seen.add(node["@type"])
            own = {key for key in node if not key.startswith("@")}
            assert own <= VOCABULARY[node["@type"]], (address, node)
    assert seen == set(VOCABULARY)


def keys(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from keys(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if not key.startswith("@"):
                yield key
            if key != "@value":
                yield from keys(each)


def typed(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from typed(each)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from typed(each)


def test_breadcrumbs_are_those_of_the_page(site: dict[str, Element]) -> None:
    trail = nodes(site[PLAN])["BreadcrumbList"]["itemListElement"]
    assert [item["name"] for item in trail][:2] == ["Примерская область", "Примерск"]
    assert [item["position"] for item in trail] == [1, 2, 3]
    assert trail[1]["item"] == f"{BASE}primerskaya-oblast/primersk/"
    assert all(
        "BreadcrumbList" in nodes(page)
        for address, page in site.items()
        if not is_hidden(page) and address != "/"
    )


def test_an_organisation_is_no_shop(site: dict[str, Element]) -> None:
    """Its code and its name; its points are no rating of customers."""
    organization = nodes(site[ROMASHKA])["Organization"]
    assert organization["taxID"] == "0002001433"
    assert organization["name"].startswith("Муниципальное бюджетное дошкольное")
    assert organization["mainEntityOfPage"] == f"{BASE}org/0002001433/"
    for address, page in site.items():
        assert not {"aggregateRating", "review"} & set(keys(block(page) or {})), address


def test_data_can_be_taken_where_the_page_says(site: dict[str, Element], public: Path) -> None:
    found = 0
    for page in site.values():
        for part in nodes(page).get("Dataset", {}).get("distribution", []):
            assert (public / part["contentUrl"].removeprefix(BASE)).is_file()
            found += 1
    assert found > 5


def test_the_next_deadlines_of_a_plan_are_events(site: dict[str, Element]) -> None:
    data = block(site[PLAN])
    assert data is not None
    events = [node for node in data["@graph"] if node["@type"] == "Event"]
    assert 1 <= len(events) <= 5
    days = [event["startDate"] for event in events]
    assert days == sorted(days)
    assert days[0] >= "2026-11-22"
    assert all(event["url"].startswith(f"{BASE}{PLAN.lstrip('/')}#") for event in events)


def test_text_cannot_leave_the_block() -> None:
    view = plan_page(1)
    words = "</script><script>alert(1)</script>\u2028&<!--"
    object.__setattr__(view.layout, "structured", {"@context": "x", "name": words})
    html = Renderer(messages_for("ru")).page("plan", view)
    data = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)["name"] == words
    assert not {"<", ">", "&", "\u2028"} & set(data)


def test_without_an_address_nothing_is_said_of_one(tmp_path: Path) -> None:
    built(first_site(tmp_path), tmp_path / "public")
    page = element_tree((tmp_path / "public/index.html").read_text(encoding="utf-8"))
    found = properties(page)
    assert "og:title" in found
    assert not {"og:url", "og:image"} & set(found)
    assert block(page) is None


def test_plans_stay_light_with_all_that_programs_read(tmp_path: Path) -> None:
    """Compressed, with styles, within the limit of tests/test_weight.py; the head adds little."""
    built(ROOT, tmp_path / "public", base_url=BASE)
    (sheet,) = (tmp_path / "public/assets").glob("site-*.css")
    style = gzip.compress(sheet.read_bytes())
    for file in (tmp_path / "public").glob("**/plans/*/index.html"):
        html = file.read_text(encoding="utf-8")
        assert len(gzip.compress(html.encode())) + len(style) <= 14 * KILOBYTE, file
        lines = [line for line in html.splitlines() if re.search('property="og:|ld\\+json', line)]
        assert len(lines) >= 7
        assert sum(len(line.encode()) for line in lines) <= 2 * KILOBYTE, file


def test_code_to_copy_holds_the_organisations_own_number(
    site: dict[str, Element], public: Path
) -> None:
    """Every address in the code is that of a page or a file."""
    page = site[f"{ROMASHKA}linking/"]
    codes = [area.text for area in page.all("textarea")]
    assert len(codes) >= 3
    for code in codes:
        for element in element_tree(code).all("a", "img", "iframe"):
            address = element.attributes.get("href") or element.attributes["src"]
            assert "/org/0002001433/" in address
            path = address.removeprefix(BASE)
            assert (public / (path + "index.html" if path.endswith("/") else path)).is_file()
        assert all("alt" in image.attributes for image in element_tree(code).all("img"))
    links = [link.attributes["href"] for link in site[ROMASHKA].all("a")]
    assert "linking/" in links
    assert any(link.attributes["href"] == "linking/" for link in site["/"].all("a"))


def test_a_card_stands_alone(site: dict[str, Element]) -> None:
    """No script, no menu; what it leads to opens in the whole window."""
    page = site[f"{ROMASHKA}embed/"]
    assert is_hidden(page)
    assert not list(page.all("script", "nav", "header", "footer", "form"))
    (link,) = page.all("a")
    assert (link.attributes["target"], link.attributes["href"]) == ("_top", "../")
    assert "86,78 из 100" in page.text
    assert "а не о том, как учат" in page.text
    (policy,) = [
        meta.attributes["content"] for meta in page.all("meta") if "http-equiv" in meta.attributes
    ]
    assert "frame" not in policy
    assert "script" not in policy
