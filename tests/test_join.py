"""Parts of regions: joined, they are the site that one build makes, or say why they are not."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.join.part import FOLDER, RECORD
from nokgen.messages import messages_for
from tests.past_under_test import FIRST, PLAN, PLAN_TEXT, Files, committed, git
from tests.past_under_test import FOLDER as TOWN
from tests.sites_under_test import ROOT, tree

RU = messages_for("ru")
BASE = "https://example.org/nok/"
DAY = "2026-11-22"
X, Y = "x-oblast", "y-oblast"
INN = "0001000003"
NEW_PLAN = f"{TOWN}/plans/2026-smi.yaml"
SETTINGS = FIRST["site.yaml"] or ""
QUICK = "pictures: false\nhandouts: false\nsharing: false\n"
OTHER: Files = {
    f"content/{Y}/region.yaml": "name: Край\naliases: [/y/]\n",
    f"content/{Y}/plans/2026-media.yaml": PLAN_TEXT.replace("responsible: [committee]", ""),
    f"content/{Y}/organizations.yaml": (
        "organizations:\n"
        f"  - {{inn: '{INN}', name: Школа, kind: school, sphere: education,\n"
        "     closed: 2025-01-01, successor: '0002001433'}\n"
    ),
    f"content/{Y}/documents/akt.pdf": "%PDF-1.4\n",
}
LOCK = f"/{X}/\n/{X}/gorod/\n/{X}/gorod/plans/2026-media/#m1\n/{Y}/\n/org/{INN}/\n"
LINKS = f"---\ntitle: О нас\n---\n[Область](/{X}/), [край](/{Y}/plans/2026-media/#m1)\n"
COUNTRY: Files = {
    **FIRST,
    **OTHER,
    "site.yaml": SETTINGS + QUICK,
    "permalinks.lock": LOCK,
    "content/pages/about.md": LINKS,
}
Told = Callable[[], str]


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("NOKGEN_BASE_URL", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    click_speaks("ru")
    monkeypatch.chdir(tmp_path)


def ran(*arguments: str | Path) -> int:
    """The program, for an address and on a day that later arguments may change."""
    return run([str(each) for each in ("--base-url", BASE, "--today", DAY, *arguments)], RU)


def build(root: Path, to: Path, *options: str | Path) -> None:
    assert ran("build", "-q", "--no-search", "-j", "1", "-C", root, "-d", to, *options) == 0


def joined(root: Path, to: Path, *parts: Path) -> None:
    assert ran("join", "-q", "--no-search", "-j", "1", "-C", root, "-d", to, *parts) == 0


def country(root: Path, *regions: str, files: Files = COUNTRY) -> Path:
    """A site outside git, with some of its regions and no others.

    The templates of one folder are made ready once, however often what stands in it changes.
    """
    shutil.rmtree(root / "content", ignore_errors=True)
    for path, text in files.items():
        region = path.split("/")[1] if path.startswith("content/") else ""
        if region in (X, Y) and region not in regions:
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text or "", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a country, and beside it two parts, each made where the other is not."""
    folder = tmp_path_factory.mktemp("parts")
    for region in (X, Y):
        build(country(folder / "root", region), folder / region, "--only", region)
    country(folder / "root", X, Y)
    return folder


@pytest.fixture
def meeting(parts: Path, tmp_path: Path) -> Path:
    """A copy of them, to change freely."""
    return Path(shutil.copytree(parts, tmp_path / "meeting"))


# The same bytes


def test_joined_parts_are_what_one_build_makes(tmp_path: Path) -> None:
    """The region of the example and a small one, in a repository that tells their history."""
    root = tmp_path / "root"
    shutil.copytree(ROOT / "examples" / "site" / "content", root / "content")
    text = (ROOT / "examples" / "site" / "site.yaml").read_text(encoding="utf-8")
    small = {
        path: (text or "").replace("0002001433", INN)
        for path, text in FIRST.items()
        if path.startswith(f"content/{X}/")
    }
    moved = {PLAN: None, NEW_PLAN: f"aliases: [/{X}/gorod/plans/2026-media/]\n{PLAN_TEXT}"}
    committed(
        root,
        ("2026-11-01", {**small, "site.yaml": text + QUICK}),
        ("2026-11-02", {PLAN: PLAN_TEXT.replace("deadline: июль", "deadline: май")}),
        ("2026-11-03", moved),
    )
    build(root, tmp_path / "whole")
    found = [tmp_path / region for region in (X, "primerskaya-oblast")]
    for folder in found:
        build(root, folder, "--only", folder.name)
    joined(root, tmp_path / "joined", *found)
    whole = tree(tmp_path / "whole")
    assert tree(tmp_path / "joined") == whole
    changes = whole["changes/index.html"].decode()
    assert [changes.count(f'id="day-2026-11-0{day}"') for day in (1, 2, 3)] == [1, 1, 1]
    assert changes.count("/plans/2026-smi/") >= 3
    assert "primerskaya-oblast/" in changes


