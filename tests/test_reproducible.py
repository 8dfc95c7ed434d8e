"""The same content and day give the same bytes, whatever is around; `build --verify` proves it."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from nokgen.build import Options, Search, build
from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.messages import messages_for
from nokgen.verify import Differences, compare, rebuild_apart, sentences, verify
from tests.sites_under_test import ROOT, TODAY, built, real_site
from tests.test_manifest import BASE, OWN, manifest, small_site
from tools.torture.rebuild import (
    BASE_URL,
    OPTIONS,
    Variation,
    build_varied,
    differences,
    repository,
)
from tools.torture.shuffled import shuffle_disk

RU = messages_for("ru")
EXAMPLES = ROOT / "examples" / "site"
ODD = {
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "SOURCE_DATE_EPOCH": "86400",
    "PYTHONHASHSEED": "77",
}
# All at once: whatever of it reached a page would show. What is not named, the seed chooses.
FAR = Variation.of(
    77,
    folder="копия сайта/it's (1) & 100%",
    python=("-O",),
    options=OPTIONS[-1],
    umask=0o077,
    environ={**ODD, "LC_ALL": "tr_TR.ISO-8859-9", "TZ": "Pacific/Kiritimati"},
    is_over=True,
    is_linked=True,
)


@dataclass(frozen=True)
class Published:
    """A small site with its search, and the same built from nothing without one."""

    root: Path
    public: Path
    fresh: Path

    @property
    def options(self) -> Options:
        return Options(self.root, self.public, lambda _zone: TODAY)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    place = tmp_path_factory.mktemp("published")
    found = Published(small_site(place / "site"), place / "public", place / "fresh")
    outcome = built(found.root, found.public, search=Search.BUILD)
    assert outcome.search_trouble is None
    built(found.root, found.fresh)
    return found


def whole_site(root: Path) -> Path:
    """The real content and that part of the example which has every kind of file.

    Each of the two as a whole, and every other variation, takes `make torture`.
    """
    real_site(root)
    region = shutil.copytree(EXAMPLES / "content/primerskaya-oblast", root / "content/primerskaya")
    for gone in ("primersk", "vymyshlensk", "results", "improvement", "organizations.yaml"):
        path = region / gone
        path.unlink() if path.is_file() else shutil.rmtree(path)
    return root


def test_the_same_content_gives_the_same_bytes_everywhere(
    published: Published, tmp_path: Path
) -> None:
    """Folder, link, locale, time zone, hash seed, order of the disk, umask, home, settings of git,
    times of files, options of Python, what stood there before.
    """
    source = repository(whole_site(tmp_path / "whole"), tmp_path / "git")
    here = tmp_path / "public"
    with ThreadPoolExecutor() as pool:
        made = pool.submit(build_varied, source, tmp_path / "far", FAR, published.public)
        built(source, here, base_url=BASE_URL)
        there = made.result()
    assert isinstance(there, Path), there
    assert differences(here, there) == []
    assert manifest(here)["revision"]
    assert {path.suffix for path in here.rglob("*")} >= {
        *(".html", ".css", ".js", ".json", ".csv", ".xlsx", ".docx", ".zip", ".png", ".ics"),
        *(".atom", ".svg", ".txt", ".xml"),
    }


def test_a_difference_between_two_builds_is_found(tmp_path: Path) -> None:
    for name, files in (("a", {"x": "1", "y": "1"}), ("b", {"x": "2", "z": "1", "pagefind": "1"})):
        for path, text in files.items():
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / path).write_text(text)
    found = differences(tmp_path / "a", tmp_path / "b")
    assert found == ["missing: y", "too many: z", "differs: x"]


def test_the_disk_is_shuffled_for_the_other_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number:02}" for number in range(40)]
    for name in names:
        (tmp_path / name).touch()
    for function in ("scandir", "listdir"):  # given back afterwards
        monkeypatch.setattr(os, function, getattr(os, function))
    shuffle_disk(1)
    found = [
        [path.name for path in tmp_path.iterdir()],
        [path.name for path in tmp_path.glob("*")],
        next(os.walk(tmp_path))[2],
    ]
    assert all(sorted(each) == names for each in found)
    assert len({tuple(each) for each in (names, *found)}) == len(found) + 1


# `nokgen build --verify`


@pytest.fixture
def copy(published: Published, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published.public, tmp_path / "public"))


def test_a_build_of_its_own_comes_out_the_same(published: Published, tmp_path: Path) -> None:
    """The second build is a process of its own; nothing is touched, nothing stays."""
    before = {path: path.stat().st_mtime_ns for path in published.public.parent.rglob("*")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path))
        found = verify(published.options, TODAY)
    assert not found
    assert found.same == sum(
        path.is_file() and not path.name.startswith(".nokgen")
        for path in published.public.rglob("*")
    )
    assert before == {path: path.stat().st_mtime_ns for path in published.public.parent.rglob("*")}
    assert list(tmp_path.iterdir()) == []


def fragment(public: Path) -> Path:
    return sorted((public / "pagefind/fragment").iterdir())[0]


def change(path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])


def rename_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.unlink()
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "lines"),
    [
        (lambda p: change(p / "index.html"), ["отличается: index.html"]),
        (lambda p: (p / "404.html").unlink(), ["не хватает: 404.html"]),
        (lambda p: (p / "x.html").write_text(""), ["лишний: x.html"]),
        (lambda p: (p / "\x1b[2J.html").write_text(""), ["лишний: ␛[2J.html"]),
        (
            lambda p: ((p / "404.html").unlink(), (p / "404.html").symlink_to(p / "index.html")),
            ["отличается: 404.html"],
        ),
        (lambda p: change(p / "manifest.json"), ["отличается: manifest.json"]),
        (lambda p: (p / "manifest.json").unlink(), ["не хватает: manifest.json"]),
        (lambda p: change(p / "manifest.sha256"), ["отличается: manifest.sha256"]),
        (
            lambda p: rename_in(p / "manifest.json", '"size": ', '"size": 1'),
            ["отличается: manifest.json"],
        ),
        (lambda p: change(fragment(p)), ["отличается: pagefind/fragment/ru_0.pf_fragment"]),
        (lambda p: fragment(p).unlink(), ["не хватает: pagefind/fragment/ru_0.pf_fragment"]),
        (lambda p: (p / "pagefind/x.js").write_text(""), ["лишний: pagefind/x.js"]),
        (
            lambda p: rename_in(p / "pagefind/.nokgen-index", '"inputs": "', '"inputs": "0'),
            ["поиск собран по другим страницам"],
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_every_difference_is_told(
    damage: Callable[[Path], object], lines: list[str], published: Published, copy: Path
) -> None:
    assert not compare(copy, published.fresh)
    name = fragment(copy).name
    damage(copy)
    found = compare(copy, published.fresh)
    told = sentences(found, "public/", RU).splitlines()
    expected = [line.replace("ru_0.pf_fragment", name) for line in lines]
    assert [line.strip() for line in told[1:-1]] == expected


def test_the_search_of_other_pages_is_told(published: Published, copy: Path) -> None:
    """As `serve` leaves it: new pages, and the last search and archives."""
    root = Path(shutil.copytree(published.root, copy.parent / "site"))
    rename_in(root / "content/x-oblast/plans/2020-media.yaml", "Публикация", "Статья")
    built(root, copy, search=Search.KEEP)
    fresh = copy.parent / "fresh"
    built(root, fresh)
    found = compare(copy, fresh)
    slow = ("data/nok.xlsx", "data/nok.zip", "manifest.json", "manifest.sha256")
    assert (found.different, found.missing, found.extra) == (slow, (), ())
    assert found.is_search_stale
    assert "поиск собран по другим страницам" in sentences(found, "public/", RU)


def test_two_indexes_of_the_same_pages_differ_only_in_pagefinds_own_files(
    published: Published, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    built(published.root, other, search=Search.BUILD)
    assert not compare(other, published.fresh)
    first, second = manifest(published.public), manifest(other)
    assert first["search"]["inputs"] == second["search"]["inputs"]
    assert first | {"search": None} == second | {"search": None}
    assert indexed(published.public) == indexed(other)


def indexed(public: Path) -> dict[str, str]:
    """The text of each page as the search knows it."""
    found = {}
    for path in (public / "pagefind/fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).decode().removeprefix("pagefind_dcd")
        page = json.loads(text)
        found[page["url"]] = page["content"]
    return found


@pytest.fixture
def here(published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sources of the small site, and a terminal in it."""
    root = Path(shutil.copytree(published.root, tmp_path / "site"))
    for name in ("NOKGEN_BASE_URL", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(root)
    click_speaks("ru")
    return root


def rebuild_here(options: Options, today: date) -> None:
    build(replace(options, clock=lambda _zone: today, search=Search.NONE))


def damaging(monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None]) -> None:
    """Somebody spoils the output between the two builds; the second is made in this process."""

    def rebuild(options: Options, today: date) -> None:
        rebuild_here(options, today)
        damage(Path.cwd() / "public")

    monkeypatch.setattr("nokgen.verify.verify.__defaults__", (rebuild,))


