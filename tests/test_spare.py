"""A tree that lags one build behind: the site is the same, and whatever is odd is not believed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nokgen.pages.files import OutputFile
from nokgen.write import Put, Puts, Stage, clean, stage, staged, sum_of, swap
from nokgen.write.last import Last
from nokgen.write.ledger import SHARED, Ledger
from nokgen.write.stamps import Stamps
from tests.sites_under_test import tree

Site = Mapping[str, bytes]
TOWNS = ("a", "b", "c", "d")
FIRST = {f"{town}/{page}": b"1" for town in TOWNS for page in ("index.html", "plan/data.json")}
FIRST |= {
    "d/index.html": b"stays",
    "index.html": b"home 1",
    "list.html": b"list 1",
    "odd/one/deep.html": b"1",
}
SECOND = {**FIRST, "index.html": b"home 2", "a/index.html": b"2", "new/page.html": b"2"}
del SECOND["odd/one/deep.html"]
THIRD = {**SECOND, "index.html": b"home 3", "a/index.html": b"1", "b/plan/data.json": b"3"}
del THIRD["new/page.html"]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even these sites are worth a spare tree."""
    monkeypatch.setattr(stage, "WORTH_A_SPARE", 1)
    monkeypatch.setattr(stage, "WORTH_IT", 1)


class Builds:
    """Builds into `public`, each of which knows what the last one left."""

    def __init__(self, home: Path, *, has_parts: bool = False) -> None:
        self.has_parts = has_parts
        self.parts: dict[str, dict[str, bytes]] = {}
        self.groups: dict[str, tuple[Puts, ...]] = {}
        self.kept: list[str] = []
        self.public = home / "public"
        self.work = home / ".public.nokgen"
        self.spare = self.work / "spare"
        self.known: Ledger | None = None

    def last(self, places: swap.Places) -> Last | None:
        return None if self.known is None else Last.of(self.known, places)

    def build(self, site: Site, bundle: str = "") -> Stage:
        with staged(self.public, last=self.last) as made:
            self.known = None
            self.take(made, site)
            made.settle(awaited=("sums",))
            if bundle == "carried":
                made.carry("pagefind")
            elif bundle:
                self.make_bundle(made.folder / "pagefind", bundle)
            made.add([OutputFile("sums", repr(sorted(site.items())).encode())])
            made.commit()
            self.known = made.ledger()
        return made

    def make_bundle(self, folder: Path, text: str) -> None:
        """As the search does: a part that is as it was is the same file in the last output."""
        last = self.public / "pagefind/same/file"
        shutil.rmtree(folder, ignore_errors=True)
        for path, content in bundle_of(text).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if path == "same/file" and last.exists():
                (folder / path).hardlink_to(last)
            else:
                (folder / path).write_bytes(content)

    def take(self, made: Stage, site: Site) -> None:
        """Every town is a part of the site if it has parts; what is the same is kept."""
        parts: dict[str, dict[str, bytes]] = {SHARED: {}}
        for path, content in site.items():
            town = path.split("/")[0] if self.has_parts and "/" in path else SHARED
            part = town if town in TOWNS else SHARED
            parts.setdefault(part, {})[path] = content
        for name, files in sorted(parts.items(), reverse=True):  # what they share comes last
            known = self.groups.get(name, ())
            digests = (each.digest for each in known)
            if name and self.parts.get(name) == files and made.has(name, sum_of(digests)):
                made.keep(name, known.__iter__)
                self.kept.append(name)
                continue
            pages = (OutputFile(path, content) for path, content in files.items())
            groups = tuple(Puts.of([made.hand(name).put(page)]) for page in pages)
            made.take(groups, name)
            self.groups[name] = tuple(each.vouched() for each in groups)
        self.parts = parts

    def assert_stands(self, site: Site, *, bundle: str = "") -> None:
        """The output holds the site and nothing else, and what is known of it is what is true."""
        expected = {**site, "sums": repr(sorted(site.items())).encode()}
        if bundle:
            expected |= {f"pagefind/{path}": each for path, each in bundle_of(bundle).items()}
        found = tree(self.public, search=True)
        assert found.pop(".nokgen-output") == b'{"made_by": "nokgen", "version": 1}'
        assert found == expected
        folders = {path for path in self.public.rglob("*") if path.is_dir()}
        assert folders == {
            above
            for path in expected
            for above in (self.public / path).parents
            if above.is_relative_to(self.public) and above != self.public
        }
        assert self.known is not None
        assert stamps(self.known) == {
            **{path: Stamps.of(self.public, [path]).packed for path in (*found, ".nokgen-output")},
            **{
                f"{path}/": Stamps.of(self.public, [path]).packed
                for path in ("", *(each.relative_to(self.public).as_posix() for each in folders))
            },
        }