def test_regions_may_stand_in_folders_of_their_own(
    meeting: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, site = meeting / "root", meeting / "joined"
    build(root, meeting / "whole")
    country(root)
    arguments = ("join", "--no-search", "-j", "1", "-u", BASE, "-C", root, "-d", site)
    # Without a day the site is of the day of its parts.
    assert run([*map(str, (*arguments, meeting / Y, meeting / X))], RU) == 0
    assert tree(site) == tree(meeting / "whole")
    capsys.readouterr()
    assert ran(*arguments, meeting / X, meeting / Y) == 0
    assert "ничего не изменилось" in capsys.readouterr().err


# What a part holds


def test_a_part_holds_one_region_and_nothing_of_the_whole(parts: Path) -> None:
    files = {path for path in tree(parts / Y) if not path.startswith(".")}
    assert {path.split("/")[0] for path in files} == {Y, "org", "api"}
    assert f"{Y}/documents/akt.pdf" in files
    kept = {path.removeprefix(f"{FOLDER}/") for path in tree(parts / Y) if path.startswith(FOLDER)}
    names = {path for path in OTHER if not path.endswith(".pdf")}
    assert kept == {"part.json", *names}
    record = json.loads((parts / Y / RECORD).read_bytes())
    assert record["sources"][f"content/{Y}/documents/akt.pdf"] == ""
    assert {each["path"] for each in record["files"]} == files


def test_a_part_is_ready_in_words(
    parts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made where the other region stands, too, of which nothing is read."""
    arguments = ("--no-search", "-j", "1", "-C", parts / "root", "--only", Y)
    assert ran("build", *arguments, "-d", tmp_path / "part") == 0
    said = capsys.readouterr()
    assert said.err.startswith(f"Часть {Y} готова в папке part/: ")
    # The successor in the other region, the links and the addresses there: nobody can judge them.
    assert re.findall(r"^\w+\[([a-z-]+)\]", said.out, re.MULTILINE) == ["file-unused"]
    assert tree(tmp_path / "part") == tree(parts / Y)


def test_of_its_own_region_a_part_is_judged(
    meeting: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (meeting / "root/content/pages/about.md").write_text(
        f"---\ntitle: О нас\n---\n[1](/{X}/gone/), [2](/{Y}/gone/)\n", encoding="utf-8"
    )
    lock = meeting / "root/permalinks.lock"
    lock.write_text(f"/{X}/lost/\n/{Y}/lost/\n", encoding="utf-8")
    before = tree(meeting / X)
    assert ran("build", "-C", meeting / "root", "--only", X, "-d", meeting / X) == 1
    said = capsys.readouterr().out
    assert f"/{X}/gone/" in said
    assert f"/{X}/lost/" in said
    assert f"error[permalink-lost]: опубликованный адрес /{Y}/lost/" not in said
    assert "2 ошибки" in said
    assert tree(meeting / X) == before


@pytest.mark.parametrize("name", ["z-oblast", "pages", "..", "content", ""])
def test_a_region_that_is_not_there(
    name: str, parts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("-C", parts / "root", "--only", name, "-d", tmp_path / "part")
    assert ran("build", *arguments) == 2
    assert capsys.readouterr().err == (
        f"Ошибка: В папке content/ нет региона {name}.\nподсказка: Здесь есть регионы: {X}, {Y}.\n"
    )
    assert not (tmp_path / "part").exists()


def test_a_part_is_not_verified(parts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("build", "-C", parts / "root", "--only", X, "--verify") == 2
    assert capsys.readouterr().err == (
        "Ошибка: С --only делается часть сайта, а --verify и --changed-since нужны целому сайту.\n"
    )


# What does not fit


def changed(record: Path, **keys: object) -> None:
    """Another part.json."""
    known = json.loads(record.read_bytes())
    record.write_text(json.dumps({**known, **keys}), encoding="utf-8")


def other_title(meeting: Path) -> None:
    settings = meeting / "root/site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("title: Сайт", "title: Другой"))


def other_page(meeting: Path) -> None:
    """Pages that only the part of one region does not know."""
    for gone in (meeting / X, meeting / "root/content" / X):
        shutil.rmtree(gone)
    (meeting / "root/permalinks.lock").unlink()
    (meeting / "root/content/pages/about.md").write_text("---\ntitle: О них\n---\n", "utf-8")
    (meeting / "root/content/pages/new.md").write_text("---\ntitle: Новая\n---\n", "utf-8")


def other_source(meeting: Path) -> None:
    (meeting / f"root/content/{Y}/region.yaml").write_text("name: Иной край\n", "utf-8")
    (meeting / f"root/content/{Y}/documents/new.pdf").write_text("%PDF-1.4\n")


MISFITS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "day": (
        lambda m: changed(m / Y / RECORD, today="2026-11-21"),
        "Часть {y} сделана на день 2026-11-21, а сайт — на 2026-11-22.",
        "Задайте всем командам один и тот же день: --today 2026-11-22",
    ),
    "address": (
        lambda m: changed(m / Y / RECORD, base_url=""),
        "Часть {y} сделана для адреса «», а сайт — для «https://example.org/nok/».",
        "Задайте всем командам один и тот же --base-url — или никакого, если в настройках есть "
        "base_url.",
    ),
    "links": (
        lambda m: changed(m / Y / RECORD, from_disk=True),
        "Ссылки в части {y} сделаны не так, как на всём сайте.",
        "Задайте --from-disk всем командам или ни одной.",
    ),
    "version": (
        lambda m: changed(m / Y / RECORD, made_by="99.0"),
        "Часть {y} сделал nokgen 99.0, а это nokgen 0.1.0.",
        "Сделайте все части и весь сайт одной и той же версией.",
    ),
    "format": (
        lambda m: changed(m / Y / RECORD, format=2),
        "У части {y} формат 2, а этот nokgen знает формат 1.",
        "Сделайте часть и весь сайт одной и той же версией nokgen.",
    ),
    "page": (
        other_page,
        "Часть {y} сделана не с тем, что лежит здесь: content/pages/about.md, "
        "content/pages/new.md.",
        "Настройки, страницы, синонимы и шаблоны — общие для всего сайта. Возьмите их из одного "
        "места и сделайте часть заново.",
    ),
    "source": (
        other_source,
        "Часть {y} сделана не из тех файлов, что лежат здесь: content/y-oblast/documents/new.pdf, "
        "content/y-oblast/region.yaml.",
        "Сделайте часть заново из того, что лежит здесь.",
    ),
    "revision": (
        lambda m: changed(m / Y / RECORD, revision="0123456789abcdef"),
        "Часть {y} сделана из версии 0123456789, а здесь версия —.",
        "Возьмите для всех частей и для всего сайта одну и ту же версию.",
    ),
    "no part": (
        lambda m: shutil.rmtree(m / Y),
        "Регион y-oblast есть здесь в папке content/, но его нет ни в одной части.",
        "Сделайте её: nokgen build --only y-oblast --destination ПАПКА",
    ),
    "twice": (
        lambda m: shutil.copytree(m / Y, m / "again"),
        "Регион y-oblast есть в двух частях: {m}/again и {y}.",
        "Назовите для каждого региона одну часть.",
    ),
    "no part there": (
        lambda m: (m / "empty").mkdir(),
        "В папке {m}/empty нет части сайта.",
        "Её делает `nokgen build --only РЕГИОН --destination ПАПКА`.",
    ),
    "page of a part": (
        lambda m: (m / Y / Y / "index.html").write_text("<p>"),
        "Часть {y} повреждена: y-oblast/index.html — не то, что было, когда её сделали.",
        "Перенесите эту часть сюда ещё раз или сделайте её заново.",
    ),
    "source of a part": (
        lambda m: (m / Y / FOLDER / f"content/{Y}/region.yaml").unlink(),
        "Часть {y} повреждена: .nokgen-part/content/y-oblast/region.yaml — не то, что было, когда "
        "её сделали.",
        "Перенесите эту часть сюда ещё раз или сделайте её заново.",
    ),
}
DAMAGED = {"page of a part", "source of a part"}


@pytest.mark.parametrize("name", MISFITS)
def test_parts_that_do_not_fit_are_told_and_the_last_site_stays(
    name: str, meeting: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (meeting / "site").mkdir()
    (meeting / "site/.nokgen-output").write_text("{}")
    spoil, what, hint = MISFITS[name]
    spoil(meeting)
    folders = sorted(p for p in meeting.iterdir() if p.name not in ("root", "site"))
    arguments = ("join", "-q", "-C", meeting / "root", "-d", meeting / "site", *folders)
    assert ran(*arguments) == (3 if name in DAMAGED else 2)
    told = f"Ошибка: {what}\nподсказка: {hint}\n".format(y=meeting / Y, m=meeting)
    assert capsys.readouterr().err == told
    assert [path.name for path in (meeting / "site").iterdir()] == [".nokgen-output"]


def test_all_that_does_not_fit_is_told_at_once(
    meeting: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other_title(meeting)
    changed(meeting / Y / RECORD, today="2026-11-21", made_by="99.0")
    assert ran("join", "-C", meeting / "root", meeting / X, meeting / Y) == 2
    said = capsys.readouterr().err
    assert said.count("Ошибка: ") == 4
    assert said.count("сделана не с тем, что лежит здесь: site.yaml: title.") == 2
    assert said.endswith("Сайт не собран.\n")


def test_rules_across_regions_hold_when_parts_meet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = dict(COUNTRY)
    path = f"content/{Y}/organizations.yaml"
    files[path] = (
        (files[path] or "").replace(INN, "0002001433").replace(", successor: '0002001433'", "")
    )
    files["permalinks.lock"] = "/gone/\n"
    for region in (X, Y):
        root = country(tmp_path / "root", region, files=files)
        build(root, tmp_path / region, "--only", region)
    meeting = country(tmp_path / "root", files=files)
    capsys.readouterr()
    arguments = ("join", "-C", meeting, "-d", tmp_path / "site", tmp_path / X, tmp_path / Y)
    assert ran(*arguments) == 1
    said = capsys.readouterr().out
    assert "error[organization-doubled]" in said
    assert "error[permalink-lost]: " in said
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "path",
    [
        "../outside",
        "/etc/passwd",
        "index.html",
        "org",
        f"{X}/index.html",
        f"{Y}\\..\\a",
        "assets/a",
    ],
)
def test_a_part_brings_only_what_is_its_own(
    path: str, meeting: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = json.loads((meeting / Y / RECORD).read_bytes())["files"]
    changed(meeting / Y / RECORD, files=[{**files[0], "path": path}, *files[1:]])
    assert ran("join", "-q", "-C", meeting / "root", meeting / X, meeting / Y) == 3
    assert capsys.readouterr().err.startswith(
        f"Ошибка: Часть {meeting / Y} повреждена: {RECORD} — не то, что было"
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', "[" * 100_000, "\ufeff{", "1"])
def test_whatever_stands_in_a_record_is_no_mistake_of_ours(
    text: str, meeting: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (meeting / Y / RECORD).write_text(text, encoding="utf-8")
    assert ran("join", "-q", "-C", meeting / "root", meeting / X, meeting / Y) == 3
    assert f"Часть {meeting / Y} повреждена: {RECORD}" in capsys.readouterr().err


def test_no_site_is_written_into_a_part(meeting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(meeting / X)
    for place in (meeting / X, meeting / X / "site", meeting):
        arguments = ("join", "-q", "-C", meeting / "root", "-d", place)
        assert ran(*arguments, meeting / X, meeting / Y) == 2
        assert "там лежат его исходные файлы" in capsys.readouterr().err
    assert tree(meeting / X) == before


# Regions with repositories of their own


def test_the_changes_of_all_repositories_are_told_by_day_with_links_to_each(tmp_path: Path) -> None:
    page = {"content/pages/about.md": "---\ntitle: О нас\n---\n", "site.yaml": SETTINGS + QUICK}
    place = committed(tmp_path / "meeting", ("2026-10-05", page))
    own = (SETTINGS + QUICK).replace("example/nok", "example/nok-x")
    files = {path: text for path, text in FIRST.items() if f"/{X}/" in path}
    root = committed(
        tmp_path / X,
        ("2026-10-04", {**page, **files, "site.yaml": own}),
        ("2026-10-06", {PLAN: PLAN_TEXT.replace("deadline: июль", "deadline: май")}),
    )
    build(root, tmp_path / "part", "--only", X)
    joined(place, tmp_path / "site", tmp_path / "part")
    html = (tmp_path / "site/changes/index.html").read_text(encoding="utf-8")
    assert re.findall(r'id="day-2026-10-0(\d)"', html) == ["6", "5", "4"]
    feed = (tmp_path / "site/changes/feed.atom").read_text(encoding="utf-8")
    days = re.findall(r"<published>2026-10-0(\d)T", feed)
    assert days == sorted(days, reverse=True)
    for repository, folder in (("example/nok", place), ("example/nok-x", root)):
        commit = git(folder, "rev-parse", "HEAD")
        assert f"https://github.com/{repository}/commit/{commit}" in html
    town = (tmp_path / f"site/{X}/gorod/index.html").read_text(encoding="utf-8")
    assert f"https://github.com/example/nok-x/edit/main/{TOWN}/municipality.yaml" in town


# The workflows of docs/national.md

WORKFLOWS = sorted((ROOT / "examples" / "workflows").glob("*.yml"))
OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PIN = re.compile(r"uses: (.+)$", re.MULTILINE)


def script(name: str, job: str, step: str) -> str:
    """What a step of a workflow runs."""
    text = (ROOT / "examples" / "workflows" / name).read_text(encoding="utf-8")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    (found,) = [each for each in workflow["jobs"][job]["steps"] if step in each.get("name", "")]
    return str(found["run"])


def bash(text: str, folder: Path, **environ: str) -> dict[str, str]:
    """Run a step as GitHub does; what it gives out."""
    known = {**os.environ, "GITHUB_OUTPUT": str(folder / "output"), **environ}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text]
    subprocess.run(command, cwd=folder, env=known, check=True, capture_output=True)
    output = folder / "output"
    lines = output.read_text("utf-8").splitlines() if output.exists() else []
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def test_the_workflows_are_valid_and_safe() -> None:
    bin_folder = Path(sys.executable).parent
    for command in (
        (bin_folder / "zizmor", "--offline", "--strict-collection", "--no-progress"),
        (sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"),
    ):
        done = subprocess.run([*command, *WORKFLOWS], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.name for path in WORKFLOWS])
def test_a_workflow_may_little_and_has_the_pins_of_ours(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pins = {pin for each in OURS for pin in PIN.findall(each.read_text(encoding="utf-8"))}
    assert set(PIN.findall(text)) <= pins
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        write = {"pages": "write", "id-token": "write"} if name == "deploy" else {}
        assert job["permissions"].items() <= {"contents": "read", "pages": "read", **write}.items()
        assert int(job["timeout-minutes"]) <= 20
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] == "false"


def test_the_list_of_regions_is_made_of_folders(parts: Path) -> None:
    given = bash(script("one-repository.yml", "list", "Every folder"), parts / "root")
    assert json.loads(given["regions"]) == [X, Y]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", given["today"])


def test_the_list_of_regions_is_made_of_repositories(tmp_path: Path) -> None:
    text = script("many-repositories.yml", "list", "Every line")
    lines = f"# Регионы\n\n{X} example/nok-x\n{Y}  example/nok.y \n"
    (tmp_path / "regions.txt").write_text(lines, encoding="utf-8")
    assert json.loads(bash(text, tmp_path)["regions"]) == [
        {"region": X, "repository": "example/nok-x"},
        {"region": Y, "repository": "example/nok.y"},
    ]
    (tmp_path / "regions.txt").write_text(f'{X} example/nok"x\n', encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        bash(text, tmp_path)


def test_of_a_regions_repository_only_its_records_are_used(tmp_path: Path) -> None:
    place = country(tmp_path / "country")
    region = country(tmp_path / "region", X)
    (region / "site.yaml").unlink()
    (region / "site.yaml").symlink_to(tmp_path / "elsewhere")
    (region / "templates").mkdir()
    (region / "content/pages/own.md").write_text("---\ntitle: Своя\n---\n", encoding="utf-8")
    text = script("many-repositories.yml", "part", "Take what all share")
    bash(text, tmp_path, REPOSITORY="example/nok-x")
    shared = set(tree(place)) - {"permalinks.lock"}
    assert set(tree(region)) == shared | {path for path in FIRST if f"/{X}/" in path}
    settings = (region / "site.yaml").read_text(encoding="utf-8")
    assert settings.count("repository:") == 1
    assert settings.endswith("repository: https://github.com/example/nok-x\n")
    assert not (tmp_path / "elsewhere").exists()
