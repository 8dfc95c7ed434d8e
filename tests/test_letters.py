"""The index from А to Я: which letter a name stands under, in which order, and what it leads to."""

from __future__ import annotations

import dataclasses

import pytest

from nokgen.model import Body, Site
from nokgen.pages.letters import ALPHABET, LONG, letter_of, letters_page, sorting_key
from nokgen.pages.overview import territories
from nokgen.pages.texts import not_found_page, search_page
from nokgen.pages.views.listings import LettersPage
from tests.test_pages import edition
from tests.whole_under_test import about_all


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Кировск", "К"),
        ("Ёлкино", "Е"),
        ("ёлкинская школа", "Е"),
        ("Йошкар-Ола", "Й"),
        ("Ытык-Кюёль", "Ы"),
        ("«Колос», клуб", "К"),
        ("— без имени", "Б"),
        ("Radio Primer", "A–Z"),
        ("12-й детский сад", "0–9"),
    ],
)
def test_every_name_finds_its_letter(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_names_stand_in_the_order_of_a_dictionary() -> None:
    names = ["Ёлкино", "Еланский район", "«Ель», клуб", "Ельня", "елабуга"]
    assert sorted(names, key=sorting_key) == [
        "елабуга",
        "Еланский район",
        "Ёлкино",
        "«Ель», клуб",
        "Ельня",
    ]


def links_of(page: LettersPage) -> list[tuple[str, str]]:
    """Every letter with the address of every name under it."""
    return [
        (letter.label, entry.link.href)
        for letter in page.letters
        for group in letter.groups
        for entry in group.items
    ]


def test_everything_with_a_page_of_its_own_is_there_once() -> None:
    shown = edition()
    hrefs = [href for _, href in links_of(letters_page(*about_all(shown)))]
    expected = [
        f"..{address}"
        for region, municipality in territories(shown.site)
        for owner in [municipality or region]
        for address in (
            owner.address,
            *(body.address for body in owner.bodies),
            *(plan.address for plan in owner.plans),
        )
    ]
    assert sorted(hrefs) == sorted(expected)


def test_only_letters_with_names_are_links() -> None:
    page = letters_page(*about_all(edition()))
    assert [letter.label for letter in page.alphabet] == list(ALPHABET)
    linked = [letter.label for letter in page.alphabet if letter.href]
    assert linked == [letter.label for letter in page.letters]
    assert [letter.href for letter in page.alphabet if letter.label == "К"] == ["#К"]


def test_bodies_of_one_name_say_whose_they_are() -> None:
    page = letters_page(*about_all(edition()))
    entries = [
        (entry.link.label.replace("\u00a0", " "), entry.detail.replace("\u00a0", " "))
        for letter in page.letters
        if letter.label == "О"
        for group in letter.groups
        for entry in group.items
    ]
    councils = [entry for entry in entries if entry[0].startswith("Общественный совет")]
    assert councils == [
        ("Общественный совет, Десногорск", "Общественный совет"),
        ("Общественный совет, Зея", "Общественный совет"),
        ("Общественный совет, Полярные Зори", "Общественный совет"),
    ]
    assert ("Отдел образования", "Орган власти, Полярные Зори") in entries


def crowded(site: Site, count: int) -> Site:
    """The site with `count` more bodies under К, in its first region."""
    first = site.regions[0]
    record = site.regions[1].bodies[0].record
    bodies = tuple(
        Body(
            record.model_copy(update={"name": f"Комитет № {n}", "short_name": None}),
            f"/a/{n}/",
            (),
            (),
        )
        for n in range(count)
    )
    return dataclasses.replace(site, regions=(dataclasses.replace(first, bodies=bodies),))


@pytest.mark.parametrize(
    ("count", "titles"),
    [(LONG, [""]), (LONG + 1, ["Ответственные"])],
)
def test_a_long_list_is_parted_by_kind(count: int, titles: list[str]) -> None:
    shown = edition()
    page = letters_page(*about_all(dataclasses.replace(shown, site=crowded(shown.site, count))))
    (letter,) = [letter for letter in page.letters if letter.label == "К"]
    assert [group.title for group in letter.groups] == titles


def test_who_cannot_search_is_led_to_the_index() -> None:
    shown = edition()
    for page in (search_page(shown), not_found_page(shown)):
        assert "Указатель от А до Я" in [link.label for link in page.suggestions]
    assert "Указатель от А до Я" in [
        link.label for link in letters_page(*about_all(shown)).layout.footer
    ]
