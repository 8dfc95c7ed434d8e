"""A site that is checked region by region: nothing else is said of it than by one look at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from nokgen.build import Options, Search, build
from nokgen.check import Checked, check
from nokgen.check.parted import check_region_of, finish_parted
from nokgen.check.run import begin
from nokgen.read import read_region, read_site, region_of
from tests.past_under_test import FOLDER, RESULTS_TEXT, Files
from tests.sites_under_test import ROOT, TODAY, built
from tests.test_cases import CASES, NAMES, make_site
from tests.test_join import COUNTRY, INN, X, Y

# Of the first region.
GARDEN = "0002001433"
ABOUT = "content/pages/about.md"
X_REGION, X_TOWN = f"content/{X}/region.yaml", f"{FOLDER}/municipality.yaml"
X_SCHOOLS = f"{FOLDER}/organizations.yaml"
# Of the second.
Y_REGION, Y_TOWN = f"content/{Y}/region.yaml", f"content/{Y}/selo/municipality.yaml"
Y_PLAN, Y_SCHOOLS = f"content/{Y}/plans/2026-media.yaml", f"content/{Y}/organizations.yaml"
# Reading alone finds these, and takes seconds.
SLOW = {"too-many-values", "table-too-large"}
CONTACT = "Звоните +7 921 123-45-67."


@dataclass(frozen=True)
class Told:
    """What is said of a site: by one look at all, and region by region.

    `way` says how the latter goes on: after the "frame" alone when it is at fault, in "doubt", then
    one look at all follows, or "parted", without any.
    """

    whole: Checked
    parted: Checked
    way: str

    @property
    def slugs(self) -> list[str]:
        """What was found."""
        return [each.code.slug for each in self.whole.diagnostics]


def clock(_zone: str) -> date:
    return TODAY


def told(root: Path) -> Told:
    """Both ways for the site at `root`; a build takes the second (nokgen/build/frame.py)."""
    whole = check(read_site(root), clock)
    tree = read_site(root, is_frame=True)
    begun = begin(tree, clock)
    if isinstance(begun, Checked):
        return Told(whole, begun, "frame")
    if begun.site is None or begun.has_errors:
        return Told(whole, whole, "frame")
    regions = sorted({region_of(path) for path in tree.files} - {""})
    checked = [check_region_of(begun, read_region(root, tree, each)) for each in regions]
    parted = finish_parted(begun, checked)
    if parted is not None:
        return Told(whole, parted, "parted")
    # The other way round there would be no end: an error that one look at all does not have.
    assert whole.has_errors or not any(each.has_errors for each in checked)
    return Told(whole, whole, "doubt")


def agree(both: Told) -> None:
    """Both say the same in the same order, of the same addresses."""
    assert both.parted.diagnostics == both.whole.diagnostics
    assert both.parted.published == both.whole.published
    if both.way == "parted":
        assert not both.whole.has_errors


def site_of(root: Path, changes: Files) -> Path:
    """The country of two regions with some files changed; None leaves one out."""
    for path, text in {**COUNTRY, **changes}.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return root


def changed(path: str, old: str, new: str) -> Files:
    """A file of the country with other words."""
    text = COUNTRY[path] or ""
    assert old in text
    return {path: text.replace(old, new)}


def added(path: str, *lines: str) -> Files:
    """A file of the country with lines below."""
    return {path: (COUNTRY[path] or "") + "".join(f"{line}\n" for line in lines)}


# Every fault that there is


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SLOW])
def test_every_case(name: str, tmp_path: Path) -> None:
    agree(told(make_site(CASES / name, tmp_path / "site")))


@pytest.mark.parametrize(
    "root", [ROOT, ROOT / "examples" / "site", ROOT / "tests" / "data" / "frozen" / "v1"]
)
def test_real_sites_need_no_second_look(root: Path) -> None:
    both = told(root)
    agree(both)
    assert both.way == "parted"


# What only a look at all regions can tell: files, what is found, how it goes on.

NO_HEIR = f", successor: '{GARDEN}'"
ACROSS: dict[str, tuple[Files, list[str], str]] = {
    "nothing": ({}, ["file-unused"], "parted"),
    "one ИНН": (
        {Y_SCHOOLS: (COUNTRY[Y_SCHOOLS] or "").replace(INN, GARDEN).replace(NO_HEIR, "")},
        ["file-unused", "organization-doubled", "permalink-lost"],
        "doubt",
    ),
    "one number on bus.gov.ru": (
        {
            X_SCHOOLS: (COUNTRY[X_SCHOOLS] or "").replace("name:", "bus_id: '7', name:"),
            Y_SCHOOLS: (COUNTRY[Y_SCHOOLS] or "").replace("name:", "bus_id: '7', name:"),
        },
        ["bus-id-doubled", "file-unused"],
        "doubt",
    ),
    "one code": (
        {
            X_TOWN: "oktmo: '00701000'\n" + (COUNTRY[X_TOWN] or ""),
            Y_TOWN: "name: Село\noktmo: '00701000'\n",
        },
        ["file-unused"],
        "parted",
    ),
    "one old address": (added(X_REGION, "aliases: [/y/]"), ["alias-taken", "file-unused"], "doubt"),
    "an old address that is a plan elsewhere": (
        added(X_REGION, f"aliases: [/{Y}/plans/2026-media/]"),
        ["alias-taken", "file-unused"],
        "doubt",
    ),
    "an old address that is made from a record elsewhere": (
        added(X_REGION, f"aliases: [/{Y}/organizations/]"),
        ["alias-taken", "file-unused"],
        "doubt",
    ),
    "an old address of a page and of a region": (
        changed(ABOUT, "title: О нас\n", "title: О нас\naliases: [/y/]\n"),
        ["alias-taken", "file-unused"],
        "doubt",
    ),
    "a link to a measure that is there": (
        added(ABOUT, f"[План](/{X}/gorod/plans/2026-media/#m2)", "[Сад](/org/0002001433/)"),
        ["file-unused"],
        "parted",
    ),
    "a link to no measure": (
        changed(ABOUT, "#m1", "#m9"), ["broken-link", "file-unused"], "doubt",
    ),
    "a link to what has moved": (
        added(ABOUT, "[План](/y/plans/2026-media/)", "[Было](/y/)"), ["file-unused"], "parted",
    ),
    "a link to no page": (
        added(ABOUT, "[Сад](/y-oblast/organisations/)"), ["broken-link", "file-unused"], "doubt",
    ),
    "a page that is gone": (
        added("permalinks.lock", f"/{Y}/plans/2020/"), ["file-unused", "permalink-lost"], "doubt",
    ),
    "a measure that is gone": (
        added("permalinks.lock", f"/{Y}/plans/2026-media/#m7"),
        ["file-unused", "permalink-lost"],
        "doubt",
    ),
    "an heir that nobody knows": (
        changed(Y_SCHOOLS, GARDEN, "0002001560"), ["file-unused", "successor-unknown"], "doubt",
    ),
    "a town that went to another region": (
        {Y_TOWN: f"name: Село\nclosed: 2025-01-01\nsuccessor: /{X}/gorod/\n"},
        ["file-unused"],
        "parted",
    ),
    "a town that went to what is no town": (
        {Y_TOWN: f"name: Село\nclosed: 2025-01-01\nsuccessor: /{X}/gorod/bodies/committee/\n"},
        ["broken-link", "file-unused"],
        "doubt",
    ),
    "results of an organisation elsewhere": (
        {f"content/{Y}/results/2025-education.yaml": RESULTS_TEXT},
        ["assessed-twice", "file-unused", "organization-unknown"],
        "doubt",
    ),
    "names that differ in capitals": (
        {f"content/{Y}/documents/AKT.pdf": "%PDF-1.4\n"},
        ["case-collision", "file-unused", "file-unused"],
        "frame",
    ),
    "regions that differ in capitals": (
        {f"content/{Y.upper()}/region.yaml": "name: Край\n"},
        ["case-collision", "file-name-malformed", "file-unused"],
        "frame",
    ),
    "warnings in both regions and in a page": (
        {
            f"{FOLDER}/documents/akt.pdf": "%PDF-1.4\n",
            **added(X_TOWN, f"note: {CONTACT}"),
            **added(Y_REGION, f"note: {CONTACT}"),
            **added(ABOUT, CONTACT),
        },
        ["private-contact", "file-unused", "private-contact", "file-unused", "private-contact"],
        "parted",
    ),
    "errors in both regions": (
        {
            **changed(X_TOWN, "kind: authority", "kind: other-one"),
            **changed(Y_PLAN, "kind: media", "kind: other-one"),
        },
        ["value-not-allowed", "value-not-allowed"],
        "doubt",
    ),
    "an error in a page": (
        changed(ABOUT, "title: О нас", "titel: О нас"),
        ["file-unused", "missing-key", "unknown-key"],
        "frame",
    ),
    "a region without its record": ({Y_REGION: None}, ["file-unused", "record-missing"], "frame"),
    "a region with a document alone": (
        {"content/z-oblast/documents/akt.pdf": "%PDF-1.4\n"},
        ["file-unused", "file-unused", "record-missing"],
        "frame",
    ),
    "a page in the place of a region": (
        {f"content/pages/{Y}.md": "---\ntitle: Край\n---\nТекст\n"},
        ["duplicate-address", "file-unused"],
        "frame",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ACROSS)
def test_what_one_region_has_to_do_with_another(name: str, tmp_path: Path) -> None:
    changes, expected, way = ACROSS[name]
    root = site_of(tmp_path / "site", changes)
    both = told(root)
    agree(both)
    assert sorted(both.slugs) == sorted(expected)
    assert both.way == way


def test_an_empty_region_is_none(tmp_path: Path) -> None:
    root = site_of(tmp_path / "site", {})
    (root / "content" / "z-oblast" / "selo").mkdir(parents=True)
    both = told(root)
    agree(both)
    assert (both.slugs, both.way) == (["file-unused"], "parted")


@pytest.mark.parametrize(
    "name",
    [
        "one ИНН",
        "an old address that is a plan elsewhere",
        "an heir that nobody knows",
        "an error in a page",
    ],
)
def test_a_build_says_what_a_check_says(name: str, tmp_path: Path) -> None:
    root = site_of(tmp_path / "site", ACROSS[name][0])
    whole = check(read_site(root), clock)
    assert whole.diagnostics
    options = Options(root, tmp_path / "public", clock, search=Search.NONE, jobs=1)
    outcome = build(options)
    assert outcome.diagnostics == whole.diagnostics
    assert (outcome.changes is None) == whole.has_errors
    assert (tmp_path / "public").exists() == (not whole.has_errors)


@pytest.mark.parametrize("name", ["warnings in both regions and in a page"])
def test_a_strict_build_stops_at_warnings_of_any_region(name: str, tmp_path: Path) -> None:
    root = site_of(tmp_path / "site", ACROSS[name][0])
    outcome = built(root, tmp_path / "public", strict=True)
    assert outcome.diagnostics == check(read_site(root), clock).diagnostics
    assert outcome.changes is None
