"""A build knows its pages as it makes them: its search is that of all pages that stand there."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pytest

from nokgen.build import Options, Search, build
from nokgen.feeds import sum_of
from nokgen.index import StoppedError, is_current, made_of
from nokgen.join.make import make_part
from nokgen.join.run import join
from tests.regions_site import REGIONS, regions_site
from tests.sites_under_test import TODAY, tree

FIRST, SECOND = (folder for folder, *_names in REGIONS)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sources of a site of so many pages that each region has a bundle of its own."""
    monkeypatch.setattr("nokgen.index.parts.LIMIT", 3)
    root = regions_site(tmp_path / "site")
    with (root / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("pictures: false\nhandouts: false\nsharing: false\n")
    return root


def options(root: Path, to: str = "public", search: Search = Search.BUILD) -> Options:
    home = root.parent
    return Options(
        root, home / to, lambda _zone: TODAY, search=search, jobs=1, cache=home / "cache"
    )


def build_unread(asked: Options) -> None:
    """Build a site none of whose pages may be read to make its search."""

    def refuse(_tree: Path) -> None:
        raise AssertionError("the pages are read again")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nokgen.index.site.indexed_in", refuse)
        outcome = build(asked)
    assert (outcome.search_trouble, outcome.changes is None) == (None, False)


def edit(root: Path, region: str, old: str, new: str) -> None:
    plan = root / "content" / region / "town/plans/2020-plan.yaml"
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new), encoding="utf-8")


def bundles(public: Path) -> dict[str, int]:
    """The folders of regions in the search, and which file is their list of words."""
    return {
        path.parent.name: path.stat().st_ino for path in public.glob("pagefind/regions/*/*.pf_meta")
    }


def test_the_search_is_made_when_nothing_else_is(root: Path) -> None:
    """A build that made no search is remembered, and nothing has changed since."""
    build_unread(options(root, search=Search.NONE))
    assert not is_current(root.parent / "public")
    build_unread(options(root))
    assert is_current(root.parent / "public")


def test_a_search_that_gave_way_is_made_by_the_next_build(root: Path) -> None:
    """The site stands with the search of before; that no file has changed since is not enough."""
    public = root.parent / "public"
    build_unread(options(root))
    before = bundles(public)
    plan = "Повысить доступность"
    edit(root, FIRST, "title: ", f"title: {plan} ")
    asked = repeat(False, 3)  # while the site is made
    outcome = build(replace(options(root), gives_way=lambda: next(asked, True)))
    assert isinstance(outcome.search_trouble, StoppedError)
    assert plan in (public / FIRST / "town/plans/2020-plan/index.html").read_text(encoding="utf-8")
    assert bundles(public) == before
    assert not is_current(public)
    manifest = json.loads((public / "manifest.json").read_bytes())
    assert manifest["search"]["inputs"] == made_of(public)
    build_unread(options(root))
    assert is_current(public)


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_build_for_the_search_that_gives_way_before_leaves_all(root: Path, times: int) -> None:
    public = root.parent / "public"
    build_unread(options(root))
    before = tree(public, search=True)
    edit(root, FIRST, "title: ", "title: Повысить доступность ")
    asked = repeat(False, times)
    with pytest.raises(StoppedError):
        build(replace(options(root), gives_way=lambda: next(asked, True)))
    assert tree(public, search=True) == before
    build_unread(options(root))
    assert is_current(public)


def test_what_did_not_change_is_found_as_before(root: Path) -> None:
    """A region stays; in the other there is a town that stays, too."""
    public = root.parent / "public"
    town = root / "content" / SECOND / "other/municipality.yaml"
    town.parent.mkdir()
    town.write_text("name: Другой\n", encoding="utf-8")
    build_unread(options(root))
    assert is_current(public)
    first = bundles(public)
    assert sorted(first) == sorted((FIRST, SECOND))
    edit(root, SECOND, "лыжной", "парашютной")
    build_unread(options(root))
    assert is_current(public)
    assert {name for name, which in bundles(public).items() if which != first[name]} == {SECOND}
    told = json.loads((public / "manifest.json").read_bytes())["search"]
    assert told["inputs"] == made_of(public)
    assert told["files"] == {
        path.relative_to(public).as_posix(): sum_of(path)._asdict()
        for path in public.glob("pagefind/**/*")
        if path.is_file() and not path.name.startswith(".nokgen")
    }


def test_joined_parts_are_searched_as_one_site(root: Path) -> None:
    for region in (FIRST, SECOND):
        make_part(options(root, region), region)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nokgen.index.site.indexed_in", None)
        joined = join(options(root), [root.parent / region for region in (FIRST, SECOND)])
    assert (joined.misfits, joined.outcome.search_trouble) == ((), None)
    assert is_current(root.parent / "public")
