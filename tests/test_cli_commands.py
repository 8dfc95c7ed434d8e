"""The commands on a small site: what stands on stdout, what on stderr, which code they end with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.messages import messages_for

RU = messages_for("ru")
PLAN = "content/x-oblast/plans/2020-media.yaml"
READABLE = """\
title: План
kind: media
year: 2020
spheres: [education]
source: {title: Приказ}
measures:
  - id: m1
    title: Публикация
    deadline: июль
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("NOKGEN_BASE_URL", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "ru")
    click_speaks("ru")
    root = tmp_path / "site"
    (root / PLAN).parent.mkdir(parents=True)
    (root / "site.yaml").write_text(
        "schema_version: 1\ntitle: Сайт\ndescription: О нём\n", encoding="utf-8"
    )
    (root / "content/x-oblast/region.yaml").write_text("name: Область\n", encoding="utf-8")
    (root / PLAN).write_text(READABLE, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def spoil(site: Path) -> None:
    """One error in the plan."""
    text = READABLE.replace("kind: media", "kind: medla")
    (site / PLAN).write_text(text, encoding="utf-8")


def doubt(site: Path) -> None:
    """One warning in the plan."""
    text = READABLE.replace("июль", "когда-нибудь потом")
    (site / PLAN).write_text(text, encoding="utf-8")


def test_check_of_a_site_in_order(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"], RU) == 0
    assert capsys.readouterr() == ("", "Всё в порядке: ошибок нет.\n")


def test_check_shows_the_frame_on_stdout(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(site)
    assert run(["check"], RU) == 1
    out, err = capsys.readouterr()
    frame, _, rest = out.partition("  = подсказка: ")
    assert frame == (
        "error[value-not-allowed]: значения `medla` нет среди возможных\n"
        f"  ┌─ {PLAN}:2:7\n"
        "  │\n"
        " 2│ kind: medla\n"
        "  │       ^^^^^\n"
    )
    assert "`media`" in rest.splitlines()[0]
    assert rest.splitlines()[1:] == [
        "",
        "1 ошибка в 1 файле",
        "Подробнее: nokgen explain value-not-allowed",
    ]
    assert err == ""


def test_warnings_fail_only_when_strict(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doubt(site)
    assert run(["check"], RU) == 0
    assert "warning[deadline-unreadable]" in capsys.readouterr().out
    assert run(["--strict", "check"], RU) == 1
    assert run(["check", "--strict"], RU) == 1


def test_faults_in_the_settings_are_2(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "site.yaml").write_text("titl: x\n", encoding="utf-8")
    spoil(site)
    assert run(["check"], RU) == 2
    assert run(["build", "--no-search"], RU) == 2
    assert "site.yaml:1:1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (PLAN, 1),
        ("content/x-oblast/plans", 1),
        (".", 1),
        ("content/x-oblast/region.yaml", 0),
        ("site.yaml", 0),
    ],
)
def test_check_of_named_files_shows_theirs_only(site: Path, name: str, code: int) -> None:
    spoil(site)
    assert run(["check", name], RU) == code


def test_named_files_may_be_seen_from_a_folder_below(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(site)
    monkeypatch.chdir(site / "content" / "x-oblast")
    assert run(["check", "plans/2020-media.yaml"], RU) == 1
    assert run(["check", "region.yaml"], RU) == 0
    assert run(["check", PLAN], RU) == 1
    assert run(["check", str(site / PLAN)], RU) == 1


def test_an_unknown_file_is_wrong_use(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "plan.yaml"], RU) == 2
    assert capsys.readouterr().err == (f"Ошибка: На сайте в папке {site} нет файла plan.yaml.\n")


def test_json_alone_stands_on_stdout(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(site)
    assert run(["check", "--format", "json", "-v"], RU) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["summary"] == {"errors": 1, "warnings": 0, "notes": 0, "files": 1}
    assert "Чтение файлов: " in err


def test_github_is_chosen_by_itself(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    doubt(site)
    summary = site.parent / "summary.md"
    summary.write_text("# Before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site.parent))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert run(["check"], RU) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"::warning file=site/{PLAN},line=9,")
    assert "\n1 предупреждение в 1 файле\n" in out
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# Before\n## nokgen: 1 предупреждение в 1 файле\n")
    assert run(["check", "--format", "text"], RU) == 0
    assert "::" not in capsys.readouterr().out


def test_a_step_summary_that_cannot_be_written_is_3(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    doubt(site)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(site))
    assert run(["check", "--format", "github"], RU) == 3
    assert "не удалось записать сводку шага" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "environ", "coloured"),
    [
        (["check"], {}, False),  # not a terminal
        (["check", "--color", "always"], {}, True),
        (["check", "--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "always", "check", "--color", "never"], {}, False),  # the later wins
        (["--color", "never", "check", "--color", "always"], {}, True),
    ],
)
def test_colour(
    args: list[str],
    environ: dict[str, str],
    coloured: bool,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    doubt(site)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    run(args, RU)
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_build_tells_what_changed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--no-search", "--today", "2020-05-01"], RU) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Сайт готов в папке public/: ")
    assert (site / "public" / "index.html").is_file()
    assert run(["build", "--no-search", "--today", "2020-05-01"], RU) == 0
    assert ", ничего не изменилось, за " in capsys.readouterr().err


def test_a_build_with_errors_leaves_the_site(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(site)
    assert run(["build", "--no-search"], RU) == 1
    assert capsys.readouterr().err == "Сайт не собран.\n"
    (site / PLAN).write_text(READABLE, encoding="utf-8")
    run(["build", "--no-search"], RU)
    before = (site / "public" / "index.html").read_bytes()
    spoil(site)
    capsys.readouterr()
    assert run(["build", "--no-search"], RU) == 1
    out, err = capsys.readouterr()
    assert "error[value-not-allowed]" in out
    assert err == "Сайт не собран. Прежний, в папке public/, остался без изменений.\n"
    assert (site / "public" / "index.html").read_bytes() == before


def test_quiet_leaves_findings(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doubt(site)
    assert run(["-q", "build", "--no-search"], RU) == 0
    out, err = capsys.readouterr()
    assert "warning[deadline-unreadable]" in out
    assert err == ""


def test_clean_takes_only_what_nokgen_made(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["build", "--no-search"], RU)
    run(["build", "--no-search", "-d", ".nokgen/preview"], RU)
    capsys.readouterr()
    assert run(["clean"], RU) == 0
    assert capsys.readouterr().err == "Удалено: public/\nУдалено: .nokgen/preview/\n"
    assert not (site / "public").exists()
    assert not (site / ".nokgen/preview").exists()
    assert run(["clean"], RU) == 0
    assert run(["clean", "-d", "content"], RU) == 2
    assert (site / PLAN).is_file()


def test_the_root_may_be_named(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.parent)
    assert run(["check"], RU) == 2
    assert run(["-C", "site", "check"], RU) == 0
    assert run(["check", "-C", "site"], RU) == 0
    assert run(["check", "-c", "site/site.yaml", "-C", "site"], RU) == 2
    assert run(["check", "-c", str(site / "site.yaml")], RU) == 0
    capsys.readouterr()
    assert run(["-C", "site", "build", "--no-search", "-d", "out"], RU) == 0
    assert (site.parent / "out" / "index.html").is_file()
    assert "в папке out/" in capsys.readouterr().err


def test_another_settings_file(site: Path) -> None:
    (site / "site.yaml").rename(site / "other.yaml")
    assert run(["check"], RU) == 2
    assert run(["check", "-c", "other.yaml"], RU) == 0


def test_new_prints_the_path(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "municipality", "x-oblast/kirovsk"], RU) == 0
    out, err = capsys.readouterr()
    assert out == "content/x-oblast/kirovsk/municipality.yaml\n"
    assert err == "Откройте этот файл, заполните его и проверьте: nokgen check\n"
    assert (site / out.strip()).is_file()


def test_init_names_the_files_that_it_left_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text("Наш сайт\n", encoding="utf-8")
    assert run(["init"], RU) == 0
    assert "Оставлен как был: README.md\n" in capsys.readouterr().err
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Наш сайт\n"


def test_init_makes_a_site_that_is_in_order(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.parent)
    assert run(["init", "mysite"], RU) == 0
    assert "Посмотреть на него: cd mysite && nokgen serve\n" in capsys.readouterr().err
    assert run(["-C", "mysite", "check", "--strict"], RU) == 0
    assert run(["init", "mysite"], RU) == 2


def test_the_kinds_of_schemas_are_listed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"], RU) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "plan           План мероприятий  (content/**/plans/*.yaml)"
    )
