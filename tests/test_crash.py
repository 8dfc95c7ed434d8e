"""Killed or interrupted at any point: the site is wholly old or new, and the next build heals."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from nokgen import __main__ as entry
from nokgen.cli.main import run as run_command
from nokgen.index import index_site
from nokgen.messages import messages_for
from nokgen.new import init
from nokgen.pages.files import OutputFile
from nokgen.render.renderer import renderer_for
from nokgen.surroundings import SurroundingsError
from nokgen.write import Stage, clean, staged
from tests.sites_under_test import put_all
from tools.torture.kills import (
    NEVER,
    NEW,
    OLD,
    End,
    publish,
    spare_faults,
    struck_at,
    sums,
    swap_faults,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def interrupt() -> None:
    raise KeyboardInterrupt


def said(error: SurroundingsError) -> str:
    messages = messages_for("ru")
    sentences = [text for text in (error.message, error.hint) if text]
    return " ".join(messages.gettext(text, **error.params) for text in sentences)


# Kill -9


def test_killed_at_every_change_of_the_disk(tmp_path: Path) -> None:
    """Before each call that changes the disk and inside each write, the lock and healing included.

    Each time the lock of the dead run is free at once, and the next build leaves nothing else.
    """
    found = list(swap_faults(tmp_path, exchange=True))
    assert [fault for fault in found if fault] == []
    assert len(found) > 15


def test_killed_where_the_system_knows_no_exchange(tmp_path: Path) -> None:
    """Between the two renames there is no site, and the next build brings the last one back."""
    found = list(swap_faults(tmp_path, exchange=False, stride=2))
    assert [fault for fault in found if fault] == []
    assert len(found) > 7


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
def test_killed_while_a_spare_tree_takes_the_place_of_a_site(
    tmp_path: Path, exchange: bool
) -> None:
    """The cache of the build included: what it still says is never believed in vain."""
    found = list(spare_faults(tmp_path, exchange=exchange, stride=3 if exchange else 7))
    assert [fault for fault in found if fault] == []
    assert len(found) > 5


def test_interrupted_while_a_spare_tree_takes_the_place_of_a_site(tmp_path: Path) -> None:
    found = list(spare_faults(tmp_path, exchange=True, act=interrupt, stride=7))
    assert [fault for fault in found if fault] == []
    assert len(found) > 5


def test_a_run_that_heals_may_be_killed_too(tmp_path: Path) -> None:
    """Killed while it removes what a killed run left, at each change that this takes."""
    public = tmp_path / "public"
    publish(public, OLD)
    number = 0
    while True:
        struck_at(12, lambda: publish(public, NEW), tmp_path)  # a half of the new tree is left
        end = struck_at(number, lambda: publish(public, OLD), tmp_path)
        assert public.is_dir()
        publish(public, OLD)
        assert os.listdir(tmp_path) == ["public"]  # noqa: PTH208
        if not end.struck:
            break
        number += 2
    assert number > 5


# Ctrl-C


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
def test_interrupted_while_a_site_is_replaced(tmp_path: Path, exchange: bool) -> None:
    """Unlike a killed run it leaves a whole site at once, also between two renames."""
    found = list(swap_faults(tmp_path, exchange=exchange, act=interrupt, stride=3))
    assert [fault for fault in found if fault] == []
    assert len(found) > 5


def test_interrupted_between_two_renames_the_last_site_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = tmp_path / "public"
    publish(public, OLD)
    old = sums(public)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        moved = real(self, target)
        if self == public:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr("nokgen.write.swap.exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(KeyboardInterrupt):
        publish(public, NEW)
    assert sums(public) == old
    assert os.listdir(tmp_path) == ["public"]  # noqa: PTH208


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site with an output."""
    root = tmp_path_factory.mktemp("interrupted") / "site"
    init(root, messages_for("ru"))
    publish(root / "public", OLD)
    return root


def command(root: Path) -> int:
    arguments = ["-C", str(root), "--today", "2026-11-22", "build", "--no-search"]
    return run_command(arguments, messages_for("ru"))


