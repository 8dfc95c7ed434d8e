"""Deadlines: the words of a document go in, what they mean comes out, or nothing at all."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nokgen.domain.deadlines import (
    DEADLINE_EXAMPLES,
    MAX_LENGTH,
    Form,
    deadline_json,
    occurrences,
    parse_deadline,
)
from nokgen.domain.periods import Interval, Period

FORMS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "deadlines.json").read_text(encoding="utf-8")
)
YEAR_2020 = Period.of_years(2020, 2020)
THREE_YEARS = Period.of_years(2022, 2024)
READABLE = sorted({row["text"] for row in FORMS if row["json"]["form"] != "unreadable"})


def period_of(text: str | None) -> Period | None:
    if text is None:
        return None
    first, _, last = text.partition("-")
    return Period.of_years(int(first), int(last or first))


def read(text: str, period: Period | None = YEAR_2020) -> dict[str, object]:
    return deadline_json(parse_deadline(text, period))


@pytest.mark.parametrize("row", FORMS, ids=lambda row: f"{row['text']!r} in {row['period']}")
def test_form_is_read_exactly(row: dict[str, Any]) -> None:
    deadline = parse_deadline(row["text"], period_of(row["period"]))
    assert deadline_json(deadline) == row["json"]
    assert deadline.needs_year == row["needs_year"]
    assert deadline.text == row["text"]


def test_the_table_is_large_and_has_every_form() -> None:
    assert len(FORMS) >= 200
    assert {row["json"]["form"] for row in FORMS} == {form.value for form in Form}
    assert sum(row["json"]["form"] == "unreadable" for row in FORMS) >= 60


def test_the_promised_example() -> None:
    assert read("ежегодно до 30 января", THREE_YEARS) == {
        "form": "yearly",
        "intervals": [
            {"from": "2022-01-01", "to": "2022-01-30"},
            {"from": "2023-01-01", "to": "2023-01-30"},
            {"from": "2024-01-01", "to": "2024-01-30"},
        ],
        "yearly": {"from": None, "to": "01-30"},
        "every": None,
        "event": None,
        "within": None,
    }


@pytest.mark.parametrize("text", [None, "", " \n", "-", "–", "—", " − "])
def test_nothing_and_dashes_give_no_deadline(text: str | None) -> None:
    assert parse_deadline(text, YEAR_2020).form is Form.NOT_GIVEN


@pytest.mark.parametrize("text", DEADLINE_EXAMPLES)
def test_examples_of_the_documents_are_read_without_a_period(text: str) -> None:
    assert parse_deadline(text, None).form not in (Form.UNREADABLE, Form.NOT_GIVEN)


@pytest.mark.parametrize("text", [text for text in READABLE if text.strip(" \n–-")])
def test_words_left_over_are_never_ignored(text: str) -> None:
    for extra in ("когда получится", "42", "?", "! ! !", "или раньше", "не", "кроме лета"):
        deadline = parse_deadline(f"{text} {extra}", YEAR_2020)
        told = deadline.event or ""
        assert deadline.form is Form.UNREADABLE or told.endswith(extra), extra


@pytest.mark.parametrize("dash", ["-", "‐", "‑", "‒", "–", "—", "―", "−"])
@pytest.mark.parametrize("space", ["", " ", "\u00a0", " \n"])
def test_every_dash_with_and_without_spaces_makes_the_same_range(dash: str, space: str) -> None:
    for left, right in (("март", "май 2020"), ("II", "III квартал"), ("1", "10 марта")):
        assert read(f"{left}{space}{dash}{space}{right}") == read(f"{left}–{right}")


@pytest.mark.parametrize("text", READABLE)
def test_case_spaces_and_yo_do_not_matter(text: str) -> None:
    def meaning(variant: str) -> dict[str, object]:
        found = read(variant)
        event = found["event"]
        return {**found, "event": isinstance(event, str) and event.lower().replace("ё", "е")}

    expected = meaning(text)
    assert meaning(text.upper()) == expected
    assert meaning(text.replace("ё", "е")) == expected
    assert meaning("  " + text + "\t") == expected
    assert meaning(text.replace(" ", "\u00a0")) == expected


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("мaрт", "март"),
        ("oктябрь", "октябрь"),
        ("c 1 пo 5 мaя", "с 1 по 5 мая"),
        ("k маю", "к маю"),
    ],
)
def test_latin_look_alikes_are_read_as_cyrillic(latin: str, cyrillic: str) -> None:
    assert latin != cyrillic
    assert read(latin) == read(cyrillic)


def test_event_and_schedule_keep_the_words_of_the_document() -> None:
    text = "В течение  10 дней со дня поступления информации о результатах НОКО"
    deadline = parse_deadline(text, None)
    assert deadline.event == "со дня поступления информации о результатах НОКО"
    assert parse_deadline("Согласно графику\nпроведения НОКО", None).event == (
        "Согласно графику проведения НОКО"
    )


def intervals(*days: tuple[str, str]) -> tuple[Interval, ...]:
    return tuple(Interval(date.fromisoformat(a), date.fromisoformat(b)) for a, b in days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1 раз в квартал",
            intervals(
                ("2020-01-01", "2020-03-31"),
                ("2020-04-01", "2020-06-30"),
                ("2020-07-01", "2020-09-30"),
                ("2020-10-01", "2020-12-31"),
            ),
        ),
        ("2 раза в год", intervals(("2020-01-01", "2020-12-31"))),
        ("раз в полгода", intervals(("2020-01-01", "2020-06-30"), ("2020-07-01", "2020-12-31"))),
        (
            "ежемесячно с марта по май",
            intervals(
                ("2020-03-01", "2020-03-31"),
                ("2020-04-01", "2020-04-30"),
                ("2020-05-01", "2020-05-31"),
            ),
        ),
        (
            "ежеквартально (март, июнь)",
            intervals(("2020-03-01", "2020-03-31"), ("2020-06-01", "2020-06-30")),
        ),
        (
            "ежеквартально, до 10 числа месяца, следующего за отчётным",
            intervals(
                ("2020-04-01", "2020-04-10"),
                ("2020-07-01", "2020-07-10"),
                ("2020-10-01", "2020-10-10"),
            ),
        ),
        ("март 2020", intervals(("2020-03-01", "2020-03-31"))),
        ("ежегодно в марте", intervals(("2020-03-01", "2020-03-31"))),
        ("постоянно", ()),
        ("по завершению проверки", ()),
    ],
)
def test_occurrences_in_a_year(text: str, expected: tuple[Interval, ...]) -> None:
    assert occurrences(parse_deadline(text, YEAR_2020), YEAR_2020) == expected


def test_occurrences_of_months_weeks_and_days() -> None:
    monthly = occurrences(parse_deadline("ежемесячно до 10 числа", YEAR_2020), YEAR_2020)
    assert len(monthly) == 12
    assert monthly[1] == Interval(date(2020, 2, 1), date(2020, 2, 10))
    weekly = occurrences(parse_deadline("еженедельно", YEAR_2020), YEAR_2020)
    assert weekly[0] == Interval(date(2020, 1, 6), date(2020, 1, 12))
    assert weekly[-1].end <= date(2020, 12, 31)
    daily = occurrences(parse_deadline("ежедневно", YEAR_2020), YEAR_2020)
    assert len(daily) == 366


def test_yearly_occurrences_follow_the_period_asked_for() -> None:
    deadline = parse_deadline("ежегодно до 30 января", None)
    assert [i.end for i in occurrences(deadline, THREE_YEARS)] == [
        date(2022, 1, 30),
        date(2023, 1, 30),
        date(2024, 1, 30),
    ]


WORDS = sorted(
    {word for row in FORMS for word in row["text"].split()} | {"-", ",", "(", ")", "и", "\n"}
)


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
@settings(max_examples=600, deadline=None)
def test_any_text_is_read_or_refused_without_an_error(text: str) -> None:
    for period in (None, YEAR_2020, THREE_YEARS):
        deadline = parse_deadline(text, period)
        assert list(deadline.intervals) == sorted(
            deadline.intervals, key=lambda i: (i.start or date.min, i.end)
        )
        assert all(i.start is None or i.start <= i.end for i in deadline.intervals)
        assert (deadline.form is Form.YEARLY) == bool(deadline.windows)
        assert (deadline.form is Form.DATED) <= bool(deadline.intervals)
        if deadline.form is Form.UNREADABLE:
            assert deadline_json(deadline)["intervals"] == []
        json.dumps(deadline_json(deadline))
        occurrences(deadline, THREE_YEARS)


@pytest.mark.parametrize(
    "piece",
    [
        "по мере необходимости ",
        "март, ",
        "после 1 марта, но ",
        "в течение ",
        "(",
        "1 ",
        "- ",
        "сен- ",
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    long = (piece * MAX_LENGTH)[:MAX_LENGTH]
    started = time.process_time()
    for number in range(20):
        parse_deadline(f"{long[:-2]}{number}", YEAR_2020)
    assert time.process_time() - started < 1  # a text takes about a millisecond


def test_a_text_too_long_for_a_deadline_is_not_read() -> None:
    text = "по завершению " + "проверки " * 60
    assert parse_deadline(text, YEAR_2020).form is Form.UNREADABLE
    assert parse_deadline(text[:400], YEAR_2020).form is Form.AFTER_EVENT


def test_reading_needs_no_library() -> None:
    code = (
        "import sys, nokgen.domain.deadlines, nokgen.domain.quantities, nokgen.domain.wording;"
        "print({'babel', 'pydantic', 'yaml', 'jinja2'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
