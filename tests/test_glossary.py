"""Abbreviations lead to the glossary: once a page, in running text, to the letter."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from markupsafe import Markup

from nokgen.messages import messages_for
from nokgen.pages import views
from nokgen.pages.glossary import Glossary, explained
from nokgen.records.content import PageFile
from nokgen.records.site import PageHead
from nokgen.render import markdown
from tests.examples_of_views import body_page, text_page
from tests.sites_under_test import ROOT, built

RU = messages_for("ru")
GLOSSARY = """\
## НОК

Независимая оценка.

## НОКО ##

## Оператор

Не сокращение.

## Б&Б

    ## ИНН
"""


def glossary(text: str = GLOSSARY) -> Glossary:
    head = PageHead.model_validate({"title": "Словарь"})
    return Glossary.of((PageFile("glossary", "content/pages/glossary.md", head, text),))


def shown(*paragraphs: str, terms: Glossary | None = None) -> list[str]:
    """The paragraphs of a page's note after the terms were linked."""
    note = tuple(views.Block("p", text) for text in paragraphs)
    found = explained(
        replace(body_page(), note=note), terms or glossary(), lambda address: f"../..{address}", RU
    )
    assert isinstance(found, views.BodyPage)
    return [block.text for block in found.note]


def link(term: str) -> str:
    """The link that a term becomes."""
    said = f'aria-label="{term}: что это значит"'
    return f'<a class="term" href="../../glossary/#{term.lower()}" {said}>{term}</a>'


NOK = link("НОК")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("О проведении НОК.", f"О проведении {NOK}."),
        ("НОК и ещё раз НОК", f"{NOK} и ещё раз НОК"),
        ("«НОК»", f"«{NOK}»"),
        ("О\u00a0НОК", f"О\u00a0{NOK}"),
        ("<b>НОК</b> & Ко", f"&lt;b&gt;{NOK}&lt;/b&gt; &amp; Ко"),
    ],
)
def test_the_first_occurrence_is_a_link_and_the_words_stay(text: str, html: str) -> None:
    (found,) = shown(text)
    assert isinstance(found, Markup)
    assert found == html
    assert unescape(re.sub(r"</?a[^>]*>", "", found)) == text


@pytest.mark.parametrize(
    "text", ["нок", "Нок", "СНОК", "НОКИА", "НОК2", "оператор", "Оператор", "ИНН", "a & b", ""]
)
def test_only_whole_words_in_capitals_are_terms(text: str) -> None:
    (found,) = shown(text)
    assert (found, type(found)) == (text, str)


def test_a_longer_term_is_not_cut_by_a_shorter_one() -> None:
    assert shown("НОКО") == [link("НОКО")]


def test_each_term_is_linked_once_a_page() -> None:
    assert shown("НОК", "НОК", "НОКО") == [NOK, "НОК", link("НОКО")]


def test_headings_and_links_stay_as_they_are() -> None:
    page = body_page()
    assert explained(page, glossary("## ОО\n"), lambda address: address, RU) is page


def test_a_site_without_a_glossary_and_pages_of_editors_stay_as_they_are() -> None:
    assert Glossary.of(()) == Glossary()
    assert shown("НОК", terms=Glossary()) == ["НОК"]
    page = text_page()
    assert explained(page, glossary(), str, RU) is page


def test_the_anchors_are_those_of_the_page() -> None:
    """A fragment must be the id that the same heading gets on the glossary page."""
    html = markdown(GLOSSARY)
    for address in glossary().anchors.values():
        assert f'id="{address.partition("#")[2]}"' in html


def test_the_real_plans_explain_their_abbreviations(tmp_path: Path) -> None:
    built(ROOT, tmp_path, today=date(2026, 11, 22))
    plan = tmp_path / "murmanskaya-oblast/kirovsk/plans/2020-information-campaign/index.html"
    html = plan.read_text(encoding="utf-8")
    for anchor in ("нок", "доо"):
        assert html.count(f'class="term" href="../../../../glossary/#{anchor}"') == 1
