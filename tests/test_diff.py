"""`nokgen diff`: what a reviewer reads about a change, and what is said when git cannot tell."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.compare import Change, Context, changes_of, compare, of_disk
from nokgen.messages import messages_for
from nokgen.read.compose import Tree, compose, plain
from nokgen.read.history import open_history

RU = messages_for("ru")
NAMES = {"committee": "Комитет образования", "5103020004": "детский сад № 5"}
FOLDER = "content/x-oblast/gorod"
PLAN = f"{FOLDER}/plans/2020-media.yaml"
PLAN_TEXT = """\
title: План
kind: media
year: 2020
spheres: [education]
source: {title: Приказ}
measures:
  - id: m1
    number: "1."
    title: Показ
    deadline: июль
    quantity: 9 раз
    responsible: [committee]
  - id: m2
    number: "2."
    title: Рассказ
    deadline: до 1 июня 2020 года
"""
RESULTS = """\
year: 2021
sphere: education
method: order-344n
source: {title: Отчёт, file: documents/report.pdf}
scores:
  - {inn: "5103020004", "1.1": 90, total: "86,17"}
"""


def tree(text: str) -> Tree:
    top, _faults = compose(text)
    assert top is not None
    return plain(top)


def told(kind: str, before: str, after: str, *, same: bool = True) -> list[Change]:
    context = Context(RU, NAMES, is_source_same=same)
    return list(changes_of(kind, tree(before), tree(after), context))


def edited(*edits: tuple[str, str]) -> list[tuple[str, bool]]:
    """What is said about a changed plan, and whether it needs a second look."""
    text = PLAN_TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return [(change.text, change.look is not None) for change in told("plan", PLAN_TEXT, text)]


MOVED = "moved: [{date: 2020-08-20, deadline: %s, reason: карантин}]\n"
EVIDENCE = "{title: Протокол, url: 'https://example.org/'}"


@pytest.mark.parametrize(
    ("old", "new", "sentence", "look"),
    [
        (
            "    quantity: 9 раз\n",
            "    quantity: 9 раз\n    " + MOVED % "октябрь 2020 года",
            "Срок мероприятия 1 перенесён с июля на октябрь 2020 года, причина: «карантин»",
            False,
        ),
        (
            "    quantity: 9 раз\n",
            "    quantity: 9 раз\n    " + MOVED % "март 2021",
            "Срок мероприятия 1 перенесён с июля 2020 года на март 2021 года, причина: «карантин»",
            False,
        ),
        (
            "deadline: июль",
            "deadline: октябрь",
            "Срок мероприятия 1 перенесён с июля на октябрь 2020 года",
            True,
        ),
        (
            "до 1 июня 2020 года",
            "до 1 июля 2020 года",
            "Срок мероприятия 2 изменён: был «до 1 июня 2020 года», стал «до 1 июля 2020 года»",
            True,
        ),
        ("    deadline: июль\n", "", "Срок мероприятия 1 убран, был «июль»", True),
        (
            "    quantity: 9 раз\n",
            f"    quantity: 9 раз\n    reports: [{{date: 2020-07-01, evidence: [{EVIDENCE}, "
            f"{EVIDENCE}]}}]\n",
            "Мероприятие 1: добавлен отчёт с двумя подтверждениями",
            False,
        ),
        (
            "    quantity: 9 раз\n",
            "    quantity: 9 раз\n    reports: [{date: 2020-07-01}]\n",
            "Мероприятие 1: добавлен отчёт без подтверждений",
            False,
        ),
        (
            "    quantity: 9 раз\n",
            "    quantity: 9 раз\n    cancelled: {date: 2020-07-01, reason: нет денег}\n",
            "Мероприятие 1: исполнение отменено, причина: «нет денег»",
            False,
        ),
        (
            "quantity: 9 раз",
            "quantity: 1 раз",
            "Мероприятие 1, «Количество»: было «9 раз», стало «1 раз»",
            True,
        ),
        (
            "responsible: [committee]",
            "responsible: [школы]",
            "Мероприятие 1, «Ответственные»: было «Комитет образования», стало «школы»",
            False,
        ),
        (
            PLAN_TEXT[PLAN_TEXT.index("  - id: m2") :],
            "",
            "Исчезло обещание: мероприятие 2 «Рассказ»",
            True,
        ),
        ("id: m2", "id: m3", "Id мероприятия 2: был `m2`, стал `m3`", True),
        (
            "  - id: m2",
            "  - {id: m3, title: Новое, deadline: март}\n  - id: m2",
            "Новое обещание: мероприятие «Новое», срок «март»",
            False,
        ),
        ("title: План\n", "title: План города\n", "было «План», стало «План города»", False),
        ("kind: media", "kind: other", "стало «другой план»", False),
        ("year: 2020", "period: {from: 2020, to: 2021}", "убрано «Год», было «2020»", False),
    ],
)
def test_a_plan(old: str, new: str, sentence: str, look: bool) -> None:
    found = edited((old, new))
    assert any(
        sentence.casefold() in text.casefold() and is_look == look for text, is_look in found
    ), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Показ", "title: >-\n      Показ"),
        ("spheres: [education]", "spheres: # сфера\n  - education"),
        ("year: 2020", 'year: "2020"'),
    ],
)
def test_what_only_looks_different_is_not_told(old: str, new: str) -> None:
    assert edited((old, new)) == []


def test_a_report_that_goes_or_loses_its_evidence_is_looked_at_again() -> None:
    with_report = PLAN_TEXT + f"    reports: [{{date: 2020-07-01, evidence: [{EVIDENCE}]}}]\n"
    (change,) = told("plan", with_report, PLAN_TEXT)
    assert (change.text, change.anchor) == ("Мероприятие 2: убран отчёт от 2020-07-01", "m2")
    assert change.look is not None
    (change,) = told("plan", with_report, PLAN_TEXT + "    reports: [{date: 2020-07-01}]\n")
    assert change.text == "Мероприятие 2: отчёт от 2020-07-01 переписан, теперь без подтверждений"
    assert change.look is not None


def test_numbers_that_are_printed_twice_do_not_name_a_measure() -> None:
    before = PLAN_TEXT.replace('"2."', '"1."')
    (change,) = told("plan", before, before.replace("июль", "май"))
    assert change.text.startswith("Срок мероприятия «Показ» перенесён с июля на май")


def test_measures_that_move_to_a_section_stay_the_same_promises() -> None:
    head, _, measures = PLAN_TEXT.partition("measures:\n")
    indented = "".join(f"    {line}\n" for line in measures.splitlines())
    after = f"{head}sections:\n  - title: Первый\n    measures:\n{indented}"
    assert [change.text for change in told("plan", PLAN_TEXT, after)] == [
        "«Разделы»: добавлено «Первый»"
    ]


def test_a_figure_that_changed_alone_is_looked_at_again() -> None:
    after = RESULTS.replace("86,17", "91,02")
    (change,) = told("results", RESULTS, after)
    assert change.text == (
        "Детский сад № 5: оценка изменена с 86,17 на 91,02, хотя опубликованная таблица не менялась"
    )
    assert change.look is not None
    (change,) = told("results", RESULTS, after, same=False)
    assert change == Change("Детский сад № 5: оценка изменена с 86,17 на 91,02", None, "5103020004")
    assert told("results", RESULTS, RESULTS.replace("86,17", "86.170")) == []
    (change,) = told("results", RESULTS, RESULTS.replace('"1.1": 90, ', ""), same=False)
    assert change.text == "Детский сад № 5, показатель 1.1: было 90, стало нет данных"


def test_an_item_of_a_plan_to_remove_shortcomings() -> None:
    before = (
        "items:\n  - {id: i1, criterion: 3, shortcoming: Нет, measure: Пандус, deadline: май}\n"
    )
    after = before.replace("май}", "май, done: {date: 2022-05-01, text: Есть}}")
    (change,) = told("improvement", before, after)
    assert change.text == "Пункт «Пандус»: сообщено об исполнении, без подтверждений"


def test_a_body_that_goes_is_looked_at_again() -> None:
    before = "name: Город\nbodies:\n  - {id: a, name: Комитет, kind: authority}\n"
    (change,) = told("municipality", before, "name: Город\n")
    assert change.text == "«Исполнители»: убрано «Комитет»"
    assert change.look is not None


def test_of_a_long_text_the_stretch_that_changed_is_shown() -> None:
    long = "Проведение совещаний с руководителями организаций по вопросу подготовки кампании "
    before = PLAN_TEXT.replace("Рассказ", long + "среди населения города о независимой оценке")
    (change,) = told("plan", before, before.replace("среди населения города", "среди жителей"))
    assert change.text == (
        "Мероприятие 2, «Мероприятие»: было «…кампании среди населения города о "
        "независимой оценке», стало «…кампании среди жителей о независимой оценке»"
    )


# In a repository


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *arguments], cwd=root, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in a folder of its repository, with one commit on main."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    click_speaks("ru")
    root = tmp_path / "repository" / "site"
    put(root, "site.yaml", "schema_version: 1\ntitle: Сайт\ndescription: О нём\n")
    put(root, "content/x-oblast/region.yaml", "name: Область\n")
    put(
        root,
        f"{FOLDER}/municipality.yaml",
        "name: Город\nbodies: [{id: committee, name: Комитет образования, kind: authority}]\n",
    )
    put(root, PLAN, PLAN_TEXT)
    put(root, f"{FOLDER}/documents/report.pdf", "%PDF")
    put(root, "content/pages/about.md", "---\ntitle: О нас\n---\nТекст\n")
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-qm", "a")
    monkeypatch.chdir(root)
    return root


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["diff", *arguments], RU) == code
    return capsys.readouterr().out


def test_nothing_changed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "HEAD") == "Для жителей ничего не изменилось.\n"


def test_the_whole_screen(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site, PLAN, PLAN_TEXT.replace("9 раз", "2 раза"))
    put(site, f"{FOLDER}/documents/new.pdf", "%PDF")
    (site / f"{FOLDER}/documents/report.pdf").unlink()
    put(site, "content/pages/about.md", "---\ntitle: О нас\n---\nДругой текст\n")
    assert (
        said(capsys, "HEAD", "--strict", code=1)
        == f"""\
