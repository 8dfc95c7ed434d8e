"""Answers of a questionnaire: which column asks what, the counts, and what is not given out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.domain.scoring import COUNTS, STANDARD, Given, Reason, calculate, scheme_for, tally
from nokgen.messages import messages_for

RU = messages_for("ru")

# Headings as exports of real questionnaires have them: the words of the recommended form.
HEADINGS = {
    "Отметка времени": None,
    "1. При посещении организации обращались ли Вы к информации о ее деятельности, размещенной на "
    "информационных стендах в помещениях организации?": "stand_used",
    "2. Удовлетворены ли Вы открытостью, полнотой и доступностью информации о деятельности "
    "организации, размещенной на информационных стендах?": "stand_satisfied",
    "3. Пользовались ли Вы официальным сайтом организации, чтобы получить информацию о ее "
    "деятельности?": "site_used",
    "4. Удовлетворены ли Вы открытостью, полнотой и доступностью информации о деятельности "
    "организации, размещённой на её официальном сайте в сети «Интернет»?": "site_satisfied",
    "5. Своевременно ли Вам была предоставлена услуга (в соответствии со временем записи на прием "
    "к специалисту, графиком прихода социального работника на дом и прочее)?": "on_time",
    "6. Удовлетворены ли Вы комфортностью условий предоставления услуг (зона ожидания, запись по "
    "телефону, на официальном сайте организации и прочие условия)?": "comfort",
    "7. Имеете ли Вы (или лицо, представителем которого Вы являетесь) установленную группу "
    "инвалидности?": "disability",
    "8. Удовлетворены ли Вы доступностью предоставления услуг для инвалидов?": "access",
    "9. Удовлетворены ли Вы доброжелательностью и вежливостью работников, обеспечивающих первичный "
    "контакт с посетителями при непосредственном обращении?": "courtesy_first",
    "10. Удовлетворены ли Вы доброжелательностью и вежливостью работников, обеспечивающих "
    "непосредственное оказание услуги?": "courtesy_service",
    "11. Пользовались ли Вы какими-либо дистанционными способами взаимодействия с организацией "
    "(телефон, анкета для опроса граждан на сайте и прочее)?": "remote_used",
    "12. Удовлетворены ли Вы доброжелательностью и вежливостью работников, с которыми "
    "взаимодействовали в дистанционной форме?": "courtesy_remote",
    "13. Готовы ли Вы рекомендовать данную организацию родственникам и знакомым?": "recommend",
    "14. Удовлетворены ли Вы организационными условиями предоставления услуг (графиком работы "
    "подразделения, отдельных специалистов)?": "schedule",
    "15. Удовлетворены ли Вы в целом условиями оказания услуг в организации?": "overall",
    "16. Ваши предложения по улучшению условий оказания услуг в данной организации:": None,
    "17. Ваш пол": None,
}


@pytest.mark.parametrize(("heading", "question"), HEADINGS.items())
def test_a_column_is_known_by_its_meaning(heading: str, question: str | None) -> None:
    expected = [] if question is None else [question]
    for shown in (heading, heading.upper(), heading.replace("е", "ё", 1)):
        assert [found.id for found in STANDARD.asked_by(shown)] == expected


def test_every_question_has_an_example_and_a_count() -> None:
    assert {name for name in HEADINGS.values() if name} == {q.id for q in STANDARD.questions}
    assert all(question.count in COUNTS for question in STANDARD.questions)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Да", True),
        (" да. ", True),
        ("Да (переход к вопросу 2)", True),
        ("НЕТ", False),
        ("Нет, (переход к вопросу 5)", False),
        ("1", True),
        ("0", False),
        ("—", False),
        ("", None),
        ("затрудняюсь ответить", None),
        ("скорее да, чем нет", None),
    ],
)
def test_answers(text: str, answer: bool | None) -> None:
    assert STANDARD.answer(text) is answer


def answers(count: int, **columns: str) -> list[Mapping[str, str]]:
    """Answers to questions by their ids; a letter a respondent: y, n, or - for nothing."""
    words = {"y": "Да", "n": "Нет", "-": ""}
    made = [
        {question: words[letters[row]] for question, letters in columns.items()}
        for row in range(count)
    ]
    return [dict(each) for each in made]


def test_only_users_are_asked_whether_they_are_satisfied() -> None:
    found = tally(
        answers(8, site_used="yyyyyynn", site_satisfied="yyyyn-yy", recommend="yyyyyyyn"), STANDARD
    )
    assert found.groups[0].counts == {
        "asked": 8,
        "site_asked": 6,
        "site_satisfied": 4,  # not the two who did not use it
        "recommend": 7,
    }
    assert [(gap.question, gap.rows) for gap in found.gaps] == [("site_satisfied", (6,))]


def test_without_a_question_of_use_those_who_answer_are_asked() -> None:
    found = tally(answers(7, stand_satisfied="yyyyn--"), STANDARD)
    assert found.groups[0].counts == {"asked": 7, "stand_asked": 5, "stand_satisfied": 4}
    assert found.gaps == ()


@pytest.mark.parametrize(("disabled", "counted"), [(0, False), (4, False), (5, True)])
def test_few_disabled_people_are_not_counted(disabled: int, counted: bool) -> None:
    letters = "y" * disabled + "n" * (20 - disabled)
    found = tally(answers(20, disability=letters, access=letters, recommend="y" * 20), STANDARD)
    keys = ("access_satisfied", "disabled_asked")
    assert (found.groups[0].withheld == ()) is counted
    assert all((key in found.groups[0].counts) is counted for key in keys)
    assert set(found.groups[0].withheld) == (set() if counted else set(keys))


def test_few_disabled_people_are_not_counted_when_they_are_asked_no_more() -> None:
    found = tally(answers(20, disability="yyyy" + "n" * 16, recommend="y" * 20), STANDARD)
    assert found.groups[0].withheld == ("disabled_asked",)
    assert found.groups[0].counts == {"asked": 20, "recommend": 20}


def test_few_respondents_are_refused() -> None:
    rows = [{"ИНН": "7707083893", **each} for each in answers(5, recommend="yyyyn")]
    rows += [{"ИНН": "7728168971", **each} for each in answers(4, recommend="yyyy")]
    found = tally(rows, STANDARD)
    assert [(g.organization, dict(g.counts)) for g in found.groups] == [
        ("7707083893", {"asked": 5, "recommend": 4})
    ]
    assert [(r.organization, r.reason) for r in found.refusals] == [("7728168971", Reason.TOO_FEW)]


def test_nothing_to_count_is_refused() -> None:
    assert tally([], STANDARD).refusals[0].reason is Reason.NO_ANSWERS
    nothing = tally([{"Ваш пол": "Ж"}] * 9, STANDARD)
    assert (nothing.refusals[0].reason, nothing.unused) == (Reason.NO_QUESTIONS, ("Ваш пол",))


@pytest.mark.parametrize(
    "columns",
    [
        ("Готовы рекомендовать?", "Готовы ли Вы рекомендовать нас знакомым?"),
        ("ИНН", "Организация", "Готовы рекомендовать?"),
    ],
)
def test_two_columns_for_one_thing_are_refused(columns: tuple[str, ...]) -> None:
    found = tally([dict.fromkeys(columns, "Да")] * 9, STANDARD)
    assert found.groups == ()
    assert found.refusals[0].reason is Reason.COLUMNS_UNCLEAR
    assert found.refusals[0].columns == columns[:2]


def test_counts_are_those_of_the_scoring() -> None:
    ten = {question.id: "yyyyyyyyyn" for question in STANDARD.questions}
    group = tally(answers(10, **ten), STANDARD).groups[0]
    given = Given(counts={key: Decimal(value) for key, value in group.counts.items()})
    lines = {line.id: line.recomputed for line in calculate(given, scheme_for("social")).lines}
    assert lines["1.3"] == lines["3.3"] == lines["4.3"] == 100  # nine of nine users
    assert lines["2.3"] == lines["4.1"] == lines["5.3"] == lines["k5"] == 90


# The command


@pytest.fixture(autouse=True)
def _russian(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("LANGUAGE", "ru")
    monkeypatch.chdir(tmp_path)
    click_speaks("ru")


EXPORT = """ИНН;Пользовались сайтом?;Удовлетворены сайтом?;Группа инвалидности (имеете?);\
Удовлетворены доступностью для инвалидов?;Готовы рекомендовать?;Ваш возраст
7707083893;Да;Да;Нет;;Да;34
7707083893;Да;Да;Нет;;Да;35
7707083893;Да;Нет;Да;Да;Да;61
7707083893;Да;Да;Нет;;не знаю;29
7707083893;Да;Да;Нет;;Да;40
7707083893;Нет;;Нет;;Нет;41
7728168971;Да;Да;Нет;;Да;52
"""


def test_the_whole_screen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(EXPORT, encoding="utf-8-sig")
    assert run(["tally", "answers.csv"], RU) == 0
    out, err = capsys.readouterr()
    assert out == ("inn;site_satisfied;site_asked;asked;recommend\n7707083893;4;5;6;4\n")
    assert err == (
        "7707083893: Числа меньше пяти человек не показываются: Инвалиды, довольные доступностью "
        "(access_satisfied), Опрошено инвалидов (disabled_asked).\n"
        "7728168971: Ответили меньше 5 человек, поэтому числа не выводятся: по ним можно было бы "
        "узнать, кто отвечал.\n"
        "Ни «да», ни «нет» на вопрос «Готовы рекомендовать организацию?»: 1 ответ (строка 5). "
        "Эти люди считаются опрошенными, но не удовлетворёнными.\n"
        "Не нашлось вопросов: Обращались к информации на стенде? Удовлетворены информацией на "
        "стенде? Услугу оказали своевременно? Удовлетворены комфортностью? Удовлетворены "
        "вежливостью при первом обращении? Удовлетворены вежливостью при оказании услуги? "
        "Обращались дистанционно? Удовлетворены вежливостью при дистанционном обращении? "
        "Удовлетворены графиком работы? Удовлетворены условиями в целом?\n"
        "Не понадобились столбцы: `Ваш возраст`.\n"
    )


def test_counts_for_yaml(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(EXPORT, encoding="utf-8")
    assert run(["tally", "answers.csv", "--yaml", "-q"], RU) == 0
    assert capsys.readouterr().out == (
        '- inn: "7707083893"\n  counts:\n    site_satisfied: 4\n    site_asked: 5\n'
        "    asked: 6\n    recommend: 4\n"
    )


def test_counts_for_programs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(EXPORT, encoding="utf-8")
    assert run(["tally", "answers.csv", "--json"], RU) == 0
    shape = json.loads(capsys.readouterr().out)
    assert shape["groups"][0]["withheld"] == ["access_satisfied", "disabled_asked"]
    assert shape["refused"] == [{"inn": "7728168971", "reason": "too-few", "columns": []}]
    assert shape["unreadable"] == {"recommend": [4]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ваш пол;Ваш возраст\nЖ;34\n",
            "Ни один столбец не похож на вопрос анкеты. Вопросы должны стоять в первой строке.\n"
            "Не понадобились столбцы: `Ваш пол`, `Ваш возраст`.\n",
        ),
        (
            "Готовы рекомендовать?;Готовы рекомендовать?\nДа;Нет\n",
            "Неясно, какой вопрос задан в столбцах: `Готовы рекомендовать?`, "
            "`Готовы рекомендовать? (2)`. Оставьте по одному столбцу на вопрос.\n",
        ),
    ],
)
def test_a_refused_file(
    text: str, said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "answers.csv").write_text(text, encoding="utf-8")
    assert run(["tally", "answers.csv"], RU) == 1
    assert capsys.readouterr() == ("", said)


def test_a_table_with_faults_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text('Готовы рекомендовать?\n"Да\n', encoding="utf-8")
    assert run(["tally", "answers.csv"], RU) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "answers.csv:2:1" in err


def test_another_kind_of_file_is_wrong_use(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "answers.doc").write_text("", encoding="utf-8")
    assert run(["tally", "answers.doc"], RU) == 2
    assert capsys.readouterr().err == (
        "Ошибка: Ответы читаются из CSV и XLSX, а answers.doc — другой файл. "
        "Выгрузите анкету в одном из этих видов.\n"
    )