def bundle_of(text: str) -> Site:
    """The files of a bundle of the search: some differ, come and go with its text."""
    one = text.encode()
    return {"part/one": one, f"of-{text}/only": one, f"{text}.json": one, "same/file": b"same"}


def stamps(ledger: Ledger) -> dict[str, bytes]:
    """Path → stamp; those of folders end with a slash."""
    found = {"/": ledger.root}
    for part in map(ledger.part, ledger.told):
        for end, each in (("", part.files), ("/", part.folders[ledger.side])):
            for at, path in enumerate(each.paths):
                assert f"{path}{end}" not in found, "two parts have the same file"
                found[f"{path}{end}"] = each.packed[32 * at : 32 * at + 32]
    return found


@pytest.fixture(params=[False, True], ids=["one part", "parts"])
def builds(tmp_path: Path, request: pytest.FixtureRequest) -> Builds:
    """Two builds are done: the first stands in the spare tree, the second is the output."""
    builds = Builds(tmp_path, has_parts=request.param)
    builds.build(FIRST)
    assert not builds.work.exists()
    builds.build(SECOND)
    assert os.listdir(builds.work) == ["spare"]  # noqa: PTH208
    builds.assert_stands(SECOND)
    return builds


def is_used(builds: Builds, site: Site) -> bool:
    """Whether the next build takes the spare tree: then no file that stays is touched."""
    before = (builds.public / "d/index.html").stat()
    builds.build(site)
    return (builds.public / "d/index.html").stat().st_ctime_ns == before.st_ctime_ns


def test_the_spare_tree_becomes_the_next_output(builds: Builds) -> None:
    for site in (THIRD, SECOND, FIRST, THIRD, FIRST):
        assert is_used(builds, site)
        builds.assert_stands(site)
        assert os.listdir(builds.work) == ["spare"]  # noqa: PTH208
    assert tree(builds.spare).keys() - {".nokgen-output"} == {*THIRD, "sums"}


def test_parts_that_are_as_they_were_are_kept(tmp_path: Path) -> None:
    builds = Builds(tmp_path, has_parts=True)
    builds.build(FIRST)
    edited = {**FIRST, "b/index.html": b"2"}
    for site, kept in ((edited, "acd"), (FIRST, "acd"), (edited, "acd"), (edited, "abcd")):
        builds.kept.clear()
        builds.build(site)
        builds.assert_stands(site)
        assert sorted(builds.kept) == [*kept]


def test_what_two_parts_claim_is_seen(tmp_path: Path) -> None:
    """Whether the last output had it or not, and whether a part is kept or made again."""
    builds = Builds(tmp_path, has_parts=True)
    builds.build(FIRST)
    for path in ("b/index.html", "b/plan", "b/index.html/deeper", "odd/one/deep.html", "odd"):
        with staged(builds.public, last=builds.last) as made:
            builds.take(made, FIRST)
            with pytest.raises(ValueError, match="claim the path"):
                made.take([Puts.of(put_each(made, {path: b"2"}))], "a" if "/" in path else "")
    with staged(builds.public, last=builds.last) as made:
        groups = [Puts.of(put_each(made, {"b/index.html": b"1"}))] * 2
        with pytest.raises(ValueError, match="claim the path"):
            made.take(groups, "b")
        with pytest.raises(ValueError, match="no folder"):
            made.take([Puts.of(put_each(made, {"page.html": b""}))], "b")