Страница «О нас»
content/pages/about.md
  - Изменён текст страницы

Город. Приложенные файлы
{FOLDER}/documents/new.pdf
  - Приложен файл «new.pdf»

Город. Приложенные файлы
{FOLDER}/documents/report.pdf
  ! Приложенный файл «report.pdf» убран
    Посмотрите ещё раз: того, что он подтверждал или показывал, больше нет

Город. План мероприятий «План»
{PLAN}
  ! Мероприятие 1, «Количество»: было «9 раз», стало «2 раза»
    Посмотрите ещё раз: обещанное теперь читается иначе; так ли сказано в документе?

4 изменения в 4 файлах, на 2 стоит посмотреть ещё раз.
"""
    )


def test_a_page_that_moves_says_so_and_one_that_goes_is_looked_at_again(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / PLAN).unlink()
    assert "! Страница исчезла" in said(capsys, "HEAD")
    alias = "aliases: [/x-oblast/gorod/plans/2020-media/]\n"
    put(site, f"{FOLDER}/plans/2020-smi.yaml", alias + PLAN_TEXT)
    shown = said(capsys, "HEAD")
    assert shown.splitlines()[2] == (
        "  - Страница переехала: была по адресу /x-oblast/gorod/plans/2020-media/, "
        "стала по адресу /x-oblast/gorod/plans/2020-smi/"
    )
    assert "1 изменение в 1 файле." in shown


def test_a_new_plan_says_how_much_it_promises(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(site, f"{FOLDER}/plans/2021-media.yaml", PLAN_TEXT)
    assert "  - Новая страница: 2 мероприятия\n" in said(capsys, "HEAD")


def test_a_table_beside_its_results(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = RESULTS.partition("scores:")[0] + "table: scores.csv\n"
    put(site, f"{FOLDER}/results/2021-education.yaml", record)
    put(site, f"{FOLDER}/results/scores.csv", "ИНН;1.1;Итог\n5103020004;90;86,17\n")
    put(
        site, f"{FOLDER}/organizations.yaml", "organizations:\n- {inn: 5103020004, name: Сад № 5}\n"
    )
    git(site, "add", ".")
    git(site, "commit", "-qm", "b")
    put(site, f"{FOLDER}/results/scores.csv", "ИНН;1.1;Итог\n5103020004;90;91,02\n")
    sentence = "Сад № 5: оценка изменена с 86,17 на 91,02"
    assert f"! {sentence}, хотя опубликованная таблица не менялась\n" in said(capsys, "HEAD")
    put(site, f"{FOLDER}/documents/report.pdf", "%PDF-2")
    assert f"- {sentence}\n" in said(capsys, "HEAD")


def test_a_file_with_faults_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site, PLAN, "title: План: первый\n")
    assert "! Файл нельзя прочитать" in said(capsys, "HEAD")


def test_what_the_other_branch_got_meanwhile_does_not_count(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(site, "switch", "-qc", "mine")
    put(site, PLAN, PLAN_TEXT.replace("9 раз", "2 раза"))
    git(site, "commit", "-qam", "mine")
    git(site, "switch", "-q", "main")
    put(site, "content/x-oblast/region.yaml", "name: Другая область\n")
    git(site, "commit", "-qam", "theirs")
    git(site, "switch", "-q", "mine")
    assert "Область" not in said(capsys, "main")
    assert "было «Другая область», стало «Область»" in said(capsys, "main", "mine")


def test_for_github_and_for_programs(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site, PLAN, PLAN_TEXT.replace("9 раз", "::error::9, [x](y) раз"))
    summary = site.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    first, *_, last = said(capsys, "HEAD", "--format", "github").splitlines()
    assert first.startswith(f"::warning file=site/{PLAN},title=nokgen diff::Мероприятие 1")
    assert last.startswith("::")
    assert last.endswith("::")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("## Что изменилось для жителей\n")
    assert "- ⚠️ Мероприятие 1, «Количество»" in text
    assert "](y)" not in text
    shape = json.loads(said(capsys, "HEAD", "--format", "json"))
    (change,) = shape["files"][0]["changes"]
    assert (shape["files"][0]["path"], change["anchor"]) == (PLAN, "m1")
    assert change["second_look"]


def test_a_shallow_copy_says_what_it_cannot_see(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site, PLAN, PLAN_TEXT.replace("9 раз", "2 раза"))
    git(site, "commit", "-qam", "b")
    git(site, "switch", "-qc", "mine", "HEAD~1")
    put(site, "content/x-oblast/region.yaml", "name: Край\n")
    git(site, "commit", "-qam", "mine")
    copy = tmp_path / "copy"
    source = f"file://{site.parent}"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", source, str(copy))
    monkeypatch.chdir(copy / "site")
    shown = said(capsys, "origin/main")
    assert "Откуда эта ветка отошла от origin/main, не видно" in shown
    assert "стало «Край»" in shown
    assert run(["diff", "HEAD~1"], RU) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err


@pytest.mark.parametrize("revision", ["nope", "--output=x", ""])
def test_an_unknown_revision(site: Path, capsys: pytest.CaptureFixture[str], revision: str) -> None:
    assert run(["diff", "--", revision], RU) == 2
    assert "git не знает ревизии" in capsys.readouterr().err
    assert not (site / "x").exists()


def test_outside_a_repository_and_without_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    click_speaks("ru")
    put(tmp_path, "site.yaml", "title: Сайт\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run(["diff", "HEAD"], RU) == 3
    assert "не лежит в хранилище git" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["diff", "HEAD"], RU) == 3
    assert "Установите git" in capsys.readouterr().err


# The history itself


def test_an_odd_name_and_a_link_do_no_harm(site: Path) -> None:
    put(site, "content/x-oblast/документ «1»\n.yaml", "a: b\n")
    (site / "content/link.yaml").symlink_to("x-oblast/region.yaml")
    git(site, "add", ".")
    git(site, "commit", "-qm", "b")
    files = open_history(site).files("HEAD", "content")
    assert "content/link.yaml" not in files
    assert "content/x-oblast/документ «1»\n.yaml" in files


def test_the_disk_counts_as_git_does(site: Path) -> None:
    history = open_history(site)
    commit = history.commit("HEAD")
    disk = of_disk(site, "site.yaml", like=commit)
    assert disk.files == history.files(commit, "content", "site.yaml")
    assert compare(disk, disk, "site.yaml", RU).files == ()
