"""The manifest: what is published, with its sums, so that anyone can check a copy of the site."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

import pytest

from nokgen import __version__
from nokgen.build import Search
from nokgen.feeds import LastManifest, LastSearch
from nokgen.feeds.manifest import (
    SearchIndex,
    Sum,
    last_search,
    manifest_files,
    manifest_with,
    search_in,
    sum_of,
    sums_with,
)
from nokgen.pages.files import OutputFile
from nokgen.read import Revision, read_revision
from nokgen.write import Put, staged
from tests.assessed_site import edition
from tests.sites_under_test import ROOT, built, put_all

BASE = "https://example.org/nok/"
OWN = ("manifest.json", "manifest.sha256")
DOCUMENTED = re.findall(r"```sh\n(.*?)```", (ROOT / "docs/data.md").read_text("utf-8"), re.DOTALL)


def small_site(root: Path) -> Path:
    """The smallest site with a plan and an attached document."""
    region = root / "content/x-oblast"
    (region / "plans").mkdir(parents=True)
    (region / "documents").mkdir()
    (root / "site.yaml").write_text(
        "schema_version: 1\ntitle: Сайт\ndescription: О нём\n", encoding="utf-8"
    )
    (region / "region.yaml").write_text("name: Область\n", encoding="utf-8")
    (region / "documents/plan.txt").write_text("Приказ\n", encoding="utf-8")
    (region / "plans/2020-media.yaml").write_text(
        "title: План\nkind: media\nyear: 2020\nspheres: [education]\n"
        "source: {title: Приказ, file: documents/plan.txt}\n"
        "measures:\n  - {id: m1, title: Публикация, deadline: июль}\n",
        encoding="utf-8",
    )
    return root


def manifest(public: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((public / "manifest.json").read_bytes())
    return found


def sums(public: Path) -> dict[str, dict[str, object]]:
    """What is there for a visitor, counted here and not by nokgen."""
    return {
        path.relative_to(public).as_posix(): {
            "size": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(public.rglob("*"))
        if path.is_file() and not path.name.startswith(".nokgen")
    }


def run(command: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with its search."""
    folder = tmp_path_factory.mktemp("manifest")
    outcome = built(small_site(folder / "site"), folder / "public", search=Search.BUILD)
    assert (outcome.changes, outcome.search_trouble) != (None, None)
    return folder / "public"


@pytest.fixture
def copy(public: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(public, tmp_path / "public"))


def test_every_published_file_is_there_with_its_sum(public: Path) -> None:
    told = manifest(public)
    listed = told["files"] | told["search"]["files"]
    assert listed == {path: each for path, each in sums(public).items() if path not in OWN}
    assert "x-oblast/documents/plan.txt" in told["files"]
    assert all(path.startswith("pagefind/") for path in told["search"]["files"])
    assert list(told["files"]) == sorted(told["files"])
    lines = (public / "manifest.sha256").read_text("utf-8").splitlines()
    assert lines == [f"{each['sha256']}  {path}" for path, each in sorted(listed.items())]


def test_a_file_has_a_line_of_its_own(public: Path) -> None:
    lines = (public / "manifest.json").read_text("utf-8").splitlines()
    assert sum("sha256" in line for line in lines) == len(sums(public)) - len(OWN)
    assert [line for line in lines if line.count('"sha256"') > 1] == []


def test_the_facts_say_what_it_was_made_from(public: Path) -> None:
    told = manifest(public)
    assert list(told) == [
        *("schema", "made_by", "revision", "modified", "today", "base_url", "files", "search")
    ]
    assert (told["schema"], told["made_by"]) == ("nokgen-manifest/1", f"nokgen {__version__}")
    assert (told["revision"], told["modified"]) == ("", False)
    assert (told["today"], told["base_url"]) == ("2026-11-22", "")


