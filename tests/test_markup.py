"""Every page of the real site says what it is: landmarks, headings, links, tables, language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise
from urllib.parse import urljoin

import pytest

from tests.pages_under_test import Element, element_tree, page_files, plain
from tests.sites_under_test import ROOT, built

# Links that say nothing when they are read alone, as in a list of all links.
EMPTY_WORDS = {"здесь", "тут", "подробнее", "далее", "читать далее", "ссылка", "ещё", "перейти"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Names in Latin letters are no foreign language; a sentence is.
FOREIGN = re.compile(r"(?:\b[A-Za-z]{2,}\b +){3,}[A-Za-z]{2,}")
# With a word of its own for each landmark, lists of landmarks can be read.
LANDMARKS = {"header": 1, "main": 1, "footer": 1}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    """Every page of the real site as a tree, by its address."""
    public = tmp_path_factory.mktemp("site") / "public"
    built(ROOT, public)
    return {
        address: element_tree(path.read_text(encoding="utf-8"))
        for address, path in page_files(public).items()
        # The same examples stand there many times over.
        if not address.startswith("/styleguide/")
    }


def test_every_page_has_the_same_landmarks_each_with_a_name_of_its_own(
    site: dict[str, Element],
) -> None:
    for address, page in site.items():
        found = {tag: sum(1 for _ in page.all(tag)) for tag in LANDMARKS}
        assert found == LANDMARKS, address
        menus = [menu.attributes.get("aria-label", "") for menu in page.all("nav")]
        assert "" not in menus, address
        assert len(menus) == len(set(menus)), address


def test_a_link_skips_to_the_content(site: dict[str, Element]) -> None:
    """Only the one to the settings of the display may stand before it."""
    for address, page in site.items():
        first = [link.attributes["href"] for link in islice(page.one("body").all("a"), 2)]
        assert "#" + page.one("main").attributes["id"] in first, address


def test_headings_go_down_one_level_at_a_time(site: dict[str, Element]) -> None:
    for address, page in site.items():
        levels = [int(heading.tag[1]) for heading in page.all(*HEADINGS)]
        assert levels[0] == 1, address
        assert levels.count(1) == 1, address
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert jumps == [], address
        assert all(heading.name for heading in page.all(*HEADINGS)), address


def test_titles_go_from_the_particular_to_the_general(site: dict[str, Element]) -> None:
    home = site["/index.html"].one("title").text
    for address, page in site.items():
        title = page.one("title").text
        assert len(title) <= 250, address
        if address != "/index.html":
            assert " — " in title, address
            assert not title.startswith(home), address


def test_every_page_tells_a_search_result_what_it_is(site: dict[str, Element]) -> None:
    for address, page in site.items():
        (words,) = [
            meta.attributes["content"]
            for meta in page.all("meta")
            if meta.attributes.get("name") == "description"
        ]
        assert 10 <= len(words) <= 200, address


def links(page: Element) -> Iterator[tuple[str, str]]:
    """Name and target of every link of a page."""
    for link in page.all("a"):
        if "href" in link.attributes:
            yield link.name, link.attributes["href"]


def test_a_link_makes_sense_alone(site: dict[str, Element]) -> None:
    """One name never leads to two places, and says more than «подробнее»."""
    for address, page in site.items():
        targets = defaultdict(set)
        for name, href in links(page):
            targets[name.casefold()].add(urljoin(address, href))
        assert "" not in targets, address
        assert EMPTY_WORDS.isdisjoint(targets), address
        several = {name: sorted(found) for name, found in targets.items() if len(found) > 1}
        assert several == {}, address


def test_no_control_stands_inside_another(site: dict[str, Element]) -> None:
    for address, page in site.items():
        inside = [e.name for e in page.all("a", "button", "input") if e.above("a", "button")]
        assert inside == [], address


def test_the_page_that_one_reads_is_marked(site: dict[str, Element]) -> None:
    """In the breadcrumbs its name without a link; in menus the link that leads to it."""
    for address, page in site.items():
        marked = [e for e in page.all() if e.attributes.get("aria-current") == "page"]
        here = address.removesuffix("index.html")
        for element in marked:
            if element.tag == "a":
                target = urljoin(address, element.attributes["href"]).removesuffix("index.html")
                assert target == here, address
        crumbs = [e for e in marked if e.tag == "span"]
        trail = [e for e in page.all("nav") if "crumbs" in e.attributes.get("class", "")]
        assert len(crumbs) == len(trail) == (address not in ("/index.html", "/404.html")), address
        for menu in page.all("nav"):
            leading_here = [
                link
                for link in menu.all("a")
                if urljoin(address, link.attributes["href"]).removesuffix("index.html") == here
            ]
            assert all(link in marked for link in leading_here), address


def test_the_language_is_named(site: dict[str, Element]) -> None:
    for address, page in site.items():
        assert page.one("html").attributes["lang"] == "ru", address
        foreign = [text for text, language in _texts(page.one("body"), "ru") if language == "ru"]
        assert [text for text in foreign if FOREIGN.search(text)] == [], address


def _texts(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Every piece of text with the language it is in."""
    language = element.attributes.get("lang", language)
    for child in element.children:
        if isinstance(child, str):
            yield plain(child), language
        else:
            yield from _texts(child, language)


