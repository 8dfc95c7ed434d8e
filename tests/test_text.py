"""Long names are cut between words, and no word that leans on the next one is left at the cut."""

from __future__ import annotations

import pytest

from nokgen.pages.text import shortened

NAME = "Размещение информации о проведении независимой оценки на сайте"


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (len(NAME), NAME),
        (len(NAME) - 1, "Размещение информации о проведении независимой оценки…"),
        (34, "Размещение информации…"),
        (35, "Размещение информации о проведении…"),
        (24, "Размещение информации…"),
        (11, "Размещение…"),
        (10, "Размещени…"),
    ],
)
def test_a_name_is_cut_between_words(length: int, shown: str) -> None:
    assert shortened(NAME, length) == shown
    assert len(shown) <= length


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Подготовка отчётов, справок и таблиц", "Подготовка отчётов…"),
        ("Подготовка отчётов — справок и таблиц", "Подготовка отчётов…"),
        ("Подготовка отчётов «справок» и таблиц", "Подготовка отчётов…"),
        ("Подготовка отчётов для совета города", "Подготовка отчётов…"),
        ("Подготовка отчётов о\u00a0работе совета", "Подготовка отчётов…"),
        ("Подготовка отчётов и, при нужде, таблиц", "Подготовка отчётов…"),
    ],
)
def test_what_leans_on_the_next_word_goes_with_it(text: str, shown: str) -> None:
    assert shortened(text, 26) == shown


def test_a_short_name_keeps_its_no_break_spaces_and_loses_line_ends() -> None:
    assert shortened("О\u00a0совете\nгорода ", 50) == "О\u00a0совете города"