def test_the_revision_is_whole_and_changes_are_told(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    sources = ("site.yaml", "content", "templates")
    assert read_revision(root, sources) == Revision()
    environ = {
        name: value
        for role in ("AUTHOR", "COMMITTER")
        for name, value in ((f"GIT_{role}_NAME", "Х"), (f"GIT_{role}_EMAIL", "x@example.org"))
    }
    done = run(
        "git init -q && git add . && git commit -qm 1 && git rev-parse HEAD", root, **environ
    )
    commit = done.stdout.strip()
    assert read_revision(root, sources) == Revision(commit)
    (root / "note.txt").write_text("beside the sources")
    assert read_revision(root, sources) == Revision(commit)
    (root / "content/x-oblast/documents/new.txt").write_text("not committed")
    assert read_revision(root, sources) == Revision(commit, is_modified=True)
    built(root, tmp_path / "public", base_url=BASE, today=date(2026, 11, 23))
    told = manifest(tmp_path / "public")
    assert (told["revision"], told["modified"]) == (commit, True)
    assert (told["today"], told["base_url"]) == ("2026-11-23", BASE)


def test_without_a_search_the_manifest_says_so(public: Path, tmp_path: Path) -> None:
    site = public.parent / "site"
    there = tmp_path / "public"
    built(site, there)
    assert manifest(there)["search"] is None
    assert "pagefind" not in (there / "manifest.sha256").read_text("utf-8")
    with_search = manifest(public)
    assert {**with_search, "search": None} == manifest(there)


def test_a_search_that_is_kept_is_told_as_it_is(copy: Path, tmp_path: Path) -> None:
    """As `serve` does between two saves: the pages are new, the search is still the old one."""
    site = Path(shutil.copytree(small_site(tmp_path / "site"), tmp_path / "other"))
    before = manifest(copy)
    plan = site / "content/x-oblast/plans/2020-media.yaml"
    plan.write_text(plan.read_text("utf-8").replace("Публикация", "Статья"), encoding="utf-8")
    built(site, copy, search=Search.KEEP)
    kept = manifest(copy)
    assert kept["search"] == before["search"]
    assert kept["files"] != before["files"]
    assert run("sha256sum --quiet -c manifest.sha256", copy).returncode == 0
    built(site, copy, search=Search.BUILD)
    made = manifest(copy)
    assert made["search"]["inputs"] != before["search"]["inputs"]
    assert run("sha256sum --quiet -c manifest.sha256", copy).returncode == 0


def test_sha256sum_finds_what_is_wrong(copy: Path) -> None:
    (command,) = (each for each in DOCUMENTED if "-c manifest.sha256" in each)
    fine = run(command, copy)
    assert (fine.returncode, fine.stdout) == (0, "")
    (copy / "index.html").write_text("Взломано", encoding="utf-8")
    (copy / "404.html").unlink()
    found = run(command, copy)
    assert found.returncode == 1
    assert sorted(found.stdout.splitlines()) == [
        "404.html: FAILED open or read",
        "index.html: FAILED",
    ]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A server that hands out a site of three files, which stand in `served`."""
    folder = tmp_path / "served"
    files = {"index.html": "Дом", "a/index.html": "План", "a/data.csv": "1;2"}
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True, parents=True)
        (folder / path).write_text(text, encoding="utf-8")
    found = SearchIndex("", {path: sum_of(folder / path) for path in files})
    (folder / "manifest.sha256").write_bytes(sums_with(b"", found))

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_what_is_served_can_be_checked_from_outside(address: str, tmp_path: Path) -> None:
    (documented,) = (each for each in DOCUMENTED if "while read" in each)
    command = documented.replace("https://example.org/nok", address)
    assert command != documented
    fine = run(command, tmp_path)
    assert (fine.returncode, fine.stdout, fine.stderr) == (0, "", "")
    (tmp_path / "served/a/data.csv").write_text("1;3", encoding="utf-8")
    assert run(command, tmp_path).stdout == "differs: a/data.csv\n"


SEARCH = SearchIndex("abc", {"pagefind/b": Sum(2, "22"), "pagefind/a": Sum(1, "11")})


@pytest.mark.parametrize("search", [None, SEARCH, SearchIndex("", {})])
def test_the_search_of_a_manifest_can_be_told_apart(
    public: Path, search: SearchIndex | None
) -> None:
    whole, lines = ((public / name).read_bytes() for name in OWN)
    other = manifest_with(whole, search)
    assert search_in(other) == search
    assert manifest_with(other, search_in(whole)) == whole
    bare = sums_with(b"".join(x for x in lines.splitlines(True) if b"  pagefind/" not in x), None)
    assert sums_with(bare, search_in(whole)) == lines


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"search": 1}', '{"search": {"inputs": "", "files": {"a": 1}}}']
)
def test_what_is_no_manifest_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        search_in(text.encode())


# What did not change is taken from the last manifest

BEFORE = {"a/index.html": b"a", "b.html": b"b", "search/index.html": b"s", "«odd»\\name": b"odd"}
FOUND = {"pagefind/entry.json": b"1", "pagefind/part/one": b"2"}


def told(
    site: Mapping[str, bytes],
    found: Mapping[str, bytes] | LastSearch,
    last: LastManifest | None = None,
) -> list[bytes | Path]:
    search = found if isinstance(found, LastSearch) else index_of(found)
    files = [put for path, content in site.items() for put in [put_of(path, content)]]
    revision = Revision("", is_modified=False)
    made = manifest_files(edition(), revision, files, search, last)
    return [file.content for file in made]


def index_of(found: Mapping[str, bytes]) -> SearchIndex | None:
    sums = {path: Sum(len(x), hashlib.sha256(x).hexdigest()) for path, x in found.items()}
    return SearchIndex("made of", sums) if found else None


def put_of(path: str, content: bytes) -> Put:
    return Put(path, len(content), hashlib.sha256(content).digest(), is_same=False)


@pytest.mark.parametrize("searches", [({}, {}), ({}, FOUND), (FOUND, {}), (FOUND, FOUND)])
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"b.html": b"other", "«odd»\\name": b"other"},
        {"a/index.html": None, "«odd»\\name": None},
        {"0": b"first", "b/index.html": b"new", "яяя": b"last", "odd\n": b"x"},
        dict.fromkeys(BEFORE) | {"only": b"one"},
    ],
)
def test_lines_of_the_last_manifest_are_as_good_as_new_ones(
    searches: tuple[Mapping[str, bytes], Mapping[str, bytes]],
    changed: Mapping[str, bytes | None],
) -> None:
    after = {path: x for path, x in {**BEFORE, **changed}.items() if x is not None}
    manifest, lines = told(BEFORE, searches[0])
    fresh = [put_of(path, x) for path, x in changed.items() if x is not None]
    gone = [path for path, x in changed.items() if x is None]
    last = LastManifest(bytes_of(manifest), bytes_of(lines), fresh, gone, "pagefind")
    assert last.is_near
    assert told({}, searches[1], last) == told(after, searches[1])


def test_whatever_differs_is_found_among_many_lines() -> None:
    """Paths that begin alike, that JSON writes in another way, and that bytes could order wrong."""
    random = Random(8)
    names = ["a", "ab", "a b", 'a"b', "a!", "a-1", "a.html", "я", "\uffee", "\U0001f5ce", "z" * 90]
    paths = [*names, *(f"{one}/{other}" for one in names for other in names)]
    paths.append(f"one {'x' * 3000}")  # longer than all around it
    for searches in [({}, {}), (FOUND, FOUND), (FOUND, {}), ({}, FOUND)] * 15:
        before, after = (
            {path: random.randbytes(3) for path in random.sample(paths, random.randrange(1, 99))}
            for _ in range(2)
        )
        kept = {path: x for path, x in before.items() if random.random() < 0.9}
        after = {**after, **kept} if random.random() < 0.5 else {**kept, "b": b"new"}
        manifest, sums = told(before, searches[0])
        fresh = [put_of(path, x) for path, x in after.items() if before.get(path) != x]
        gone = before.keys() - after.keys()
        last = LastManifest(bytes_of(manifest), bytes_of(sums), fresh, gone, "pagefind")
        assert told({}, searches[1], last) == told(after, searches[1])


@pytest.mark.parametrize("found", [{}, FOUND])
def test_a_search_that_stays_is_told_of_as_before(found: Mapping[str, bytes]) -> None:
    after = {**BEFORE, "b.html": b"other", "zone.html": b"new"}
    manifest, lines = map(bytes_of, told(BEFORE, found))
    fresh = [put_of(path, after[path]) for path in ("b.html", "zone.html")]
    last = LastManifest(manifest, lines, fresh, (), "pagefind")
    assert told({}, last_search(last), last) == told(after, found)
    assert told(after, last_search(last)) == told(after, found)  # too much differs


def bytes_of(content: bytes | Path) -> bytes:
    assert isinstance(content, bytes)
    return content


# Files that tell of all others come last


AWAITED = ("last.json",)
SITE: Mapping[str, bytes] = {"index.html": b"home", "a/index.html": b"page"}


def publish(public: Path, site: Mapping[str, bytes], last: bytes) -> tuple[str, ...]:
    with staged(public, patience=0) as stage:
        changes = put_all(stage, [OutputFile(*each) for each in site.items()], awaited=AWAITED)
        stage.add([OutputFile("last.json", last)])
        stage.commit()
    return changes.written


def test_awaited_files_are_published_with_the_others(tmp_path: Path) -> None:
    public = tmp_path / "public"
    publish(public, SITE, b"1")
    assert (public / "last.json").read_bytes() == b"1"
    before = (public / "last.json").stat()
    assert publish(public, SITE, b"1") == ()
    assert (public / "last.json").stat() == before
    publish(public, SITE, b"2")
    assert (public / "last.json").read_bytes() == b"2"
    publish(public, {**SITE, "b.txt": b"new"}, b"2")
    assert {p.name for p in public.iterdir()} >= {"last.json", "b.txt", "a", "index.html"}
    assert (public / "last.json").read_bytes() == b"2"


def test_an_awaited_file_comes_once_and_under_its_name(tmp_path: Path) -> None:
    public = tmp_path / "public"
    with staged(public, patience=0) as stage, pytest.raises(ValueError, match=r"last\.json"):
        put_all(stage, [OutputFile("last.json", b"")], awaited=AWAITED)
    with staged(public, patience=0) as stage:
        put_all(stage, [OutputFile("index.html", b"")], awaited=AWAITED)
        with pytest.raises(ValueError, match=r"last\.json"):
            stage.commit()
        with pytest.raises(ValueError, match=r"index\.html"):
            stage.add([OutputFile("index.html", b"")])
        stage.add([OutputFile("last.json", b"")])
        with pytest.raises(ValueError, match=r"last\.json"):
            stage.add([OutputFile("last.json", b"")])
    assert not public.exists()