def test_tables_have_captions_and_headers(site: dict[str, Element]) -> None:
    for address, page in site.items():
        for table in page.all("table"):
            # Tables of editors have their heading above, and a name by their box.
            named = any(table.all("caption")) or table.above("div")
            assert named, address
            assert all("scope" in cell.attributes for cell in table.all("th")), address
            assert any(table.all("th")), address


def test_pictures_are_words_or_hidden(site: dict[str, Element]) -> None:
    for address, page in site.items():
        for picture in page.all("svg"):
            spoken = picture.attributes.get("role") == "img" and picture.attributes.get(
                "aria-label"
            )
            hidden = (
                picture.attributes.get("aria-hidden") == "true" or "hidden" in picture.attributes
            )
            assert spoken or hidden, address
        assert all("alt" in image.attributes for image in page.all("img")), address


def test_every_field_has_a_label(site: dict[str, Element]) -> None:
    for address, page in site.items():
        labels = {label.attributes.get("for") for label in page.all("label")}
        for control in page.all("input", "select", "textarea"):
            if control.attributes.get("type") in ("hidden", "submit"):
                continue
            named = (
                control.attributes.get("id") in labels
                or control.above("label")
                or "aria-label" in control.attributes
                or "aria-labelledby" in control.attributes
            )
            assert named, f"{address}: {control.attributes}"


def test_a_form_that_leads_somewhere_has_a_button_that_sends_it(site: dict[str, Element]) -> None:
    """Forms of scripts apply each choice at once (the validator's wcag/h32 cannot tell them)."""
    for address, page in site.items():
        for form in page.all("form"):
            kinds = [button.attributes.get("type", "submit") for button in form.all("button")]
            assert "action" not in form.attributes or "submit" in kinds, address


def test_a_plan_says_in_plain_words_what_it_is(site: dict[str, Element]) -> None:
    """The editors' summary stands above everything else, and in the results of searches."""
    for plan in sorted((ROOT / "content").rglob("plans/*.yaml")):
        folder = plan.relative_to(ROOT / "content").with_suffix("")
        page = site[f"/{folder}/index.html"]
        (summary,) = [e.text for e in page.all("p") if e.attributes.get("class") == "summary"][:1]
        (words,) = [
            meta.attributes["content"]
            for meta in page.all("meta")
            if meta.attributes.get("name") == "description"
        ]
        assert summary.startswith(plain(words).rstrip("…")), folder
        territory = site[f"/{folder.parent.parent}/index.html"]
        cards = [
            item.text for item in territory.all("li") if item.attributes.get("class") == "card"
        ]
        assert any(summary in card for card in cards), folder


def test_names_in_lists_are_cut_between_words(site: dict[str, Element]) -> None:
    names = [
        link.text
        for page in site.values()
        for link in page.all("a")
        if re.search(r"#m\d+$", link.attributes["href"]) and link.above("li")
    ]
    assert any(name.endswith("…") for name in names)
    assert [name for name in names if len(name) > 160] == []
    assert [name for name in names if re.search(r"(?:[\s,;:(«–—-]|\s\w{1,2})…$", name)] == []
