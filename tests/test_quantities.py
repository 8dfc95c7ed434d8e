"""Quantities: the words of a document go in, a number with its comparison and unit comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nokgen.domain.deadlines import Unit
from nokgen.domain.quantities import MAX_LENGTH, Quantity, parse_quantity, quantity_json


@pytest.mark.parametrize(
    ("text", "compare", "count", "unit"),
    [
        ("не менее 2 раз", ">=", 2, "раз"),
        ("9 раз", "=", 9, "раз"),
        ("не менее 10 раз", ">=", 10, "раз"),
        ("17 раз", "=", 17, "раз"),
        ("не менее 1000 экземпляров", ">=", 1000, "экземпляр"),
        ("8 раз", "=", 8, "раз"),
        ("не менее 1 000 экз.", ">=", 1000, "экземпляр"),
        ("не менее 1\u00a0000 экземпляров", ">=", 1000, "экземпляр"),
        ("не менее 1 тыс. экземпляров", ">=", 1000, "экземпляр"),
        ("НЕ МЕНЕЕ ДВУХ ЗАСЕДАНИЙ", ">=", 2, "заседание"),
        ("не менее 2-х публикаций в СМИ", ">=", 2, "публикация"),
        ("не менее трёх отчётов", ">=", 3, "отчёт"),
        ("2 (два) заседания", "=", 2, "заседание"),
        ("до 5 публикаций", "<=", 5, "публикация"),
        ("не более 5 статей", "<=", 5, "статья"),
        ("свыше 100 человек", ">", 100, "человек"),
        ("менее 3 жалоб", "<", 3, "жалоба"),
        ("≥ 3 статей", ">=", 3, "статья"),
        (">= 10", ">=", 10, None),
        ("10 и более публикаций", ">=", 10, "публикация"),
        ("10 публикаций и более", ">=", 10, "публикация"),
        ("100 %", "=", 100, "процент"),
        ("не менее 60% получателей услуг", ">=", 60, "процент"),
        ("3 информационных материала", "=", 3, "материал"),
        ("1000 экземпляров информационных буклетов", "=", 1000, "экземпляр"),
        ("не менее 3 хакатонов", ">=", 3, None),
        ("не менее 20 штyк", ">=", 20, "штука"),
    ],
)
def test_quantity_is_read(text: str, compare: str, count: int, unit: str | None) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity_json(quantity) == {
        "form": "quantity",
        "compare": compare,
        "count": count,
        "unit": unit,
    }


def test_ranges_and_times_say_more() -> None:
    span = parse_quantity("от 3 до 5 раз")
    assert span == parse_quantity("3–5 раз")
    assert span == Quantity("range", 3, "раз", upper=5, words="раз")
    assert quantity_json(span) == {
        "form": "quantity",
        "compare": "range",
        "count": 3,
        "unit": "раз",
        "to": 5,
    }
    often = parse_quantity("не реже 1 раза в квартал")
    assert often == Quantity(">=", 1, "раз", per=Unit.QUARTER, words="раза")
    assert quantity_json(often)["per"] == "quarter"


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "раз",
        "много",
        "около 10 раз",
        "по 2 публикации",
        "1 экземпляр на организацию",
        "1 экземпляр в каждой школе",
        "1 заседание, 2 семинара",
        "2 публикации и семинар",
        "3 из 5 организаций",
        "5–3 раз",
        "не менее 3–5 раз",
        "0 раз",
        "1,5 тысячи",
        "охват 100 % родителей",
        "30.01.2022",
        "не менее",
        "2 (три) заседания",
        "2 раза ежегодно",
        "9" * 30,
        "1 " + "а" * MAX_LENGTH,
    ],
)
def test_what_is_not_one_number_is_not_read(text: str | None) -> None:
    assert parse_quantity(text) is None


@given(st.text(max_size=80) | st.integers(-5, 10**12).map(lambda n: f"не менее {n} раз"))
def test_any_text_is_read_or_refused_without_an_error(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is None or quantity.count > 0