def test_a_file_goes_from_part_to_part(tmp_path: Path) -> None:
    """It is made there anew, and no other part is asked for."""
    builds = Builds(tmp_path, has_parts=True)
    builds.build(FIRST)
    for name in ("a", "b", "c"):
        with staged(builds.public, last=builds.last) as made:
            for town in TOWNS:
                own = {path: b"1" for path in FIRST if path.startswith(f"{town}/")}
                own |= {"common/of/towns/page": b"1"} if town == name else {}
                made.take([Puts.of(put_each(made, own, town))], town)
            made.settle()
            made.commit()
            builds.known = made.ledger()
        with staged(builds.public, last=builds.last) as made:
            assert made.previous is not None
            known = builds.known
            assert known is not None
            assert known.changed(made.previous) == {}


def test_who_holds_a_folder_open_never_meets_a_mixture(builds: Builds) -> None:
    """Only the site that stood there, or nothing any more."""
    held = os.open(builds.public, os.O_RDONLY)
    try:
        for site, there in ((THIRD, True), (SECOND, False), (THIRD, False)):
            builds.build(site)
            assert bool(os.listdir(held)) is there  # noqa: PTH208
            if there:
                page = os.open("index.html", os.O_RDONLY, dir_fd=held)
                assert os.read(page, 100) == SECOND["index.html"]
                os.close(page)
    finally:
        os.close(held)


def test_where_nothing_differs_both_stay(builds: Builds) -> None:
    spare = tree(builds.spare)
    builds.build(SECOND)
    builds.assert_stands(SECOND)
    assert tree(builds.spare) == spare
    assert is_used(builds, THIRD)


def test_a_file_takes_the_place_of_a_folder_and_back(builds: Builds) -> None:
    without = {path: content for path, content in SECOND.items() if not path.startswith("a/")}
    for site in ({**without, "a": b"file"}, SECOND, {**without, "a": b"file"}, THIRD, SECOND):
        # A town that comes or goes is a part that comes or goes.
        assert is_used(builds, site) is not builds.has_parts
        builds.assert_stands(site)


def test_twins_part_and_meet_again(builds: Builds) -> None:
    """Files with two names: each name goes its own way, and the stamps of both are known."""
    one, other = b"twins", b"other"
    twins = {**SECOND, "x/1": one, "x/2": one}
    for changed in ({"x/1": other}, {}, {"x/2": other}, {"x/1": other, "x/2": other}, {}):
        site = {**twins, **changed}
        assert is_used(builds, site)
        builds.assert_stands(site)


def test_the_bundle_of_the_search(builds: Builds) -> None:
    builds.build(SECOND, "one")
    builds.assert_stands(SECOND, bundle="one")
    number = (builds.public / "pagefind/part/one").stat().st_ino
    for site in (THIRD, SECOND, THIRD):
        builds.build(site, "carried")
        builds.assert_stands(site, bundle="one")
        assert (builds.public / "pagefind/part/one").stat().st_ino == number
    builds.build(SECOND, "two")
    builds.assert_stands(SECOND, bundle="two")
    builds.build(THIRD, "carried")
    builds.assert_stands(THIRD, bundle="two")
    builds.build(SECOND)
    builds.assert_stands(SECOND)
    builds.build(THIRD)
    builds.assert_stands(THIRD)


