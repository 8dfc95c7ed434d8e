"""`nokgen fmt`: what a file looks like afterwards, what never changes, and what is left alone."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from nokgen.check import check
from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.fmt import formatted, plan_of, write
from nokgen.messages import messages_for
from nokgen.new import KINDS as NEW_KINDS
from nokgen.new import scaffold
from nokgen.new.address import EXAMPLES
from nokgen.new.start import planned
from nokgen.read import read_site
from nokgen.records.kinds import kind_of
from nokgen.records.plan import Plan
from nokgen.records.results import Results
from nokgen.records.schema import KINDS
from nokgen.records.territory import Municipality
from nokgen.surroundings import SurroundingsError

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
RU = messages_for("ru")
PLAN = "content/x-oblast/plans/2020-media.yaml"


def styled(text: str, record: type = Plan) -> str:
    result = formatted(text, record)
    assert formatted(result, record) == result
    return result


# How things are written


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("title: 'План'", "title: План"),
        ('title: "План: первый"', 'title: "План: первый"'),
        ("title: План #1 «Город»", "title: План"),  # what stands behind is a comment
        ("title: 'План \"Город\"'", 'title: План "Город"'),
        ("title: '\"Город\" и план'", "title: '\"Город\" и план'"),
        ("issuer: 66", 'issuer: "66"'),
        ("issuer: 1.", 'issuer: "1."'),
        ("issuer: 12:30", 'issuer: "12:30"'),
        ("issuer: yes", 'issuer: "yes"'),
        ("issuer: 2020-07-14", 'issuer: "2020-07-14"'),
        ("issuer: 9 раз", "issuer: 9 раз"),
        ("issuer: '- раз'", 'issuer: "- раз"'),
        ("issuer: ''", 'issuer: ""'),
        ("issuer: ~", "issuer:"),
        ('issuer: "план #1"', 'issuer: "план #1"'),
        ("issuer: 'план '", 'issuer: "план "'),
        ('issuer: "a\\tb"', 'issuer: "a\\tb"'),
        ('year: "2020"', "year: 2020"),
        ("year: 02020", 'year: "02020"'),
        ("yearly: 'true'", "yearly: true"),
        ("yearly: yes", 'yearly: "yes"'),
        ("unknown: 12", 'unknown: "12"'),
        ("source: {title: План, retrieved: '2026-11-21'}", "  retrieved: 2026-11-21"),
        ("approved: {number: 66}", '  number: "66"'),
        ("spheres:\n- education\n- culture", "spheres: [education, culture]"),
        ("spheres: []", "spheres: []"),
        ("aliases: ['/a/b/']", "aliases: [/a/b/]"),
        ("period:\n    from: '2019'\n    to: 2021", "period: {from: 2019, to: 2021}"),
    ],
)
def test_a_value(typed: str, expected: str) -> None:
    lines = styled(typed + "\n").split("\n")
    assert any(line.split("  #")[0] == expected for line in lines), lines


def test_identifiers_are_quoted() -> None:
    text = styled("name: Город\noktmo: 47000000\n", Municipality)
    assert text == 'name: Город\noktmo: "47000000"\n'
    text = styled("scores:\n- {inn: 5103020004, 1.1: 86.17, total: '91,02'}\n", Results)
    assert text == 'scores:\n  - inn: "5103020004"\n    "1.1": 86.17\n    total: 91,02\n'


def test_a_long_text_stands_below_its_key() -> None:
    words = "Проведение совещаний с руководителями дошкольных образовательных организаций "
    text = styled(f"title: {words * 2}\n")
    head, *lines = text.splitlines()
    assert head == "title: >-"
    assert " ".join(line.strip() for line in lines) == (words * 2).strip()
    assert all(line.startswith("  ") and len(line) <= 96 for line in lines)
    assert text == styled(f'title: "{words * 2}"\n'.replace(' "\n', '"\n'))


def test_lines_stay_lines() -> None:
    assert styled('note: "Раз\\n- два: три\\n\\n  четыре"\n') == (
        "note: |-\n  Раз\n  - два: три\n\n    четыре\n"
    )
    assert styled("note: |\n  Раз\n") == "note: |\n  Раз\n"
    assert styled("note: |+\n  Раз\n\naliases: []\n") == 'note: "Раз\\n\\n"\naliases: []\n'
    assert styled('note: "Раз\\n\\n"\n') == 'note: "Раз\\n\\n"\n'


def test_keys_get_the_order_of_the_record_and_comments_go_with_them() -> None:
    typed = """\
