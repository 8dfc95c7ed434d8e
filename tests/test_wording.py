"""What was understood, in a sentence for a clerk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nokgen.domain.deadlines import parse_deadline
from nokgen.domain.nouns import NOUNS
from nokgen.domain.periods import Period
from nokgen.domain.quantities import parse_quantity
from nokgen.domain.wording import deadline_sentence, quantity_sentence
from nokgen.messages import messages_for

RU, EN = messages_for("ru"), messages_for("en")
YEAR_2020 = Period.of_years(2020, 2020)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ежегодно до 30 января", "Ежегодно, не позднее 30 января"),
        ("ежегодно", "Ежегодно"),
        ("ежегодно в феврале", "Ежегодно, с 1 февраля по последний день февраля"),
        ("ежегодно до 29 февраля", "Ежегодно, не позднее последнего дня февраля"),
        ("ежегодно 1 октября", "Ежегодно, 1 октября"),
        ("ежегодно в марте и мае", "Ежегодно, с 1 по 31 марта и с 1 по 31 мая"),
        (
            "Июль 2020, Сентябрь 2020",
            "С 1 по 31 июля 2020 года и с 1 по 30 сентября 2020 года",
        ),
        ("август-ноябрь 2020", "С 1 августа по 30 ноября 2020 года"),
        ("ноябрь 2020 – февраль 2021", "С 1 ноября 2020 года по 28 февраля 2021 года"),
        ("1 марта", "1 марта 2020 года"),
        ("до 1 сентября", "Не позднее 1 сентября 2020 года"),
        ("постоянно", "Постоянно"),
        ("в течение года", "Постоянно, с 1 января по 31 декабря 2020 года"),
        ("ежегодно, 1 раз в квартал", "Каждый квартал"),
        ("раз в полгода", "Каждое полугодие"),
        ("2 раза в год", "2 раза в год"),
        ("5 раз в год", "5 раз в год"),
        ("ежемесячно до 10 числа", "Каждый месяц, до 10-го числа месяца включительно"),
        ("ежемесячно с марта по май", "Каждый месяц, с 1 марта по 31 мая 2020 года"),
        ("По завершению проверки", "Зависит от события: по завершению проверки"),
        ("в течение 21 рабочего дня после встречи", "В течение 21 рабочего дня после встречи"),
        ("в течение 3 дней после заседания", "В течение 3 дней после заседания"),
        ("в месячный срок", "В течение 1 месяца; с какого дня считать, не сказано"),
        (
            "согласно графику проведения НОКО",
            "Срок задан другим документом: согласно графику проведения НОКО",
        ),
        ("июнь (по графику)", "С 1 по 30 июня 2020 года, по графику"),
        ("", "Срок не указан"),
        ("декабрь, январь", "Неясно, к какому году относится срок «декабрь, январь»"),
        ("по «сигналу»", "Срок «по „сигналу“» не удалось прочитать"),
    ],
)
def test_deadline_in_russian(text: str, sentence: str) -> None:
    assert deadline_sentence(parse_deadline(text, YEAR_2020), RU) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ежегодно до 30 января", "Each year, no later than 30 January"),
        ("Июль 2020, Сентябрь 2020", "From 1 to 31 July 2020 and from 1 to 30 September 2020"),
        ("1 раз в квартал", "Each quarter"),
        ("", "No deadline is given"),
    ],
)
def test_deadline_in_english(text: str, sentence: str) -> None:
    assert deadline_sentence(parse_deadline(text, YEAR_2020), EN) == sentence


def test_every_known_form_has_a_sentence_in_both_languages() -> None:
    rows = json.loads((Path(__file__).parent / "data" / "deadlines.json").read_text("utf-8"))
    for text in {row["text"] for row in rows}:
        for messages in (RU, EN):
            sentence = deadline_sentence(parse_deadline(text, YEAR_2020), messages)
            assert sentence[0] == sentence[0].upper()
            assert "%" not in sentence
            assert "  " not in sentence
            assert ", ," not in sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("не менее 1000 экземпляров", "не менее 1\u00a0000 экземпляров"),
        ("не менее 2 раз", "не менее 2 раз"),
        ("не реже 1 раза в квартал", "не менее 1 раза в квартал"),
        ("9 раз", "9 раз"),
        ("2 раза", "2 раза"),
        ("21 заседание", "21 заседание"),
        ("11 заседаний", "11 заседаний"),
        ("≥ 5 шт.", "не менее 5 штук"),
        ("не менее 3 отчетов", "не менее 3 отчётов"),
        ("> 1 семинара", "более 1 семинара"),
        ("< 100 человек", "менее 100 человек"),
        ("до 5 публикаций", "не более 5 публикаций"),
        ("3-5 статей", "от 3 до 5 статей"),
        ("100 %", "100 процентов"),
        ("не менее двух", "не менее 2"),
        ("2 публикации в СМИ", "2 публикации в СМИ"),
        ("не менее 3 хакатонов", "не менее 3 хакатонов"),
    ],
)
def test_quantity_in_russian(text: str, sentence: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity_sentence(quantity, RU) == sentence


def test_quantity_in_english_keeps_the_document_s_word() -> None:
    quantity = parse_quantity("не менее 1000 экземпляров")
    assert quantity is not None
    assert quantity_sentence(quantity, EN) == "at least 1,000 (экземпляр)"


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("раз", "раз раза раз"),
        ("человек", "человек человека человек"),
        ("публикация", "публикация публикации публикаций"),
        ("год", "год года лет"),
    ],
)
def test_nouns_after_one_two_and_five(lemma: str, forms: str) -> None:
    assert [NOUNS[lemma].counted(n) for n in (1, 2, 5)] == forms.split()
    assert [NOUNS[lemma].counted(n) for n in (101, 22, 112)] == forms.split()