@pytest.mark.parametrize(
    "stage",
    ["frame.read_site", "region.check_region_of", "again.put_territories", "whole.data_of_all"],
)
def test_ctrl_c_in_any_stage(
    site: Path,
    stage: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupted(*_args: object, **_keywords: object) -> None:
        raise KeyboardInterrupt

    before = sums(site)
    monkeypatch.setattr(f"nokgen.build.{stage}", interrupted)
    assert command(site) == 130
    shown = capsys.readouterr()
    assert shown.err == "\nПрервано.\n"
    assert shown.out == ""
    assert sums(site) == before


def test_ctrl_c_while_the_site_is_written(site: Path) -> None:
    before = sums(site)
    end = struck_at(40, lambda: command(site), site, interrupt)
    assert end == End(130, "\nПрервано.\n", struck=True, changes=end.changes)
    assert sums(site) == before
    assert sorted(path.name for path in site.glob(".*.nokgen")) == []


def test_ctrl_c_while_the_program_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("nokgen.cli.main.main", interrupted)
    with pytest.raises(SystemExit) as caught:
        entry.start()
    assert caught.value.code == 130


# A web server that serves the folder


def test_readers_see_one_switch_from_site_to_site(tmp_path: Path) -> None:
    """A reader by path never misses a page and never sees an older site after a newer one.

    Whoever holds the folder itself open reads pages of one site, or none once it is removed.
    """
    public = tmp_path / "public"
    first, second = public / "index.html", public / "plan" / "index.html"

    def version(number: int) -> dict[str, bytes]:
        return {"index.html": b"%d" % number, "plan/index.html": b"%d" % number}

    publish(public, version(0))
    child = os.fork()
    if child == 0:
        for number in range(1, 80):
            publish(public, version(number))
        os._exit(0)
    seen, pairs, last = set(), 0, 0
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        for page in (first, second, first):
            number = int(page.read_bytes())
            assert number >= last
            last = number
            seen.add(number)
        with suppress(FileNotFoundError):
            pairs += is_one_site(public)
    assert len(seen) > 5
    assert pairs > 5


def is_one_site(public: Path) -> int:
    """1 when two pages of the folder as it was opened are of one site."""
    folder = os.open(public, os.O_RDONLY)
    try:
        texts = []
        for name in ("index.html", "plan/index.html"):
            page = os.open(name, os.O_RDONLY, dir_fd=folder)
            texts.append(os.read(page, 100))
            os.close(page)
        assert texts[0] == texts[1]
    finally:
        os.close(folder)
    return 1


# Clocks


@pytest.mark.parametrize("moment", [0, 4_000_000_000], ids=["1970", "2096"])
def test_the_time_of_files_decides_nothing(tmp_path: Path, moment: int) -> None:
    """The clock may jump: both homes have the same length, and any time may stand at the old."""
    public = tmp_path / "public"
    publish(public, OLD)
    for path in [public, *public.rglob("*")]:
        os.utime(path, (moment, moment))
    publish(public, NEW)
    assert {path: (public / path).read_bytes() for path in NEW} == NEW


def test_patience_does_not_depend_on_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: pytest.fail("nobody asks what time it is"))
    publish(tmp_path / "public", OLD)


def test_a_template_saved_with_an_old_time_is_taken(tmp_path: Path) -> None:
    messages = messages_for("ru")
    template = tmp_path / "page.html"
    template.write_text("one")
    os.utime(template, (1000, 1000))
    before = renderer_for(messages, tmp_path)
    assert renderer_for(messages, tmp_path) is before
    other = tmp_path / "other"
    other.write_text("two")
    os.utime(other, (1000, 1000))
    other.replace(template)
    assert renderer_for(messages, tmp_path) is not before


# Two builds, and folders of others


def test_the_second_build_is_told_what_to_do(tmp_path: Path) -> None:
    public = tmp_path / "public"
    with staged(public), pytest.raises(SurroundingsError) as caught:
        publish(public, NEW)
    assert said(caught.value) == (
        f"В папку {public} сейчас пишет другая сборка. "
        "Дождитесь, пока она закончится, или укажите другую папку: --destination ПАПКА."
    )


@pytest.mark.parametrize("attempt", [lambda p: publish(p, NEW), clean], ids=["build", "clean"])
def test_a_link_in_place_of_the_work_folder_leads_nowhere(
    tmp_path: Path, attempt: Callable[[Path], object]
) -> None:
    """A build removes `new`, `old`, `scratch` and `trash` from its work folder."""
    home = tmp_path / "home"
    for name in ("new", "old", "scratch", "trash"):
        (home / name).mkdir(parents=True)
        (home / name / "letter.txt").write_text("Dear")
    before = sums(home)
    public = tmp_path / "public"
    publish(public, OLD)
    work = tmp_path / ".public.nokgen"
    work.symlink_to(home)
    with pytest.raises(SurroundingsError) as caught:
        attempt(public)
    assert said(caught.value) == (
        f"Записать сайт мешает то, что уже лежит по этому пути: {work}. "
        "Переместите или удалите это либо укажите другую папку: --destination ПАПКА."
    )
    assert sums(home) == before


def test_a_folder_that_came_meanwhile_is_not_emptied(tmp_path: Path) -> None:
    public = tmp_path / "public"
    publish(public, OLD)
    with staged(public) as next_site:
        put_all(next_site, [OutputFile("index.html", b"new")])
        public.rename(tmp_path / "elsewhere")
        public.mkdir()
        (public / "letter.txt").write_text("Dear")
        with pytest.raises(SurroundingsError) as caught:
            next_site.commit()
    assert "не создавала" in said(caught.value)
    assert (public / "letter.txt").read_text() == "Dear"


@pytest.mark.parametrize("target", [".", "..", "content", "content/deep"])
def test_clean_refuses_sources_even_with_the_mark(tmp_path: Path, target: str) -> None:
    root = tmp_path / "site"
    (root / "content/deep").mkdir(parents=True)
    (root / target / ".nokgen-output").write_text("{}")
    before = sums(tmp_path)
    with pytest.raises(SurroundingsError) as caught:
        clean(root / target, root=root, sources=[root / "content"])
    assert "исходные файлы" in said(caught.value)
    assert sums(tmp_path) == before


