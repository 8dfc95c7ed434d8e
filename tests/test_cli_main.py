"""The command as a whole: help, wrong use, languages, failures, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nokgen import __version__
from nokgen.cli import explain
from nokgen.cli.language import click_speaks, language_of
from nokgen.cli.main import run
from nokgen.cli.program import COMMANDS, program
from nokgen.messages import N_, messages_for
from nokgen.surroundings import SurroundingsError

ROOT = Path(__file__).resolve().parent.parent
RU = messages_for("ru")
EN = messages_for("en")


@pytest.fixture(autouse=True)
def _russian(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("NOKGEN_LANG", "NOKGEN_BASE_URL", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "ru")
    monkeypatch.chdir(tmp_path)
    click_speaks("ru")


def process(*args: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "nokgen", *args],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        capture_output=True,
        check=False,
    )


WRONG_USE = [
    (
        ["bild"],
        "Использование: nokgen [ПАРАМЕТРЫ] КОМАНДА [АРГУМЕНТЫ]…\n"
        "Справка: nokgen --help\n\n"
        "Ошибка: Команды 'bild' нет. Может быть, 'build'?\n",
    ),
    (
        ["check", "--strikt"],
        "Использование: nokgen check [ПАРАМЕТРЫ] [ФАЙЛЫ]…\n"
        "Справка: nokgen check --help\n\n"
        "Ошибка: Параметра '--strikt' нет. Может быть, '--strict'?\n",
    ),
    (
        ["new", "plan"],
        "Использование: nokgen new [ПАРАМЕТРЫ] ВИД АДРЕС\n"
        "Справка: nokgen new --help\n\n"
        "Ошибка: Не указан аргумент 'АДРЕС'.\n",
    ),
    (
        ["schema", "plam"],
        "Использование: nokgen schema [ПАРАМЕТРЫ] [ВИД]\n"
        "Справка: nokgen schema --help\n\n"
        "Ошибка: Неверное значение '[ВИД]': 'plam' не подходит; "
        "можно: 'plan', 'municipality', 'region', 'organizations', 'results', 'improvement', "
        "'publications', 'surveys', 'council', 'site', 'page', 'synonyms'.\n",
    ),
    (
        ["build", "--today", "вчера"],
        "Использование: nokgen build [ПАРАМЕТРЫ]\n"
        "Справка: nokgen build --help\n\n"
        "Ошибка: Неверное значение '--today': `вчера` — не дата; "
        "нужно так: 2026-03-01 (год, месяц, день)\n",
    ),
    (
        ["--base-url", "example.org", "check"],
        "Использование: nokgen [ПАРАМЕТРЫ] КОМАНДА [АРГУМЕНТЫ]…\n"
        "Справка: nokgen --help\n\n"
        "Ошибка: Неверное значение '-u' / '--base-url' (переменная окружения: NOKGEN_BASE_URL): "
        "`example.org` — не адрес сайта; нужно так: https://example.org/nok/\n",
    ),
    (
        ["-C", "нет-такой", "check"],
        "Использование: nokgen [ПАРАМЕТРЫ] КОМАНДА [АРГУМЕНТЫ]…\n"
        "Справка: nokgen --help\n\n"
        "Ошибка: Неверное значение '-C' / '--root': Папка 'нет-такой' не существует.\n",
    ),
]


@pytest.mark.parametrize(("args", "screen"), WRONG_USE, ids=lambda value: str(value)[:30])
def test_wrong_use_is_told_in_russian(
    args: list[str], screen: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(args, RU) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", screen)


def test_no_arguments_show_the_help_and_are_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([], RU) == 2
    assert "Команды:" in capsys.readouterr().err


def test_without_a_site_the_way_out_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check"], RU) == 2
    assert capsys.readouterr().err == (
        f"Ошибка: Файла site.yaml нет ни здесь ({tmp_path}), ни в папках выше.\n"
        "подсказка: перейдите в папку сайта, укажите её через `-C` "
        "или создайте новый сайт: `nokgen init`\n"
    )


def test_the_help_lists_all_commands_in_russian(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-h"], RU) == 0
    text = capsys.readouterr().out
    places = [text.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert text.startswith("Использование: nokgen [ПАРАМЕТРЫ] КОМАНДА [АРГУМЕНТЫ]…\n")
    for word in ("Usage", "Options", "Commands", "Show", "env var", "default"):
        assert word not in text


@pytest.mark.parametrize("name", program(RU).commands)
def test_the_help_of_every_command_is_complete(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"], RU) == 0
    russian = capsys.readouterr().out
    assert "Общие параметры:" in russian
    for option in ("-C", "-c", "-d", "-u", "--today", "--strict", "--format", "--color", "--lang"):
        assert f"  {option}" in russian
    click_speaks("en")
    assert run([name, "--help"], EN) == 0
    english = capsys.readouterr().out
    assert "Usage:" in english
    assert "Global options:" in english
    examples = [line for line in english.splitlines() if "nokgen explain" in line]
    assert not any("а" <= char <= "я" for char in english if not examples)


@pytest.mark.parametrize(
    ("args", "environ", "language"),
    [
        ([], {}, "ru"),
        (["--lang", "en", "check"], {}, "en"),
        (["check", "--lang=en"], {}, "en"),
        (["--lang", "en", "check", "--lang", "ru"], {}, "ru"),
        ([], {"NOKGEN_LANG": "en"}, "en"),
        (["--lang", "ru"], {"NOKGEN_LANG": "en"}, "ru"),
        (["explain", "--", "--lang", "en"], {}, "ru"),
        (["--lang"], {}, "ru"),
        (["--lang", "de"], {}, "ru"),
    ],
)
def test_the_language_is_known_before_anything_is_parsed(
    args: list[str], environ: dict[str, str], language: str
) -> None:
    assert language_of(args, environ) == language


def test_an_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "de", "check"], RU) == 2
    assert "'de' не подходит; можно: 'ru', 'en'." in capsys.readouterr().err


def test_an_interruption_is_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(explain, "_explain_text", interrupted)
    assert run(["explain", "июль"], RU) == 130
    assert capsys.readouterr().err == "\nПрервано.\n"


def test_a_bug_is_a_traceback_and_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(explain, "_explain_text", broken)
    assert run(["explain", "июль"], RU) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Traceback (most recent call last):\n")
    assert "ZeroDivisionError: a bug\n" in err
    assert err.splitlines()[-1].startswith(
        "Это ошибка в самой программе nokgen, а не в ваших файлах."
    )


@pytest.mark.parametrize("code", [2, 3])
def test_a_failure_around_nokgen_is_a_sentence_and_a_way_out(
    code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_args: object) -> None:
        message = N_("there is a site in the folder %(folder)s already")
        hint = N_("Give the name of a new folder: nokgen init mysite")
        raise SurroundingsError(message, hint=hint, params={"folder": "x"}, exit_code=code)

    monkeypatch.setattr(explain, "_explain_text", failing)
    assert run(["explain", "июль"], RU) == code
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Ошибка: ")
    assert lines[1].startswith("подсказка: ")


def test_the_version() -> None:
    done = process("--version")
    assert (done.returncode, done.stdout) == (0, f"nokgen {__version__}\n".encode())


def test_russian_is_utf_8_without_a_locale() -> None:
    done = process("bild", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").endswith("Команды 'bild' нет. Может быть, 'build'?\n")


def test_a_reader_that_has_gone_hears_nothing() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "nokgen", "schema", "plan"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


HEAVY = {"yaml", "jinja2", "babel", "markdown", "nh3", "watchdog", "openpyxl", "icalendar"}


@pytest.mark.parametrize(
    ("args", "heavy"),
    [
        (["--help"], HEAVY | {"pydantic"}),
        (["--version"], HEAVY | {"pydantic", "nokgen.read", "subprocess"}),
        # A hook before every commit: only what its files need. These are plans, without results.
        (
            ["-C", str(ROOT), "check", "content/murmanskaya-oblast"],
            HEAVY
            | {"subprocess", "nokgen.records.results", "nokgen.domain.scoring", "nokgen.model"},
        ),
    ],
    ids=["help", "version", "check"],
)
def test_nothing_heavy_is_loaded(args: list[str], heavy: set[str]) -> None:
    code = (
        "import sys\n"
        "from nokgen.cli.main import main\n"
        f"try:\n    main({[*args, '--quiet']!r})\nexcept SystemExit:\n    pass\n"
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode().strip() == "[]"
