"""What the heading of a column is taken for."""

from __future__ import annotations

import pytest

from nokgen.check.columns import column_of
from nokgen.domain.scoring import COUNTS
from nokgen.messages import messages_for

RU = messages_for("ru")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("ИНН", "inn"),
        ("inn", "inn"),
        (" ИНН организации ", "inn"),
        ("1.1", "1.1"),
        ("1.1.", "1.1"),
        ("5,3", "5.3"),
        ("Показатель 1.1", "1.1"),
        ("Показатель 1.1. Соответствие информации на стендах и на сайте", "1.1"),
        ("П.2.3", "2.3"),
        ("№ 4.2", "4.2"),
        ("1.1 Открытость", "1.1"),
        ("01.янв", "1.1"),
        ("5 мар", "5.3"),
        ("03.02.2024", "3.2"),
        ("2024-02-03", "3.2"),
        ("k1", "k1"),
        ("К1", "k1"),
        ("K 5", "k5"),
        ("Критерий 1", "k1"),
        ("Критерий 3. Доступность услуг для инвалидов", "k3"),
        ("2-й критерий", "k2"),
        ("Балл по критерию 4", "k4"),
        ("Открытость и доступность информации об организации", "k1"),
        ("Комфортность условий предоставления услуг", "k2"),
        ("Доступность услуг для инвалидов", "k3"),
        ("Доброжелательность, вежливость работников", "k4"),
        ("Удовлетворённость условиями оказания услуг", "k5"),
        ("Итог", "total"),
        ("Итоговый балл", "total"),
        ("ИТОГОВАЯ ОЦЕНКА\nКАЧЕСТВА", "total"),
        ("Интегральный показатель", "total"),
        ("total", "total"),
        ("Число респондентов", "respondents"),
        ("Количество опрошенных", "respondents"),
        ("respondents", "respondents"),
        ("Численность получателей услуг", "visitors"),
        ("Число обучающихся", "visitors"),
        ("comfort_satisfied", "counts.comfort_satisfied"),
        ("Укомф", "counts.comfort_satisfied"),
        ("У комф.", "counts.comfort_satisfied"),
        ("№ п/п", ""),
        ("Наименование организации", ""),
        ("Полное наименование", ""),
        ("Место по итоговому баллу", ""),
        ("Итоговое место", ""),
        ("Муниципальное образование", ""),
        ("Телефон", None),
        ("6.1", None),
        ("1.4", None),
        ("1.1.2", None),
        ("1.12", None),
        ("К6", None),
        ("К12", None),
        ("2021", None),
        ("Сумма баллов", None),
        ("Удовлетворённость комфортностью", None),
    ],
)
def test_a_heading(heading: str, key: str | None) -> None:
    assert column_of(heading) == key


@pytest.mark.parametrize("key", sorted(COUNTS))
def test_counts_are_known_as_the_documentation_calls_them(key: str) -> None:
    assert column_of(RU.gettext(COUNTS[key].title)) == f"counts.{key}"
    assert column_of(COUNTS[key].symbol) == f"counts.{key}"
