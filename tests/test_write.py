"""The output folder is at every moment wholly the old site or wholly the new one."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nokgen.messages import messages_for
from nokgen.pages.files import OutputFile
from nokgen.surroundings import SurroundingsError
from nokgen.write import Changes, clean, staged, swap
from nokgen.write.tree import CHUNK, holds
from tests.sites_under_test import put_all

OLD = {"index.html": b"old home", "plan/index.html": b"old plan", "css/site.css": b"css"}
NEW = {"index.html": b"new home", "plan/index.html": b"new plan", "body/index.html": b"body"}


def files_of(site: dict[str, bytes]) -> list[OutputFile]:
    return [OutputFile(path, content) for path, content in site.items()]


def publish(destination: Path, site: dict[str, bytes]) -> Changes:
    with staged(destination, patience=0) as stage:
        changes = put_all(stage, files_of(site))
        stage.commit()
    return changes


def content_of(folder: Path) -> dict[str, bytes]:
    """What a visitor can see: every file but the marker."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".nokgen-output"
    }


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def traces_of(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, time and size of everything in a folder, the folder included."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        status = path.lstat()
        found[str(path)] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def said(error: SurroundingsError) -> str:
    """The two sentences as a person reads them."""
    messages = messages_for("ru")
    texts = [error.message] + ([error.hint] if error.hint else [])
    return " ".join(messages.gettext(text, **error.params) for text in texts)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    destination = tmp_path / "public"
    publish(destination, OLD)
    return destination


# What a build does


def test_first_build_makes_the_folder(tmp_path: Path) -> None:
    destination = tmp_path / "deep" / "public"
    changes = publish(destination, OLD)
    assert content_of(destination) == OLD
    assert changes == Changes(tuple(sorted(OLD)), (), 0)
    assert names_in(tmp_path / "deep") == ["public"]  # nothing else stays beside it


def test_changes_tell_what_differs(public: Path) -> None:
    changes = publish(public, {**NEW, "css/site.css": b"css"})
    assert changes == Changes(("body/index.html", "index.html", "plan/index.html"), (), 1)
    assert publish(public, NEW) == Changes((), ("css/site.css",), 3)
    assert content_of(public) == NEW


def test_second_build_writes_nothing(public: Path) -> None:
    before = traces_of(public.parent)
    changes = publish(public, OLD)
    assert changes == Changes((), (), 3)
    assert traces_of(public.parent).keys() == before.keys()
    assert traces_of(public) == {k: v for k, v in before.items() if k.startswith(str(public))}


def test_unchanged_files_stay_the_same_files(public: Path) -> None:
    before = (public / "css/site.css").stat()
    publish(public, {**NEW, "css/site.css": b"css"})
    after = (public / "css/site.css").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_unchanged_files_are_copied_where_links_do_not_work(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_keywords: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    publish(public, {**NEW, "css/site.css": b"css"})
    assert content_of(public) == {**NEW, "css/site.css": b"css"}


def test_damaged_files_are_made_good(public: Path) -> None:
    (public / "index.html").write_bytes(b"OLD HOME")  # the same length
    (public / "plan/index.html").unlink()
    (public / "stray.html").write_bytes(b"")
    changes = publish(public, OLD)
    assert changes == Changes(("index.html", "plan/index.html"), ("stray.html",), 1)
    assert content_of(public) == OLD


DATA = b'{"data": 1}'
OTHER = b'{"data": 2}'
TWINS = {"api/plan.json": DATA, "plan/data.json": DATA}


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_a_file_of_any_size_is_compared_to_its_end(tmp_path: Path, size: int) -> None:
    path, content = tmp_path / "file", bytes(size)
    path.write_bytes(content)
    assert holds(path, size, content)
    assert not holds(path, size, content + b"x")
    path.write_bytes(content + b"x")  # meanwhile it has grown
    assert not holds(path, size, content)
    for at in {0, size // 2, size - 1} if size else ():
        path.write_bytes(content[:at] + b"x" + content[at + 1 :])
        assert not holds(path, size, content)
    path.write_bytes(content[1:])
    assert holds(path, size, content) is (size == 0)


def test_the_same_bytes_twice_in_a_row_are_one_file(tmp_path: Path) -> None:
    """A second name takes no room and no second sum; only the very same bytes have one."""
    public = tmp_path / "public"
    with staged(public) as stage:
        puts = stage.put([*files_of(TWINS), OutputFile("equal.json", bytes(bytearray(DATA)))])
        stage.settle()
        stage.commit()
    assert len({(put.size, put.sha256) for put in puts}) == 1
    assert content_of(public) == {**TWINS, "equal.json": DATA}
    one, two, equal = (public / put.path for put in puts)
    assert one.samefile(two)
    assert not one.samefile(equal)


@pytest.mark.parametrize("number", [errno.EPERM, errno.EXDEV, errno.EMLINK, None])
def test_the_same_bytes_are_written_twice_where_links_do_not_work(
    tmp_path: Path, number: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_keywords: object) -> None:
        raise NotImplementedError if number is None else OSError(number, "refused")

    monkeypatch.setattr(os, "link", refuse)
    publish(tmp_path / "public", TWINS)
    assert content_of(tmp_path / "public") == TWINS


def test_two_files_with_the_same_bytes_at_one_path_are_a_bug(tmp_path: Path) -> None:
    files = [OutputFile(path, DATA) for path in ("a.json", "b.json", "a.json")]
    with (
        pytest.raises(ValueError, match=r"two files of the site claim the path 'a\.json'"),
        staged(tmp_path / "public") as stage,
    ):
        stage.put(files)


@pytest.mark.parametrize(
    ("damage", "after", "written"),
    [
        ({}, TWINS, ()),
        ({"api/plan.json": OTHER}, TWINS, ("api/plan.json", "plan/data.json")),  # one file
        ({"plan/data.json": None}, TWINS, ("plan/data.json",)),
        ({"api/plan.json": None}, TWINS, ("api/plan.json",)),
        ({}, dict.fromkeys(TWINS, OTHER), ("api/plan.json", "plan/data.json")),
        ({}, {"api/plan.json": OTHER, "plan/data.json": DATA}, ("api/plan.json",)),
        ({}, {"api/plan.json": DATA, "plan/data.json": OTHER}, ("plan/data.json",)),
    ],
)
def test_twins_of_the_last_output(
    tmp_path: Path,
    damage: dict[str, bytes | None],
    after: dict[str, bytes],
    written: tuple[str, ...],
) -> None:
    """Each is compared by itself: damage to one is made good, and they may part again."""
    public = tmp_path / "public"
    publish(public, TWINS)
    for path, content in damage.items():
        if content is None:
            (public / path).unlink()
        else:
            (public / path).write_bytes(content)
    changes = publish(public, after)
    assert changes == Changes(written, (), len(after) - len(written))
    assert content_of(public) == after
    assert publish(public, after) == Changes((), (), len(after))


def test_links_in_the_output_are_not_followed(public: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_bytes(OLD["index.html"])
    (public / "index.html").unlink()
    (public / "index.html").symlink_to(outside)
    publish(public, OLD)
    assert not (public / "index.html").is_symlink()
    assert outside.read_bytes() == OLD["index.html"]


def test_documents_are_copied_from_their_files(tmp_path: Path) -> None:
    source = tmp_path / "order.pdf"
    source.write_bytes(b"%PDF" * 700_000)  # more than one piece
    document = OutputFile("documents/order.pdf", source)
    for expected in (1, 0):
        with staged(tmp_path / "public") as stage:
            assert len(put_all(stage, [document]).written) == expected
            stage.commit()
    assert (tmp_path / "public/documents/order.pdf").read_bytes() == source.read_bytes()
    source.write_bytes(b"%PDF" * 699_999 + b"%pdf")
    with staged(tmp_path / "public") as stage:
        assert put_all(stage, [document]).written == ("documents/order.pdf",)


@pytest.mark.parametrize("kind", ["gone", "pipe", "folder"])
def test_a_document_that_is_no_file(public: Path, tmp_path: Path, kind: str) -> None:
    source = tmp_path / "order.pdf"
    if kind == "pipe":
        os.mkfifo(source)
    elif kind == "folder":
        source.mkdir()
    with pytest.raises(SurroundingsError) as caught, staged(public) as stage:
        put_all(stage, [OutputFile("order.pdf", source)])
    assert "order.pdf" in said(caught.value)
    assert "прочитать" in said(caught.value)
    assert content_of(public) == OLD


def test_what_is_not_committed_leaves_no_trace(public: Path) -> None:
    with staged(public) as stage:
        put_all(stage, files_of(NEW))
    assert content_of(public) == OLD
    assert names_in(public.parent) == ["public"]


def test_interruption_leaves_no_trace(public: Path) -> None:
    def interrupted() -> Iterator[OutputFile]:
        yield from files_of(NEW)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), staged(public) as stage:
        put_all(stage, interrupted())
    assert content_of(public) == OLD
    assert names_in(public.parent) == ["public"]


def test_a_folder_of_another_step_is_carried_over_only_on_request(public: Path) -> None:
    (public / "pagefind").mkdir()
    (public / "pagefind/pagefind.js").write_bytes(b"search")
    assert publish(public, OLD) == Changes((), (), 3)  # it is no file of the site
    with staged(public) as stage:
        put_all(stage, files_of(NEW))
        stage.carry("pagefind")
        stage.commit()
    assert content_of(public) == {**NEW, "pagefind/pagefind.js": b"search"}
    publish(public, OLD)
    assert content_of(public) == OLD


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../up", "a/../b", "a/./b", "a//b", "a/", "a\\b", "a\0b"],
)
def test_a_path_outside_is_a_bug(public: Path, path: str) -> None:
    with pytest.raises(ValueError, match="path"), staged(public) as stage:
        put_all(stage, [OutputFile(path, b"")])
    assert content_of(public) == OLD


@pytest.mark.parametrize("path", [".nokgen-output", "pagefind/pagefind.js"])
def test_a_reserved_path_is_a_bug(public: Path, path: str) -> None:
    with pytest.raises(ValueError, match="reserved"), staged(public) as stage:
        put_all(stage, [OutputFile(path, b"")])


@pytest.mark.parametrize("paths", [("a", "a"), ("a", "a/b"), ("a/b", "a"), ("a/b/c", "a/b")])
def test_two_files_at_one_path_are_a_bug(public: Path, paths: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="claim the path"), staged(public) as stage:
        put_all(stage, [OutputFile(path, b"") for path in paths])


# Whose folder it is


def test_a_folder_of_somebody_else_stays_untouched(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "to-mother.txt").write_text("Dear")
    for attempt in (lambda: publish(letters, NEW), lambda: clean(letters)):
        with pytest.raises(SurroundingsError) as caught:
            attempt()
        assert caught.value.exit_code == 2
        assert "не создавала" in said(caught.value)
    assert names_in(tmp_path) == ["letters"]
    assert names_in(letters) == ["to-mother.txt"]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    publish(tmp_path / "public", NEW)
    assert content_of(tmp_path / "public") == NEW


@pytest.mark.parametrize("destination", [".", "..", "content", "content/site", "templates"])
def test_the_sources_are_no_place_for_the_site(tmp_path: Path, destination: str) -> None:
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    (root / "templates").mkdir()
    with (
        pytest.raises(SurroundingsError) as caught,
        staged(root / destination, root=root, sources=[root / "content", root / "templates"]),
    ):
        pass
    assert caught.value.exit_code == 2
    assert "исходные файлы" in said(caught.value)
    assert names_in(root) == ["content", "templates"]


def test_a_destination_that_is_a_link_is_followed(public: Path) -> None:
    link = public.parent / "www"
    link.symlink_to("public")
    publish(link, NEW)
    assert link.is_symlink()
    assert content_of(public) == NEW


def test_clean_removes_only_what_nokgen_made(public: Path) -> None:
    assert clean(public) is True
    assert names_in(public.parent) == []
    assert clean(public) is False
    assert names_in(public.parent) == []


# When the disk refuses


def test_a_file_stands_where_the_folder_must_be(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("a file")
    with pytest.raises(SurroundingsError) as caught:
        publish(tmp_path / "public", NEW)
    assert caught.value.exit_code == 2
    assert (tmp_path / "public").read_text() == "a file"


@pytest.mark.parametrize("where", ["public/site", "public/site/deeper"])
def test_a_file_stands_in_the_way(tmp_path: Path, where: str) -> None:
    (tmp_path / "public").write_text("a file")
    with pytest.raises(SurroundingsError) as caught:
        publish(tmp_path / where, NEW)
    assert "мешает" in said(caught.value)


def test_the_work_folder_is_taken(public: Path) -> None:
    (public.parent / ".public.nokgen").write_text("a file")
    with pytest.raises(SurroundingsError) as caught:
        publish(public, NEW)
    assert ".public.nokgen" in said(caught.value)
    assert content_of(public) == OLD


def test_a_name_too_long(public: Path) -> None:
    with pytest.raises(SurroundingsError) as caught:
        publish(public, {"a" * 300: b""})
    assert "слишком длинное" in said(caught.value)
    assert content_of(public) == OLD


@pytest.mark.parametrize(
    ("number", "words"),
    [(28, "не хватает места"), (30, "нет права"), (13, "нет права"), (16, "целиком"), (5, "I/O")],
)
def test_a_swap_that_fails_keeps_the_old_site(
    public: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(one: Path, other: Path) -> bool:
        raise OSError(number, "I/O", str(other))

    monkeypatch.setattr(swap, "exchange", refuse)
    with pytest.raises(SurroundingsError) as caught:
        publish(public, NEW)
    assert words in said(caught.value)
    assert content_of(public) == OLD
    assert names_in(public.parent) == ["public"]


def test_the_second_rename_fails(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "Permission denied", str(target))
        return rename(self, target)

    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(SurroundingsError):
        publish(public, NEW)
    assert content_of(public) == OLD


PREAMBLE = """
import os, shutil, signal, sys
from pathlib import Path
from types import SimpleNamespace as OutputFile  # quick to import
from nokgen.surroundings import SurroundingsError
from nokgen.write import staged, swap
public = Path(sys.argv[1])
old = [OutputFile(path=path, content=content) for path, content in {old!r}.items()]
new = [OutputFile(path=path, content=content) for path, content in {new!r}.items()]
def put_all(stage, files):
    stage.put(files)
    stage.settle()
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    """A program in a process of its own, with the two sites at hand."""
    text = PREAMBLE.format(old=OLD, new=NEW) + textwrap.dedent(program)
    command = [sys.executable, "-c", text, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_full_disk(public: Path) -> None:
    run = start(
        """
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        try:
            with staged(public) as stage:
                put_all(stage, [*new, OutputFile(path="big.bin", content=bytes(6000))])
        except SurroundingsError as error:
            print(error.message % error.params)
        """,
        public,
    )
    output, _ = run.communicate(timeout=60)
    assert "no room on the disk" in output
    assert "big.bin" in output
    assert content_of(public) == OLD
    assert names_in(public.parent) == ["public"]


def test_the_exchange_is_one_step_here(public: Path) -> None:
    """Linux file systems know it; kills where they do not: test_crash.py."""
    other = public.parent / "other"
    other.mkdir()
    assert swap.exchange(other, public) is (sys.platform == "linux")


# Two builds at once


def test_a_second_build_waits_its_turn_or_says_so(public: Path) -> None:
    with staged(public) as stage:
        with pytest.raises(SurroundingsError) as caught:
            publish(public, NEW)
        assert "другая сборка" in said(caught.value)
        put_all(stage, files_of(NEW))
        stage.commit()
    publish(public, OLD)
    assert content_of(public) == OLD


def test_many_builds_at_once_leave_one_whole_site(public: Path) -> None:
    program = """
        for _ in range(25):
            for site in (new, old):
                with staged(public, patience=60) as stage:
                    put_all(stage, site)
                    stage.commit()
        """
    runs = [start(program, public) for _ in range(3)]
    while any(run.poll() is None for run in runs):
        home = (public / "index.html").read_bytes()  # a visitor never meets a missing page
        assert home in (OLD["index.html"], NEW["index.html"])
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert content_of(public) == OLD
    assert names_in(public.parent) == ["public"]


def test_a_folder_that_goes_between_two_looks_at_it_is_made_again(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build removes the folder of the lock just when this one finds it there."""
    mkdir = Path.mkdir
    refused: list[Path] = []

    def racing(self: Path, *args: Any, **options: Any) -> None:
        if not refused:
            refused.append(self)
            raise FileExistsError(errno.EEXIST, "File exists", str(self))
        mkdir(self, *args, **options)

    monkeypatch.setattr(Path, "mkdir", racing)
    publish(public, NEW)
    assert len(refused) == 1
    assert content_of(public) == NEW
