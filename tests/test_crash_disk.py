"""Full, broken, forbidden or foreign disks: the old site stays, and a sentence says what to do."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from nokgen.messages import messages_for
from nokgen.surroundings import SurroundingsError
from nokgen.write import swap
from tools.torture.kills import NEVER, NEW, OLD, End, publish, struck_at, sums

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

BIG = {**NEW, "big.bin": bytes(200_000)}
MANY = {f"{number}.html": b"page" for number in range(40)}
REFUSED, NOT_HERE = 3, 77


def said(error: SurroundingsError) -> str:
    messages = messages_for("ru")
    sentences = [text for text in (error.message, error.hint) if text]
    return " ".join(messages.gettext(text, **error.params) for text in sentences)


def attempt(public: Path, site: Mapping[str, bytes]) -> int:
    """Build, and print what people read when the disk refuses."""
    try:
        return publish(public, site)
    except SurroundingsError as error:
        print(said(error))
        return REFUSED


# Failures at every change of the disk


def failing(number: int) -> Callable[[], None]:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


KEPT = "Прежний сайт остался на месте."
WORDS = {
    errno.ENOSPC: f"{KEPT} Освободите место на диске и соберите сайт ещё раз.",
    errno.EDQUOT: f"{KEPT} Освободите место на диске и соберите сайт ещё раз.",
    errno.EIO: f"{KEPT} Устраните причину и соберите сайт ещё раз.",
    errno.EACCES: "Разрешите туда запись или укажите другую папку: --destination ПАПКА.",
    errno.EROFS: "Разрешите туда запись или укажите другую папку: --destination ПАПКА.",
}


@pytest.mark.parametrize(
    ("number", "lasting", "first"),
    [
        (errno.ENOSPC, True, 0),
        (errno.EIO, False, 1),
        (errno.EACCES, True, 2),
        (errno.EROFS, True, 3),
        (errno.EDQUOT, True, 4),
    ],
    ids=["full", "broken", "forbidden", "read-only", "quota"],
)
def test_a_disk_that_refuses_at_any_moment(
    tmp_path: Path, number: int, lasting: bool, first: int
) -> None:
    """Either the old site and a sentence that ends with the way out, or the new site."""
    public = tmp_path / "public"
    known = {}
    for code, site in ((0, NEW), (REFUSED, OLD)):
        publish(public, site)
        known[code] = sums(public)
    refused = 0
    for at in range(first, 100, 4):
        end = struck_at(
            at, lambda: attempt(public, NEW), tmp_path, failing(number), lasting=lasting
        )
        assert sums(public) == known[end.code], f"{at}: {end.said}"
        if end.code:
            refused += 1
            assert end.said.endswith(f" {WORDS[number]}\n")
        if not end.struck:
            break
        publish(public, OLD)
        assert os.listdir(tmp_path) == ["public"]  # noqa: PTH208
    assert refused > 2


# Real disks, each mounted for one child only


def mounted(place: Path, options: str = "") -> bool:
    """Mount a small file system at `place`, seen by this process only; False where one may not."""
    libc = ctypes.CDLL(None, use_errno=True)
    new_namespace, new_user, slave, recursive = 0x20000, 0x10000000, 0x80000, 0x4000
    if libc.unshare(new_namespace) != 0:
        user, group = os.getuid(), os.getgid()
        if libc.unshare(new_namespace | new_user) != 0:
            return False
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"0 {user} 1"),
            ("gid_map", f"0 {group} 1"),
        ):
            Path("/proc/self", name).write_text(text)
    if libc.mount(b"none", b"/", None, recursive | slave, None) != 0:
        return False
    return remounted(place, options, 0)


def remounted(place: Path, options: str, flags: int) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    target = os.fsencode(place)
    return bool(libc.mount(b"tmpfs", target, b"tmpfs", flags, options.encode()) == 0)


def on_disk(place: Path, options: str, work: Callable[[], int]) -> End:
    """What `work` comes to with a small disk at `place`; skips the test where none can be had."""
    place.mkdir()

    def child() -> int:
        return work() if mounted(place, options) else NOT_HERE

    try:
        end = struck_at(NEVER, child, place)
    except AttributeError:
        end = End(NOT_HERE, "", struck=False, changes=0)
    if end.code == NOT_HERE:
        pytest.skip("no disk of one's own may be mounted here")
    return end


@pytest.mark.parametrize(
    ("options", "site", "opening", "way_out"),
    [
        (
            "size=100k",
            BIG,
            "На диске не хватает места, чтобы записать {place}/.public.nokgen/new/big.bin.",
            f"{KEPT} Освободите место на диске и соберите сайт ещё раз.",
        ),
        (
            "nr_inodes=24",
            MANY,
            "На диске больше нельзя создать ни одного файла, хотя место может и быть: {place}",
            f"{KEPT} Удалите там лишние файлы и соберите сайт ещё раз.",
        ),
    ],
    ids=["no room", "no inodes"],
)
def test_a_full_disk(
    tmp_path: Path, options: str, site: Mapping[str, bytes], opening: str, way_out: str
) -> None:
    place = tmp_path / "disk"

    def work() -> int:
        publish(place / "public", OLD)
        before = sums(place)
        code = attempt(place / "public", site)
        assert sums(place) == before
        assert publish(place / "public", NEW) == 0  # the next build has room again
        assert os.listdir(place) == ["public"]  # noqa: PTH208
        return code

    end = on_disk(place, options, work)
    assert end.code == REFUSED
    assert end.said.startswith(opening.format(place=place))
    assert end.said.endswith(f" {way_out}\n")


def test_a_disk_that_may_only_be_read(tmp_path: Path) -> None:
    place = tmp_path / "disk"

    def work() -> int:
        publish(place / "public", OLD)
        before = sums(place)
        remount, read_only = 32, 1
        assert remounted(place, "", remount | read_only)
        code = attempt(place / "public", NEW)
        assert attempt(place / "public", OLD) == REFUSED
        assert sums(place) == before
        return code

    end = on_disk(place, "", work)
    assert end.code == REFUSED
    assert end.said.splitlines()[0] == (
        f"У вас нет права записать {place}/.public.nokgen. "
        "Разрешите туда запись или укажите другую папку: --destination ПАПКА."
    )


def test_an_output_folder_that_is_a_disk_of_its_own(tmp_path: Path) -> None:
    """It cannot be replaced in one step, so a folder inside it is asked for."""
    place = tmp_path / "disk"

    def work() -> int:
        code = attempt(place, NEW)
        assert os.listdir(place) == []  # noqa: PTH208
        assert publish(place / "site", NEW) == 0
        return code

    end = on_disk(place, "", work)
    assert (end.code, end.said) == (
        REFUSED,
        f"Папку {place} нельзя заменить целиком. Укажите папку внутри неё: --destination ПАПКА.\n",
    )
    assert os.listdir(tmp_path) == ["disk"]  # noqa: PTH208


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may reach."""
    folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="nokgen-test-")))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_lost_permission(open_folder: Path) -> None:
    public = open_folder / "public"
    publish(public, OLD)
    before = sums(public)
    open_folder.chmod(0o555)

    def work() -> int:
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        return attempt(public, NEW)

    end = struck_at(NEVER, work, open_folder)
    open_folder.chmod(0o755)
    assert (end.code, end.said) == (
        REFUSED,
        f"У вас нет права записать {open_folder}/.public.nokgen. "
        "Разрешите туда запись или укажите другую папку: --destination ПАПКА.\n",
    )
    assert sums(public) == before
    assert publish(public, NEW) == 0


def test_without_links_and_exchange_the_site_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on the disks of cameras and some networks."""

    def refuse(*_args: object, **_keywords: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    public = tmp_path / "public"
    publish(public, OLD)
    publish(public, NEW)
    expected = sums(public)
    publish(public, OLD)
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    publish(public, NEW)
    assert sums(public) == expected
    assert os.listdir(tmp_path) == ["public"]  # noqa: PTH208