@pytest.mark.parametrize(
    ("same", "sentence"),
    [
        (1, "Сайт собран ещё раз: 1 файл совпал до последнего байта."),
        (22, "Сайт собран ещё раз: 22 файла совпали до последнего байта."),
        (21, "Сайт собран ещё раз: 21 файл совпал до последнего байта."),
        (311, "Сайт собран ещё раз: 311 файлов совпали до последнего байта."),
    ],
)
def test_the_sentence_when_all_is_the_same(same: int, sentence: str) -> None:
    assert sentences(Differences(same), "public/", RU) == sentence


VERIFY = ["build", "--verify", "--no-search", "--today", "2020-05-01"]


def test_the_screen_when_all_is_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    damaging(monkeypatch, lambda _public: None)
    assert run(VERIFY, RU) == 0
    out, err = capsys.readouterr()
    first, second = err.splitlines()
    assert (out, first.startswith("Сайт готов в папке public/: ")) == ("", True)
    count = len(manifest(here / "public")["files"]) + len(OWN)
    assert second == sentences(Differences(count), "public/", RU)


def test_the_screen_when_something_differs(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def damage(public: Path) -> None:
        change(public / "index.html")
        (public / "404.html").unlink()
        for number in range(10, 20):
            (public / f"{number}.txt").write_text("")

    damaging(monkeypatch, damage)
    assert run([*VERIFY, "-q"], RU) == 1
    assert capsys.readouterr() == ("", SCREEN)


SCREEN = """\
Сайт собран ещё раз, и в папке public/ оказалось не то же самое:
  отличается: index.html
  не хватает: 404.html
  лишний: 10.txt
  лишний: 11.txt
  лишний: 12.txt
  лишний: 13.txt
  лишний: 14.txt
  лишний: 15.txt
  лишний: 16.txt
  лишний: 17.txt
  и ещё 2 файла
подсказка: папку готового сайта вручную не меняют: `nokgen build --verify` соберёт и сравнит её \
снова. Если файлы отличаются и тогда, это ошибка в самой программе – сообщите о ней
"""


def test_the_screen_when_the_second_build_fails(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def rebuild(options: Options, today: date) -> None:
        (options.root / "site.yaml").unlink()
        rebuild_apart(options, today)

    monkeypatch.setattr("nokgen.verify.verify.__defaults__", (rebuild,))
    assert run([*VERIFY, "-q"], RU) == 3
    said = capsys.readouterr().err
    assert said.startswith("Ошибка: Сайт готов, но собрать его ещё раз для сравнения не удалось: ")
    assert said.endswith("подсказка: Устраните причину и запустите ту же команду снова.\n")
    assert "site.yaml" in said
    assert (here / "public/index.html").is_file()


def test_faults_in_the_content_are_not_compared(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rename_in(here / "content/x-oblast/plans/2020-media.yaml", "kind: media", "kind: medla")
    assert run(VERIFY, RU) == 1
    assert capsys.readouterr().err == "Сайт не собран.\n"


def test_the_second_build_is_asked_for_the_same(published: Published) -> None:
    """Its day is that of the first, even when midnight has passed between them."""
    asked: list[Options] = []

    def rebuild(options: Options, today: date) -> None:
        asked.append(options)
        assert today == TODAY
        shutil.copytree(published.fresh, options.destination)

    options = replace(published.options, base_url=BASE, from_disk=True)
    assert not verify(options, TODAY, rebuild)
    (second,) = asked
    assert replace(second, destination=options.destination) == options
    assert second.destination != options.destination
    assert not second.destination.exists()
