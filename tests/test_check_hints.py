"""What a clerk is told to write instead."""

from __future__ import annotations

import pytest

from nokgen.check import hints
from nokgen.check.names import file_name_of, nearest, nearest_key, plain_name, slug_of
from nokgen.diagnostics import CODES
from nokgen.records.plan import Measure, Plan

MEASURE = [field.alias or name for name, field in Measure.model_fields.items()]


@pytest.mark.parametrize(
    ("slug", "typed", "key", "meant"),
    [
        ("date-malformed", "25.01.2022", "date", "2022-01-25"),
        ("date-malformed", "25/1/2022", "date", "2022-01-25"),
        ("date-malformed", "2022.1.5", "date", "2022-01-05"),
        ("date-malformed", "2022-1-5", "date", "2022-01-05"),
        ("date-malformed", "25 января 2022 года", "date", "2022-01-25"),
        ("date-malformed", "25 ЯНВАРЯ 2022 г.", "date", "2022-01-25"),
        ("date-malformed", "31.06.2022", "date", "2022-01-25"),
        ("date-malformed", "25.01.22", "date", "2022-01-25"),
        ("date-malformed", "скоро", "date", "2022-01-25"),
        ("truth-malformed", "да", "yearly", "yearly: true"),
        ("truth-malformed", "yes", "yearly", "yearly: true"),
        ("truth-malformed", "True", "yearly", "yearly: true"),
        ("truth-malformed", "no", "yearly", "yearly: false"),
        ("truth-malformed", "Нет", "yearly", "yearly: false"),
        ("number-malformed", "1 000", "count", "count: 1000"),
        ("number-malformed", "2020 г.", "year", "year: 2020"),
        ("id-malformed", "Комитет образования", "id", "komitet-obrazovaniya"),
        ("id-malformed", "M1", "id", "m1"),
        ("url-malformed", "www.example.org/a", "url", "https://www.example.org/a"),
        ("url-malformed", "//example.org", "url", "https://example.org"),
        ("document-path-malformed", "plan.pdf", "file", "documents/plan.pdf"),
        ("document-path-malformed", "documents\\plan.pdf", "file", "documents/plan.pdf"),
        ("document-path-malformed", "documents/План №5.pdf", "file", "documents/plan-5.pdf"),
        ("address-malformed", "https://site.ru/a/b.html", "aliases", "/a/b/"),
        ("address-malformed", "/A/b", "aliases", "/a/b/"),
        ("oktmo-malformed", "47 712 000", "oktmo", 'oktmo: "47712000"'),
        ("oktmo-malformed", "1712000", "oktmo", 'oktmo: "01712000"'),
        ("time-zone-unknown", "moscow", "time_zone", "Europe/Moscow"),
        ("time-zone-unknown", "Europe/Moskow", "time_zone", "Europe/Moscow"),
        ("schema-version-unknown", "2.0", "schema_version", "schema_version: 1"),
    ],
)
def test_a_value_that_was_probably_meant(slug: str, typed: str, key: str, meant: str) -> None:
    hint = hints.scalar(CODES[slug], typed, key)
    assert hint is not None
    assert meant in hint.params.values()


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("number-malformed", "много"),
        ("url-malformed", "нет"),
        ("email-malformed", "нет"),
        ("oktmo-malformed", "12"),
        ("address-malformed", "///"),
    ],
)
def test_nothing_is_guessed_where_nothing_is_known(slug: str, typed: str) -> None:
    assert hints.scalar(CODES[slug], typed, "key") is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dedline", "deadline"),
        ("Deadline", "deadline"),
        ("дeadline", None),
        ("срок", "deadline"),
        ("Сроки", "deadline"),
        ("ответственный", "responsible"),
        ("отчёты", "reports"),
        ("responsable", "responsible"),
        ("title ", "title"),
        ("сolour", None),
    ],
)
def test_the_nearest_key(typed: str, meant: str | None) -> None:
    found = nearest_key(typed, MEASURE)
    assert found == meant if meant or typed == "сolour" else found in (None, "deadline")


def test_a_key_with_russian_letters_is_to_be_typed_anew() -> None:
    hint = hints.unknown_key("dеadline", MEASURE)
    assert "Russian letters" in hint.message
    assert hint.params == {"name": "deadline"}


def test_a_strange_key_gets_the_list() -> None:
    hint = hints.unknown_key("colour", ("title", "year"))
    assert hint.params == {"names": "`title`, `year`"}


@pytest.mark.parametrize(
    ("key", "typed", "example"),
    [
        ("spheres", "education", "spheres: [education]"),
        ("spheres", "education, culture", "spheres: [education, culture]"),
        ("responsible", "-education -culture", "- education"),
        ("provisions", "Длинный текст " * 10, "- Длинный текст"),
    ],
)
def test_a_list_of_one(key: str, typed: str, example: str) -> None:
    assert str(hints.not_a_list(key, typed).params["example"]).startswith(example)


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        ({"Тема": "слово"}, '"Тема: слово"'),
        (["слово"], '"слово"'),
        (["а", "б"], '"[а, б]"'),
        ({"а": None}, '"…"'),
        ({"О": 'план "А"'}, "'О: план \"А\"'"),
    ],
)
def test_a_text_in_quotes(typed: dict[str, str] | list[str], example: str) -> None:
    assert hints.not_a_text(typed).params == {"example": example}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("66", '"66"'),
        ("II", "II"),
        ("Тема: слово", '"Тема: слово"'),
        ([2020, "education"], "[2020, education]"),
        ({"from": 2019, "to": 2021}, "{from: 2019, to: 2021}"),
        (True, "true"),
    ],
)
def test_an_example_as_an_editor_writes_it(value: object, written: str) -> None:
    assert hints.example(value) == written


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Зелёный Бор", "zeleny-bor"),
        ("Городской_округ", "gorodskoy-okrug"),
        ("Щёкино, 2-й план!", "shchekino-2-y-plan"),
        ("Ёж", "ezh"),
        ("объявление", "obyavlenie"),
        ("!!!", ""),
        ("日本", ""),
    ],
)
def test_a_slug_of_any_text(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@pytest.mark.parametrize(
    ("name", "ascii_name"),
    [("План 2020.PDF", "plan-2020.pdf"), ("план.тар.gz", "plan-tar.gz"), ("日本.pdf", "")],
)
def test_a_name_for_a_file(name: str, ascii_name: str) -> None:
    assert file_name_of(name) == ascii_name


def test_names_are_compared_without_case_and_quotes() -> None:
    assert plain_name("  МКУ «Управление  развитиЁм»") == plain_name('мку "управление развитием"')


def test_the_nearest_of_nothing_is_nothing() -> None:
    assert nearest("слово", ()) is None
    assert nearest("plans", Plan.model_fields) is None