def test_of_a_bundle_only_what_differs_is_given_another_name(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    for site, text in ((THIRD, "one"), (SECOND, "two")):
        builds.build(site, text)
        builds.assert_stands(site, bundle=text)
    linked: list[str] = []
    link = os.link

    def noted(source: str, target: str, **options: bool) -> None:
        linked.append(target.partition("/pagefind/")[2])
        link(source, target, **options)

    monkeypatch.setattr(os, "link", noted)
    builds.build(THIRD, "carried")
    assert sorted(filter(None, linked)) == ["of-two/only", "part/one", "two.json"]
    builds.assert_stands(THIRD, bundle="two")
    linked.clear()
    builds.build(SECOND, "carried")
    assert not any(linked)
    builds.assert_stands(SECOND, bundle="two")


def test_a_bundle_that_somebody_touched_is_taken_as_it_stands(builds: Builds) -> None:
    builds.build(SECOND, "one")
    builds.build(THIRD, "two")
    edited(builds.public, "pagefind/part/one")
    changed = (builds.public / "pagefind/part/one").read_bytes()
    builds.build(SECOND, "carried")
    assert (builds.public / "pagefind/part/one").read_bytes() == changed
    builds.build(THIRD, "three")
    builds.assert_stands(THIRD, bundle="three")


def edited(folder: Path, path: str) -> None:
    """In place, with the length and the time of before."""
    seen = (folder / path).stat()
    with (folder / path).open("r+b") as file:
        file.write(b"X")
    os.utime(folder / path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def replaced(folder: Path, path: str) -> None:
    (folder / "other").write_bytes(b"X")
    (folder / "other").replace(folder / path)


def restored(folder: Path, path: str) -> None:
    """One name of a file that was edited has its bytes again; the other tree has another name."""
    content = (folder / path).read_bytes()
    edited(folder, path)
    (folder / "other").write_bytes(content)
    (folder / "other").replace(folder / path)


def gone(folder: Path, path: str) -> None:
    (folder / path).unlink()


def linked(folder: Path, path: str) -> None:
    (folder / path).unlink()
    (folder / path).symlink_to("index.html")


def added(folder: Path, path: str) -> None:
    (folder / f"{path}.bak").write_bytes(b"X")


def renamed(folder: Path, path: str) -> None:
    (folder / path).parent.rename(folder / "elsewhere")


def closed(folder: Path, path: str) -> None:
    (folder / path).chmod(0o600)
    if (folder / path).parent != folder:
        (folder / path).parent.chmod(0o700)


def swapped(folder: Path, path: str) -> None:
    """Two folders at each other's places."""
    (folder / "c").rename(folder / "third")
    (folder / "d").rename(folder / "c")
    (folder / "third").rename(folder / "d")


def copied(folder: Path, path: str) -> None:
    """As from a backup: the same bytes and times, in other files."""
    shutil.copytree(folder, folder.parent / "copy", symlinks=True)
    shutil.rmtree(folder)
    (folder.parent / "copy").rename(folder)


def removed(folder: Path, path: str) -> None:
    shutil.rmtree(folder)


def emptied(folder: Path, path: str) -> None:
    (folder / "strange").mkdir()


DAMAGE = (
    *(edited, replaced, gone, linked, added, renamed, closed, swapped, copied, removed),
    emptied,
    restored,
)


@pytest.mark.parametrize(
    ("damage", "path"),
    [
        *((damage, "d/index.html") for damage in DAMAGE),
        *((damage, "index.html") for damage in DAMAGE if damage is not renamed),
    ],
)
@pytest.mark.parametrize("place", ["public", "spare"])
@pytest.mark.parametrize("builds", [True], ids=["parts"], indirect=True)
def test_whatever_happened_to_a_tree_the_next_site_is_whole(
    builds: Builds, place: str, damage: Callable[[Path, str], None], path: str
) -> None:
    damage(builds.public if place == "public" else builds.spare, path)
    for site in (THIRD, SECOND, THIRD):
        builds.build(site)
        builds.assert_stands(site)


def test_an_edit_of_the_spare_tree_reaches_no_other_file(builds: Builds) -> None:
    """Names at which it differs get other files: what was written there is nowhere else."""
    edited(builds.spare, "index.html")
    assert is_used(builds, {**SECOND, "list.html": b"list 3"})
    builds.assert_stands({**SECOND, "list.html": b"list 3"})


def test_another_build_of_the_same_output_leaves_nothing_to_believe(builds: Builds) -> None:
    """One that knows of no ledger: it makes all anew, and throws the spare tree away."""
    known = builds.known
    builds.known = None
    builds.build(THIRD)
    assert not builds.work.exists()
    builds.known = known
    builds.build(SECOND)
    builds.assert_stands(SECOND)


def test_a_site_that_changed_much_is_linked_anew(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "WORTH_IT", 4)
    most = dict.fromkeys(SECOND, b"other") | {"d/index.html": b"stays"}
    assert not is_used(builds, most)
    builds.assert_stands(most)
    assert is_used(builds, {**most, "index.html": b"home 3"})


def refuse(*_args: object, **_keywords: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_where_links_do_not_work_no_second_copy_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse)
    builds = Builds(tmp_path)
    for site in (FIRST, SECOND, THIRD):
        builds.build(site)
        builds.assert_stands(site)
        assert not builds.work.exists()


def test_where_links_cease_to_work(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refuse)
    for site in (THIRD, SECOND, THIRD):
        builds.build(site)
        builds.assert_stands(site)


def test_two_steps_where_the_system_knows_no_exchange(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    for site in (THIRD, SECOND, THIRD):
        assert is_used(builds, site)
        builds.assert_stands(site)


def test_small_sites_keep_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "WORTH_A_SPARE", 100)
    builds = Builds(tmp_path)
    for site in (FIRST, SECOND, THIRD):
        builds.build(site)
        assert os.listdir(tmp_path) == ["public"]  # noqa: PTH208


def test_clean_removes_both(builds: Builds) -> None:
    assert clean(builds.public)
    assert os.listdir(builds.public.parent) == []  # noqa: PTH208


def test_clean_removes_the_spare_tree_of_an_output_that_is_gone(builds: Builds) -> None:
    shutil.rmtree(builds.public)
    assert not clean(builds.public)
    assert os.listdir(builds.public.parent) == []  # noqa: PTH208


def test_a_spare_tree_alone_is_no_sign_of_a_killed_build(builds: Builds) -> None:
    places = swap.Places.beside(builds.public)
    assert places.are_at_rest
    (builds.work / "lock").touch()
    assert not places.are_at_rest
    shutil.rmtree(builds.work)
    assert places.are_at_rest


OTHERS = {"x": b"own", "y/z": b"2"}


def test_groups_are_vouched_for_as_a_whole(tmp_path: Path) -> None:
    """A group of files is that of the last output, or not; a name is taken once in either case."""
    builds = Builds(tmp_path)
    with staged(builds.public) as made:
        groups = [Puts.of(put_each(made, FIRST)), Puts.of(put_each(made, OTHERS))]
        made.take(groups)
        made.settle()
        made.commit()
        builds.known = made.ledger()
    with staged(builds.public, last=builds.last) as made:
        kept = [Puts.read(each.columns()) for each in groups]
        assert made.vouches(kept)
        assert not made.vouches([Puts.of(put_each(made, {"x": b"2"}))])
        made.take(kept)
        for path in ("x", "y", "x/1", "y/z"):
            with pytest.raises(ValueError, match="claim the path"):
                made.put([OutputFile(path, b"")])
    edited(builds.public, "x")
    with staged(builds.public, last=builds.last) as made:
        assert [made.vouches([each]) for each in kept] == [True, False]
        made.put([OutputFile("y", b"")])
        with pytest.raises(ValueError, match="claim the path"):
            made.take(kept)


def put_each(made: Stage, site: Site, part: str = SHARED) -> list[Put]:
    return [made.hand(part).put(OutputFile(path, content)) for path, content in site.items()]
