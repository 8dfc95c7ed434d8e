"""`nokgen explain`: the answers for people and for programs."""

from __future__ import annotations

import json

import pytest

from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.diagnostics import CODES
from nokgen.messages import messages_for

RU = messages_for("ru")
EN = messages_for("en")


@pytest.fixture(autouse=True)
def _russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("LANGUAGE", "ru")
    click_speaks("ru")


def said(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> str:
    assert run(["explain", *args], RU) == code
    out, err = capsys.readouterr()
    return err if code else out


def test_a_yearly_deadline_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "ежегодно до 30 января", "--period", "2022-2024", "--json")
    assert text == (
        '{"form": "yearly", "intervals": [{"from": "2022-01-01", "to": "2022-01-30"}, '
        '{"from": "2023-01-01", "to": "2023-01-30"}, {"from": "2024-01-01", "to": "2024-01-30"}], '
        '"yearly": {"from": null, "to": "01-30"}, "every": null, "event": null, "within": null}\n'
    )


def test_a_quantity_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "не менее 1000 экземпляров", "--json") == (
        '{"form": "quantity", "compare": ">=", "count": 1000, "unit": "экземпляр"}\n'
    )


@pytest.mark.parametrize(
    ("args", "form"),
    [
        (["июль"], "unreadable"),
        (["июль", "--period", "2020"], "dated"),
        (["не реже одного раза в квартал"], "periodic"),
        (["2 раза в год"], "periodic"),  # a deadline before a quantity
        (["постоянно"], "ongoing"),
        (["согласно графику"], "per-schedule"),
        (["когда-нибудь потом"], "unreadable"),
        ([""], "not-given"),
        (["до 1 июня 2020 года", "--format", "json"], "dated"),
    ],
)
def test_forms(args: list[str], form: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = [] if "json" in args else ["--json"]
    assert json.loads(said(capsys, *args, *options))["form"] == form


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (
            ["не менее 1000 экземпляров"],
            "Количество: не менее 1\N{NO-BREAK SPACE}000 экземпляров.\n",
        ),
        (["постоянно"], "Постоянно.\n"),
        ([""], "Срок не указан.\n"),
    ],
)
def test_sentences(args: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *args) == sentence


def test_what_cannot_be_read_is_answered_with_what_could(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(capsys, "когда-нибудь потом")
    assert text.splitlines()[0] == "Срок «когда-нибудь потом» не удалось прочитать."
    assert text.splitlines()[1].startswith("Понятно было бы так: `до 1 июня 2020 года`, ")
    year = said(capsys, "июль")
    assert year.splitlines()[1] == (
        "Назовите год в самом тексте или укажите год плана: --period 2020."
    )


@pytest.mark.parametrize("slug", sorted(CODES))
@pytest.mark.parametrize("messages", [RU, EN], ids=["ru", "en"])
def test_every_fault_is_explained(
    slug: str, messages: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", slug], RU if messages is RU else EN) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"{CODES[slug].severity.value}[{slug}]: ")
    assert "%(" not in text
    assert all(len(line) <= 80 for line in text.splitlines()[1:])
    assert len(text.splitlines()) >= 3


def test_a_fault_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    shape = json.loads(said(capsys, "unknown-key", "--json"))
    assert list(shape) == ["slug", "severity", "message", "why"]
    assert shape["message"] == "ключ `…` здесь не предусмотрен"


def test_an_unknown_name_is_met_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "unknown-bodi", code=2).splitlines()[0] == (
        "Ошибка: Сообщения с названием `unknown-bodi` нет."
    )
    assert "`unknown-body`" in said(capsys, "unknown-bodi", code=2)
    assert "подсказка" not in said(capsys, "qqq-xxx", code=2)


@pytest.mark.parametrize("period", ["2024-2022", "20", "1200", "2020-", "год", "2022-2024-2025"])
def test_a_wrong_period_is_wrong_use(period: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "июль", "--period", period, code=2).endswith(
        f"`{period}` — не годы плана; нужно так: 2020 или 2022-2024\n"
    )
