"""The catalogues are complete: every text for people has its Russian and its English words."""

from __future__ import annotations

from datetime import date

import pytest
from babel.numbers import format_decimal

from nokgen.messages import messages_for
from tools.messages import compiled, extracted, merged, problems


def test_every_message_is_translated_used_and_compiled() -> None:
    assert problems() == []


def test_compiled_catalogues_name_no_day_and_no_program() -> None:
    """Else the same messages would give other bytes a minute later."""
    compiled_bytes = compiled(merged()[0])
    assert compiled_bytes == compiled(merged()[0])
    assert b"-Date:" not in compiled_bytes
    assert b"Generated-By" not in compiled_bytes


def test_messages_of_code_and_templates_are_found() -> None:
    places = {place.split("/", 1)[0] for place in extracted().values()}
    assert places == {"nokgen", "templates"}


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (1, "1 мероприятие", "1 measure"),
        (3, "3 мероприятия", "3 measures"),
        (11, "11 мероприятий", "11 measures"),
        (21, "21 мероприятие", "21 measures"),
        (1000, "1\u00a0000 мероприятий", "1,000 measures"),
    ],
)
def test_plural_forms(count: int, russian: str, english: str) -> None:
    for language, expected in (("ru", russian), ("en", english)):
        text = messages_for(language).ngettext("%(n)s measure", "%(n)s measures", count)
        assert text == expected


@pytest.mark.parametrize("language", ["ru", "en"])
def test_numbers_are_grouped_as_babel_groups_them(language: str) -> None:
    numbers = (0, 7, 999, 1000, 9_999, 12_345, 1_234_567, 12_345_678_901)
    for number in (*numbers, *(-number for number in numbers)):
        assert messages_for(language).number(number) == format_decimal(number, locale=language)


def test_dates_are_written_as_people_write_them() -> None:
    day = date(2026, 3, 1)
    russian, english = messages_for("ru"), messages_for("en")
    assert (russian.day(day), english.day(day)) == ("1 марта 2026 года", "1 March 2026")
    assert (russian.month_year(day), english.month_year(day)) == ("март 2026 года", "March 2026")
    assert (russian.month_short(day), english.month_short(day)) == ("мар", "Mar")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'de'"):
        messages_for("de")