# yaml-language-server: $schema=../plan.json
# О файле.

# О виде.
kind: media   # так сказано
title: План
измерение: 1
measures:
- title: Публикация # в газете
  # О сроке.
  deadline: июль
  id: m1
  # responsible: выключен
# О втором.
- {id: m2, title: Показ}

# В конце.
"""
    assert (
        styled(typed)
        == """\
# yaml-language-server: $schema=../plan.json
# О файле.

title: План
# О виде.
kind: media  # так сказано
measures:
  - id: m1
    title: Публикация  # в газете
    # О сроке.
    deadline: июль
    # responsible: выключен

  # О втором.
  - id: m2
    title: Показ
измерение: "1"

# В конце.
"""
    )


def test_a_comment_between_brackets_stays() -> None:
    assert styled("spheres: [education, # раз\n  # два\n  culture\n  # три\n]\nyear: 2020\n") == (
        "year: 2020\nspheres:\n  - education  # раз\n  # два\n  - culture\n  # три\n"
    )


def test_measures_stand_apart_and_short_records_on_a_line() -> None:
    typed = "measures: [{id: m1, title: А, channels: [{kind: tv, title: Б}]}, {id: m2, title: В}]\n"
    assert styled(typed) == (
        "measures:\n  - id: m1\n    title: А\n    channels:\n      - {title: Б, kind: tv}\n"
        "\n  - id: m2\n    title: В\n"
    )


# Ids


def test_a_measure_without_an_id_gets_the_next_one() -> None:
    typed = "measures:\n- title: А\n- id: m7\n  title: Б\n- id:\n  title: В\n"
    assert formatted(typed, Plan) == (
        "measures:\n  - id: m8\n    title: А\n\n  - id: m7\n    title: Б\n\n"
        "  - id: m9\n    title: В\n"
    )


def test_an_id_that_was_in_use_is_not_given_again() -> None:
    result = formatted("measures:\n- title: А\n", Plan, used=lambda: {"m3", "m12", "chistota"})
    assert "id: m13" in result


# Files


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    click_speaks("ru")
    root = tmp_path / "site"
    files = {
        "site.yaml": "schema_version: 1\ntitle: Сайт\ndescription: О нём\n",
        "content/x-oblast/region.yaml": "name: Область\n",
        PLAN: "kind: media\ntitle: План\nyear: 2020\nspheres: [education]\n"
        "source: {title: Приказ}\nmeasures:\n- title: Показ\n",
        "content/pages/about.md": "---\norder: 1\ntitle: 'О нас'\n---\n\nТекст:   как есть \n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_check_lists_and_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (site / PLAN).read_bytes()
    assert run(["fmt", "--check"], RU) == 1
    shown = capsys.readouterr()
    assert shown.out == f"content/pages/about.md\n{PLAN}\n"
    assert shown.err == "2 файла не в едином виде. Выполните: nokgen fmt\n"
    assert (site / PLAN).read_bytes() == before


def test_fmt_writes_and_the_second_time_has_nothing_to_do(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / PLAN).chmod(0o640)
    assert run(["fmt"], RU) == 0
    assert (site / PLAN).read_text(encoding="utf-8").startswith("title: План\nkind: media\n")
    assert "  - id: m1\n" in (site / PLAN).read_text(encoding="utf-8")
    assert (site / PLAN).stat().st_mode & 0o777 == 0o640
    page = (site / "content/pages/about.md").read_text(encoding="utf-8")
    assert page == "---\ntitle: О нас\norder: 1\n---\n\nТекст:   как есть \n"
    stamp = (site / PLAN).stat().st_mtime_ns
    capsys.readouterr()
    assert run(["fmt"], RU) == 0
    assert capsys.readouterr() == ("", "Все файлы в едином виде.\n")
    assert (site / PLAN).stat().st_mtime_ns == stamp
    assert not list(site.rglob("*.tmp"))


def test_only_the_files_that_are_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fmt", "--check", "content/pages"], RU) == 1
    assert capsys.readouterr().out == "content/pages/about.md\n"


def test_a_file_with_faults_of_yaml_is_left_alone_and_told(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = "kind: media\ntitle: План: первый\n"
    (site / PLAN).write_text(broken, encoding="utf-8")
    assert run(["fmt"], RU) == 1
    assert "error[colon-in-text]" in capsys.readouterr().out
    assert (site / PLAN).read_text(encoding="utf-8") == broken


def test_a_number_that_was_taken_for_a_comment_is_not_cemented(site: Path) -> None:
    text = (site / PLAN).read_text(encoding="utf-8").replace("Приказ", "приказ # 66")
    text = text.replace("{title: приказ # 66}", "\n  title: приказ # 66")
    (site / PLAN).write_text(text, encoding="utf-8")
    run(["fmt", PLAN], RU)
    assert (site / PLAN).read_text(encoding="utf-8") == text


def test_marks_and_line_ends_of_windows_are_mended(site: Path) -> None:
    (site / "content/x-oblast/region.yaml").write_bytes("\ufeffname: Область\r\n".encode())
    assert run(["fmt"], RU) == 0
    assert (site / "content/x-oblast/region.yaml").read_bytes() == "name: Область\n".encode()


def test_the_schema_line_is_set_where_the_schema_is(site: Path) -> None:
    (site / ".vscode/schemas").mkdir(parents=True)
    (site / ".vscode/schemas/region.json").write_text("{}")
    assert run(["fmt"], RU) == 0
    assert (site / "content/x-oblast/region.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../.vscode/schemas/region.json\nname: Область\n"
    )
    assert "schema" not in (site / PLAN).read_text(encoding="utf-8")


def test_a_file_that_somebody_saves_meanwhile_is_not_overwritten(site: Path) -> None:
    plan = plan_of(site, "site.yaml", [PLAN], used=lambda _path: ())
    (site / PLAN).write_text("title: Другое\n", encoding="utf-8")
    with pytest.raises(SurroundingsError):
        write(site, plan.changes)
    assert (site / PLAN).read_text(encoding="utf-8") == "title: Другое\n"


def test_ids_of_the_past_are_known_from_git(site: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=site, check=True, capture_output=True)

    git("init", "-q")
    text = (site / PLAN).read_text(encoding="utf-8")
    (site / PLAN).write_text(text + "- {id: m5, title: Был}\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "a")
    (site / PLAN).write_text(text, encoding="utf-8")
    git("commit", "-qam", "b")
    assert run(["fmt"], RU) == 0
    assert "id: m6" in (site / PLAN).read_text(encoding="utf-8")


# What is on the site already


def test_the_real_content_is_in_the_style() -> None:
    plan = plan_of(ROOT, "site.yaml", used=lambda _path: ())
    assert [change.path for change in plan.changes] == []
    assert plan.seen > 10


def test_new_sites_and_scaffolds_are_in_the_style(tmp_path: Path) -> None:
    for path, text in planned(RU).items():
        kind = "site" if path == "site.yaml" else kind_of(path)
        if path.endswith(".yaml") and kind is not None:
            assert formatted(text, KINDS[kind].record) == text, path
    (tmp_path / "content").mkdir()
    (tmp_path / "site.yaml").touch()
    for kind in NEW_KINDS:
        scaffold(tmp_path, kind, EXAMPLES[kind], RU, date(2026, 11, 22))
    plan = plan_of(tmp_path, "site.yaml", ["content"], used=lambda _path: ())
    assert [change.path for change in plan.changes] == []


def test_check_finds_the_same_before_and_after(tmp_path: Path) -> None:
    """On the real site, and on every case that is faulty in another way than its YAML."""

    def found(root: Path) -> list[tuple[str, str, str]]:
        diagnostics = check(read_site(root), lambda _zone: date(2026, 11, 22)).diagnostics
        shown = [(d.span.path, d.code.slug, str({**d.params, "line": None})) for d in diagnostics]
        return sorted(shown)

    base = shutil.copytree(CASES / "_base", tmp_path / "base")
    write(base, plan_of(base, "site.yaml", used=lambda _path: ()).changes)
    changed = 0
    for case in sorted(CASES.iterdir())[::2]:
        if not (case / "in").is_dir() or (case / "make.txt").exists():
            continue
        root = shutil.copytree(base, tmp_path / case.name)
        shutil.copytree(case / "in", root, dirs_exist_ok=True)
        plan = plan_of(root, "site.yaml", used=lambda _path: ())
        if not plan.changes:
            continue
        changed += 1
        before = found(root)
        write(root, plan.changes)
        mended = {"byte-order-mark", "line-ends-windows"}
        assert found(root) == [each for each in before if each[1] not in mended], case.name
        assert not plan_of(root, "site.yaml", used=lambda _path: ()).changes, case.name
    assert changed > 10
