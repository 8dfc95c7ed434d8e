"""The page that somebody sees while a plan is saved: made alone, it is what the build will make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nokgen.build import Options, Search, build
from nokgen.build.ahead import Ahead
from tests.sites_under_test import ROOT, TODAY, real_site

KIROVSK = "murmanskaya-oblast/kirovsk"
PLAN = f"content/{KIROVSK}/plans/2020-information-campaign.yaml"
BRYANSK = "content/bryanskaya-oblast/plans/2022-media.yaml"
# What the region says of both its towns: all of it is read.
EXAMPLE = ROOT / "examples/site"
OBRAZTSOVO = "primerskaya-oblast/obraztsovo"
EXAMPLE_PLAN = f"content/{OBRAZTSOVO}/plans/2025-information-campaign.yaml"
KINDS = ("", "consolidated/education/", "improvement/2025-berezka/", "results/2022-education/")


def options_of(root: Path, public: Path, today: date = TODAY) -> Options:
    return Options(root, public, clock=lambda _zone: today, search=Search.NONE)


def learned(options: Options) -> Ahead:
    ahead = Ahead(options)
    ahead.learn()
    return ahead


def pages_below(public: Path, folder: str) -> Iterator[str]:
    for page in sorted((public / folder).rglob("index.html")):
        yield f"/{page.parent.relative_to(public).as_posix()}/"


def edit(root: Path, plan: str, old: str, new: str) -> frozenset[Path]:
    path = root / plan
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return frozenset([path.resolve()])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real site in `site`, built into `public`; its plans may have new titles."""
    home = tmp_path_factory.mktemp("ahead")
    assert build(options_of(real_site(home / "site"), home / "public")).changes
    return home


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return real_site(tmp_path / "site")


@pytest.mark.parametrize(
    ("plan", "title", "folder", "left"),
    [
        (PLAN, "title: План", KIROVSK, set()),
        # The page of a region shows its towns.
        (BRYANSK, "title: Подведение итогов", "bryanskaya-oblast", {"/bryanskaya-oblast/"}),
    ],
)
def test_pages_of_a_territory_are_those_of_the_next_build(
    built: Path, plan: str, title: str, folder: str, left: set[str]
) -> None:
    options = options_of(built / "site", built / "public")
    ahead = learned(options)
    saved = edit(options.root, plan, title, f"{title} другой")
    made = ahead.pages(saved, tuple(pages_below(options.destination, folder)))
    changes = build(options).changes
    assert changes is not None
    assert made.keys() == set(pages_below(options.destination, folder)) - left
    assert any(f"{address.lstrip('/')}index.html" in changes.written for address in made)
    for address, page in made.items():
        assert (options.destination / address.strip("/") / "index.html").read_bytes() == page


def test_where_a_region_speaks_of_all_its_towns_all_are_read(tmp_path: Path) -> None:
    options = options_of(EXAMPLE, tmp_path / "public")
    assert build(options).changes
    addresses = [f"/{OBRAZTSOVO}/{kind}" for kind in KINDS]
    made = learned(options).pages(frozenset([EXAMPLE / EXAMPLE_PLAN]), addresses)
    assert list(made) == addresses
    for address, page in made.items():
        assert (options.destination / address.strip("/") / "index.html").read_bytes() == page


@pytest.mark.parametrize(
    "address", ["/", "/murmanskaya-oblast/", "/smolenskaya-oblast/desnogorsk/", "/data/", "//", ""]
)
def test_other_pages_wait_for_the_build(root: Path, tmp_path: Path, address: str) -> None:
    ahead = learned(options_of(root, tmp_path / "public"))
    assert ahead.pages(frozenset([(root / PLAN).resolve()]), [address]) == {}
    assert not ahead.is_stale


def test_a_fault_waits_for_the_build(root: Path, tmp_path: Path) -> None:
    ahead = learned(options_of(root, tmp_path / "public"))
    saved = edit(root, PLAN, "kind: information-campaign", "kind: information-campagne")
    assert ahead.pages(saved, [f"/{KIROVSK}/"]) == {}
    saved = edit(root, PLAN, "kind: information-campagne", "kind: information-campaign")
    assert list(ahead.pages(saved, [f"/{KIROVSK}/"])) == [f"/{KIROVSK}/"]


@pytest.mark.parametrize(
    "name",
    ["site.yaml", f"content/{KIROVSK}/municipality.yaml", "content/pages/about.md", f"{PLAN}.yaml"],
)
def test_after_other_files_what_pages_share_is_read_anew(
    root: Path, tmp_path: Path, name: str
) -> None:
    ahead = learned(options_of(root, tmp_path / "public"))
    saved = frozenset([(root / PLAN).resolve(), root.resolve() / name])
    assert ahead.pages(saved, [f"/{KIROVSK}/"]) == {}
    assert ahead.is_stale


def test_another_day_and_any_file_are_reasons_to_read_anew(root: Path, tmp_path: Path) -> None:
    days = [TODAY]
    options = replace(options_of(root, tmp_path / "public"), clock=lambda _zone: days[0])
    saved = frozenset([(root / PLAN).resolve()])
    ahead = learned(options)
    assert ahead.pages(None, [f"/{KIROVSK}/"]) == {}
    assert ahead.is_stale
    ahead.learn()
    assert ahead.pages(saved, [f"/{KIROVSK}/"])
    days[0] = date(2026, 11, 23)
    assert ahead.pages(saved, [f"/{KIROVSK}/"]) == {}
    assert ahead.is_stale


def test_a_file_that_stands_elsewhere_is_any_file(root: Path, tmp_path: Path) -> None:
    """The folder of templates may be a link to another place."""
    ahead = learned(options_of(root, tmp_path / "public"))
    assert ahead.pages(frozenset([tmp_path / "shared" / "page.html"]), [f"/{KIROVSK}/"]) == {}
    assert ahead.is_stale


def test_a_site_with_faults_has_no_ahead(root: Path, tmp_path: Path) -> None:
    (root / "site.yaml").write_text("title: [\n")
    ahead = learned(options_of(root, tmp_path / "public"))
    assert not ahead.is_stale
    assert ahead.pages(frozenset([(root / PLAN).resolve()]), [f"/{KIROVSK}/"]) == {}
