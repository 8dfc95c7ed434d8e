"""The search bundle: made by the real Pagefind, kept while no page differs, gone when it fails."""

from __future__ import annotations

import builtins
import gzip
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from nokgen.index import IndexResult, StoppedError, drop_index, index_site, keep_index
from nokgen.messages import messages_for
from nokgen.pages.files import OutputFile
from nokgen.surroundings import SurroundingsError
from nokgen.write import Stage, staged
from tests.sites_under_test import put_all

PAGE = """<!doctype html><html lang="en"><head><title>{0}</title></head>
<body><main data-pagefind-body><h1>{0}</h1><p>Независимая оценка</p></main></body></html>"""
SITE = {
    "index.html": "<!doctype html><html lang=ru><title>Дом</title><body>Начало</body></html>",
    "one/index.html": PAGE.format("Первый план"),
    "two/index.html": PAGE.format("Второй план"),
    "site.css": "main { color: black }",
}


def publish(
    public: Path, site: Mapping[str, str], step: Callable[[Stage], IndexResult | None]
) -> IndexResult | None:
    """A build whose failing index leaves the rest of the site standing, as in a real one."""
    with staged(public) as stage:
        put_all(stage, [OutputFile(path, text.encode()) for path, text in site.items()])
        try:
            return step(stage)
        finally:
            stage.commit()


def index(stage: Stage) -> IndexResult:
    return index_site(stage, language="ru")


def must_not_run(stage: Stage) -> IndexResult:
    return index_site(stage, language="ru", executable=Path("/no/such/program"))


