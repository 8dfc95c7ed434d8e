"""`nokgen explain --score`: the screen by which an editor checks an operator's table by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.messages import messages_for

RU = messages_for("ru")
BASE = Path(__file__).parent / "cases" / "_base"
FOLDER = "content/primerskaya-oblast/primersk"
RECORD = f"{FOLDER}/results/2021-education.yaml"
TABLE = f"{FOLDER}/results/2021-education.csv"
FIRST, SECOND = "7707083893", "7728168971"

FILES = {
    f"{FOLDER}/organizations.yaml": f"""
organizations:
  - inn: "{FIRST}"
    name: Муниципальное дошкольное учреждение «Детский сад «Сказка»
    short_name: Детский сад «Сказка»
    kind: preschool
    sphere: education
  - inn: "{SECOND}"
    name: Детский сад «Ромашка»
    kind: preschool
    sphere: education
""",
    RECORD: """
year: 2021
sphere: education
method: order-344n
source:
  title: Отчёт оператора
  url: https://example.org/report
table: 2021-education.csv
""",
    TABLE: f"""
inn;1.1;1.2;1.3;k1;k2;k3;k4;k5;total
{FIRST};91,61;90;92,5;91,48;86,5;60;96;95,3;85,86
{SECOND};100;100;98;;80;70;90;91,5;90
""",
    f"{FOLDER}/results/2017-education.yaml": f"""
year: 2017
sphere: education
method: before-2018
source:
  title: Отчёт оператора
  url: https://example.org/report
scores:
  - inn: "{FIRST}"
    total: 131
""",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _in_the_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("LANGUAGE", "ru")
    monkeypatch.chdir(root)
    click_speaks("ru")


def said(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> str:
    assert run(["explain", *args, "--today", "2026-11-22"], RU) == code
    out, err = capsys.readouterr()
    return err if code == 2 else out


def test_a_row_that_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        said(capsys, "--score", RECORD, "--inn", FIRST)
        == f"""\
Детский сад «Сказка», оценка 2021 года
{TABLE}

1.1 Информация на стенде и на сайте: опубликовано 91,61; проверить не по чему.
1.2 Дистанционные способы связи: опубликовано 90; проверить не по чему.
1.3 Удовлетворены открытостью информации: опубликовано 92,5; проверить не по чему.
К1 Открытость и доступность информации: 0,3 · 91,61 + 0,3 · 90 + 0,4 · 92,5 = 91,48; \
опубликовано 91,48, сходится.
2.1 Комфортные условия: нет данных.
2.3 Удовлетворены комфортностью: нет данных.
К2 Комфортность условий: опубликовано 86,5; проверить не по чему.
3.1 Оборудование здания и территории для инвалидов: нет данных.
3.2 Услуги для инвалидов наравне с другими: нет данных.
3.3 Удовлетворены доступностью для инвалидов: нет данных.
К3 Доступность для инвалидов: опубликовано 60; проверить не по чему.
4.1 Вежливость при первом обращении: нет данных.
4.2 Вежливость при оказании услуги: нет данных.
4.3 Вежливость при дистанционном обращении: нет данных.
К4 Доброжелательность и вежливость работников: опубликовано 96; проверить не по чему.
5.1 Готовы рекомендовать организацию: нет данных.
5.2 Удовлетворены графиком работы: нет данных.
5.3 Удовлетворены условиями в целом: нет данных.
К5 Удовлетворённость условиями: опубликовано 95,3; проверить не по чему.
Итог: (91,48 + 86,5 + 60 + 96 + 95,3) ÷ 5 = 85,86; опубликовано 85,86, сходится.

Всё, что можно сравнить, сходится (расхождение не больше 0,02).
"""
    )


def test_a_row_that_does_not_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    """A criterion that was not published is counted from its indicators."""
    lines = said(capsys, "--score", TABLE, "--inn", SECOND).splitlines()
    assert lines[6] == (
        "К1 Открытость и доступность информации: 0,3 · 100 + 0,3 · 100 + 0,4 · 98 = 99,2; "
        "не опубликовано."
    )
    assert lines[-3:] == [
        "Итог: (99,2 + 80 + 70 + 90 + 91,5) ÷ 5 = 86,14; опубликовано 90, НЕ СХОДИТСЯ.",
        "",
        "Не сходится: итог.",
    ]


def test_a_row_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    shape = json.loads(said(capsys, "--score", TABLE, "--inn", SECOND, "--json"))
    assert {key: shape[key] for key in ("inn", "results", "method", "tolerance")} == {
        "inn": SECOND,
        "results": RECORD,
        "method": "order-344n",
        "tolerance": "0.02",
    }
    assert shape["lines"][-1] == {
        "id": "total",
        "published": "90",
        "recomputed": "86.14",
        "expression": "(99.2 + 80 + 70 + 90 + 91.5) ÷ 5",
        "agrees": False,
    }


def test_another_method_cannot_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """A file of one row needs no --inn."""
    text = said(capsys, "--score", f"{FOLDER}/results/2017-education.yaml")
    assert text.splitlines() == [
        "Детский сад «Сказка», оценка 2017 года",
        f"{FOLDER}/results/2017-education.yaml",
        "",
        "Формулы этой методики неизвестны, поэтому проверить расчёт не по чему.",
    ]


@pytest.mark.parametrize(
    ("args", "first"),
    [
        ([], "В таблице 2 организации. Выберите одну: --inn ИНН"),
        (["--inn", "123"], "ИНН 123 в этой таблице нет. Выберите из этих:"),
    ],
)
def test_which_organisation(
    args: list[str], first: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "--score", RECORD, *args, code=2) == (
        f"Ошибка: {first}\n  {FIRST}  Детский сад «Сказка»\n  {SECOND}  Детский сад «Ромашка»\n"
    )


def test_a_file_that_holds_no_results(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--score", "site.yaml", code=2) == (
        "Ошибка: site.yaml — не файл с результатами на этом сайте.\n"
        f"подсказка: например: `{FOLDER}/results/2017-education.yaml`\n"
    )


@pytest.mark.parametrize(
    "args", [[], ["июль", "--score", RECORD], ["июль", "--inn", FIRST], ["--inn", FIRST]]
)
def test_what_does_not_go_together(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *args, code=2) == (
        "Ошибка: Укажите либо ТЕКСТ, либо `--score ФАЙЛ` и, если нужно, `--inn ИНН`.\n"
    )


def test_faults_of_the_content_come_first(
    root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "site"
    shutil.copytree(root, broken)
    (broken / RECORD).write_text("year: 2021\n", encoding="utf-8")
    monkeypatch.chdir(broken)
    assert "error[missing-key]" in said(capsys, "--score", RECORD, code=1)