def test_clean_removes_all_or_nothing(tmp_path: Path) -> None:
    public = tmp_path / "public"
    publish(public, OLD)
    old = sums(public)
    number = 0
    while struck_at(number, lambda: int(clean(public)), tmp_path).struck:
        assert not public.exists() or sums(public) == old
        clean(public)
        assert os.listdir(tmp_path) == []  # noqa: PTH208
        publish(public, OLD)
        number += 1
    assert number > 5


# The search


PAGE = b"""<!doctype html><html lang="en"><head><title>One</title></head>
<body><main data-pagefind-body><h1>One</h1><p>Independent assessment</p></main></body></html>"""


def test_two_runs_of_pagefind_never_share_a_folder(tmp_path: Path) -> None:
    """One that outlives its killed build goes on writing where nobody looks."""
    program = tmp_path / "fake-pagefind"
    program.write_text(f"#!/bin/sh\necho $4 >> {tmp_path}/places\nexit 1\n")
    program.chmod(0o755)
    for _ in range(2):
        with staged(tmp_path / "public") as site:
            put_all(site, [OutputFile("index.html", PAGE)])
            with pytest.raises(SurroundingsError):
                index_site(site, language="ru", executable=program)
    one, two = (tmp_path / "places").read_text().split()
    assert one != two


@pytest.fixture
def searched(tmp_path: Path) -> Path:
    """A site with a small thing that passes for a bundle, as the record in it says."""
    public = tmp_path / "public"
    with staged(public) as site:
        put_all(site, [OutputFile("index.html", PAGE), OutputFile("a.css", b"")])
        index_site(site, language="ru")
        site.commit()
    return public


def indexed(public: Path) -> bool:
    """Whether a build makes the bundle anew."""
    with staged(public) as site:
        put_all(site, [OutputFile("index.html", PAGE), OutputFile("a.css", b"")])
        made = index_site(site, language="ru").made
        site.commit()
    return made


def test_a_flipped_byte_in_the_search_is_mended(searched: Path) -> None:
    assert not indexed(searched)
    part = next(searched.glob("pagefind/fragment/*"))
    content = bytearray(part.read_bytes())
    content[-1] ^= 1
    part.unlink()  # it may be the same file as that of an older site
    part.write_bytes(content)
    assert indexed(searched)
    assert not indexed(searched)


def test_a_full_disk_while_the_search_is_taken_over_leaves_none_of_it(
    searched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a search would find pages and fail to show them."""
    real, calls = os.link, []

    def link(source: Path, target: Path, **keywords: bool) -> None:
        if "pagefind" in str(target):
            calls.append(target)
            if len(calls) > 2:
                raise OSError(28, "No space left on device", str(source), None, str(target))
        real(source, target, **keywords)

    def build() -> None:
        with staged(searched) as site:
            put_all(site, [OutputFile("index.html", PAGE), OutputFile("a.css", b"other")])
            try:
                index_site(site, language="ru")
            finally:  # as a build does
                site.commit()

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(SurroundingsError) as caught:
        build()
    assert "не хватает места" in said(caught.value)
    assert (searched / "a.css").read_bytes() == b"other"
    assert not (searched / "pagefind").exists()
    monkeypatch.undo()
    build()
    assert (searched / "pagefind/pagefind-entry.json").is_file()


def test_a_page_that_cannot_be_read_is_told_and_no_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path) -> bytes:
        raise OSError(5, "Input/output error")

    with staged(tmp_path / "public") as site:
        put_all(site, [OutputFile("index.html", PAGE)])
        monkeypatch.setattr(Path, "read_bytes", refuse)
        with pytest.raises(SurroundingsError) as caught:
            index_site(site, language="ru")
    assert said(caught.value) == (
        "Не удалось записать поисковый указатель: Input/output error. "
        "Сайт готов, но без поиска. Соберите его ещё раз; "
        "с ключом -v будет видно больше подробностей."
    )


def test_nothing_strikes_by_itself(tmp_path: Path) -> None:
    """A check of the tests above: without a blow the same child does its work."""
    end = struck_at(NEVER, lambda: publish(tmp_path / "public", NEW), tmp_path)
    assert (end.code, end.said, end.struck) == (0, "", False)
    assert end.changes > 15


def test_a_stage_that_failed_to_begin_fails_with_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search step goes on after its failure; the next step must not find a half of a tree."""

    def refuse(*_args: object, **_keywords: object) -> None:
        raise OSError(28, "No space left on device")

    publish(tmp_path / "public", OLD)
    with staged(tmp_path / "public") as site:
        put_all(site, [OutputFile(path, content) for path, content in OLD.items()])
        monkeypatch.setattr(os, "link", refuse)
        words = {said(failure(site)) for _ in range(2)}
    assert len(words) == 1
    assert "не хватает места" in words.pop()


def failure(site: Stage) -> SurroundingsError:
    with pytest.raises(SurroundingsError) as caught:
        _ = site.folder
    return caught.value