def addresses_in(public: Path) -> list[str]:
    """The addresses of all pages that the search can find."""
    found = []
    for fragment in (public / "pagefind/fragment").iterdir():
        text = gzip.decompress(fragment.read_bytes()).decode()
        found.append(json.loads(text.removeprefix("pagefind_dcd"))["url"])
    return sorted(found)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def said(error: SurroundingsError) -> str:
    messages = messages_for("ru")
    sentences = [text for text in (error.message, error.hint) if text]
    return " ".join(messages.gettext(text, **error.params) for text in sentences)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A site with its index."""
    publish(tmp_path / "public", SITE, index)
    return tmp_path / "public"


@pytest.fixture
def fake(tmp_path: Path) -> Callable[[Sequence[str]], Path]:
    """A program that stands in for Pagefind."""

    def make(lines: Sequence[str]) -> Path:
        path = tmp_path / "fake-pagefind"
        path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
        path.chmod(0o755)
        return path

    return make


# What the real Pagefind makes


def test_pages_with_a_body_are_found(tmp_path: Path) -> None:
    public = tmp_path / "public"
    result = publish(public, SITE, index)
    assert result is not None
    assert (result.pages, result.made) == (2, True)
    assert "Indexed 2 pages" in result.output
    assert addresses_in(public) == ["/one/", "/two/"]
    entry = json.loads((public / "pagefind/pagefind-entry.json").read_bytes())
    assert list(entry["languages"]) == ["ru"]  # whatever the pages call themselves
    assert names_in(tmp_path) == ["public"]


def test_only_what_the_search_page_reads_is_kept(public: Path) -> None:
    bundle = public / "pagefind"
    names = [name for name in names_in(bundle) if not name.endswith(".pf_meta")]
    assert names == [".nokgen-index", "fragment", "index", "pagefind-entry.json"]
    assert len(list(bundle.glob("*.pf_meta"))) == 1
    folders = {path.parent.name + path.suffix for path in bundle.glob("*/*")}
    assert folders == {"fragment.pf_fragment", "index.pf_index"}


def test_second_build_keeps_the_index_and_writes_nothing(public: Path) -> None:
    before = {path: path.stat() for path in [public, *public.rglob("*")]}
    assert publish(public, SITE, must_not_run) == IndexResult(2, made=False)
    after = {path: path.stat() for path in [public, *public.rglob("*")]}
    assert [(s.st_ino, s.st_mtime_ns) for s in after.values()] == [
        (s.st_ino, s.st_mtime_ns) for s in before.values()
    ]


def test_a_change_outside_the_indexed_pages_keeps_the_index(public: Path) -> None:
    site = {**SITE, "site.css": "main { color: navy }", "index.html": "<p>Другое начало</p>"}
    assert publish(public, site, must_not_run) == IndexResult(2, made=False)
    assert addresses_in(public) == ["/one/", "/two/"]


def test_another_language_needs_another_index(public: Path) -> None:
    result = publish(public, SITE, lambda stage: index_site(stage, language="en"))
    assert result is not None
    assert result.made
    entry = json.loads((public / "pagefind/pagefind-entry.json").read_bytes())
    assert list(entry["languages"]) == ["en"]


def test_old_files_do_not_pile_up(public: Path) -> None:
    before = len(list((public / "pagefind").rglob("*")))
    site = {path: text.replace("план", "отчёт") for path, text in SITE.items()}
    result = publish(public, site, index)
    assert result is not None
    assert result.made
    assert len(list((public / "pagefind").rglob("*"))) == before
    del site["two/index.html"]
    publish(public, site, index)
    assert addresses_in(public) == ["/one/"]


@pytest.mark.parametrize("damage", ["lost", "cut", "record", "extra"])
def test_a_damaged_index_is_made_again(public: Path, damage: str) -> None:
    bundle = public / "pagefind"
    meta = next(bundle.glob("*.pf_meta"))
    if damage == "lost":
        meta.unlink()
    elif damage == "cut":
        meta.write_bytes(meta.read_bytes()[:-1])
    elif damage == "record":
        (bundle / ".nokgen-index").write_bytes(b"{")
    else:
        (bundle / "stray.js").write_bytes(b"")
    result = publish(public, SITE, index)
    assert result is not None
    assert result.made
    assert addresses_in(public) == ["/one/", "/two/"]
    assert publish(public, SITE, must_not_run) == IndexResult(2, made=False)


def test_a_site_without_pages_to_find_has_no_index(public: Path) -> None:
    site = {"index.html": SITE["index.html"]}
    assert publish(public, site, must_not_run) == IndexResult(0, made=False)
    assert names_in(public) == [".nokgen-output", "index.html"]


def test_settings_from_around_do_not_reach_pagefind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_GLOB", "nothing/*.html")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagefind.yml").write_text("glob: nothing/*.html\n")
    publish(tmp_path / "[new] site*", SITE, index)
    assert addresses_in(tmp_path / "[new] site*") == ["/one/", "/two/"]


# Without an index, or with the last one


def test_the_last_index_can_be_kept_for_now(public: Path) -> None:
    site = {**SITE, "two/index.html": PAGE.format("Новый план")}
    publish(public, site, keep_index)
    assert addresses_in(public) == ["/one/", "/two/"]
    result = publish(public, site, index)  # it is known to be the old one
    assert result is not None
    assert result.made


def test_the_index_can_be_dropped(public: Path) -> None:
    publish(public, SITE, drop_index)
    assert not (public / "pagefind").exists()
    before = public.stat().st_ino
    publish(public, SITE, drop_index)
    assert public.stat().st_ino == before


# When Pagefind does not do its work


def foreign(version: str, start: str) -> list[str]:
    """What a Pagefind of another format would write to its folder, $4."""
    entry = json.dumps({"version": version, "languages": {"ru": {"hash": "x"}}})
    return [
        f"""mkdir "$4"; echo '{entry}' > "$4/pagefind-entry.json" """,
        f'printf {start} | gzip > "$4/pagefind.x.pf_meta"',
    ]


FAILURES = [
    (["echo Cannot read; echo this page >&2; exit 7"], "код 7"),
    (["echo Cannot read; echo this page >&2; exit 7"], "Cannot read / this page"),
    (["kill -9 $$"], "сигнал 9"),
    (["exec sleep 60"], "остановлена"),
    (["exit 0"], "неполон"),
    (['mkdir "$4"; echo {} > "$4/pagefind-entry.json"'], "неполон"),
    (['mkdir "$4"; echo [] > "$4/pagefind-entry.json"'], "неполон"),
    (foreign("1.6.0", "pagefind_dcd"), "Pagefind 1.6.0"),
    (foreign("1.6.0", "pagefind_dcd"), "pagefind[bin]==1.5.*"),
    (foreign("1.50.0", "pagefind_dcd"), "Pagefind 1.50.0"),
    (foreign("1.5.9", "pagefind_new"), "Pagefind 1.5.9"),
]


@pytest.mark.parametrize(("lines", "words"), FAILURES)
def test_a_failure_leaves_the_site_without_a_search(
    public: Path, fake: Callable[[Sequence[str]], Path], lines: list[str], words: str
) -> None:
    site = {**SITE, "two/index.html": PAGE.format("Новый план")}
    executable = fake(lines)
    timeout = 0.5 if "остановлена" in words else 60.0
    with pytest.raises(SurroundingsError) as caught:
        publish(
            public,
            site,
            lambda s: index_site(s, language="ru", executable=executable, timeout=timeout),
        )
    assert words in said(caught.value)
    assert "Новый план" in (public / "two/index.html").read_text()
    assert not (public / "pagefind").exists()  # it would lead to what is gone
    assert names_in(public.parent) == ["fake-pagefind", "public"]
    publish(public, site, index)  # the next build heals
    assert addresses_in(public) == ["/one/", "/two/"]


def test_a_hanging_pagefind_does_not_outlive_the_build(
    public: Path, fake: Callable[[Sequence[str]], Path], tmp_path: Path
) -> None:
    executable = fake([f"echo $$ > '{tmp_path}/pid'", "exec sleep 60"])
    site = {**SITE, "two/index.html": PAGE.format("Новый план")}
    with pytest.raises(SurroundingsError):
        publish(
            public,
            site,
            lambda s: index_site(s, language="ru", executable=executable, timeout=1.5),
        )
    until = time.monotonic() + 10
    while is_alive(int((tmp_path / "pid").read_text())):
        assert time.monotonic() < until


def test_an_index_that_stops_leaves_the_choice_to_others(
    public: Path, fake: Callable[[Sequence[str]], Path], tmp_path: Path
) -> None:
    pid = tmp_path / "pid"
    executable = fake([f"echo $$ > '{pid}'", "exec sleep 60"])
    site = {**SITE, "three/index.html": PAGE.format("Новый план")}

    def stopped(stage: Stage) -> IndexResult:
        with pytest.raises(StoppedError):
            index_site(stage, language="ru", executable=executable, stops=pid.exists)
        keep_index(stage)
        return IndexResult(0, made=False)

    publish(public, site, stopped)
    assert addresses_in(public) == ["/one/", "/two/"]
    until = time.monotonic() + 10
    while is_alive(int(pid.read_text())):
        assert time.monotonic() < until
    publish(public, site, index)
    assert addresses_in(public) == ["/one/", "/three/", "/two/"]


def test_pagefind_cannot_be_started(public: Path) -> None:
    (public / "pagefind/pagefind-entry.json").unlink()
    with pytest.raises(SurroundingsError) as caught:
        publish(public, SITE, must_not_run)
    assert "Не удалось запустить" in said(caught.value)


def test_pagefind_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *arguments: object) -> object:
        if name.startswith("pagefind"):
            raise ImportError(name)
        return real(name, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(SurroundingsError) as caught:
        publish(tmp_path / "public", SITE, index)
    assert "Не установлена программа Pagefind" in said(caught.value)
    assert "pip install" in said(caught.value)
    assert (tmp_path / "public/one/index.html").exists()
    assert not (tmp_path / "public/pagefind").exists()


def test_a_failing_index_does_not_rewrite_the_site_each_time(
    tmp_path: Path, fake: Callable[[Sequence[str]], Path]
) -> None:
    executable = fake(["exit 1"])
    inodes = set()
    for _ in range(2):
        with pytest.raises(SurroundingsError):
            publish(
                tmp_path / "public",
                SITE,
                lambda s: index_site(s, language="ru", executable=executable),
            )
        inodes.add((tmp_path / "public").stat().st_ino)
    assert len(inodes) == 1
